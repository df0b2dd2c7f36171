"""Numbers that count and measure nothing: parts of the calendar, ordinals, labels, names, phones and idioms."""

import re
from collections.abc import Iterable

from spacy.tokens import Token

from bilateral.model import TimeExpression
from bilateral.read.quantities.drafts import Text
from bilateral.read.quantities.lexicon import units
from bilateral.read.quantities.numerals import Numeral
from bilateral.read.quantities.units import currency_before

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|March|Mar|April|Apr|May|June|Jun|July|Jul|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_YEAR = r"(?:1[5-9]|20)\d\d"
_NOT_COUNTED = re.compile(
    "|".join(
        (
            rf"\b{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?\b(?!,\d{{3}}|\.\d|\s*(?:percent|%|million|billion))"
            rf"(?:\s*(?:-|–|to|and)\s*\d{{1,2}}\b)?(?:,?\s+{_YEAR}\b)?",
            rf"\b\d{{1,2}}(?:st|nd|rd|th)?(?:\s*(?:-|–|to|and)\s*\d{{1,2}})?\s+(?:of\s+)?{_MONTH}(?:,?\s+{_YEAR})?(?!\w)",
            rf"\b{_MONTH}(?:\s+of|,)?\s+{_YEAR}\b",
            rf"\b{_YEAR}\s?[-–/]\s?(?:{_YEAR}|\d\d)\b(?!\s*(?:percent|%|people))",
            r"\b\d{4}-\d\d-\d\d(?:T[\d:.]+Z?)?",
            r"\b\d{1,2}[/.]\d{1,2}[/.](?:\d{4}|\d\d)\b",
            r"\b\d{1,2}:\d\d(?::\d\d)?(?:\.\d+)?\b",
            r"\b\d{1,2}(?:\.\d\d)?\s?(?:a\.m\.|p\.m\.|am\b|pm\b|o'clock|o’clock|GMT|EDT|EST|CET|UTC|hrs\b)",
            r"\b\d{4}\s?(?:GMT|EDT|EST|CET|UTC|hrs\b|hours GMT)",
            r"(?:\+\d{1,3}|\b0\d{1,4}|\(\d{2,5}\))[\s-]\d[\d\s-]{5,}\d|\b\d{3}[-.]\d{3}[-.]\d{4}\b|\b1?-?800-[\w-]+",
            r"\b(?:S ?& ?P|S P|SP|FTSE|Nasdaq|NASDAQ|Fortune|Nikkei|Stoxx|STOXX|DAX|CAC|Russell|CSI|ASX|sp)[\s-]?\d{2,4}\b",
            r"\b(?:aged|ages?)\s+(?:of\s+|between\s+)?\d{1,2}(?:\s*(?:-|–|to|and|or)\s*\d{1,2})?\b(?!\s*(?:years?|months?))",
            r"(?<=[A-Z][a-z]),\s\d{2}(?=,)|(?<=[a-z]{2}),\s\d{2}(?=,\s[a-z])",
            r"https?://\S+|www\.\S+|\S+@\S+",
            r"\b(?:9/11|24/7|7/7|50[-/]50|20/20|1[.]0|2[.]0)\b(?!\s*(?:percent|%))",
            r"\b\d+(?:\.\d+){2,}\b|\b\d+[A-Za-z]\d+\w*",
            r"\b(?:mid-|early |late |the )(?:twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties)\b",
        )
    )
)
# Words that make a label of the number behind them.
_LABELS = frozenset(
    "article articles resolution section sections chapter page pages paragraph paragraphs phase stage no no. nos "
    "number numbers № # flight room highway route version model type mark mk class channel game part volume "
    "episode line title tier annex appendix protocol table figure unit gate terminal pier block sector schedule "
    "day category level step scene act bureau zone area order decree law directive clause rule exhibit option "
    "windows group party apollo falcon formula psalm verse".split()
)
# Words behind "one" and "two" that make an idiom of the two.
_IDIOM_NOUNS = frozenset(
    "another day another thing time point side hand way reason else such who that fell self".split()
)
_COMPOUND_TAILS = frozenset(
    "sided way pronged faced fold time times dimensional tier tiered track sum off liner piece stop handed "
    "legged on step star bit something ish eyed size half world up down class rate hand plus".split()
)
_STREETS = frozenset("street st road rd avenue ave boulevard blvd lane drive way".split())
_TIME_UNITS = frozenset(name for name, dimension in units().dimensions.items() if dimension == "time")
# A date made of a count ("two years ago") keeps its number; four bare digits are judged by `is_year`.
_KEPT = re.compile(rf"\b(?:{'|'.join(sorted(_TIME_UNITS))})s?\b|^\d{{4}}$", re.IGNORECASE)
_FREE_HALF = re.compile(
    r"\s+(?:of|the|its|their|his|her|our|my|your|all|those|these|that|a|an|as|what|[A-Z]\w+[’']s)\b|\s*[.,;)—–]|\s*$"
)
_HALF_LEFT = re.compile(
    r"\b(?:than|about|around|nearly|almost|over|by|only|just|roughly|other|one)\s+$", re.IGNORECASE
)
_ORDINAL_LEFT = re.compile(
    r"\b(?:the|first|second|last|next|this|latter|final|third|fourth|in|each|every)[\s-]+$", re.IGNORECASE
)
_GLUED_LEFT = re.compile(r"(?:[\w&]|\w[.’'/_]|[#@№*])$")
_HYPHEN_LEFT = re.compile(r"(\w+)[-–]$")
_BINDING_PREFIXES = frozenset(
    "to sub minus now under over non pre post mid near about nearly all some".split()
)


