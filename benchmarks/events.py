"""Events in depth: figures for each type and each kind of source, and the worst errors with their cause.

    python benchmarks/events.py GOLD.jsonl… [--worst N] [--without-text] [--scorer SCORE.py]

Each GOLD is a file ``X.gold.jsonl`` with its articles beside it, as for `reading.py`, whose scorer decides here too what
matches. A missed event is worse the more mentions it has, a claimed one the surer the reader was.
"""

import argparse
import datetime as dt
import hashlib
import importlib.util
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from types import ModuleType
from typing import Any

from bilateral.model import Article
from bilateral.plain import reading_to_plain
from bilateral.read import read_article
from bilateral.read.actors import find_actors
from bilateral.read.events.candidates import find_pairs, home
from bilateral.read.findings import Findings
from bilateral.read.pipeline import parse

SCORER = Path(__file__).resolve().parents[2] / "shared" / "score" / "score_reading.py"
Record = dict[str, Any]

WIRES = ("reuters", "tass", "sapa", "ap ", "afp", "xinhua", "sputnik", "interfax")
RELEASES = ("white house",)
TRANSCRIPTS = ("kremlin",)


@dataclass(frozen=True)
class Error:
    """An event that was missed or claimed without ground: how bad, why, and what it was."""

    weight: float
    cause: str
    article: str
    words: str


