"""Which events are one: a scored decision over who, what, when and in which words, each link with its reasons.

The weights are few and set by hand; they say how much each sign speaks for one event, and a link needs more than 0
in all. Those for words, names and reporting were then moved a little where both halves of the development part of ECB+
gained (see benchmarks/coreference.py); ECB+ has neither actors, types nor dates, so that the others rest on judgement.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import Final

from bilateral.model import Witness
from bilateral.reconcile.acts import REPORTING_GROUP, Act
from bilateral.reconcile.groups import Group, arrival
from bilateral.reconcile.linking import Verdicts, cluster
from bilateral.reconcile.when import Days, gap, length, span_name

BASE: Final = -2.4
SAME_TYPE: Final = 0.9
NEAR_TYPE: Final = 0.1
SAME_WORD: Final = 1.0
LIKE_WORD: Final = 0.85
SAME_SIDES: Final = 1.0
SHARED_SIDES: Final = 0.4
UNKNOWN_SIDES: Final = 0.7
UNKNOWN_DATE: Final = 0.8
LIKE_ACT: Final = 0.1
SAME_MODE: Final = 0.2
OTHER_MODE: Final = -0.2
SHARED_FIGURE: Final = 0.5
REPORTING: Final = -0.4
SHARED_WORDS: Final = 0.7
SHARED_NAMES: Final = 0.15
OTHER_NAMES: Final = -0.05
REPEATED: Final = -0.4
NO_LINK: Final = -1.0

# Acts that the same two repeat day after day, so that the same type about the same time is not yet the same act.
REPEATED_TYPES: Final = frozenset(
    ["ACCUSE", "ASSAULT", "COERCE", "PROTEST", "REJECT", "REQUEST", "SUPPORT", "THREATEN"]
)

# Types under which readers put one act: a signing is an agreement and the support that it stands for, a promise of
# talks is told as talks.
NEAR_TYPES: Final = frozenset(
    frozenset(pair)
    for kin in (
        ("AGREE", "SUPPORT", "COOPERATE"),
        ("AGREE", "CONSULT"),
        ("ACCUSE", "REJECT", "PROTEST"),
        ("COERCE", "SANCTION"),
        ("COERCE", "ASSAULT"),
        ("AID", "COOPERATE"),
    )
    for pair in combinations(kin, 2)
)

# What a date speaks for one event, by the days between; and how far from a dated event an article without a date
# may have appeared: news tells of the last days, and of coming weeks.
DAYS_APART: Final = {0: 1.2, 1: 0.9}
WITHIN_MONTH: Final = 0.4
WITHIN_YEAR: Final = 0.1
TOLD_SOON: Final = 0.9
TOLD_LATER: Final = 0.4
SOON_DAYS: Final = 1
LATER_DAYS: Final = 10
AHEAD_DAYS: Final = 62
MONTH_DAYS: Final = 31


def group_events(members: Sequence[Witness]) -> Iterator[Group]:
    """Group the events of a block; what is planned or merely thought of stands apart from what was done."""
    acts = [Act(witness) for witness in sorted(members, key=arrival)]
    for group in cluster(acts, near_pairs(acts), link_events):
        first = group.members[0]
        key = (*first.sides, first.witness.fields["type"], first.footing, first.time or "undated")
        yield Group(
            key,
            tuple(act.witness for act in group.members),
            {act.witness.id: why for act, why in zip(group.members, group.reasons, strict=True)},
        )


def near_pairs(acts: Sequence[Act]) -> Iterator[tuple[int, int]]:
    """Yield the pairs, by position, that can be one event: on one footing, and at most the longest delay apart."""
    on_footing: dict[str, list[int]] = defaultdict(list)
    for i, act in enumerate(acts):
        on_footing[act.footing].append(i)
    for some in on_footing.values():
        yield from _within_reach(acts, some)


def _within_reach(acts: Sequence[Act], some: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Walk through the acts by their first day, keeping those that may reach the next; undated ones meet all."""
    undated = [i for i in some if acts[i].reach is None]
    dated = sorted((reach[0], reach[1], i) for i in some if (reach := acts[i].reach))
    open_: list[tuple[dt.date, int]] = []
    for first, last, i in dated:
        open_ = [(end, j) for end, j in open_ if end >= first]
        yield from ((min(i, j), max(i, j)) for _, j in open_)
        open_.append((last, i))
    for n, i in enumerate(undated):
        yield from ((min(i, j), max(i, j)) for j in (*undated[:n], *(j for _, _, j in dated)))


def link_events(a: Act, b: Act) -> Verdicts:
    """Return how much speaks for one event, above 0 where they are one, and why."""
    score = BASE
    reasons: list[str] = []
    for sign in (compare_kind(a, b), compare_sides(a, b), _date(a, b)):
        if sign is None:
            return NO_LINK, ()
        score += sign[0]
        reasons += sign[1:]
    for value, reason in _asides(a, b):
        score += value
        reasons.append(reason)
    return round(score, 6), tuple(reason for reason in reasons if reason)


Sign = tuple[float, str]
"""What one field speaks for or against one event, and that in words."""


