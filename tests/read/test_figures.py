"""Which numbers count as figures, and what is read about each."""

import datetime as dt
from dataclasses import replace

import pytest

from bilateral.model import Article
from bilateral.read.actors import find_actors
from bilateral.read.dates import find_dates
from bilateral.read.figures import read_figures
from bilateral.read.findings import Findings
from bilateral.read.pipeline import load_pipeline
from bilateral.read.quantities import find_quantities
from bilateral.read.statements import read_statements

PUBLISHED = dt.date(2024, 4, 24)


def figures(text):
    """Return the figures of a text published on a Wednesday in April 2024."""
    findings = Findings(Article("0" * 64, text, published=PUBLISHED), load_pipeline()(text))
    findings = replace(findings, dates=find_dates(findings))
    findings = replace(findings, quantities=find_quantities(findings))
    findings = replace(findings, actors=find_actors(findings))
    findings = replace(findings, statements=read_statements(findings))
    return read_figures(findings)


@pytest.mark.parametrize(
    ("sentence", "value", "unit", "measure", "measure_class"),
    [
        (
            "Trade between Russia and Brazil reached $2.1 billion.",
            2.1e9,
            "USD",
            "Trade between Russia and Brazil",
            "trade",
        ),
        ("Bilateral trade rose 14 percent.", 14, "percent", "Bilateral trade", "trade"),
        ("China takes 30 percent of its copper exports.", 30, "percent", "copper exports", "exports"),
        (
            "Washington imposed a 25 percent tariff on Chinese steel.",
            25,
            "percent",
            "tariff on Chinese steel",
            "tariffs",
        ),
        ("They gave Ukraine a $500 million arms package.", 5e8, "USD", "arms package", "aid"),
        ("Britain pledged £7.1bn in military aid to Kyiv.", 7.1e9, "GBP", "military aid to Kyiv", "aid"),
        ("Russia expelled 15 Polish diplomats.", 15, "diplomat", "Polish diplomats", "sanctions"),
        ("Two rockets struck the tanker.", 2, "rocket", "rockets", "arms"),
        ("At least 33 soldiers were killed.", 33, "soldier", "soldiers", "casualties"),
        ("Gasoline prices fell to 90 cents a gallon.", 0.9, "USD", "Gasoline prices", "price"),
        ("Oil output was cut by a fifth.", 20, "percent", "Oil output", "production"),
        ("Prices dropped by two-thirds.", 66.7, "percent", "Prices", "price"),
        ("Japan was asked to double its rice imports.", 100, "percent", "rice imports", "imports"),
        (
            "The ministers signed 12 agreements on energy.",
            12,
            "agreement",
            "agreements on energy",
            "agreements",
        ),
        ("The missile flew about 500km.", 500, "kilometre", "missile", "distance"),
        ("The United States has 28,500 troops in Korea.", 28500, "troop", "troops in Korea", "troops"),
        ("Silver climbed to 10 dollars an ounce.", 10, "USD", "Silver", None),
        ("They carried out 150 strikes per day.", 150, "strike", "strikes per day", "attacks"),
        ("Dozens of people were killed.", 24, "person", "people", "casualties"),
        ("It hosts tens of thousands of troops.", 10000, "troop", "troops", "troops"),
        ("One soldier was killed.", 1, "soldier", "soldier", "casualties"),
        ("A 15-member delegation left.", 15, "member", "delegation", "members"),
    ],
)
def test_a_figure_has_value_unit_and_measure(sentence, value, unit, measure, measure_class):
    """A figure is normalised and says in the article's words what it measures."""
    (figure,) = figures(sentence)
    assert (figure.unit, figure.measure) == (unit, measure)
    assert figure.value == pytest.approx(value)
    if measure_class:
        assert figure.measure_class == measure_class


