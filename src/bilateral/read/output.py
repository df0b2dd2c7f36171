"""Readings as the ``read`` command writes them: one plain object an article, spans counted in the text as given."""

from collections.abc import Iterable, Iterator
from functools import partial
from itertools import islice
from typing import Any

import pyarrow as pa

from bilateral.batches import DROPPED, articles_to_batch, batch_to_articles, dropped_rows, to_json
from bilateral.collect import Collected
from bilateral.engine import map_batches
from bilateral.model import Problem, Span
from bilateral.plain import place_spans, reading_to_plain
from bilateral.read.plugin import BUILTIN, OpenReader, ReaderChoice, open_reader

# Articles a batch: enough to keep a worker busy for a second, few enough that results come in steadily.
CHUNK = 16

READ_IN_FULL = pa.schema([("problem", pa.string()), ("dropped", pa.list_(DROPPED)), ("reading", pa.string())])


def read_in_full(reader: OpenReader, batch: pa.RecordBatch) -> pa.RecordBatch:
    """Read a record batch of articles; returns each reading in its plain form, as JSON (`READ_IN_FULL`)."""
    rows = [
        {
            "problem": reading.problem,
            "dropped": dropped_rows(reading),
            "reading": to_json(reading_to_plain(reading)),
        }
        for reading in reader.readings(batch_to_articles(batch))
    ]
    return pa.RecordBatch.from_pylist(rows, schema=READ_IN_FULL)


def read_collected(
    items: Iterable[Collected], workers: int = 1, choice: ReaderChoice | None = None
) -> Iterator[dict[str, Any] | Problem]:
    """Yield of each item its reading, a plain object, then a `Problem` for all of it that could not be read or kept.

    What a plugged-in reader made says so: the object has ``read_by``.
    """
    waiting: list[Collected] = []
    with open_reader(choice) as reader:
        made_by = {} if choice is None or choice.name == BUILTIN else {"read_by": reader.mark}
        for batch in map_batches(partial(read_in_full, reader), _batches(items, waiting), workers):
            for row in batch.to_pylist():
                result = _result(waiting.pop(0), row)
                yield result if isinstance(result, Problem) else result | made_by
                yield from (Problem(**dropped) for dropped in row["dropped"])


def _batches(items: Iterable[Collected], waiting: list[Collected]) -> Iterator[pa.RecordBatch]:
    """Yield the articles in batches, and note in ``waiting`` whose readings are to come."""
    source = iter(items)
    while chunk := list(islice(source, CHUNK)):
        waiting.extend(chunk)
        yield articles_to_batch(item.article for item in chunk)


def _result(item: Collected, row: dict[str, Any]) -> dict[str, Any] | Problem:
    if row["problem"]:
        return Problem(item.article.name, "unread", row["problem"])

    def in_given_text(span: Span) -> dict[str, Any]:
        raw = item.raw_span(span)
        return {"start": raw.start, "end": raw.end, "text": raw.text}

    plain: dict[str, Any] = place_spans(row["reading"], in_given_text)
    return plain
