"""For which time a figure holds."""

from bilateral.read.dates.attach import date_for
from bilateral.read.figures.candidates import Candidate


def period_of(candidate: Candidate) -> str | None:
    """Return the date, month, year or interval for which the figure holds, or null where the text gives none."""
    found = date_for(candidate.findings, candidate.tokens.start, candidate.tokens.end)
    return found.when if found else None
