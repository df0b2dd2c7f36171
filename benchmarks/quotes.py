"""Score who said what against annotated attributions: content, speaker, and recall by kind of speech.

    python benchmarks/quotes.py GOLD... [--json] [--scorer PATH]

GOLD are JSONL files of texts with `gold` attributions (content, speaker and cue as ranges of characters), as kept in
../shared/gold (polnear, gum_news_quotes). Where the gold tells speech from other cues (`cue_class`), it is scored
on everything and on speech alone. The seconds that reading statements takes stand beside those of the bare parse.
"""

import argparse
import datetime as dt
import importlib.util
import json
import time
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

from bilateral.model import Article, Span, Statement
from bilateral.read.actors import find_actors
from bilateral.read.findings import Findings
from bilateral.read.pipeline import load_pipeline
from bilateral.read.statements import read_statements

SCORER = Path(__file__).resolve().parents[2] / "shared" / "score" / "score_quotes.py"
MEASURES = ("content_overlap", "attribution", "full")

Row = dict[str, Any]


def main() -> None:
    """Score each file and print its figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--scorer", type=Path, default=SCORER)
    options = parser.parse_args()
    scorer = load_scorer(options.scorer)
    results = {path.name: measure(path, scorer) for path in options.gold}
    if options.json:
        print(json.dumps(results))
        return
    for name, figures in results.items():
        show(name, figures)


def load_scorer(path: Path) -> ModuleType:
    """Load the scorer's functions from its file."""
    spec = importlib.util.spec_from_file_location("score_quotes", path)
    if spec is None or spec.loader is None or not path.exists():
        raise SystemExit(f"no scorer at {path}; give one with --scorer")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def measure(path: Path, scorer: ModuleType) -> Row:
    """Read every text of a file and score what was found."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    gold = {row["id"]: row for row in rows}
    found: dict[str, Row] = {}
    started = time.perf_counter()
    docs = list(load_pipeline().pipe(row["text"] for row in rows))
    parsing = time.perf_counter() - started
    reading = 0.0
    for row, doc in zip(rows, docs, strict=True):
        findings = Findings(article_of(row), doc)
        findings = replace(findings, actors=find_actors(findings))
        started = time.perf_counter()
        statements = read_statements(findings)
        reading += time.perf_counter() - started
        found[row["id"]] = {"id": row["id"], "pred": [plain(statement) for statement in statements]}
    classes = {item.get("cue_class") for row in rows for item in row["gold"]}
    figures = {"everything": scorer.score(gold, found)}
    if "speech" in classes and "other" in classes:
        figures["speech"] = scorer.score(gold, found, None, "speech")
    return figures | {"seconds": {"parse": round(parsing, 1), "statements": round(reading, 2)}}


def article_of(row: Row) -> Article:
    """Return a row of gold as an article."""
    day = row.get("doc_date")
    published = dt.date.fromisoformat(day[:10]) if day else None
    return Article(address=str(row["id"]), text=row["text"], published=published)


def plain(statement: Statement) -> Row:
    """Return a statement in the scorer's form."""
    return {
        "content": [pair(span) for span in statement.content],
        "speaker": pair(statement.source) if statement.source else None,
        "cue": pair(statement.cue) if statement.cue else None,
        "kind": statement.kind.value,
    }


def pair(span: Span) -> list[int]:
    """Return a span as a pair of offsets."""
    return [span.start, span.end]


def show(name: str, figures: Row) -> None:
    """Print the figures of one file."""
    seconds = figures["seconds"]
    print(f"{name}  (parse {seconds['parse']} s, statements {seconds['statements']} s)")
    for scope in ("everything", "speech"):
        for key in MEASURES if scope in figures else ():
            value = figures[scope][key]
            print(f"  {scope:<10} {key:<16} P {value['P']:5.1f}  R {value['R']:5.1f}  F1 {value['F1']:5.1f}")
        for kind, recall in figures.get(scope, {}).get("recall_by_kind", {}).items():
            print(
                f"  {scope:<10} recall {kind:<9} content {recall['overlap']:5.1f}  attribution {recall['attr']:5.1f}  ({recall['gold']} gold)"
            )


if __name__ == "__main__":
    main()
