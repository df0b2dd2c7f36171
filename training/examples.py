"""Turn annotations into examples for the encoder: windows of text with labelled pairs of actors.

    python training/examples.py OUT.jsonl --articles A.jsonl[.gz] ... --annotations training/annotations/*.jsonl

Parses the annotated articles with the product's own pipeline and finds pairs with its own `find_pairs`, so that
the encoder is trained on what it will meet. The output holds text of the articles and stays out of the project.
"""

import argparse
import dataclasses
import datetime as dt
import gzip
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bilateral.model import Article
from bilateral.read.actors import find_actors
from bilateral.read.events.candidates import Pair, find_pairs, home
from bilateral.read.events.links import Direction
from bilateral.read.events.windows import Window, build_windows
from bilateral.read.findings import Findings
from bilateral.read.pipeline import load_pipeline

Record = dict[str, Any]


def read_jsonl(path: Path) -> Iterator[Record]:
    """Yield the objects of a JSONL file, packed or not."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Say whether two ranges share half of the shorter one."""
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return shared * 2 >= min(one[1] - one[0], other[1] - other[0])


def standing_for(codes: list[str], present: set[str]) -> set[str]:
    """Return those present codes that stand for the annotated ones.

    Where the annotated code itself is not there, one of the same state stands for it: a wrong kind is no wrong
    relation.
    """
    missing = {home(code) for code in codes if code not in present}
    return {code for code in present if code in codes or home(code) in missing}


def direction_of(pair: Pair, event: Record, present: set[str]) -> Direction | None:
    """Return which way the annotated event links the pair, or None where it does not."""
    first, second = pair.first.code, pair.second.code
    actors = standing_for(event["actors"], present)
    recipients = standing_for(event["recipients"] or [], present)
    if first in actors and second in recipients:
        return Direction.FORWARD
    if second in actors and first in recipients:
        return Direction.BACKWARD
    if not event["recipients"] and first in actors and second in actors:
        return Direction.MUTUAL
    return None


def label(findings: Findings, pair: Pair, events: list[Record], present: set[str]) -> Record:
    """Return the labels of a pair: every event whose evidence is its sentence and whose sides it stands on."""
    sentence = findings.sentences[pair.sentence]
    where = (sentence.start_char, sentence.end_char)
    labels: Record = {"types": [], "modes": [], "directions": [], "statuses": []}
    for event in events:
        spans = event["evidence"] + event.get("also", [])
        direction = direction_of(pair, event, present)
        if direction is not None and any(overlap(where, tuple(span)) for span in spans):
            labels["types"].append(event["type"])
            labels["modes"].append(event["mode"])
            labels["directions"].append(str(direction))
            labels["statuses"].append(event["status"])
    return labels


def example(findings: Findings, window: Window, pairs: tuple[Pair, ...], events: list[Record]) -> Record:
    """Return a window with its labelled pairs as a plain object."""
    present = {party.code for pair in pairs for party in (pair.first, pair.second)}
    labelled = [
        {"first": first, "second": second, **label(findings, pair, events, present)}
        for pair, first, second in zip(pairs, window.first, window.second, strict=True)
    ]
    return {
        "article": findings.article.name,
        "context": window.context,
        "sentence": window.sentence,
        "pairs": labelled,
    }


def parse(records: list[Record]) -> Iterator[Findings]:
    """Yield the articles as parsed, with their actors found."""
    texts = (record["text"] for record in records)
    for record, doc in zip(records, load_pipeline().pipe(texts, batch_size=16), strict=True):
        day = dt.date.fromisoformat(record["date"][:10]) if record.get("date") else None
        address = hashlib.sha256(record["text"].encode()).hexdigest()
        article = Article(address, record["text"], name=record["id"], published=day)
        findings = Findings(article, doc)
        yield dataclasses.replace(findings, actors=tuple(find_actors(findings)))


def main() -> None:
    """Write the examples of all annotated articles."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("out", type=Path)
    parser.add_argument("--articles", type=Path, nargs="+", required=True)
    parser.add_argument("--annotations", type=Path, nargs="+", required=True)
    options = parser.parse_args()
    annotated = {
        record["article"]: record["events"] for path in options.annotations for record in read_jsonl(path)
    }
    known = {record["id"]: record for path in options.articles for record in read_jsonl(path)}
    records = [known[name] for name in sorted(annotated)]
    with options.out.open("w", encoding="utf-8") as lines:
        for findings in parse(records):
            for window, pairs in build_windows(findings, find_pairs(findings)):
                row = example(findings, window, pairs, annotated[findings.article.name])
                lines.write(json.dumps(row, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
