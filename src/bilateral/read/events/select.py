"""Which of the likely links can stand together: weak ones go, and nobody is on both sides of one act.

Chosen on held-out articles: sides that agree bring two points of events.type F1, the thresholds another one.
"""

from collections.abc import Iterable, Iterator

from bilateral.model import EventType
from bilateral.read.events.links import Link

# Pairs across sentences are wrong more often; so are those with an actor that stands only as a place or a modifier.
ACROSS_THRESHOLD = 0.5
ASIDE_THRESHOLD = 0.5

# A link much weaker than the strongest of its sentence is mostly an echo of that one with a bystander.
SHARE_OF_STRONGEST = 0.5

_Side = dict[str, str]


def select_links(links: Iterable[Link]) -> Iterator[Link]:
    """Yield the links that are kept, strongest first within a sentence, sentences in the order of the text."""
    by_sentence: dict[int, list[Link]] = {}
    for link in links:
        if _strong_enough(link):
            by_sentence.setdefault(link.pair.sentence, []).append(link)
    for sentence in sorted(by_sentence):
        ranked = sorted(by_sentence[sentence], key=lambda link: -link.confidence)
        floor = ranked[0].confidence * SHARE_OF_STRONGEST
        yield from _on_agreeing_sides(link for link in ranked if link.confidence >= floor)


def _strong_enough(link: Link) -> bool:
    aside = any(
        all(mention.role != "actor" for mention in party.mentions)
        for party in (link.pair.first, link.pair.second)
    )
    threshold = max(ACROSS_THRESHOLD * link.pair.crosses, ASIDE_THRESHOLD * aside)
    return link.confidence >= threshold


def _on_agreeing_sides(ranked: Iterable[Link]) -> Iterator[Link]:
    """Yield the links of a sentence that put no actor on the other side of an act than a stronger link does."""
    sides: dict[EventType, _Side] = {}
    for link in ranked:
        wanted = dict.fromkeys(link.actors, "actor") | dict.fromkeys(link.recipients, "recipient")
        known = sides.setdefault(link.type, {})
        if all(known.get(code, side) == side for code, side in wanted.items()):
            known.update(wanted)
            yield link
