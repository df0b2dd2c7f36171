"""Copies: what they share with their origin is taken over, and only what differs is parsed and encoded."""

import time
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc
from tests.read.copied import CHANGED, COPY, CUT, ORIGIN, PARAGRAPHS, SAME_DAY, article

from bilateral.batches import copies_to_batch, mention_rows, row_to_mention
from bilateral.model import Article, Mention, Reading, Span
from bilateral.plain import to_plain
from bilateral.read import LONGEST_TEXT, read_articles
from bilateral.read.copies import Copy, read, read_copies
from bilateral.read.copies.aligned import align
from bilateral.read.copies.choosing import choose
from bilateral.read.copies.extract import extract
from bilateral.read.copies.stretches import plain, stretches_of, touched
from bilateral.read.events.encoder import RelationEncoder
from bilateral.read.events.windows import Window

Work = tuple[list[str], list[str]]
"""Texts that were parsed, and sentences that were encoded."""


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> Work:
    """Return what is parsed and encoded from here on."""
    parsed, encoded = list[str](), list[str]()
    pipe, score = Language.pipe, RelationEncoder.score

    def counted_pipe(self: Language, texts: Iterator[str], **options: object) -> Iterator[Doc]:
        texts = list(texts)
        parsed.extend(texts)
        return pipe(self, texts, **options)  # type: ignore[call-overload, no-any-return]

    def counted_score(self: RelationEncoder, windows: list[Window], *rest: float) -> object:
        encoded.extend(window.sentence for window in windows)
        return score(self, windows, *rest)

    monkeypatch.setattr(Language, "pipe", counted_pipe)
    monkeypatch.setattr(RelationEncoder, "score", counted_score)
    return parsed, encoded


@pytest.fixture(scope="module")
def lent() -> tuple[Mention, ...]:
    """Return what is read in the origin."""
    (reading,) = read_articles([ORIGIN])
    return tuple(reading.mentions())


def reading_of(copy: Article, lent: tuple[Mention, ...]) -> Reading:
    """Return the reading of one copy of the origin."""
    (reading,) = read_copies([Copy(copy, ORIGIN, lent)])
    return reading


def fields(mentions: Iterator[Mention]) -> list[dict[str, object]]:
    """Return all that is said of mentions but how sure it is, which depends on what is encoded beside them."""
    return sorted(
        (
            {**to_plain(mention), "confidence": None, "kind_of": type(mention).__name__}
            for mention in mentions
        ),
        key=repr,
    )


def test_of_a_copy_with_one_paragraph_changed_little_is_parsed_and_encoded(
    work: Work, lent: tuple[Mention, ...]
) -> None:
    """The changed paragraph is read with the one after it and with what helps to read them; no other is."""
    parsed, encoded = work
    reading_of(COPY, lent)
    (text,) = parsed
    assert CHANGED in text
    assert len(stretches_of(text)) <= 5 <= len(stretches_of(COPY.text)) / 3
    assert len(encoded) <= 5


def test_a_copy_that_was_only_cut_is_not_parsed_at_all(work: Work, lent: tuple[Mention, ...]) -> None:
    """All that it says stands in the origin, and so nothing is left to read."""
    reading = reading_of(CUT, lent)
    assert work == ([], [])
    assert {m.evidence.text for m in reading.mentions()} == {
        m.evidence.text for m in lent if m.evidence.end <= len(CUT.text)
    }


def test_what_is_taken_over_and_read_is_what_reading_in_full_finds(lent: tuple[Mention, ...]) -> None:
    """Published on the same day, the copy says the same either way, in every field."""
    (full,) = read_articles([SAME_DAY])
    assert fields(reading_of(SAME_DAY, lent).mentions()) == fields(full.mentions())


def test_days_are_those_that_the_origin_meant(lent: tuple[Mention, ...]) -> None:
    """The origin's Monday stays that Monday ten days later; in its own words the copy counts from its own day."""
    when = {event.evidence.text: event.when for event in reading_of(COPY, lent).events}
    assert when[PARAGRAPHS[0]] == "2023-05-08"
    assert when[CHANGED] == "2023-05-17"


def test_what_rests_on_a_name_that_the_copy_lacks_is_read_anew(lent: tuple[Mention, ...]) -> None:
    """The copy calls the president by his last name alone; nobody is named in it as only the origin names him."""
    shorter = [p.replace("Kenyan President William Ruto", "President Ruto") for p in PARAGRAPHS]
    speakers = {statement.speaker for statement in reading_of(article(*shorter), lent).statements}
    assert "William Ruto" not in speakers
    assert any("Ruto" in (speaker or "") for speaker in speakers)


def test_other_apostrophes_and_dashes_are_no_difference(work: Work) -> None:
    """Outlets set the same words otherwise; what is quoted is the copy's own characters."""
    there = article("Norway’s aid – $40 million – reached Kenya.", "Kenya thanked Norway.")
    here = article("Norway's aid - $40 million - reached Kenya.", "Kenya thanked Norway.")
    (origin,) = read_articles([there])
    del work[0][:]
    (reading,) = read_copies([Copy(here, there, tuple(origin.mentions()))])
    assert work[0] == []
    assert reading.figures[0].evidence.text == "Norway's aid - $40 million - reached Kenya."


