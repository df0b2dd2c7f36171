"""Codes of actors as users give and read them."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilateral.exceptions import ActorError
from bilateral.read.actors import actor_name, home_state, resolve_actor
from bilateral.read.actors.lexicon import load_lexicon


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("Vietnam", "VNM"),
        ("vietnam", "VNM"),
        ("Vietnamese", "VNM"),
        ("VNM", "VNM"),
        ("vnm", "VNM"),
        ("the United States", "USA"),
        ("U.S.", "USA"),
        ("us", "USA"),
        ("NATO", "NATO"),
        ("nato", "NATO"),
        ("Kremlin", "RUS"),
        ("Türkiye", "TUR"),
        ("RUS:COM", "RUS:COM"),
        ("Hezbollah", "LBN:ARM"),
        ("South Korea", "KOR"),
        ("Czechoslovakia", "CSK"),
    ],
)
def test_names_demonyms_codes_and_acronyms_resolve(words, code):
    """Whatever a user may call an actor resolves to its code."""
    assert resolve_actor(words) == code


def test_an_unknown_name_is_refused_with_what_comes_near():
    """A misspelt name raises an error that suggests the right one."""
    with pytest.raises(ActorError, match="Vietnam"):
        resolve_actor("Vietnm")


@pytest.mark.parametrize("words", ["", "  ", "!!", "qqqqqq"])
def test_words_that_are_no_name_are_refused(words):
    """Nothing is made of empty or meaningless words."""
    with pytest.raises(ActorError):
        resolve_actor(words)


@pytest.mark.parametrize(
    ("code", "name"),
    [("VNM", "Vietnam"), ("EU", "European Union"), ("RUS:COM", "Russia (company)"), ("XYZ", "XYZ")],
)
def test_codes_have_names_to_show(code, name):
    """A code is shown by its actor's name, with the kind where it is no state."""
    assert actor_name(code) == name


def test_the_home_of_a_group_is_its_state():
    """The home state of a code is what stands before the colon."""
    assert (home_state("RUS:COM"), home_state("VNM"), home_state("NATO")) == ("RUS", "VNM", "NATO")


@given(st.sampled_from(sorted(load_lexicon().display)))
def test_every_code_resolves_to_itself(code):
    """Every code of the lexicon is understood when given back."""
    assert resolve_actor(code) == code


@given(st.text(max_size=30))
def test_any_words_resolve_or_are_refused(words):
    """Whatever is given, the answer is a code or the one error meant for it."""
    with contextlib.suppress(ActorError):
        assert resolve_actor(words)
