"""Mentions as rows: what articles say, each with the article, its outlet, day and family."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

import sqlalchemy as sa

from bilateral.ask.entries import narrow
from bilateral.ask.question import Question
from bilateral.ask.rows import MentionRow, iso_day
from bilateral.exceptions import QuestionError
from bilateral.model import Kind
from bilateral.reconcile.rules import Rule
from bilateral.record.mentions import CHUNK
from bilateral.record.schema import articles, entries, entry_actors, entry_mentions, families, mentions
from bilateral.record.streams import streamed_rows

_PLAIN: Final = ("id", "article", "kind", "start", "end", "quotation", "confidence", "fields")
_EVERY: Final = Question()


def find_mentions(
    connection: sa.Connection,
    question: Question = _EVERY,
    *,
    entry: str | None = None,
    article: str | None = None,
    after: str | None = None,
) -> Iterator[MentionRow]:
    """Yield the mentions of the entries asked for, by id, so that their order stays whatever is added.

    ``entry`` and ``article`` narrow them to one entry, or to the text at one address; ``after`` is the id after which
    they begin. A question for all entries also yields the mentions that a person rejected, which are in none. ``known``
    leaves out what articles said later, and undated articles.

    Raises:
        QuestionError: the question has a rule; a mention has one value a field.

    """
    if question.rule is not Rule.MOST_FREQUENT:
        raise QuestionError("mentions have one value a field; leave the rule out")
    query = _joined().order_by(mentions.c.id)
    conditions = _asked(question) if question != _EVERY else []
    for column, value in ((entry_mentions.c.entry, entry), (mentions.c.article, article)):
        conditions += [column == value] if value is not None else []
    if after is not None:
        conditions.append(mentions.c.id > after)
    for row in streamed_rows(connection, query.where(*conditions)):
        yield _mention_row(row)


def get_mentions(connection: sa.Connection, ids: Sequence[str]) -> list[MentionRow]:
    """Return the mentions of these ids, the first published first, the origin of a family before its copies."""
    found = [
        _mention_row(row)
        for i in range(0, len(ids), CHUNK)
        for row in connection.execute(_joined().where(mentions.c.id.in_(ids[i : i + CHUNK])))
    ]
    return sorted(found, key=_by_publication)


def _asked(question: Question) -> list[sa.ColumnElement[bool]]:
    """Return the conditions of a question on the entry of a mention, and on its article."""
    conditions = [*narrow(question), *_spoken(question)]
    if question.known:
        conditions.append(articles.c.published <= f"{question.known}~")
    return conditions


def _spoken(question: Question) -> Iterator[sa.ColumnElement[bool]]:
    """Yield the condition that of statements between actors one of them is the speaker; see `Question`."""
    if len(question.actors) > 1:
        column = [entry_actors.c.code if ":" in code else entry_actors.c.state for code in question.actors]
        is_one = sa.or_(*(each == code for each, code in zip(column, question.actors, strict=True)))
        speaks = sa.select(entry_actors.c.entry).where(entry_actors.c.part == "speaker", is_one)
        yield sa.or_(entries.c.kind != str(Kind.STATEMENT), entries.c.id.in_(speaks))


def _joined() -> sa.Select[Any]:
    columns = (
        *(mentions.c[name] for name in _PLAIN),
        entry_mentions.c.entry,
        *(articles.c[name] for name in ("outlet", "published", "title", "url")),
        families.c.family,
        families.c.relation,
    )
    return sa.select(*columns).select_from(
        mentions.join(articles, articles.c.address == mentions.c.article)
        .outerjoin(families, families.c.address == mentions.c.article)
        .outerjoin(entry_mentions, entry_mentions.c.mention == mentions.c.id)
        .outerjoin(entries, entries.c.id == entry_mentions.c.entry)
    )


def _mention_row(row: sa.Row[Any]) -> MentionRow:
    values = {**row._mapping, "published": iso_day(row.published)}  # noqa: SLF001 -- its public name
    return MentionRow(**{**values, "family": row.family or row.article, "relation": row.relation or "origin"})


def _by_publication(row: MentionRow) -> tuple[str, bool, str, str]:
    return str(row.published or "9999"), row.relation != "origin", row.outlet, row.id
