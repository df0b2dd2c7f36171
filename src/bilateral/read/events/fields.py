"""The fields of an event that come from around its predicate: when it was, and on whose word it rests."""

from bilateral.model import EventType
from bilateral.read.attribution import said_by
from bilateral.read.dates.attach import date_for
from bilateral.read.events.links import Link
from bilateral.read.findings import Findings

# Acts that are done by saying so: whoever says the words does the act, and the outlet reports it on its own account.
_SPOKEN = frozenset(
    (EventType.ACCUSE, EventType.REJECT, EventType.REQUEST, EventType.SUPPORT, EventType.THREATEN)
)


def when_of(findings: Findings, link: Link) -> str | None:
    """Return the date that hangs on the predicate of the link; null where the text gives none."""
    expression = date_for(findings, link.trigger, link.trigger + 1)
    return expression.when if expression is not None else None


def source_of(findings: Findings, link: Link) -> str | None:
    """Return on whose word alone the link rests; null where the outlet says it, or the words are the act."""
    trigger = findings.doc[link.trigger]
    start, end = trigger.idx, trigger.idx + len(trigger)
    speaker = said_by(findings.statements, start, end)
    if speaker is None or link.type not in _SPOKEN:
        return speaker
    speakers = {statement.speaker_code for statement in findings.statements if statement.speaker == speaker}
    return None if speakers & set(link.actors) else speaker
