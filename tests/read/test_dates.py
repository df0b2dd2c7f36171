"""Dates: each rule by a table of cases, all told from Wednesday 6 July 2022 unless a case says otherwise."""

import datetime as dt
import itertools

import pytest

from bilateral.model import Article, TimeExpression
from bilateral.read.dates import find_dates
from bilateral.read.findings import Findings
from bilateral.read.pipeline import load_pipeline

WEDNESDAY = dt.date(2022, 7, 6)


def dates_of(text: str, published: dt.date | None = WEDNESDAY) -> tuple[TimeExpression, ...]:
    """Parse a text and find its dates."""
    return find_dates(
        Findings(Article(address="test", text=text, published=published), load_pipeline()(text))
    )


def read(text: str, phrase: str, published: dt.date | None = WEDNESDAY) -> tuple[str, str | None, str | None]:
    """Return type, value and when of the expression that reads exactly like the phrase."""
    found = {each.span.text: (each.type, each.value, each.when) for each in dates_of(text, published)}
    assert phrase in found, f"{phrase!r} is not among {sorted(found)}"
    return found[phrase]


@pytest.mark.parametrize(
    ("text", "phrase", "value"),
    [
        ("The pact was signed on July 4, 2022 in Minsk.", "July 4, 2022", "2022-07-04"),
        ("The pact was signed on 4 July 2022 in Minsk.", "4 July 2022", "2022-07-04"),
        ("The pact was signed on 4 July, 2022 in Minsk.", "4 July, 2022", "2022-07-04"),
        ("The pact was signed on Monday, July 4, 2022 in Minsk.", "Monday, July 4, 2022", "2022-07-04"),
        ("The pact was signed on Monday, 4 July 2022, in Minsk.", "Monday, 4 July 2022", "2022-07-04"),
        ("It dates from the 4th of July 1976.", "the 4th of July 1976", "1976-07-04"),
        ("It was signed on Feb. 3rd, 2021.", "Feb. 3rd, 2021", "2021-02-03"),
        ("It was signed on Sept. 30, 2019.", "Sept. 30, 2019", "2019-09-30"),
        ("The law of 2021-12-24 applies.", "2021-12-24", "2021-12-24"),
        ("The law of 12/24/2021 applies.", "12/24/2021", "2021-12-24"),
        ("The law of 24/12/2021 applies.", "24/12/2021", "2021-12-24"),
        ("The law of 24.12.2021 applies.", "24.12.2021", "2021-12-24"),
        ("MARCH 2, 2015: talks resume.", "MARCH 2, 2015", "2015-03-02"),
        ("He recalled the attacks of 9/11 in his speech.", "9/11", "2001-09-11"),
        ("The treaty of January 1994 lapsed.", "January 1994", "1994-01"),
        ("The treaty of January, 1994 lapsed.", "January, 1994", "1994-01"),
        ("They met in early January 1994.", "early January 1994", "1994-01"),
        ("They met in mid-January 1994.", "mid-January 1994", "1994-01"),
        ("They met at the end of January 1994.", "the end of January 1994", "1994-01"),
        ("Trade has grown since 2015.", "2015", "2015"),
        ("Trade grew in early 2015.", "early 2015", "2015"),
        ("Trade fell in late 2015.", "late 2015", "2015"),
        ("Trade fell at the beginning of 2015.", "the beginning of 2015", "2015"),
        ("The 1987 treaty was scrapped.", "1987", "1987"),
        ("The index was at its lowest since '82.", "'82", "1982"),
        ("It happened in the year 1812.", "the year 1812", "1812"),
        ("It began in nineteen eighty-nine.", "nineteen eighty-nine", "1989"),
        ("It ends by the year two thousand.", "the year two thousand", "2000"),
    ],
)
def test_full_dates(text: str, phrase: str, value: str) -> None:
    """A date that names its year needs no reference."""
    assert read(text, phrase, None)[:2] == ("DATE", value)
    assert read(text, phrase)[:2] == ("DATE", value)


