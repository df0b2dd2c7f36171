"""Dates, times, durations and sets of an article, resolved to TIMEX3 values and to this project's ``when``.

A grammar of patterns over the characters, in one pass from the head of the text. Types and values are those
of TimeML 1.2.1; where TimeML's corpora differ (weeks ago as a day or as a week), the choice follows what
news corpora do more often.
"""

from bilateral.model import TimeExpression
from bilateral.read.dates.context import Context
from bilateral.read.dates.dateline import head_date
from bilateral.read.dates.scan import scan
from bilateral.read.findings import Findings

__all__ = ["find_dates"]


def find_dates(findings: Findings) -> tuple[TimeExpression, ...]:
    """Find the temporal expressions of an article, in the order of its text; none overlaps another.

    Expressions are resolved against the article's date of publication, else against a full date at the head
    of the text (a dateline), or against the date in the text that they hang on. What cannot be resolved keeps
    an underspecified value (``XXXX-05``, ``XXXX-WXX-4``) or none.
    """
    article = findings.article
    reference = article.published or head_date(article.text)
    return tuple(scan(Context(article.text, findings.doc, reference)))
