"""Score the dates that the reader finds against TIMEX3 gold: spans, types and values.

    python benchmarks/dates.py GOLD... [--dates-only] [--json] [--errors N] [--scorer PATH]

GOLD are JSONL files of texts with `gold` expressions and `doc_date`, the day of publication, as kept in
../shared/gold. With --dates-only durations, sets and references are left out of what was found: for gold that
annotates resolvable dates alone (files named gum_* are always scored so).
"""

import argparse
import datetime as dt
import importlib.util
import json
from pathlib import Path
from types import ModuleType
from typing import Any

from bilateral.model import Article, TimeExpression
from bilateral.read.dates import find_dates
from bilateral.read.findings import Findings
from bilateral.read.pipeline import load_pipeline

SCORER = Path(__file__).resolve().parents[2] / "shared" / "score" / "score_timex.py"
MEASURES = ("strict", "relaxed", "type", "value", "interval")

Row = dict[str, Any]


def main() -> None:
    """Score each file and print its figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--dates-only", action="store_true")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="show N errors of each file")
    parser.add_argument("--scorer", type=Path, default=SCORER)
    options = parser.parse_args()
    scorer = load_scorer(options.scorer)
    results = {}
    for path in options.gold:
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        found = {row["id"]: read(row) for row in rows}
        results[path.name] = score(rows, found, scorer, options.dates_only or path.name.startswith("gum_"))
        for line in errors(rows, found)[: options.errors]:
            print(line)
    if options.json:
        print(json.dumps(results))
        return
    for name, figures in results.items():
        print(name)
        for measure in MEASURES:
            print(
                f"  {measure:<10} P {figures[measure]['P']:5.1f}  R {figures[measure]['R']:5.1f}  F1 {figures[measure]['F1']:5.1f}"
            )


def load_scorer(path: Path) -> ModuleType:
    """Load the scorer's functions from its file."""
    spec = importlib.util.spec_from_file_location("score_timex", path)
    if spec is None or spec.loader is None or not path.exists():
        raise SystemExit(f"no scorer at {path}; give one with --scorer")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def read(row: Row) -> tuple[TimeExpression, ...]:
    """Find the dates of one text, with its document date as the day of publication."""
    day = row.get("doc_date") or row.get("date")
    article = Article(
        address=row["id"], text=row["text"], published=dt.date.fromisoformat(day[:10]) if day else None
    )
    return find_dates(Findings(article, load_pipeline()(row["text"])))


def score(
    rows: list[Row], found: dict[str, tuple[TimeExpression, ...]], scorer: ModuleType, dates_only: bool
) -> Row:
    """Return the scorer's figures for one file."""
    predicted = {
        name: {
            "pred": [
                {"span": [each.span.start, each.span.end], "type": each.type, "value": each.value}
                for each in dates
            ]
        }
        for name, dates in found.items()
    }
    figures: Row = scorer.score({row["id"]: row for row in rows}, predicted, None, dates_only)
    return figures


def errors(rows: list[Row], found: dict[str, tuple[TimeExpression, ...]]) -> list[str]:
    """Name each gold expression whose value was not found, with what stands there instead."""
    lines = []
    for row in rows:
        for gold in row["gold"]:
            start, end = gold["span"]
            here = [each for each in found[row["id"]] if each.span.start < end and start < each.span.end]
            if (
                gold.get("value")
                and not gold.get("dct")
                and all(each.value != gold["value"] for each in here)
            ):
                read_as = ", ".join(f"{each.span.text!r} {each.value}" for each in here) or "nothing"
                lines.append(f"{row['id']}: {row['text'][start:end]!r} is {gold['value']}, read as {read_as}")
    return lines


if __name__ == "__main__":
    main()
