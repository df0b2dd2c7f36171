"""Proof that a record holds what it claims: each article its hash, each mention its words, each entry its mentions."""

from collections.abc import Iterator
from dataclasses import dataclass

import sqlalchemy as sa

from bilateral.collect.normalise import address
from bilateral.exceptions import BilateralError
from bilateral.model import Article, Kind
from bilateral.plain import from_plain
from bilateral.record.articles import all_articles
from bilateral.record.dialect import dialect_of
from bilateral.record.mentions import decision_of
from bilateral.record.schema import articles, entries, entry_mentions, mentions


@dataclass(frozen=True, slots=True)
class Violation:
    """Something in the record that is not so: where it stands and what is wrong."""

    place: str
    fault: str


def check(connection: sa.Connection) -> Iterator[Violation]:
    """Yield each violation; none means that every span and every hash of the record is proved."""
    for place, fault in dialect_of(connection).faults(connection):
        yield Violation(place, fault)
    for article in all_articles(connection):
        yield from _check_article(connection, article)
    yield from _check_entries(connection)


def _check_article(connection: sa.Connection, article: Article) -> Iterator[Violation]:
    if address(article.text) != article.address:
        yield Violation(f"article {article.address}", "its text no longer hashes to its address")
    own = sa.select(mentions).where(mentions.c.article == article.address).order_by(mentions.c.id)
    for row in connection.execute(own):
        place = f"{row.kind} {row.id} of article {article.address}"
        if article.text[row.start : row.end] != row.quotation:
            yield Violation(place, f"[{row.start}, {row.end}) does not read {row.quotation[:80]!r}")
        try:
            from_plain(Kind(row.kind), article, row.fields)
        except (BilateralError, TypeError, ValueError) as error:
            yield Violation(place, str(error))


def _check_entries(connection: sa.Connection) -> Iterator[Violation]:
    linked = sa.select(entry_mentions.c.entry)
    idle = sa.select(entries.c.id).where(entries.c.id.not_in(linked)).order_by(entries.c.id)
    for (entry,) in connection.execute(idle):
        yield Violation(f"entry {entry}", "rests on no mention")
    joined = sa.select(entry_mentions.c.mention)
    read = mentions.join(articles, articles.c.address == mentions.c.article)
    loose = (
        sa.select(mentions.c.id, mentions.c.decision).select_from(read).where(mentions.c.id.not_in(joined))
    )
    for mention, decision in connection.execute(loose.order_by(mentions.c.id)):
        if not decision_of(decision).rejected:
            yield Violation(f"mention {mention}", "belongs to no entry")