@pytest.mark.parametrize(
    "sentence",
    [
        "The talks lasted three days.",
        "The two countries have long been rivals.",
        "Relations between two countries are hard.",
        "Montenegro is a country of 620,000 people.",
        "Three senior officials told reporters that talks had failed.",
        "Two people familiar with the talks were hopeful.",
        "Two of the people told reporters that talks had failed.",
        "The 30-year-old minister resigned.",
        "One official spoke of progress.",
        "The base lies 750 miles above the Arctic Circle.",
        "The 15-member Security Council met.",
        "Dozens of people gathered.",
        "The five-year plan was approved.",
        "The president named two reasons for the delay.",
        "The world's two largest economies met.",
        "They loaded 500-pound bombs.",
        "The Dow tumbled 2.9%.",
        "They want four times more strikes.",
        "The village lies 15 kilometers from the border.",
        "In 2016 they met at 10:30.",
        "The two states share a 300-mile border.",
        "The plant stands near a nine-storey building.",
        "The ministers took half a step.",
        "Strikes on the town (21 липня) were shown.",
    ],
)
def test_what_measures_no_conduct_is_no_figure(sentence):
    """Durations, ages, populations, familiar pairs, sources, places, and counts of one are left out."""
    assert figures(sentence) == ()


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("Trade reached $2.1 billion in 2005.", ["2005"]),
        ("Russia expelled 15 diplomats on Monday.", ["2024-04-22"]),
        ("Exports rose 8 percent last year.", ["2023"]),
        ("Japan hosts 50,000 troops.", [None]),
        ("Sales rose to $7 billion in 2020 from $5 billion in 2019.", ["2020", "2019"]),
        ("Sales rose to $7 billion in May 2020 from $5 billion a year earlier.", ["2020-05", "2019-05"]),
        ("The Senate voted 97-2 on Monday.", ["2024-04-22", "2024-04-22"]),
        ("The army moved on Monday. It lost 12 tanks.", ["2024-04-22"]),
        ("The minister said on Monday that trade could fall by 5 percent.", [None]),
        ("It asked Congress on Monday for $4 billion.", [None]),
        ("It announced $4 billion in aid on Monday.", ["2024-04-22"]),
        ("Since the war began in May 2022, 6 million people have fled.", ["2022-05/2024-04"]),
        ("Some 16,000 migrants have arrived since the start of the year.", ["2024-01-01/2024-04-24"]),
        ("Jets struck the town on Monday. They hit a market, killing eight people.", ["2024-04-22"]),
        (
            "The jet crashed on Monday. All 224 people, including 17 crew members, were killed.",
            ["2024-04-22"] * 2,
        ),
        ("They signed a treaty on Monday on building a plant, consisting of four reactors.", [None]),
        ("The army moved on Monday. Observers reported 12 violations.", [None]),
        ("They condemned the April 17 attack on the ship which killed 37 sailors.", ["2024-04-17"]),
        ("The army moved on Monday. The river is wide. It lost 12 tanks.", [None]),
        (
            "It took in 4.3 million refugees as of January 2024, of whom 20 percent were men.",
            ["2024-01", "2024-01"],
        ),
    ],
)
def test_a_figure_has_its_period(text, periods):
    """A figure holds for the date of its own clause, not for that of asking or telling."""
    assert [figure.period for figure in figures(text)] == periods


def test_a_figure_said_twice_is_one():
    """The second mention of a count adds nothing."""
    text = "Britain will send 400 vehicles to Kyiv. The package holds 400 vehicles and 60 boats."
    assert [(figure.value, figure.unit) for figure in figures(text)] == [(400, "vehicle"), (60, "boat")]


def test_the_dead_said_twice_are_one_figure():
    """The harmed of one number are the same people, whatever they are called; the mention with a date stays."""
    text = "At least 11 dead in market strike. At least 11 civilians were killed on Monday in the strike."
    assert [(figure.value, figure.unit, figure.period) for figure in figures(text)] == [
        (11, "civilian", "2024-04-22")
    ]


def test_one_percentage_of_two_things_is_two_figures():
    """Equal percentages of different things stay apart."""
    text = "China takes 30 percent of its copper exports. Russia sells 30 percent of its wheat harvest there."
    assert [figure.value for figure in figures(text)] == [30, 30]


@pytest.mark.parametrize(
    ("sentence", "units"),
    [
        ("They lent 200 million euros ($214 million) for a railway.", ["EUR", "USD"]),
        ("The missile flew 100 kilometers (60 miles).", ["kilometer"]),
    ],
)
def test_a_conversion_is_a_figure_where_it_is_of_money(sentence, units):
    """Both currencies of an amount are kept; a distance in brackets adds nothing."""
    assert [figure.unit for figure in figures(sentence)] == units


def test_a_figure_knows_whom_it_concerns():
    """The codes of the actors of its sentence come along."""
    (figure,) = figures("Trade between Russia and Brazil reached $2.1 billion.")
    assert figure.about == ("RUS", "BRA")


def test_a_figure_inside_reported_speech_rests_on_the_speaker():
    """What a person says is that person's word."""
    (figure,) = figures("Ivan Petrov said that trade between Russia and Brazil had reached $2.1 billion.")
    assert figure.said_by == "Ivan Petrov"


def test_a_change_and_a_bound_come_along():
    """What the quantity says about change, bound and approximation stays."""
    (cut,) = figures("The accord means a 26-28 percent cut in emissions.")
    (least,) = figures("At least 33 soldiers were killed.")
    assert (cut.value, cut.change, least.bound) == ((26, 28), "decrease", "min")


def test_the_evidence_is_the_sentence_of_the_number():
    """The evidence holds the number, word for word."""
    (figure,) = figures("It was cold. Russia expelled 15 diplomats. Nobody spoke.")
    assert figure.evidence.text == "Russia expelled 15 diplomats."
    assert figure.number.text == "15"
