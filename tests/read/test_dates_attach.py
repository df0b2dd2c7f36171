"""Which date of a sentence is the time of which clause."""

import datetime as dt
from dataclasses import replace

import pytest

from bilateral.model import Article
from bilateral.read.dates import find_dates
from bilateral.read.dates.attach import date_for
from bilateral.read.findings import Findings
from bilateral.read.pipeline import load_pipeline

PUBLISHED = dt.date(2022, 7, 6)


def when(text: str, verb: str) -> str | None:
    """Return the when of the clause whose predicate is the verb."""
    findings = Findings(Article(address="test", text=text, published=PUBLISHED), load_pipeline()(text))
    findings = replace(findings, dates=find_dates(findings))
    token = next(token for token in findings.doc if token.text == verb)
    found = date_for(findings, token.i, token.i + 1)
    return found.when if found else None


@pytest.mark.parametrize(
    ("text", "verb", "expected"),
    [
        ("The envoy visited Riga on Monday.", "visited", "2022-07-04"),
        ("On Monday, the envoy visited Riga.", "visited", "2022-07-04"),
        ("The envoy held talks in Riga on Monday with his host.", "held", "2022-07-04"),
        ("The envoy visited Riga last week.", "visited", "2022-06-27/2022-07-03"),
        ("In 2014, Russia annexed Crimea.", "annexed", "2014"),
        ("The envoy visited Riga, signing a pact on Monday.", "signing", "2022-07-04"),
        ("The envoy visited Riga on Monday and met his host.", "met", "2022-07-04"),
        ("The envoy said on Monday that Latvia had closed the border in May.", "closed", "2022-05"),
        ("The envoy said on Monday that Latvia had closed the border in May.", "said", "2022-07-04"),
        ("Latvia plans to close the border in September.", "plans", "2022-09"),
        ("Troops have held the town since March.", "held", "2022-03/2022-07"),
        ("Troops held the town from 2009 to 2011.", "held", "2009/2011"),
        ("Troops held the town between May and June.", "held", "2022-05/2022-06"),
        ("Troops held the town on June 25-28.", "held", "2022-06-25/2022-06-28"),
        ("The envoy visited Riga in March last year.", "visited", "2021-03"),
        ("The envoy visited Riga in the 1970s and 1980s.", "visited", "1970/1989"),
        ("The envoy visited Riga in May and June.", "visited", "2022-05/2022-06"),
        ("The envoys have met for the past three days.", "met", "2022-07-04/2022-07-06"),
        ("It was the first visit to Riga since Latvia closed the border in May.", "closed", "2022-05"),
        ("Latvia closed the border after a raid in May.", "closed", "2022-05"),
    ],
)
def test_the_date_of_a_clause(text: str, verb: str, expected: str) -> None:
    """A clause takes the date that hangs on its verb, or on the verb whose time it shares."""
    assert when(text, verb) == expected


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("The envoy condemned the raid.", "condemned"),
        ("The envoy condemned the 2010 raid.", "condemned"),
        ("It was the first visit to Riga since Latvia closed the border in May.", "was"),
        ("The envoy will visit Riga before Latvia hosts the summit in July.", "visit"),
        ("The envoy said on Monday that Latvia had closed the border.", "closed"),
        ("The envoy stayed in Riga for three days.", "stayed"),
        ("The envoy now condemns the raid.", "condemns"),
        ("It rained on Monday. The envoy left Riga.", "left"),
    ],
)
def test_no_date_is_invented(text: str, verb: str) -> None:
    """Dates of nouns, of the reporting verb, of other sentences and mere durations are not the clause's time."""
    assert when(text, verb) is None