@pytest.mark.parametrize(
    ("text", "phrase", "value"),
    [
        ("The ministers met on June 20.", "June 20", "2022-06-20"),
        ("The ministers met on 20 June.", "20 June", "2022-06-20"),
        ("The ministers will meet on August 3.", "August 3", "2022-08-03"),
        ("The ministers met on December 15.", "December 15", "2021-12-15"),
        ("The ministers will meet on December 15.", "December 15", "2022-12-15"),
        ("The ministers met on January 2.", "January 2", "2022-01-02"),
        ("The ministers will meet on January 2.", "January 2", "2023-01-02"),
        ("The accord was reached in May.", "May", "2022-05"),
        ("The accord was reached in September.", "September", "2021-09"),
        ("The accord will take effect in September.", "September", "2022-09"),
        ("The accord will take effect in March.", "March", "2023-03"),
        ("The accord is planned for October.", "October", "2022-10"),
        ("The accord helped to lower prices in June.", "June", "2022-06"),
        ("The accord has held since November.", "November", "2021-11"),
        ("The accord was reached in late April.", "late April", "2022-04"),
        ("The accord will end by mid-August.", "mid-August", "2022-08"),
        ("The envoy left in May this year.", "May", "2022-05"),
        ("The envoy left in October of last year.", "October", "2021-10"),
        ("The envoy leaves in February next year.", "February", "2023-02"),
        ("The envoy left on March 9 last year.", "March 9", "2021-03-09"),
        ("Talks were held on Christmas Eve.", "Christmas Eve", "2021-12-24"),
        ("Talks were held on New Year's Day.", "New Year's Day", "2022-01-01"),
        ("He spoke on Thursday (June 30) in Riga.", "Thursday", "2022-06-30"),
    ],
)
def test_dates_without_a_year(text: str, phrase: str, value: str) -> None:
    """A month or a day without its year takes the year that the tense asks for, else the nearest."""
    assert read(text, phrase)[:2] == ("DATE", value)


@pytest.mark.parametrize(
    ("text", "phrase", "value"),
    [
        ("The envoy arrived on Monday.", "Monday", "2022-07-04"),
        ("The envoy arrived Thursday in Kyiv.", "Thursday", "2022-06-30"),
        ("The envoy arrived on Wednesday.", "Wednesday", "2022-07-06"),
        ("The envoy will arrive on Monday.", "Monday", "2022-07-11"),
        ("The envoy is due on Friday.", "Friday", "2022-07-08"),
        ("They agreed to meet on Saturday.", "Saturday", "2022-07-09"),
        ("The envoy arrived last Thursday.", "last Thursday", "2022-06-30"),
        ("The envoy arrived last Wednesday.", "last Wednesday", "2022-06-29"),
        ("The envoy leaves next Tuesday.", "next Tuesday", "2022-07-12"),
        ("The envoy leaves this coming Sunday.", "this coming Sunday", "2022-07-10"),
        ("Fighting has gone on since Sunday.", "Sunday", "2022-07-03"),
        ("The talks begin early Friday, he said, and they will be short.", "early Friday", "2022-07-08"),
        ("The minister spoke today.", "today", "2022-07-06"),
        ("The minister spoke yesterday.", "yesterday", "2022-07-05"),
        ("The minister speaks tomorrow.", "tomorrow", "2022-07-07"),
        ("The minister spoke earlier today.", "earlier today", "2022-07-06"),
        ("The minister spoke late yesterday.", "late yesterday", "2022-07-05"),
        ("A vote may come Thursday or Friday.", "Friday", "2022-07-08"),
        ("Talks were held on Sunday and Monday.", "Monday", "2022-07-04"),
        ("A deal seen since taking office on Monday is dead.", "Monday", "2022-07-04"),
        ("He left the day before yesterday.", "the day before yesterday", "2022-07-04"),
        ("He leaves the day after tomorrow.", "the day after tomorrow", "2022-07-08"),
    ],
)
def test_days_around_publication(text: str, phrase: str, value: str) -> None:
    """Weekdays and day names are told from the day of publication."""
    assert read(text, phrase) == ("DATE", value, value)