@pytest.mark.parametrize("why", ["nothing was found", "too much differs"])
def test_a_copy_is_read_in_full_where(why: str, work: Work, lent: tuple[Mention, ...]) -> None:
    """An origin without mentions may not have been read; a copy with much of its own is better read whole."""
    own = [f"Report {n} of the harbour office in Mombasa was late again." for n in range(12)]
    copy = COPY if why == "nothing was found" else article(*PARAGRAPHS[:8], *own)
    reading_of(copy, () if why == "nothing was found" else lent)
    assert work[0] == [copy.text]


def test_a_copy_that_is_too_long_is_a_problem_as_ever(lent: tuple[Mention, ...]) -> None:
    """What no article may have no copy may have, though its origin is short."""
    long = replace(COPY, text=COPY.text + "\n\nAnd so on." * (LONGEST_TEXT // 10))
    assert "characters" in (reading_of(long, lent).problem or "")


def test_mentions_come_back_from_their_rows_unchanged() -> None:
    """What an origin lends is the same whether it was just read or is fetched from a table."""
    reading = next(read_articles([ORIGIN]))
    assert [row_to_mention(ORIGIN, row) for row in mention_rows(reading)] == list(reading.mentions())


def test_the_stage_gives_the_same_rows_in_whatever_company() -> None:
    """Alone or together, with what the origin lends at hand or still to be read, before it or after it."""
    rows = list(mention_rows(next(read_articles([ORIGIN]))))
    at_hand = [
        row for copy in (COPY, CUT) for row in read(copies_to_batch([(copy, ORIGIN, rows)])).to_pylist()
    ]
    together = read(
        copies_to_batch([(CUT, ORIGIN, None), (ORIGIN, None, None), (COPY, ORIGIN, None)])
    ).to_pylist()
    assert [together[2], together[0]] == at_hand
    assert together[1]["mentions"] == rows


@pytest.mark.parametrize(
    "text",
    ["a'" * 150_000, '"' + "word. A" * 40_000, "same\n" * 60_000, "Aa-A " * 60_000, "a" + "." * 300_000],
    ids=["apostrophes", "a quotation", "lines", "names", "stops"],
)
def test_however_a_text_is_made_it_is_soon_put_beside_its_origin(text: str) -> None:
    """Time grows with the length alone: half a megabyte takes a second or two, not hours."""
    start = time.monotonic()
    aligned = align(article(text), article(text + " And more."))
    choose(aligned, [])
    assert time.monotonic() - start < 10


def test_a_record_that_was_tampered_with_lends_nothing() -> None:
    """A mention whose words do not stand in the origin is taken over by nobody; the copy is read in full."""
    rows = list(mention_rows(next(read_articles([ORIGIN]))))
    wrong = [{**rows[0], "fields": rows[0]["fields"].replace("Norway", "Sweden")}, *rows[1:]]
    beside, alone = (
        read(copies_to_batch([(CUT, *origin)])).to_pylist() for origin in ((ORIGIN, wrong), (None, None))
    )
    assert beside == alone


SENTENCES = st.sampled_from(
    [*PARAGRAPHS, "He said no.", "“Stop. Go,” it said.", "\u00e9 \U0001f30d’s end.", "In 2022. Then", "..."]
)
TEXTS = st.lists(
    st.tuples(SENTENCES, st.sampled_from(["\n\n", " ", "\n", "  "])), min_size=1, max_size=8
).map(lambda parts: "".join(sentence + space for sentence, space in parts).strip())


@st.composite
def cut(draw: Callable[..., int], text: str) -> Span:
    """Return a span of a text."""
    start = draw(st.integers(0, len(text) - 1))
    return Span.cut(text, start, draw(st.integers(start + 1, len(text))))


@given(TEXTS)
def test_stretches_hold_all_but_white_space(text: str) -> None:
    """They follow each other, and nothing but white space stands between them."""
    stretches = stretches_of(text)
    ends = [0, *(stretch.end for stretch in stretches)]
    starts = [*(stretch.start for stretch in stretches), len(text)]
    assert all(end <= start and not text[end:start].strip() for end, start in zip(ends, starts, strict=True))


@given(st.data(), TEXTS, TEXTS)
def test_a_span_moved_into_a_copy_reads_there_as_in_the_origin(
    data: st.DataObject, there: str, here: str
) -> None:
    """It is moved to the same words, but for the form of apostrophes and dashes, or not at all."""
    span = data.draw(cut(there))
    place = align(article(here), article(there)).place(span)
    if place is not None:
        assert here[place.start : place.end] == place.text
        assert plain(place.text) == plain(span.text)


@given(st.data(), TEXTS)
def test_every_span_of_the_origin_stands_in_a_copy_of_all_of_it(data: st.DataObject, text: str) -> None:
    """A copy without a difference keeps every span that holds a word, in the same characters."""
    span = data.draw(cut(text))
    if touched(stretches_of(text), span):
        assert align(article(text), article(text)).place(span) == span


@given(st.data(), TEXTS)
def test_a_span_of_an_extract_reads_in_the_whole_as_there(data: st.DataObject, text: str) -> None:
    """Whatever is left out, a span is found where its words came from, or not at all."""
    stretches = stretches_of(text)
    chosen = data.draw(st.sets(st.integers(0, len(stretches) - 1), min_size=1))
    part = extract(article(text), stretches, chosen)
    span = data.draw(cut(part.article.text))
    place = part.place(span)
    assert all(text[slice(*stretches[i])] in part.article.text for i in chosen)
    if place is not None:
        assert place.text == span.text == text[place.start : place.end]
    else:
        assert "\n" in span.text
