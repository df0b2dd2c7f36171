"""The word lists of the figures' reader."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from bilateral.read.quantities.lexicon import read_text


@dataclass(frozen=True, slots=True)
class Measures:
    """Words that tell what a figure measures.

    ``classes`` maps a measure class to its trigger words, in the order in which classes are tried;
    ``not_measured`` are counted nouns that measure no conduct; ``speakers`` nouns for people who are counted as
    sources ("three officials said").
    """

    classes: Mapping[str, tuple[str, ...]]
    not_measured: frozenset[str]
    speakers: frozenset[str]


@cache
def measures() -> Measures:
    """Return the word lists."""
    data = json.loads(read_text("measures.json"))
    classes = {name: tuple(words) for name, words in data["classes"].items()}
    return Measures(classes, frozenset(data["not_measured"]), frozenset(data["speakers"]))
