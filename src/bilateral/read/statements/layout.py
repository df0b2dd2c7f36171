"""What the steps of reading statements share: the parse beside its paragraphs and quotation marks."""

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Doc, Token

from bilateral.read.statements.quotation import Quotation, paragraphs, quotations

STOPS = frozenset({".", "?", "!", "…"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl"})
VERBAL = frozenset({"VERB", "AUX"})
# What may stand at either end of a stretch of speech without belonging to it.
_LEFT_LOOSE = " \t\n\r\xa0,;:.–—-\"“”„‟«»‘’'`)]"
_RIGHT_LOOSE = ' \t\n\r\xa0,;:–—-"“”„‟«»‘`.[('
# "MOSCOW, April 5 (Agency) - " and "PARIS - " before the first sentence, and what runs into it from above.
_DATELINE = re.compile(
    r"[^\n]{0,160}?\b[A-Z]{3}[^\n.?!]{0,40}\([A-Z][\w. ]{1,20}\)\s*(?:[-–—]+\s+)?|[A-Z][A-Z .,]{3,40}[^\n.?!—–]{0,25}\s(?:—|–|--|-)\s+"
)
# The least number of words that make a quotation speech rather than a borrowed phrase.
_SPEECH_WORDS = 3
# Tokens to either side of a cue beyond which nothing is joined to its sentence; no speech is one sentence for so long.
_FURTHEST = 600


@dataclass(frozen=True, slots=True)
class Draft:
    """A statement before its speaker is known.

    ``content`` are ranges of characters in order, ``cue`` one range of characters, ``source`` a range of tokens
    that names the speaker. ``anchor`` is the token of the cue; ``force`` as in `ReportingVerb`; ``form`` says
    where the words stood: ``quote``, ``clause``, ``object``, ``before``, ``according``, ``turn``, …; ``signed`` is the speaker's name where the title gives it.
    """

    content: tuple[tuple[int, int], ...]
    cue: tuple[int, int] | None
    source: tuple[int, int] | None
    force: str | None
    anchor: int | None
    form: str
    signed: str | None = None


@dataclass(frozen=True)
class Layout:
    """A parse with its paragraphs and quotations."""

    doc: Doc

    @cached_property
    def text(self) -> str:
        """The article's text."""
        return self.doc.text

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """The tokens, made once: to walk over the parse anew costs more than all that is done with it."""
        return tuple(self.doc)

    @cached_property
    def quotations(self) -> tuple[Quotation, ...]:
        """The outermost quotations, in order."""
        return quotations(self.text)

    @cached_property
    def paragraphs(self) -> tuple[tuple[int, int], ...]:
        """The range of characters of each paragraph."""
        return tuple(paragraphs(self.text))

    @cached_property
    def _opens(self) -> list[int]:
        return [quotation.open for quotation in self.quotations]

    @cached_property
    def _token_starts(self) -> list[int]:
        return [token.idx for token in self.tokens]

    def quotation_at(self, char: int) -> Quotation | None:
        """Return the quotation in whose words the character stands, if any."""
        i = bisect_right(self._opens, char) - 1
        return self.quotations[i] if i >= 0 and char < self.quotations[i].end else None

    def token_at(self, char: int) -> int:
        """Return the position of the last token that starts at or before the character."""
        return max(0, bisect_right(self._token_starts, char) - 1)

    def paragraph_at(self, char: int) -> tuple[int, int]:
        """Return the range of the paragraph in which the character stands."""
        i = bisect_right(self.paragraphs, (char, len(self.text))) - 1
        return self.paragraphs[max(0, i)]

    def sentence(self, token: Token) -> tuple[int, int]:
        """Return the tokens of the sentence around a token.

        The parser's sentences are joined where it parted them without a full stop or inside a quotation; they
        never cross a line break.
        """
        doc = self.doc
        start, end = token.sent.start, token.sent.end
        while start > 0 and token.i - start < _FURTHEST and not self._parted(start):
            start = doc[start - 1].sent.start
        while end < len(doc) and end - token.i < _FURTHEST and not self._parted(end):
            end = doc[end].sent.end
        while end > start and doc[end - 1].is_space:
            end -= 1
        while start < end and doc[start].is_space:
            start += 1
        dateline = _DATELINE.match(self.text, doc[start].idx, doc[end - 1].idx) if start < end else None
        if dateline is not None and self.token_at(dateline.end()) <= token.i:
            start = self.token_at(dateline.end())
        return start, end

    def _parted(self, i: int) -> bool:
        """Say whether a sentence may end before the token: at a stop outside quotations or a line break."""
        before = self.doc[i - 1]
        while before.i > 0 and (before.is_quote or before.text in {")", "]"}):
            before = before.nbor(-1)
        if before.is_space:
            return "\n" in before.text or (before.i > 0 and self._parted(before.i))
        return before.text[-1] in ".?!…:" and self.quotation_at(before.idx) in {
            None,
            self.quotation_at(self.doc[i - 1].idx),
        }

    def chars(self, start: int, end: int) -> tuple[int, int]:
        """Return the characters of the tokens from ``start`` up to ``end``."""
        last = self.doc[end - 1]
        return self.doc[start].idx, last.idx + len(last)

    def speech(self, ranges: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
        """Return ranges of tokens as ranges of characters, each widened to whole quotations and trimmed."""
        spans = []
        for start, end in ranges:
            if start < end:
                first, last = self.chars(start, end)
                inside = self.quotation_at(last - 1)
                if inside is not None and first <= inside.open:
                    last = max(last, inside.close)
                spans.append(self.trim(first, last))
        return tuple(span for span in spans if span is not None)

    def trim(self, start: int, end: int) -> tuple[int, int] | None:
        """Strip loose marks from a stretch of speech; a mark whose partner stands inside stays.

        A stretch that is one quotation and nothing else loses its marks but keeps its last stop.
        """
        while start < end and self.text[start] in _LEFT_LOOSE and not self._opens_inside(start, end):
            start += 1
        while start < end and self._loose_end(start, end):
            end -= 1
        whole = self.quotation_at(start) or self.quotation_at(start + 1)
        if whole is not None and whole.open <= start and whole.end <= end <= whole.close + 1:
            return whole.start, whole.end
        return (start, end) if start < end else None

    def _opens_inside(self, start: int, end: int) -> bool:
        i = bisect_right(self._opens, start) - 1
        return i >= 0 and self.quotations[i].open == start and self.quotations[i].close <= end

    def _loose_end(self, start: int, end: int) -> bool:
        if self.text[end - 1] not in _RIGHT_LOOSE:
            return False
        inside = self.quotation_at(end - 2)
        return inside is None or inside.close != end or inside.open < start

    def is_speech(self, quotation: Quotation) -> bool:
        """Say whether a quotation is a stretch of speech, and no borrowed phrase or title."""
        if quotation.continues:
            return True
        words = self.text[quotation.start : quotation.end].split()
        tokens = self.doc[self.token_at(quotation.start) : self.token_at(quotation.end - 1) + 1]
        if len(words) >= _SPEECH_WORDS and any(token.pos_ in VERBAL for token in tokens):
            return True
        return self.text[quotation.end - 1] in ",.?!…—" and self._begins(quotation)

    @cached_property
    def _speech(self) -> frozenset[Quotation]:
        return frozenset(quotation for quotation in self.quotations if self.is_speech(quotation))

    def in_speech(self, char: int) -> bool:
        """Say whether the character stands in direct speech."""
        quotation = self.quotation_at(char)
        return quotation is not None and quotation in self._speech

    def _begins(self, quotation: Quotation) -> bool:
        """Say whether the quotation stands at the beginning of a sentence, or after a colon."""
        before = self.text[: quotation.open].rstrip()
        return not before or before[-1] in '.?!…:"”' or self.paragraph_at(quotation.open)[0] == quotation.open


def words_in(tokens: Iterable[Token]) -> int:
    """Return how many of the tokens are words."""
    return sum(1 for token in tokens if not token.is_punct and not token.is_space)
