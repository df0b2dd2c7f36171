"""What is fuzzed: each target takes one input through the product and says what must hold of the outcome.

A target returns something plain, which must be the same each time, and raises where a law is broken. An error that is
ours (`BilateralError`) is an answer; any other exception is a fault.
"""

import datetime as dt
import io
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from bilateral.cli.screen import json_text, visible, visible_line
from bilateral.collect import Limits, collect
from bilateral.collect.dates import parse_date
from bilateral.collect.feed import parse_feed
from bilateral.collect.parquet import read_parquet
from bilateral.collect.warc import read_warc
from bilateral.collect.web.addresses import parse_address, shown_address
from bilateral.collect.web.robots import parse_robots
from bilateral.collect.web.sitemap import parse_sitemap
from bilateral.exceptions import BilateralError
from bilateral.export.cells import guard, unguard
from bilateral.export.names import web_address
from bilateral.judging import TIED, corrected
from bilateral.model import Article, Kind, Problem
from bilateral.plain import KIND_FIELDS
from fuzz import seeds
from fuzz.mutate import CHARACTERS, NUMBERS
from fuzz.pages import ask
from fuzz.searching import search
from fuzz.texts import lexicon, normal, numbers, quoted, read, times

TODAY = dt.date(2024, 6, 20)
LIMITS = Limits(text=200_000, file=400_000)

Run = Callable[[Any], object]


@dataclass(frozen=True, slots=True)
class Target:
    """Something that is fuzzed. ``seeds`` and ``words`` are of one type, bytes or text; ``seconds`` bounds one input."""

    name: str
    run: Run
    seeds: Sequence[Any]
    words: Sequence[Any]
    seconds: float = 2.0

    def outcome(self, data: bytes | str) -> object:
        """Return what the target makes of an input; an error of ours is an outcome too."""
        try:
            return self.run(data)
        except BilateralError as error:
            return type(error).__name__, str(error)


def _articles(data: bytes) -> list[object]:
    """Take an input as `bilateral add -` does: every article is what it claims, every problem can be kept."""
    return [_proved(item) for item in collect(["-"], LIMITS, today=TODAY, stdin=io.BytesIO(data))]


def _proved(item: Article | Problem) -> object:
    if isinstance(item, Problem):
        f"{item.name} {item.detail}".encode()  # half a character could not be kept
        assert item.reason
        assert item.detail.endswith((".", "!", "?", ";")) or len(item.detail) > 10
        return item
    assert item.text.encode().count(0) == 0
    assert any(map(str.isalpha, item.text))
    assert item.published is None or item.published <= TODAY + dt.timedelta(days=1)
    for words in (item.name, item.title, item.outlet, item.url, json.dumps(item.metadata, allow_nan=False)):
        assert b"\0" not in words.encode()
    return item.address, item.title, item.outlet, item.url, str(item.published)


def _crawl(data: bytes) -> list[object]:
    return [repr(item) for item in read_warc(io.BytesIO(data), "x", LIMITS, TODAY)]


def _parquet(data: bytes) -> list[object]:
    return [repr(item) for item in read_parquet(io.BytesIO(data), "x")]


def _feed(data: bytes) -> object:
    feed = parse_feed(data, "x", "https://outlet.example/feed")
    assert len({item.key for item in feed.items}) == len(feed.items)
    for item in feed.items:
        assert b"\0" not in f"{item.key}{item.url}{item.title}{item.date}{item.text}".encode()
        assert 0 < len(item.key.encode()) <= 200
    return feed


def _sitemap(data: bytes) -> object:
    return parse_sitemap(data)


def _robots(data: bytes) -> object:
    robots = parse_robots(data)
    assert 0 <= robots.delay <= 60
    return robots.delay, [robots.allows(path) for path in ("/", "/news/1.html?a=b", "/%2F%ff/*$", "/é")]


def _date(words: str) -> object:
    day = parse_date(words)
    assert day is None or isinstance(day, dt.date)
    return str(day)


def _address(words: str) -> object:
    assert (
        "@"
        not in shown_address(words).partition("//")[2].partition("/")[0].partition("?")[0].partition("#")[0]
    )
    url = parse_address(words)
    assert url.scheme in {"http", "https"}
    assert url.host
    assert not url.userinfo
    assert not url.fragment
    assert parse_address(str(url)) == url
    return str(url)


def _cell(words: str) -> object:
    cell = guard(words)
    assert unguard(cell) == words or not words.startswith("'")
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    web = web_address(words)
    assert web is None or (web.startswith("http") and not set(web) & set('<>"{}|\\^` \n'))
    return cell, web


def _screen(words: str) -> object:
    assert visible(visible(words)) == visible(words)
    assert len(visible_line(words).splitlines()) <= 1
    if words.isprintable():
        assert json.loads(json_text(words)) == words
    return visible(words).encode(), json_text({"a": words})


_FIELDS = [(kind, name) for kind in Kind for name in sorted(KIND_FIELDS[kind] - TIED)] + [(Kind.EVENT, "evidence"), (Kind.EVENT, "")]  # fmt: skip


def _correction(words: str) -> object:
    """Correct a field as a form or the command line does; the first character says which."""
    kind, name = _FIELDS[ord(words[:1] or "0") % len(_FIELDS)]
    value = corrected(kind, name, words[1:])
    return json.dumps(value, allow_nan=False).encode()


@cache
def all_targets() -> dict[str, Target]:
    """Return every target by its name."""
    marks = (*CHARACTERS, *NUMBERS)
    raw = tuple(mark.encode("utf-8", "surrogatepass") for mark in marks)
    made = (
        Target("html", _articles, seeds.PAGES, (*seeds.TAGS, *raw), 5),
        Target("jsonl", _articles, seeds.LINES, (*seeds.JSON, *raw), 5),
        Target("feed", _feed, seeds.FEEDS, (*seeds.XML, *raw), 5),
        Target("sitemap", _sitemap, seeds.SITEMAPS, (*seeds.XML, *raw)),
        Target("warc", _crawl, seeds.crawls(), (*seeds.WARC, *raw), 5),
        Target("parquet", _parquet, seeds.parquets(), raw, 5),
        Target("robots", _robots, seeds.ROBOTS, (*seeds.ROBOT_WORDS, *raw)),
        Target("address", _address, seeds.ADDRESSES, (*seeds.ADDRESS_WORDS, *marks)),
        Target("date", _date, seeds.DATES, (*seeds.DATE_WORDS, *marks)),
        Target("normalise", normal, seeds.PROSE, (*seeds.WORDS, *marks)),
        Target("numbers", numbers, seeds.PROSE, (*seeds.WORDS, *marks)),
        Target("times", times, seeds.PROSE, (*seeds.WORDS, *seeds.DATE_WORDS, *marks), 5),
        Target("quotations", quoted, seeds.PROSE, (*seeds.WORDS, *marks)),
        Target("lexicon", lexicon, seeds.PROSE, (*seeds.WORDS, *marks)),
        Target("reader", read, seeds.PROSE, (*seeds.WORDS, *marks), 20),
        Target("search", search, seeds.SEARCHES, (*seeds.SEARCH_WORDS, *marks)),
        Target("pages", ask, seeds.QUERIES, (*seeds.QUERY_WORDS, *marks), 10),
        Target("correction", _correction, seeds.CORRECTIONS, (*seeds.CORRECTION_WORDS, *marks)),
        Target("cell", _cell, seeds.CELLS, (*seeds.ADDRESS_WORDS, *marks)),
        Target("screen", _screen, seeds.PROSE, marks),
    )
    return {target.name: target for target in made}