def calendar_ranges(text: str, dates: Iterable[TimeExpression]) -> list[tuple[int, int]]:
    """Return the character ranges whose numbers name dates, times, phones, addresses or set phrases."""
    ranges = [match.span() for match in _NOT_COUNTED.finditer(text)]
    ranges.extend(
        (date.span.start, date.span.end)
        for date in dates
        if date.type in {"DATE", "TIME"} and not _KEPT.search(date.span.text)
    )
    return sorted(ranges)


def counts_nothing(text: Text, numeral: Numeral) -> bool:
    """Say whether the words around the numeral show that it is no quantity; the calendar is looked at elsewhere."""
    left, right = (
        text.text[max(0, numeral.start - 24) : numeral.start],
        text.text[numeral.end : numeral.end + 24],
    )
    if numeral.form == "fraction" and _no_fraction(text, numeral, left, right):
        return True
    if numeral.form == "open":
        return text.text[numeral.start : numeral.end].lower() in {"tens", "scores"} and not right.startswith(
            " of"
        )
    return (
        _glued(text.text, numeral, left, right)
        or _label(left, right)
        or _list_number(text.text, numeral, right)
        or _compound(right)
        or bool(re.search(r"\bor\s$", left) and numeral.value == 2 and not re.match(r"[\s-]\w", right))
    )


def _no_fraction(text: Text, numeral: Numeral, left: str, right: str) -> bool:
    words = text.text[numeral.start : numeral.end].lower()
    if not words[0].isalpha():
        return False
    if _ORDINAL_LEFT.search(left) or right.startswith(("-", "'", "’")):
        return True
    if words == "half":
        return not (_FREE_HALF.match(right) or _HALF_LEFT.search(left))
    if words.endswith("s"):
        return False
    after = text.doc[min(text.token_at(numeral.end - 1) + 1, len(text.doc) - 1)]
    return after.pos_ in {"NOUN", "PROPN", "ADJ", "NUM"} and not right.startswith(" of")


def _glued(text: str, numeral: Numeral, left: str, right: str) -> bool:
    """Say whether the numeral is part of a longer word: an ordinal, a code, a decade, a version."""
    sign = text[numeral.start - 1 : numeral.start]
    if numeral.form == "digits" and _GLUED_LEFT.search(left) and not currency_before(text, numeral.start):
        return True
    hyphen = _HYPHEN_LEFT.search(left) if numeral.scale == 1.0 else None
    if hyphen and sign in "-–" and not hyphen[1].isdigit() and hyphen[1].lower() not in _BINDING_PREFIXES:
        return True
    return (
        bool(re.match(r"(?:st|nd|rd|th|s|D|G|'s|’s)\b|\w*[A-Z]{2,}\d|/\d|:\d", right))
        and numeral.form == "digits"
    )


