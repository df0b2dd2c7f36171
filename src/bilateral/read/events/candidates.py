"""Which two actors of an article could stand in one event: the pairs that are put before the reader of relations."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from bilateral.read.findings import ActorMention, Findings

# A sentence that lists more actors than this (the signatories of a treaty, a medal table) says little about each
# pair, and pairs grow with the square: the actors named first are kept.
MAX_ACTORS = 8


@dataclass(frozen=True, slots=True)
class Party:
    """An actor as it takes part in a sentence: its code and the places that stand for it, in order."""

    code: str
    mentions: tuple[ActorMention, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two actors that one event of a sentence may link; ``first`` is the one that stands first.

    ``sentence`` is the position, in `Findings.sentences`, of the sentence that would be the evidence. Where
    ``crosses`` holds, ``first`` stands only in the sentence before it.
    """

    first: Party
    second: Party
    sentence: int
    crosses: bool = False


def home(code: str) -> str:
    """Return the state of an actor's code: ``RUS`` of ``RUS:COM``; an organisation is its own."""
    return code.partition(":")[0]


def foreign(one: str, other: str) -> bool:
    """Say whether an event between the two codes would be a relation between states or organisations.

    A state and its own company or party are domestic; two non-state actors of no known home are foreign.
    """
    return home(one) != home(other) or (one != other and home(one) == "INT")


def parties_of(findings: Findings, sentence: int) -> tuple[Party, ...]:
    """Return the actors of a sentence, by first mention."""
    tokens = findings.sentences[sentence]
    places: dict[str, list[ActorMention]] = defaultdict(list)
    for mention in findings.actors_within(tokens.start, tokens.end):
        for code in mention.codes:
            places[code].append(mention)
    return tuple(Party(code, tuple(mentions)) for code, mentions in places.items())[:MAX_ACTORS]


def find_pairs(findings: Findings) -> Iterator[Pair]:
    """Yield the pairs of actors that may stand in one event, sentence by sentence.

    Two actors of one sentence make a pair; a sentence with a single actor is read as a continuation, and makes
    pairs with the actors of the sentence before it.
    """
    before: tuple[Party, ...] = ()
    for sentence in range(len(findings.sentences)):
        parties = parties_of(findings, sentence)
        for first, second in combinations(parties, 2):
            if foreign(first.code, second.code):
                yield Pair(first, second, sentence)
        if len(parties) == 1:
            yield from _across(before, parties[0], sentence)
        before = parties


def _across(before: tuple[Party, ...], party: Party, sentence: int) -> Iterator[Pair]:
    for earlier in before:
        if foreign(earlier.code, party.code):
            yield Pair(earlier, party, sentence, crosses=True)
