"""What a bundle holds, as lines of JSON: entries, their mentions, the sources of these, and the judgements on them."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

import sqlalchemy as sa

from bilateral.export.evidence import Evidence, Used, article_rows, with_evidence
from bilateral.export.scope import Scope, entries_in
from bilateral.export.streams import line
from bilateral.model import Entry
from bilateral.record.mentions import CHUNK
from bilateral.record.schema import judgements
from bilateral.record.streams import chunks

PARTS: Final = ("entries", "mentions", "sources", "judgements")
_ENTRY = ("id", "label", "type", "status", "when", "day", "known", "families", "articles", "confidence")
_MENTION = ("id", "article", "kind", "start", "end", "quotation", "confidence", "fields", "decision")
_JUDGEMENT = ("id", "article", "kind", "start", "end", "snapshot", "verdict", "change", "reviewer", "note", "made", "undoes")  # fmt: skip
_SOURCE = ("address", "name", "title", "published", "outlet", "url", "family", "relation", "of")


def part_lines(connection: sa.Connection, scope: Scope, *, text: bool) -> Iterator[tuple[str, bytes]]:
    """Yield each line with the part that it belongs to; sources hold their text only where it is asked for."""
    with Used() as used:
        for entry, evidence in with_evidence(connection, entries_in(connection, scope)):
            used.add(entry, evidence)
            yield "entries", line(_entry(entry))
            yield from (("mentions", line(_mention(one, entry))) for one in evidence)
        names = (*_SOURCE, "text") if text else _SOURCE
        for row in article_rows(connection, used.addresses(), text=text):
            yield "sources", line({name: row[name] for name in names})
        for some in chunks(used.addresses(), CHUNK):
            told = sa.select(*(judgements.c[name] for name in _JUDGEMENT))
            query = told.where(judgements.c.article.in_(some)).order_by(judgements.c.id)
            yield from (("judgements", line({**row})) for row in connection.execute(query).mappings())


def _entry(entry: Entry) -> Mapping[str, Any]:
    return {
        **{name: getattr(entry, name) for name in _ENTRY},
        "kind": str(entry.kind),
        "fields": dict(entry.fields),
        "disagreement": dict(entry.disagreement),
        "reviewers": list(entry.reviewers),
        "mentions": [link.mention for link in entry.links],
    }


def _mention(one: Evidence, entry: Entry) -> Mapping[str, Any]:
    named = {name: getattr(one, name) for name in _MENTION}
    return {**named, "entry": entry.id, "reasons": list(one.reasons)}
