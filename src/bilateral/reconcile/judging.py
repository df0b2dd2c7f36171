"""What people decided, applied to what the reader found: judgements find their mentions by place, not by row."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from bilateral.model import Decision, Judgement, Verdict

Place = tuple[int, int]
"""The characters that tell a mention from others of its kind, as `bilateral.batches.place_of` gives them."""

# A later reader may draw a span a little wider or narrower; half of the shorter one is what the scorers ask too.
SAME_PLACE = 0.5


def in_force(judgements: Iterable[Judgement]) -> list[Judgement]:
    """Return the judgements that no later undo took back, in the order in which they were made."""
    made = sorted(judgements, key=lambda judgement: judgement.id)
    standing = {judgement.id: judgement for judgement in made}
    for judgement in reversed(made):
        if judgement.id in standing and judgement.undoes is not None:
            standing.pop(judgement.undoes, None)
    return [judgement for judgement in standing.values() if judgement.verdict is not Verdict.UNDO]


def find_mention(
    place: Place, snapshot: Mapping[str, Any], mentions: Mapping[str, tuple[Place, Mapping[str, Any]]]
) -> str | None:
    """Return the id of the mention, among those of the same article and kind, that a judgement was made on.

    The place must overlap by half; of several the one that overlaps most, then the one most like the snapshot.
    """
    near = [
        (-_overlap(place, other), -_likeness(snapshot, fields), id_)
        for id_, (other, fields) in mentions.items()
        if _overlap(place, other) >= SAME_PLACE
    ]
    return min(near)[2] if near else None


def _overlap(a: Place, b: Place) -> float:
    """Return the share of the shorter range that both hold."""
    return max(0, min(a[1], b[1]) - max(a[0], b[0])) / max(1, min(a[1] - a[0], b[1] - b[0]))


def _likeness(snapshot: Mapping[str, Any], fields: Mapping[str, Any]) -> int:
    return sum(fields.get(name) == value for name, value in snapshot.items())


def decide(judgements: Sequence[tuple[Judgement, str, str | None]]) -> dict[str, Decision]:
    """Return what the judgements in force say of each mention.

    Each comes with the id of its mention and, for a merge, of the mention to merge with. Of contrary judgements
    the later one holds.
    """
    decisions: dict[str, Decision] = defaultdict(Decision)
    for judgement, mention, other in judgements:
        before = decisions[mention]
        reviewers = tuple(dict.fromkeys((*before.reviewers, judgement.reviewer)))
        decisions[mention] = replace(_decided(before, judgement, other), reviewers=reviewers)
    return dict(decisions)


def _decided(before: Decision, judgement: Judgement, other: str | None) -> Decision:
    match judgement.verdict:
        case Verdict.ACCEPT:
            return replace(before, accepted=True, rejected=False)
        case Verdict.REJECT:
            return replace(before, accepted=False, rejected=True)
        case Verdict.CORRECT:
            corrections = {**before.corrections, **judgement.change}
            return replace(before, accepted=True, rejected=False, corrections=corrections)
        case Verdict.MERGE:
            return replace(before, joined=other, apart=None)
        case Verdict.SPLIT:
            return replace(before, joined=None, apart=judgement.change["apart"])
        case Verdict.UNDO:
            return before
