"""Time reading against the bare spaCy pipeline, over the same articles in the same run, one process, one thread.

    python benchmarks/speed.py ARTICLES… [--limit N] [--repeat N] [--json]

Each file is parsed with spaCy's pipeline as it is shipped, then parsed and read; the two take turns, and the median of
each counts. Also prints the share of each reader, and sentences a second with everything read.
"""

import argparse
import json
import statistics
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path

from spacy.tokens import Doc

from bilateral.collect import collect
from bilateral.model import Article
from bilateral.read import read_articles
from bilateral.read.actors import find_actors
from bilateral.read.agreements import read_agreements
from bilateral.read.dates import find_dates
from bilateral.read.events import read_events
from bilateral.read.figures import read_figures
from bilateral.read.findings import Findings
from bilateral.read.pipeline import load_bare, load_pipeline
from bilateral.read.quantities import find_quantities
from bilateral.read.statements import read_statements

# Texts that are parsed before the clock starts.
WARM = 16


def seconds(work: Callable[[], object]) -> float:
    """Return how long a piece of work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def shares(articles: Sequence[Article], docs: Sequence[Doc]) -> dict[str, float]:
    """Return the seconds that each reader takes."""
    spent: Counter[str] = Counter()
    for article, doc in zip(articles, docs, strict=True):
        findings = Findings(article, doc)
        for name, read in (
            ("dates", lambda f: replace(f, dates=find_dates(f))),
            ("quantities", lambda f: replace(f, quantities=find_quantities(f))),
            ("actors", lambda f: replace(f, actors=find_actors(f))),
            ("statements", lambda f: replace(f, statements=read_statements(f))),
            ("events", lambda f: (read_events(f), f)[1]),
            ("figures", lambda f: (read_figures(f), f)[1]),
            ("agreements", lambda f: (read_agreements(f), f)[1]),
        ):
            start = time.perf_counter()
            findings = read(findings)
            spent[name] += time.perf_counter() - start
    return dict(spent)


def measure(path: Path, limit: int, repeat: int) -> dict[str, object]:
    """Return the figures of one file of articles."""
    articles = list(islice((item for item in collect([path]) if isinstance(item, Article)), limit))
    texts = [article.text for article in articles]
    docs = list(load_pipeline().pipe(texts))
    spacy_pipeline = load_bare()
    list(spacy_pipeline.pipe(texts[:WARM]))
    bare, whole = [], []
    for _ in range(repeat):
        bare.append(seconds(lambda: list(spacy_pipeline.pipe(texts))))
        whole.append(seconds(lambda: list(read_articles(articles))))
    parse, read = statistics.median(bare), statistics.median(whole)
    return {
        "articles": len(articles),
        "bare pipeline, articles a second": round(len(articles) / parse, 2),
        "everything read, articles a second": round(len(articles) / read, 2),
        "everything read, sentences a second": round(sum(1 for doc in docs for _ in doc.sents) / read, 1),
        "time over bare pipeline": round(read / parse, 3),
        "share of the parse": {
            name: round(spent / parse, 3) for name, spent in shares(articles, docs).items()
        },
    }


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("articles", nargs="+", type=Path)
    parser.add_argument("--limit", type=int, default=200, help="articles of each file (default 200)")
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    results = {path.name: measure(path, args.limit, args.repeat) for path in args.articles}
    if args.json:
        print(json.dumps(results))
        return
    for name, figures in results.items():
        print(name)
        for key, value in figures.items():
            print(f"  {key:38} {value}")


if __name__ == "__main__":
    main()
