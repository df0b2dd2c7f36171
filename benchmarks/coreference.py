"""How well reports of one event are brought together: python benchmarks/coreference.py GOLD… [--json]

GOLD are files of documents, each in a cluster of those that tell of one event, and of mentions of events in them, each
in a chain of those of the same event (ECB+); files without such mentions (BASIL triplets, NewsWCL50) are for the
documents alone. Two things are measured, both with the code that makes the record's entries:

documents   all files pooled, `bilateral.reconcile.stories` groups them; B-cubed against their clusters
events      the mentions of each file as witnesses (the words that name the act, the sentence as evidence; neither
            actors, types nor dates are annotated), linked by `bilateral.reconcile.events` within each story that was
            found; CoNLL F1 (mean of MUC, B-cubed and CEAF-e) over all mentions, those that stand alone included.
            "given stories" shows the same where the documents' own clusters are the blocks. Halves are topics with
            an odd and with an even number.
"""

import argparse
import importlib.util
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any, TypeAlias

from bilateral.collect import address, normalise
from bilateral.collect.dates import parse_date
from bilateral.model import Article, Kind, Witness
from bilateral.reconcile.events import group_events
from bilateral.reconcile.stories import stories

Row: TypeAlias = dict[str, Any]
SCORER = Path(__file__).resolve().parents[2] / "shared" / "score" / "score_copies.py"


def main() -> None:
    """Print the scores of the documents of all files and of the mentions of each."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", nargs="+", type=Path, metavar="GOLD")
    parser.add_argument("--scorer", type=Path, default=SCORER)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    results = evaluate(options.gold, load_scorer(options.scorer))
    if options.json:
        print(json.dumps(results))
        return
    for name, scores in results.items():
        print(f"{name:<44} " + "  ".join(f"{what} {value:.3f}" for what, value in scores.items()))


def evaluate(paths: Sequence[Path], scorer: ModuleType) -> dict[str, Mapping[str, float]]:
    """Return the scores, each under a name that says what was measured."""
    files = {path.name: [json.loads(line) for line in path.open(encoding="utf-8")] for path in paths}
    gold = {
        f"{name}/{row['id']}": f"{name}/{row['cluster']}"
        for name, rows in files.items()
        for row in rows
        if row["kind"] == "doc"
    }
    found = found_stories(files)
    results = {"documents, all files": scorer.b_cubed(gold, found)}
    for name, rows in files.items():
        own = {doc: cluster for doc, cluster in gold.items() if doc.startswith(f"{name}/")}
        results[f"documents, {name}"] = scorer.b_cubed(own, {doc: found[doc] for doc in own})
        mentions = [{**row, "doc": f"{name}/{row['doc']}"} for row in rows if is_event(row)]
        if mentions:
            results |= evaluate_events(name, mentions, found, own, scorer)
    return results


def is_event(row: Row) -> bool:
    """Say whether a row is a mention of an event in a chain of events."""
    kind: str = row.get("type") or ""
    return row["kind"] == "mention" and kind.startswith(("ACTION_", "NEG_ACTION_"))


def evaluate_events(
    name: str, mentions: Sequence[Row], found: Mapping[str, str], given: Mapping[str, str], scorer: ModuleType
) -> dict[str, Mapping[str, float]]:
    """Score the chains of a file's mentions: in the stories found, by halves, and in the clusters given."""
    results = {f"events, {name}": score_events(mentions, found, scorer)}
    for half, label in enumerate(("even", "odd")):
        some = [row for row in mentions if int(row["topic"]) % 2 == half]
        results[f"events, {name}, {label} topics"] = score_events(some, found, scorer)
    results[f"events, {name}, given stories"] = score_events(mentions, given, scorer)
    return results


def score_events(
    mentions: Sequence[Row], story: Mapping[str, str], scorer: ModuleType
) -> Mapping[str, float]:
    """Link the mentions within each story and compare with their chains."""
    blocks: dict[str, list[Witness]] = defaultdict(list)
    for row in mentions:
        blocks[story[row["doc"]]].append(witness(row))
    entry = {
        member.id: f"{block}#{number}"
        for block, members in blocks.items()
        for number, group in enumerate(group_events(members))
        for member in group.members
    }
    scores: Mapping[str, float] = scorer.conll({row["id"]: row["chain"] for row in mentions}, entry)
    return scores


def witness(row: Row) -> Witness:
    """Return an annotated mention as the record would hold it, as far as it is annotated."""
    fields = {
        "type": None,
        "actors": [],
        "recipients": [],
        "when": None,
        "trigger": row["text"],
        "evidence": {"start": 0, "end": len(row["sentence"]), "text": row["sentence"]},
    }
    return Witness(row["id"], Kind.EVENT, row["doc"], row["doc"], "", None, 1.0, fields)


def found_stories(files: Mapping[str, Iterable[Row]]) -> dict[str, str]:
    """Return for each document, by file and id, the name of the story in which it was put."""
    names: dict[str, list[str]] = defaultdict(list)
    articles = []
    for name, rows in files.items():
        for row in (row for row in rows if row["kind"] == "doc"):
            article = as_article(row)
            names[article.address].append(f"{name}/{row['id']}")
            articles.append(article)
    return {
        document: str(number)
        for number, story in enumerate(stories(articles))
        for article_address in story
        for document in names[article_address]
    }


def as_article(row: Row) -> Article:
    """Return a document as an article; an id that two files share stands for two articles only if the texts differ."""
    text = normalise(row["text"]).text
    published = parse_date(row["date"]) if row.get("date") else None
    return Article(address(text), text, name=row["id"], title=row.get("title") or "", published=published)


def load_scorer(path: Path) -> ModuleType:
    """Load the scorer's functions from its file."""
    spec = importlib.util.spec_from_file_location("score_copies", path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"no scorer at {path}; give one with --scorer")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    main()
