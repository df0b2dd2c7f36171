"""People in office: whom the tables know, when, and who of one surname is meant."""

import datetime as dt

import pytest

from bilateral.model import Article
from bilateral.read.actors import find_actors
from bilateral.read.findings import Findings
from bilateral.read.pipeline import load_pipeline


def codes(text: str, phrase: str, day: str) -> tuple[str, ...] | None:
    """Return the codes of the mention that reads exactly like the phrase; None where there is none."""
    article = Article(address="test", text=text, published=dt.date.fromisoformat(day))
    findings = Findings(article, load_pipeline()(text))
    found = {findings.doc[m.start : m.end].text: m.codes for m in find_actors(findings)}
    return found.get(phrase)


@pytest.mark.parametrize(
    ("text", "phrase", "day", "code"),
    [
        ("Netanyahu arrived in New York to meet American donors.", "Netanyahu", "2016-09-20", "ISR"),
        ("The United States said that Assad had used gas again.", "Assad", "2017-04-08", "SYR"),
        ("Washington expects Lavrov to come in May.", "Lavrov", "2016-03-01", "RUS"),
        (
            "Sergei Lavrov spoke to reporters after the American proposal.",
            "Sergei Lavrov",
            "2013-06-15",
            "RUS",
        ),
        ("Mr. Netanyahu objected to the American plan.", "Mr. Netanyahu", "2015-03-03", "ISR"),
        ("DUDA AND ZELENSKY MET IN WARSAW. Zelensky thanked Poland.", "Zelensky", "2023-04-05", "UKR"),
        ("The U.S. envoy met Yitzhak Shamir twice.", "Yitzhak Shamir", "1987-05-02", "ISR"),
        ("Trump praised Japan, and Abe said he was glad.", "Abe", "2017-02-11", "JPN"),
    ],
)
def test_people_in_office_are_known_without_a_word_of_their_state(text, phrase, day, code):
    """Whoever leads a state on the article's day acts for it, though only America is named."""
    assert codes(text, phrase, day) == (code,)


@pytest.mark.parametrize(
    ("text", "phrase", "day", "code"),
    [
        (
            "Rex Tillerson, a former oil executive, met Chinese officials.",
            "Rex Tillerson",
            "2017-03-18",
            "USA",
        ),
        ("The United States sent John Kerry to Geneva.", "John Kerry", "2015-01-14", "USA"),
        ("The United States was visited by John Kerry.", "John Kerry", "2019-01-14", "USA:CIV"),
        (
            "American sanctions began under President George W. Bush.",
            "President George W. Bush",
            "2017-03-18",
            "USA",
        ),
        (
            "Turkey received former President George W. Bush.",
            "former President George W. Bush",
            "2012-03-18",
            "USA:CIV",
        ),
    ],
)
def test_an_office_counts_for_its_time(text, phrase, day, code):
    """Who is in office acts for the state, whatever was before; who left it does not, unless the text says president."""
    assert codes(text, phrase, day) == (code,)


def test_a_leader_is_not_taken_for_a_relative_named_in_full_later():
    """A bare surname before a relative's full name is the leader's, there and after."""
    text = "President Trump landed in Tel Aviv. Melania Trump joined him in Israel. Trump then met Israeli ministers."
    assert codes(text, "Trump", "2017-05-22") == ("USA",)


@pytest.mark.parametrize("word", ["May", "Park"])
def test_a_surname_that_is_a_common_word_needs_its_state(word):
    """No leader is seen in a common word where the article does not name the state."""
    assert codes(f"The {word} meeting of Brazil and Chile was short.", word, "2016-08-01") is None
