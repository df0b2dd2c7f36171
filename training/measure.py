"""Measure a fitted encoder on held-out examples, pair by pair, and fit the calibration of its confidence."""

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from data import Example
from fit import run
from model import PairEncoder
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

from bilateral.read.events.labels import DIRECTIONS, STATUSES, TYPES

CHUNK = 16


@dataclass(frozen=True)
class Predictions:
    """Probabilities for the pairs of examples, and their labels, row by row; direction and status for each type."""

    gate: Tensor
    event: Tensor
    type: Tensor
    direction: Tensor
    status: Tensor
    labels: list[dict[str, list[str]]]


@torch.no_grad()
def predict(model: PairEncoder, tokenizer: Tokenizer, examples: Sequence[Example]) -> Predictions:
    """Return what the encoder says of every pair of the examples."""
    parts: list[tuple[Tensor, ...]] = []
    for at in range(0, len(examples), CHUNK):
        gate, event, type_, _, direction, status = run(model, tokenizer, examples[at : at + CHUNK])
        chances = gate[:, 0].sigmoid(), event[:, 0].sigmoid()
        parts.append((*chances, type_.softmax(-1), direction.softmax(-1), status.softmax(-1)))
    joined = (torch.cat(column) for column in zip(*parts, strict=True))
    return Predictions(*joined, labels=[label for example in examples for label in example.labels])


def figures(found: Predictions, threshold: float) -> dict[str, float]:
    """Return F1 of pairs with an event and of these with the right type, and accuracies given the event.

    ``gate`` is the chance of the gate that 99 in 100 of the pairs claimed reach, ``gate_share`` the share of all
    pairs that reach it.
    """
    event = torch.tensor([bool(label["types"]) for label in found.labels])
    claimed = found.event >= threshold
    typed = _right(found.type, TYPES, [label["types"] for label in found.labels])
    total = int(claimed.sum() + event.sum())
    gate = float(found.gate[claimed].quantile(0.01))
    return {
        "threshold": threshold,
        "event_f1": 2 * int((claimed & event).sum()) / total,
        "type_f1": 2 * int((claimed & typed).sum()) / total,
        "type_accuracy": float(typed[event].float().mean()),
        "direction_accuracy": _accuracy(found.direction, DIRECTIONS, "directions", found, event),
        "status_accuracy": _accuracy(found.status, STATUSES, "statuses", found, event),
        "gate": gate,
        "gate_share": float((found.gate >= gate).float().mean()),
    }


def _accuracy(shares: Tensor, names: Sequence[str], key: str, found: Predictions, event: Tensor) -> float:
    """Return how often the answer for the first labelled type is right."""
    types = torch.tensor([TYPES.index(label["types"][0]) if label["types"] else 0 for label in found.labels])
    own = shares[torch.arange(len(types)), types]
    return float(_right(own, names, [label[key] for label in found.labels])[event].float().mean())


def _right(shares: Tensor, names: Sequence[str], labels: list[list[str]]) -> Tensor:
    best = shares.argmax(-1).tolist()
    return torch.tensor([names[choice] in wanted for choice, wanted in zip(best, labels, strict=True)])


def calibration(found: Predictions) -> tuple[float, float]:
    """Return slope and offset that turn the log-odds of event and type into a probability of being right.

    Platt scaling by plain gradient descent over the held-out pairs.
    """
    right = _right(found.type, TYPES, [label["types"] for label in found.labels]).float()
    odds = torch.logit(found.event * found.type.max(-1).values, eps=1e-4)
    line = torch.tensor([1.0, 0.0], requires_grad=True)
    optimiser = torch.optim.LBFGS([line], max_iter=100)

    def loss() -> Tensor:
        optimiser.zero_grad()
        value = functional.binary_cross_entropy_with_logits(line[0] * odds + line[1], right)
        value.backward()
        return value

    optimiser.step(loss)  # type: ignore[arg-type]
    slope, offset = line.detach().tolist()
    return slope, offset
