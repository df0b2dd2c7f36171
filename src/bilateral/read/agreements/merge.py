"""One agreement once per article: mentions of the same are one, told by the fullest."""

from dataclasses import dataclass, replace

from bilateral.model import AgreementStatus
from bilateral.read.agreements.drafts import Draft
from bilateral.read.agreements.parties import Source

_SAME_PARTIES = 0.6


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
    """Say whether a mention is of the agreement of a group, by what it is called and between whom it stands.

    A bare noun ("the deal") whose parties its clause does not name joins a group that shares one; a fuller
    name must also share a word with the group's names, and where both name their parties surely, these must
    agree.
    """
    one, first = mention.draft, group[0].draft
    if one.kind != first.kind or any(one.head == other.draft.head for other in group):
        return False
    names = {other.draft.named.name for other in group if other.draft.named is not None}
    if one.named is not None and names:
        return one.named.name in names
    surest = max(group, key=lambda other: other.source)
    if one.vague and mention.source < Source.CLAUSE:
        return bool({*mention.parties} & {*surest.parties}) or mention.source <= Source.ARTICLE
    content = frozenset[str]().union(*(other.draft.content for other in group))
    if one.content and content and not _same_subject(one.content, content):
        return False
    named = one.named or first.named
    if named is not None and {*(surest if one.named else mention).parties} & {*named.parties}:
        return True
    unsure = min(mention.source, surest.source) < Source.SENTENCE and bool(one.content & content)
    return unsure or _alike(mention.parties, surest.parties)


def _same_subject(one: frozenset[str], other: frozenset[str]) -> bool:
    """Say whether the shorter name shares half of its words with the other."""
    return 2 * len(one & other) >= min(len(one), len(other))


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


def _fullness(one: Described) -> tuple[bool, int, bool, bool, bool, int]:
    """Order mentions: a full name, sure parties, a clause that describes it, a told status, a date, length."""
    described = any(child.dep_ in ("relcl", "acl") for child in one.draft.head.children)
    return (not one.draft.vague, one.source, described, one.told, one.when is not None, len(one.draft.what))
