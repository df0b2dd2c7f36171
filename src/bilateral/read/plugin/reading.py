"""One plugged-in reader over many articles: none of them stops the rest, and nothing is kept that is not proved."""

import logging
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from typing import Any, TypeVar

from bilateral.batches import to_json
from bilateral.exceptions import BilateralError
from bilateral.model import Article, Mention, Problem, Reading
from bilateral.plain import to_plain
from bilateral.read import LONGEST_TEXT, findings_of
from bilateral.read.findings import Findings
from bilateral.read.pipeline import parse
from bilateral.read.plugin.interface import Reader
from bilateral.read.plugin.proof import fault_in
from bilateral.read.plugin.words import kept_words

_log = logging.getLogger(__name__)

M = TypeVar("M", bound=Mention)

# So many dropped parts of an article are listed one by one; a reader gone wild does not fill the problem list.
LISTED = 50
_LONGEST_DETAIL = 600


def read_each(reader: Reader, articles: Iterable[Article]) -> Iterator[Reading]:
    """Yield the reading of each article, in order; one that a reader fails at is left as it was."""
    for article in articles:
        try:
            reading = _proved(reader.read(article, partial(_findings, article)), article)
        except Exception as error:  # noqa: BLE001 -- what strangers wrote must not cost the other articles
            _log.debug("article %s could not be read", article.address, exc_info=True)
            why = kept_words(f"{type(error).__name__}: {error}", _LONGEST_DETAIL)
            reading = Reading(article, problem=f"The reader failed ({why}); tell who made it.", later=True)
        yield reading


def _findings(article: Article) -> Findings:
    if len(article.text) > LONGEST_TEXT:
        raise BilateralError(f"the text has more than {LONGEST_TEXT} characters, too many to be parsed")
    (doc,) = parse([article.text])
    return findings_of(article, doc)


def _proved(reading: Any, article: Article) -> Reading:
    """Return a reading with what can be kept of it; the rest is listed."""
    if not isinstance(reading, Reading) or reading.article != article:
        raise TypeError("it gave no reading of this article")
    if reading.problem is not None:
        problem = kept_words(reading.problem, _LONGEST_DETAIL)
        return Reading(article, problem=problem, later=bool(reading.later))
    dropped = [*reading.dropped]
    kept = {
        part: _kept(getattr(reading, part), article, dropped)
        for part in ("events", "statements", "figures", "agreements")
    }
    return Reading(article, **kept, dropped=_listed(article.name or article.address, dropped))  # type: ignore[arg-type]


def _kept(mentions: Iterable[M], article: Article, dropped: list[Problem]) -> tuple[M, ...]:
    """Return the mentions that hold, in the order of the text, each once; note the others in ``dropped``."""
    kept: dict[str, M] = {}
    for mention in mentions:
        fault = fault_in(mention, article)
        if fault:
            dropped.append(Problem("", "invalid", fault))
        else:
            kept.setdefault(to_json(to_plain(mention)), mention)
    return tuple(sorted(kept.values(), key=lambda each: (each.evidence.start, each.evidence.end)))


def _listed(name: str, dropped: list[Problem]) -> tuple[Problem, ...]:
    cleaned = [replace(each, name=name, reason=kept_words(each.reason, 40), detail=kept_words(each.detail, _LONGEST_DETAIL)) for each in dropped[:LISTED]]  # fmt: skip
    if len(dropped) > LISTED:
        detail = f"{len(dropped) - LISTED} more parts of what was read were dropped."
        cleaned.append(Problem(name, "too-many", detail))
    return tuple(cleaned)
