"""How dates, statuses and counts read in a dossier; the terminal and the page share them."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bilateral.model import Status
from bilateral.reconcile.labels import figure_label, names
from bilateral.show.dossier import Dossier, Line


def when_words(line: Line) -> str:
    """Return when it was; a day of publication that stands in for an unknown date is marked with a tilde."""
    if line.when:
        return " to ".join(date_words(part) for part in line.when.split("/"))
    return f"~{date_words(line.day)}" if line.day else "undated"


def date_words(when: str) -> str:
    """Return an ISO date, month or year as "6 Jul 2022", "Jul 2022" or "2022"; anything else as it is."""
    for form, words in (("%Y-%m-%d", "%-d %b %Y"), ("%Y-%m", "%b %Y")):
        try:
            moment = dt.datetime.strptime(when, form)  # noqa: DTZ007 -- a day, no moment
        except ValueError:
            continue
        return moment.strftime(words.replace("%-d", str(moment.day)))
    return when


def count_words(number: int, noun: str) -> str:
    """Return "1 family", "3 families"."""
    plural = noun.removesuffix("y") + "ies" if noun.endswith("y") else noun + "s"
    return f"{number:,} {noun if number == 1 else plural}"


def head_words(dossier: Dossier) -> str:
    """Return the head line: articles, families, period, entries."""
    span = (
        f"{date_words(dossier.first)} to {date_words(dossier.last)}"
        if dossier.first and dossier.last
        else "undated"
    )
    parts = (
        count_words(dossier.articles, "article"),
        f"{count_words(dossier.families, 'family')} (independent sources)",
        f"published {span}",
        count_words(sum(1 for _ in dossier.lines()), "entry"),
    )
    known = (f"as known on {date_words(dossier.known)}",) if dossier.known else ()
    return " · ".join((*parts, *known))


def remarks(line: Line) -> Iterator[str]:
    """Yield what a reader must know besides the label: status, on whose word, and where sources differ."""
    if line.status and line.status != Status.ACTUAL:
        yield str(line.status)
    speakers = sorted({quote.said_by for quote in line.quotes if quote.said_by})
    if speakers and all(quote.said_by for quote in line.quotes):
        yield f"on the word of {', '.join(speakers)}"
    for name, values in line.disagreement.items():
        yield f"sources differ on {name}: {differing(line, name, values)}"
    if line.reviewers:
        yield f"judged by {', '.join(line.reviewers)}"


def differing(line: Line, name: str, values: Sequence[Mapping[str, Any]]) -> str:
    """Return every value of a field on which sources differ, each with its number of families."""
    told = (
        (value_words(line, name, each["value"]), count_words(len(each["families"]), "family"))
        for each in values
    )
    return " / ".join(f"{value} ({families})" for value, families in told)


def value_words(line: Line, name: str, value: object) -> str:
    """Return one value of a field as it is shown."""
    if name == "value":
        return figure_label({**line.fields, "value": value, "approx": False, "bound": None, "change": None})
    if isinstance(value, list):
        return names(value) or "none"
    return date_words(str(value)) if name == "when" else str(value)
