"""What reading copies once spares, and how far it agrees with reading them in full.

    python benchmarks/copies.py FILE… [--most SHARE] [--apart] [--json]

FILE are articles (JSONL, also .gz). Their near copies are read twice: in full, and beside the origin of their family, from
which is taken over what both share. Prints how many sentences are parsed and what time it takes either way, and F1 of the
mentions found: by place (an event with its type and sides), and with all fields. Where copy and origin have different
dates, fields that hold days are left out, since they differ on purpose. *either in full* is what two readings in full
of the same words agree in, those of the copy and of its origin: no more can be asked of taking over. ``--apart``
encodes each sentence by itself: 8-bit weights make scores depend a little on what is encoded beside it.
"""

import argparse
import json
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from bilateral.batches import place_of, to_json
from bilateral.collect import collect
from bilateral.model import Article, Mention, Reading
from bilateral.plain import KINDS, to_plain
from bilateral.read import read_articles
from bilateral.read.copies import Copy, read_copies, reading
from bilateral.read.copies.aligned import align
from bilateral.read.copies.moving import moved
from bilateral.read.copies.stretches import touched
from bilateral.read.events import encoder
from bilateral.read.pipeline import parse
from bilateral.trace import trace

_SETS = ("actors", "recipients", "about", "parties")
_DAYS = ("when", "period")
# By which an event is told from others of its sentence.
_EVENT = ("type", "actors", "recipients")

Key = Callable[[Mention, bool], str]


class Pair(NamedTuple):
    """A copy and its origin, both as read in full, and the copy as read beside its origin."""

    full: Reading
    origin: Reading
    beside: Reading

    @property
    def same_day(self) -> bool:
        """Whether both were published on one day."""
        return self.full.article.published == self.origin.article.published


def fields(mention: Mention, *, days: bool) -> dict[str, object]:
    """Return all that is said of a mention but how sure it is and its further places; order in a set does not count."""
    plain = {k: v for k, v in to_plain(mention).items() if k not in {"confidence", "also"}}
    plain = {k: v for k, v in plain.items() if days or k not in _DAYS}
    return plain | {name: sorted(plain[name]) for name in _SETS if name in plain}


def by_place(mention: Mention, _: bool) -> str:
    """Return what tells a mention from others."""
    kind, said = KINDS[type(mention)], fields(mention, days=False)
    return to_json([kind, place_of(kind, to_plain(mention)), [said.get(name) for name in _EVENT]])


def by_fields(mention: Mention, same_day: bool) -> str:
    """Return all that is said of a mention."""
    return to_json([KINDS[type(mention)], fields(mention, days=same_day)])


def f1(pairs: Iterable[tuple[Iterable[Mention], Iterable[Mention], bool]], key: Key) -> float:
    """Return how far two readings agree."""
    both = all_ = 0
    for one, other, same_day in pairs:
        ours, theirs = (Counter(key(mention, same_day) for mention in side) for side in (one, other))
        both += 2 * (ours & theirs).total()
        all_ += ours.total() + theirs.total()
    return both / max(1, all_)


def shared_in_full(pair: Pair) -> tuple[list[Mention], list[Mention], bool]:
    """Return what reading in full finds in the words that copy and origin share: in the copy, and in the origin."""
    aligned = align(pair.full.article, pair.origin.article)
    same = {i for i, j in enumerate(aligned.same) if j is not None}
    here = [m for m in pair.full.mentions() if same.issuperset(touched(aligned.stretches, m.evidence))]
    there = (moved(mention, pair.full.article, aligned.place) for mention in pair.origin.mentions())
    return here, [mention for mention in there if mention is not None], pair.same_day


def near_copies(path: Path) -> Iterator[tuple[Article, Article]]:
    """Yield each near copy among the articles of a file with the origin of its family."""
    articles = {item.address: item for item in collect([path]) if isinstance(item, Article)}
    for membership in trace(articles.values()).memberships:
        if membership.family != membership.article:
            yield articles[membership.article], articles[membership.family]


def timed(readings: Callable[[], Iterable[Reading]]) -> tuple[list[Reading], float]:
    """Return readings and the seconds of the processor that they took."""
    start = time.process_time()
    return list(readings()), time.process_time() - start


def sentences(articles: Iterable[Article | None]) -> int:
    """Return how many sentences a parse of articles has."""
    return sum(1 for doc in parse(a.text for a in articles if a is not None) for _ in doc.sents)


def measure(files: Iterable[Path]) -> dict[str, object]:
    """Return all figures of the near copies in some files."""
    found = {copy.address: (copy, origin) for path in files for copy, origin in near_copies(path)}
    origins = {origin.address: origin for _, origin in found.values()}
    lent = dict(zip(origins, read_articles(origins.values()), strict=True))
    copies = [Copy(copy, of, tuple(lent[of.address].mentions())) for copy, of in found.values()]
    plans = [reading.plan(copy) for copy in copies]
    full, in_full = timed(lambda: read_articles(copy.article for copy in copies))
    beside, once = timed(lambda: read_copies(copies))
    pairs = [Pair(f, lent[c.origin.address], b) for f, c, b in zip(full, copies, beside, strict=True)]
    parts = [pair for pair, plan in zip(pairs, plans, strict=True) if plan.to_read is not plan.article]
    figures: dict[str, object] = {
        "near copies": len(copies),
        "read in part": sum(plan.extract is not None for plan in plans),
        "not read at all": sum(plan.to_read is None for plan in plans),
        "sentences": sentences(copy.article for copy in copies),
        "sentences parsed": sentences(plan.to_read for plan in plans),
        "sentences of those in part": sentences(pair.full.article for pair in parts),
        "seconds in full": round(in_full, 2),
        "seconds beside the origin": round(once, 2),
    }
    for name, key in (("place", by_place), ("all fields", by_fields)):
        for which, some in (("all near copies", pairs), ("read in part or not", parts)):
            told = ((p.full.mentions(), p.beside.mentions(), p.same_day) for p in some)
            figures[f"F1 by {name}, {which}"] = round(f1(told, key), 3)
        figures[f"F1 by {name}, either in full"] = round(f1(map(shared_in_full, pairs), key), 3)
    return figures


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--most", type=float, default=reading.MOST, help="read in full above this share")
    parser.add_argument("--apart", action="store_true", help="encode each sentence by itself")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    options = parser.parse_args()
    reading.MOST = options.most
    if options.apart:
        encoder.BATCH = 1
    figures = measure(options.files)
    if options.json:
        print(json.dumps(figures))
        return
    for name, value in figures.items():
        print(f"{name:<40} {value}")


if __name__ == "__main__":
    main()
