"""Score what is read against the project's own annotations of articles that no rule was first written on.

    python benchmarks/fresh.py [ANNOTATIONS.jsonl…] [--articles ARTICLES.jsonl.gz…] [--workers N]

The annotations (``training/annotations``) point into articles of ../shared/articles, which are read in place. The encoder
was trained on the events of these articles, and the errors of half of them were looked at later, so events are left
out and the rest is a first impression of articles unseen rather than a proof.
"""

import argparse
import gzip
import json
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from reading import SCORER, read, score, show

ROOT = Path(__file__).resolve().parents[1]
ARTICLES = [ROOT.parent / "shared" / "articles" / f"{name}.jsonl.gz" for name in ("relations", "official")]
KINDS = ("statements", "figures", "agreements")

Row = dict[str, Any]


def rows(path: Path) -> Iterator[Row]:
    """Yield the objects of a JSONL file, gzip too."""
    with (
        gzip.open(path, "rt", encoding="utf-8")
        if path.suffix == ".gz"
        else path.open(encoding="utf-8") as lines
    ):
        yield from map(json.loads, lines)


def as_gold(annotated: Row, text: str) -> Row:
    """Return annotations in the scorer's form: the speaker's name in words instead of its place."""
    gold = {kind: annotated[kind] for kind in KINDS}
    for statement in gold["statements"]:
        statement["speaker"] = " ".join(text[start:end] for start, end in statement.get("speaker", []))
    return {"id": annotated["article"], **gold}


def write(path: Path, objects: Iterable[Row]) -> None:
    """Write objects as JSON lines."""
    path.write_text("".join(json.dumps(item) + "\n" for item in objects), encoding="utf-8")


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("annotations", nargs="*", type=Path)
    parser.add_argument("--articles", nargs="+", type=Path, default=ARTICLES)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--scorer", type=Path, default=SCORER)
    args = parser.parse_args()
    paths = args.annotations or sorted((ROOT / "training" / "annotations").glob("*.jsonl"))
    annotated = {row["article"]: row for path in paths for row in rows(path)}
    articles = {row["id"]: row for path in args.articles for row in rows(path) if row["id"] in annotated}
    with tempfile.TemporaryDirectory() as folder:
        texts, gold, predicted = (
            Path(folder) / name for name in ("articles.jsonl", "gold.jsonl", "read.jsonl")
        )
        write(texts, articles.values())
        write(gold, (as_gold(annotated[id_], article["text"]) for id_, article in articles.items()))
        read(texts, predicted, args.workers)
        figures = score(args.scorer, texts, gold, predicted, 0)
    show("fresh", {key: value for key, value in figures.items() if not key.startswith("events")})


if __name__ == "__main__":
    main()
