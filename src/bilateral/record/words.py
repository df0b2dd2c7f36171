"""The words of a text as the search finds them: the same in every dialect.

They are those of the tokenizer ``unicode61 remove_diacritics 2`` of SQLite's FTS5: runs of letters and digits, without
regard to case and to the marks of Latin letters. No word is left out and none is reduced to a stem, so that what is
found is what was typed.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bilateral.record.asked import Asked, Term

# Marks around a word that was found; control characters, so that no text can forge them.
FOUND_START, FOUND_END = "\x02", "\x03"
SNIPPET_WORDS = 24
_CUT = "…"

# A combining mark belongs to the word on which it stands, and counts for nothing.
_WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f])*")
_MARKS = re.compile(r"[\u0300-\u036f]+")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: where it stands, and the form by which it is found."""

    start: int
    end: int
    form: str


def words_in(text: str) -> Iterator[Word]:
    """Yield the words of a text in their order."""
    for match in _WORD.finditer(text):
        yield Word(match.start(), match.end(), form_of(match[0]))


def forms_in(text: str) -> Iterator[str]:
    """Yield the forms of the words of a text in their order; a third of the time that `words_in` takes."""
    return map(form_of, _WORD.findall(text))


@lru_cache(maxsize=1 << 15)
def form_of(word: str) -> str:
    """Return the form by which a word is found."""
    if word.isascii():
        return word.lower()
    return "".join(map(_letter, _MARKS.sub("", word)))


@lru_cache(maxsize=1 << 12)
def _letter(letter: str) -> str:
    base = unicodedata.normalize("NFD", letter)[0]
    # Marks are taken from Latin letters alone; those of other scripts make other letters.
    small = (base if base.isascii() else letter).casefold()
    return small if len(small) == 1 else letter.lower()


def snippet(text: str, asked: Asked) -> str:
    """Return the words of a text around what was found, that between `FOUND_START` and `FOUND_END`.

    Of all stretches of `SNIPPET_WORDS` words it is the first of those with the most terms.
    """
    words = list(words_in(text))
    found = sorted({place for term in asked.wanted for place in _places(words, term)})
    start = _best_start(found, len(words))
    shown = words[start : start + SNIPPET_WORDS]
    if not shown:
        return ""
    reached, parts = shown[0].start, [_CUT if start else ""]
    for first, last, _ in found:
        begin, end = words[first].start, words[last].end
        if start <= first and last < start + len(shown) and begin >= reached:
            parts += text[reached:begin], FOUND_START, text[begin:end], FOUND_END
            reached = end
    parts += text[reached : shown[-1].end], _CUT if start + len(shown) < len(words) else text[shown[-1].end :]
    return "".join(parts)


def _places(words: Sequence[Word], term: Term) -> Iterator[tuple[int, int, str]]:
    """Yield the first and the last word of each place where a term stands, with the term."""
    forms = list(forms_in(term.words))
    if not forms:
        return
    for i in range(len(words) - len(forms) + 1):
        last = words[i + len(forms) - 1].form
        ends = last.startswith(forms[-1]) if term.begins else last == forms[-1]
        if ends and all(words[i + k].form == form for k, form in enumerate(forms[:-1])):
            yield i, i + len(forms) - 1, term.words


def _best_start(found: Sequence[tuple[int, int, str]], number: int) -> int:
    """Return the word with which the stretch begins that holds the most terms."""
    best, start = 0, 0
    for i, (first, _, _) in enumerate(found):
        held = {term for begin, end, term in found[i : i + SNIPPET_WORDS] if end < first + SNIPPET_WORDS}
        if len(held) > best:
            best, start = len(held), first
    # A few words before the first that was found tell what it is about.
    return max(0, min(start - SNIPPET_WORDS // 4 if best < 2 else start, number - SNIPPET_WORDS))
