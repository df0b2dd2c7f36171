"""How an entry grew: what was known of it on each day, from which articles, and who judged it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from bilateral.exceptions import RecordError
from bilateral.model import Entry, Judgement
from bilateral.reconcile.judging import find_mention
from bilateral.record.judgements import get_judgements, place_on
from bilateral.record.schema import entries, entry_mentions
from bilateral.record.views import entries_as_of, get_entries
from bilateral.show.dossier import Line, Quote, make_lines


@dataclass(frozen=True, slots=True)
class Step:
    """One day on which an entry changed: what it said then, and the words that were new."""

    known: str
    label: str
    status: str | None
    when: str | None
    families: int
    disagreement: Mapping[str, Any]
    quotes: Sequence[Quote]


@dataclass(frozen=True, slots=True)
class History:
    """An entry as it is, the days on which it grew, and the judgements on its mentions."""

    line: Line
    steps: Sequence[Step]
    judgements: Sequence[Judgement]


def make_history(connection: sa.Connection, entry: str) -> History:
    """Return the history of an entry, given by its id or that of one of its mentions.

    Raises:
        RecordError: the record has no such entry.

    """
    holds = sa.select(entry_mentions.c.entry).where(entry_mentions.c.mention == entry)
    query = sa.select(entries).where(sa.or_(entries.c.id == entry, entries.c.id.in_(holds)))
    found = list(get_entries(connection, query))
    if not found:
        raise RecordError(f"the record has no entry {entry!r}; `bilateral dossier` shows the ids of entries")
    (line,) = make_lines(connection, found)
    return History(line, list(_steps(connection, found[0], line)), list(_judged(connection, found[0])))


def _steps(connection: sa.Connection, entry: Entry, line: Line) -> Iterator[Step]:
    own = {link.mention for link in entry.links}
    for day in sorted({quote.published for quote in line.quotes if quote.published}):
        then = [
            e
            for e in entries_as_of(connection, [entry.block], day)
            if own & {link.mention for link in e.links}
        ]
        fresh = [quote for quote in line.quotes if quote.published == day]
        # Before a later mention joined them, its mentions may have stood in several entries; the fullest is shown.
        best = max(then, key=lambda e: (len(e.links), e.id))
        yield Step(day, best.label, best.status, best.when, best.families, best.disagreement, fresh)


def _judged(connection: sa.Connection, entry: Entry) -> Iterator[Judgement]:
    places = [place_on(connection, link.mention) for link in entry.links]
    for judgement in get_judgements(connection):
        near = {
            str(n): ((place["start"], place["end"]), place["snapshot"])
            for n, place in enumerate(places)
            if (place["article"], place["kind"]) == (judgement.article, judgement.kind)
        }
        if find_mention((judgement.start, judgement.end), judgement.snapshot, near):
            yield judgement
