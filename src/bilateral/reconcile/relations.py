"""Events that belong together without being one: a plan and its fulfilment, a denial and what it denies."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from bilateral.model import Entry, Status, Witness
from bilateral.reconcile.acts import PLANNED_REACH_DAYS, Act
from bilateral.reconcile.events import compare_kind, compare_sides
from bilateral.reconcile.linking import Verdicts
from bilateral.reconcile.when import Days, gap, length

# Each relation with its reverse.
REVERSE: Final = {"fulfils": "planned by", "denies": "denied by"}
# Two events are related where what was done and who took part agree, the time follows, and this is left over.
LEAST: Final = 1.2
# What was planned for a day and done within so many days of it is that plan put off or brought forward.
PUT_OFF_DAYS: Final = 7
SURE_TIME: Final = 0.5
# A plan that names no day must be told in words that come back.
LIKE_PLAN: Final = 0.1


def with_relations(entries: Sequence[Entry], members: Mapping[str, Sequence[Witness]]) -> Iterator[Entry]:
    """Yield the events of a block, each with ``fields["related"]`` where another fulfils, plans, denies it.

    ``members`` are the mentions of each entry. A relation names the other ``entry``, the ``relation`` and its
    ``reasons``; it stands on both sides. A plan has one fulfilment, a denial one thing that it denies: the likeliest.
    """
    acts = {entry.id: [Act(witness) for witness in members[entry.id]] for entry in entries}
    related: dict[str, list[dict[str, Any]]] = defaultdict(list)
    done = [entry for entry in entries if entry.status == Status.ACTUAL]
    for entry in entries:
        found = _nearest(entry, done, acts)
        if not found:
            continue
        other, reasons = found
        relation, one, two = (
            ("fulfils", other, entry) if entry.status == Status.PLANNED else ("denies", entry, other)
        )
        related[one.id].append({"entry": two.id, "relation": relation, "reasons": list(reasons)})
        related[two.id].append({"entry": one.id, "relation": REVERSE[relation], "reasons": list(reasons)})
    for entry in entries:
        own = sorted(related[entry.id], key=lambda r: (r["relation"], r["entry"]))
        yield replace(entry, fields={**entry.fields, "related": own}) if own else entry


def _nearest(
    entry: Entry, done: Sequence[Entry], acts: Mapping[str, Sequence[Act]]
) -> tuple[Entry, tuple[str, ...]] | None:
    """Return the event that a plan or a denial is likeliest about, and why; null for other events."""
    if entry.status not in {Status.PLANNED, Status.DENIED}:
        return None
    found = [
        (score, other.id, other, reasons)
        for other in done
        if other.id != entry.id
        for score, reasons in [max(_relate(a, b) for a in acts[entry.id] for b in acts[other.id])]
        if score >= LEAST
    ]
    if not found:
        return None
    _, _, other, reasons = min(found, key=lambda item: (-item[0], item[1]))
    return other, reasons


def _relate(told: Act, done: Act) -> Verdicts:
    """Return how much speaks for a plan or denial being about what was done, and why."""
    signs = [compare_kind(told, done), compare_sides(told, done), _in_time(told, done)]
    if any(sign is None for sign in signs):
        return 0.0, ()
    known = [sign for sign in signs if sign]
    likeness = told.likeness(done)
    if not (told.days or told.footing != "planned" or likeness >= LIKE_PLAN):
        return 0.0, ()
    score = sum(value for value, _ in known) + likeness
    return round(score, 6), tuple(reason for _, reason in known if reason)


def _in_time(told: Act, done: Act) -> tuple[float, str] | None:
    """Say whether the time fits: a plan comes before, near the day named; a denial concerns what is past."""
    when = done.days or done.published
    if not (told.published and when):
        return 0.0, ""
    if told.footing != "planned":
        past = -1 <= (told.published[0] - when[0]).days <= PLANNED_REACH_DAYS
        return (0.0, f"denied by {told.published[0]}") if past else None
    if when[1] < told.published[0] - dt.timedelta(days=1):
        return None
    return _as_planned(told.days, when) if told.days else _soon(told.published, when)


def _as_planned(planned: Days, when: Days) -> tuple[float, str] | None:
    apart = gap(planned, when)
    if apart > (PUT_OFF_DAYS if length(planned) <= PUT_OFF_DAYS else 0):
        return None
    return SURE_TIME, "as planned" if not apart else f"{apart} days off the plan"


def _soon(published: Days, when: Days) -> tuple[float, str] | None:
    """Say whether something followed on a plan that named no day."""
    later = (when[0] - published[0]).days
    return (0.0, f"{later} days after it was planned") if 0 < later <= PLANNED_REACH_DAYS else None
