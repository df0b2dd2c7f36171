"""What a measure counts, and how; every result carries it, so that a number can be made again."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from bilateral.measure.bins import Bin
from bilateral.model import Status
from bilateral.reconcile.rules import Rule
from bilateral.record.views import Period


class Weight(StrEnum):
    """What one event counts for: one, or the number of families (independent sources) that tell of it."""

    ENTRIES = "entries"
    FAMILIES = "families"

    def of(self, families: int) -> float:
        """Return what an entry that so many families tell of counts for."""
        return float(families) if self is Weight.FAMILIES else 1.0


@dataclass(frozen=True, slots=True)
class Options:
    """What is counted: ``by`` which stretches, with which weight, which statuses, between which days.

    ``rule`` picks the value of a field on which families differ (see `bilateral.reconcile.rules`; not ``all``).
    ``since`` and ``until`` are ISO dates, months or years, both included; null leaves a side open. ``known`` is the
    day as of which the record is asked, or null for today.

    Raises:
        ValueError: the rule picks no single value.

    """

    by: Bin = Bin.MONTH
    weight: Weight = Weight.ENTRIES
    rule: Rule = Rule.MOST_FREQUENT
    statuses: tuple[Status, ...] = (Status.ACTUAL,)
    since: str | None = None
    until: str | None = None
    known: str | None = None

    def __post_init__(self) -> None:
        """Refuse a rule that leaves a field with several values."""
        if self.rule is Rule.ALL:
            raise ValueError("a measure needs one value a field; the rule 'all' picks none")

    def holds(self, day: str | None) -> bool:
        """Say whether a day lies in the period; what has no day does where both sides are open."""
        return Period(self.since, self.until).holds(day)


def make_options(
    *,
    by: Bin | str,
    weight: Weight | str,
    rule: Rule | str,
    statuses: Iterable[Status | str],
    since: str | None,
    until: str | None,
    known: str | None,
) -> Options:
    """Return options from words as users give them.

    Raises:
        ValueError: there is no such stretch, weight, status or rule, or the rule picks no single value.

    """
    counted = tuple(Status(status) for status in statuses)
    return Options(Bin(by), Weight(weight), Rule(rule), counted, since, until, known)
