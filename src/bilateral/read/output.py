"""Readings as the ``read`` command writes them: one plain object an article, spans counted in the text as given."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

import pyarrow as pa

from bilateral.batches import articles_to_batch, batch_to_articles, to_json
from bilateral.collect import Collected
from bilateral.engine import map_batches
from bilateral.model import Problem, Span
from bilateral.plain import place_spans, reading_to_plain
from bilateral.read import read_articles

# Articles a batch: enough to keep a worker busy for a second, few enough that results come in steadily.
CHUNK = 16

READ_IN_FULL = pa.schema([("problem", pa.string()), ("reading", pa.string())])


def read_in_full(batch: pa.RecordBatch) -> pa.RecordBatch:
    """Read a record batch of articles; returns each reading in its plain form, as JSON (`READ_IN_FULL`)."""
    rows = [
        {"problem": reading.problem, "reading": to_json(reading_to_plain(reading))}
        for reading in read_articles(batch_to_articles(batch))
    ]
    return pa.RecordBatch.from_pylist(rows, schema=READ_IN_FULL)


def read_collected(items: Iterable[Collected], workers: int = 1) -> Iterator[tuple[Collected, Any]]:
    """Yield each item with its reading: a plain object, or a `Problem` where the article could not be read."""
    waiting: list[Collected] = []
    for batch in map_batches(read_in_full, _batches(items, waiting), workers):
        for row in batch.to_pylist():
            item = waiting.pop(0)
            yield item, _result(item, row)


def _batches(items: Iterable[Collected], waiting: list[Collected]) -> Iterator[pa.RecordBatch]:
    """Yield the articles in batches, and note in ``waiting`` whose readings are to come."""
    source = iter(items)
    while chunk := list(islice(source, CHUNK)):
        waiting.extend(chunk)
        yield articles_to_batch(item.article for item in chunk)


def _result(item: Collected, row: dict[str, Any]) -> Any:
    if row["problem"]:
        return Problem(item.article.name, "unread", row["problem"])

    def in_given_text(span: Span) -> dict[str, Any]:
        raw = item.raw_span(span)
        return {"start": raw.start, "end": raw.end, "text": raw.text}

    return place_spans(row["reading"], in_given_text)
