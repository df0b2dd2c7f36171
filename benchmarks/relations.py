"""Measure the relation encoder on public sets of sentences, on none of which it was trained.

    python benchmarks/relations.py GOLD... [--json]

Each GOLD is one of three kinds, told apart by its fields:
- sentences with a marked source and target and one PLOVER type (``plv``): accuracy, macro F1 over 15 types (CONCEDE
  and RETREAT are one, YIELD) and quad class, with the actors given as marked;
- sentences with one PLOVER event and coded actors (``plover_gsr``), read from the raw text: F1 of the triples of
  type, source state and target state. A record that lacks a source or a target has no triple, so that whatever is
  read from it is wrong; two sources without a target are a mutual act, right either way. International
  organisations are one code, as in the set;
- sentences that report an act or none (``ccb``), read from the raw text: precision, recall and F1 of finding that
  there is one. Domestic acts count there, so any two noun phrases that a verb joins, one of which holds an actor,
  are put to the encoder.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import product
from pathlib import Path
from re import finditer
from typing import Any

from spacy.tokens import Doc, Token

from bilateral.model import Article, Event
from bilateral.read.actors import find_actors
from bilateral.read.events.candidates import find_pairs, home
from bilateral.read.events.classify import NONE, MarkedPair, classify_pairs
from bilateral.read.events.decode import join_links
from bilateral.read.events.encoder import load_encoder
from bilateral.read.events.judge import judge_pairs
from bilateral.read.events.select import select_links
from bilateral.read.findings import Findings
from bilateral.read.pipeline import load_pipeline

Row = dict[str, Any]
Triple = tuple[str, str, str]

QUADS = {
    name: quad
    for quad, names in enumerate(
        (
            "AGREE CONSULT SUPPORT CONCEDE",
            "COOPERATE AID RETREAT YIELD",
            "REQUEST ACCUSE REJECT THREATEN",
            "PROTEST SANCTION MOBILIZE COERCE ASSAULT",
        ),
        1,
    )
    for name in names.split()
}
# The gold standard records still use the names of an earlier PLOVER.
RENAMED = {"DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE", "FIGHT": "ASSAULT"}
YIELD = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}
# An act is reported where the encoder is this sure of an event; for a precision of 0.75 on the development half.
DETECTION = 0.2


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    args = parser.parse_args()
    results = {path.name: measure(read_rows(path)) for path in args.gold}
    if args.json:
        print(json.dumps(results))
        return
    for name, figures in results.items():
        print(f"\n{name}")
        for key, value in figures.items():
            print(f"  {key:24} {value}")


def read_rows(path: Path) -> list[Row]:
    """Return the rows of a JSONL file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def measure(rows: list[Row]) -> Row:
    """Return the figures of one set."""
    if "marked" in rows[0]:
        return measure_types(rows)
    if "annotations" in rows[0]:
        return measure_triples(rows)
    return measure_detection(rows)


def marked_pair(name: str, marked: str) -> MarkedPair:
    """Return the pair that ``<s>…</s>`` and ``<t>…</t>`` mark in a text."""
    text, places, start = "", {"s": [], "t": []}, 0
    for piece in finditer(r"<(/?)([st])>|[^<]+|<", marked):
        if not piece[2]:
            text += piece[0]
        elif piece[1]:
            places[piece[2]].append((start, len(text)))
        else:
            start = len(text)
    return MarkedPair(name, text, tuple(places["s"]), tuple(places["t"]))


def measure_types(rows: list[Row]) -> Row:
    """Return accuracy, macro F1 and quad accuracy of the types of marked pairs."""
    answers = classify_pairs(marked_pair(row["id"], row["marked"]) for row in rows)
    predicted = [likeliest(answer["scores"]) for answer in answers]
    gold = [row["gold"][0]["type"] for row in rows]
    by_type = {name: round(f1_of_type(name, gold, predicted), 3) for name in sorted(set(gold))}
    quads = [QUADS[name] == row["gold"][0]["quad"] for name, row in zip(predicted, rows, strict=True)]
    return {
        "accuracy": share(g == p for g, p in zip(gold, predicted, strict=True)),
        "macro_f1": round(sum(by_type.values()) / len(by_type), 4),
        "quad": share(quads),
        **by_type,
    }


def likeliest(scores: dict[str, float]) -> str:
    """Return the likeliest type given that there is an event, CONCEDE and RETREAT taken as one."""
    joined: Counter[str] = Counter()
    for name, score in scores.items():
        if name != NONE:
            joined[YIELD.get(name, name)] += score
    return joined.most_common(1)[0][0]


def f1_of_type(name: str, gold: Sequence[str], predicted: Sequence[str]) -> float:
    """Return the F1 of one type."""
    right = sum(g == p == name for g, p in zip(gold, predicted, strict=True))
    return 2 * right / (gold.count(name) + predicted.count(name))


def share(flags: Iterable[bool]) -> float:
    """Return the share that is true."""
    values = list(flags)
    return round(sum(values) / len(values), 4)


