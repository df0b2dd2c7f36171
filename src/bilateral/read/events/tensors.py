"""Windows as the arrays that the encoder takes; the same code serves training and reading."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from tokenizers import Encoding, Tokenizer

from bilateral.read.events.windows import Place, Window

# Longer windows are cut: of those of the training articles one in a hundred is.
MAX_TOKENS = 128


@dataclass(frozen=True, slots=True)
class Batch:
    """Windows and their pairs as arrays.

    ``ids`` and ``segments`` are ``[windows, tokens]`` with 0 as padding, ``rows`` is ``[pairs]``: the window of
    each pair; ``first`` and ``second`` are ``[pairs, tokens]``, 1 where the actor stands, and so is ``path`` for the
    words that join them.
    """

    ids: NDArray[np.int64]
    segments: NDArray[np.int64]
    rows: NDArray[np.int64]
    first: NDArray[np.float32]
    second: NDArray[np.float32]
    path: NDArray[np.float32]


def prepare(tokenizer: Tokenizer) -> Tokenizer:
    """Set the tokenizer to cut what is too long, the context first, and to leave padding to `to_batch`."""
    tokenizer.enable_truncation(MAX_TOKENS, strategy="longest_first")
    tokenizer.no_padding()
    return tokenizer


def encode(tokenizer: Tokenizer, windows: Sequence[Window]) -> list[Encoding]:
    """Split each window into word pieces; context and sentence are two segments."""
    inputs = [(window.context, window.sentence) if window.context else window.sentence for window in windows]
    return tokenizer.encode_batch(inputs)


def to_batch(windows: Sequence[Window], encodings: Sequence[Encoding]) -> Batch:
    """Return the arrays of windows that were split by `encode`."""
    length = max(len(encoding.ids) for encoding in encodings)
    ids = np.zeros((len(windows), length), np.int64)
    segments = np.zeros((len(windows), length), np.int64)
    rows: list[int] = []
    masks: list[list[NDArray[np.float32]]] = [[], [], []]
    for row, (window, encoding) in enumerate(zip(windows, encodings, strict=True)):
        ids[row, : len(encoding.ids)] = encoding.ids
        segments[row, : len(encoding.ids)] = encoding.type_ids
        starts, ends = _offsets(window, encoding)
        rows += [row] * len(window.first)
        for mask, places in zip(masks, (window.first, window.second, window.path), strict=True):
            mask += [_mask(own, starts, ends, length) for own in places]
    return Batch(ids, segments, np.array(rows, np.int64), *map(np.stack, masks))


def _offsets(window: Window, encoding: Encoding) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return where each token starts and ends in context + sentence; special tokens are empty."""
    offsets = np.array(encoding.offsets, np.int64)
    shift = np.array(encoding.type_ids, np.int64) * len(window.context)
    return offsets[:, 0] + shift, offsets[:, 1] + shift


def _mask(
    places: Sequence[Place], starts: NDArray[np.int64], ends: NDArray[np.int64], length: int
) -> NDArray[np.float32]:
    mask = np.zeros(length, np.float32)
    for start, end in places:
        inside = (starts < end) & (ends > start) & (ends > starts)
        mask[: len(starts)][inside] = 1.0
    return mask