@pytest.mark.parametrize(
    ("text", "phrase", "value", "when"),
    [
        ("They met last week.", "last week", "2022-W26", "2022-06-27/2022-07-03"),
        ("They meet this week.", "this week", "2022-W27", "2022-07-04/2022-07-10"),
        ("They meet next week.", "next week", "2022-W28", "2022-07-11/2022-07-17"),
        ("They met earlier this week.", "earlier this week", "2022-W27", "2022-07-04/2022-07-10"),
        ("They met last weekend.", "last weekend", "2022-W26-WE", "2022-07-02/2022-07-03"),
        ("They meet next weekend.", "next weekend", "2022-W28-WE", "2022-07-16/2022-07-17"),
        ("They met over the weekend.", "the weekend", "2022-W26-WE", "2022-07-02/2022-07-03"),
        ("They met last month.", "last month", "2022-06", "2022-06"),
        ("They meet later this month.", "later this month", "2022-07", "2022-07"),
        ("They meet next month.", "next month", "2022-08", "2022-08"),
        ("Exports fell last quarter.", "last quarter", "2022-Q2", "2022-04/2022-06"),
        ("Exports fell last year.", "last year", "2021", "2021"),
        ("Exports fell late last year.", "late last year", "2021", "2021"),
        ("Exports will fall next year.", "next year", "2023", "2023"),
        ("Exports will fall early next year.", "early next year", "2023", "2023"),
        ("Exports fell this fiscal year.", "this fiscal year", "2022", "2022"),
        ("It runs to the end of the year.", "the end of the year", "2022", "2022"),
        ("It runs to the end of this month.", "the end of this month", "2022-07", "2022-07"),
        ("It is ready by year-end.", "year-end", "2022", "2022"),
        ("They met last June.", "last June", "2022-06", "2022-06"),
        ("They met last October.", "last October", "2021-10", "2021-10"),
        ("They met last July.", "last July", "2021-07", "2021-07"),
        ("They meet this September.", "this September", "2022-09", "2022-09"),
        ("They meet next March.", "next March", "2023-03", "2023-03"),
        ("They met last summer.", "last summer", "2021-SU", "2021-06/2021-08"),
        ("They met last spring.", "last spring", "2022-SP", "2022-03/2022-05"),
        ("They meet this autumn.", "this autumn", "2022-FA", "2022-09/2022-11"),
        ("They meet next winter.", "next winter", "2022-WI", "2022-12/2023-02"),
        ("They met in the summer of 2019.", "the summer of 2019", "2019-SU", "2019-06/2019-08"),
        ("They met in winter 2019.", "winter 2019", "2019-WI", "2019-12/2020-02"),
    ],
)
def test_stretches_around_publication(text: str, phrase: str, value: str, when: str) -> None:
    """Weeks, months, seasons and years are told from the day of publication."""
    assert read(text, phrase) == ("DATE", value, when)


@pytest.mark.parametrize(
    ("text", "phrase", "value", "when"),
    [
        (
            "Growth slowed in the first quarter of this year.",
            "the first quarter of this year",
            "2022-Q1",
            "2022-01/2022-03",
        ),
        (
            "Growth slowed in the fourth quarter of last year.",
            "the fourth quarter of last year",
            "2021-Q4",
            "2021-10/2021-12",
        ),
        (
            "Growth slowed in the third quarter of 2009.",
            "the third quarter of 2009",
            "2009-Q3",
            "2009-07/2009-09",
        ),
        ("Growth slowed in the fourth quarter.", "the fourth quarter", "2021-Q4", "2021-10/2021-12"),
        (
            "Growth slowed in this year's second quarter.",
            "this year's second quarter",
            "2022-Q2",
            "2022-04/2022-06",
        ),
        (
            "Growth slowed in the final quarter of 2009.",
            "the final quarter of 2009",
            "2009-Q4",
            "2009-10/2009-12",
        ),
        ("Growth slowed in Q3 2020.", "Q3 2020", "2020-Q3", "2020-07/2020-09"),
        ("Growth slowed in the first half of 2021.", "the first half of 2021", "2021-H1", "2021-01/2021-06"),
        (
            "Growth slows in the second half of this year.",
            "the second half of this year",
            "2022-H2",
            "2022-07/2022-12",
        ),
        ("Relations soured in the 1990s.", "the 1990s", "199", "1990/1999"),
        ("Relations soured in the early 2000s.", "the early 2000s", "200", "2000/2003"),
        ("Relations soured in the mid-2020s.", "the mid-2020s", "202", "2024/2026"),
        ("Relations soured in the late 1980s.", "the late 1980s", "198", "1987/1989"),
        ("Relations soured in the '60s.", "the '60s", "196", "1960/1969"),
        ("Relations soured in the nineties.", "the nineties", "199", "1990/1999"),
        ("It belongs to the 20th century.", "the 20th century", "19", "1900/1999"),
        ("It belongs to the late nineteenth century.", "the late nineteenth century", "18", "1800/1899"),
    ],
)
def test_quarters_halves_decades_and_centuries(text: str, phrase: str, value: str, when: str) -> None:
    """Parts of years and stretches of years keep TIMEX3's value and name their months or years."""
    assert read(text, phrase) == ("DATE", value, when)


