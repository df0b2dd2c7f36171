"""One article in, its mentions out. The readers run in the order in which they need each other."""

import logging
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice

import pyarrow as pa
from spacy.tokens import Doc

from bilateral.batches import batch_to_articles, readings_to_batch
from bilateral.model import Article, Reading
from bilateral.read.actors import find_actors
from bilateral.read.agreements import read_agreements
from bilateral.read.dates import find_dates
from bilateral.read.events import read_events
from bilateral.read.figures import read_figures
from bilateral.read.findings import Findings
from bilateral.read.links import with_links
from bilateral.read.pipeline import parse
from bilateral.read.quantities import find_quantities
from bilateral.read.statements import read_statements

_log = logging.getLogger(__name__)

# spaCy's parser and name finder need about 1 GB for 100,000 words in one text.
LONGEST_TEXT = 600_000

# Articles that spaCy takes at a time: more gains nothing on one core, fewer costs a tenth.
PARSE_BATCH = 16


def findings_of(article: Article, doc: Doc) -> Findings:
    """Return what the later readers of a parsed article rest on: dates and numbers, then who, then what was said."""
    findings = Findings(article, doc)
    findings = replace(findings, dates=find_dates(findings))
    findings = replace(findings, quantities=find_quantities(findings))
    findings = replace(findings, actors=find_actors(findings))
    return replace(findings, statements=read_statements(findings))


def read_article(article: Article, doc: Doc) -> Reading:
    """Read one parsed article: what the readers rest on first, then what was done, counted and agreed."""
    findings = findings_of(article, doc)
    agreements = read_agreements(findings)
    return Reading(
        article=article,
        events=tuple(read_events(findings)),
        statements=findings.statements,
        figures=with_links(findings, read_figures(findings), agreements),
        agreements=tuple(agreements),
        dates=findings.dates,
        quantities=findings.quantities,
    )


def read_articles(articles: Iterable[Article]) -> Iterator[Reading]:
    """Parse and read articles one after the other, in the order given; none of them stops the rest."""
    for batch in _batched(articles):
        short = [article for article in batch if len(article.text) <= LONGEST_TEXT]
        docs = dict(zip((a.address for a in short), parse(a.text for a in short), strict=True))
        for article in batch:
            yield _read_or_say_why(article, docs.get(article.address))


def _batched(articles: Iterable[Article]) -> Iterator[list[Article]]:
    waiting = iter(articles)
    while batch := list(islice(waiting, PARSE_BATCH)):
        yield batch


def _read_or_say_why(article: Article, doc: Doc | None) -> Reading:
    if doc is None:
        why = f"The text has {len(article.text)} characters, more than {LONGEST_TEXT}; cut it into its articles."
        return Reading(article, problem=why)
    try:
        return read_article(article, doc)
    except Exception as error:  # noqa: BLE001 -- a fault of ours in one article must not cost the others
        _log.debug("article %s could not be read", article.address, exc_info=True)
        return Reading(
            article, problem=f"A fault in the reader ({type(error).__name__}: {error}); please report it."
        )


def read(batch: pa.RecordBatch) -> pa.RecordBatch:
    """Read a record batch of articles; returns one of readings, a row an article (schemas in `bilateral.batches`)."""
    return readings_to_batch(read_articles(batch_to_articles(batch)))
