"""One agreement once per article: mentions of the same are one, told by the fullest."""

from dataclasses import dataclass, replace

from bilateral.model import AgreementStatus
from bilateral.read.agreements.drafts import Draft
from bilateral.read.agreements.parties import Source

_SAME_PARTIES = 0.5


@dataclass(frozen=True)
class Described:
    """A draft with what was read of it; ``told`` where its status is told and not assumed."""

    draft: Draft
    parties: tuple[str, ...]
    source: Source
    domain: str
    status: AgreementStatus
    told: bool
    when: str | None


def merge(mentions: list[Described]) -> list[Described]:
    """Return one of each group of mentions that stand for the same agreement, in the order of the text."""
    groups: list[list[Described]] = []
    for mention in mentions:
        group = next((each for each in reversed(groups) if _belongs(mention, each)), None)
        if group is None:
            groups.append([mention])
        else:
            group.append(mention)
    return sorted((_told_best(group) for group in groups), key=lambda one: one.draft.head.i)


def _belongs(mention: Described, group: list[Described]) -> bool:
    return any(_same(mention, other) for other in group)


def _same(one: Described, other: Described) -> bool:
    """Say whether two mentions are of one agreement, by what it is called and between whom it stands."""
    if one.draft.head == other.draft.head:
        return False
    if one.draft.named is not None or other.draft.named is not None:
        return one.draft.named == other.draft.named
    if one.draft.kind != other.draft.kind:
        return False
    named_both = one.draft.content and other.draft.content
    if named_both and not one.draft.content & other.draft.content:
        return False
    return _alike(one.parties, other.parties) or min(one.source, other.source) < Source.CLAUSE


def _alike(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    a, b = set(one), set(other)
    return bool(a | b) and len(a & b) / len(a | b) >= _SAME_PARTIES


def _told_best(group: list[Described]) -> Described:
    """Return the fullest mention, with the parties of the one that names them most surely."""
    fullest = max(group, key=_fullness)
    surest = max(group, key=lambda one: one.source)
    return (
        replace(fullest, parties=surest.parties, source=surest.source)
        if surest.source > fullest.source
        else fullest
    )


def _fullness(one: Described) -> tuple[bool, int, bool, bool, int]:
    return (not one.draft.vague, one.source, one.told, one.when is not None, len(one.draft.what))
