"""Status: how an act is put, by a table of sentences; the predicate asked about stands in brackets."""

import re

import pytest

from bilateral.model import Status
from bilateral.read.pipeline import load_pipeline
from bilateral.read.status import status_of


def status(sentence: str) -> Status:
    """Return the status of the predicate in brackets."""
    marked = re.search(r"\[(\w+)\]", sentence)
    assert marked is not None
    doc = load_pipeline()(sentence.replace("[", "").replace("]", ""))
    trigger = doc.char_span(marked.start(), marked.start() + len(marked[1]))
    assert trigger is not None
    return status_of(trigger[0])


@pytest.mark.parametrize(
    "sentence",
    [
        "Peru [signed] the treaty with Chile on Monday.",
        "The minister [met] his Danish counterpart in Oslo.",
        "Ghana has [expelled] two diplomats from Togo.",
        "Kenya is [hosting] a delegation from Oman.",
        "The blockade, which Qatar [condemned], lasted three years.",
        "Laos [refused] to extradite the banker to Thailand.",
    ],
)
def test_what_is_told_plainly_is_actual(sentence: str) -> None:
    """An act in a past or present tense with nothing around it has happened or is happening."""
    assert status(sentence) is Status.ACTUAL


@pytest.mark.parametrize(
    "sentence",
    [
        "Peru will [sign] the treaty with Chile on Monday.",
        "The minister is to [meet] his Danish counterpart in Oslo.",
        "Ghana plans to [expel] two diplomats from Togo.",
        "The two leaders are expected to [discuss] fishing rights.",
        "Kenya is preparing to [host] a delegation from Oman.",
        "Mali intends to [recall] its ambassador from Paris.",
    ],
)
def test_what_is_to_come_is_planned(sentence: str) -> None:
    """A future tense, an infinitive of duty or a verb of planning puts the act in the future."""
    assert status(sentence) is Status.PLANNED


@pytest.mark.parametrize(
    "sentence",
    [
        "Peru may [sign] the treaty with Chile.",
        "Ghana could [expel] two diplomats from Togo.",
        "If Iceland [recalls] its envoy, Norway will follow.",
        "Malta is considering [closing] its embassy in Minsk.",
        "Officials fear that Chad would [attack] the border post.",
    ],
)
def test_what_might_be_is_hypothetical(sentence: str) -> None:
    """A modal of possibility, a condition or a verb of supposing leaves the act open."""
    assert status(sentence) is Status.HYPOTHETICAL


@pytest.mark.parametrize(
    "sentence",
    [
        "Peru did not [sign] the treaty with Chile.",
        "Chad denied [attacking] the border post.",
        "Norway never [recalled] its envoy.",
    ],
)
def test_what_is_said_not_to_have_happened_is_denied(sentence: str) -> None:
    """A negation of the predicate or a verb of denial above it denies the act."""
    assert status(sentence) is Status.DENIED
