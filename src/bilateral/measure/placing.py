"""Entries put into stretches of time, and those left out, each with the reason."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from bilateral.measure.options import Options
from bilateral.measure.timed import Timed
from bilateral.reconcile.when import days_of

# What is told later than this after it happened is recalled rather than reported.
NEWS_DAYS = 31


T = TypeVar("T", bound=Timed)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """The ids of entries that no number counts, by the reason.

    ``apart`` have another status than those asked for, which is the key. ``before`` lie before the first that was
    news: what articles recall of the past is no even sample of it. ``rough`` are told less precisely than a stretch
    is long. ``undated`` have no day at all.
    """

    apart: Mapping[str, tuple[str, ...]]
    before: tuple[str, ...]
    rough: tuple[str, ...]
    undated: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Placed(Generic[T]):
    """Entries by stretch of time, every stretch from the first to the last, and what was left out."""

    periods: Mapping[str, Sequence[T]]
    left_out: LeftOut

    def all(self) -> list[T]:
        """Return the entries of all stretches."""
        return [item for some in self.periods.values() for item in some]


def place(items: Iterable[T], options: Options, statuses: Iterable[str]) -> Placed[T]:
    """Put the entries of some statuses, within the period asked for, into stretches of time.

    The stretches begin with the first day asked for; where none is, with the first entry that was told within a
    month of its day, or the first article that recalls one, whichever is earlier. They end with the last day.
    """
    wanted = set(statuses)
    apart: dict[str, list[str]] = defaultdict(list)
    dated: list[tuple[dt.date, T]] = []
    before, rough, undated = [], [], []
    for item in (each for each in items if options.holds(each.day)):
        if item.status not in wanted:
            apart[item.status].append(item.id)
        elif item.day is None:
            undated.append(item.id)
        elif options.by.too_rough(item.when):
            rough.append(item.id)
        else:
            dated.append((dt.date.fromisoformat(item.day), item))
    periods: dict[str, list[T]] = {name: [] for name in _names(dated, options)}
    for day, item in dated:
        if (name := options.by.name_of(day)) in periods:
            periods[name].append(item)
        else:
            before.append(item.id)
    by_status = {status: tuple(ids) for status, ids in sorted(apart.items())}
    return Placed(periods, LeftOut(by_status, tuple(before), tuple(rough), tuple(undated)))


def _names(dated: Sequence[tuple[dt.date, Timed]], options: Options) -> Iterable[str]:
    """Return the names of the stretches; none where there is nothing to cover."""
    since, until = days_of(options.since), days_of(options.until)
    if not dated and not (since and until):
        return ()
    first = since[0] if since else min(_news_day(day, item) for day, item in dated)
    last = until[1] if until else max(day for day, _ in dated)
    return options.by.names(first, last)


def _news_day(day: dt.date, item: Timed) -> dt.date:
    """Return the day of what was news when it was first told, else the day on which it was told."""
    known = dt.date.fromisoformat(item.known) if item.known else day
    return day if (known - day).days <= NEWS_DAYS else known
