"""Copies read once: what a copy shares with the origin of its family is taken over, what differs is read.

The mentions of a copy depend on the copy and on the origin's mentions alone, so the outcome is the same in whatever order,
batch or process copies are read. Only the origin lends, and it is read in full: nothing is passed on from copy to copy.

Days are those that the origin meant: a wire's "on Monday" is the Monday before the wire was sent, whenever it was
reprinted. In what is the copy's own, days are counted from the copy's date.
"""

import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bilateral.batches import place_of, to_json
from bilateral.model import Agreement, Article, Event, Figure, Kind, Mention, Reading, Statement
from bilateral.plain import KINDS, to_plain
from bilateral.read import LONGEST_TEXT, read_articles
from bilateral.read.copies.aligned import align
from bilateral.read.copies.choosing import choose
from bilateral.read.copies.extract import Extract, extract
from bilateral.read.copies.moving import moved
from bilateral.read.copies.stretches import Stretch, touched

_log = logging.getLogger(__name__)

# Of a copy of which more than this is to be read (characters of the extract by those of the copy) all is read. In
# `benchmarks/copies.py` what is read in part agrees with reading in full in 0.97 of all fields up to here, and in 0.93 at 0.7.
MOST = 0.5


@dataclass(frozen=True, slots=True)
class Copy:
    """An article, and the mentions that were read in the origin of its family, with that article."""

    article: Article
    origin: Article
    lent: Sequence[Mention]


@dataclass(frozen=True)
class Plan:
    """How a copy is read: ``to_read`` is all of it, the article of an extract, or null where nothing is to be read.

    ``taken`` are the mentions that are taken over; the others stand in the stretches that are read ``anew``.
    """

    article: Article
    to_read: Article | None
    extract: Extract | None = None
    stretches: Sequence[Stretch] = ()
    anew: frozenset[int] = frozenset()
    taken: tuple[Mention, ...] = ()


def read_copies(copies: Iterable[Copy]) -> Iterator[Reading]:
    """Read copies one after the other, in the order given; a reading has mentions only, no dates and quantities."""
    plans = [_planned(copy) for copy in copies]
    readings = read_articles(plan.to_read for plan in plans if plan.to_read is not None)
    for plan in plans:
        if plan.to_read is None:
            yield _joined(plan, [])
        elif plan.extract is None:
            yield next(readings)
        else:
            found = _found(plan, plan.extract, next(readings))
            yield next(read_articles([plan.article])) if found is None else _joined(plan, found)


def _planned(copy: Copy) -> Plan:
    try:
        return plan(copy)
    except Exception:  # noqa: BLE001 -- a fault of ours in one article must not cost the others
        _log.debug("copy %s is read in full", copy.article.address, exc_info=True)
        return Plan(copy.article, copy.article)


def plan(copy: Copy) -> Plan:
    """Decide how a copy is read; an origin in which nothing was found may be one that could not be read."""
    article = copy.article
    if not copy.lent or len(article.text) > LONGEST_TEXT:
        return Plan(article, article)
    aligned = align(article, copy.origin)
    choice = choose(aligned, copy.lent)
    if not choice.anew:
        return Plan(article, None, taken=choice.taken)
    part = extract(article, aligned.stretches, choice.anew | choice.context)
    if len(part.article.text) > MOST * len(article.text):
        return Plan(article, article)
    return Plan(article, part.article, part, aligned.stretches, choice.anew, choice.taken)


def _found(plan: Plan, part: Extract, reading: Reading) -> list[Mention] | None:
    """Return what was read in the stretches that are read anew; null where that can not be told."""
    if reading.problem:
        return None
    found = [moved(mention, plan.article, part.place) for mention in reading.mentions()]
    told = [mention for mention in found if mention is not None]
    if len(told) < len(found):
        return None
    # What is read in the context was read in the origin, with all that stands around it there.
    return [m for m in told if not plan.anew.isdisjoint(touched(plan.stretches, m.evidence))]


def _joined(plan: Plan, found: Iterable[Mention]) -> Reading:
    """Return all mentions of a copy, each kind in the order of the text."""
    taken = {_place(mention) for mention in plan.taken}
    mentions = [*plan.taken, *(mention for mention in found if _place(mention) not in taken)]
    ordered = sorted(mentions, key=lambda mention: (_place(mention), to_json(to_plain(mention))))
    return Reading(
        plan.article,
        events=tuple(mention for mention in ordered if isinstance(mention, Event)),
        statements=tuple(mention for mention in ordered if isinstance(mention, Statement)),
        figures=tuple(mention for mention in ordered if isinstance(mention, Figure)),
        agreements=tuple(mention for mention in ordered if isinstance(mention, Agreement)),
    )


def _place(mention: Mention) -> tuple[int, int, Kind]:
    kind = KINDS[type(mention)]
    return *place_of(kind, to_plain(mention)), kind
