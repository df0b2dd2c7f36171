"""From links between pairs to events: links of one sentence and type join into events with all who take part."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from bilateral.model import Event, EventType, Status
from bilateral.read.events.candidates import Party, home
from bilateral.read.events.fields import confidence_of, source_of, when_of
from bilateral.read.events.links import Direction, Link
from bilateral.read.findings import Findings

# A further party that is not coordinated with one already there joins only where its link is about as strong: exact
# sides (events.directed) gain a point on held-out articles, and events.found loses nothing down from 0.6.
JOINING_SHARE = 0.6

Side = dict[str, Party]


@dataclass
class _Draft:
    """An event that grows from its strongest link."""

    best: Link
    actors: Side = field(default_factory=dict)
    recipients: Side = field(default_factory=dict)

    def side_of(self, code: str) -> Side | None:
        """Return the side on which the code stands, if any."""
        return next((side for side in (self.actors, self.recipients) if code in side), None)


def join_links(findings: Findings, links: Iterable[Link]) -> Iterator[Event]:
    """Yield the events that the links stand for, in the order of the text."""
    groups: dict[tuple[int, EventType, Status], list[Link]] = defaultdict(list)
    for link in links:
        groups[link.pair.sentence, link.type, link.status].append(link)
    for key in sorted(groups, key=lambda key: key[0]):
        ranked = sorted(groups[key], key=lambda link: -link.confidence)
        while ranked:
            draft, ranked = _grow(findings, ranked)
            yield _event(findings, draft)


def _grow(findings: Findings, ranked: list[Link]) -> tuple[_Draft, list[Link]]:
    """Return the event of the strongest link with all who belong to it, and the links that are of other events."""
    best = ranked[0]
    draft = _Draft(best)
    _place(draft, best)
    apart: list[Link] = []
    for link in ranked[1:]:
        new = _new_party(draft, link)
        if new is None:
            apart.append(link)
        elif link.confidence >= best.confidence * JOINING_SHARE or _coordinated(findings, draft, new):
            _place(draft, link)
    for side in (draft.actors, draft.recipients):
        _add_coordinated(findings, draft, side)
    return draft, apart


def _place(draft: _Draft, link: Link) -> None:
    first, second = link.pair.first, link.pair.second
    if link.direction is Direction.MUTUAL:
        sides = (draft.actors, draft.actors)
    elif link.direction is Direction.FORWARD:
        sides = (draft.actors, draft.recipients)
    else:
        sides = (draft.recipients, draft.actors)
    for party, side in zip((first, second), sides, strict=True):
        side.setdefault(party.code, party)


def _new_party(draft: _Draft, link: Link) -> Party | None:
    """Return the party that the link would bring, or None where the link is of another event.

    It is of the same event where it is mutual as the event is and shares a party with it.
    """
    if (link.direction is Direction.MUTUAL) != (draft.best.direction is Direction.MUTUAL):
        return None
    new = [party for party in (link.pair.first, link.pair.second) if draft.side_of(party.code) is None]
    if len(new) == 2:
        return None
    return new[0] if new else link.pair.first


def _coordinated(findings: Findings, draft: _Draft, party: Party) -> bool:
    known = [*draft.actors.values(), *draft.recipients.values()]
    heads = {mention.head for mention in party.mentions}
    return any(heads & _conjuncts(findings, other) for other in known)


def _conjuncts(findings: Findings, party: Party) -> set[int]:
    return {token.i for mention in party.mentions for token in findings.doc[mention.head].conjuncts}


def _add_coordinated(findings: Findings, draft: _Draft, side: Side) -> None:
    """Add the actors that are coordinated with one of the side: "the United States and Canada blamed"."""
    for party in tuple(side.values()):
        for position in sorted(_conjuncts(findings, party)):
            mention = findings.actor_at(position)
            for code in mention.codes if mention is not None else ():
                if draft.side_of(code) is None and mention is not None:
                    side[code] = Party(code, (mention,))


def _event(findings: Findings, draft: _Draft) -> Event:
    best = draft.best
    return Event(
        article=findings.article,
        evidence=findings.cut(findings.sentences[best.pair.sentence]),
        confidence=confidence_of(best),
        type=best.type,
        mode=best.mode,
        actors=_states_only(tuple(draft.actors)),
        recipients=_states_only(tuple(draft.recipients)),
        when=when_of(findings, best),
        said_by=source_of(findings, best),
        status=best.status,
    )


def _states_only(codes: tuple[str, ...]) -> tuple[str, ...]:
    """Return the codes without those of bodies and people whose own state stands beside them."""
    return tuple(code for code in codes if home(code) == code or home(code) not in codes)
