"""Speech that dashes set off, as Polish, French and Russian outlets print it, also in their translations."""

import re
from collections.abc import Iterator

from bilateral.read.statements.words import word_list

# "- We will stay - said the minister.", at the beginning of a paragraph or after a stop; a list has no dash at its end.
_OPENING = re.compile(r"(?:^|(?<=[.?!\"”)])) ?[-–—] ?(?=[A-Z(])")
_CLOSING = re.compile(r" ?[-–—] (?=(?P<cue>[a-z][^.?!\n\"“–—]{2,100}))")
_CUES = word_list("dialogue verbs")


def dashed(text: str, start: int, end: int) -> Iterator[tuple[int, int, int, int]]:
    """Yield each stretch of a paragraph between a dash and the dash before its cue.

    The four characters are where it opens, where its words start and end, and where it closes.
    """
    at = start
    # The paragraph alone: "^" must match at its beginning.
    paragraph = text[start:end]
    while (opening := _OPENING.search(paragraph, at - start)) is not None:
        closing = _closing(paragraph, opening.end())
        if closing is None:
            return
        first, last = opening.end(), closing.start()
        yield start + opening.start(), start + first, start + last, start + closing.end()
        at = start + closing.end()


def _closing(paragraph: str, begin: int) -> re.Match[str] | None:
    """Return the first dash after which a cue comes: what stands between dashes before is an aside."""
    for closing in _CLOSING.finditer(paragraph, begin):
        if not _CUES.isdisjoint(re.findall(r"[a-z]+", closing["cue"])):
            return closing
    return None
