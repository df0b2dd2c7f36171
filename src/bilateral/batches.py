"""The Arrow schemas between the stages, and how the model's types become rows of them and back.

Columns that a user of DuckDB or Polars would ask for stand by themselves; what differs from kind to kind is
JSON in ``fields``.
"""

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

import pyarrow as pa

from bilateral.model import Article, Kind, Mention, Reading
from bilateral.plain import KINDS, from_plain, to_plain

ARTICLES = pa.schema(
    [
        ("address", pa.string()),
        ("text", pa.string()),
        ("name", pa.string()),
        ("title", pa.string()),
        ("published", pa.date32()),
        ("outlet", pa.string()),
        ("url", pa.string()),
        ("metadata", pa.string()),
    ]
)

MENTION = pa.struct(
    [
        ("id", pa.string()),
        ("article", pa.string()),
        ("kind", pa.string()),
        ("start", pa.int64()),
        ("end", pa.int64()),
        ("quotation", pa.string()),
        ("confidence", pa.float64()),
        ("fields", pa.string()),
    ]
)

DROPPED = pa.struct([("name", pa.string()), ("reason", pa.string()), ("detail", pa.string())])

# Articles to be read, each with the origin of its family where it is a copy; ``lent`` is what was read in the origin, null
# where it is still to be read.
COPIES = pa.schema([*ARTICLES, ("origin", pa.struct(list(ARTICLES))), ("lent", pa.list_(MENTION))])

# One row an article, so that one with no mention, and one that could not be read, are seen too.
READINGS = pa.schema(
    [
        ("address", pa.string()),
        ("name", pa.string()),
        ("problem", pa.string()),
        ("later", pa.bool_()),
        ("dropped", pa.list_(DROPPED)),
        ("mentions", pa.list_(MENTION)),
    ]
)


def articles_to_batch(articles: Iterable[Article]) -> pa.RecordBatch:
    """Return articles as one record batch of schema `ARTICLES`."""
    return pa.RecordBatch.from_pylist([article_row(article) for article in articles], schema=ARTICLES)


def article_row(article: Article) -> dict[str, Any]:
    """Return an article as a row of schema `ARTICLES`."""
    return {
        "address": article.address,
        "text": article.text,
        "name": article.name,
        "title": article.title,
        "published": article.published,
        "outlet": article.outlet,
        "url": article.url,
        "metadata": to_json(dict(article.metadata)),
    }


def copies_to_batch(
    articles: Iterable[tuple[Article, Article | None, Sequence[Mapping[str, Any]] | None]],
) -> pa.RecordBatch:
    """Return articles, each with its origin and what that lends, as one record batch of schema `COPIES`."""
    rows = [
        {**article_row(article), "origin": origin and article_row(origin), "lent": lent}
        for article, origin, lent in articles
    ]
    return pa.RecordBatch.from_pylist(rows, schema=COPIES)


def batch_to_articles(batch: pa.RecordBatch) -> Iterator[Article]:
    """Yield the articles of a record batch of schema `ARTICLES`."""
    yield from map(row_to_article, batch.to_pylist())


def row_to_article(row: Mapping[str, Any]) -> Article:
    """Return the article of a row of schema `ARTICLES`; further columns do not count."""
    values = {name: row[name] for name in ARTICLES.names}
    return Article(**{**values, "metadata": json.loads(row["metadata"])})


def readings_to_batch(readings: Iterable[Reading]) -> pa.RecordBatch:
    """Return readings as one record batch of schema `READINGS`."""
    rows = [
        {
            "address": reading.article.address,
            "name": reading.article.name,
            "problem": reading.problem,
            "later": reading.later,
            "dropped": dropped_rows(reading),
            "mentions": list(mention_rows(reading)),
        }
        for reading in readings
    ]
    return pa.RecordBatch.from_pylist(rows, schema=READINGS)


def dropped_rows(reading: Reading) -> list[dict[str, str]]:
    """Return the parts of a reading that could not be kept, as rows of the type `DROPPED`."""
    return [asdict(problem) for problem in reading.dropped]


def mention_rows(reading: Reading) -> Iterator[dict[str, Any]]:
    """Yield one row a mention; its id says article, kind and place, so that it outlives a re-reading."""
    seen: dict[tuple[str, int, int], int] = {}
    for mention in reading.mentions():
        kind, fields = KINDS[type(mention)], to_plain(mention)
        start, end = place_of(kind, fields)
        nth = seen[kind, start, end] = seen.get((kind, start, end), 0) + 1
        yield {
            "id": mention_id(reading.article.address, kind, start, end, nth),
            "article": reading.article.address,
            "kind": str(kind),
            "start": mention.evidence.start,
            "end": mention.evidence.end,
            "quotation": mention.evidence.text,
            "confidence": fields.pop("confidence"),
            "fields": to_json(fields),
        }


def row_to_mention(article: Article, row: Mapping[str, Any]) -> Mention:
    """Rebuild a mention of an article from its row; every span is proved again.

    Raises:
        EvidenceError: a span does not reproduce its words.

    """
    return from_plain(
        Kind(row["kind"]), article, {**json.loads(row["fields"]), "confidence": row["confidence"]}
    )


def place_of(kind: Kind, fields: Mapping[str, Any]) -> tuple[int, int]:
    """Return the characters that tell a mention from others of its kind, from its plain form.

    They are those of the number of a figure, of the words of a statement, else of the evidence.
    """
    match kind:
        case Kind.FIGURE:
            return fields["number"]["start"], fields["number"]["end"]
        case Kind.STATEMENT:
            return fields["content"][0]["start"], fields["content"][-1]["end"]
        case _:
            return fields["evidence"]["start"], fields["evidence"]["end"]


def mention_id(address: str, kind: str, start: int, end: int, nth: int) -> str:
    """Return the id of the ``nth`` mention of one kind at one place of an article."""
    return f"{address[:16]}-{kind[0]}{start}-{end}" + (f"-{nth}" if nth > 1 else "")


def digest(*parts: Any) -> str:
    """Return a short stable hash of plain values: 16 hexadecimal digits of SHA-256."""
    return hashlib.sha256(to_json(parts).encode()).hexdigest()[:16]


def to_json(value: Mapping[str, Any] | Any) -> str:
    """Return JSON that is the same for the same value, whatever the order of its keys."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_iso)


def _iso(value: Any) -> str:
    if isinstance(value, dt.date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no place in the record: {value!r}")
