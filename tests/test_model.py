"""Evidence: what does not reproduce its words cannot be constructed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilateral.batches import articles_to_batch, batch_to_articles, mention_rows
from bilateral.exceptions import EvidenceError
from bilateral.model import Article, Event, EventType, Figure, Kind, Reading, Span, SpeechKind, Statement
from bilateral.plain import from_plain, place_spans, to_plain

TEXT = "Russia’s minister met 𝕏 in Hanoi; “we agree”, he said. Trade: $5.54 billion."
ARTICLE = Article(address="a" * 64, text=TEXT, name="one")


def event(start=0, end=20, **fields):
    """Return an event of the article."""
    return Event(
        article=ARTICLE,
        evidence=ARTICLE.cut(start, end),
        type=EventType.CONSULT,
        actors=("RUS",),
        recipients=("VNM",),
        **fields,
    )


@pytest.mark.parametrize(
    ("start", "end", "text"),
    [(0, 0, ""), (-1, 3, "Rus1"), (5, 3, "ab"), (0, 6, "Russi"), (0, 3, "Russia")],
    ids=["empty", "negative", "backwards", "short", "long"],
)
def test_a_span_must_hold_its_words(start, end, text):
    """A span whose range is empty, negative or of another length than its words is refused."""
    with pytest.raises(EvidenceError):
        Span(start, end, text)


def test_a_mention_must_quote_its_article():
    """A mention whose evidence does not stand in the article is refused, and the message shows the words."""
    with pytest.raises(EvidenceError, match="China"):
        Event(article=ARTICLE, evidence=Span(0, 5, "China"), type=EventType.CONSULT, actors=("CHN",))


def test_every_span_of_a_mention_is_proved():
    """Not the evidence alone: cue, content and further places are proved too."""
    with pytest.raises(EvidenceError):
        event(also=(Span(0, 4, "Viet"),))
    with pytest.raises(EvidenceError):
        Statement(
            article=ARTICLE, evidence=ARTICLE.cut(0, 6), content=(Span(0, 2, "zz"),), kind=SpeechKind.DIRECT
        )


@given(st.text(min_size=1), st.data())
def test_a_cut_span_reproduces_its_words(text, data):
    """For any text, astral and combining characters included, a span cut from it is proved by it."""
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    assert Article(address="x", text=text).reproduces(Span.cut(text, start, end))


MENTIONS = [
    event(mode="visit", when="2022-07-06", also=(ARTICLE.cut(25, 30),), said_by="he"),
    Statement(
        article=ARTICLE, evidence=ARTICLE.cut(35, 53), content=(ARTICLE.cut(35, 43),), kind=SpeechKind.DIRECT, speaker="he", about=("VNM",)
    ),
    Figure(
        article=ARTICLE, evidence=ARTICLE.cut(55, 75), number=ARTICLE.cut(62, 75), measure="trade", value=5.54e9, unit="USD", about=("RUS", "VNM")
    ),
    Figure(article=ARTICLE, evidence=ARTICLE.cut(55, 75), number=ARTICLE.cut(62, 75), measure="trade", value=(1.0, 2.5)),
]  # fmt: skip


@pytest.mark.parametrize("mention", MENTIONS, ids=["event", "statement", "figure", "range"])
def test_a_mention_survives_its_plain_form(mention):
    """To plain values and back gives the same mention."""
    kind = {Event: Kind.EVENT, Statement: Kind.STATEMENT, Figure: Kind.FIGURE}[type(mention)]
    assert from_plain(kind, ARTICLE, to_plain(mention)) == mention


def test_a_whole_number_is_written_without_a_decimal_point():
    """Values are written as people write them: 5540000000, and 0.4 stays 0.4."""
    assert to_plain(MENTIONS[2])["value"] == 5540000000
    assert isinstance(to_plain(MENTIONS[2])["value"], int)
    assert to_plain(0.4) == 0.4


def test_spans_can_be_moved_to_another_count():
    """The read command moves spans to the text as it was given, wherever they stand in the object."""
    text = '{"evidence":{"start":1,"end":3,"text":"bc"},"also":[{"start":4,"end":5,"text":"e"}],"n":1}'
    moved = place_spans(
        text, lambda span: {"start": span.start + 10, "end": span.end + 10, "text": span.text}
    )
    assert moved == {
        "evidence": {"start": 11, "end": 13, "text": "bc"},
        "also": [{"start": 14, "end": 15, "text": "e"}],
        "n": 1,
    }


def test_mentions_at_one_place_have_different_ids():
    """Two events with the same evidence are two rows."""
    rows = list(mention_rows(Reading(ARTICLE, events=(event(), event(mode="visit")))))
    assert len({row["id"] for row in rows}) == 2


def test_articles_survive_a_batch():
    """Arrow keeps an article as it is, its metadata included."""
    article = Article(
        address="b", text="t", name="n", url="https://x.example/", metadata={"tags": ["a"], "n": 1}
    )
    assert list(batch_to_articles(articles_to_batch([article]))) == [article]