def load(path: Path) -> ModuleType:
    """Load the scorer as a module."""
    spec = importlib.util.spec_from_file_location("scorer", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def read_jsonl(path: Path) -> list[Record]:
    """Return the objects of a JSONL file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def kind_of(source: str) -> str:
    """Return what kind of source an outlet is."""
    name = source.lower()
    if any(word in name for word in RELEASES):
        return "press release"
    if any(word in name for word in TRANSCRIPTS):
        return "transcript"
    return "wire" if any(word in name for word in WIRES) else "outlet"


def read_all(rows: list[Record]) -> Iterator[tuple[Findings, list[Record]]]:
    """Yield each article with its actors found, and the events read from it in plain form."""
    for row, doc in zip(rows, parse(row["text"] for row in rows), strict=True):
        day = dt.date.fromisoformat(row["date"][:10]) if row.get("date") else None
        address = hashlib.sha256(row["text"].encode()).hexdigest()
        article = Article(address, row["text"], name=row["id"], published=day)
        findings = Findings(article, doc)
        findings = replace(findings, actors=tuple(find_actors(findings)))
        yield findings, reading_to_plain(read_article(article, doc))["events"]


def cause_of_miss(scorer: ModuleType, findings: Findings, gold: Record, claimed: list[Record]) -> str:
    """Say why a gold event was missed: at the first step that lost it."""
    text, parties = findings.article.text, {home(code) for code in scorer.parts(gold)}
    places = scorer.spans(gold["evidence"], text) + scorer.spans(gold.get("also"), text)
    pairs = [
        {home(pair.first.code), home(pair.second.code)}
        for pair in find_pairs(findings)
        if scorer.overlaps(places, [bounds(findings, pair.sentence)])
    ]
    if not any(len(pair & parties) == min(2, len(parties)) for pair in pairs):
        return "an actor is not found, or has another code" if len(parties) > 1 else "no pair of actors"
    there = [event for event in claimed if scorer.overlaps(places, scorer.spans(event["evidence"], text))]
    if not there:
        return "the encoder sees no event"
    return (
        "its sentence is claimed for other parties"
        if len(there) == 1
        else "other events of its sentence are claimed"
    )


def bounds(findings: Findings, sentence: int) -> tuple[int, int]:
    """Return where a sentence stands."""
    words = findings.sentences[sentence]
    return words.start_char, words.end_char


def cause_of_claim(scorer: ModuleType, text: str, event: Record, gold: list[Record]) -> str:
    """Say what is wrong with an event that gold does not have."""
    places = scorer.spans(event["evidence"], text)
    there = [
        g
        for g in gold
        if scorer.overlaps(scorer.spans(g["evidence"], text) + scorer.spans(g.get("also"), text), places)
    ]
    if not there:
        return "gold has no event in its sentence"
    shared = max(len(scorer.parts(g) & scorer.parts(event)) for g in there)
    return {0: "gold has other parties", 1: "one party is another than gold's"}.get(
        shared, "told twice, or one event too many"
    )


def f1(right: int, claimed: int, gold: int) -> str:
    """Return an F1 as it is printed."""
    return f"{2 * right / (claimed + gold):.3f}" if claimed + gold else "–"


def tables(
    scorer: ModuleType, rows: list[Record], golds: dict[str, list[Record]]
) -> tuple[Counter[Any], list[Error]]:
    """Return counts by type and by kind of source, and every error."""
    counts: Counter[Any] = Counter()
    errors: list[Error] = []
    for row, (findings, claimed) in zip(rows, read_all(rows), strict=True):
        gold, text, kind = golds[row["id"]], row["text"], kind_of(row.get("source") or "")
        matched, missed, extra = scorer.pair(gold, claimed, scorer.score_event(text))
        for table, events in (("gold", gold), ("claimed", claimed)):
            counts.update((table, name) for event in events for name in (str(event["type"]), kind))
        for one, other, _ in matched:
            found = [name for name, holds in outcomes(scorer, one, other) if holds]
            counts.update((name, group) for name in found for group in (one["type"], kind))
        for event in missed:
            cause = cause_of_miss(scorer, findings, event, claimed)
            errors.append(
                Error(1 + len(event.get("also") or []), f"missed: {cause}", row["id"], words_of(event))
            )
        for event in extra:
            cause = cause_of_claim(scorer, text, event, gold)
            errors.append(Error(4 * event["confidence"], f"claimed: {cause}", row["id"], words_of(event)))
    return counts, errors


def outcomes(scorer: ModuleType, gold: Record, claimed: Record) -> Iterator[tuple[str, bool]]:
    """Yield what holds of a matched pair of events."""
    typed = gold["type"] == claimed["type"]
    yield "found", True
    yield "type", typed
    yield "directed", typed and scorer.directed(gold, claimed)


def words_of(event: Record) -> str:
    """Return an event in a line: type, sides and where its evidence begins."""
    evidence = event["evidence"]
    words = (
        evidence["text"]
        if isinstance(evidence, dict)
        else evidence
        if isinstance(evidence, str)
        else evidence[0]
    )
    sides = f"{','.join(event['actors'])} > {','.join(event.get('recipients') or [])}"
    return f"{event['type']} {sides}: {words[:80]!r}"


def show(counts: Counter[Any], errors: list[Error], worst: int, *, words: bool) -> None:
    """Print the tables."""
    names = sorted({name for _, name in counts}, key=lambda name: (not name.isupper(), name))
    print(f"{'':14} gold claimed   found    type directed (F1)")
    for name in names:
        gold, claimed = counts["gold", name], counts["claimed", name]
        figures = "  ".join(f1(counts[what, name], claimed, gold) for what in ("found", "type", "directed"))
        print(f"{name:14} {gold:4} {claimed:7}   {figures}")
    causes = defaultdict(list)
    for error in errors:
        causes[error.cause].append(error)
    print("\nerrors by cause")
    for cause, members in sorted(causes.items(), key=lambda item: -len(item[1])):
        print(f"{len(members):5} {cause}")
    print(f"\nthe {worst} worst")
    for error in sorted(errors, key=lambda error: (-error.weight, error.article, error.words))[:worst]:
        print(
            f"| {error.cause} | {error.article[:24]} | {error.words if words else error.words.partition(': ')[0]} |"
        )


def main(arguments: Iterable[str] | None = None) -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--worst", type=int, default=30)
    parser.add_argument("--without-text", action="store_true", help="leave the evidence out of the errors")
    parser.add_argument("--scorer", type=Path, default=SCORER)
    options = parser.parse_args(None if arguments is None else list(arguments))
    scorer = load(options.scorer)
    for path in options.gold:
        rows = read_jsonl(path.with_name(path.name.replace(".gold.", ".articles.")))
        counts, errors = tables(scorer, rows, {row["id"]: row["events"] for row in read_jsonl(path)})
        print(f"\n{path.name}: {len(rows)} articles")
        show(counts, errors, options.worst, words=not options.without_text)


if __name__ == "__main__":
    main()
