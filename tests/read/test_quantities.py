"""The quantities of sentences: value, unit, bound, approximation and change; and numbers that are none."""

import pytest

from bilateral.model import Article
from bilateral.read.findings import Findings
from bilateral.read.pipeline import load_pipeline
from bilateral.read.quantities import find_quantities


def quantities(text):
    """Return the quantities of a text, read without dates."""
    return find_quantities(Findings(Article("0" * 64, text), load_pipeline()(text)))


def shown(quantity):
    """Return a quantity as the tables write it: value, unit, then the marks that it carries."""
    marks = (quantity.bound, "approx" if quantity.approx else None, quantity.change)
    return (quantity.value, quantity.unit, *(mark for mark in marks if mark))


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Trade between the two neighbours reached $5.54 billion.", [(2, "neighbour"), (5540000000, "USD")]),
        ("Exports rose 14 percent.", [(14, "percent", "increase")]),
        ("Exports fell by about 3 per cent.", [(3, "percent", "approx", "decrease")]),
        ("The ministry reported a 14 percent increase.", [(14, "percent", "increase")]),
        ("The cut amounts to 20 pct of output.", [(20, "percent")]),
        (
            "Imports rose to 7.75 billion U.S. Dlrs from 5.82 billion.",
            [(7750000000, "USD"), (5820000000, "USD")],
        ),
        ("The share rose from 40 to 60 percent.", [(40, "percent"), (60, "percent")]),
        ("The share rose from 40 percent to 60 percent.", [(40, "percent"), (60, "percent")]),
        ("Prices range from $200 to $400.", [((200, 400), "USD")]),
        ("Between 1,000 and 1,500 people applied.", [((1000, 1500), "person")]),
        ("Some 20,000-25,000 troops are near the border.", [((20000, 25000), "troop", "approx")]),
        ("They promised a 26-28 percent cut in emissions.", [((26, 28), "percent", "decrease")]),
        ("The fund holds from $10 to $15 billion.", [((10000000000, 15000000000), "USD")]),
        ("Up to 600 tons of oil were transferred.", [(600, "ton", "max")]),
        ("At least 33 people were killed.", [(33, "person", "min")]),
        (
            "At least 33 people were killed and more than 200 injured.",
            [(33, "person", "min"), (200, "person", "min")],
        ),
        ("Not less than a dozen agreements were signed.", [(12, "agreement", "min")]),
        ("No fewer than six ministers resigned.", [(6, "minister", "min")]),
        ("Fewer than 40 votes were cast.", [(40, "vote", "max")]),
        ("As many as 1,300 civilians fled.", [(1300, "civilian", "max")]),
        ("Nearly 4m rounds of ammunition were sent.", [(4000000, "round", "approx")]),
        ("Around 15,000 troops moved.", [(15000, "troop", "approx")]),
        ("An estimated 65 percent of the arsenal is old.", [(65, "percent", "approx")]),
        ("500 or more vehicles crossed.", [(500, "vehicle", "min")]),
        ("1,000 or so soldiers left.", [(1000, "soldier", "approx")]),
        ("The loan costs over 1 bln euro.", [(1000000000, "EUR", "min")]),
        ("Two-thirds of the fleet is idle.", [(2 / 3, None)]),
        ("Half of the seats were won.", [(0.5, None)]),
        ("A third of the tankers turned back.", [(1 / 3, None)]),
        ("Output was cut by more than a fifth.", [(0.2, None, "min", "decrease")]),
        ("A dozen ships left port.", [(12, "ship")]),
        (
            "The blast killed 12 soldiers and wounded six others.",
            [(12, "soldier"), (6, "soldier")],
        ),
        (
            "At least 72 civilians, including 15 children, were killed and 325 wounded.",
            [(72, "civilian", "min"), (15, "child"), (325, "civilian")],
        ),
        (
            "Hundreds of people took part - by one report as many as 1300.",
            [(100, "person", "min", "approx"), (1, "report"), (1300, "person", "max")],
        ),
        ("The blast destroyed a house, killing at least one.", [(1, "person", "min")]),
        ("Two missiles hit a house, wounding six others.", [(2, "missile"), (6, "person")]),
        ("The number of armed groups has reached 109.", [(109, "group")]),
        ("The death toll rose to 33.", [(33, "person")]),
        ("He said that three regime airstrikes hit the market.", [(3, "airstrike")]),
        ("The dollar rose to 76.5 cts.", [(76.5, "cent")]),
        ("The package totals 615 mln Ecus.", [(615000000, "XEU")]),
        ("Two dozen diplomats were expelled.", [(24, "diplomat")]),
        ("Dozens of people were killed.", [(12, "person", "min", "approx")]),
        ("Tens of thousands of soldiers marched.", [(10000, "soldier", "min", "approx")]),
        ("Millions of dollars were spent.", [(1000000, "USD", "min", "approx")]),
        ("Trade has doubled since the accord.", [(100, "percent", "increase")]),
        ("The price tripled.", [(200, "percent", "increase")]),
        ("The budget was halved.", [(50, "percent", "decrease")]),
        ("The accord will raise trade twofold.", [(2, "time", "increase")]),
        ("The Senate voted 97-2 for the treaty.", [(97, "vote"), (2, "vote")]),
        ("The motion passed by 79 to 18 votes.", [(79, "vote"), (18, "vote")]),
        ("The bloc has 28 members.", [(28, "member")]),
        ("A 12-nation bloc met.", [(12, "nation")]),
        ("A three-man team flew in.", [(3, "man")]),
        ("Thirty-six thousand soldiers died.", [(36000, "soldier")]),
        ("The two countries agreed.", [(2, "country")]),
        ("It fired two nuclear missiles.", [(2, "missile")]),
        ("He sent 40 tanks, 12 howitzers and three drones.", [(40, "tank"), (12, "howitzer"), (3, "drone")]),
        ("Seventeen companies were hit by sanctions.", [(17, "company")]),
        ("Twenty-five of the alliance's 28 members agreed.", [(25, "member"), (28, "member")]),
        ("280 million of the 1.5 billion shekels were raised.", [(280000000, "ILS"), (1500000000, "ILS")]),
        ("They sent 50 more soldiers.", [(50, "soldier", "increase")]),
        ("An additional £500m was pledged.", [(500000000, "GBP", "increase")]),
        ("Inflation hit 800,000% last year.", [(800000, "percent")]),
        ("The missile flew 500km.", [(500, "kilometre")]),
        ("The ship carried 9.8 mln metric tonnes of grain.", [(9800000, "metric tonne")]),
        ("The plant makes 1,200 MW.", [(1200, "megawatt")]),
        ("Output fell by 10 million barrels per day.", [(10000000, "barrel per day", "decrease")]),
        ("Petrol fell to 90 cents a gallon.", [(90, "cent per gallon")]),
        ("Gold costs $1,900 an ounce.", [(1900, "USD per ounce")]),
        ("The rate is 1.36 Egyptian pounds to the dollar.", [(1.36, "EGP")]),
        ("The aid is worth 200 million euros ($214 million).", [(200000000, "EUR"), (214000000, "USD")]),
        ("The line is 100 kilometers (60 miles) long.", [(100, "kilometer"), (60, "mile")]),
        ("The deal costs HK$5.4m.", [(5400000, "HKD")]),
        ("It paid 92 million yuan.", [(92000000, "CNY")]),
        ("Canada gave C$40 million.", [(40000000, "CAD")]),
        ("The fine was US$84 billion.", [(84000000000, "USD")]),
        ("Japan lent 300 bln yen.", [(300000000000, "JPY")]),
        ("They offered 3.5 billion roubles.", [(3500000000, "RUB")]),
        ("The tax is 2.5 percent.", [(2.5, "percent")]),
        ("Rates rose by 25 basis points.", [(25, "basis point", "increase")]),
        ("Turnout was up 3 percentage points.", [(3, "percent", "increase")]),
        ("The index lost 190 points, or 0.6%.", [(190, "point", "decrease"), (0.6, "percent", "decrease")]),
        ("The reservoir holds 3 cubic metres.", [(3, "cubic metre")]),
        ("It took 360 square kilometers.", [(360, "square kilometer")]),
        ("The talks lasted three days.", [(3, "day")]),
        ("The five-year plan failed.", [(5, "year")]),
        ("The boy is 12 years old.", [(12, "year of age")]),
        ("A 30-year-old man was held.", [(30, "year of age")]),
        ("The temperature fell to minus 4 degrees.", [(-4, "degree")]),
        (
            "The surplus shrank to $26.62 billion, down from $28.08 billion.",
            [(26620000000, "USD"), (28080000000, "USD")],
        ),
        ("Refugees paid $3,500 a month.", [(3500, "USD per month")]),
        ("The jets can carry 84 500-pound bombs.", [(84, "bomb")]),
        ("More than 5,000 US military personnel are there.", [(5000, "military personnel", "min")]),
        ("About 460 Kia and Hyundai vehicles were stolen.", [(460, "vehicle", "approx")]),
        (
            "Russia lost four generals, 58 colonels and 176 officers.",
            [(4, "general"), (58, "colonel"), (176, "officer")],
        ),
        ("Three to four ships were hit.", [((3, 4), "ship")]),
        ("Three or four ships were hit.", [((3, 4), "ship")]),
        ("The turnover will reach 1.5 times that of last year.", [(1.5, "time")]),
        ("One soldier died.", [(1, "soldier")]),
        ("Borders reopened under two schemes.", [(2, "scheme")]),
        ("Under 20 ships came.", [(20, "ship", "max")]),
        ("About 900 more the observatory said were hurt.", [(900, None, "approx", "increase")]),
        ("They lost the 6-1/2-year-old war.", [(6.5, "year of age")]),
        ("The Dow tumbled 2.9%.", [(2.9, "percent", "decrease")]),
        ("See www.example.org/2020 for 3.", [(3, None)]),
    ],
)
def test_a_sentence_has_its_quantities(sentence, expected):
    """Each number comes with its unit and with what the words around it make of it."""
    found = [shown(quantity) for quantity in quantities(sentence)]
    assert [row[1:] for row in found] == [row[1:] for row in expected]
    assert [row[0] for row in found] == [pytest.approx(row[0]) for row in expected]


