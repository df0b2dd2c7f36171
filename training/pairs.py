"""Labels of pairs of actors, sentence by sentence: as an annotator writes them, and as the project keeps them.

    python training/pairs.py print FOLDER --articles A.jsonl[.gz] ... [--but KNOWN.jsonl ...] [--each 60] [--batches 16]
    python training/pairs.py keep FOLDER/offers.jsonl OUT.jsonl LABELS.txt ...

``print`` writes batches of articles for an annotator, ``batch00.txt`` and so on: each sentence that has pairs stands
with its number, and each actor in brackets with a number and its code. ``offers.jsonl`` keeps where they stand. The
annotator writes under ``# ARTICLE`` a line for each event of each sentence:

    12 1>3 ACCUSE.disapprove a       sentence, sides (1,2>3 or, for a symmetric act, 1=2), type.mode, status (a p d h)
    12 ! 2 MEX                       the code of actor 2 is wrong: it is MEX (NONE where it is no actor)

What is not listed is no event. ``keep`` turns that into offsets and labels without text, an article a line:
``{"article", "sentences": [{"span", "actors": [[[start, end], ...], ...], "events": [{"sides": [[0], [2]], "type",
"mode", "status"}], "codes": {"1": "MEX"}}]}``; the numbers of actors are positions in ``actors``, and a symmetric act
has one side.
"""

import argparse
import json
import random
from collections.abc import Iterable, Iterator
from itertools import groupby, islice
from pathlib import Path
from typing import Any

from examples import parse, read_jsonl, spans_of

from bilateral.read.events.candidates import Pair, Party, find_pairs
from bilateral.read.findings import Findings

Record = dict[str, Any]
STATUS = {"a": "actual", "p": "planned", "d": "denied", "h": "hypothetical"}
# Articles of a few paragraphs: enough to judge by, short enough that none fills a batch.
LENGTHS = range(700, 4501)


def places_of(findings: Findings, party: Party) -> list[list[int]]:
    """Return where a party stands, as offsets into the article."""
    return [[span.start_char, span.end_char] for span in spans_of(findings, party)]


def offered(pairs: Iterable[Pair]) -> list[tuple[Party, bool]]:
    """Return the parties of a sentence's pairs, and whether each stands in an earlier one: these first, then in order."""
    parties = {}
    for pair in pairs:
        parties.setdefault((pair.first.code, pair.crosses), (pair.first, pair.crosses))
        parties.setdefault((pair.second.code, False), (pair.second, False))
    return sorted(parties.values(), key=lambda party: (not party[1], party[0].mentions[0].start))


def marked(findings: Findings, sentence: int, parties: list[tuple[Party, bool]]) -> str:
    """Return a sentence with its actors in brackets: ``[2:CHN Beijing]``."""
    words = findings.sentences[sentence]
    text, start = words.text, words.start_char
    before = [
        f"[{n}:{party.code} only in the sentence before] "
        for n, (party, earlier) in enumerate(parties, 1)
        if earlier
    ]
    labels: dict[tuple[int, int], list[str]] = {}
    for number, (party, earlier) in enumerate(parties, 1):
        for place in [] if earlier else places_of(findings, party):
            labels.setdefault((place[0] - start, place[1] - start), []).append(f"{number}:{party.code}")
    for (begin, end), names in sorted(labels.items(), reverse=True):
        text = f"{text[:begin]}[{'+'.join(names)} {text[begin:end]}]{text[end:]}"
    return "".join(before) + text


def print_article(findings: Findings, title: str) -> tuple[str, Record]:
    """Return an article as the annotator reads it, and what was offered in it."""
    lines = [f"\n##### {findings.article.name} | published {findings.article.published} | {title}"]
    pairs = {n: list(group) for n, group in groupby(find_pairs(findings), key=lambda pair: pair.sentence)}
    offers = []
    for number, sentence in enumerate(findings.sentences):
        if number not in pairs:
            lines.append(f"   . {sentence.text}".replace("\n", " "))
            continue
        parties = offered(pairs[number])
        lines.append(f"{number:4d} {marked(findings, number, parties)}".replace("\n", " "))
        places = [places_of(findings, party) for party, _ in parties]
        offers.append({"number": number, "span": [sentence.start_char, sentence.end_char], "actors": places})
    return "\n".join(lines) + "\n", {"article": findings.article.name, "sentences": offers}


