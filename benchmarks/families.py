"""How well copies are found: python benchmarks/families.py PAIRS… [--json]

PAIRS are files of documents and labelled pairs. By their labels three tasks are told apart: reuse in the news
(copy, partial, excerpt, quote_only, none), rewritten copies (machine_paraphrase_copy against all other pairs)
and revised answers (cut, light, heavy, non; not news, shown only). Everything runs through `trace`, candidates
and all: a pair that the sketch misses counts as missed.
"""

import argparse
import gzip
import importlib.util
import json
import resource
import time
from collections import Counter
from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from types import ModuleType
from typing import Any, TypeAlias

from bilateral.collect import address, normalise
from bilateral.collect.dates import parse_date
from bilateral.model import Article
from bilateral.trace import FamilyEdge, Tracing, trace
from bilateral.trace.index import SketchIndex
from bilateral.trace.sketch import sketch, words_of

Pair: TypeAlias = tuple[str, str]
SCORER = Path(__file__).resolve().parents[2] / "shared" / "score" / "score_copies.py"
DEPENDENT = frozenset({"copy", "partial", "excerpt"})
REWRITTEN = "machine_paraphrase_copy"


def main() -> None:
    """Score each file, or time the tracing of articles."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("pairs", nargs="*", type=Path, metavar="PAIRS")
    parser.add_argument("--speed", type=Path, metavar="ARTICLES", help="JSONL (also .gz) of articles to time")
    parser.add_argument(
        "--copies", type=int, default=1, help="disguised copies of ARTICLES, to reach larger sizes"
    )
    parser.add_argument(
        "--first", type=int, help="time the first so many of ARTICLES only, to see the growth"
    )
    parser.add_argument("--scorer", type=Path, default=SCORER)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    results = {path.name: score(path, load_scorer(options.scorer)) for path in options.pairs}
    if options.speed:
        results[options.speed.name] = speed(options.speed, options.copies, options.first)
    if options.json:
        print(json.dumps(results))
        return
    for name, figures in results.items():
        print(name)
        for what, value in figures.items():
            print(f"  {what:<28} {value:.3f}" if isinstance(value, float) else f"  {what:<28} {value}")


def load_scorer(path: Path) -> ModuleType:
    """Load the scorer's functions from its file."""
    spec = importlib.util.spec_from_file_location("score_copies", path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"no scorer at {path}; give one with --scorer")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def score(path: Path, scorer: ModuleType) -> dict[str, Any]:
    """Trace the documents of a file and compare with its labels."""
    articles, labels = load(path)
    addresses = {article.name: article.address for article in articles}
    gold = {_pair(addresses[a], addresses[b]): label for (a, b), label in labels.items()}
    tracing = trace(articles)
    candidates = candidate_pairs(articles)
    kinds = set(gold.values())
    if kinds & DEPENDENT:
        return score_reuse(gold, tracing, candidates, scorer)
    if REWRITTEN in kinds:
        return score_rewritten(gold, tracing, candidates, scorer)
    return score_revised(gold, tracing)


def score_reuse(
    gold: dict[Pair, str], tracing: Tracing, candidates: set[Pair], scorer: ModuleType
) -> dict[str, Any]:
    """Score the labelled pairs alone: dependent by any edge, copies by one family or a copying edge."""
    family = {membership.article: membership.family for membership in tracing.memberships}
    linked, copied = linked_pairs(tracing.edges), linked_pairs(edge for edge in tracing.edges if edge.is_copy)
    together = {pair for pair in gold if family[pair[0]] == family[pair[1]]}
    dependent = scorer.pair_prf(labelled(gold, DEPENDENT), (linked | together) & gold.keys())
    copies = scorer.pair_prf(labelled(gold, {"copy"}), (copied | together) & gold.keys())
    found = {f"candidates {label}": share(labelled(gold, {label}), candidates) for label in sorted(DEPENDENT)}
    return {
        "dependent f1": dependent["f1"],
        "copies f1": copies["f1"],
        **found,
        "dependent": dependent,
        "copies": copies,
    }


