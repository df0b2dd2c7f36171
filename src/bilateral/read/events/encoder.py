"""The trained relation encoder under ONNX Runtime: windows in, scores of their pairs out."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray
from onnxruntime import InferenceSession, SessionOptions
from tokenizers import Tokenizer

from bilateral.read.events.labels import DIRECTIONS, MODES, STATUSES, TYPES
from bilateral.read.events.tensors import Batch, encode, prepare, to_batch
from bilateral.read.events.windows import Window

# Windows of like length are encoded together. More at a time fall out of the processor's cache: on one core two at a
# time read 15 articles a second, eight 12, sixteen 10.
BATCH = 2


# Pairs whose gate says less are not read further. On held-out articles that spares a third of the pairs, and one in a
# hundred of those that an event would be claimed of.
GATE = 0.17


@dataclass(frozen=True, slots=True)
class Scores:
    """What the encoder says of pairs, one row each: the probability that an event links the two, and the shares of
    types, modes, directions and statuses given that one does, in the order of `labels`.

    ``directions`` and ``statuses`` are ``[pairs, types, choices]``: an accusation and the act alleged may run two ways.
    """

    event: NDArray[np.float32]
    types: NDArray[np.float32]
    modes: NDArray[np.float32]
    directions: NDArray[np.float32]
    statuses: NDArray[np.float32]

    def __len__(self) -> int:
        """Return the number of pairs."""
        return len(self.event)


class RelationEncoder:
    """The encoder with its tokenizer: a lower half that runs once a window, an upper one that runs once a pair.

    Sessions are safe to share between threads, not between processes.
    """

    def __init__(self, lower: bytes, upper: bytes, tokenizer: str) -> None:
        self._lower, self._upper = _session(lower), _session(upper)
        self._tokenizer = prepare(Tokenizer.from_str(tokenizer))

    def score(self, windows: Sequence[Window], gate: float = GATE) -> Scores:
        """Return the scores of all pairs of the windows, in order; each window is encoded once.

        A pair of whose gate comes less than ``gate`` is not read further: its event's probability is the gate's.
        """
        encodings = encode(self._tokenizer, windows)
        order = sorted(range(len(windows)), key=lambda i: len(encodings[i].ids))
        firsts = np.cumsum([0, *(len(window.first) for window in windows)])
        scores = _empty(int(firsts[-1]))
        for at in range(0, len(order), BATCH):
            chosen = order[at : at + BATCH]
            batch = to_batch([windows[i] for i in chosen], [encodings[i] for i in chosen])
            rows = np.concatenate([np.arange(firsts[i], firsts[i + 1]) for i in chosen])
            self._score_batch(batch, rows, scores, gate)
        return scores

    def _score_batch(self, batch: Batch, rows: NDArray[np.int64], scores: Scores, gate: float) -> None:
        """Write what the encoder says of a batch's pairs into their rows of ``scores``."""
        pairs: dict[str, Any] = {"rows": batch.rows, "first": batch.first, "second": batch.second}
        states, gates = self._lower.run(None, {"ids": batch.ids, "segments": batch.segments, **pairs})
        chances = _sigmoid(gates[:, 0])
        scores.event[rows] = chances
        open_ = chances >= gate
        if not open_.any():
            return
        likely = {name: part[open_] for name, part in (pairs | {"path": batch.path}).items()}
        told: list[NDArray[np.float32]] = self._upper.run(
            None, {"ids": batch.ids, "states": states, **likely}
        )
        event, *shares = told
        scores.event[rows[open_]] = _sigmoid(event[:, 0])
        parts = (scores.types, scores.modes, scores.directions, scores.statuses)
        for part, logits in zip(parts, shares, strict=True):
            part[rows[open_]] = _softmax(logits)


def _session(model: bytes) -> InferenceSession:
    options = SessionOptions()
    # One thread each: articles are read by several processes where there are cores.
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    return InferenceSession(model, options, providers=["CPUExecutionProvider"])


def _empty(pairs: int) -> Scores:
    """Return scores by which every choice of a pair is as likely."""
    shapes = ((len(TYPES),), (len(MODES),), (len(TYPES), len(DIRECTIONS)), (len(TYPES), len(STATUSES)))
    return Scores(
        np.zeros(pairs, np.float32),
        *(np.full((pairs, *shape), 1 / shape[-1], np.float32) for shape in shapes),
    )


def _sigmoid(logits: NDArray[np.float32]) -> NDArray[np.float32]:
    return (1 / (1 + np.exp(-logits))).astype(np.float32)


def _softmax(logits: NDArray[np.float32]) -> NDArray[np.float32]:
    shares = np.exp(logits - logits.max(axis=-1, keepdims=True))
    normal: NDArray[np.float32] = shares / shares.sum(axis=-1, keepdims=True)
    return normal


@cache
def load_encoder() -> RelationEncoder:
    """Load the encoder that ships with the package, once a process."""
    folder = files("bilateral") / "weights"
    lower, upper = ((folder / f"relations.{half}.onnx").read_bytes() for half in ("lower", "upper"))
    return RelationEncoder(lower, upper, (folder / "relations.tokenizer.json").read_text(encoding="utf-8"))
