"""Articles that tell of one event are found by the words and names that they share."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bilateral.model import Article
from bilateral.reconcile.linking import cluster, merge_by_average
from bilateral.reconcile.stems import stem
from bilateral.reconcile.stories import stories

TEXTS = {
    "ferry-1": "A ferry with 80 people on board capsized off Tarvik on Sunday. Coast guard boats searched the Orsund strait.",
    "ferry-2": "Rescuers searched the Orsund strait for passengers of a ferry that capsized near Tarvik, the coast guard said.",
    "ferry-3": "Divers reached the capsized ferry off Tarvik. The coast guard had searched the Orsund strait all night.",
    "bank-1": "The central bank of Lurania raised its interest rate to 9 percent, Governor Ilse Marn told reporters in Port Vey.",
    "bank-2": "Lurania's Governor Ilse Marn defended the higher interest rate of the central bank before deputies in Port Vey.",
    "bank-3": "Shares in Port Vey fell after the central bank of Lurania under Ilse Marn raised its interest rate to 9 percent.",
    "other": "A museum in the hills shows paintings of flowers by unknown painters until the end of autumn.",
}


def article(name, published=None):
    """Return one of the texts as an article, its name as address."""
    return Article(name, TEXTS[name], published=published)


def test_articles_of_one_event_stand_together():
    """Two events and one article that tells of neither."""
    assert stories(map(article, TEXTS)) == [
        ["bank-1", "bank-2", "bank-3"],
        ["ferry-1", "ferry-2", "ferry-3"],
        ["other"],
    ]


def test_the_same_words_a_year_later_are_another_event():
    """Reports of one event appear within two weeks."""
    days = {"ferry-2": dt.date(2023, 5, 1)}
    found = stories(article(name, days.get(name, dt.date(2022, 5, 1))) for name in TEXTS)
    assert ["ferry-1", "ferry-3"] in found
    assert ["ferry-2"] in found


@settings(deadline=None)
@given(st.permutations(sorted(TEXTS)))
def test_the_order_of_articles_counts_for_nothing(names):
    """Any order gives the same stories."""
    assert stories(map(article, names)) == stories(map(article, TEXTS))


def test_no_articles_make_no_story():
    """An empty input is no error."""
    assert stories([]) == []


def test_one_wrong_link_does_not_chain_two_groups():
    """By average linkage the single link between two tight groups is outweighed by the pairs that differ."""
    tight = {(0, 1): 1.0, (0, 2): 1.0, (1, 2): 1.0, (3, 4): 1.0, (2, 3): 0.9}
    apart = {(i, j): -0.5 for i in (0, 1, 2) for j in (3, 4) if (i, j) != (2, 3)}
    assert merge_by_average(5, tight | apart) == [[0, 1, 2], [3, 4]]


@given(
    st.dictionaries(
        st.tuples(st.integers(0, 6), st.integers(0, 6)).filter(lambda p: p[0] < p[1]), st.floats(-1, 1)
    )
)
def test_grouping_keeps_every_item_once(scores):
    """Whatever the scores, the groups are a partition."""
    groups = merge_by_average(7, scores)
    assert sorted(i for group in groups for i in group) == list(range(7))


def test_each_member_keeps_the_reasons_of_its_strongest_link():
    """What joined an item is told; one that stands alone has no reasons."""
    found = list(
        cluster([1, 2, 9], [(0, 1), (0, 2), (1, 2)], lambda a, b: (3 - abs(a - b), (f"{abs(a - b)} apart",)))
    )
    assert [(group.members, group.reasons) for group in found] == [
        ((1, 2), (("1 apart",), ("1 apart",))),
        ((9,), ((),)),
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("attacked", "attacks"), ("meetings", "met"), ("signed", "signing"), ("withdrawal", "withdrew"), ("killed", "killing"),
        ("Vietnam's", "vietnam"), ("invasion", "invaded"), ("murdered", "murder"), ("struck", "strikes"), ("lost", "lose"),
        ("denied", "denial"), ("agreements", "agree"), ("visiting", "visited"), ("dying", "death"),
    ],
)  # fmt: skip
def test_forms_of_one_word_have_one_stem(one, other):
    """Verb and noun of one act, regular or not, are compared as one word."""
    assert stem(one) == stem(other)


@pytest.mark.parametrize(
    ("one", "other"), [("sign", "sing"), ("meet", "mete"), ("port", "part"), ("press", "pre")]
)
def test_other_words_keep_other_stems(one, other):
    """Short words that look alike stay apart."""
    assert stem(one) != stem(other)
