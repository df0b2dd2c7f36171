"""The pipeline: quicker than spaCy's own, and the same in what it says."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from bilateral.read.pipeline import load_bare, load_pipeline

REPORTS = (
    "The foreign minister of Vietnam, Bui Thanh Son, met Sergey Lavrov in Hanoi on Wednesday. They signed a pact worth $2.5 billion.",
    "HANOI - \n\nGazprom and PetroVietnam of Viet Nam\nagreed\non two blocks.\n\nIt isn't the first deal, officials said; they'd hoped for more.",
    "“We're not going there,” said Maria Zakharova of the Russian Foreign Ministry. There are 40 trains a day from Moscow to Beijing",
    "Mr. O'Neill's U.S. trip was cancelled.- The White House gave no reason",
    " ",
    "Kyiv",
)
WORDS = (
    "Vietnam",
    "Hanoi",
    "Lavrov",
    "the",
    "said",
    "said.",
    "\n\n",
    "on",
    "Monday",
    "New",
    "York",
    "of",
    "“No”",
    "5",
    "percent",
    "U.S.",
    "and",
)


@pytest.fixture(scope="module")
def usual() -> Language:
    """Return spaCy's pipeline with our tokens and paragraphs, but its own rules and its own loop for names."""
    nlp = load_bare()
    nlp.tokenizer = load_pipeline().tokenizer
    nlp.add_pipe("paragraph_breaks", before="parser")
    return nlp


def names(doc: Doc) -> list[tuple[int, int, str]]:
    """Return the named entities of a doc."""
    return [(name.start, name.end, name.label_) for name in doc.ents]


@pytest.mark.parametrize("text", REPORTS)
def test_names_and_parse_are_those_of_the_usual_pipeline(text: str, usual: Language) -> None:
    """Tags, heads, labels, sentences and named entities are the same as without the short way."""
    ours, theirs = load_pipeline()(text), usual(text)
    assert names(ours) == names(theirs)
    columns = ["ORTH", "TAG", "DEP", "HEAD", "SENT_START", "ENT_IOB", "ENT_TYPE"]
    assert ours.to_array(columns).tolist() == theirs.to_array(columns).tolist()


@settings(max_examples=60, deadline=None)
@given(words=st.lists(st.sampled_from(WORDS), max_size=30))
def test_names_are_the_same_in_any_order_of_words(words: list[str], usual: Language) -> None:
    """However odd the text, names begin and end where the usual loop lets them."""
    text = " ".join(words)
    assert names(load_pipeline()(text)) == names(usual(text))


@pytest.mark.parametrize("text", REPORTS)
def test_forms_are_those_of_the_usual_pipeline(text: str, usual: Language) -> None:
    """Lemma, morphology and part of speech are the same but where a rule of two words would apply."""
    ours, theirs = load_pipeline()(text), usual(text)
    differ = [
        t.text
        for t, u in zip(ours, theirs, strict=True)
        if (t.lemma_, t.pos_, t.morph) != (u.lemma_, u.pos_, u.morph)
    ]
    assert differ in ([], ["are"])


def test_texts_in_a_batch_are_read_as_alone() -> None:
    """What stands beside a text in a batch changes nothing in it."""
    together = load_pipeline().pipe(REPORTS)
    for text, doc in zip(REPORTS, together, strict=True):
        assert names(doc) == names(load_pipeline()(text))
        assert [token.lemma_ for token in doc] == [token.lemma_ for token in load_pipeline()(text)]