@pytest.mark.parametrize(
    ("text", "phrase", "value"),
    [
        ("The wall fell 10 years ago.", "10 years ago", "2012"),
        ("The wall fell ten years ago.", "ten years ago", "2012"),
        ("The wall fell more than a decade ago.", "more than a decade ago", "2012"),
        ("The wall fell nearly two years ago.", "nearly two years ago", "2020"),
        ("The wall fell three months ago.", "three months ago", "2022-04"),
        ("The wall fell two weeks ago.", "two weeks ago", "2022-06-22"),
        ("The wall fell a week ago.", "a week ago", "2022-06-29"),
        ("The wall fell five days ago.", "five days ago", "2022-07-01"),
        ("The wall fell several years ago.", "several years ago", "PAST_REF"),
        ("The deal expires two years from now.", "two years from now", "2024"),
        ("The deal was struck in 2015. A year earlier, talks had failed.", "A year earlier", "2014"),
        ("The deal was struck in 2015. Three years later, it failed.", "Three years later", "2018"),
        ("He came on May 4, 2022 and left two days later.", "two days later", "2022-05-06"),
        ("He came on May 4, 2022. The day before, he had been in Rome.", "The day before", "2022-05-03"),
        ("He came on May 4, 2022 and left the next day.", "the next day", "2022-05-05"),
        ("He came on May 4, 2022 and left the following week.", "the following week", "2022-W19"),
        ("He came in May 2019 and left the following month.", "the following month", "2019-06"),
        ("He came in 2019 and left the following year.", "the following year", "2020"),
        ("He came in 2019, after a visit the previous year.", "the previous year", "2018"),
        ("He came in March 2019 and left later that year.", "later that year", "2019"),
        ("He came on March 3, 2019 and left that same day.", "that same day", "2019-03-03"),
        ("He came in March 2019 and left the same month.", "the same month", "2019-03"),
        ("Losses were lower than the year before.", "the year before", "2021"),
    ],
)
def test_distances(text: str, phrase: str, value: str) -> None:
    """Distances count from publication ("ago") or from the date that the text named last ("later")."""
    assert read(text, phrase)[:2] == ("DATE", value)


@pytest.mark.parametrize(
    ("text", "phrase", "value", "when"),
    [
        ("The talks lasted three days.", "three days", "P3D", None),
        ("The talks lasted nearly four hours.", "nearly four hours", "PT4H", None),
        ("The talks lasted 45 minutes.", "45 minutes", "PT45M", None),
        ("They signed a 10-year deal.", "10-year", "P10Y", None),
        ("They signed a twenty-five-year deal.", "twenty-five-year", "P25Y", None),
        ("They kept it for two and a half years.", "two and a half years", "P2.5Y", None),
        ("They kept it for a couple of weeks.", "a couple of weeks", "P2W", None),
        ("They kept it for several months.", "several months", "PXM", None),
        ("They kept it for decades.", "decades", "PXDE", None),
        ("They kept it for a hundred years.", "a hundred years", "P100Y", None),
        ("They kept it for a fortnight.", "a fortnight", "P2W", None),
        ("They kept it for six straight days.", "six straight days", "P6D", None),
        ("They have met for the past three days.", "the past three days", "P3D", "2022-07-04/2022-07-06"),
        ("They have met over the past two years.", "the past two years", "P2Y", "2020/2022"),
        ("Exports fell in the last six months.", "the last six months", "P6M", "2022-01/2022-07"),
        ("Exports will fall in the next two months.", "the next two months", "P2M", "2022-07/2022-09"),
        ("Fifty died over the past 24 hours.", "the past 24 hours", "PT24H", "2022-07-05/2022-07-06"),
        ("Fifty died over the past few days.", "the past few days", "PXD", None),
        ("Fifty died in recent weeks.", "recent weeks", "PXW", None),
        ("It was the worst in a decade.", "a decade", "P10Y", None),
        ("It was the worst over the past decade.", "the past decade", "P10Y", "2012/2022"),
    ],
)
def test_durations(text: str, phrase: str, value: str, when: str | None) -> None:
    """Durations carry a length; those that end or begin now also name their stretch of the calendar."""
    assert read(text, phrase) == ("DURATION", value, when)


