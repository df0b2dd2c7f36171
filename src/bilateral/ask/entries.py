"""The entries that a question asks for, as a stream: memory does not grow with how many there are."""

import operator
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final, TypeAlias

import sqlalchemy as sa

from bilateral.ask.question import Question
from bilateral.exceptions import QuestionError
from bilateral.model import Entry
from bilateral.reconcile.picking import by_rule_in_time
from bilateral.reconcile.rules import Rule
from bilateral.record.mentions import CHUNK
from bilateral.record.schema import entries, mentions
from bilateral.record.streams import chunks, streamed, streamed_rows
from bilateral.record.views import entries_as_of, entries_by_id, with_actors

# Blocks reconciled at once for an earlier day; the mentions of these, no more, are held in memory.
BLOCKS: Final = 50

Key: TypeAlias = tuple[str, ...]
"""An entry's place in an order."""


class Order(StrEnum):
    """How entries are put in order.

    By ``id`` their order stays whatever is added; by time it has a meaning; by ``block`` it is kind by kind, pair by pair,
    year by year, as entries are made.
    """

    BLOCK = "block"
    ID = "id"
    OLDEST = "oldest"
    LATEST = "latest"


@dataclass(frozen=True, slots=True)
class _Sort:
    """An order: the key in SQL and of an entry, and whether it runs down."""

    columns: tuple[sa.ColumnElement[Any], ...]
    key: Callable[[Entry], Key]
    down: bool = False


_SORTS: Final[Mapping[Order, _Sort]] = {
    Order.BLOCK: _Sort((entries.c.block, entries.c.id), lambda entry: (entry.block, entry.id)),
    Order.ID: _Sort((entries.c.id,), lambda entry: (entry.id,)),
    Order.OLDEST: _Sort(
        (sa.func.coalesce(entries.c.day, "9999"), entries.c.id), lambda entry: (entry.day or "9999", entry.id)
    ),
    Order.LATEST: _Sort(
        (sa.func.coalesce(entries.c.day, ""), entries.c.id),
        lambda entry: (entry.day or "", entry.id),
        down=True,
    ),
}


def find_entries(
    connection: sa.Connection,
    question: Question,
    order: Order = Order.OLDEST,
    *,
    after: Key | None = None,
    size: int = CHUNK,
) -> Iterator[tuple[Key, Entry]]:
    """Yield the entries asked for, values picked by the rule, each with its place in the order.

    The place is that of the entry as the record has it, before a rule picks other values. ``after`` is a place: then
    only what comes later is yielded. ``size`` says how many are fetched at once. As of an earlier day without actors,
    nothing is in order: entries come block by block, and no ``after`` can be given.

    Raises:
        QuestionError: ``after`` is given where nothing is in order.

    """
    sort = _SORTS[order]
    found = _now(connection, question, sort, after, size) if question.known is None else _then(connection, question, sort, after)  # fmt: skip
    for entry in found:
        picked = by_rule_in_time(entry, question.rule)
        if question.holds(picked):
            yield sort.key(entry), picked


def narrow(question: Question) -> list[sa.ColumnElement[bool]]:
    """Return the conditions of a question that the table of entries can tell; `Question.holds` tells the rest."""
    kinds = [str(kind) for kind in question.kinds]
    conditions = [
        entries.c.kind.in_(kinds),
        entries.c.families >= question.families,
        with_actors(question.actors),
    ]
    # Another rule may pick other values than the table has.
    if question.rule not in {Rule.MOST_FREQUENT, Rule.ALL}:
        return conditions
    if question.types:
        conditions.append(entries.c.type.in_([str(each) for each in question.types]))
    if question.statuses:
        conditions.append(entries.c.status.in_(question.statuses))
    if question.period.since:
        conditions.append(entries.c.day >= question.period.since)
    if question.period.until:
        conditions.append(
            entries.c.day <= f"{question.period.until}~"
        )  # sorts after each day of a month or year
    return conditions


def _now(
    connection: sa.Connection, question: Question, sort: _Sort, after: Key | None, size: int
) -> Iterator[Entry]:
    """Yield the entries as they are now: their ids in order first, then some at a time."""
    columns = [column.desc() if sort.down else column for column in sort.columns]
    query = sa.select(entries.c.id).where(*narrow(question)).order_by(*columns)
    if after is not None:
        compare = operator.lt if sort.down else operator.gt
        query = query.where(compare(sa.tuple_(*sort.columns), sa.tuple_(*map(sa.literal, after))))
    for ids in chunks(streamed(connection, query), size):
        yield from entries_by_id(connection, ids)


def _then(connection: sa.Connection, question: Question, sort: _Sort, after: Key | None) -> Iterator[Entry]:
    """Yield the entries as they were known; those of given actors in order."""
    known = question.known or ""
    if not question.actors:
        if after is not None:
            raise QuestionError(
                "as of an earlier day, name an actor: the whole record stands in no order then"
            )
        every = sa.select(mentions.c.block).distinct().order_by(mentions.c.block)
        for some in chunks(streamed(connection, every), BLOCKS):
            yield from entries_as_of(connection, some, known)
        return
    blocks = sa.select(entries.c.block).where(with_actors(question.actors)).distinct()
    then = entries_as_of(connection, [str(block) for (block,) in streamed_rows(connection, blocks)], known)
    ordered = sorted(then, key=sort.key, reverse=sort.down)
    compare = operator.lt if sort.down else operator.gt
    yield from (entry for entry in ordered if after is None or compare(sort.key(entry), after))
