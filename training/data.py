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

from bilateral.read.events.classify import marked_window
from bilateral.read.events.labels import DIRECTIONS, MODES, STATUSES, TYPES
from bilateral.read.events.windows import Place, Window
from bilateral.read.pipeline import parse

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
        path = tuple(_places(pair["path"]) for pair in row["pairs"])
        window = Window(row["context"], row["sentence"], first, second, path)
        examples.append(Example(window, tuple(row["pairs"]), row["article"]))
    return examples


def read_sentences(path: Path) -> list[Example]:
    """Read own training sentences: one marked pair each, the source first."""
    examples = []
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    for row, doc in zip(rows, parse(row["text"] for row in rows), strict=True):
        window = marked_window(doc, _places(row["source"]), _places(row["target"]))
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
    pairs = list(zip(window.first, window.second, window.path, example.labels, strict=True))
    if len(pairs) > MAX_PAIRS:
        pairs = chance.sample(pairs, MAX_PAIRS)
    first, second, path, labels = zip(
        *(_turned(pair) if chance.random() < 0.5 else pair for pair in pairs), strict=True
    )
    return replace(example, window=replace(window, first=first, second=second, path=path), labels=labels)


def _turned(pair: tuple[Places, Places, Places, Record]) -> tuple[Places, Places, Places, Record]:
    first, second, path, label = pair
    return second, first, path, label | {"directions": [_OTHER_WAY[way] for way in label["directions"]]}


@dataclass(frozen=True)
class Targets:
    """What the encoder should say of each pair: whether there is an event, and distributions given that there is.

    ``direction`` and ``status`` are ``[pairs, types, choices]``, empty for the types that the pair does not have.
    """

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
    event = torch.tensor([float(bool(row["types"])) for row in rows])
    return Targets(
        event,
        _shares(types, len(TYPES)),
        _shares(modes, len(MODES)),
        _typed_shares(
            types, [[DIRECTIONS.index(name) for name in row["directions"]] for row in rows], len(DIRECTIONS)
        ),
        _typed_shares(
            types, [[STATUSES.index(name) for name in row["statuses"]] for row in rows], len(STATUSES)
        ),
    )


def _shares(choices: list[list[int]], size: int) -> Tensor:
    shares = torch.zeros(len(choices), size)
    for row, chosen in enumerate(choices):
        for choice in chosen:
            shares[row, choice] += 1 / len(chosen)
    return shares


def _typed_shares(types: list[list[int]], choices: list[list[int]], size: int) -> Tensor:
    shares = torch.zeros(len(types), len(TYPES), size)
    for row, (owners, chosen) in enumerate(zip(types, choices, strict=True)):
        for owner, choice in zip(owners, chosen, strict=True):
            shares[row, owner, choice] += 1 / owners.count(owner)
    return shares