def _label(left: str, right: str) -> bool:
    word = re.search(r"([\w.#№]+)[\s.-]+$", left)
    if not word or word[1].lower() not in _LABELS or re.match(r"\s*(?:%|percent|per cent|pct)", right):
        return False
    return not (
        word[1][0].islower() and word[1].lower() in {"party", "group", "order", "law", "unit", "line", "act"}
    )


def _list_number(text: str, numeral: Numeral, right: str) -> bool:
    at_line_start = not text[text.rfind("\n", 0, numeral.start) + 1 : numeral.start].strip(" (\t*")
    return at_line_start and bool(re.match(r"[.)](?:\s|$)", right)) and numeral.value < 100


def _compound(right: str) -> bool:
    tail = re.match(r"-(\w+)", right)
    return bool(tail and tail[1].lower() in _COMPOUND_TAILS)


def is_name(text: Text, numeral: Numeral) -> bool:
    """Say whether the number is part of a name ("Formula 1", "Group of Seven", "10 Downing Street")."""
    first, last = text.token_at(numeral.start), text.token_at(numeral.end - 1)
    token = text.doc[first]
    if numeral.form == "words":
        inside = first > 0 and not token.is_sent_start and not text.doc[first - 1].is_quote
        if inside and token.text[0].isupper() and not text.doc[first - 1].is_punct:
            return not text.doc[first - 1].is_space and not token.text.isupper()
        return False
    return numeral.scale == 1.0 and (_behind_name(text, first, last, numeral.end) or _in_address(text, last))


def _behind_name(text: Text, first: int, last: int, numeral_end: int) -> bool:
    if (
        first == 0
        or numeral_has_mark(text.doc[last])
        or re.match(r"-\d", text.text[numeral_end : numeral_end + 2])
    ):
        return False
    before, after = text.doc[first - 1], text.doc[min(last + 1, len(text.doc) - 1)]
    if re.search(r"[a-z][A-Z]", before.text):  # iPhone 11
        return True
    if (
        before.pos_ not in {"PROPN", "NOUN"}
        or before.is_sent_start
        or before.ent_type_ in {"GPE", "DATE", "PERCENT", "MONEY"}
        or not before.text[0].isupper()
    ):
        return False
    return text.doc[last].head.i < first or (after.tag_ not in {"NNS", "NNPS", "JJ"} and after.text != "%")


def numeral_has_mark(token: Token) -> bool:
    """Say whether the digits carry a comma or a point, as counts and measures do and names do not."""
    return "," in token.text or "." in token.text


def _in_address(text: Text, last: int) -> bool:
    following = [
        token.lower_.rstrip(".") if token.text[0].isupper() else "" for token in text.doc[last + 1 : last + 6]
    ]
    return any(word in _STREETS for word in following)


def is_idiom_of_one(text: Text, numeral: Numeral, noun_tag: str | None) -> bool:
    """Say whether a "one" is a pronoun or part of an idiom rather than a count."""
    right = text.text[numeral.end : numeral.end + 16]
    after = re.match(r"[\s-]+(\w+)", right)
    follows = re.match(r"\s+(?:to|or)\s+(?:two|three|\d)", right)
    if follows:
        return False
    return noun_tag is None or bool(after and after[1].lower() in _IDIOM_NOUNS | {"of"})


def is_rank(text: Text, numeral: Numeral) -> bool:
    """Say whether the number without a noun names the upper or lower end of a list ("the bottom three")."""
    return bool(
        re.search(
            r"\b(?:top|bottom|first|last|final|big)[\s-]$",
            text.text[max(0, numeral.start - 8) : numeral.start],
        )
    )


def is_year(text: Text, numeral: Numeral, *, counted_person: bool, modified: bool) -> bool:
    """Say whether four bare digits are a year rather than a count."""
    written = text.text[numeral.start : numeral.end]
    if numeral.form != "digits" or not re.fullmatch(r"(?:1[5-9]|20)\d\d", written):
        return False
    if modified or counted_person:
        return False
    after = text.doc[min(text.token_at(numeral.end - 1) + 1, len(text.doc) - 1)]
    near_now = 1900 <= numeral.value <= 2060
    return near_now or after.tag_ not in {"NNS", "NNPS"}