def compare_kind(a: Act, b: Act) -> Sign | None:
    """Compare what was done: by the word for the act where both readers kept it, else by type."""
    if a.trigger and b.trigger:
        return _trigger(a, b)
    if a.type and a.type == b.type:
        repeated = REPEATED if a.type in REPEATED_TYPES else 0.0
        return SAME_TYPE + repeated, f"same type {a.type}"
    # Of one article the reader has told the types apart already.
    if a.witness.article != b.witness.article and {a.type, b.type} in NEAR_TYPES:
        return NEAR_TYPE, f"types {a.type} and {b.type} of one act"
    return None


def _trigger(a: Act, b: Act) -> Sign | None:
    shared = sorted(set(a.trigger) & set(b.trigger))
    if shared:
        return SAME_WORD, f"same word {' '.join(shared)}"
    if a.groups & b.groups:
        return LIKE_WORD, "words for one kind of act"
    return None


def compare_sides(a: Act, b: Act) -> Sign | None:
    """Compare who acted on whom; who visits and who receives is a matter of view."""
    if not a.everyone or not b.everyone:
        return UNKNOWN_SIDES, ""
    if a.everyone == b.everyone and (a.mutual or b.mutual or a.sides == b.sides):
        return SAME_SIDES, f"same actors {' and '.join(sorted(a.everyone))}"
    directed = not (a.mutual or b.mutual)
    if directed and not (
        a.actors & b.actors and (a.recipients & b.recipients or not (a.recipients and b.recipients))
    ):
        return None
    return SHARED_SIDES, f"shared actors {' and '.join(sorted(a.everyone & b.everyone))}"


def _date(a: Act, b: Act) -> Sign | None:
    """Compare when it was, at the precision of the rougher date, or by publication where no date is told."""
    if a.days and b.days:
        return _told_dates(a.days, b.days)
    if a.days and b.published:
        return _told_and_published(a.days, b.published, a.footing)
    if b.days and a.published:
        return _told_and_published(b.days, a.published, a.footing)
    if a.published and b.published:
        return _published(gap(a.published, b.published))
    return UNKNOWN_DATE, ""


def _published(apart: int) -> Sign | None:
    if apart > LATER_DAYS:
        return None
    told = "the same day" if not apart else f"{apart} days apart"
    return TOLD_SOON if apart <= SOON_DAYS else TOLD_LATER, f"undated, told {told}"


def _told_dates(a: Days, b: Days) -> Sign | None:
    """Compare two dates: days may differ by one, for reports cross midnight; rougher ones must hold each other."""
    apart, rough = gap(a, b), max(length(a), length(b))
    if a == b:
        return DAYS_APART[0], f"same time {span_name(a)}"
    if rough <= LATER_DAYS and apart in DAYS_APART:
        return DAYS_APART[apart], f"{span_name(a)} and {span_name(b)} at most a day apart"
    if apart:
        return None
    value = WITHIN_MONTH if rough <= MONTH_DAYS else WITHIN_YEAR
    return value, f"{span_name(a)} and {span_name(b)} agree"


def _told_and_published(told: Days, published: Days, footing: str) -> Sign | None:
    """Compare a date told in one article with the day on which the other appeared, which tells none."""
    behind = (published[0] - told[1]).days
    if footing == "planned":
        ahead = f"told {-behind} days ahead" if behind < 0 else "told on the day"
        return (TOLD_LATER, ahead) if -AHEAD_DAYS <= behind <= SOON_DAYS else None
    if published[0] < told[0] - dt.timedelta(days=SOON_DAYS) or behind > LATER_DAYS:
        return None
    value = WITHIN_YEAR if length(told) > LATER_DAYS else TOLD_SOON if behind <= SOON_DAYS else TOLD_LATER
    return value, f"told on {published[0]}, near {span_name(told)}"


def _asides(a: Act, b: Act) -> Iterable[Sign]:
    """Yield what else speaks for or against: mode, act words, figures, and the words of the evidence."""
    if a.mode and b.mode:
        yield (SAME_MODE, f"same mode {a.mode}") if a.mode == b.mode else (OTHER_MODE, "")
    if not (a.trigger or b.trigger) and (acts := sorted(a.groups & b.groups - {REPORTING_GROUP})):
        yield LIKE_ACT, f"both tell of {', '.join(acts[:3])}"
    if figures := sorted(a.figures & b.figures):
        yield SHARED_FIGURE, f"same figure {', '.join(figures)}"
    if a.reporting and b.reporting:
        yield REPORTING, ""
    if a.names and b.names:
        yield _names(a, b)
    if likeness := a.likeness(b):
        shared = sorted(a.words & b.words, key=lambda word: (-len(word), word))
        yield SHARED_WORDS * likeness, f"shared words {', '.join(shared[:5])}"


def _names(a: Act, b: Act) -> Sign:
    """Compare the people and places named; where the word for the act is known, shared names are but shared words."""
    shared = sorted(a.names & b.names)
    if not shared:
        return OTHER_NAMES, ""
    return 0.0 if a.trigger or b.trigger else SHARED_NAMES, f"both name {', '.join(shared[:3])}"
