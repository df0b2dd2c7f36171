"""The words that join two actors in the parse."""

import pytest

from bilateral.read.events.paths import path_between, predicate_of
from bilateral.read.pipeline import load_pipeline

CASES = [
    ("Peru condemned Chile.", "Peru", "Chile", ["condemned"], "condemned"),
    (
        "Peru's minister met officials of Chile.",
        "Peru",
        "Chile",
        ["minister", "met", "officials", "of"],
        "met",
    ),
    ("Envoys of Peru and Chile met.", "Peru", "Chile", [], "met"),
    ("Peru left. Chile stayed behind.", "Peru", "Chile", ["stayed"], "stayed"),
]


@pytest.mark.parametrize(("text", "one", "other", "path", "verb"), CASES)
def test_the_path_holds_the_words_between_and_the_predicate_is_its_verb(
    text: str, one: str, other: str, path: list[str], verb: str
) -> None:
    """The path leaves the two out; between sentences it is the way up from the other."""
    doc = load_pipeline()(text)
    places = {token.text: token.i for token in doc}
    joined = doc[places[one]].sent == doc[places[other]].sent
    assert [doc[i].text for i in path_between(doc, places[one], places[other])] == path
    assert predicate_of(doc, places[one], places[other], joined=joined).text == verb


@pytest.mark.parametrize("text", [case[0] for case in CASES])
def test_the_path_is_the_same_from_both_ends(text: str) -> None:
    """Within a sentence it does not matter which of two words comes first."""
    doc = load_pipeline()(text)
    for sentence in doc.sents:
        for one in sentence:
            for other in sentence:
                assert path_between(doc, one.i, other.i) == path_between(doc, other.i, one.i)
