"""What a plugged-in reader is: the few names that a package needs to offer one."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol, TypeAlias

from bilateral.model import Article, Reading
from bilateral.read.findings import Findings

Found: TypeAlias = Callable[[], Findings]
"""Parses the article and finds dates, numbers, actors and statements in it, when called; most readers need not."""


class Reader(Protocol):
    """Reads one article at a time.

    ``version`` names everything on which the outcome rests (a number, a model); articles that another version read
    are read anew. It has no control characters and is kept with each article.
    """

    version: str

    def read(self, article: Article, found: Found) -> Reading:
        """Return what the article says.

        An article that cannot be read now, but may be later, is a reading with ``problem`` and ``later``; what was
        found and is not kept goes into ``dropped``.
        """
        ...


@dataclass(frozen=True, slots=True)
class Terms:
    """What a reader is opened with.

    ``options`` are the user's, as text. ``folder`` is empty at first, is shared by the processes that read in one
    call, and is gone after it. The options may hold a key, so they are not shown.
    """

    options: Mapping[str, str] = field(repr=False)
    folder: Path


Opener: TypeAlias = Callable[[Terms], Reader]
"""What an entry point leads to. It is called once in each process that reads."""
