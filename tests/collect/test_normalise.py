"""Normalisation keeps every character and knows the way back."""

import sys
import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bilateral.collect.normalise import address, composes_backwards, normalise

# Characters that compose, decompose, reorder or end lines, mixed with plain ones.
TRICKY = [
    *"ab é\r\n",
    "\r\n",
    "\u0301",  # combining acute
    "\u0323",  # combining dot below: sorts before the acute
    "\u0344",  # decomposes to two marks
    "\u212b",  # angstrom sign: a singleton
    "\u0958",  # excluded from composition
    *"\u1112\u1161\u11ab",  # Hangul letters of one syllable
    "\uac00",  # a Hangul syllable that still takes a trailing consonant
    "\u09c7\u09be",  # Bengali vowel signs that join
    "\u200b",  # zero-width space
    "\ufeff",
    "\U0001f1fb\U0001f1f3",  # a flag: two astral characters
    "\U0002f800",  # an astral singleton
]
texts = st.lists(st.sampled_from(TRICKY) | st.text(max_size=5)).map("".join)


@given(texts)
@settings(deadline=None)
@example("Cafe\u0301\r\nHo\u0323\u0302i An\r")
def test_text_is_nfc_with_one_kind_of_line_end(raw: str) -> None:
    """The stretch-wise result equals NFC of the whole text after the line ends."""
    expected = unicodedata.normalize("NFC", raw.replace("\r\n", "\n").replace("\r", "\n"))
    assert normalise(raw).text == expected


@given(texts, st.data())
@settings(deadline=None)
def test_raw_span_normalises_back_to_a_text_that_holds_the_words(raw: str, data: st.DataObject) -> None:
    """What stands in the raw range, normalised, contains the words of the span."""
    result = normalise(raw)
    start = data.draw(st.integers(0, len(result.text)))
    end = data.draw(st.integers(start, len(result.text)))
    raw_start, raw_end = result.raw_span(start, end)
    assert 0 <= raw_start <= raw_end <= len(raw)
    assert result.text[start:end] in normalise(raw[raw_start:raw_end]).text


@given(texts)
@settings(deadline=None)
def test_characters_map_in_order_and_cover_the_raw_text(raw: str) -> None:
    """Neighbouring characters come from neighbouring or equal raw ranges, from the first to the last."""
    result = normalise(raw)
    spans = [result.raw_span(i, i + 1) for i in range(len(result.text))]
    reached = 0
    for start, end in spans:
        assert start == reached or (spans and end == reached)
        reached = end
    assert reached == len(raw)


@given(st.text(st.characters(max_codepoint=0x2FF, exclude_characters="\r")))
@settings(deadline=None)
def test_latin_text_is_left_alone(raw: str) -> None:
    """Below U+0300 only carriage returns change, and every span maps to itself."""
    result = normalise(raw)
    assert result.text == raw
    assert result.raw_span(0, len(raw)) == (0, len(raw))


@pytest.mark.parametrize(
    ("raw", "words", "raw_words"),
    [
        ("Hanoi\r\nMoscow", "Moscow", "Moscow"),
        ("Hanoi\r\nMoscow", "i\nM", "i\r\nM"),
        ("Phu\u0301c said", "Phúc", "Phu\u0301c"),
        ("Phu\u0301c said", "said", "said"),
        ("\u1112\u1161\u11ab\u1100\u116e\u11a8", "국", "\u1100\u116e\u11a8"),
        ("\U0001f1fb\U0001f1f3 e\u0301 x", "x", "x"),
    ],
)
def test_raw_span_cuts_the_words_as_given(raw: str, words: str, raw_words: str) -> None:
    """A span's raw range holds exactly the characters that became its words."""
    result = normalise(raw)
    start = result.text.index(words)
    raw_start, raw_end = result.raw_span(start, start + len(words))
    assert raw[raw_start:raw_end] == raw_words


def test_every_composing_character_is_known() -> None:
    """No character of this Python's Unicode composes with a predecessor unnoticed."""
    for code in range(sys.maxunicode + 1):
        parts = unicodedata.decomposition(chr(code))
        if parts and not parts.startswith("<") and " " in parts:
            composed = "".join(chr(int(part, 16)) for part in parts.split())
            if unicodedata.normalize("NFC", composed) != composed:
                assert composes_backwards(composed[-1]), hex(code)
    assert all(composes_backwards(c) for c in map(chr, range(sys.maxunicode + 1)) if unicodedata.combining(c))


def test_a_span_outside_the_text_is_refused() -> None:
    """Asking for a range beyond the text is an error, not a guess."""
    with pytest.raises(IndexError):
        normalise("Hanoi").raw_span(2, 6)


def test_address_does_not_depend_on_how_the_text_was_encoded() -> None:
    """Composed and decomposed forms, CRLF and LF, give one address."""
    assert address(normalise("Phu\u0301c\r\n").text) == address(normalise("Ph\u00fac\n").text)