@pytest.mark.parametrize(
    ("text", "phrase", "value"),
    [
        ("They meet every year.", "every year", "P1Y"),
        ("They meet every two years.", "every two years", "P2Y"),
        ("They meet each Thursday.", "each Thursday", "XXXX-WXX-4"),
        ("They meet every summer.", "every summer", "XXXX-SU"),
        ("They meet each July.", "each July", "XXXX-07"),
        ("They meet daily.", "daily", "P1D"),
        ("They hold annual talks.", "annual", "P1Y"),
        ("Two million barrels a day are shipped.", "a day", "P1D"),
        ("It ships 40 tonnes per month.", "per month", "P1M"),
        ("It is closed on Sundays.", "Sundays", "XXXX-WXX-7"),
    ],
)
def test_sets(text: str, phrase: str, value: str) -> None:
    """What recurs is a set, with its period as value."""
    assert read(text, phrase) == ("SET", value, None)


@pytest.mark.parametrize(
    ("text", "phrase", "value", "when"),
    [
        ("The call came at 8:30 a.m. on Monday.", "8:30 a.m. on Monday", "2022-07-04T08:30", "2022-07-04"),
        ("The call came at 9 p.m. yesterday.", "9 p.m. yesterday", "2022-07-05T21:00", "2022-07-05"),
        ("The call came at 16:00 UTC today.", "16:00 UTC today", "2022-07-06T16:00Z", "2022-07-06"),
        ("On July 1 the call came at 16:45.", "16:45", "2022-07-01T16:45", "2022-07-01"),
        ("The call came at noon Tuesday.", "noon Tuesday", "2022-07-05T12:00", "2022-07-05"),
        ("The call came on Friday afternoon.", "Friday afternoon", "2022-07-01TAF", "2022-07-01"),
        ("The call came this morning.", "this morning", "2022-07-06TMO", "2022-07-06"),
        ("The call came last night.", "last night", "2022-07-05TNI", "2022-07-05"),
        ("The call came yesterday evening.", "yesterday evening", "2022-07-05TEV", "2022-07-05"),
        ("The call comes tonight.", "tonight", "2022-07-06TNI", "2022-07-06"),
        (
            "On May 4, 2022 he landed; the next morning he left.",
            "the next morning",
            "2022-05-05TMO",
            "2022-05-05",
        ),
    ],
)
def test_times(text: str, phrase: str, value: str, when: str) -> None:
    """A time of day hangs on the day beside it, else on the day named last, else on that of publication."""
    assert read(text, phrase) == ("TIME", value, when)


@pytest.mark.parametrize(
    ("text", "phrase", "value"),
    [
        ("The two sides are now at odds.", "now", "PRESENT_REF"),
        ("It currently holds the presidency.", "currently", "PRESENT_REF"),
        ("Nowadays few object.", "Nowadays", "PRESENT_REF"),
        ("Ties have recently improved.", "recently", "PAST_REF"),
        ("It was usual in the past.", "the past", "PAST_REF"),
        ("He objected at the time.", "at the time", "PAST_REF"),
        ("They may meet in the near future.", "the near future", "FUTURE_REF"),
        ("They may meet in the future.", "the future", "FUTURE_REF"),
    ],
)
def test_references(text: str, phrase: str, value: str) -> None:
    """Words for the present, the past and the future name no stretch of the calendar."""
    assert read(text, phrase) == ("DATE", value, None)