@pytest.mark.parametrize(
    "sentence",
    [
        "In 2021 the army grew.",
        "The 2016 election was close.",
        "In the 1990s trade grew.",
        "The visit is on May 5.",
        "The visit is on 5 May 2021.",
        "They met at 10:30 a.m.",
        "They met on March 3-4.",
        "He came third in the race.",
        "It is the 14th report.",
        "One of the ministers resigned.",
        "No one came.",
        "On the one hand, it is cheap.",
        "At one point they left.",
        "They talked one another down.",
        "The two-sided talks failed.",
        "It was a one-way street.",
        "See Article 5 of the treaty.",
        "Resolution 2231 was adopted.",
        "He flew an F-16 over the base.",
        "The G20 met in Bali.",
        "A Tu-95 took off.",
        "A T-34-85 unit went on display.",
        "They met the challenges of the twenty-first century.",
        "They spoke of a “123” agreement.",
        "The P5+1 powers met.",
        "The S&P 500 was closed.",
        "Call +44 20 7946 0958 for details.",
        "The first half of the year was calm.",
        "In the second quarter trade fell.",
        "They won a third term.",
        "A third party joined the talks.",
        "It stands at 10 Downing Street.",
        "The Group of Seven met.",
        "They met at the Group of 20 summit.",
        "He was awarded the No. 2 post.",
        "Smith, 66, signed the paper.",
        "The 24/7 patrols go on.",
        "They stayed a year or two.",
        "The bottom three go down.",
        "Version 2.0.1 was released.",
        "The iPhone 11 was shown.",
    ],
)
def test_what_counts_nothing_is_no_quantity(sentence):
    """Years, dates, ordinals, labels, names, ages in apposition and idioms are no quantities."""
    assert quantities(sentence) == ()


