"""Figures point to the agreement they measure and the place they are told of."""

import datetime as dt

import pytest

from bilateral.model import Article
from bilateral.read import read_articles

CASES = [
    ("Russia and India signed a $2 billion contract on Monday.", 2e9, "contract"),
    ("China and Vietnam signed 12 agreements on trade and energy in Hanoi.", 12, "agreement on trade"),
    ("France and Egypt signed a contract worth 5.2 billion euros on Sunday.", 5.2e9, "contract"),
    ("Turkey and Iran signed a trade agreement, and their trade reached $30 billion in 2015.", 30e9, None),
]


@pytest.mark.parametrize(("text", "value", "name"), CASES)
def test_a_figure_names_the_agreement_that_it_measures(text, value, name):
    """The number in, before or after an agreement's name with a word for worth is that agreement's."""
    (reading,) = read_articles([Article(address="a", text=text, published=dt.date(2016, 1, 5))])
    (figure,) = (figure for figure in reading.figures if figure.value == value)
    assert (figure.agreement is None) if name is None else (name in str(figure.agreement))


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Israeli air strikes killed 12 soldiers in Syria on Monday.", "Syria"),
        ("The United States has 28,500 troops in South Korea.", "South Korea"),
        ("Russia sold 80 tanks to India.", None),
    ],
)
def test_a_figure_names_the_place_in_its_sentence(text, place):
    """The place nearest to the number, behind a word for being there."""
    (reading,) = read_articles([Article(address="a", text=text, published=dt.date(2016, 1, 5))])
    (figure,) = reading.figures
    assert (figure.place and figure.place.text) == place


@pytest.mark.parametrize(
    ("text", "value", "measure", "codes"),
    [
        (
            "Bilateral trade between Chile and Peru reached U.S. $5.5 billion in 2015, a 14 percent increase.",
            5.5e9,
            "Bilateral trade between Chile and Peru",
            ("CHL", "PER"),
        ),
        (
            "Trade between Chile and Peru came to $3.6 billion in 2015, compared with $17 billion with China.",
            3.6e9,
            "Trade between Chile and Peru",
            ("CHL", "PER"),
        ),
        (
            "Trade between Chile and Peru came to $3.6 billion in 2015, compared with $17 billion with China.",
            17e9,
            "Trade between Chile and Peru",
            ("CHN",),
        ),
    ],
)
def test_a_figure_concerns_those_whom_its_measure_names(text, value, measure, codes):
    """The actors of the measure, not the whole sentence's; for a number set beside it, its own partner."""
    (reading,) = read_articles([Article(address="a", text=text, published=dt.date(2016, 1, 5))])
    (figure,) = (figure for figure in reading.figures if figure.value == value)
    assert (figure.measure, figure.about) == (measure, codes)
