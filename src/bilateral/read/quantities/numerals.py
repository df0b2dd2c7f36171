"""Numbers as they are written: digits, words, fractions, scales, and what they are worth."""

import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from bilateral.read.quantities.lexicon import number_words

# Every repetition has an end, or a text of digits alone would be gone through anew from each of them.
_GROUPED = (
    r"\d{1,3}(?:,\d{3}){1,8}(?:\.\d+)?(?!,?\d)|\d{1,3}(?:[\u00a0\u202f\u2009 ]\d{3}){1,8}(?![\d,.]{0,20}\d|-)"
)
# A comma before one or two digits is a decimal sign where a scale or a percent sign follows ("2,1 billion").
_COMMA_DECIMAL = r"\d+,\d{1,2}(?=\s*(?:%|per ?cent|pct|(?:thousand|million|billion|trillion|mln|bln|bn)\b))"
_FRACTION_SLASH = "\u2044"
_SLASHED = rf"(?:\d+[\s-])?\d{{1,3}}[/{_FRACTION_SLASH}]\d{{1,3}}(?![/{_FRACTION_SLASH}\d])"
_PLAIN = r"\d+\.\d+|\d+|(?<!\d)\.\d+"
_AND_A_HALF = r"[\s-]+and[\s-]+a[\s-]+half"
# Behind a bare "m" these words speak of a length, not of a count in millions.
_AFTER_METRES = (
    "from|high|long|wide|tall|deep|above|below|away|off|to|in|and|or|apart|across|race|sprint|final|freestyle"
    "|at|on|by|x|further|down|up|telescope"
)
# These scales mean the same with any number; "m", "b" and "t" need money or a noun beside them.
_PLAIN_SCALES = frozenset({"bn", "bln", "mn", "mln", "tn", "trn"})
_MONEY_LEFT = re.compile(r"[$€£¥]\s?$|\b(?:[A-Z]{3}|RM|PS|Rs\.?)\s?$")


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number as it is written, at characters ``start`` to ``end``.

    ``scale`` is the factor of the scale words at its end (1 without), which a range shares ("5 to 6 million").
    ``form`` is ``digits``, ``words``, ``fraction`` ("two-thirds", as a part of one) or ``open`` ("dozens": at
    least so many).
    """

    start: int
    end: int
    value: float
    scale: float
    form: str


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


def _cardinal_words() -> str:
    """Return the pattern of a whole number in words, with scales and "and a half"."""
    n = number_words()
    scale = f"(?:{_any(n.scales)})"
    below_hundred = f"(?:(?:{_any(n.tens)})(?:[\\s-](?:{_any(n.units)}))?|{_any(n.teens)}|{_any(n.units)})"
    hundreds = f"(?:an?|{below_hundred})[\\s-]hundred(?:(?:[\\s-]and)?[\\s-]{below_hundred})?"
    group = f"(?:{hundreds}(?![\\s-]{scale}\\b)|{below_hundred})"
    scaled = f"(?:(?:an?|{below_hundred}|{hundreds})(?:[\\s-]{scale})+)"
    linked = "(?:[\\s-]and)?[\\s-]"
    return (
        f"(?:{scaled}(?:{linked}{scaled})*(?:{linked}{group})?|{group})(?:{_AND_A_HALF})?(?:[\\s-]{scale})*"
    )


def _fraction_words() -> str:
    """Return the pattern of a part in words: "two-thirds", "a quarter", "half a million"."""
    n = number_words()
    scale, small = f"(?:{_any(n.scales)})", _any([*n.units, *n.teens])
    parts = f"(?:{_any(n.denominators)})(?:s|(?<=hal)ves)?"
    return f"(?:(?:an?|{small})[\\s-])?{parts}(?:[\\s-](?:of[\\s-])?(?:an?[\\s-])?{scale})?"


def _open_words() -> str:
    """Return the pattern of an open number: "dozens", "tens of thousands", "several hundred"."""
    n = number_words()
    plurals = f"(?:{_any(n.plurals)})"
    return (
        f"{plurals}(?:[\\s-]+(?:of[\\s-]+)?{plurals})*"
        f"|(?:several|few|many|couple|couple[\\s-]of|a[\\s-]few)[\\s-](?:{_any(n.scales)})"
    )


@cache
def _grammar() -> re.Pattern[str]:
    """Return the pattern of everything that may be a number, longest reading first."""
    n = number_words()
    glyph = f"[{''.join(n.glyphs)}]"
    digits = f"(?:{_GROUPED}|{_COMMA_DECIMAL}|{_SLASHED}|{_PLAIN}){glyph}?|{glyph}"
    glued = f"(?:{_any(n.glued)})(?![A-Za-z²³/])"
    scales = f"(?:[\\s\u00a0-]*(?:{_any(n.scales)})\\b)*"
    return re.compile(
        f"(?P<digits>{digits})(?:(?P<glued>{glued})|(?:{_AND_A_HALF})?(?P<scales>{scales}))"
        f"|\\b(?:(?P<open>{_open_words()})|(?P<fraction>{_fraction_words()})|(?P<words>{_cardinal_words()}))\\b",
        re.IGNORECASE,
    )


def numerals(text: str) -> Iterator[Numeral]:
    """Yield every number written in the text, in order, whatever it stands for."""
    for match in _grammar().finditer(text):
        numeral = _digits(match, text) if match["digits"] else _worded(match)
        # A row of four hundred digits is no number that anything can be said of, nor one that JSON can hold.
        if numeral is not None and math.isfinite(numeral.value):
            yield numeral


def _digits(match: re.Match[str], text: str) -> Numeral:
    written, end, scale = match["digits"], match.end(), 1.0
    value = digit_value(written) + (0.5 if "half" in match[0].lower() else 0.0)
    if match["glued"]:
        scale = _glued_scale(match, text)
        end = end if scale != 1.0 else match.end("digits")
    elif match["scales"]:
        scale = _product(match["scales"])
    part = scale == 1.0 and 0 < value < 1 and not re.fullmatch(r"\d*\.\d+", written)
    return Numeral(match.start(), end, value * scale, scale, "fraction" if part else "digits")


def _glued_scale(match: re.Match[str], text: str) -> float:
    """Return what the letters behind the digits multiply by; 1 where they are no scale."""
    letters = match["glued"]
    factor = float(number_words().glued.get(letters, 1))
    if letters.lower() in _PLAIN_SCALES or letters == "k":
        return factor
    if _MONEY_LEFT.search(text[max(0, match.start() - 6) : match.start()]):
        return factor
    counted = re.match(rf"\s(?!(?:{_AFTER_METRES})\b)[A-Za-z]", text[match.end() : match.end() + 16])
    return factor if letters in "mMKB" and counted else 1.0


def digit_value(written: str) -> float:
    """Return the value of digits with their separators, fractions and fraction signs."""
    glyphs = number_words().glyphs
    extra = glyphs.get(written[-1], 0.0)
    if extra:
        written = written[:-1]
    if not written:
        return extra
    written = written.replace(_FRACTION_SLASH, "/")
    if "/" in written:
        whole, _, ratio = re.sub(r"[\s-]", " ", written).rpartition(" ")
        above, below = ratio.split("/")
        return (float(whole) if whole else 0.0) + float(above) / (float(below) or 1.0)
    if re.fullmatch(r"\d+,\d{1,2}", written):
        return float(written.replace(",", "."))
    return float(re.sub(r"[,\s]", "", written)) + extra


def _product(words: str) -> float:
    scales, out = number_words().scales, 1.0
    for word in re.findall(r"[a-z]+", words.lower()):
        out *= scales.get(word, 1)
    return out


def _worded(match: re.Match[str]) -> Numeral | None:
    start, end = match.span()
    words = re.findall(r"[a-z]+", match[0].lower())
    if match["open"]:
        return Numeral(start, end, _open_value(words), 1.0, "open")
    if match["fraction"]:
        return _fraction(start, end, words)
    value = word_value(words)
    return Numeral(start, end, value, _last_scale(words), "words")


def _open_value(words: list[str]) -> float:
    n, out = number_words(), 1.0
    for word in words:
        out *= n.plurals.get(word, n.scales.get(word, 1))
    return out * 2 if "couple" in words else out


def _fraction(start: int, end: int, words: list[str]) -> Numeral | None:
    n = number_words()
    scale = 1.0
    while words and words[-1] in n.scales:
        scale *= n.scales[words.pop()]
    parts = [word for word in words if word not in {"a", "an", "of", "and"}]
    last = parts[-1]
    below = n.denominators.get(last) or n.denominators.get(last.removesuffix("s")) or 2
    above = word_value(parts[:-1]) if parts[:-1] else 1.0
    bare = len(parts) == 1 and scale == 1.0 and last not in {"half", "halves"} and words[0] not in {"a", "an"}
    if bare or (above > 1) != last.endswith("s"):  # "third", "two third": ordinals, not parts
        return None
    return Numeral(start, end, above / below * scale, scale, "fraction" if scale == 1.0 else "words")


def _last_scale(words: list[str]) -> float:
    scales, out = number_words().scales, 1.0
    for word in reversed(words):
        if scales.get(word, 0) < 1000:
            break
        out *= scales[word]
    return out


def word_value(words: list[str]) -> float:
    """Return the value of a number in words ("two", "hundred", "and", "five"); "a" before a scale is one."""
    n = number_words()
    small = {**n.units, **n.teens, **n.tens}
    total = group = 0.0
    for i, word in enumerate(words):
        if word in small:
            group += small[word]
        elif word == "half":
            group += 0.5
        elif word in n.scales:
            total, group = _scaled(total, group or 1.0, n.scales[word], words[i + 1 :])
    return total + group


def _scaled(total: float, group: float, scale: int, rest: list[str]) -> tuple[float, float]:
    """Multiply the group by a scale; close it where no further scale is built on it."""
    scales = number_words().scales
    group *= scale
    if scale < 1000 or (rest and rest[0] in scales):
        return total, group
    return total + group, 0.0
