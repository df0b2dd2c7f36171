"""Families: found whatever the order, one at a time as well as all at once, and never by mere chains."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bilateral.collect import address
from bilateral.collect.dates import parse_date
from bilateral.model import Article
from bilateral.trace import (
    FamilyEdge,
    Relation,
    SketchIndex,
    Tracer,
    Tracing,
    families_of,
    family_rows,
    trace,
)
from bilateral.trace.families import Standing, families
from bilateral.trace.sketch import sketch, words_of

SYLLABLES = ["ba", "ce", "di", "fo", "gu", "ha", "le", "mi", "no", "pu", "ra", "se", "ti", "vo", "zu"]


def prose(seed: int, words: int = 120) -> str:
    """Return made-up prose that shares no run of words with that of another seed."""
    chance = random.Random(seed)
    return " ".join("".join(chance.choices(SYLLABLES, k=3)) for _ in range(words)).capitalize() + "."


def article(name: str, text: str, outlet: str = "", day: str = "") -> Article:
    """Return an article of the text."""
    return Article(address(text), text, name=name, published=parse_date(day), outlet=outlet)


def collection() -> list[Article]:
    """Return a wire story with three copies, a story of its own, and one text under two names."""
    story, other = prose(1), prose(2)
    return [
        article("wire", story, "Reuters", "2024-05-02"),
        article("morning", "NOWHERE (Reuters) - " + story, "Morning Post", "2024-05-01"),
        article("evening", story + " " + prose(3, 20), "Evening Post", "2024-05-02"),
        article("short", " ".join(story.split()[:70]), "Short News", "2024-05-03"),
        article("own", other, "Own Paper", "2024-05-02"),
        article("own again", other, "Own Paper", "2024-05-02"),
    ]


def family_names(articles: list[Article]) -> dict[str, str]:
    """Return for each article's name that of its family's origin."""
    return {row["id"]: row["family"] for row in family_rows(articles, trace(articles))}


def test_copies_are_one_family_under_the_agency() -> None:
    """All that carries the wire's text is one family; the agency is its origin although a copy came earlier."""
    names = family_names(collection())
    assert {name for name, family in names.items() if family == "wire"} == {
        "wire",
        "morning",
        "evening",
        "short",
    }
    assert names["own"] == names["own again"] == "own"


def test_rows_tell_whose_text_it_is_and_how_much() -> None:
    """Each article has its row, with its relation, its share and the passages that align."""
    articles = collection()
    rows = {row["id"]: row for row in family_rows(articles, trace(articles))}
    relations = {name: (row["relation"], row["of"]) for name, row in rows.items()}
    assert relations == {
        "wire": ("origin", None),
        "morning": ("near", "wire"),
        "evening": ("near", "wire"),
        "short": ("near", "wire"),
        "own": ("origin", None),
        "own again": ("exact", "own"),
    }
    assert rows["short"]["share"] == 1.0
    passage = rows["short"]["passages"][0]
    assert (
        articles[3].text[passage["start"] : passage["end"]]
        == articles[0].text[passage["of_start"] : passage["of_end"]]
    )


def test_text_from_outside_the_family_has_a_row_of_its_own() -> None:
    """An article that shares prose with another family says so beside its own place."""
    mixed = article("mixed", prose(1, 60) + " " + prose(4), "Mixed Media", "2024-05-04")
    articles = [*collection(), mixed]
    rows = [row for row in family_rows(articles, trace(articles)) if row["id"] == "mixed"]
    assert [(row["family"], row["relation"]) for row in rows[:2]] == [
        ("mixed", "origin"),
        ("mixed", "partial"),
    ]
    assert {row["of"] for row in rows[1:]} <= {"wire", "morning", "evening", "short"}


def test_a_credit_names_the_agency_even_where_its_story_is_absent() -> None:
    """An article that credits an agency carries its name."""
    articles = collection()[1:2]
    assert [membership.agency for membership in trace(articles).memberships] == ["Reuters"]


@given(st.permutations(collection()))
@settings(max_examples=25, deadline=None)
def test_the_order_of_arrival_changes_nothing(articles: list[Article]) -> None:
    """Any order gives the same edges and families."""
    assert trace(articles) == trace(collection())


@given(st.permutations(collection()[:5]))
@settings(max_examples=25, deadline=None)
def test_one_at_a_time_is_as_good_as_all_at_once(articles: list[Article]) -> None:
    """A tracer that meets the articles one by one, each time through stored rows, finds the same edges."""
    known = {item.address: item for item in articles}
    edges: list[FamilyEdge] = []
    rows: list[tuple[str, int, bool]] = []
    for item in articles:
        tracer = Tracer(known.__getitem__, SketchIndex(rows))
        edges += tracer.add(item)
        rows = list(tracer.index.rows())
    whole = trace(articles)
    assert sorted(edges, key=lambda edge: (edge.article, edge.of)) == list(whole.edges)
    assert families_of(articles, edges) == list(whole.memberships)


def test_adding_an_article_again_changes_nothing() -> None:
    """The index knows what it holds."""
    first = collection()[0]
    tracer = Tracer({first.address: first}.__getitem__)
    tracer.add(first)
    before = sorted(tracer.index.rows())
    assert tracer.add(first) == []
    assert (sorted(tracer.index.rows()), len(tracer.index)) == (before, 1)


def near(article: str, of: str) -> FamilyEdge:
    """Return an edge between near copies."""
    return FamilyEdge(article, of, Relation.NEAR, 0.9, 0.9, ())


@pytest.mark.parametrize(
    ("edges", "expected"),
    [
        ([near("b", "a"), near("c", "a")], {"a": "a", "b": "a", "c": "a", "d": "d"}),
        ([near("b", "a"), near("c", "b")], {"a": "a", "b": "a", "c": "a", "d": "d"}),
        ([near("b", "a"), near("c", "b"), near("d", "c")], {"a": "a", "b": "a", "c": "a", "d": "d"}),
        ([FamilyEdge("b", "a", Relation.PARTIAL, 0.4, 0.4, ())], {"a": "a", "b": "b", "c": "c", "d": "d"}),
        (
            [FamilyEdge("b", "a", Relation.EXCERPT, 0.7, 0.1, ())],
            {"a": "a", "b": "b", "c": "c", "d": "d"},
        ),
    ],
    ids=["star", "half the members", "a chain breaks", "partial", "open excerpt"],
)
def test_who_belongs_together(edges: list[FamilyEdge], expected: dict[str, str]) -> None:
    """A member is a copy of the origin or of half the family; a chain of resemblances makes no family."""
    found = families({key: Standing((False, False, False, "", key)) for key in "abcd"}, edges)
    assert {membership.article: membership.family for membership in found} == expected


@pytest.mark.parametrize("words", [0, 4, 5, 60, 200, 400, 700])
def test_a_longer_article_keeps_no_run_of_words_that_a_shorter_one_drops(words: int) -> None:
    """What a long article keeps of a passage, the shorter article that is that passage keeps too."""
    passage, rest = prose(5, words), prose(6, 900)
    short, long = sketch(words_of(passage)), sketch(words_of(f"{passage} “{prose(7, 5)}” {rest}"))
    assert long.narration <= short.narration | sketch(words_of(rest)).narration
    assert short.narration or words < 60
    assert not short.quotation


def test_nothing_gives_nothing() -> None:
    """No articles, no families."""
    assert trace([]) == Tracing((), ())