def print_batches(options: argparse.Namespace) -> None:
    """Write batches of articles that are not known yet, drawn with a fixed seed."""
    known = {record.get("article") or record["id"] for path in options.but for record in read_jsonl(path)}
    rows = [row for path in options.articles for row in read_jsonl(path)]
    rows = [row for row in rows if row["id"] not in known and len(row["text"]) in LENGTHS]
    random.Random(options.seed).shuffle(rows)
    articles = zip(rows, parse(rows), strict=True)
    printed = ((print_article(findings, row.get("title") or ""), row) for row, findings in articles)
    useful = (page for page, _ in printed if page[1]["sentences"])
    options.folder.mkdir(parents=True, exist_ok=True)
    with (options.folder / "offers.jsonl").open("w", encoding="utf-8") as offers:
        for number in range(options.batches):
            batch = list(islice(useful, options.each))
            (options.folder / f"batch{number:02d}.txt").write_text(
                "".join(text for text, _ in batch), encoding="utf-8"
            )
            offers.writelines(json.dumps(offer) + "\n" for _, offer in batch)


def sides_of(words: str) -> list[list[int]]:
    """Return the sides of an event, as positions: two where one acts towards the other, one where all act."""
    sides = words.split(">") if ">" in words else [words.replace("=", ",")]
    return [[int(number) - 1 for number in side.split(",")] for side in sides]


def event_of(words: list[str]) -> Record:
    """Return the event that a line of labels stands for."""
    sides, kind, status = words
    type_, _, mode = kind.partition(".")
    return {"sides": sides_of(sides), "type": type_, "mode": mode or None, "status": STATUS[status]}


def labelled(lines: Iterable[str], offers: dict[str, Record]) -> Iterator[Record]:
    """Yield the articles of one file of labels, in its order."""
    current: Record | None = None
    for words in (line.split() for line in lines if line.strip()):
        if words[0].startswith("#"):
            if current:
                yield current
            name = words[1] if words[0].strip("#") == "" else words[0].strip("#")
            sentences = [
                {"span": s["span"], "actors": s["actors"], "events": []} for s in offers[name]["sentences"]
            ]
            numbers = {
                s["number"]: sentence
                for s, sentence in zip(offers[name]["sentences"], sentences, strict=True)
            }
            current = {"article": name, "sentences": sentences}
        elif words[1] == "!":
            numbers[int(words[0])].setdefault("codes", {})[str(int(words[2]) - 1)] = words[3]
        else:
            numbers[int(words[0])]["events"].append(event_of(words[1:]))
    if current:
        yield current


def keep(options: argparse.Namespace) -> None:
    """Write the labels of all files, each article once, as it was labelled first."""
    offers = {offer["article"]: offer for offer in read_jsonl(options.offers)}
    kept: dict[str, Record] = {}
    for path in options.labels:
        for article in labelled(path.read_text(encoding="utf-8").splitlines(), offers):
            kept.setdefault(article["article"], article)
    with options.out.open("w", encoding="utf-8") as lines:
        lines.writelines(json.dumps(article, separators=(",", ":")) + "\n" for article in kept.values())


def main() -> None:
    """Run the one or the other."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    tasks = parser.add_subparsers(required=True)
    task = tasks.add_parser("print")
    task.add_argument("folder", type=Path)
    task.add_argument("--articles", type=Path, nargs="+", required=True)
    task.add_argument("--but", type=Path, nargs="*", default=[])
    task.add_argument("--each", type=int, default=60)
    task.add_argument("--batches", type=int, default=16)
    task.add_argument("--seed", type=int, default=11)
    task.set_defaults(do=print_batches)
    task = tasks.add_parser("keep")
    task.add_argument("offers", type=Path)
    task.add_argument("out", type=Path)
    task.add_argument("labels", type=Path, nargs="+")
    task.set_defaults(do=keep)
    options = parser.parse_args()
    options.do(options)


if __name__ == "__main__":
    main()
