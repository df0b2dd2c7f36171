"""Targets that read a text: each span that comes out must reproduce its words, in the text and in the text as given."""

import datetime as dt
import json
import math
from collections.abc import Iterator

from bilateral.collect.decode import storable
from bilateral.collect.normalise import address, normalise
from bilateral.model import Article, Span
from bilateral.plain import reading_to_plain
from bilateral.read import read_article
from bilateral.read.actors.lexicon import load_lexicon
from bilateral.read.actors.scan import scan
from bilateral.read.dates import find_dates
from bilateral.read.findings import Findings
from bilateral.read.pipeline import load_pipeline, parse
from bilateral.read.quantities.numerals import numerals
from bilateral.read.statements.quotation import quotations

DAY = dt.date(2024, 6, 20)


def _article(words: str) -> Article:
    """Return the article that collecting makes of a text."""
    text = normalise(storable(words)).text
    return Article(address(text), text, published=DAY)


def normal(words: str) -> object:
    """Normalise; every character leads back to what it was made of."""
    made = normalise(storable(words))
    assert normalise(made.text).text == made.text
    assert "\r" not in made.text
    for i in range(0, len(made.text), 7):
        start, end = made.raw_span(i, min(len(made.text), i + 5))
        assert made.text[i : i + 5] in normalise(made.raw[start:end]).text
    return made.text


def numbers(words: str) -> object:
    """Find numbers; each stands in the text and has a value that can be kept."""
    text = _article(words).text
    found = list(numerals(text))
    for numeral in found:
        assert 0 <= numeral.start < numeral.end <= len(text)
        assert math.isfinite(numeral.value)
    return found


def times(words: str) -> object:
    """Find dates in a text that is cut into words but not parsed."""
    article = _article(words)
    doc = load_pipeline().make_doc(article.text)
    for token in doc[1:]:
        token.is_sent_start = False
    found = find_dates(Findings(article, doc))
    assert all(article.reproduces(one.span) for one in found)
    return found


def quoted(words: str) -> object:
    """Find quotations; they stand in the text one after the other."""
    text, last = _article(words).text, 0
    found = quotations(text)
    for one in found:
        assert last <= one.open <= one.start <= one.end <= one.close <= len(text)
        last = one.close
    return found


def lexicon(words: str) -> object:
    """Find the names of the lexicon of actors; they stand one after the other."""
    doc = load_pipeline().make_doc(_article(words).text)
    found, last = list(scan(doc, load_lexicon(), doc.text)), 0
    for match in found:
        assert last <= match.start < match.end <= len(doc)
        last = match.end
    return [(match.start, match.end, match.best.code) for match in found]


def read(words: str) -> object:
    """Read an article; every span reproduces its words, and the whole can be written as JSON."""
    article = _article(words)
    (doc,) = parse([article.text])
    reading = read_article(article, doc)
    assert all(article.reproduces(span) for mention in reading.mentions() for span in mention.spans())
    plain = reading_to_plain(reading)
    assert all(article.reproduces(span) for span in _spans(plain))
    return json.dumps(plain, allow_nan=False).encode()


def _spans(value: object) -> Iterator[Span]:
    if isinstance(value, dict):
        if value.keys() == {"start", "end", "text"}:
            yield Span(value["start"], value["end"], value["text"])
        for part in value.values():
            yield from _spans(part)
    elif isinstance(value, list):
        for part in value:
            yield from _spans(part)
