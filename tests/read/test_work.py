"""How much work reading is, counted and not timed, so that a slow machine fails nothing and a slow change does."""

import cProfile
import pstats
from collections.abc import Iterator
from dataclasses import replace

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from bilateral.collect import collect
from bilateral.model import Article
from bilateral.read import read_article, read_articles
from bilateral.read.actors import find_actors
from bilateral.read.events.candidates import find_pairs
from bilateral.read.events.encoder import GATE, RelationEncoder, load_encoder
from bilateral.read.events.windows import Window, build_windows
from bilateral.read.findings import Findings
from bilateral.read.pipeline import parse
from bilateral.sample import SAMPLE

# Calls of Python functions a token that reading may take once the text is parsed: 245 were counted when this was written.
MOST_CALLS = 270


@pytest.fixture(scope="module")
def articles() -> list[Article]:
    """Return the bundled reports."""
    return [item for item in collect([SAMPLE]) if isinstance(item, Article)]


@pytest.fixture(scope="module")
def docs(articles: list[Article]) -> list[Doc]:
    """Return them parsed."""
    return list(parse(article.text for article in articles))


def test_reading_stays_within_its_count_of_calls(articles: list[Article], docs: list[Doc]) -> None:
    """All readers together call no more functions a token than they may; the count is the same each time."""
    for article, doc in zip(articles, docs, strict=True):
        read_article(article, doc)
    with cProfile.Profile() as profile:
        for article, doc in zip(articles, docs, strict=True):
            read_article(article, doc)
    calls = pstats.Stats(profile).total_calls  # type: ignore[attr-defined]
    assert calls / sum(map(len, docs)) < MOST_CALLS


def test_each_text_is_parsed_once(articles: list[Article], monkeypatch: pytest.MonkeyPatch) -> None:
    """However many readers look at an article, its text goes through the pipeline once."""
    seen: list[str] = []
    usual = Language.pipe

    def counted(self: Language, texts: Iterator[str], **options: object) -> Iterator[Doc]:
        texts = list(texts)
        seen.extend(texts)
        return usual(self, texts, **options)  # type: ignore[call-overload, no-any-return]

    monkeypatch.setattr(Language, "pipe", counted)
    monkeypatch.setattr(Language, "__call__", lambda *_: pytest.fail("a text is parsed by itself"))
    assert len(list(read_articles(articles))) == len(articles)
    assert seen == [article.text for article in articles]


def test_each_sentence_is_encoded_once_and_only_where_two_actors_stand(
    articles: list[Article], docs: list[Doc], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The encoder sees a sentence once for all its pairs, and none without a pair."""
    windows: list[Window] = []
    usual = RelationEncoder.score

    def counted(self: RelationEncoder, batch: list[Window], *rest: float) -> object:
        windows.extend(batch)
        return usual(self, batch, *rest)

    monkeypatch.setattr(RelationEncoder, "score", counted)
    for article, doc in zip(articles, docs, strict=True):
        read_article(article, doc)
    assert windows
    assert all(window.first for window in windows)
    assert len(windows) <= sum(1 for doc in docs for _ in doc.sents)


def test_the_gate_spares_the_upper_half_for_many_pairs(articles: list[Article], docs: list[Doc]) -> None:
    """Of the pairs in the bundled reports a good part is not read further than the lower half."""
    scored = [load_encoder().score([window], gate=2.0).event for window in windows_of(articles, docs)]
    chances = [float(chance) for event in scored for chance in event]
    assert sum(chance < GATE for chance in chances) > len(chances) / 10


def windows_of(articles: list[Article], docs: list[Doc]) -> Iterator[Window]:
    """Yield what the encoder reads of the reports."""
    for article, doc in zip(articles, docs, strict=True):
        findings = Findings(article, doc)
        findings = replace(findings, actors=tuple(find_actors(findings)))
        yield from (window for window, _ in build_windows(findings, find_pairs(findings)))
