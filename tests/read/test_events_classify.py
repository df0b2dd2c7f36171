"""Classifying marked pairs with the encoder that ships."""

import hashlib
import json
from importlib.resources import files
from itertools import combinations

import pytest

from bilateral.exceptions import EvidenceError
from bilateral.model import EventType
from bilateral.read.events.classify import MarkedPair, classify_pairs
from bilateral.read.events.encoder import GATE, load_encoder
from bilateral.read.events.tensors import MAX_TOKENS
from bilateral.read.events.windows import Window


def pair(text: str, source: str, target: str) -> MarkedPair:
    """Return the pair of the first places of two words."""
    places = {
        side: [text.index(words), text.index(words) + len(words)]
        for side, words in (("source", source), ("target", target))
    }
    return MarkedPair.from_record({"id": "1", "text": text, **places})


@pytest.mark.parametrize(
    ("text", "source", "target", "expected"),
    [
        ("Kenya expelled two Danish diplomats.", "Kenya", "Danish", EventType.SANCTION),
        ("Japanese troops attacked a Chinese convoy.", "Japanese", "Chinese", EventType.ASSAULT),
        ("France condemned the raid by Chad.", "France", "Chad", EventType.ACCUSE),
        ("Spain sent Haiti ten tonnes of food.", "Spain", "Haiti", EventType.AID),
        ("The king of Jordan arrived in Oman on a visit.", "Jordan", "Oman", EventType.CONSULT),
        ("Norway urged Iceland to lift its quota.", "Norway", "Iceland", EventType.REQUEST),
    ],
)
def test_plain_acts_get_their_type(text: str, source: str, target: str, expected: EventType) -> None:
    """Sentences whose verb names the act are classified by it."""
    (answer,) = classify_pairs([pair(text, source, target)])
    assert answer["type"] == expected
    assert answer["score"] == max(answer["scores"].values())


def test_scores_are_a_distribution() -> None:
    """The scores of all types and of none sum to one."""
    (answer,) = classify_pairs([pair("Peru and Chile lie on the Pacific.", "Peru", "Chile")])
    assert sum(answer["scores"].values()) == pytest.approx(1.0, abs=0.01)
    assert set(answer["scores"]) == {*EventType, "none"}


def test_answers_keep_the_order_of_the_pairs() -> None:
    """However the encoder batches them, each pair gets its own answer, the same as if asked alone."""
    texts = [
        "Peru attacked Chile.",
        "Peru, after a long night of talks and much delay, thanked Chile.",
        "Peru met Chile.",
    ]
    pairs = [pair(text, "Peru", "Chile") for text in texts] * 5
    together = [answer["scores"] for answer in classify_pairs(pairs)]
    alone = [next(classify_pairs([one]))["scores"] for one in pairs]
    for one, other in zip(together, alone, strict=True):
        assert one == pytest.approx(other, abs=0.05)


def test_a_place_outside_the_text_is_refused() -> None:
    """A span that the text does not hold raises the error of evidence."""
    with pytest.raises(EvidenceError, match="outside"):
        MarkedPair.from_record({"id": "1", "text": "Peru", "source": [0, 4], "target": [5, 9]})


def test_a_window_longer_than_the_encoder_reads_is_cut() -> None:
    """A text beyond the encoder's length is scored all the same, even where an actor stands in what is cut."""
    text = "Peru " + "and so on " * MAX_TOKENS + "Chile"
    window = Window("", text, (((0, 4),),), (((len(text) - 5, len(text)),),), ((),))
    assert len(load_encoder().score([window])) == 1


def test_a_gate_that_is_open_to_all_changes_no_pair_that_passed_it() -> None:
    """What the gate lets through is scored as if there were no gate; what it stops is never claimed."""
    text = "Peru condemned Chile on Monday, in a week when shops in Oman, hotels in Fiji and farms in Togo made more money."
    places = [
        ((text.index(name), text.index(name) + len(name)),)
        for name in ("Peru", "Chile", "Oman", "Fiji", "Togo")
    ]
    pairs = list(combinations(places, 2))
    window = Window(
        "", text, tuple(one for one, _ in pairs), tuple(other for _, other in pairs), ((),) * len(pairs)
    )
    whole, gated = load_encoder().score([window], gate=0.0), load_encoder().score([window])
    passed = load_encoder().score([window], gate=2.0).event >= GATE
    assert passed.any()
    assert not passed.all()
    assert gated.event[passed] == pytest.approx(whole.event[passed], abs=0.05)
    assert (gated.event[~passed] < GATE).all()


def test_the_card_names_the_weights_that_ship() -> None:
    """The hashes on the card are those of the files, and these are small enough for the wheel."""
    folder = files("bilateral") / "weights"
    card = json.loads((folder / "relations.json").read_text(encoding="utf-8"))
    for name, told in card["sha256"].items():
        model = (folder / name).read_bytes()
        assert hashlib.sha256(model).hexdigest() == told
        assert len(model) < 20_000_000
