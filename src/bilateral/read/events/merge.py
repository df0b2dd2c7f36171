"""One event, once: mentions of the same act in one article join, the fullest as evidence."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from bilateral.model import Event

# The guidelines list up to three further mentions.
MAX_ALSO = 3


def merge_events(events: Iterable[Event]) -> tuple[Event, ...]:
    """Return the events with those joined that have the same type, sides, mode and status, in text order."""
    groups: dict[tuple[object, ...], list[Event]] = defaultdict(list)
    for event in events:
        key = (event.type, frozenset(event.actors), frozenset(event.recipients), event.status)
        groups[key].append(event)
    merged = (_merge(group) for group in groups.values())
    return tuple(sorted(merged, key=lambda event: (event.evidence.start, event.type, event.actors)))


def _merge(events: list[Event]) -> Event:
    """Return the surest mention with the others' places; where it has no date, another's serves."""
    best = max(events, key=lambda event: (event.confidence, -event.evidence.start))
    also = [event.evidence for event in events if event.evidence != best.evidence]
    when = best.when or next((event.when for event in events if event.when), None)
    return replace(best, when=when, also=tuple(sorted(dict.fromkeys(also)))[:MAX_ALSO])
