"""Groups as people want them: what was merged stands together, what was split stands apart."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from bilateral.model import Witness
from bilateral.reconcile.groups import Group


def regroup(groups: Iterable[Group]) -> Iterator[Group]:
    """Yield the groups of a block after merges and splits; where nobody judged, they stay as they are."""
    made = list(groups)
    for group in made:
        yield from _split(group, _joining(group, made))


def _joining(group: Group, groups: list[Group]) -> tuple[Witness, ...]:
    """Return who of the group stays, and who of other groups was merged into it, chains of merges followed."""
    everyone = {member.id: member for other in groups for member in other.members}
    own = {member.id for member in group.members}
    stays = [m for m in group.members if _home(m, everyone) in own]
    comes = [m for m in everyone.values() if m.id not in own and _home(m, everyone) in own]
    return (*stays, *sorted(comes, key=lambda member: (member.published or "9999", member.id)))


def _home(member: Witness, everyone: dict[str, Witness]) -> str:
    """Return the id of the mention in whose group this one belongs: its own, or that at the end of its merges."""
    seen = {member.id}
    while (joined := member.decision.joined) in everyone and joined not in seen:
        member = everyone[str(joined)]
        seen.add(member.id)
    return member.id


def _split(group: Group, members: tuple[Witness, ...]) -> Iterator[Group]:
    parts: dict[str | None, list[Witness]] = {}
    for member in members:
        parts.setdefault(member.decision.apart, []).append(member)
    for apart, some in sorted(parts.items(), key=lambda item: item[0] or ""):
        key = (*group.key, apart) if apart else group.key
        yield replace(group, key=key, members=tuple(some))
