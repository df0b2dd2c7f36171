"""The date at the head of a text, where no date of publication is known."""

import datetime as dt
import re

from bilateral.read.dates import grammar as g
from bilateral.read.dates.timex import day_of

# A dateline stands within the headline, the byline and the first words.
_HEAD = 400
_FULL_DATE = re.compile(
    rf"\b(?P<month>{g.MONTH})\s(?P<day>{g.DAY}),?\s(?P<year>{g.YEAR})|"
    rf"\b(?P<day2>{g.DAY})\s(?P<month2>{g.MONTH}),?\s(?P<year2>{g.YEAR})|"
    r"\b(?P<iso>\d{4}-\d\d-\d\d)\b",
)
# What stands before a dateline on its line: nothing, a weekday, or a place and an agency.
_LEAD = re.compile(
    r"(?:[A-Z][\w.,'’ ]{0,40}[,(–—-]\s*|Published:?\s*|Updated:?\s*|\(|)(?:[A-Z][a-z]+day,?\s)?"
)


def head_date(text: str) -> dt.date | None:
    """Return the full date that stands alone or leads a line at the head of the text, or None."""
    head = text[:_HEAD]
    for match in _FULL_DATE.finditer(head):
        line = head.rfind("\n", 0, match.start()) + 1
        if _LEAD.fullmatch(head, line, match.start()):
            return _day(match)
    return None


def _day(match: re.Match[str]) -> dt.date | None:
    if match["iso"]:
        return day_of(*(int(part) for part in match["iso"].split("-")))
    tail = "" if match["month"] else "2"
    month, day = g.month_number(match["month" + tail]), g.ordinal(match["day" + tail]) or 0
    return day_of(int(match["year" + tail]), month, day)
