"""Which of an article's numbers count for relations between states, and what they measure."""

from bilateral.model import Figure
from bilateral.read.attribution import said_by
from bilateral.read.figures.about import about
from bilateral.read.figures.candidates import Candidate, candidates
from bilateral.read.figures.measure import class_of, measure_of
from bilateral.read.figures.merge import merge_mentions
from bilateral.read.figures.normal import figure_value
from bilateral.read.figures.period import periods
from bilateral.read.figures.select import is_figure
from bilateral.read.findings import Findings

__all__ = ["read_figures"]


def read_figures(findings: Findings) -> tuple[Figure, ...]:
    """Return the figures of an article, in the order of the text.

    ``findings`` must hold dates and quantities; with actors and statements the figures also know whom they
    concern and on whose word they rest.
    """
    chosen = [candidate for candidate in candidates(findings) if is_figure(candidate)]
    return merge_mentions(
        [_figure(candidate, when) for candidate, when in zip(chosen, periods(chosen), strict=True)]
    )


def _figure(candidate: Candidate, period: str | None) -> Figure:
    quantity, article = candidate.quantity, candidate.findings.article
    value, unit = figure_value(quantity)
    measure = measure_of(candidate)
    around = article.text[max(candidate.evidence.start, quantity.span.start - 60) : candidate.reach + 40]
    return Figure(
        article=article,
        evidence=candidate.evidence,
        number=quantity.span,
        measure=measure,
        value=value,
        unit=unit,
        measure_class=class_of(measure, unit, around),
        approx=quantity.approx,
        bound=quantity.bound,
        change=quantity.change,
        period=period,
        about=about(candidate),
        said_by=said_by(candidate.findings.statements, quantity.span.start, quantity.span.end),
    )