def score_rewritten(
    gold: dict[Pair, str], tracing: Tracing, candidates: set[Pair], scorer: ModuleType
) -> dict[str, Any]:
    """Score all pairs but those to be ignored: rewritten copies by a copying edge, and by any edge."""
    wanted = labelled(gold, {REWRITTEN})
    ignored = gold.keys() - wanted
    copied = linked_pairs(edge for edge in tracing.edges if edge.is_copy) - ignored
    linked = linked_pairs(tracing.edges) - ignored
    scores = scorer.pair_prf(wanted, copied)
    return {
        "copies f1": scores["f1"],
        "any edge f1": scorer.pair_prf(wanted, linked)["f1"],
        "candidates": share(wanted, candidates),
        "copies": scores,
    }


def score_revised(gold: dict[Pair, str], tracing: Tracing) -> dict[str, Any]:
    """Count, for each label, the pairs with an edge by its relation."""
    relations = {_pair(edge.article, edge.of): edge.relation.value for edge in tracing.edges}
    counts: dict[str, Counter[str]] = {}
    for pair, label in gold.items():
        counts.setdefault(label, Counter())[relations.get(pair, "none")] += 1
    return {label: dict(counts[label]) for label in sorted(counts)}


def speed(path: Path, copies: int, first: int | None) -> dict[str, Any]:
    """Time the tracing; copies beyond the first have every word disguised, so that they share nothing."""
    articles = [
        article
        for number in range(copies)
        for row in islice(json_rows(path), first)
        if (article := _article(row if number == 0 else disguised(row, number)))
    ]
    started = time.process_time()  # one thread; other programs on the machine do not count
    tracing = trace(articles)
    seconds = time.process_time() - started
    return {
        "articles": len(articles),
        "processor seconds": round(seconds, 1),
        "articles per second": round(len(articles) / seconds, 1),
        "edges": len(tracing.edges),
        "families": len({membership.family for membership in tracing.memberships}),
        "peak MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }


def disguised(row: dict[str, Any], number: int) -> dict[str, Any]:
    """Return the row with a mark after each word's end, the same for the whole copy."""
    mark = chr(ord("a") + number) * 2
    return {
        **row,
        "text": " ".join(word + mark if word.isalpha() else word for word in row["text"].split(" ")),
    }


def load(path: Path) -> tuple[list[Article], dict[Pair, str]]:
    """Read the documents as articles, and the label of each pair of their names."""
    rows = list(json_rows(path))
    articles = [_article(row) for row in rows if row["kind"] == "doc"]
    labels = {(row["a"], row["b"]): row["label"] for row in rows if row["kind"] == "pair"}
    return articles, labels


def candidate_pairs(articles: list[Article]) -> set[Pair]:
    """Return the pairs of addresses that the sketches bring together."""
    index, pairs = SketchIndex(), set()
    for article in articles:
        kept = sketch(words_of(article.text))
        pairs |= {_pair(article.address, other.address) for other in index.candidates(kept)}
        index.add(article.address, kept)
    return pairs


def json_rows(path: Path) -> Iterable[dict[str, Any]]:
    """Yield the rows of a JSONL file, gzip too."""
    with gzip.open(path, "rt") if path.suffix == ".gz" else path.open() as lines:
        yield from map(json.loads, lines)


def labelled(gold: dict[Pair, str], labels: Iterable[str]) -> set[Pair]:
    """Return the pairs that carry one of the labels."""
    wanted = set(labels)
    return {pair for pair, label in gold.items() if label in wanted}


def linked_pairs(edges: Iterable[FamilyEdge]) -> set[Pair]:
    """Return the pairs that edges join."""
    return {_pair(edge.article, edge.of) for edge in edges}


def share(wanted: set[Pair], found: set[Pair]) -> float:
    """Return how much of what is wanted was found."""
    return len(wanted & found) / len(wanted) if wanted else 1.0


def _article(row: dict[str, Any]) -> Article:
    text = normalise(row["text"]).text
    return Article(
        address=address(text),
        text=text,
        name=row["id"],
        title=row.get("title") or "",
        published=parse_date(row.get("date")),
        outlet=row.get("source") or "",
        url=row.get("url") or "",
    )


def _pair(a: str, b: str) -> Pair:
    return (a, b) if a <= b else (b, a)


if __name__ == "__main__":
    main()
