"""Named entities by spaCy's own model and weights, decoded the short way.

spaCy's loop asks of each token whether each of 74 moves is allowed, one by one, and in spaCy 3.8 that is two thirds of
the time of naming. Outside a name the scores of a token depend on that token alone, so they are computed for all
tokens at once; inside a name only "goes on" and "ends here" are left. The names are the same
(`tests/read/test_pipeline.py` holds that).
"""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.pipeline import EntityRecognizer
from spacy.tokens import Doc, Span

Floats = NDArray[np.float32]

# What the model sees of a state: the token, the first of the open name, the token before within the open name.
FEATURES = 3
# Row of the precomputed features that stands for "no such token".
_NO_TOKEN = 0


class NameFinder:
    """Sets the named entities of parsed docs as the recogniser would."""

    def __init__(self, recogniser: EntityRecognizer) -> None:
        self._model = recogniser.model
        moves = [
            recogniser.moves.get_class_name(place).partition("-") for place in range(recogniser.moves.n_moves)
        ]
        self._kinds = np.array([kind for kind, _, _ in moves])
        self._labels = [label for _, _, label in moves]
        places = {(kind, label): place for place, (kind, _, label) in enumerate(moves)}
        self._inside = {label: (places["I", label], places["L", label]) for _, label in places if label}

    def __call__(self, doc: Doc) -> Doc:
        """Set the names of one doc."""
        return next(self.pipe([doc]))

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 16) -> Iterator[Doc]:
        """Set the names of docs, some at a time."""
        docs = iter(stream)
        while batch := list(islice(docs, batch_size)):
            vectors = self._model.get_ref("tok2vec").predict(batch)
            features = self._model.get_ref("lower").predict(vectors)
            at = 1
            for doc in batch:
                rows = np.concatenate([features[:1], features[at : at + len(doc)]])
                at += len(doc)
                doc.set_ents(list(self._names(doc, rows)))
                yield doc

    def _names(self, doc: Doc, features: Floats) -> Iterator[Span]:
        """Yield the names of a doc; ``features`` has a row for no token, then one for each."""
        if not len(doc):
            return
        best = self._outside(doc, features)
        start = 0
        while start < len(doc):
            kind, label = self._kinds[best[start]], self._labels[best[start]]
            end = start + 1
            if kind == "B":
                end = self._end(doc, features, start, label)
            if kind in {"B", "U"}:
                yield Span(doc, start, end, label)
            start = end

    def _outside(self, doc: Doc, features: Floats) -> NDArray[np.int64]:
        """Return for each token the likeliest move where no name is open: begin one, a name of one word, or none."""
        alone = features[1:, 0] + features[_NO_TOKEN, 1] + features[_NO_TOKEN, 2]
        scores = self._scores(alone)
        ends = np.array([doc[i].is_sent_start is True for i in range(1, len(doc))] + [True])
        space = np.array([token.is_space for token in doc])
        scores[:, np.isin(self._kinds, ["M", "I", "L"])] = -np.inf
        scores[np.ix_(ends | space, self._kinds == "B")] = -np.inf
        scores[np.ix_(space, self._kinds == "U")] = -np.inf
        scores[
            :, [kind == "U" and not label for kind, label in zip(self._kinds, self._labels, strict=True)]
        ] = -np.inf
        best: NDArray[np.int64] = scores.argmax(1)
        return best

    def _end(self, doc: Doc, features: Floats, start: int, label: str) -> int:
        """Return where the name that begins at ``start`` ends."""
        goes_on, ends = self._inside[label]
        for i in range(start + 1, len(doc)):
            if i + 1 == len(doc) or doc[i + 1].is_sent_start is True:
                return i + 1
            state = features[i + 1, 0] + features[start + 1, 1] + features[i, 2]
            scores = self._scores(state[None])[0]
            if (scores[ends], ends) > (scores[goes_on], goes_on):
                return i + 1
        return len(doc)

    def _scores(self, states: Floats) -> Floats:
        """Return the scores of all moves for states: ``[states, hidden, pieces]`` summed over their features."""
        lower, upper = self._model.get_ref("lower"), self._model.get_ref("upper")
        hidden = (states + lower.get_param("b")).max(-1)
        scores: Floats = hidden @ upper.get_param("W").T + upper.get_param("b")
        return scores


def fits(recogniser: Any) -> bool:
    """Say whether a recogniser's model is of the kind that is decoded here: spaCy's, with three features."""
    return (
        isinstance(recogniser, EntityRecognizer)
        and recogniser.cfg.get("beam_width", 1) == 1
        and recogniser.model.attrs.get("has_upper", False)
        and recogniser.model.get_ref("lower").get_dim("nF") == FEATURES
    )


@Language.factory("name_finder")
def make_name_finder(nlp: Language, name: str) -> NameFinder:
    """Make a finder from the recogniser of a pipeline, whose place it then takes."""
    del name
    recogniser = nlp.get_pipe("ner")
    assert isinstance(recogniser, EntityRecognizer)
    return NameFinder(recogniser)
