"""One utterance, several wordings: joined, and the words that differ marked."""

import pytest

from bilateral.model import Kind, Witness
from bilateral.reconcile import block_of, reconcile

PLAIN = "The harbour must stay open to every ship that carries grain to hungry people."
AGAIN = "the port has to remain open for every ship which carries grain to hungry people"


def statement(id_, words, family="f1", speaker="Maria Silva", code="PRT"):
    """Return a witness of a statement."""
    span = {"start": 0, "end": len(words), "text": words}
    fields = {
        "speaker": speaker, "speaker_code": code, "kind": "direct", "cue": None, "source": None, "about": [],
        "content": [span], "evidence": span, "when": None,
    }  # fmt: skip
    return Witness(id_, Kind.STATEMENT, f"a-{id_}", family, "Wire", "2024-06-17", 1.0, fields)


def entries(*witnesses):
    """Return the entries that the witnesses make."""
    return list(reconcile((block_of(w.kind, w.fields, w.published), w) for w in witnesses))


@pytest.mark.parametrize(
    ("words", "joins"),
    [
        ("the harbour must stay open to every ship that carries grain", True),
        ("every ship that carries grain to hungry people", True),
        (AGAIN, True),
        ("The harbour must stay open.", False),
        ("Every ship will be searched before it leaves the harbour with grain.", False),
    ],
)
def test_what_is_the_same_utterance(words, joins):
    """A part of some length and another translation join; a short phrase and another sentence do not."""
    assert (len(entries(statement("1", PLAIN), statement("2", words, "f2"))) == 1) is joins


def test_one_side_named_in_two_ways_is_one_speaker():
    """An embassy goes by its city and by its country; a namesake of another state does not join."""
    one = statement("1", PLAIN, speaker="Portuguese Embassy in Oslo")
    other = statement("2", AGAIN, "f2", speaker="Embassy of Portugal in Norway")
    assert len(entries(one, other)) == 1
    assert len(entries(one, statement("3", AGAIN, "f2", speaker="Embassy of Spain", code="ESP"))) == 2


def test_the_words_that_differ_are_marked():
    """Each wording stands with its families; the marked characters are those put otherwise."""
    (entry,) = entries(
        statement("1", PLAIN), statement("2", AGAIN, "f2"), statement("3", PLAIN.lower(), "f3")
    )
    first, second = entry.fields["variants"]
    assert first["families"] == ["f1", "f3"]
    assert [first["text"][a:b] for a, b in first["differs"]] == ["harbour must stay", "to", "that"]
    assert [second["text"][a:b] for a, b in second["differs"]] == ["port has to remain", "for", "which"]


def test_quoting_less_is_no_difference():
    """A shorter quotation of the same words has nothing marked."""
    (entry,) = entries(
        statement("1", PLAIN), statement("2", "every ship that carries grain to hungry people", "f2")
    )
    assert [variant["differs"] for variant in entry.fields["variants"]] == [[], []]


def test_a_single_wording_has_no_variants():
    """Case and marks are no other wording."""
    (entry,) = entries(statement("1", PLAIN), statement("2", PLAIN.upper(), "f2"))
    assert "variants" not in entry.fields
