"""Time reading against the bare spaCy pipeline, over the same articles in the same run, one process, one thread.

    python benchmarks/speed.py ARTICLES… [--limit N] [--repeat N] [--json]

Each file is parsed with spaCy's pipeline as it is shipped, then parsed and read; the two take turns, and the median of
each counts. Also prints how much more two processes read than one, the memory at its peak, the share of each reader, and sentences a second with everything read.
"""

import argparse
import json
import multiprocessing
import resource
import statistics
import time
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from itertools import islice
from pathlib import Path

from spacy.tokens import Doc

from bilateral.batches import articles_to_batch
from bilateral.collect import collect
from bilateral.engine import map_batches
from bilateral.model import Article
from bilateral.read import read, read_articles
from bilateral.read.actors import find_actors
from bilateral.read.agreements import read_agreements
from bilateral.read.dates import find_dates
from bilateral.read.events import read_events
from bilateral.read.figures import read_figures
from bilateral.read.findings import Findings
from bilateral.read.pipeline import load_bare, load_pipeline
from bilateral.read.quantities import find_quantities
from bilateral.read.statements import read_statements

# Articles a batch that processes are given: few, so that all end together.
CHUNK = 4

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
        for name, reader in (
            ("dates", lambda f: replace(f, dates=find_dates(f))),
            ("quantities", lambda f: replace(f, quantities=find_quantities(f))),
            ("actors", lambda f: replace(f, actors=find_actors(f))),
            ("statements", lambda f: replace(f, statements=read_statements(f))),
            ("events", lambda f: (read_events(f), f)[1]),
            ("figures", lambda f: (read_figures(f), f)[1]),
            ("agreements", lambda f: (read_agreements(f), f)[1]),
        ):
            start = time.perf_counter()
            findings = reader(findings)
            spent[name] += time.perf_counter() - start
    return dict(spent)


def pace(articles: Sequence[Article], workers: int) -> float:
    """Return the articles a second that warm processes read: the first batch of each is not counted."""
    chunks = [articles_to_batch(articles[i : i + CHUNK]) for i in range(0, len(articles), CHUNK)]
    done, start = 0, 0.0
    for number, batch in enumerate(map_batches(read, [*chunks[:1] * workers, *chunks], workers), 1 - workers):
        if number > 0:
            done += batch.num_rows
        elif number == 0:
            start = time.perf_counter()
    return done / (time.perf_counter() - start)


def pace_apart(articles: Sequence[Article], workers: int) -> float:
    """Return the pace in a process started afresh: this one has met every word of the articles before."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as apart:
        return apart.submit(pace, articles, workers).result()


def peak_mb() -> float:
    """Return the most memory that this process has held so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


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
    parse, whole_time = statistics.median(bare), statistics.median(whole)
    one, two = pace_apart(articles, 1), pace_apart(articles, 2)
    return {
        "articles": len(articles),
        "bare pipeline, articles a second": round(len(articles) / parse, 2),
        "everything read, articles a second": round(len(articles) / whole_time, 2),
        "everything read, sentences a second": round(
            sum(1 for doc in docs for _ in doc.sents) / whole_time, 1
        ),
        "time over bare pipeline": round(whole_time / parse, 3),
        "two processes over one": round(two / one, 3),
        "peak memory of this process, MB": round(peak_mb()),
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
