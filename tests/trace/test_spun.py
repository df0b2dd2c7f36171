"""A text reworded by a machine is known by its phrases, with the reasons shown."""

import gzip
import json
from pathlib import Path

import pytest

from bilateral.collect import address
from bilateral.model import Article
from bilateral.trace import family_rows, spun_marks, trace

# Written for these tests in the manner of synonym spinners; no such text with its original could be had.
SPUN = (
    "The 2 nations agreed on Friday to share pure fuel from the brand new subject, the Protection Division stated. "
    "“This 12 months we stand on the identical facet,” the minister advised reporters, looking for to calm fears "
    "that the struggle in Ukraine might unfold past its borders."
)
PLAIN = (
    "The two nations agreed on Friday to share natural gas from the new field, the Defense Department said. "
    "“This year we stand on the same side,” the minister told reporters, seeking to calm fears "
    "that the war in Ukraine might spread beyond its borders."
)


def test_each_mark_shows_the_words_and_what_they_stand_for() -> None:
    """Marks quote the text, and the reasons read as pairs."""
    marks = spun_marks(SPUN)
    assert all(SPUN[mark.start : mark.end] == mark.phrase for mark in marks)
    assert ("pure fuel", "natural gas") in {(mark.phrase, mark.stands_for) for mark in marks}


@pytest.mark.parametrize(
    "text",
    [
        PLAIN,
        "",
        "Pure fuel cells, pure fuel tanks and pure fuel lines.",
        "A state go to is no state visit. The struggle in Ukraine goes on.",
        "the protection division, the home of commons and the chilly conflict",
    ],
    ids=["plain", "empty", "one phrase often", "two phrases", "names without capitals"],
)
def test_a_few_odd_words_mark_nothing(text: str) -> None:
    """One odd phrase, however often, or two may happen to anybody."""
    assert spun_marks(text) == ()


def test_a_reworded_text_is_marked_though_its_source_is_absent() -> None:
    """Its row says reworded, of nothing known, and gives the reasons."""
    article = Article(address(SPUN), SPUN, name="spun")
    (row,) = family_rows([article], trace([article]))
    assert (row["relation"], row["of"]) == ("reworded", None)
    assert {mark["stands_for"] for mark in row["marks"]} >= {"natural gas", "this year", "war in Ukraine"}


def test_a_reworded_text_is_no_source() -> None:
    """Beside the text it was made from it is the copy, though that is not dated."""
    articles = [Article(address(text), text, name=name) for name, text in (("spun", SPUN), ("plain", PLAIN))]
    assert trace(articles).memberships[0].article == address(PLAIN)


@pytest.mark.slow
def test_real_articles_raise_no_alarm(shared: Path) -> None:
    """At most one real article in five thousand is marked."""
    with gzip.open(shared / "articles" / "general.jsonl.gz", "rt") as lines:
        texts = [json.loads(line)["text"] for line in lines]
    assert sum(bool(spun_marks(text)) for text in texts) * 5_000 <= len(texts)
