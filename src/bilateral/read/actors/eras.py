"""States that are no more: what a capital or a body stood for on the day of the article."""

import datetime as dt
from dataclasses import replace

from bilateral.read.findings import ActorMention

# Until this day "Moscow" and "the Kremlin" were the Soviet Union's, and so were its agencies and companies.
SOVIET_UNION_ENDS = dt.date(1991, 12, 26)
_BEFORE = {"RUS": "SUN"}


def of_its_day(mention: ActorMention, day: dt.date | None) -> ActorMention:
    """Return a mention with the codes of the states that were there on the day; without a day, of today's."""
    if day is None or day >= SOVIET_UNION_ENDS:
        return mention
    codes = tuple(dict.fromkeys(_code(code) for code in mention.codes))
    return mention if codes == mention.codes else replace(mention, codes=codes)


def _code(code: str) -> str:
    state, colon, kind = code.partition(":")
    return f"{_BEFORE.get(state, state)}{colon}{kind}"
