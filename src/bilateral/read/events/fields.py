"""The fields of an event that come from around its predicate: when it was, and on whose word it rests."""

from bilateral.read.dates.attach import date_for
from bilateral.read.events.links import Link
from bilateral.read.findings import Findings


def when_of(findings: Findings, link: Link) -> str | None:
    """Return the date that hangs on the predicate of the link; null where the text gives none."""
    expression = date_for(findings, link.trigger, link.trigger + 1)
    return expression.when if expression is not None else None
