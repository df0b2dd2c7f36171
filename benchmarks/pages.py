"""How many web pages come out right: python benchmarks/pages.py MANIFEST [--json] [--worst N]

MANIFEST is a JSONL file beside the pages it names: ``file``, ``url``, ``gold_text``, ``gold_title``,
``gold_date``. A text is right where its words agree with the gold text at F1 0.9 or better; a title where it
reads the same but for case, marks and white space; a date where it is the same day. Pages that become a
problem because they are not English are counted apart.
"""

import argparse
import datetime as dt
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

from bilateral.collect import Reason, collect_raw
from bilateral.collect.dates import parse_date
from bilateral.model import Article, Problem

RIGHT = 0.9
WORD = re.compile(r"\w+")


def main() -> None:
    """Read every page of the manifest and print what came out right."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("manifest", type=Path)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--worst", type=int, default=0, help="name the N pages whose text is furthest off")
    options = parser.parse_args()
    rows = [judged(row, options.manifest.parent) for row in map(json.loads, options.manifest.open())]
    summary = summarise(rows)
    if options.json:
        print(json.dumps(summary))
    else:
        for what, value in summary.items():
            print(f"{what:<24} {value}")
    for row in sorted((row for row in rows if "f1" in row), key=lambda row: row["f1"])[: options.worst]:
        print(f"{row['f1']:.2f} p {row['precision']:.2f} r {row['recall']:.2f} {row['file']}")


def judged(row: dict[str, Any], folder: Path) -> dict[str, Any]:
    """Return how one page came out; only fields that the gold has are judged."""
    items = list(collect_raw([folder / row["file"]], today=dt.datetime.now(tz=dt.UTC).date()))
    articles = [item.article for item in items if not isinstance(item, Problem)]
    if not articles:
        reasons = [item.reason for item in items if isinstance(item, Problem)]
        return {"file": row["file"], "reason": reasons[-1]}
    return {"file": row["file"], **judged_article(row, articles[0])}


def judged_article(row: dict[str, Any], article: Article) -> dict[str, Any]:
    """Compare an article with the gold."""
    found: dict[str, Any] = {}
    if row.get("gold_text"):
        precision, recall = agreement(article.text, row["gold_text"])
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        found = {"f1": f1, "precision": precision, "recall": recall}
    if row.get("gold_title"):
        found["title"] = plain(article.title) == plain(row["gold_title"])
    gold_date = parse_date(row.get("gold_date"))
    if gold_date:
        found["date"] = article.published == gold_date
    return found


def agreement(text: str, gold: str) -> tuple[float, float]:
    """Return the precision and recall of a text's words, counted with repetition."""
    found, wanted = Counter(WORD.findall(text.lower())), Counter(WORD.findall(gold.lower()))
    common = (found & wanted).total()
    return common / max(1, found.total()), common / max(1, wanted.total())


def plain(title: str) -> list[str]:
    """Return a title's words."""
    return WORD.findall(title.lower())


def summarise(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """Count what came out right among the pages that gave an article."""
    read = [row for row in rows if "f1" in row]
    summary: dict[str, Any] = {
        "pages": len(rows),
        "not English": sum(row.get("reason") == Reason.NOT_ENGLISH for row in rows),
        "other problems": sum(row.get("reason") not in (None, Reason.NOT_ENGLISH) for row in rows),
        "text right": f"{sum(row['f1'] >= RIGHT for row in read)} of {len(read)}",
        "text mean f1": round(sum(row["f1"] for row in read) / max(1, len(read)), 4),
    }
    for field in ("title", "date"):
        judged_rows = [row[field] for row in read if field in row]
        summary[f"{field} right"] = f"{sum(judged_rows)} of {len(judged_rows)}"
    return summary


if __name__ == "__main__":
    main()
