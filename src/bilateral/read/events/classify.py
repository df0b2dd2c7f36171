"""Classify marked pairs: PLOVER type and mode for two actors whose places the caller gives."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Self

from bilateral.exceptions import EvidenceError
from bilateral.model import EventType
from bilateral.read.events.encoder import RelationEncoder, Scores, load_encoder
from bilateral.read.events.judge import mode_of
from bilateral.read.events.labels import TYPES
from bilateral.read.events.windows import Place, Window

# Pairs that are encoded before the first answer is given.
CHUNK = 256
NONE = "none"


@dataclass(frozen=True, slots=True)
class MarkedPair:
    """A text with the places of two actors, the one that acts and the one acted upon."""

    id: str
    text: str
    source: tuple[Place, ...]
    target: tuple[Place, ...]

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> Self:
        """Read ``{id, text, source: [start, end], target: [start, end]}``; a side may hold several places.

        Raises:
            EvidenceError: a place lies outside the text.

        """
        text = record["text"]
        sides = [_places(record[side]) for side in ("source", "target")]
        for start, end in (place for side in sides for place in side):
            if not 0 <= start < end <= len(text):
                raise EvidenceError(
                    f"pair {record['id']}: [{start}, {end}) lies outside its {len(text)} characters"
                )
        return cls(str(record["id"]), text, *sides)

    def window(self) -> Window:
        """Return the text as the encoder reads it."""
        return Window("", self.text, (self.source,), (self.target,))


def _places(value: Sequence[Any]) -> tuple[Place, ...]:
    pairs = [value] if isinstance(value[0], int) else value
    return tuple((start, end) for start, end in pairs)


def classify_pairs(
    pairs: Iterable[MarkedPair], encoder: RelationEncoder | None = None
) -> Iterator[dict[str, Any]]:
    """Yield ``{id, type, mode, score, scores}`` for each pair, in order.

    ``scores`` gives each type's probability and that of ``none``; they sum to one. ``type`` is the likeliest of
    all, null where that is ``none``; ``score`` is its probability; ``mode`` is null where the type has none.
    """
    reader = encoder or load_encoder()
    remaining = iter(pairs)
    while chunk := list(islice(remaining, CHUNK)):
        scores = reader.score([pair.window() for pair in chunk])
        yield from (_answer(pair, scores, row) for row, pair in enumerate(chunk))


def _answer(pair: MarkedPair, scores: Scores, row: int) -> dict[str, Any]:
    event = float(scores.event[row])
    shares = {str(type_): round(event * float(scores.types[row][i]), 4) for i, type_ in enumerate(TYPES)}
    shares[NONE] = round(1 - event, 4)
    best = max(shares, key=lambda name: shares[name])
    return {
        "id": pair.id,
        "type": None if best == NONE else best,
        "mode": None if best == NONE else mode_of(EventType(best), scores.modes[row]),
        "score": shares[best],
        "scores": shares,
    }
