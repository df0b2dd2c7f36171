"""Dates: what holds for every date, every count and every place in a sentence."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bilateral.model import Article
from bilateral.read.dates import find_dates
from bilateral.read.dates.timex import bounds, shift, unit_of, value_of, when_of
from bilateral.read.findings import Findings
from bilateral.read.pipeline import load_pipeline

MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
NUMBERS = ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
PUBLISHED = dt.date(2022, 7, 6)

days = st.dates(dt.date(1800, 1, 1), dt.date(2030, 12, 31))
places = st.sampled_from(
    [
        "{} was when the envoys signed the accord in Geneva.",
        "The envoys signed the accord in Geneva, {}.",
        "The envoys, who signed the accord ({}), left Geneva.",
        'An aide said: "The accord dates from {}."',
        "Geneva saw the accord signed – {} – by both envoys.",
    ]
)


def value_of_phrase(phrase: str, place: str) -> str | None:
    """Return the value of the first expression that begins where the phrase stands in the sentence."""
    text = place.format(phrase)
    findings = Findings(Article(address="test", text=text, published=PUBLISHED), load_pipeline()(text))
    start = text.index(phrase)
    return next(
        (each.value for each in find_dates(findings) if each.span.start <= start < each.span.end), None
    )


@settings(deadline=None)  # parsing takes its time on a busy machine
@given(
    days,
    st.sampled_from(
        ["{month} {day}, {year}", "{day} {month} {year}", "{weekday}, {month} {day}, {year}", "{iso}"]
    ),
    places,
)
def test_every_full_date_comes_back(day: dt.date, form: str, place: str) -> None:
    """A full date comes back whatever its form and wherever it stands."""
    phrase = form.format(
        month=MONTHS[day.month - 1],
        day=day.day,
        year=day.year,
        weekday=WEEKDAYS[day.weekday()],
        iso=day.isoformat(),
    )
    assert value_of_phrase(phrase, place) == day.isoformat()


@settings(deadline=None)  # parsing takes its time on a busy machine
@given(
    days, st.sampled_from(["{} {}", "early {} {}", "late {}, {}", "mid-{} {}", "the end of {} {}"]), places
)
def test_every_month_comes_back(day: dt.date, form: str, place: str) -> None:
    """A month with its year comes back, whatever part of it is named."""
    assert value_of_phrase(form.format(MONTHS[day.month - 1], day.year), place) == value_of(day, "M")


@settings(deadline=None)  # parsing takes its time on a busy machine
@given(
    st.sampled_from(list(enumerate(NUMBERS, start=2))),
    st.sampled_from(["day", "week", "month", "year"]),
    st.booleans(),
    places,
)
def test_every_distance_comes_back(number: tuple[int, str], unit: str, written: bool, place: str) -> None:
    """So many days, weeks, months or years ago lead to the same date in digits and in words."""
    count, word = number
    moved = shift(PUBLISHED, -count, unit[0].upper())
    expected = value_of(moved, {"day": "D", "week": "D", "month": "M", "year": "Y"}[unit])
    assert value_of_phrase(f"{word if written else count} {unit}s ago", place) == expected


@settings(deadline=None)  # parsing takes its time on a busy machine
@given(st.integers(2, 400), st.sampled_from(["minute", "hour", "day", "week", "month", "year"]), places)
def test_every_duration_comes_back(count: int, unit: str, place: str) -> None:
    """A counted duration comes back with its count and unit."""
    symbol = {"minute": "PT{}M", "hour": "PT{}H"}.get(unit, "P{}" + unit[0].upper())
    assert value_of_phrase(f"{count}-{unit}", place) == symbol.format(count)


@given(days, st.sampled_from(["D", "W", "WE", "M", "Q", "H", "Y", "DE", "CE"]))
def test_a_value_keeps_its_unit_and_holds_its_day(day: dt.date, unit: str) -> None:
    """The value of the stretch around a day names its unit back and, but for weekends, holds the day."""
    value = value_of(day, unit)
    stretch = bounds(value)
    assert unit_of(value) == unit
    assert stretch is not None
    assert unit == "WE" or stretch[0] <= day <= stretch[1]


@given(days, st.sampled_from(["D", "W", "WE", "M", "Q", "H", "Y", "DE", "CE"]))
def test_when_names_the_same_stretch(day: dt.date, unit: str) -> None:
    """The project's form of a value begins and ends with the value's first and last day."""
    value = value_of(day, unit)
    first, _, last = (when_of(value) or "").partition("/")
    outer = bounds(value)
    assert outer is not None
    assert (bounds(first) or outer)[0] == outer[0]
    assert (bounds(last or first) or outer)[1] == outer[1]


@given(days, st.integers(-600, 600), st.sampled_from(["D", "W", "M", "Q", "Y"]))
def test_a_shift_keeps_the_order_of_days(day: dt.date, count: int, unit: str) -> None:
    """Moving by a positive count never leads back, by a negative one never ahead."""
    moved = shift(day, count, unit)
    assert (moved > day) == (count > 0)
    assert (moved < day) == (count < 0)


@pytest.mark.parametrize(
    "value", ["2022-13", "2022-W54", "2022-02-30", "P3D", "PAST_REF", "", None, "XXXX-05", "0000"]
)
def test_what_names_no_stretch_has_no_bounds(value: str | None) -> None:
    """Impossible dates, durations, references and unknown parts have no bounds and no when."""
    assert bounds(value) is None
    assert when_of(value) is None
