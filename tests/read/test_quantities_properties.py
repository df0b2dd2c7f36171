"""A phrase means the same wherever it stands, and what is generated comes back."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bilateral.model import Article
from bilateral.read.findings import Findings
from bilateral.read.pipeline import load_pipeline
from bilateral.read.quantities import find_quantities

FRAMES = (
    "{} went to the border regions.",
    "The government said on Monday that {} went to the border regions.",
    "After long talks, {} went to the border regions.",
    "According to the ministry, {} went to the border regions, and nothing else did.",
)
PHRASES = (
    ("14 percent", 14, "percent"),
    ("$5.54 billion", 5.54e9, "USD"),
    ("some 200 million euros", 2e8, "EUR"),
    ("9.8 mln tonnes", 9.8e6, "tonne"),
    ("two dozen trucks", 24, "truck"),
    ("at least 3,600 soldiers", 3600, "soldier"),
    ("half a million people", 5e5, "person"),
    ("between 10 and 15 tanks", (10, 15), "tank"),
    ("£7.1bn", 7.1e9, "GBP"),
    ("one and a half million barrels", 1.5e6, "barrel"),
    ("36 hours", 36, "hour"),
)
MONEY = {"$": "USD", "€": "EUR", "£": "GBP", "HK$": "HKD"}


def quantities(text):
    """Return the quantities of a text, read without dates."""
    return find_quantities(Findings(Article("0" * 64, text), load_pipeline()(text)))


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize(("phrase", "value", "unit"), PHRASES)
def test_a_phrase_means_the_same_in_any_place(phrase, value, unit, frame):
    """The same words have the same value and unit at the head, within and behind other clauses."""
    (found,) = quantities(frame.format(phrase))
    assert found.unit == unit
    assert found.value == pytest.approx(value)


@settings(max_examples=40, deadline=None)
@given(
    amount=st.decimals(min_value="0.1", max_value="999.9", places=1),
    scale=st.sampled_from([("", 1), (" million", 10**6), ("bn", 10**9), (" trillion", 10**12)]),
    sign=st.sampled_from(sorted(MONEY)),
)
def test_a_generated_amount_comes_back(amount, scale, sign):
    """An amount of money keeps its value and its currency through any scale."""
    (found,) = quantities(f"The loan is worth {sign}{amount}{scale[0]} in all.")
    assert found.unit == MONEY[sign]
    assert found.value == pytest.approx(float(amount) * scale[1])


@settings(max_examples=40, deadline=None)
@given(
    count=st.integers(min_value=2, max_value=999_999), noun=st.sampled_from(["soldiers", "ships", "missiles"])
)
def test_a_generated_count_comes_back(count, noun):
    """A count of things keeps its value; a bare number that may be a year has its comma."""
    (found,) = quantities(f"The army sent {count:,} {noun} there.")
    assert (found.value, found.unit) == (count, noun.removesuffix("s"))