def test_the_span_holds_the_sign_and_the_number():
    """A quantity's span takes in the sign of a currency or a percent sign, its noun the unit's words."""
    money, ships = quantities("They paid $2.5 billion for 40 large ships.")
    assert (money.span.text, money.noun) == ("$2.5 billion", None)
    assert (ships.span.text, ships.noun.text) == ("40", "large ships")


def test_a_bare_currency_is_the_one_named_in_full_before():
    """After "Egyptian pounds", "pounds" are Egyptian."""
    units = [q.unit for q in quantities("It fell to 0.38 Egyptian pounds. The street pays 1.36 pounds.")]
    assert units == ["EGP", "EGP"]


def test_a_conversion_takes_over_bound_and_change():
    """The amount in brackets is as much a lower bound as the amount that it says again."""
    first, second = quantities("The ban hits transfers of more than 100,000 yen (870 dollars).")
    assert (first.bound, second.bound) == ("min", "min")


def test_a_number_of_the_next_sentence_keeps_the_topic():
    """A bare number at the head of a sentence counts what was counted before."""
    counted = quantities("Inspectors recorded 33 attacks. Twenty-seven were by the army.")
    assert [(q.value, q.unit) for q in counted] == [(33, "attack"), (27, "attack")]


def test_an_empty_text_has_none():
    """No text, no quantities."""
    assert quantities("Nothing here.") == ()
