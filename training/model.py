"""The relation encoder: MiniLM whose upper layers read a sentence once for each pair of actors asked about.

The lower layers see the sentence with every actor marked and run once a sentence; a gate on their states tells which
pairs are worth more. The upper layers see the sentence again for each of these, with the two actors marked as first
and second. Written out in plain PyTorch: both halves export to ONNX as they stand.
"""

from dataclasses import dataclass

import torch
from torch import Tensor, nn

from bilateral.read.events.labels import DIRECTIONS, MODES, STATUSES, TYPES


@dataclass(frozen=True)
class Shape:
    """How much of the pretrained encoder is kept, and where pairs come in."""

    layers: tuple[int, ...] = (0, 1, 2, 3, 4, 5)
    shared: int = 3
    width: int = 384
    heads: int = 12
    inner: int = 1536
    vocabulary: int = 30522
    positions: int = 512
    dropout: float = 0.1


class Layer(nn.Module):
    """One transformer layer of BERT: attention, then a feed-forward part, each with a residual and a norm."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.heads = shape.heads
        self.query, self.key, self.value, self.mixed = (nn.Linear(shape.width, shape.width) for _ in range(4))
        self.norm_mixed, self.norm = (nn.LayerNorm(shape.width, eps=1e-12) for _ in range(2))
        self.widen, self.narrow = nn.Linear(shape.width, shape.inner), nn.Linear(shape.inner, shape.width)
        self.dropout = nn.Dropout(shape.dropout)

    def forward(self, states: Tensor, bias: Tensor) -> Tensor:
        """Return new states of ``[rows, tokens, width]``; ``bias`` is added to the attention's scores."""
        rows, tokens, width = states.shape

        def split(part: Tensor) -> Tensor:
            return part.view(rows, tokens, self.heads, width // self.heads).transpose(1, 2)

        query, key, value = (split(part(states)) for part in (self.query, self.key, self.value))
        scores = query @ key.transpose(2, 3) / (width // self.heads) ** 0.5 + bias
        mixed = (scores.softmax(-1) @ value).transpose(1, 2).reshape(rows, tokens, width)
        states = self.norm_mixed(states + self.dropout(self.mixed(mixed)))
        inner = nn.functional.gelu(self.widen(states))
        return self.norm(states + self.dropout(self.narrow(inner)))


class PairEncoder(nn.Module):
    """Scores, for pairs of actors in sentences, whether an event links them, its type, mode, direction and status."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        self.words = nn.Embedding(shape.vocabulary, shape.width)
        self.places = nn.Embedding(shape.positions, shape.width)
        self.segments = nn.Embedding(2, shape.width)
        self.norm = nn.LayerNorm(shape.width, eps=1e-12)
        self.dropout = nn.Dropout(shape.dropout)
        self.layers = nn.ModuleList(Layer(shape) for _ in shape.layers)
        self.marks = nn.Parameter(
            torch.randn(4, shape.width) * 0.1
        )  # any actor, the first, the second, the path between
        self.gate = nn.Sequential(nn.Linear(3 * shape.width, 96), nn.GELU(), nn.Linear(96, 1))
        self.hidden = nn.Linear(5 * shape.width, shape.width)
        sizes = (1, len(TYPES), len(MODES))
        self.outputs = nn.ModuleList(nn.Linear(shape.width, size) for size in sizes)
        # Of one pair the accusation runs one way and the alleged act the other: each type has its own answers, which
        # lean on a common one where the type is rare.
        choices = (len(DIRECTIONS), len(STATUSES))
        self.common = nn.ModuleList(nn.Linear(shape.width, size) for size in choices)
        self.typed = nn.ModuleList(nn.Linear(shape.width, len(TYPES) * size) for size in choices)

    def forward(  # noqa: PLR0917 -- the inputs of a graph stand in order
        self, ids: Tensor, segments: Tensor, rows: Tensor, first: Tensor, second: Tensor, path: Tensor
    ) -> tuple[Tensor, ...]:
        """Return the logits of gate, event, type, mode, direction and status; the last two for each type.

        ``ids`` and ``segments`` are ``[sentences, tokens]`` with 0 as padding; ``rows`` names the sentence of each
        pair; ``first``, ``second`` and ``path`` are ``[pairs, tokens]``, 1 where an actor or what joins the two stands.
        """
        states, gate = self.lower(ids, segments, rows, first, second)
        return gate, *self.upper(ids, states, rows, first, second, path)

    def lower(
        self, ids: Tensor, segments: Tensor, rows: Tensor, first: Tensor, second: Tensor
    ) -> tuple[Tensor, Tensor]:
        """Return the states of the sentences, ``[sentences, tokens, width]``, and the gate's logit for each pair."""
        bias = _padding(ids, first)[:, None, None, :]
        states = self._embed(ids, segments, self._any_actor(ids, rows, first + second))
        for layer in self.layers[: self.shape.shared]:
            states = layer(states, bias)
        own = states[rows]
        pooled = torch.cat([own[:, 0], _mean(own, first), _mean(own, second)], -1)
        return states, self.gate(self.dropout(pooled))

    def upper(  # noqa: PLR0917 -- as above
        self, ids: Tensor, states: Tensor, rows: Tensor, first: Tensor, second: Tensor, path: Tensor
    ) -> tuple[Tensor, ...]:
        """Return the logits of event, type, mode, direction and status of pairs from the states of their sentences."""
        padding = _padding(ids, first)[rows]
        states = states[rows]
        for place, mark in zip((first, second, path), self.marks[1:], strict=True):
            states = states + place[..., None] * mark
        for layer in self.layers[self.shape.shared :]:
            states = layer(states, padding[:, None, None, :])
        highest = (states + padding[..., None]).amax(1)
        means = (_mean(states, place) for place in (first, second, path))
        pooled = torch.cat([states[:, 0], *means, highest], -1)
        hidden = self.dropout(nn.functional.gelu(self.hidden(self.dropout(pooled))))
        typed = (
            common(hidden)[:, None, :] + own(hidden).unflatten(-1, (len(TYPES), -1))
            for common, own in zip(self.common, self.typed, strict=True)
        )
        return *(output(hidden) for output in self.outputs), *typed

    def _embed(self, ids: Tensor, segments: Tensor, actors: Tensor) -> Tensor:
        places = torch.arange(ids.shape[1], device=ids.device)
        states = self.words(ids) + self.places(places) + self.segments(segments)
        return self.dropout(self.norm(states)) + actors[..., None] * self.marks[0]

    @staticmethod
    def _any_actor(ids: Tensor, rows: Tensor, marked: Tensor) -> Tensor:
        """Return ``[sentences, tokens]``: 1 where any pair of the sentence has an actor."""
        asked = torch.arange(ids.shape[0], device=ids.device)[:, None] == rows
        return (asked.to(marked.dtype) @ marked).clamp(max=1)


def _padding(ids: Tensor, like: Tensor) -> Tensor:
    """Return ``[sentences, tokens]``: what is added to a score so that padding takes no part."""
    return (ids == 0).to(like.dtype) * -1e4


def _mean(states: Tensor, where: Tensor) -> Tensor:
    return (states * where[..., None]).sum(1) / where.sum(1, keepdim=True).clamp(min=1)


def pretrained(shape: Shape, weights: dict[str, Tensor]) -> PairEncoder:
    """Return an encoder that starts from BERT weights under their usual names (``encoder.layer.0.…``)."""
    model = PairEncoder(shape)
    names = {"words": "embeddings.word_embeddings", "places": "embeddings.position_embeddings"}
    names |= {"segments": "embeddings.token_type_embeddings", "norm": "embeddings.LayerNorm"}
    parts = {"query": "attention.self.query", "key": "attention.self.key", "value": "attention.self.value"}
    parts |= {"mixed": "attention.output.dense", "norm_mixed": "attention.output.LayerNorm"}
    parts |= {"widen": "intermediate.dense", "narrow": "output.dense", "norm": "output.LayerNorm"}
    for position, kept in enumerate(shape.layers):
        names |= {
            f"layers.{position}.{ours}": f"encoder.layer.{kept}.{theirs}" for ours, theirs in parts.items()
        }
    state = model.state_dict()
    for ours, theirs in names.items():
        for end in ("weight", "bias"):
            if f"{theirs}.{end}" in weights:
                state[f"{ours}.{end}"] = weights[f"{theirs}.{end}"]
    model.load_state_dict(state)
    return model


def keep_words(model: PairEncoder, kept: list[int]) -> None:
    """Cut the model's word vectors down to those of the kept pieces, in their new order."""
    model.words = nn.Embedding.from_pretrained(model.words.weight.detach()[kept], freeze=True)
