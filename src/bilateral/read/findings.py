"""What the readers share: the parsed article, and what was found in it so far."""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from spacy.tokens import Doc, Token
from spacy.tokens import Span as DocSpan

from bilateral.model import Article, Mention, Quantity, Span, Statement, TimeExpression


@dataclass(frozen=True)
class ActorMention:
    """One place of the text that stands for an actor, or for several ("the two countries").

    ``start`` and ``end`` are token positions in the parse, ``head`` the position of the syntactic head.
    ``codes`` are the actors' codes: one, or one for each where the words stand for several. ``name`` is the
    fullest name that the article gives. ``form`` is how it stands: ``name``, ``demonym``, ``capital``,
    ``person``, ``title`` (an office, a body or a noun for people), ``organisation``, ``place`` (a city
    or region, with its state's code), ``pronoun`` or ``group``.
    ``role`` is ``actor`` where it acts or is acted upon, ``place`` ("in Hanoi"), ``modifier`` ("the Russian
    war"). ``person`` is the fullest name of the person meant, where the article names one, and ``office`` that
    person's office in lower case ("foreign minister").
    """

    start: int
    end: int
    head: int
    codes: tuple[str, ...]
    name: str
    form: str
    role: str = "actor"
    person: str | None = None
    office: str | None = None


@dataclass(frozen=True)
class Findings:
    """An article with its parse and what the earlier readers found in it; each reader adds one field."""

    article: Article
    doc: Doc
    dates: tuple[TimeExpression, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    actors: tuple[ActorMention, ...] = ()
    statements: tuple[Statement, ...] = ()

    @cached_property
    def sentences(self) -> tuple[DocSpan, ...]:
        """The sentences that hold more than white space, in order."""
        return tuple(sentence for sentence in self.doc.sents if sentence.text.strip())

    @cached_property
    def _actors_by_token(self) -> dict[int, ActorMention]:
        return {i: actor for actor in self.actors for i in range(actor.start, actor.end)}

    def actor_at(self, token: Token | int) -> ActorMention | None:
        """Return the actor mention that covers the token, if any."""
        return self._actors_by_token.get(token if isinstance(token, int) else token.i)

    def actors_within(self, start: int, end: int) -> tuple[ActorMention, ...]:
        """Return the actor mentions that lie within tokens ``start`` up to ``end``."""
        return tuple(actor for actor in self.actors if start <= actor.start and actor.end <= end)

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [sentence.start for sentence in self.sentences]

    def sentence_index(self, token: Token | int) -> int:
        """Return the position, among `sentences`, of the sentence that holds the token."""
        i = token if isinstance(token, int) else token.i
        return max(0, bisect_right(self._sentence_starts, i) - 1)

    def cut(self, tokens: DocSpan) -> Span:
        """Return the characters of the tokens as a span, without white space at either end."""
        start, end = tokens.start_char, tokens.end_char
        words = self.article.text[start:end]
        return self.article.cut(
            start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())
        )


M = TypeVar("M", bound=Mention)

Reader = Callable[[Findings], Sequence[M]]
"""A reader takes what was found so far and returns the mentions of its kind, in the order of the text."""
