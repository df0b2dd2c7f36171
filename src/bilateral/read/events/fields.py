"""The fields of an event that come from around its predicate, and how sure the reader is of it."""

import math

from bilateral.model import EventType
from bilateral.read.attribution import said_by
from bilateral.read.dates.attach import date_for, only_date
from bilateral.read.events.links import Link
from bilateral.read.findings import Findings

# Acts that are done by saying so: whoever says the words does the act, and the outlet reports it on its own account.
_SPOKEN = frozenset(
    (EventType.ACCUSE, EventType.REJECT, EventType.REQUEST, EventType.SUPPORT, EventType.THREATEN)
)


# Slope and offset that turn the log-odds of what the encoder says (event and type together) into those of being right:
# Platt scaling on the held-out articles, written by training/train.py.
CALIBRATION = (0.949, -0.659)


def confidence_of(link: Link) -> float:
    """Return the calibrated belief that there is such an event, of this type, between the two."""
    said = min(max(link.confidence, 1e-4), 1 - 1e-4)
    slope, offset = CALIBRATION
    odds = slope * math.log(said / (1 - said)) + offset
    return round(1 / (1 + math.exp(-odds)), 4)


def when_of(findings: Findings, link: Link) -> str | None:
    """Return the date that hangs on the predicate of the link, else the only one of its sentence, else null.

    On the training articles the predicate alone gives the annotated value in 55 of 100 events, with the sentence's
    only date in 58; where there are several dates, any choice among them adds nothing.
    """
    expression = date_for(findings, link.trigger, link.trigger + 1)
    if expression is not None:
        return expression.when
    sentence = findings.sentences[link.pair.sentence]
    expression = only_date(findings, sentence, findings.doc[link.trigger])
    return None if expression is None else expression.when


def source_of(findings: Findings, link: Link) -> str | None:
    """Return on whose word alone the link rests; null where the outlet says it, or the words are the act."""
    trigger = findings.doc[link.trigger]
    start, end = trigger.idx, trigger.idx + len(trigger)
    speaker = said_by(findings.statements, start, end)
    if speaker is None or link.type not in _SPOKEN:
        return speaker
    speakers = {statement.speaker_code for statement in findings.statements if statement.speaker == speaker}
    return None if speakers & set(link.actors) else speaker