def scores_of(right: int, gold: int, predicted: int) -> Row:
    """Return precision, recall and F1."""
    return {
        "precision": round(right / max(1, predicted), 4),
        "recall": round(right / gold, 4),
        "f1": round(2 * right / max(1, gold + predicted), 4),
    }


def parsed(rows: list[Row]) -> Iterator[tuple[Row, Doc]]:
    """Yield each row with its parsed text."""
    yield from zip(rows, load_pipeline().pipe(row["text"] for row in rows), strict=True)


def measure_triples(rows: list[Row]) -> Row:
    """Return precision, recall and F1 of type, source and target read from raw text."""
    right = gold = predicted = typed = 0
    for row, doc in parsed(rows):
        expected = expected_triples(row)
        found = found_triples(row, doc)
        gold += len(expected)
        predicted += len(found)
        right += sum(bool(ways & found) for ways in expected)
        typed += bool({t for t, _, _ in found} & {t for ways in expected for t, _, _ in ways})
    return {
        **scores_of(right, gold, predicted),
        "triples": gold,
        "predicted": predicted,
        "texts_typed": typed,
    }


def expected_triples(row: Row) -> list[set[Triple]]:
    """Return the annotated triples, each with the ways in which it may be told."""
    type_ = RENAMED.get(row["event"], row["event"])
    sides: dict[str, list[str]] = {"source": [], "target": []}
    for actor in row["annotations"]:
        sides[actor["role"]].append(actor["code"])
    sources, targets = sides["source"], sides["target"]
    if not targets and len(sources) > 1:
        one, other = sources[:2]
        return [{(type_, one, other), (type_, other, one)}]
    return [{(type_, source, target)} for source, target in dict.fromkeys(product(sources, targets))]


def found_triples(row: Row, doc: Doc) -> set[Triple]:
    """Return the triples of the event that the reader is surest of, as the set holds one event a text."""
    findings = found_actors(str(row["doc_id"]), doc)
    pairs = list(find_pairs(findings, related=lambda one, other: one != other))
    links = select_links(judge_pairs(load_encoder(), findings, pairs))
    events = list(join_links(findings, links))
    return set(triples_of(max(events, key=lambda event: event.confidence))) if events else set()


def found_actors(name: str, doc: Doc) -> Findings:
    """Return the findings of a text with its actors."""
    findings = Findings(Article(address=name, text=doc.text), doc)
    return replace(findings, actors=find_actors(findings))


def triples_of(event: Event) -> Iterator[Triple]:
    """Yield the event as the set codes it; of a mutual act the one named first is the source."""
    sources, targets = event.actors, event.recipients
    if not targets:
        sources, targets = event.actors[:1], event.actors[1:]
    for source, target in product(sources, targets):
        yield str(event.type), state_or_igo(source), state_or_igo(target)


def state_or_igo(code: str) -> str:
    """Return the state, or ``IGO`` for an international organisation."""
    state = home(code)
    return state if len(state) == 3 and state.isalpha() and state not in ORGANISATIONS else "IGO"


ORGANISATIONS = frozenset(
    {"IMF", "WTO", "ICC", "SCO", "WHO", "ICJ", "CIS", "GCC", "EAC", "WFP", "ILO", "OAS"}
)


def measure_detection(rows: list[Row]) -> Row:
    """Return precision, recall and F1 of finding that a text reports an act."""
    gold = [row["gold"][0]["penta"] != NONE for row in rows]
    pairs = [pair for row, doc in parsed(rows) for pair in phrase_pairs(found_actors(row["id"], doc))]
    surest: dict[str, float] = {}
    for answer in classify_pairs(pairs):
        surest[answer["id"]] = max(surest.get(answer["id"], 0.0), 1 - answer["scores"][NONE])
    found = [surest.get(row["id"], 0.0) >= DETECTION for row in rows]
    right = sum(g and f for g, f in zip(gold, found, strict=True))
    return scores_of(right, sum(gold), sum(found))


def phrase_pairs(findings: Findings) -> Iterator[MarkedPair]:
    """Yield each pair of noun phrases that a verb joins and of which one holds an actor."""
    doc = findings.doc
    acting = {i for actor in findings.actors if actor.role == "actor" for i in range(actor.start, actor.end)}
    phrases = {chunk.root.i: chunk for chunk in doc.noun_chunks}
    for verb in (token for token in doc if token.pos_ == "VERB"):
        subjects = [token for token in verb.children if token.dep_ in {"nsubj", "nsubjpass", "agent"}]
        for subject, other in product(subjects, complements(verb)):
            sides = [phrases[token.i] for token in (subject, other) if token.i in phrases]
            if len(sides) == 2 and any(token.i in acting for side in sides for token in side):
                source, target = ((side.start_char, side.end_char) for side in sides)
                yield MarkedPair(findings.article.address, doc.text, (source,), (target,))


def complements(verb: Token) -> Iterator[Token]:
    """Yield the objects of a verb and of its prepositions."""
    for child in verb.children:
        if child.dep_ in {"dobj", "dative", "attr"}:
            yield child
        elif child.dep_ in {"prep", "agent"}:
            yield from (token for token in child.children if token.dep_ == "pobj")


if __name__ == "__main__":
    main()
