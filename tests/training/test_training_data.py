"""Training data: annotations that point instead of quote, and windows whose countries are swapped."""

import importlib.util
import json
import random
import sys
from pathlib import Path
from types import ModuleType

import pytest

from bilateral.read.events.candidates import find_pairs
from bilateral.read.events.labels import MODES, STATUSES, TYPES
from bilateral.read.events.windows import Window

TRAINING = Path(__file__).resolve().parents[2] / "training"


def load(name: str) -> ModuleType:
    """Load a script of the training folder as a module; it may import those beside it."""
    if str(TRAINING) not in sys.path:
        sys.path.append(str(TRAINING))
    spec = importlib.util.spec_from_file_location(f"training_{name}", TRAINING / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def annotations() -> list[dict[str, object]]:
    """Return every annotated article of the project."""
    paths = sorted((TRAINING / "annotations").glob("*.jsonl"))
    return [json.loads(line) for path in paths for line in path.read_text(encoding="utf-8").splitlines()]


def sentences() -> list[dict[str, object]]:
    """Return every own training sentence of the project."""
    paths = sorted((TRAINING / "sentences").glob("*.jsonl"))
    return [json.loads(line) for path in paths for line in path.read_text(encoding="utf-8").splitlines()]


def test_a_quotation_becomes_its_offsets() -> None:
    """Evidence, further mentions and the name of a speaker are turned into places of the text."""
    text = "Peru thanked Chile, the envoy said. The thanks were warm."
    item = {
        "type": "SUPPORT",
        "evidence": "Peru thanked Chile",
        "also": ["The thanks were warm."],
        "said_by": "the envoy",
    }
    pointed = load("convert").point("events", item, text)
    assert pointed == {"type": "SUPPORT", "evidence": [[0, 18]], "also": [[36, 57]], "said_by": [[20, 29]]}


def test_an_item_without_evidence_in_the_text_is_dropped() -> None:
    """What cannot be found in the article is no annotation of it."""
    assert (
        load("convert").point("events", {"type": "AGREE", "evidence": "Oman agreed"}, "Peru agreed.") is None
    )


def test_the_annotations_hold_no_words_of_articles() -> None:
    """Besides labels, codes and ids the committed annotations hold numbers only."""
    free = {"evidence", "also", "content", "cue", "speaker", "said_by", "measure", "what"}
    for record in annotations():
        for kind in ("events", "statements", "figures", "agreements"):
            for item in record[kind]:  # type: ignore[attr-defined]
                for key in free & set(item):
                    assert all(isinstance(number, int) for place in item[key] for number in place)


def test_the_sentences_mark_words_and_carry_known_labels() -> None:
    """Each own sentence marks two stretches inside its text and names a type, mode and status of the scheme."""
    modes = {(str(type_), mode) for type_, mode in MODES}
    for row in sentences():
        text = str(row["text"])
        places = [*row["source"], *row["target"]]  # type: ignore[misc]
        assert all(0 <= start < end <= len(text) for start, end in places)
        assert row["type"] is None or row["type"] in TYPES
        assert row["type"] is None or row["status"] in STATUSES
        assert row["mode"] is None or (row["type"], row["mode"]) in modes


@pytest.mark.parametrize("seed", range(20))
def test_swapped_countries_stay_marked(seed: int) -> None:
    """After a swap the places cut out the new names, and all places of one country carry the same country."""
    context, sentence = "Peru and Chile met. ", "Later Peru praised the Chilean side."
    text = context + sentence
    peru = tuple((i, i + 4) for i in (0, text.rindex("Peru")))
    chile = ((9, 14), (text.index("Chilean"), text.index("Chilean") + 7))
    swap = load("swap")
    window = swap.swap_countries(Window(context, sentence, (peru,), (chile,), ((),)), random.Random(seed))
    whole = window.context + window.sentence
    words = [[whole[start:end] for start, end in side[0]] for side in (window.first, window.second)]
    assert words[0][0] == words[0][1]
    assert any((form.name, form.demonym) == tuple(words[1]) for form in swap.COUNTRIES)
    assert (
        whole == f"{words[0][0]} and {words[1][0]} met. Later {words[0][1]} praised the {words[1][1]} side."
    )
    assert window.context.endswith("met. ")


def test_a_line_of_labels_becomes_an_event_between_positions() -> None:
    """Numbers of brackets become positions, a plus of sides two lists, and a symmetric act one."""
    pairs = load("pairs")
    assert pairs.event_of(["1,3>2", "ACCUSE.disapprove", "a"]) == {
        "sides": [[0, 2], [1]],
        "type": "ACCUSE",
        "mode": "disapprove",
        "status": "actual",
    }
    assert pairs.event_of(["1=2", "COOPERATE", "p"])["sides"] == [[0, 1]]


def test_labels_of_pairs_come_back_as_labels_of_the_same_pairs() -> None:
    """What an annotator writes on a printed sentence is what the pair of that sentence is trained on."""
    pairs, examples = load("pairs"), load("examples")
    rows = [
        {
            "id": "own-1",
            "date": "2024-03-05",
            "text": "Peru condemned Chile on Monday. Chile met Bolivia in Lima.",
        }
    ]
    (findings,) = examples.parse(rows)
    printed, offer = pairs.print_article(findings, "")
    assert "[1:PER Peru] condemned [2:CHL Chile]" in printed
    lines = ["# own-1", "0 1>2 ACCUSE.disapprove a"]
    (kept,) = pairs.labelled(lines, {"own-1": offer})
    found = {
        (pair.first.code, pair.second.code): examples.label_by_pairs(findings, pair, kept["sentences"])
        for pair in find_pairs(findings)
        if pair.sentence == 0
    }
    assert found == {
        ("PER", "CHL"): {
            "types": ["ACCUSE"],
            "modes": ["disapprove"],
            "directions": ["forward"],
            "statuses": ["actual"],
        }
    }


def test_a_pair_that_was_not_on_offer_is_not_trained_on() -> None:
    """An actor that the annotator did not see makes no negative example."""
    examples = load("examples")
    rows = [{"id": "own-1", "date": "2024-03-05", "text": "Peru condemned Chile on Monday."}]
    (findings,) = examples.parse(rows)
    (pair,) = find_pairs(findings)
    sentences = [{"span": [0, 31], "actors": [[[0, 4]]], "events": []}]
    assert examples.label_by_pairs(findings, pair, sentences) is None
