"""From scores to links: which pairs of actors an event links, of what type, and how sure that is."""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Token

from bilateral.model import EventType, Status
from bilateral.read.events.candidates import Pair
from bilateral.read.events.encoder import RelationEncoder, Scores
from bilateral.read.events.labels import DIRECTIONS, MODES, STATUSES, TYPES
from bilateral.read.events.links import Link
from bilateral.read.events.paths import predicate_of
from bilateral.read.events.windows import build_windows
from bilateral.read.findings import Findings
from bilateral.read.status import status_of

# Chosen on the held-out articles for the F1 of events.found and events.type; both are flat within 0.05 around.
EVENT_THRESHOLD = 0.4
SECOND_TYPE = 0.55

# What the rule's word on the status weighs, in log-odds. On held-out articles the encoder alone is right in 94 of 100
# events whose type is right, and so are both joined; the rule knows denials that the encoder takes for acts.
RULE_VOTE = {Status.ACTUAL: 0.0, Status.PLANNED: 2.0, Status.HYPOTHETICAL: 1.0, Status.DENIED: 3.0}


def judge_pairs(encoder: RelationEncoder, findings: Findings, pairs: Sequence[Pair]) -> Iterator[Link]:
    """Yield the links among the pairs of an article, in the order of the text."""
    windows = list(build_windows(findings, pairs))
    if not windows:
        return
    scores = encoder.score([window for window, _ in windows])
    yield from links_of(findings, [pair for _, members in windows for pair in members], scores)


def links_of(findings: Findings, pairs: Sequence[Pair], scores: Scores) -> Iterator[Link]:
    """Yield a link for each type that is likely enough for a pair."""
    for row, pair in enumerate(pairs):
        event = float(scores.event[row])
        if event < EVENT_THRESHOLD:
            continue
        trigger = trigger_of(findings, pair)
        shares = scores.types[row]
        for rank, choice in enumerate(np.argsort(-shares)[:2]):
            share = float(shares[choice])
            if rank and share < SECOND_TYPE:
                break
            type_ = TYPES[int(choice)]
            yield Link(
                pair=pair,
                type=type_,
                mode=mode_of(type_, scores.modes[row]),
                direction=DIRECTIONS[int(scores.directions[row, choice].argmax())],
                status=status_from(scores.statuses[row, choice], rule_of(type_, trigger)),
                trigger=trigger.i,
                confidence=event * share,
            )


def mode_of(type_: EventType, shares: NDArray[np.float32]) -> str | None:
    """Return the likeliest mode of the type; null where it has none."""
    own = [i for i, (owner, _) in enumerate(MODES) if owner is type_]
    return MODES[max(own, key=lambda i: float(shares[i]))][1] if own else None


def status_from(shares: NDArray[np.float32], rule: Status) -> Status:
    """Return the status that the encoder's shares and the rule's vote make likeliest together."""
    odds = np.log(shares + 1e-6)
    odds[STATUSES.index(rule)] += RULE_VOTE[rule]
    return STATUSES[int(odds.argmax())]


def rule_of(type_: EventType, trigger: Token) -> Status:
    """Return what the rule says of the status; "has not agreed" is a refusal that took place."""
    said = status_of(trigger)
    return Status.ACTUAL if type_ is EventType.REJECT and said is Status.DENIED else said


def trigger_of(findings: Findings, pair: Pair) -> Token:
    """Return the predicate that joins the two actors."""
    return predicate_of(findings.doc, *pair.heads(), joined=not pair.crosses)
