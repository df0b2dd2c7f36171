"""Which mentions of a block are of the same thing, and why."""

import datetime as dt
import math
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from bilateral.batches import to_json
from bilateral.model import Witness
from bilateral.reconcile.blocks import content_words, fold

# Reports of one event name its day, or leave it out and appear that day or the next.
SAME_EVENT_DAYS = 1


# Acts that two sides do together, whichever of them an outlet names first.
MUTUAL = frozenset({"CONSULT", "COOPERATE"})


@dataclass(frozen=True)
class Group:
    """Mentions of one thing. ``key`` is what they share and tells the group from others of its block."""

    key: tuple[Any, ...]
    members: tuple[Witness, ...]
    reasons: tuple[str, ...]


def group_events(members: Sequence[Witness]) -> Iterator[Group]:
    """Group events of the same type and direction whose dates agree."""
    for key, alike in _by(members, _event_key):
        type_, *sides = key
        who = " to ".join(" and ".join(side) for side in sides if side)
        for days, near in _by_day(alike):
            yield Group(
                (*key, days), tuple(near), (f"same type {type_}", f"same actors {who}", f"same time {days}")
            )


def _event_key(witness: Witness) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """Return type and sides; who visits and who receives is a matter of view, so of a meeting there is one side."""
    fields = witness.fields
    actors, recipients = tuple(sorted(fields["actors"])), tuple(sorted(fields["recipients"]))
    if fields["type"] in MUTUAL:
        return fields["type"], tuple(sorted({*actors, *recipients})), ()
    return fields["type"], actors, recipients


def _by_day(members: Sequence[Witness]) -> Iterator[tuple[str, list[Witness]]]:
    """Join what happened on the same or the next day; months, years and intervals join with their own kind."""
    whole: dict[str, list[Witness]] = defaultdict(list)
    days: list[tuple[dt.date, Witness]] = []
    for witness in members:
        when = time_of(witness)
        day = day_of(when) if when and len(when) == len("2022-07-06") else None
        if day:
            days.append((day, witness))
        else:
            whole[when or "undated"].append(witness)
    yield from sorted(whole.items())
    near: list[Witness] = []
    first: dt.date | None = None
    for day, witness in sorted(days, key=lambda item: (item[0], item[1].id)):
        if first and (day - first).days > SAME_EVENT_DAYS:
            yield first.isoformat(), near
            near, first = [], None
        first = first or day
        near.append(witness)
    if first:
        yield first.isoformat(), near


def time_of(witness: Witness) -> str | None:
    """Return when the mention says that it was, else the day of publication."""
    return witness.fields.get("when") or witness.published


def day_of(when: str | None) -> dt.date | None:
    """Return the first day of an ISO date, month, year or interval; null where there is none."""
    if not when:
        return None
    first = when.split("/")[0]
    try:
        return dt.date.fromisoformat(first + "-01-01"[len(first) - len("2022") :])
    except ValueError:
        return None


def group_figures(members: Sequence[Witness]) -> Iterator[Group]:
    """Group figures of one measure, unit and period; where their values differ the entry shows each.

    Where one article gives several values, its measure was not told finely enough to compare: then each value
    stands by itself.
    """
    for key, alike in _by(members, _figure_key):
        reasons = (
            f"same measure {alike[0].fields['measure']}",
            f"same unit {key[0]}",
            f"same period {key[1]}",
        )
        values = {to_json(witness.fields["value"]) for witness in alike}
        if len({w.article for w in alike}) < len({(w.article, to_json(w.fields["value"])) for w in alike}):
            for value in sorted(values):
                same = tuple(w for w in alike if to_json(w.fields["value"]) == value)
                yield Group((*key, value), same, (*reasons, f"same value {value}"))
        else:
            yield Group(key, tuple(alike), reasons)


def _figure_key(witness: Witness) -> tuple[str, str, str]:
    fields = witness.fields
    # A figure without a period holds for the time of its article; a year is as near as that can be known.
    period = fields["period"] or (witness.published or "undated")[: len("2022")]
    return fields["unit"] or "", period, fields["change"] or ""


def group_agreements(members: Sequence[Witness]) -> Iterator[Group]:
    """Group agreements of the same parties and name; their steps make the life of one agreement."""
    for key, alike in _by(members, lambda w: tuple(sorted(set(content_words(w.fields["what"]))))):
        yield Group(key, tuple(alike), ("same parties", f"same name {alike[0].fields['what']}"))


def group_statements(members: Sequence[Witness]) -> Iterator[Group]:
    """Group statements of one speaker in the same words."""
    for words, alike in _by(members, words_of):
        yield Group((words,), tuple(alike), ("same speaker", "same words"))


def words_of(witness: Witness) -> str:
    """Return the words of a statement, folded, without marks."""
    return fold(" ".join(span["text"] for span in witness.fields["content"]))


def _by(
    members: Sequence[Witness], key: Callable[[Witness], Hashable]
) -> Iterator[tuple[Any, list[Witness]]]:
    """Yield each key, in order, with its members ordered by publication and id."""
    groups: dict[Any, list[Witness]] = defaultdict(list)
    for witness in members:
        groups[key(witness)].append(witness)
    for each in sorted(groups):
        yield each, sorted(groups[each], key=lambda w: (w.published or "9999", w.id))


def values_agree(a: Any, b: Any) -> bool:
    """Say whether two values are one, the rougher being the finer one rounded (5.5 and 5.54 billion)."""
    if isinstance(a, list) or isinstance(b, list):
        return bool(a == b)
    if a == b:
        return True
    digits = min(significant_digits(a), significant_digits(b))
    return _rounded(a, digits) == _rounded(b, digits)


def significant_digits(value: float) -> int:
    """Return the number of significant digits: 3 for 5.54 billion."""
    return len(f"{value:.15g}".replace(".", "").replace("-", "").split("e")[0].strip("0")) or 1


def _rounded(value: float, digits: int) -> float:
    if not value:
        return 0.0
    return round(value, digits - 1 - math.floor(math.log10(abs(value))))
