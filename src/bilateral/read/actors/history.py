"""What an article has spoken of so far: the mentions before a place, for words that point back to them."""

from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from spacy.tokens import Doc

from bilateral.read.findings import ActorMention

_OPEN, _CLOSE = frozenset('"\u201c\u00ab'), frozenset('"\u201d\u00bb')
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


@dataclass
class History:
    """Mentions in the order of the text, added as the reading goes on; ``author`` is whose "we" the text is told in."""

    doc: Doc
    author: ActorMention | None = None
    mentions: list[ActorMention] = field(default_factory=list)
    sentences: list[int] = field(default_factory=list)
    _starts: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Count sentences, so that each token's is known."""
        starts = self.doc.to_array(["SENT_START"])
        # Each token's number is the count of sentences begun so far, from one.
        self._starts = (starts == 1).cumsum().clip(1).tolist()

    @cached_property
    def _marks(self) -> list[int]:
        """Where quotation marks and blanks stand, the blanks between paragraphs among them."""
        words, strings = self.doc.to_array(["ORTH"]), self.doc.vocab.strings
        found = self.doc.to_array(["IS_SPACE"]) == 1
        for mark in _OPEN | _CLOSE:
            found |= words == strings[mark]
        return [int(i) for i in found.nonzero()[0]]

    def quoted(self, i: int) -> bool:
        """Say whether a token stands inside quotation marks, counted from the start of its paragraph."""
        doc, before = self.doc, self._marks[: bisect_left(self._marks, i)]
        start = next((k + 1 for k in range(len(before) - 1, -1, -1) if "\n" in doc[before[k]].text), 0)
        inside = False
        for mark in before[start:]:
            word = doc[mark].text
            if inside and word in _CLOSE:
                inside = False
            elif word in _OPEN:
                inside = True
        return inside

    def add(self, mention: ActorMention) -> None:
        """Remember a mention."""
        self.mentions.append(mention)
        self.sentences.append(self.sentence(mention.start))

    def sentence(self, token: int) -> int:
        """Return the number of the sentence that holds the token."""
        return self._starts[token]

    def back(self, token: int, sentences: int) -> Iterator[ActorMention]:
        """Yield the mentions before a token, nearest first, as far back as this many sentences."""
        here = self.sentence(token)
        for mention, sentence in zip(reversed(self.mentions), reversed(self.sentences), strict=True):
            if here - sentence > sentences:
                return
            if mention.start < token:
                yield mention

    def last(self, token: int, sentences: int, fits: Callable[[ActorMention], bool]) -> ActorMention | None:
        """Return the nearest mention that fits."""
        return next((mention for mention in self.back(token, sentences) if fits(mention)), None)

    def salient(
        self, token: int, sentences: int, fits: Callable[[ActorMention], bool]
    ) -> ActorMention | None:
        """Return the mention that fits and is likeliest to be meant: by nearness, subjects before others.

        Within a sentence the first subject wins over nearer objects, as in most English prose.
        """
        best, most = None, 0.0
        here = self.sentence(token)
        for mention in self.back(token, sentences):
            if fits(mention):
                distance = here - self.sentence(mention.start)
                weight = (3.0 if self.is_subject(mention) else 1.0) / (1 + distance)
                if weight > most:
                    best, most = mention, weight
        return best

    def is_subject(self, mention: ActorMention) -> bool:
        """Say whether the mention is the subject of its clause, or joined to one that is."""
        token = self.doc[mention.head]
        while token.dep_ in {"conj", "compound", "appos", "poss", "nmod"} and token.head.i != token.i:
            token = token.head
        return token.dep_ in _SUBJECTS
