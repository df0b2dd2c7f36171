"""One event, once: mentions of the same act in one article join, the fullest as evidence."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from bilateral.model import Event

# Characters between two mentions that still tell of one event: too few for a whole sentence. A state that accuses another
# in the first paragraph and in the last does so twice: on held-out articles and seeds joining across a sentence loses half a
# point of events.found, across a whole article two.
NEAR = 60

# The guidelines list up to three further mentions.
MAX_ALSO = 3


def merge_events(events: Iterable[Event]) -> tuple[Event, ...]:
    """Return the events with those joined that follow each other and are alike in type, sides and status, in text order."""
    groups: dict[tuple[object, ...], list[list[Event]]] = defaultdict(list)
    for event in sorted(events, key=lambda event: event.evidence):
        key = (event.type, frozenset(event.actors), frozenset(event.recipients), event.status)
        chains = groups[key]
        if chains and event.evidence.start - chains[-1][-1].evidence.end <= NEAR:
            chains[-1].append(event)
        else:
            chains.append([event])
    merged = (_merge(chain) for chains in groups.values() for chain in chains)
    return tuple(sorted(merged, key=lambda event: (event.evidence.start, event.type, event.actors)))


def _merge(events: list[Event]) -> Event:
    """Return the surest mention with the others' places; where it has no date, another's serves."""
    best = max(events, key=lambda event: (event.confidence, -event.evidence.start))
    also = [event.evidence for event in events if event.evidence != best.evidence]
    when = best.when or next((event.when for event in events if event.when), None)
    return replace(best, when=when, also=tuple(sorted(dict.fromkeys(also)))[:MAX_ALSO])
