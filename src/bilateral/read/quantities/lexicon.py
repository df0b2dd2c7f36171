"""The word lists of the quantities' reader, as typed tables loaded once a process."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


def read_text(name: str) -> str:
    """Return the text of one file of the lexicon."""
    return files("bilateral").joinpath("lexicon", name).read_text(encoding="utf-8")


def rows(name: str) -> Iterator[list[str]]:
    """Yield the cells of each line of a tab-separated file of the lexicon; lines that begin with # are notes."""
    for line in read_text(name).splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


@dataclass(frozen=True, slots=True)
class NumberWords:
    """What the words of numbers are worth; each table maps a lower-case word to its value.

    ``glued`` holds the letters that stand for a scale directly behind a figure ("5bn"), case kept; ``plurals``
    the scales that stand for an open number ("dozens"); ``multiples`` the words that say how often a base is
    contained ("doubled").
    """

    units: Mapping[str, int]
    teens: Mapping[str, int]
    tens: Mapping[str, int]
    scales: Mapping[str, int]
    glued: Mapping[str, int]
    plurals: Mapping[str, int]
    denominators: Mapping[str, int]
    glyphs: Mapping[str, float]
    multiples: Mapping[str, int]


@cache
def number_words() -> NumberWords:
    """Return the words of numbers."""
    data = json.loads(read_text("numbers.json"))
    del data["source"]
    return NumberWords(**data)


@dataclass(frozen=True, slots=True)
class NotCounted:
    """Words around a number that show that it counts nothing.

    ``labels`` stand before a number that they name ("article 5"), ``names_as_labels`` do so where capitalised;
    ``idioms_of_one`` stand behind a "one" that is no count; ``compound_tails`` behind a hyphen ("two-sided");
    ``streets`` end an address; ``prefixes`` before a hyphen leave the number a number ("sub-300"); ``indices``
    are stock indices named with a number.
    """

    labels: frozenset[str]
    names_as_labels: frozenset[str]
    idioms_of_one: frozenset[str]
    compound_tails: frozenset[str]
    streets: frozenset[str]
    prefixes: frozenset[str]
    indices: frozenset[str]


@cache
def not_counted() -> NotCounted:
    """Return the words that show that a number counts nothing."""
    data = json.loads(read_text("not_counted.json"))
    del data["source"]
    return NotCounted(**{name: frozenset(words) for name, words in data.items()})


@dataclass(frozen=True, slots=True)
class Currencies:
    """ISO 4217 codes by lower-case name in the singular, and by symbol as written."""

    names: Mapping[str, str]
    symbols: Mapping[str, str]


@cache
def currencies() -> Currencies:
    """Return the currencies."""
    names: dict[str, str] = {}
    symbols: dict[str, str] = {}
    for code, called, written in rows("currencies.tsv"):
        names.update((name, code) for name in called.split(";"))
        symbols.update((symbol, code) for symbol in written.split(";") if symbol)
    return Currencies(names, symbols)


@dataclass(frozen=True, slots=True)
class Units:
    """Units of measurement: plain names by lower-case written form and by symbol, and the dimension of each."""

    written: Mapping[str, str]
    symbols: Mapping[str, str]
    dimensions: Mapping[str, str]


def _forms(entry: str) -> tuple[str, str]:
    singular, _, plural = entry.partition(":")
    return singular, plural or singular + "s"


@cache
def units() -> Units:
    """Return the units of measurement; a written-out form keeps its own singular as the unit's name."""
    written: dict[str, str] = {}
    symbols: dict[str, str] = {}
    dimensions: dict[str, str] = {}
    for name, words, short, dimension in rows("units.tsv"):
        dimensions[name] = dimension
        for entry in filter(None, words.split(";")):
            singular, plural = _forms(entry)
            written[singular.lower()] = written[plural.lower()] = singular
            dimensions[singular] = dimension
        symbols.update((symbol, name) for symbol in short.split(";") if symbol)
    return Units(written, symbols, dimensions)
