"""One article in, its mentions out. The readers run in the order in which they need each other."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from spacy.tokens import Doc

from bilateral.model import Article, Reading
from bilateral.read.actors import find_actors
from bilateral.read.agreements import read_agreements
from bilateral.read.dates import find_dates
from bilateral.read.events import read_events
from bilateral.read.figures import read_figures
from bilateral.read.findings import Findings
from bilateral.read.pipeline import load_pipeline
from bilateral.read.quantities import find_quantities
from bilateral.read.statements import read_statements

# Articles that spaCy takes at a time: more gains nothing on one core, fewer costs a tenth.
PARSE_BATCH = 16


def read_article(article: Article, doc: Doc) -> Reading:
    """Read one parsed article: dates and numbers first, then who, then what was said and done."""
    findings = Findings(article, doc)
    findings = replace(findings, dates=find_dates(findings))
    findings = replace(findings, quantities=find_quantities(findings))
    findings = replace(findings, actors=find_actors(findings))
    findings = replace(findings, statements=read_statements(findings))
    return Reading(
        article=article,
        events=tuple(read_events(findings)),
        statements=findings.statements,
        figures=tuple(read_figures(findings)),
        agreements=tuple(read_agreements(findings)),
        dates=findings.dates,
        quantities=findings.quantities,
    )


def read_articles(articles: Iterable[Article]) -> Iterator[Reading]:
    """Parse and read articles one after the other, in the order given."""
    pairs = ((article.text, article) for article in articles)
    for doc, article in load_pipeline().pipe(pairs, as_tuples=True, batch_size=PARSE_BATCH):
        yield read_article(article, doc)
