"""What a visitor asks a dyad's page to show; all of it stands in the page's address."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, fields
from typing import Any

from starlette.datastructures import QueryParams

from bilateral.ask import checked_date
from bilateral.model import AgreementStatus, EventType, Kind, Status
from bilateral.record.views import Period
from bilateral.show.web.quads import Quad, quad_of
from bilateral.show.web.queries.dyads import Brief

OLDEST = "oldest"
STATUSES = tuple(dict.fromkeys((*map(str, Status), *map(str, AgreementStatus))))


@dataclass(frozen=True, slots=True)
class Filters:
    """Which entries are shown. An empty field asks for all.

    ``show`` is a kind of entry, or empty for the overview of all kinds; ``by`` the code of the side that acts,
    or ``both`` or ``others``; ``families`` the least number of families; ``order`` is ``oldest`` or empty for the latest
    first; the rest are words of the entry, and ISO dates.
    """

    show: str = ""
    type: str = ""
    quad: str = ""
    status: str = ""
    by: str = ""
    outlet: str = ""
    families: str = ""
    since: str = ""
    until: str = ""
    as_of: str = ""
    order: str = ""

    @property
    def period(self) -> Period:
        """The days that are shown."""
        return Period(self.since or None, self.until or None)

    @property
    def narrowed(self) -> bool:
        """Whether anything but the kind is filtered."""
        return any(value for name, value in self.plain().items() if name not in {"show", "order"})

    def plain(self) -> dict[str, str]:
        """Return the fields that ask for something, by name."""
        return {each.name: value for each in fields(self) if (value := getattr(self, each.name))}

    def holds(self, entry: Brief) -> bool:
        """Say whether an entry is shown, as far as it can be told without its articles."""
        return (
            self.type in {"", entry.type}
            and (not self.quad or quad_of(entry.type) == self.quad)
            and self.status in {"", entry.status}
            and self.by in {"", entry.by}
            and entry.families >= int(self.families or 0)
            and self.period.holds(entry.day)
        )


def read_filters(parameters: QueryParams) -> Filters:
    """Return what the query of an address asks for; words that name no choice are ignored.

    Raises:
        DateError: a date is none.

    """
    given = {each.name: parameters.get(each.name, "").strip() for each in fields(Filters)}
    for name in ("since", "until", "as_of"):
        given[name] = iso_date(given[name])
    choices: dict[str, Collection[Any]] = {
        "show": tuple(Kind),
        "type": tuple(EventType),
        "quad": tuple(Quad),
        "status": STATUSES,
        "order": (OLDEST,),
    }
    checked: dict[str, Callable[[str], bool]] = {name: known.__contains__ for name, known in choices.items()}
    checked["families"] = lambda words: words.isascii() and words.isdigit() and len(words) < 6
    return Filters(**{name: value if checked.get(name, _any)(value) else "" for name, value in given.items()})


def _any(_: str) -> bool:
    return True


def iso_date(words: str) -> str:
    """Return an ISO date, month or year as it is, and nothing for nothing.

    Raises:
        DateError: the words are no date.

    """
    return (checked_date(words) if words else None) or ""
