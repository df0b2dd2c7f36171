"""Which statements are the same utterance, and how their wordings differ."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from bilateral.model import Witness
from bilateral.reconcile.blocks import fold, last_name
from bilateral.reconcile.groups import Group, arrival
from bilateral.reconcile.linking import Verdicts, cluster
from bilateral.reconcile.stems import stem
from bilateral.reconcile.wording import Wording, content_overlap, differing, whole_overlap

# Shares of the shorter wording's content words that must stand in the other, in order. A second translator keeps
# about half of them ("no country should provide", "no nation ought to give"); then the whole, with its small words,
# must run alike as well. Words put into other languages and back are told from a mere repeated phrase by their number.
SAME_SHARE: Final = 0.8
TRANSLATED_SHARE: Final = 0.45
TRANSLATED_ALL: Final = 0.5
# Fewer words than these are a phrase that anybody may repeat ("special military operation").
LEAST_WORDS: Final = 4
# Speakers of one side who are named differently: an embassy by its city or by its country, a person by the office.
OTHER_SPEAKER_WORDS: Final = 5
# What a pair that was compared and is not the same speaks against joining the groups of both.
APART: Final = -0.3


@dataclass(frozen=True)
class Utterance:
    """A statement as it is compared."""

    witness: Witness

    @cached_property
    def wording(self) -> Wording:
        """The words said, pieces in order."""
        return Wording(words_of(self.witness))

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """The stems of the words that carry meaning, each once."""
        return frozenset(self.wording.content)

    @cached_property
    def folded(self) -> str:
        """The words without case and marks."""
        return fold(self.wording.text)

    @cached_property
    def speaker(self) -> frozenset[str]:
        """The words of the speaker's name."""
        return frozenset(stem(word) for word in fold(self.witness.fields["speaker"] or "").split())


def group_statements(members: Sequence[Witness]) -> Iterator[Group]:
    """Group statements of one speaker, or of one side, in the same or nearly the same words."""
    ordered = [Utterance(witness) for witness in sorted(members, key=arrival)]
    for group in cluster(ordered, near_statements(ordered), link_statements):
        first = min(group.members, key=lambda u: arrival(u.witness))
        yield Group(
            (last_name(first.witness.fields["speaker"]), first.folded),
            tuple(u.witness for u in group.members),
            {u.witness.id: reasons for u, reasons in zip(group.members, group.reasons, strict=True)},
        )


def near_statements(ordered: Sequence[Utterance]) -> Iterator[tuple[int, int]]:
    """Yield the pairs worth comparing: those that share words enough, in whatever order, or are the same."""
    holders: dict[str, list[int]] = defaultdict(list)
    for i, utterance in enumerate(ordered):
        shared: dict[int, int] = defaultdict(int)
        for word in utterance.vocabulary | {utterance.folded}:
            for j in holders[word]:
                shared[j] += 1
            holders[word].append(i)
        yield from ((j, i) for j, count in sorted(shared.items()) if _enough(count, utterance, ordered[j]))


def _enough(count: int, a: Utterance, b: Utterance) -> bool:
    few = min(len(a.vocabulary), len(b.vocabulary))
    return a.folded == b.folded or count >= max(LEAST_WORDS, TRANSLATED_SHARE * few)


def link_statements(a: Utterance, b: Utterance) -> Verdicts:
    """Return why two statements are the same utterance; nothing where they are not."""
    named = last_name(a.witness.fields["speaker"]) == last_name(b.witness.fields["speaker"])
    who = "same speaker" if named else "same side speaks"
    if a.folded == b.folded and (named or len(a.wording.content) >= LEAST_WORDS):
        return 1.0, (who, "same words")
    shared, share = content_overlap(a.wording, b.wording)
    least = LEAST_WORDS if named else OTHER_SPEAKER_WORDS
    if shared < least or share < TRANSLATED_SHARE or not (named or a.speaker & b.speaker):
        return APART, ()
    words = f"{shared} words in the same order, {share:.0%} of the shorter wording"
    if share >= SAME_SHARE:
        return share, (who, words)
    if whole_overlap(a.wording, b.wording) >= TRANSLATED_ALL:
        return share, (who, words, "worded otherwise, as by another translator")
    return APART, ()


def words_of(witness: Witness) -> str:
    """Return the words of a statement on one line, its pieces joined by an ellipsis."""
    return " … ".join(" ".join(span["text"].split()) for span in witness.fields["content"])


def variants(members: Sequence[Witness]) -> list[dict[str, Any]]:
    """Return each wording of an utterance with its families and the ranges of characters that are put otherwise.

    The first is the one that most families quote, then the longest; the others are compared with it, and it with
    all of them. Wordings that differ only in case or marks are one. A single wording gives an empty list.
    """
    texts: dict[str, list[Witness]] = defaultdict(list)
    for witness in sorted(members, key=arrival):
        texts[fold(words_of(witness))].append(witness)
    if len(texts) < 2:
        return []
    ordered = sorted(texts.items(), key=lambda item: (-len(_families(item[1])), -len(item[0]), item[0]))
    first, *others = [Wording(words_of(same[0])) for _, same in ordered]
    marks = [sorted({r for other in others for r in differing(first, other)})]
    marks += [differing(other, first) for other in others]
    return [
        {"text": wording.text, "families": _families(same), "differs": [list(r) for r in _merged(ranges)]}
        for wording, (_, same), ranges in zip([first, *others], ordered, marks, strict=True)
    ]


def _families(witnesses: Sequence[Witness]) -> list[str]:
    return sorted({witness.family for witness in witnesses})


def _merged(ranges: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return sorted ranges with those that overlap made one."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(ranges):
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged
