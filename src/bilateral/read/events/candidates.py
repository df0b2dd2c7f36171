"""Which two actors of an article could stand in one event: the pairs that are put before the reader of relations."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import combinations, product

from bilateral.read.events.paths import closest
from bilateral.read.findings import ActorMention, Findings

# A sentence that lists more actors than this (the signatories of a treaty, a medal table) says little about each
# pair, and pairs grow with the square: the actors named first are kept.
MAX_ACTORS = 6

# On the training articles pairs within a sentence reach 65 in 100 events; with those that sentences of one actor make
# with a sentence up to three back it is 74, for three pairs in ten more. Sentences of two actors would bring five
# more, but cost as many pairs again.
MAX_CONTINUING = 1
REACH = 3


Related = Callable[[str, str], bool]


@dataclass(frozen=True, slots=True)
class Party:
    """An actor as it takes part in a sentence: its code and the places that stand for it, in order."""

    code: str
    mentions: tuple[ActorMention, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two actors that one event of a sentence may link; ``first`` is the one that stands first.

    ``sentence`` is the position, in `Findings.sentences`, of the sentence that would be the evidence, ``context``
    that of an earlier sentence which helps to read it. Where ``crosses`` holds, ``first`` stands only there.
    """

    first: Party
    second: Party
    sentence: int
    context: int | None = None
    crosses: bool = False

    def heads(self) -> tuple[int, int]:
        """Return the heads, as positions, of the two mentions that stand closest to each other."""
        sides = ([mention.head for mention in party.mentions] for party in (self.first, self.second))
        return closest(*sides)


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


def find_pairs(findings: Findings, related: Related = foreign) -> Iterator[Pair]:
    """Yield the pairs of actors that may stand in one event, sentence by sentence.

    Two actors of one sentence make a pair. A sentence with a single actor is read as a continuation too, and
    makes pairs with the further actors of the nearest earlier sentence that has any. ``related`` says of two codes
    whether an event between them is wanted.
    """
    everyone = [parties_of(findings, sentence) for sentence in range(len(findings.sentences))]
    for sentence, parties in enumerate(everyone):
        context = _context(everyone, sentence)
        for first, second in combinations(parties, 2):
            if related(first.code, second.code):
                yield Pair(first, second, sentence, context)
        if context is not None:
            for earlier, party in product(_others(everyone[context], parties), parties):
                if related(earlier.code, party.code):
                    yield Pair(earlier, party, sentence, context, crosses=True)


def _context(everyone: list[tuple[Party, ...]], sentence: int) -> int | None:
    """Return the nearest earlier sentence that the sentence may continue, if it is one that may."""
    parties = everyone[sentence]
    if not 1 <= len(parties) <= MAX_CONTINUING:
        return None
    earlier = range(sentence - 1, max(-1, sentence - 1 - REACH), -1)
    return next((i for i in earlier if _others(everyone[i], parties)), None)


def _others(parties: tuple[Party, ...], known: tuple[Party, ...]) -> tuple[Party, ...]:
    codes = {party.code for party in known}
    return tuple(party for party in parties if party.code not in codes)
