"""Find the names of the lexicon in a parsed article: one pass over its words, longest match first."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from bilateral.read.actors.lexicon import END, WORD, Entry, Form, Lexicon, Trie, key


@dataclass(frozen=True, slots=True)
class Match:
    """A name of the lexicon at tokens ``start`` up to ``end``, with its meanings."""

    start: int
    end: int
    entries: tuple[Entry, ...]

    def one_of(self, *forms: Form) -> Entry | None:
        """Return the first meaning of one of these forms, if any."""
        return next((entry for entry in self.entries if entry.form in forms), None)

    @property
    def best(self) -> Entry:
        """The first meaning."""
        return self.entries[0]


def longest(trie: Trie, words: Sequence[str], i: int) -> tuple[int, tuple[Entry, ...]]:
    """Return the end and the meanings of the longest name that begins at word ``i``; (i, ()) where none does."""
    node, found = trie, (i, ())
    for j in range(i, len(words)):
        step = node.get(words[j])
        if not isinstance(step, dict):
            break
        node = step
        entries = node.get(END)
        if isinstance(entries, tuple):
            found = (j + 1, entries)  # type: ignore[assignment]
    return found


def scan(doc: Doc, lexicon: Lexicon, text: str) -> Iterator[Match]:
    """Yield the names of the lexicon that stand in the document's text, non-overlapping, in order."""
    pieces = list(WORD.finditer(text))
    words = [key(piece[0]) for piece in pieces]
    starts = doc.to_array(["IDX"]).tolist()
    i = 0
    while i < len(words):
        end, entries = longest(lexicon.trie, words, i)
        tokens = aligned(doc, starts, pieces[i].start(), pieces[end - 1].end()) if entries else None
        if tokens:
            yield Match(*tokens, entries)
            i = end
        else:
            i += 1


def entries_in(lexicon: Lexicon, words: str) -> Iterator[Entry]:
    """Yield the first meaning of every name of the lexicon in a few words without a parse."""
    pieces = [key(word) for word in WORD.findall(words)]
    i = 0
    while i < len(pieces):
        end, entries = longest(lexicon.trie, pieces, i)
        yield from entries[:1]
        i = max(end, i + 1)


def aligned(doc: Doc, starts: list[int], begin: int, stop: int) -> tuple[int, int] | None:
    """Return the tokens that a range of characters fills; None where it begins or ends inside a word.

    spaCy keeps a few hyphenated words in one piece ("U.S.-led"); there the first part counts for the whole.
    """
    first = bisect_right(starts, begin) - 1
    last = bisect_left(starts, stop) - 1
    tail = doc[last].text[stop - starts[last] :]
    if starts[first] != begin or (tail and tail[0].isalnum()):
        return None
    return first, last + 1
