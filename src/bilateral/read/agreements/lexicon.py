"""The words of agreements: nouns, verbs of their life, domains, and treaties known by name."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Instrument:
    """A treaty or arrangement known by name.

    ``open`` where its parties are more than those listed; ``content`` are the words of all its names.
    """

    name: str
    domain: str
    parties: tuple[str, ...]
    open: bool
    content: frozenset[str]


@dataclass(frozen=True)
class AgreementWords:
    """The word lists, ready to look up by lemma."""

    instruments: frozenset[str]
    standing: frozenset[str]
    qualified: Mapping[str, frozenset[str]]
    status_of_verb: Mapping[str, str]
    status_of_noun: Mapping[str, str]
    future_marks: frozenset[str]
    domain_of_word: Mapping[str, str]
    domains: tuple[str, ...]
    named: Mapping[str, Instrument]
    long_names: re.Pattern[str]
    short_names: re.Pattern[str]
    joined_only: frozenset[str]
    made_only: frozenset[str]
    predicate_only: frozenset[str]
    titled: frozenset[str]
    same_kind: Mapping[str, str]
    generic: frozenset[str]
    other_sense: frozenset[str]
    paired: frozenset[str]
    loose: frozenset[str]

    def named_in(self, text: str) -> Iterator[tuple[int, int, Instrument]]:
        """Yield where treaties known by name stand; names of one word only as written, others in any case."""
        lowered = text.lower()
        for match in self.long_names.finditer(lowered if len(lowered) == len(text) else text):
            yield *match.span(), self.named[match[0].lower()]
        for match in self.short_names.finditer(text):
            yield *match.span(), self.named[match[0]]

    def stands_for(self, lemma: str) -> bool:
        """Say whether a noun may stand for an agreement, by itself or with the right word before it."""
        return (
            lemma in self.instruments
            or lemma in self.standing
            or lemma in self.qualified
            or lemma in self.titled
        )


def _lines(name: str) -> list[str]:
    text = files("bilateral.lexicon").joinpath(name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def _named() -> dict[str, Instrument]:
    named: dict[str, Instrument] = {}
    for line in _lines("instruments.tsv"):
        names, domain, parties = line.split("\t")
        codes = parties.split("|")
        listed = tuple(code for code in codes if code != "*")
        content = frozenset(re.findall(r"[\w-]+", names.lower()))
        instrument = Instrument(names.split("|")[0], domain, listed, "*" in codes, content)
        named.update(dict.fromkeys(names.split("|"), instrument))
        named.update(dict.fromkeys(names.lower().split("|"), instrument))
    return named


def _any_of(names: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern of the names, the longest first."""
    return re.compile(r"\b(?:" + "|".join(map(re.escape, sorted(names, key=len, reverse=True))) + r")(?!\w)")


@cache
def load_words() -> AgreementWords:
    """Load the lists once a process."""
    data = json.loads(files("bilateral.lexicon").joinpath("agreement_words.json").read_text(encoding="utf-8"))
    named = _named()
    return AgreementWords(
        instruments=frozenset(data["instruments"]),
        standing=frozenset(data["standing"]),
        qualified={noun: frozenset(marks) for noun, marks in data["qualified"].items()},
        status_of_verb={verb: status for status, verbs in data["status"].items() for verb in verbs},
        status_of_noun={noun: status for status, nouns in data["status_nouns"].items() for noun in nouns},
        future_marks=frozenset(data["future_marks"]),
        domain_of_word={
            word: domain for domain, words in reversed(data["domains"].items()) for word in words
        },
        domains=tuple(data["domains"]),
        named=named,
        joined_only=frozenset(data["joined_only"]),
        made_only=frozenset(data["made_only"]),
        predicate_only=frozenset(data["predicate_only"]),
        titled=frozenset(data["titled"]),
        same_kind=data["same_kind"],
        generic=frozenset(data["generic"]),
        other_sense=frozenset(data["other_sense"]),
        paired=frozenset(data["paired"]),
        loose=frozenset(data["loose"]),
        long_names=_any_of(name.lower() for name in named if " " in name),
        short_names=_any_of(name for name in named if " " not in name and not name.islower()),
    )
