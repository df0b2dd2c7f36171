"""The trained relation encoder under ONNX Runtime: windows in, scores of their pairs out."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files

import numpy as np
from numpy.typing import NDArray
from onnxruntime import InferenceSession, SessionOptions
from tokenizers import Encoding, Tokenizer

from bilateral.read.events.tensors import encode, prepare, to_batch
from bilateral.read.events.windows import Window

# Windows of like length are encoded together. More at a time fall out of the processor's cache: on one core two at a
# time read 15 articles a second, eight 12, sixteen 10.
BATCH = 2


@dataclass(frozen=True, slots=True)
class Scores:
    """What the encoder says of pairs, one row each: the probability that an event links the two, and the shares of
    types, modes, directions and statuses given that one does, in the order of `labels`.
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
    """The encoder with its tokenizer. Sessions are safe to share between threads, not between processes."""

    def __init__(self, model: bytes, tokenizer: str) -> None:
        options = SessionOptions()
        # One thread each: articles are read by several processes where there are cores.
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        self._session = InferenceSession(model, options, providers=["CPUExecutionProvider"])
        self._tokenizer = prepare(Tokenizer.from_str(tokenizer))

    def score(self, windows: Sequence[Window]) -> Scores:
        """Return the scores of all pairs of the windows, in order; each window is encoded once."""
        encodings = encode(self._tokenizer, windows)
        order = sorted(range(len(windows)), key=lambda i: len(encodings[i].ids))
        firsts = np.cumsum([0, *(len(window.first) for window in windows)])
        rows: list[NDArray[np.int64]] = []
        outputs: list[list[NDArray[np.float32]]] = []
        for at in range(0, len(order), BATCH):
            chosen = order[at : at + BATCH]
            outputs.append(self._run([windows[i] for i in chosen], [encodings[i] for i in chosen]))
            rows += [np.arange(firsts[i], firsts[i + 1]) for i in chosen]
        back = np.argsort(np.concatenate(rows))
        event, *shares = (np.concatenate(parts)[back] for parts in zip(*outputs, strict=True))
        return Scores(1 / (1 + np.exp(-event[:, 0])), *(_softmax(part) for part in shares))

    def _run(self, windows: Sequence[Window], encodings: Sequence[Encoding]) -> list[NDArray[np.float32]]:
        batch = to_batch(windows, encodings)
        inputs = {
            "ids": batch.ids,
            "segments": batch.segments,
            "rows": batch.rows,
            "first": batch.first,
            "second": batch.second,
        }
        outputs: list[NDArray[np.float32]] = self._session.run(None, inputs)
        return outputs


def _softmax(logits: NDArray[np.float32]) -> NDArray[np.float32]:
    shares = np.exp(logits - logits.max(axis=-1, keepdims=True))
    normal: NDArray[np.float32] = shares / shares.sum(axis=-1, keepdims=True)
    return normal


@cache
def load_encoder() -> RelationEncoder:
    """Load the encoder that ships with the package, once a process."""
    folder = files("bilateral") / "weights"
    with as_file(folder / "relations.onnx") as model:
        return RelationEncoder(
            model.read_bytes(), (folder / "relations.tokenizer.json").read_text(encoding="utf-8")
        )
