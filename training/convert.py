"""Turn annotations that quote the article into annotations that point into it: ids, offsets and labels, no text.

    python training/convert.py OUT_DIR ARTICLES.jsonl GOLD.jsonl [ARTICLES.jsonl GOLD.jsonl ...]

Writes one file per GOLD into OUT_DIR, named like it without ``.gold``. Fields as in the annotation guidelines, but
each quotation is a pair of offsets, and free words (a speaker's name, a measure) are offsets where the article holds
them and left out where it does not. An annotation whose evidence the article does not hold is reported and dropped.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

Record = dict[str, Any]

QUOTED = {
    "events": ("evidence", "also"),
    "statements": ("evidence", "content", "cue"),
    "figures": ("evidence",),
    "agreements": ("evidence",),
}
NAMED = {
    "events": ("said_by",),
    "statements": ("speaker",),
    "figures": ("said_by", "measure"),
    "agreements": ("what",),
}


def read_jsonl(path: Path) -> Iterator[Record]:
    """Yield the objects of a JSONL file."""
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def locate(words: str | list[str], text: str) -> list[list[int]]:
    """Return the offsets of each quotation at its first place; those that the text does not hold are left out."""
    quotations = [words] if isinstance(words, str) else words
    places = ((text.find(quotation), quotation) for quotation in quotations if quotation)
    return [[start, start + len(quotation)] for start, quotation in places if start >= 0]


def point(kind: str, item: Record, text: str) -> Record | None:
    """Return the item with offsets for words, or None where its evidence is not in the text."""
    evidence = locate(item["evidence"], text)
    if not evidence:
        return None
    labels = {key: value for key, value in item.items() if key not in QUOTED[kind] + NAMED[kind]}
    for key in QUOTED[kind] + NAMED[kind]:
        if item.get(key):
            labels[key] = locate(item[key], text)
    return labels


def convert(articles: Path, gold: Path, out: Path) -> tuple[int, int]:
    """Write the annotations of one file; return how many items were kept and how many dropped."""
    texts = {article["id"]: article["text"] for article in read_jsonl(articles)}
    kept = dropped = 0
    with out.open("w", encoding="utf-8") as lines:
        for record in read_jsonl(gold):
            pointed: Record = {"article": record["id"]}
            for kind in QUOTED:
                items = [point(kind, item, texts[record["id"]]) for item in record.get(kind) or []]
                pointed[kind] = [item for item in items if item is not None]
                kept += len(pointed[kind])
                dropped += len(items) - len(pointed[kind])
            lines.write(json.dumps(pointed) + "\n")
    return kept, dropped


def main(arguments: list[str]) -> None:
    """Convert each pair of files named on the command line."""
    folder = Path(arguments[0])
    folder.mkdir(parents=True, exist_ok=True)
    paths = [Path(argument) for argument in arguments[1:]]
    for articles, gold in zip(paths[::2], paths[1::2], strict=True):
        out = folder / gold.name.replace(".gold", "")
        kept, dropped = convert(articles, gold, out)
        print(f"{out}: {kept} annotations, {dropped} dropped")


if __name__ == "__main__":
    main(sys.argv[1:])
