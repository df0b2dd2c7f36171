"""Classify marked pairs: PLOVER type and mode for two actors whose places the caller gives."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Self

from spacy.tokens import Doc

from bilateral.exceptions import EvidenceError
from bilateral.model import EventType
from bilateral.read.events.encoder import RelationEncoder, Scores, load_encoder
from bilateral.read.events.judge import mode_of
from bilateral.read.events.labels import TYPES
from bilateral.read.events.paths import closest, path_between
from bilateral.read.events.windows import Place, Window
from bilateral.read.pipeline import parse

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

    def window(self, doc: Doc) -> Window:
        """Return the text, with its parse, as the encoder reads it."""
        return marked_window(doc, self.source, self.target)


def marked_window(doc: Doc, source: tuple[Place, ...], target: tuple[Place, ...]) -> Window:
    """Return a parsed text with the places of two actors as a window of one pair."""
    sides = [[_head(doc, place) for place in places] for places in (source, target)]
    # A caller may know of one side only that it acts, and not where it stands.
    path = path_between(doc, *closest(*sides)) if source and target else ()
    return Window(
        "", doc.text, (source,), (target,), (tuple((doc[i].idx, doc[i].idx + len(doc[i])) for i in path),)
    )


def _head(doc: Doc, place: Place) -> int:
    span = doc.char_span(*place, alignment_mode="expand")
    assert span is not None
    return span.root.i


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
        docs = parse(pair.text for pair in chunk)
        scores = reader.score([pair.window(doc) for pair, doc in zip(chunk, docs, strict=True)], gate=0.0)
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
