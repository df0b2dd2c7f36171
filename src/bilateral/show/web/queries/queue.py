"""What waits for a reviewer, and what reviewers found: the queue by use, and the precision that judgements measure."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import NormalDist
from typing import Any, NamedTuple

import sqlalchemy as sa

from bilateral.measure import LEVEL, Interval
from bilateral.model import Judgement, Kind, Verdict
from bilateral.reconcile.judging import in_force
from bilateral.record.judgements import get_judgements
from bilateral.record.schema import entries

# Below, the reader is more often wrong than right on what it was measured on; from three sources on, errors are cited.
UNCERTAIN = 0.5
MUCH_CITED = 3


class Why(StrEnum):
    """Why an entry waits for a reviewer."""

    UNCERTAIN = "uncertain"
    CONFLICTING = "conflicting"
    CITED = "much cited"
    SAMPLE = "sample"


class Waiting(NamedTuple):
    """An entry that waits."""

    id: str
    kind: str
    label: str
    families: int
    confidence: float
    conflicting: bool

    @property
    def why(self) -> Sequence[Why]:
        """The reasons for which it waits."""
        found = {
            Why.UNCERTAIN: self.confidence < UNCERTAIN,
            Why.CONFLICTING: self.conflicting,
            Why.CITED: self.families >= MUCH_CITED,
        }
        return [why for why, holds in found.items() if holds]


def find_waiting(
    connection: sa.Connection, why: Why | None, kind: Kind | None, limit: int, offset: int
) -> list[Waiting]:
    """Return entries that nobody has judged, those that most families tell of first.

    A sample takes any entry, each with the same chance: ids are hashes, so their order is one of chance.
    """
    conflicting = _text(entries.c.disagreement) != "{}"
    reasons = {
        Why.UNCERTAIN: entries.c.confidence < UNCERTAIN,
        Why.CONFLICTING: conflicting,
        Why.CITED: entries.c.families >= MUCH_CITED,
        Why.SAMPLE: sa.true(),
    }
    wanted = reasons[why] if why else sa.or_(*(reasons[each] for each in list(Why)[:-1]))
    columns = [entries.c[name] for name in Waiting._fields[:-1]]
    query = sa.select(*columns, conflicting).where(_text(entries.c.reviewers) == "[]", wanted)
    query = query.where(entries.c.kind == kind) if kind else query
    by_use = (entries.c.families.desc(), entries.c.confidence, entries.c.id)
    query = query.order_by(*((entries.c.id,) if why is Why.SAMPLE else by_use))
    return [Waiting._make(row) for row in connection.execute(query.limit(limit).offset(offset))]


def _text(column: sa.Column[Any]) -> sa.ColumnElement[str]:
    """Return a JSON column as the text that it is, to be compared as such."""
    return sa.cast(column, sa.Text)


@dataclass(frozen=True, slots=True)
class Precision:
    """What reviewers found among the mentions they judged: right as read, right once corrected, wrong."""

    right: int
    corrected: int
    wrong: int

    @property
    def judged(self) -> int:
        """All mentions that were judged."""
        return self.right + self.corrected + self.wrong

    @property
    def interval(self) -> Interval:
        """The interval of the share that is right as read."""
        return wilson(self.right, self.judged)


def measure_precision(connection: sa.Connection) -> dict[str, Precision]:
    """Return what reviewers found, by kind of mention and for ``all``; of several judgements the latest counts."""
    latest: dict[tuple[str, str, int, int], Verdict] = {}
    for judgement in in_force(get_judgements(connection)):
        if judgement.verdict in _OUTCOMES:
            place = judgement.article, str(judgement.kind), judgement.start, judgement.end
            latest[place] = judgement.verdict
    counted: Mapping[str, Counter[str]] = defaultdict(Counter)
    for (_, kind, *_place), verdict in latest.items():
        for name in (kind, "all"):
            counted[name][_OUTCOMES[verdict]] += 1
    return {
        name: Precision(*(counted[name][outcome] for outcome in _OUTCOMES.values()))
        for name in [*map(str, Kind), "all"]
        if name in counted
    }


_OUTCOMES = {Verdict.ACCEPT: "right", Verdict.CORRECT: "corrected", Verdict.REJECT: "wrong"}


def wilson(right: int, number: int) -> Interval:
    """Return Wilson's score interval of a share (Wilson 1927), which holds for few cases and near 0 and 1 too."""
    if not number:
        return Interval(0.0, 1.0)
    z = NormalDist().inv_cdf((1 + LEVEL) / 2)
    share = right / number
    middle = share + z * z / (2 * number)
    spread = z * math.sqrt(share * (1 - share) / number + z * z / (4 * number * number))
    scale = 1 + z * z / number
    return Interval(max(0.0, (middle - spread) / scale), min(1.0, (middle + spread) / scale))


def with_states(made: Iterable[Judgement]) -> list[tuple[Judgement, str]]:
    """Return judgements, the latest first, each with its state: in force, undone, or an undo itself."""
    known = list(made)
    standing = {judgement.id for judgement in in_force(known)}
    return [(judgement, _state(judgement, standing)) for judgement in reversed(known)]


def _state(judgement: Judgement, standing: set[int]) -> str:
    if judgement.verdict is Verdict.UNDO:
        return "undo"
    return "in force" if judgement.id in standing else "undone"