@pytest.mark.parametrize(
    "text",
    [
        "The 60-year-old envoy resigned.",
        "She is 45 years old.",
        "Mr May may march to the capital.",
        "They sold 2000 tonnes of steel.",
        "It costs $1999.",
        "He came second in the vote.",
        "A second vessel followed.",
        "The Good Friday accord still holds.",
        "A quarter of the members abstained.",
        "He sat in room 2012.",
        "They scored 1.2 and 3.4 in the tests.",
        "The vote was 12-10 in favour.",
        "Children aged 6 months died.",
        "She was in her 30s.",
        "The resolution passed 14-0.",
        "It acted under section 1622(d) of the act.",
    ],
)
def test_what_is_no_date(text: str) -> None:
    """Ages, amounts, names and scores are no times."""
    assert dates_of(text) == ()


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("It was held from 2009 to 2011.", ["2009", "2011"]),
        ("It was held in 2009-2010.", ["2009", "2010"]),
        ("It was held in 1957-58.", ["1957", "1958"]),
        ("It was held on June 25 to 28.", ["2022-06-25", "2022-06-28"]),
        ("It was held on June 25-28.", ["2022-06-25", "2022-06-28"]),
        ("It was held on 25-28 June 2021.", ["2021-06-25", "2021-06-28"]),
        ("It was held between 3 and 5 May.", ["2022-05-03", "2022-05-05"]),
        ("It was held from January to March 2009.", ["2009-01", "2009-03"]),
        ("It was held between 2014 and 2016.", ["2014", "2016"]),
    ],
)
def test_ends_of_ranges(text: str, values: list[str]) -> None:
    """Each end of a range is an expression of its own and shares the month or year that the other names."""
    assert [each.value for each in dates_of(text)] == values


@pytest.mark.parametrize(
    ("text", "phrase", "value"),
    [
        ("They met on Thursday.", "Thursday", "XXXX-WXX-4"),
        ("They met in May.", "May", "XXXX-05"),
        ("They met on May 3.", "May 3", "XXXX-05-03"),
        ("They met last week.", "last week", None),
        ("They met in 2014. In June, they met again.", "June", "2014-06"),
    ],
)
def test_without_a_reference(text: str, phrase: str, value: str | None) -> None:
    """Where nothing says when the text was published, what is relative stays underspecified."""
    assert read(text, phrase, None)[1] == value


@pytest.mark.parametrize(
    "head",
    [
        "HANOI, July 6, 2022 - The envoy arrived on Monday.",
        "Envoy in Hanoi\n\nJuly 6, 2022\n\nThe envoy arrived on Monday.",
        "Envoy in Hanoi\n\nWednesday, 6 July 2022\n\nThe envoy arrived on Monday.",
        "2022-07-06\nThe envoy arrived on Monday.",
    ],
)
def test_datelines(head: str) -> None:
    """A full date at the head of the text stands in for a missing day of publication."""
    found = dates_of(head, None)
    assert [each.value for each in found] == ["2022-07-06", "2022-07-04"]


def test_a_date_within_a_sentence_is_no_dateline() -> None:
    """A full date inside the first sentence says nothing about publication."""
    assert dates_of("The treaty of July 6, 2022 was read out on Monday.", None)[-1].value == "XXXX-WXX-1"


def test_a_history_goes_on_from_the_year_last_named() -> None:
    """Where nearly all years lie far back, a month without a year belongs to the year last named."""
    text = (
        "War came in 1914 and 1915. In 1916 lines froze, in 1917 armies broke, in 1918 empires fell. "
        "Between 1919 and 1921 borders moved. Peace lasted from 1922. In March 1923, talks began. In May, they ended."
    )
    assert dates_of(text)[-1].value == "1923-05"


def test_expressions_stand_in_order_and_apart() -> None:
    """Expressions come in the order of the text, none overlaps another, each reproduces its words."""
    text = "On Monday, July 4, 2022, at 9 a.m., and again last week, the two-day talks of the early 2000s came up."
    found = dates_of(text)
    assert [each.span.start for each in found] == sorted(each.span.start for each in found)
    assert all(a.span.end <= b.span.start for a, b in itertools.pairwise(found))
    assert all(text[each.span.start : each.span.end] == each.span.text for each in found)
