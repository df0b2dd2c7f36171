"""Fit the relation encoder to examples, with a fixed seed, on few cores."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import torch
from data import Example, Targets, targets_of, varied
from model import PairEncoder, Shape, pretrained
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from bilateral.read.events.tensors import encode, to_batch

# What each output weighs in the loss: finding the event and its type matter most.
WEIGHTS = {"gate": 0.3, "event": 1.0, "type": 1.0, "mode": 0.3, "direction": 1.0, "status": 0.3}

# The parts that no pretraining has seen.
NEW = frozenset({"marks", "gate", "hidden", "outputs", "common", "typed"})


@dataclass(frozen=True)
class Plan:
    """How long and how fast to train; ``empty`` is the share of windows without an event that an epoch sees.

    What is kept is a running average of the weights, which forgets with ``memory`` a step.
    """

    epochs: int = 4
    batch: int = 16
    rate: float = 2e-4
    head_rate: float = 1e-3
    warm: float = 0.1
    decay: float = 0.01
    smooth: float = 0.05
    empty: float = 0.6
    memory: float = 0.999
    seed: int = 13


Outputs = tuple[Tensor, ...]


def batches(examples: Sequence[Example], size: int, chance: random.Random) -> Iterator[list[Example]]:
    """Yield the examples in batches of like length, in random order."""
    order = sorted(examples, key=lambda example: len(example) * chance.uniform(0.9, 1.1))
    groups = [order[i : i + size] for i in range(0, len(order), size)]
    chance.shuffle(groups)
    yield from groups


def run(model: PairEncoder, tokenizer: Tokenizer, examples: Sequence[Example]) -> Outputs:
    """Return the logits for the pairs of the examples, in order."""
    windows = [example.window for example in examples]
    batch = to_batch(windows, encode(tokenizer, windows))
    parts = (batch.ids, batch.segments, batch.rows, batch.first, batch.second, batch.path)
    outputs: Outputs = model(*(torch.from_numpy(part) for part in parts))
    return outputs


def loss_of(outputs: Outputs, targets: Targets, smooth: float) -> Tensor:
    """Return the loss: event for all pairs, the rest for pairs that have one."""
    gate, event, *others = outputs
    goal = targets.event * (1 - smooth) + smooth / 2
    total = sum(
        WEIGHTS[name] * functional.binary_cross_entropy_with_logits(logits[:, 0], goal)
        for name, logits in (("gate", gate), ("event", event))
    )
    for name, logits in zip(("type", "mode", "direction", "status"), others, strict=True):
        shares = getattr(targets, name)
        known = shares.sum(-1) > 0
        if known.any():
            goal = shares[known] * (1 - smooth) + smooth / shares.shape[-1]
            losses = -(goal * logits[known].log_softmax(-1)).sum(-1)
            total = total + WEIGHTS[name] * losses.sum() / max(8, int(known.sum()))
    return total


def fit(
    examples: Sequence[Example], tokenizer: Tokenizer, weights: dict[str, Tensor], shape: Shape, plan: Plan
) -> PairEncoder:
    """Return an encoder trained on the examples."""
    torch.manual_seed(plan.seed)
    chance = random.Random(plan.seed)
    model = pretrained(shape, weights).train()
    average = AveragedModel(model, multi_avg_fn=get_ema_multi_avg_fn(plan.memory))
    optimiser = _optimiser(model, plan)
    full = [example for example in examples if any(label["types"] for label in example.labels)]
    empty = [example for example in examples if not any(label["types"] for label in example.labels)]
    drawn = int(len(empty) * plan.empty)
    steps = plan.epochs * -(-(len(full) + drawn) // plan.batch)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimiser,
        [group["lr"] for group in optimiser.param_groups],
        steps,
        pct_start=plan.warm,
        anneal_strategy="linear",
    )
    for epoch in range(plan.epochs):
        losses = []
        for group in batches(full + chance.sample(empty, drawn), plan.batch, chance):
            seen = [varied(example, chance) for example in group]
            targets = targets_of(label for example in seen for label in example.labels)
            with torch.autocast("cpu", torch.bfloat16):
                outputs = run(model, tokenizer, seen)
            loss = loss_of(tuple(output.float() for output in outputs), targets, plan.smooth)
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            average.update_parameters(model)
            losses.append(loss.item())
        print(f"epoch {epoch + 1}: loss {sum(losses) / len(losses):.4f}", flush=True)
    kept: PairEncoder = average.module
    return kept.eval()


def _optimiser(model: PairEncoder, plan: Plan) -> torch.optim.Optimizer:
    new = [part for name, part in model.named_parameters() if name.split(".")[0] in NEW]
    # The word vectors stay as pretrained: few examples would move only the words that happen to stand in them.
    model.words.weight.requires_grad_(False)
    old = [part for name, part in model.named_parameters() if name.split(".")[0] not in {*NEW, "words"}]
    groups = [{"params": old, "lr": plan.rate}, {"params": new, "lr": plan.head_rate}]
    return torch.optim.AdamW(groups, weight_decay=plan.decay, fused=True)
