"""From links between pairs to events: links of one sentence and type join into events with all who take part."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from bilateral.model import Event, EventType, Status
from bilateral.read.events.candidates import home
from bilateral.read.events.fields import confidence_of, source_of, when_of
from bilateral.read.events.links import Direction, Link
from bilateral.read.findings import Findings

Sides = tuple[tuple[str, ...], tuple[str, ...]]


def join_links(findings: Findings, links: Iterable[Link]) -> Iterator[Event]:
    """Yield the events that the links stand for, in the order of the text."""
    groups: dict[tuple[int, EventType, Status], list[Link]] = defaultdict(list)
    for link in links:
        groups[link.pair.sentence, link.type, link.status].append(link)
    for key in sorted(groups, key=lambda key: key[0]):
        for sides, members in _join(groups[key]):
            yield _event(findings, sides, members)


def _join(links: list[Link]) -> Iterator[tuple[Sides, list[Link]]]:
    mutual = [link for link in links if link.direction is Direction.MUTUAL]
    directed = [link for link in links if link.direction is not Direction.MUTUAL]
    for members in _components(mutual):
        codes = dict.fromkeys(code for link in members for code in link.actors)
        yield (tuple(codes), ()), members
    yield from _join_directed(directed)


def _components(links: list[Link]) -> list[list[Link]]:
    """Group links that share an actor, directly or by way of others."""
    groups: list[tuple[set[str], list[Link]]] = []
    for link in links:
        codes, members = set(link.actors), [link]
        apart = []
        for other_codes, other_members in groups:
            if codes & other_codes:
                codes |= other_codes
                members = other_members + members
            else:
                apart.append((other_codes, other_members))
        groups = [*apart, (codes, members)]
    return [members for _, members in groups]


def _join_directed(links: list[Link]) -> Iterator[tuple[Sides, list[Link]]]:
    """Join what one actor does to several, then what several do to the same ones."""
    by_actor: dict[str, list[Link]] = defaultdict(list)
    for link in links:
        by_actor[link.actors[0]].append(link)
    by_recipients: dict[frozenset[str], list[Link]] = defaultdict(list)
    for members in by_actor.values():
        by_recipients[frozenset(link.recipients[0] for link in members)] += members
    for members in by_recipients.values():
        actors = dict.fromkeys(link.actors[0] for link in members)
        recipients = dict.fromkeys(link.recipients[0] for link in members)
        yield (tuple(actors), tuple(recipients)), members


def _event(findings: Findings, sides: Sides, links: list[Link]) -> Event:
    best = max(links, key=lambda link: link.confidence)
    return Event(
        article=findings.article,
        evidence=findings.cut(findings.sentences[best.pair.sentence]),
        confidence=confidence_of(best),
        type=best.type,
        mode=best.mode,
        actors=_states_only(sides[0]),
        recipients=_states_only(sides[1]),
        when=when_of(findings, best),
        said_by=source_of(findings, best),
        status=best.status,
    )


def _states_only(codes: tuple[str, ...]) -> tuple[str, ...]:
    """Return the codes without those of bodies and people whose own state stands beside them."""
    return tuple(code for code in codes if home(code) == code or home(code) not in codes)
