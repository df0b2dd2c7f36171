"""Finding words that a model copied: the article's own characters, or nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilateral.model import Article
from bilateral.read.llm.align import GAP, Passage
from bilateral.read.llm.pieces import pieces

TEXT = (
    "Vietnam’s prime minister said: “We will not\nchoose sides” — and left for Moscow\u00a0on Monday… "
    "Russia and Iran signed a pact. Iranian media reported it. Trade, worth $5.54 billion, grew by 14 per cent in the year, officials in Hanoi said."
)
CASES = [
    ("Vietnam’s prime minister said", "Vietnam’s prime minister said"),
    ("Vietnam's prime minister said", "Vietnam’s prime minister said"),
    ('said: "We will not choose sides" - and left', "said: “We will not\nchoose sides” — and left"),
    ("“We will not choose sides”", "“We will not\nchoose sides”"),
    ("left for Moscow on Monday...", "left for Moscow\u00a0on Monday…"),
    ("  Russia and  Iran signed a pact ", "Russia and Iran signed a pact"),
    ("Iranian media reported it", "Iranian media reported it"),
    ("Rus\u00adsia and Iran", "Russia and Iran"),
    ("We will not choose sides.", "We will not\nchoose sides"),
    (
        "Trade, worth $5.54 billion ... officials in Hanoi said.",
        "Trade, worth $5.54 billion, grew by 14 per cent in the year, officials in Hanoi said",
    ),
    ("Iran", "Iran"),
]
ABSENT = [
    "Russia and Iran sign a pact",
    "russia and Iran signed a pact",
    "Vietnams prime minister said",
    "ssia and Iran signed",
    "worth $5.45 billion",
    "Trade ... said",
    "officials in Hanoi said ... Trade, worth $5.54",
    "Trade, worth $5.54 billion ... officials in Paris said",
    "",
    "   ",
    "\ud800",
    "x" * 100_000,
]


@pytest.mark.parametrize(("words", "own"), CASES)
def test_small_changes_of_a_copy_are_forgiven(words, own):
    """Quotation marks, white space, dashes, ellipses and ends may differ; the span has the article's characters."""
    span = Passage(Article("a", TEXT)).find(words)
    assert span is not None
    assert span.text == own == TEXT[span.start : span.end]


@pytest.mark.parametrize("words", ABSENT)
def test_changed_words_are_not_found(words):
    """No letter, digit or case is forgiven, no word is cut, and parts stand in their order."""
    assert Passage(Article("a", TEXT)).find(words) is None


def test_what_was_left_out_is_short():
    """Parts joined by an ellipsis that stand far apart are no quotation."""
    for gap, found in ((GAP - 2, True), (GAP + 2, False)):
        text = f"The minister spoke{' x' * (gap // 2)} about the border."
        span = Passage(Article("a", text)).find("The minister spoke ... about the border")
        assert (span is not None) is found


def test_words_are_looked_for_in_the_piece_alone():
    """What stands before or behind a piece is not found from it; the places are those of the article."""
    article = Article("a", "Moscow said no. Hanoi said yes. Moscow said no.")
    passage = Passage(article, 16, 31)
    assert passage.find("Hanoi said yes.") == article.cut(16, 31)
    assert passage.find("Moscow said no.") is None


def test_a_text_of_one_letter_takes_no_quadratic_time():
    """Neither a long text nor a long quotation of the same letter keeps the reader busy."""
    passage = Passage(Article("a", "a" * 200_000))
    assert all(passage.find("a" * 4_999) is None for _ in range(50))


@given(st.text(min_size=1, max_size=200), st.data())
def test_what_is_found_always_stands_there(text, data):
    """For any text and any words, the span reproduces itself; a whole copy without its ends' white space is found."""
    article = Article("a", text)
    words = data.draw(st.one_of(st.text(max_size=50), st.sampled_from([text, text[: len(text) // 2]])))
    span = Passage(article).find(words)
    assert span is None or article.reproduces(span)
    if text.strip():
        assert Passage(article).find(text) is not None


@given(st.text(alphabet="ab. \n", max_size=300), st.integers(2, 40))
def test_pieces_cover_a_text(text, longest):
    """The pieces of a text, put together, are the text, and none is too long or empty."""
    ranges = list(pieces(text, longest))
    assert "".join(text[start:end] for start, end in ranges) == text
    assert all(0 < end - start <= longest for start, end in ranges)


def test_pieces_end_with_paragraphs():
    """A paragraph is cut only where it is longer than a piece, and then behind a sentence."""
    text = "One two. Three four.\n\nFive six. Seven eight.\nNine."
    assert [text[a:b] for a, b in pieces(text, 30)] == [
        "One two. Three four.\n\n",
        "Five six. Seven eight.\nNine.",
    ]
    assert [text[a:b] for a, b in pieces("One two. Three four.", 15)] == ["One two. ", "Three four."]
