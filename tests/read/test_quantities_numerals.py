"""Numbers as written come back as the values they stand for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilateral.read.quantities.numerals import numerals

UNITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
TEENS = (
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
)
TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")


def values(text):
    """Return the values of the numerals of a text."""
    return [numeral.value for numeral in numerals(text)]


def in_words(number):
    """Return an English number in words; written apart from the product's own grammar."""
    for size, name in ((10**9, "billion"), (10**6, "million"), (10**3, "thousand")):
        if number >= size:
            rest = number % size
            return f"{in_words(number // size)} {name}" + (f" {in_words(rest)}" if rest else "")
    if number >= 100:
        rest = number % 100
        return f"{UNITS[number // 100]} hundred" + (f" and {in_words(rest)}" if rest else "")
    if number >= 20:
        return TENS[number // 10] + (f"-{UNITS[number % 10]}" if number % 10 else "")
    return TEENS[number - 10] if number >= 10 else UNITS[number]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("7", 7),
        ("0", 0),
        ("12,400", 12400),
        ("1,234,567", 1234567),
        ("12,400.5", 12400.5),
        ("3.25", 3.25),
        (".5", 0.5),
        ("10 000", 10000),
        ("2\u00a0500\u00a0000", 2500000),
        ("2,1 billion", 2.1e9),
        ("5.54 billion", 5.54e9),
        ("9.8 mln", 9.8e6),
        ("4bn", 4e9),
        ("$15m", 15e6),
        ("£7.1bn", 7.1e9),
        ("$2T", 2e12),
        ("25k", 25000),
        ("4m rounds", 4e6),
        ("3 trillion", 3e12),
        ("4 hundred", 400),
        ("2 crore", 2e7),
        ("½", 0.5),
        ("2½", 2.5),
        ("2 1/2", 2.5),
        ("3/4", 0.75),
        ("seven", 7),
        ("seventeen", 17),
        ("twenty-one", 21),
        ("twenty one", 21),
        ("a hundred", 100),
        ("one hundred and five", 105),
        ("six hundred forty-two", 642),
        ("twenty-eight thousand six hundred forty-two", 28642),
        ("three hundred thousand", 300000),
        ("a million", 1e6),
        ("two million three hundred thousand", 2.3e6),
        ("one and a half million", 1.5e6),
        ("five and a half", 5.5),
        ("half a million", 5e5),
        ("half a dozen", 6),
        ("a quarter of a million", 250000),
        ("a dozen", 12),
        ("two dozen", 24),
        ("half", 0.5),
        ("two-thirds", 2 / 3),
        ("three quarters", 0.75),
        ("one fifth", 0.2),
        ("a tenth", 0.1),
        ("dozens", 12),
        ("hundreds", 100),
        ("tens of thousands", 10000),
        ("hundreds of millions", 1e8),
        ("several hundred", 100),
    ],
)
def test_a_written_number_has_its_value(written, value):
    """Digits, words, fractions, scales and open numbers are worth what they say."""
    assert values(written) == [pytest.approx(value)]


@pytest.mark.parametrize("written", ["third", "the second", "5m from", "fifth column"])
def test_ordinals_and_lengths_take_no_scale(written):
    """An ordinal is no number, and metres are no millions."""
    assert values(written) in ([], [5])


@given(st.integers(min_value=0, max_value=999_999_999_999))
def test_a_number_in_words_comes_back(number):
    """Any whole number below a trillion, put in words, is read as itself."""
    assert values(in_words(number)) == [number]


@given(st.integers(min_value=0, max_value=10**12))
def test_a_number_with_thousands_separators_comes_back(number):
    """Any whole number with commas is read as itself."""
    assert values(f"{number:,}") == [number]


@given(
    st.decimals(min_value="0.1", max_value="999.9", places=1),
    st.sampled_from(
        [("million", 1e6), ("billion", 1e9), ("trillion", 1e12), ("thousand", 1e3), ("bn", 1e9), ("mln", 1e6)]
    ),
)
def test_a_scaled_decimal_comes_back(number, scale):
    """A decimal with a scale word is multiplied by it."""
    name, factor = scale
    assert values(f"{number} {name}") == [pytest.approx(float(number) * factor)]
