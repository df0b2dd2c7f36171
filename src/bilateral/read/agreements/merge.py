"""One agreement once per article: mentions of the same are one, told by the fullest."""

from dataclasses import dataclass

from bilateral.model import AgreementStatus
from bilateral.read.agreements.drafts import Draft

_SAME_PARTIES = 0.5


@dataclass(frozen=True)
class Described:
    """A draft with what was read of it; ``told`` where its status is told and not assumed."""

    draft: Draft
    parties: tuple[str, ...]
    domain: str
    status: AgreementStatus
    told: bool
    when: str | None


def merge(mentions: list[Described]) -> list[Described]:
    """Return one of each group of mentions that stand for the same agreement, in the order of the text."""
    groups: list[list[Described]] = []
    for mention in mentions:
        group = next(
            (group for group in reversed(groups) if any(_same(mention, other) for other in group)), None
        )
        if group is None:
            groups.append([mention])
        else:
            group.append(mention)
    return sorted((_fullest(group) for group in groups), key=lambda one: one.draft.head.i)


def _same(one: Described, other: Described) -> bool:
    if one.draft.head == other.draft.head:
        return False
    if one.draft.named is not None and one.draft.named is other.draft.named:
        return True
    if not _alike(one.parties, other.parties):
        return False
    vague = one.draft.vague or other.draft.vague
    return vague or (one.domain == other.domain)


def _alike(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    a, b = set(one), set(other)
    return bool(a | b) and len(a & b) / len(a | b) >= _SAME_PARTIES


def _fullest(group: list[Described]) -> Described:
    """Return the mention that tells most: its status first, then a date, then the longer name."""
    return max(
        group, key=lambda one: (not one.draft.vague, one.told, one.when is not None, len(one.draft.what))
    )
