"""Score the encoder that ships on labelled pairs that it was not trained on.

    python training/score.py EXAMPLES.jsonl ... [--threshold N]

EXAMPLES are what `examples.py` writes, here of ``training/held/*.jsonl``. Prints F1 of pairs with an event, of these with the
right type, and with the right direction too.
"""

import argparse
from pathlib import Path

from data import Record, read_examples

from bilateral.read.events.encoder import Scores, load_encoder
from bilateral.read.events.judge import EVENT_THRESHOLD
from bilateral.read.events.labels import DIRECTIONS, TYPES


def right(scores: Scores, row: int, label: Record) -> tuple[bool, bool, bool]:
    """Say of a pair that is claimed whether it has an event, one of the likeliest type, and one that runs this way."""
    choice = int(scores.types[row].argmax())
    way = DIRECTIONS[int(scores.directions[row, choice].argmax())]
    of_type = [
        way_
        for type_, way_ in zip(label["types"], label["directions"], strict=True)
        if type_ == TYPES[choice]
    ]
    return bool(label["types"]), bool(of_type), way in of_type


def main() -> None:
    """Score and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("examples", type=Path, nargs="+")
    parser.add_argument("--threshold", type=float, default=EVENT_THRESHOLD)
    options = parser.parse_args()
    examples = [example for path in options.examples for example in read_examples(path)]
    labels = [label for example in examples for label in example.labels]
    scores = load_encoder().score([example.window for example in examples])
    claimed = [row for row in range(len(labels)) if scores.event[row] >= options.threshold]
    hits = [right(scores, row, labels[row]) for row in claimed]
    events = sum(bool(label["types"]) for label in labels)
    print(f"{len(labels)} pairs, {events} with an event, {len(claimed)} claimed")
    for place, name in enumerate(("event", "type", "direction")):
        print(f"{name:10} F1 {2 * sum(hit[place] for hit in hits) / (len(claimed) + events):.3f}")


if __name__ == "__main__":
    main()
