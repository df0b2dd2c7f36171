"""What of a copy is read anew, with what around it, and which mentions are taken over from the origin instead."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bilateral.model import Mention
from bilateral.read.copies.aligned import Aligned
from bilateral.read.copies.moving import moved, spans_needed
from bilateral.read.copies.stretches import touched

# Stretches at the head of a copy that are always read along: they hold the dateline, and who and what it is about.
LEAD = 2

# Fields that hold names as the article gives them.
_NAMES = ("speaker", "role", "said_by")
# Words with a capital, one after the other.
_NAME = re.compile(r"\b[A-Z]\w*[a-z][\w-]*(?: [A-Z][\w-]*\.?)*")
_IN_LOWER_CASE = re.compile(r"\b[a-z]\w*")


@dataclass(frozen=True)
class Choice:
    """What becomes of a copy: stretches that are read ``anew``, others read as ``context``, and mentions ``taken`` over."""

    anew: frozenset[int]
    context: frozenset[int]
    taken: tuple[Mention, ...]


def choose(aligned: Aligned, lent: Sequence[Mention]) -> Choice:
    """Share a copy out between what is taken over and what is read.

    A mention is taken over where it stands with all its parts in stretches that are not read anew. Where only a part of
    it does, the stretches of that part are read anew as well, and so on until nothing is cut in two.
    """
    placed = [(mention, _placed(aligned, mention)) for mention in lent]
    cut = (span for mention, place in placed if place is None for span in mention.spans())
    anew = _differing(aligned).union(*map(aligned.reached, cut))
    taken = [(place, _stretches(aligned, place)) for _, place in placed if place is not None]
    while crossing := [stretches for _, stretches in taken if not anew.isdisjoint(stretches)]:
        anew = anew.union(*crossing)
        taken = [each for each in taken if anew.isdisjoint(each[1])]
    context = _context(aligned, anew) - anew
    return Choice(frozenset(anew), frozenset(context), tuple(mention for mention, _ in taken))


def _placed(aligned: Aligned, mention: Mention) -> Mention | None:
    """Return a mention as it stands in the copy; null where the copy lacks a part, or calls by another name who says it."""
    names = (getattr(mention, field, None) for field in _NAMES)
    if any(name is not None and name not in aligned.copy.text for name in names):
        return None
    return moved(mention, aligned.copy, aligned.place)


def _stretches(aligned: Aligned, mention: Mention) -> set[int]:
    return {i for span in spans_needed(mention) for i in touched(aligned.stretches, span)}


def _differing(aligned: Aligned) -> set[int]:
    """Return the stretches that the origin lacks, and each that follows one: "he" may be another there.

    One that follows a cut is none of these: what the outlet left out does not change whom the words mean.
    """
    own = {i for i, j in enumerate(aligned.same) if j is None}
    return own | {i + 1 for i in own if i + 1 < len(aligned.same)}


def _context(aligned: Aligned, anew: Iterable[int]) -> set[int]:
    """Return what helps to read some stretches: the head of the copy, the one before each, and where names stand in full."""
    numbers = list(anew)
    if not numbers:
        return set()
    fullest = _where_names_stand_in_full(aligned)
    # A word that also stands in lower case begins a sentence, and names nobody.
    no_names = set(_IN_LOWER_CASE.findall(aligned.copy.text))
    names = {name for i in numbers for name in _last_names(aligned, i) if name.lower() not in no_names}
    before = {i - 1 for i in numbers if i}
    return before | set(range(min(LEAD, len(aligned.stretches)))) | {fullest[name] for name in names}


def _where_names_stand_in_full(aligned: Aligned) -> dict[str, int]:
    """Return for each name, by its last word, the first stretch of those in which it has the most words."""
    best: dict[str, tuple[int, int]] = {}
    for i in range(len(aligned.stretches)):
        for name, words in _last_names(aligned, i).items():
            best[name] = max(best.get(name, (0, 0)), (words, -i))
    return {name: -place for name, (_, place) in best.items()}


def _last_names(aligned: Aligned, i: int) -> dict[str, int]:
    """Return the last word of each name in a stretch, with how many words the name has there."""
    runs = [found[0].split() for found in _NAME.finditer(aligned.copy.text, *aligned.stretches[i])]
    return {run[-1]: len(run) for run in sorted(runs, key=len)}
