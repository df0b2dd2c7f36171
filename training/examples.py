"""Turn annotations into examples for the encoder: windows of text with labelled pairs of actors.

    python training/examples.py OUT.jsonl --articles A.jsonl[.gz] ... --annotations training/annotations/*.jsonl
        [--pairs training/pairs/*.jsonl]

Annotations tell the events of a whole article, pairs those of each sentence (see `pairs.py`); an article that has both
is taken from its pairs. Parses the annotated articles with the product's own pipeline and finds pairs with its own `find_pairs`, so that
the encoder is trained on what it will meet. The output holds text of the articles and stays out of the project.
"""

import argparse
import dataclasses
import datetime as dt
import gzip
import hashlib
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from spacy.tokens import Span

from bilateral.model import Article
from bilateral.read.actors import find_actors
from bilateral.read.events.candidates import Pair, Party, find_pairs, home
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


def overlap(one: Sequence[int], other: Sequence[int]) -> bool:
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


def label_by_pairs(findings: Findings, pair: Pair, sentences: list[Record]) -> Record | None:
    """Return the labels of a pair from those of its sentence, or None where it was not on offer there."""
    words = findings.sentences[pair.sentence]
    sentence = next((s for s in sentences if overlap((words.start_char, words.end_char), s["span"])), None)
    if sentence is None:
        return None
    first, second = (position_of(findings, party, sentence["actors"]) for party in (pair.first, pair.second))
    if first is None or second is None or first == second:
        return None
    labels: Record = {"types": [], "modes": [], "directions": [], "statuses": []}
    for event in sentence["events"]:
        direction = direction_between(first, second, event["sides"])
        if direction is not None:
            labels["types"].append(event["type"])
            labels["modes"].append(event["mode"])
            labels["directions"].append(str(direction))
            labels["statuses"].append(event["status"])
    return labels


def position_of(findings: Findings, party: Party, actors: list[list[list[int]]]) -> int | None:
    """Return which of the actors on offer the party is: one of whose places it shares."""
    places = [(span.start_char, span.end_char) for span in spans_of(findings, party)]
    for position, offered in enumerate(actors):
        if any(overlap(place, (start, end)) for place in places for start, end in offered):
            return position
    return None


def direction_between(first: int, second: int, sides: list[list[int]]) -> Direction | None:
    """Return which way an event runs between two actors, or None where it does not link them."""
    if len(sides) == 1:
        return Direction.MUTUAL if {first, second} <= set(sides[0]) else None
    actors, recipients = sides
    if first in actors and second in recipients:
        return Direction.FORWARD
    return Direction.BACKWARD if second in actors and first in recipients else None


def spans_of(findings: Findings, party: Party) -> list[Span]:
    """Return the words that stand for a party."""
    return [findings.doc[mention.start : mention.end] for mention in party.mentions]


def labels_of(findings: Findings, pairs: tuple[Pair, ...], annotated: Record) -> list[Record | None]:
    """Return the labels of the pairs of a window from what is annotated of its article."""
    if "sentences" in annotated:
        return [label_by_pairs(findings, pair, annotated["sentences"]) for pair in pairs]
    present = {party.code for pair in pairs for party in (pair.first, pair.second)}
    return [label(findings, pair, annotated["events"], present) for pair in pairs]


def example(findings: Findings, window: Window, pairs: tuple[Pair, ...], annotated: Record) -> Record:
    """Return a window with its labelled pairs as a plain object."""
    labels = labels_of(findings, pairs, annotated)
    labelled = [
        {"first": first, "second": second, "path": path, **own}
        for first, second, path, own in zip(window.first, window.second, window.path, labels, strict=True)
        if own is not None
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
    parser.add_argument("--annotations", type=Path, nargs="*", default=[])
    parser.add_argument("--pairs", type=Path, nargs="*", default=[])
    options = parser.parse_args()
    paths = [*options.annotations, *options.pairs]
    annotated = {record["article"]: record for path in paths for record in read_jsonl(path)}
    known = {record["id"]: record for path in options.articles for record in read_jsonl(path)}
    records = [known[name] for name in sorted(annotated)]
    with options.out.open("w", encoding="utf-8") as lines:
        for findings in parse(records):
            for window, pairs in build_windows(findings, find_pairs(findings)):
                row = example(findings, window, pairs, annotated[findings.article.name])
                if row["pairs"]:
                    lines.write(json.dumps(row, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
