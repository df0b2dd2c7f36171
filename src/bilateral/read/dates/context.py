"""What a phrase is resolved against: the day of publication, the last date named, and the tense around it."""

import datetime as dt
import re
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from bilateral.read.dates.timex import bounds, unit_of

_BACKWARD = re.compile(
    r"(?:(?:since|after)\s+(?:[\w-]+\s+){0,4}|(?:last|past|recently|earlier)\s+(?:\w+\s+)?)$", re.IGNORECASE
)
_FORWARD = re.compile(
    r"(?:until|till|by|before|starting|beginning|effective|from|through)\s+(?:\w+\s+)?$", re.IGNORECASE
)
_PLANNED = re.compile(
    r"\b(?:planned|scheduled|slated|set|due|expected|postponed|delayed|deadline|preparing|ahead)\b[^.;,]{0,24}$",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<![\w$€£,.-])(?:1[5-9]\d\d|20\d\d)(?![\w%,.-]{0,20}\d)")
_ENOUGH_YEARS, _MOST = 8, 0.9
# Present tense with a date is a schedule ("talks begin Friday"), but for what headlines say and what is.
_REPORTING = frozenset({"say", "tell", "add", "report", "claim", "be", "have", "write", "warn", "show"})
_FUTURE_MODALS = frozenset(
    {"will", "shall", "'ll", "’ll", "wo", "would", "may", "might", "should", "can", "could", "must"}
)


@dataclass
class Context:
    """The state of one pass over one article; ``anchor`` is the value of the last date that the text named."""

    text: str
    doc: Doc
    reference: dt.date | None
    anchor: str | None = None
    previous_end: int = -1
    previous: str | None = None
    narrative: bool = field(init=False)

    def __post_init__(self) -> None:
        """Look once at the years of the whole text."""
        self.narrative = _tells_history(self.text, self.reference)

    def remember(self, value: str | None, end: int) -> None:
        """Take note of what was just read, up to which character."""
        self.previous, self.previous_end = value, end
        if unit_of(value) is not None:
            self.anchor = value

    def since_previous(self, position: int) -> str:
        """Return what stands between the last expression and a character, or nothing where that is far."""
        return self.text[self.previous_end : position] if 0 <= position - self.previous_end < 10 else ""

    def anchor_day(self) -> dt.date | None:
        """Return the first day of the last date named, or the reference where none was."""
        stretch = bounds(self.anchor)
        return stretch[0] if stretch else self.reference

    def before(self, position: int, width: int = 24) -> str:
        """Return the words just before a character."""
        return self.text[max(0, position - width) : position]

    def direction(self, position: int) -> int:
        """Say whether the words around a character look back (-1), ahead (1), or neither (0)."""
        lead = self.before(position, 48)
        if _BACKWARD.search(lead):
            return -1
        if _PLANNED.search(lead):
            return 1
        span = self.doc.char_span(position, position + 1, alignment_mode="expand")
        tense = _tense(span[0]) if span is not None else 0
        return 1 if tense >= 0 and _FORWARD.search(lead) else tense


def _tells_history(text: str, reference: dt.date | None) -> bool:
    """Say whether most years that a text names lie well before its publication: a history, not a report."""
    if reference is None:
        return True
    years = [int(year) for year in _YEAR.findall(text)]
    past = sum(year < reference.year - 1 for year in years)
    return len(years) >= _ENOUGH_YEARS and past >= _MOST * len(years)


def _helpers(verb: Token) -> list[Token]:
    return [child for child in verb.children if child.dep_ in ("aux", "auxpass")]


def _tense(token: Token) -> int:
    """Return -1, 0 or 1 for the past, the present or the future of the verb that governs the token.

    A participle by itself ("plans announced in January") is past, unless what governs it lies ahead.
    """
    verbs = [word for word in (token, *token.ancestors) if word.pos_ in ("VERB", "AUX")]
    if not verbs:
        return 0
    if verbs[0].tag_ == "VBN" and not _helpers(verbs[0]):
        return 1 if any(_lies_ahead(verb) for verb in verbs[1:2]) else -1
    return _tense_of(verbs[0])


def _lies_ahead(verb: Token) -> bool:
    return any(helper.lower_ in _FUTURE_MODALS or helper.tag_ == "TO" for helper in _helpers(verb))


def _tense_of(verb: Token) -> int:
    if _lies_ahead(verb):
        return 1
    helpers = _helpers(verb)
    if any(word.tag_ == "VBD" for word in (verb, *helpers)) or verb.tag_ == "VBN":
        return -1 if not any(word.tag_ in ("VBZ", "VBP") and word.lemma_ == "be" for word in helpers) else 0
    return 1 if verb.tag_ in ("VBZ", "VBP") and verb.lemma_ not in _REPORTING else 0
