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
    figures: list[Figure] = []
    for candidate, period in zip(chosen, periods(chosen), strict=True):
        figures.append(_figure(candidate, period, figures))
    return merge_mentions(figures)


def _figure(candidate: Candidate, period: str | None, earlier: list[Figure]) -> Figure:
    quantity, article = candidate.quantity, candidate.findings.article
    value, unit = figure_value(quantity)
    measure = measure_of(candidate) or _measure_before(unit, earlier) or unit or quantity.span.text
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
        about=about(candidate, measure),
        said_by=said_by(candidate.findings.statements, quantity.span.start, quantity.span.end),
    )


def _measure_before(unit: str | None, earlier: list[Figure]) -> str | None:
    """Return what the last figure in the same unit measures, for a number that leaves it unsaid."""
    return next((figure.measure for figure in reversed(earlier) if figure.unit == unit), None)
