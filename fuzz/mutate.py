"""Inputs changed at random: a seed is cut, doubled, mixed with another, and pieces of its format are put in."""

import random
from collections.abc import Sequence
from typing import TypeVar

Data = TypeVar("Data", bytes, str)

# What breaks readers of text: the ends of each plane and block, marks, joiners, turns of direction, line ends of all kinds.
CHARACTERS = "\0\t\n\r\x0b\x1b\x7f\x85\xa0\xad\u0300\u0301\u0345\u05d0\u0627\u061c\u09be\u0e33\u1100\u1161\u11a8\u180e\u200b\u200d\u200e\u2028\u2029\u202e\u2066\u20ac\u212b\u2126\u3000\ud7a3\ud800\udfff\ue000\ufb1d\ufdfa\ufeff\ufffd\uffff\U00010000\U0001f30d\U0001f1fb\U0001f3fd\U0010ffff\"'“”‘’«»—–-.,;:!?%$€£()[]{}<>&=+@*/\\|0123456789"  # fmt: skip
NUMBERS = ("0", "-1", "1e309", "1e-400", "9" * 400, "18446744073709551616", "-0.0", "NaN", "Infinity", "1,000,000", "1.5", "½", "٣", "1/0", "2024-02-30", "0000-00-00", "99999-01-01", "31/12/9999")  # fmt: skip
MOST = 4000


def mutated(seeds: Sequence[Data], words: Sequence[Data], chance: random.Random) -> Data:
    """Return a seed after one to six changes, cut to a length that keeps a run quick."""
    data = chance.choice(seeds)
    for _ in range(chance.choice((1, 1, 2, 3, 6))):
        data = _changed(data, chance.choice(seeds), words, chance)[:MOST]
    return data


def _changed(data: Data, other: Data, words: Sequence[Data], chance: random.Random) -> Data:
    a, b = sorted((chance.randint(0, len(data)), chance.randint(0, len(data))))
    piece = {
        "cut": lambda: data[b:b],
        "again": lambda: data[a:b] * chance.choice((2, 3, 50)),
        "word": lambda: data[a:b] + chance.choice(words),
        "word instead": lambda: chance.choice(words),
        "odd": lambda: _unit(data, chance) + data[a + 1 : b],
        "of another": lambda: other[chance.randint(0, len(other)) :],
        "turned": lambda: data[b:] + data[a:b],
        "end": lambda: data[a:b],
    }
    change = chance.choice(list(piece))
    tail = data[b:] if change not in {"end", "of another", "turned"} else data[b:b]
    return data[:a] + piece[change]() + tail


def _unit(data: Data, chance: random.Random) -> Data:
    """Return one byte, or one character: of the odd ones, or of all that there are."""
    if isinstance(data, bytes):
        return bytes([chance.randrange(256)])
    if chance.random() < 0.7:
        return chance.choice(CHARACTERS)
    return chr(chance.randrange(0x110000))
