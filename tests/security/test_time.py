"""No text makes the time to read it grow faster than its length does, but by a bounded factor."""

import time

import pytest

from bilateral.collect.decode import decode, decode_page
from bilateral.collect.feed import plain_text
from bilateral.collect.metadata import without_outlet
from bilateral.collect.normalise import normalise
from bilateral.collect.web.robots import parse_robots
from bilateral.collect.xml import kind_of
from bilateral.export.cells import guard
from bilateral.export.names import web_address
from bilateral.model import Article
from bilateral.read import read_article
from bilateral.read.pipeline import parse
from bilateral.read.quantities.numerals import numerals
from bilateral.read.statements.abbreviations import long_forms
from bilateral.read.statements.quotation import quotations
from bilateral.record.asked import parse as parse_asked
from bilateral.record.sqlite.words import to_match
from bilateral.record.words import snippet
from bilateral.show.web.render import marked
from bilateral.trace.quoting import others_words

# What a hostile text repeats: each was chosen because some pattern or loop begins anew at every one of them.
PIECES = (" ", "\n", "\t", "a", "A", "1", "a ", "A ", "1 ", "1,", "1.", "1-", "a-", "A.", "-", "“", '"', "'", "(", "<", "<!--", "&", "&amp;", "é", "\u0301", "1,111,", "1 111 ", "one ", "2001-", "and ", "by ", "enda", "May 1 ", "$1 ", "a@", "*", "| ", "#", "\x02", "/", "%", "[", "“a”", "— ", "A: ")  # fmt: skip
LINEAR = {
    "decoding": lambda text: decode(text.encode()),
    "decoding a page": lambda text: decode_page(text.encode("latin-1", "replace")),
    "normalising": normalise,
    "numbers": lambda text: list(numerals(text)),
    "quotations": quotations,
    "abbreviations": long_forms,
    "others' words": others_words,
    "a title": lambda text: without_outlet(text, "The Gazette"),
    "a description": plain_text,
    "robots": lambda text: parse_robots(text.encode()).allows(f"/{text[:2000]}"),
    "what XML it is": lambda text: kind_of(text.encode()[:4096]),
    "a search": lambda text: (asked := parse_asked(text)) and (to_match(asked), len(text) < 3000 and snippet(text, asked)),
    "a snippet": marked,
    "a cell": guard,
    "an address": web_address,
}  # fmt: skip


def seconds(function, text):
    """Return the least time of the processor that a text took, of three."""
    took = []
    for _ in range(3):
        began = time.process_time()
        function(text)
        took.append(time.process_time() - began)
        if took[0] < 0.02:
            break
    return min(took)


@pytest.mark.parametrize("name", LINEAR)
def test_twice_the_text_takes_about_twice_the_time(name):
    """For each function that sees text before anything bounds it, and for each piece repeated to 40,000 characters."""
    function, slow = LINEAR[name], {}
    function("a")
    for piece in PIECES:
        for length in (400, 5_000, 40_000):
            text = (piece * length)[:length] + "x"
            whole = seconds(function, text)
            if whole > 0.1 and whole > 3.2 * seconds(function, text[: length // 2]):
                slow[piece] = (length, whole)
            if whole > 0.1:
                break
    assert not slow


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece", ["1 ", "one ", '"', "(1 ", "said ", "Lavrov said ", "Russia and ", "$1 to ", "“a ", "a"]
)
def test_an_article_of_one_piece_is_read_in_bounded_time(piece):
    """20,000 characters of what once took minutes or hours take seconds, however often the piece is repeated."""
    text = (piece * 20_000)[:20_000]
    began = time.process_time()
    (doc,) = parse([text])
    read_article(Article("x", text), doc)
    assert time.process_time() - began < 20
