"""Training examples in memory: windows with the targets of their pairs."""

import json
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import torch
from swap import swap_countries
from torch import Tensor

from bilateral.read.events.labels import DIRECTIONS, MODES, STATUSES, TYPES
from bilateral.read.events.windows import Place, Window

Record = dict[str, Any]
Places = tuple[Place, ...]
# Sentences that list many actors would fill an epoch with their pairs: some are drawn each time.
MAX_PAIRS = 5
_OTHER_WAY = {"forward": "backward", "backward": "forward", "mutual": "mutual"}


@dataclass(frozen=True)
class Example:
    """A window and, for each of its pairs, the labels: parallel lists of types, modes, directions, statuses.

    ``group`` is the article, so that folds never divide one; own sentences have none.
    """

    window: Window
    labels: tuple[Record, ...]
    group: str = ""

    def __len__(self) -> int:
        """Return the number of characters to read."""
        return len(self.window.context) + len(self.window.sentence)


def _places(value: Sequence[Any]) -> Places:
    return tuple((start, end) for start, end in value)


def read_examples(path: Path) -> list[Example]:
    """Read what `examples.py` wrote."""
    examples = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        first = tuple(_places(pair["first"]) for pair in row["pairs"])
        second = tuple(_places(pair["second"]) for pair in row["pairs"])
        window = Window(row["context"], row["sentence"], first, second)
        examples.append(Example(window, tuple(row["pairs"]), row["article"]))
    return examples


def read_sentences(path: Path) -> list[Example]:
    """Read own training sentences: one marked pair each, the source first."""
    examples = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        first, second = (_places(row[side]) for side in ("source", "target"))
        window = Window("", row["text"], (first,), (second,))
        event = row["type"] is not None
        label = {
            "types": [row["type"]] if event else [],
            "modes": [row["mode"]] if event else [],
            "directions": ["mutual" if row["symmetric"] else "forward"] if event else [],
            "statuses": [row["status"]] if event else [],
        }
        examples.append(Example(window, (label,)))
    return examples


def varied(example: Example, chance: random.Random) -> Example:
    """Return the example as one epoch sees it: countries swapped at times, the order of a pair too."""
    window = example.window
    if chance.random() < 0.5:
        window = swap_countries(window, chance)
    pairs = list(zip(window.first, window.second, example.labels, strict=True))
    if len(pairs) > MAX_PAIRS:
        pairs = chance.sample(pairs, MAX_PAIRS)
    first, second, labels = zip(
        *(_turned(pair) if chance.random() < 0.5 else pair for pair in pairs), strict=True
    )
    return replace(example, window=replace(window, first=first, second=second), labels=labels)


def _turned(pair: tuple[Places, Places, Record]) -> tuple[Places, Places, Record]:
    first, second, label = pair
    return second, first, label | {"directions": [_OTHER_WAY[way] for way in label["directions"]]}


@dataclass(frozen=True)
class Targets:
    """What the encoder should say of each pair: whether there is an event, and distributions given that there is."""

    event: Tensor
    type: Tensor
    mode: Tensor
    direction: Tensor
    status: Tensor


def targets_of(labels: Iterable[Record]) -> Targets:
    """Return the targets of pairs, in order; several events of one pair share each distribution."""
    rows = list(labels)
    types = [[TYPES.index(name) for name in row["types"]] for row in rows]
    modes = [
        [MODES.index(key) for key in zip(row["types"], row["modes"], strict=True) if key in MODES]
        for row in rows
    ]
    directions = [[DIRECTIONS.index(name) for name in row["directions"]] for row in rows]
    statuses = [[STATUSES.index(name) for name in row["statuses"]] for row in rows]
    event = torch.tensor([float(bool(row["types"])) for row in rows])
    return Targets(
        event,
        _shares(types, len(TYPES)),
        _shares(modes, len(MODES)),
        _shares(directions, len(DIRECTIONS)),
        _shares(statuses, len(STATUSES)),
    )


def _shares(choices: list[list[int]], size: int) -> Tensor:
    shares = torch.zeros(len(choices), size)
    for row, chosen in enumerate(choices):
        for choice in chosen:
            shares[row, choice] += 1 / len(chosen)
    return shares
