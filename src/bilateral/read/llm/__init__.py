"""A language model as a reader, over an OpenAI-compatible address: asked much, believed nothing.

A model may be wrong, and the article that it reads may talk to it. So nothing that it writes is taken but what can be
tied to the article's own characters; all else becomes a problem row. The worst that an article can do is to
have the model quote it and say something wrong of what is truly quoted.
"""

import time
from collections import defaultdict
from collections.abc import Iterator
from typing import Any, cast

from bilateral.batches import digest
from bilateral.model import Agreement, Article, Event, Figure, Mention, Problem, Reading, Statement
from bilateral.read.llm.align import Passage
from bilateral.read.llm.answer import open_envelope, parse_content
from bilateral.read.llm.client import ask
from bilateral.read.llm.failing import AskError
from bilateral.read.llm.ground import grounded
from bilateral.read.llm.item import Words
from bilateral.read.llm.pieces import pieces
from bilateral.read.llm.prompt import PROMPT_VERSION, request_body
from bilateral.read.llm.settings import LlmSettings, read_settings
from bilateral.read.llm.store import Budget, Cache, cache_key
from bilateral.read.plugin import Found, Terms

__all__ = ["LlmReader", "open_reader"]


def open_reader(terms: Terms) -> "LlmReader":
    """Open the reader ``llm``; nothing is asked before the first article.

    Raises:
        ReaderError: an option is missing or wrong.

    """
    settings = read_settings(terms.options)
    return LlmReader(settings, Cache(settings.cache), Budget(terms.folder, settings))


class LlmReader:
    """Reads articles by asking a model; see docs/readers.md.

    ``version`` holds the prompt's version, the model, and a hash of what else the outcome hangs on.
    """

    def __init__(self, settings: LlmSettings, cache: Cache, budget: Budget) -> None:
        self._settings, self._cache, self._budget = settings, cache, budget
        others = digest(
            settings.temperature, settings.piece, settings.answer, settings.format, settings.confidence
        )
        self.version = f"{PROMPT_VERSION} {settings.model} {others}"

    def read(self, article: Article, found: Found) -> Reading:  # noqa: ARG002 -- the model finds by itself
        """Ask about each piece of the article, and keep what can be tied to its words."""
        end = time.monotonic() + self._settings.article_seconds
        try:
            items = list(self._items(article, end))
        except AskError as error:
            return Reading(article, problem=str(error), later=True)
        mentions: dict[type, list[Mention]] = defaultdict(list)
        dropped: list[Problem] = []
        for item in items:
            if isinstance(item, Problem):
                dropped.append(item)
            else:
                mentions[type(item)].append(item)
        return Reading(
            article,
            events=cast("tuple[Event, ...]", tuple(mentions[Event])),
            statements=cast("tuple[Statement, ...]", tuple(mentions[Statement])),
            figures=cast("tuple[Figure, ...]", tuple(mentions[Figure])),
            agreements=cast("tuple[Agreement, ...]", tuple(mentions[Agreement])),
            dropped=tuple(dropped),
        )

    def _items(self, article: Article, end: float) -> Iterator[Mention | Problem]:
        words = Words(article)
        for first, last in pieces(article.text, self._settings.piece):
            answer = self._answer(article, first, last, end)
            yield from grounded(Passage(article, first, last), words, answer, self._settings.confidence)

    def _answer(self, article: Article, first: int, last: int, end: float) -> dict[str, Any]:
        """Return the object that the model wrote about a piece; one that was whole is not asked for again."""
        body = request_body(self._settings, article, first, last)
        key = cache_key(PROMPT_VERSION, body)
        known = self._cache.get(key)
        if known is not None:
            return parse_content(known)
        answer = open_envelope(ask(self._settings, self._budget, body, end), len(str(body)))
        self._budget.answered(answer.tokens)
        parsed = parse_content(answer.content)
        self._cache.put(key, answer.content)
        return parsed
