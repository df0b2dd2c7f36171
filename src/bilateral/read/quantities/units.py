"""What a number counts or measures, written at either side of it: a currency, percent, a unit, a counted noun."""

import re

from bilateral.read.quantities.drafts import Draft, Text, Unit
from bilateral.read.quantities.lexicon import currencies, units
from bilateral.read.quantities.nouns import counted_noun, singular

PERCENT = "percent"

_PERCENT = re.compile(
    r"[\s\u00a0-]{0,2}(?:%|\u2011?(?:percentage|percent|pct)[\s-]points?\b|per[\s-]?cent\b(?:age[\s-]points?\b)?"
    r"|pct\b|pc\b|p\.c\.)",
    re.IGNORECASE,
)
_AGE = re.compile(r"[\s-](year|month|week|day)s?(?:[\s-]old\b|[\s-]olds\b| of age\b)", re.IGNORECASE)
_AGED = re.compile(r"\b(?:age|ages) of\s$", re.IGNORECASE)
_SIGNS = "$€£¥₩₽₹₴₦₪฿₱₫₺₸₵₿"
_WORD = r"[A-Za-z°℃℉μµ$€£¥₩₽₹₴%″\"'²³./Ω]+[²³23]?"
_NEXT_WORDS = re.compile(
    rf"([\s\u00a0]*-?)(?:U\.?S\.?\s(?=[a-z]))?({_WORD})(?:[\s-]({_WORD}))?(?:[\s-]({_WORD}))?(?:[\s-]({_WORD}))?"
)
_NATIONAL_WORDS = re.compile(
    rf"([\s\u00a0]*-?)({_WORD})(?:[\s-]({_WORD}))?(?:[\s-]({_WORD}))?(?:[\s-]({_WORD}))?"
)
_SYMBOL_LEFT = re.compile(
    rf"(?:U\.S\.\s?\$|(?:(?:[A-Z][A-Za-z]{{1,2}}|S)\s?|[A-Z])?[{_SIGNS}](?:[A-Z]{{1,2}})?"
    r"|(?<![A-Za-z])(?:[A-Z]{3}|RM|PS|Rs\.?|SFr|DM|Dh|Rp|Tk|Y=))\s?[-\u2212]?$"
)
_PER = re.compile(
    r"(?:\s*/\s?|\s+per\s+|\s+each\s+|\s+every\s+|\s+an?\s+|-a-)((?:square |cubic |sq )?[A-Za-z]+\b)(?!-)"
)
# "a year earlier" compares with a date, it is no rate.
_COMPARED = re.compile(r"\s+(?:earlier|ago|before|later|previously|prior|on\b|after)")
# Symbols that are words or names too, so that they count only where they touch the digits.
_AMBIGUOUS = frozenset(
    ["in", "in.", "bar", "mt", "Mt", "min", "mo", "ms", "ha", "cal", "gal", "Pa", "bp", "MP"]
)
_MONEY_SYMBOLS_BEHIND = frozenset({"kn", "kr", "Kč", "zł", "Ft"})
_MINOR_UNITS = {"cent": "cent", "cents": "cent", "ct": "cent", "cts": "cent", "¢": "cent", "pence": "penny"}


def attach_unit(draft: Draft, text: Text) -> str | None:
    """Give the draft its unit.

    Returns the part-of-speech tag of a counted noun, an empty string where a sign or a unit is written, and
    null where neither is found.
    """
    found = written_unit(text.text, draft)
    tag = "" if found else None
    if found is None:
        found = counted_noun(text, draft.end)
        tag = found.tag if found else None
    if found is None:
        return tag
    draft.noun = found.noun
    if tag and draft.numeral.form == "fraction":  # a part of something counted, not a count
        return tag
    draft.unit = found.name
    draft.start, draft.end = min(draft.start, found.start), max(draft.end, found.end)
    if rate := denominator(text.text, found.name, draft.reach):
        draft.unit = f"{found.name} per {rate[0]}"
        draft.noun = (draft.noun[0] if draft.noun else rate[1] - len(rate[0]), rate[1])
    return tag


def written_unit(text: str, draft: Draft) -> Unit | None:
    """Return the currency, percentage, age or unit of measurement written at either side of a number."""
    start, end = draft.start, draft.end
    symbol = _symbol_before(text, start)
    if symbol:
        return symbol
    if not text[end - 1].isdigit() and text[end : end + 1] in {'"', "'", "″"}:
        return None  # a closing quotation mark, not inches
    if percent := _PERCENT.match(text, end):
        return Unit(PERCENT, start, percent.end())
    if age := _AGE.match(text, end):
        return Unit(f"{age[1].lower()} of age", start, end, (end + 1, age.end()))
    if _AGED.search(text, max(0, start - 16), start):
        return Unit("year of age", start, end)
    return _named_after(text, start, end) or _behind_of(text, draft)


def currency_before(text: str, start: int) -> bool:
    """Say whether a sign or code of a currency ends where the number starts."""
    return _symbol_before(text, start) is not None


def _symbol_before(text: str, start: int) -> Unit | None:
    left = text[max(0, start - 8) : start]
    match = _SYMBOL_LEFT.search(left)
    if not match:
        return None
    written = match[0].rstrip("-\u2212 ").replace(" ", "")
    table = currencies().symbols
    for i in range(len(written)):
        if written[i:] in table:
            return Unit(table[written[i:]], start - len(left) + match.start() + i, start)
    return None


def _behind_of(text: str, draft: Draft) -> Unit | None:
    """Return the unit behind an "of": "millions of dollars", "half an hour", "1/16 of a pint"."""
    if draft.numeral.form == "fraction":
        link = re.match(r"\s+(?:of\s+)?an?(?=\s)", text[draft.end : draft.end + 8])
    elif draft.numeral.form == "open":
        link = re.match(r"\s+of(?:\s+the)?(?=\s)", text[draft.end : draft.end + 8])
    else:
        link = None
    found = _named_after(text, draft.start, draft.end + link.end()) if link else None
    return Unit(found.name, draft.start, draft.end, found.noun) if found else None


def _named_after(text: str, start: int, end: int) -> Unit | None:
    """Return the currency or unit of measurement whose name or symbol follows, the longest first."""
    for pattern in (_NATIONAL_WORDS, _NEXT_WORDS):
        match = pattern.match(text, end)
        if match is None:
            return None
        for n in range(5, 1, -1):
            if match[n] and (found := _look_up_at(text, match, n)):
                stop = match.end(n) - (match[n].endswith(".") and match[n] not in units().symbols)
                return Unit(found, start, end, (match.start(2), stop))
    return None


def _look_up_at(text: str, match: re.Match[str], n: int) -> str | None:
    """Look up the words from the first up to group ``n``."""
    phrase = text[match.start(2) : match.end(n)]
    glued = match.start(2) == match.start()
    if phrase.lower() in {"pound", "pounds"} and (
        match[1] == "-" or re.match(r"\s+of\s", text[match.end(n) :])
    ):
        return "pound"  # of weight
    return _look_up(phrase.rstrip("."), glued=glued) or _look_up(phrase, glued=glued)


def _look_up(phrase: str, *, glued: bool) -> str | None:
    if not phrase:
        return None
    table, money = units(), currencies()
    behind = phrase[0] in "$€£" or (len(phrase) == 3 and phrase.isupper()) or phrase in _MONEY_SYMBOLS_BEHIND
    if phrase in money.symbols and behind:
        return money.symbols[phrase]
    above, _, below = phrase.partition("/")
    if above in table.symbols and below in table.symbols and phrase not in table.symbols:
        return f"{table.symbols[above]} per {table.symbols[below]}"
    low = phrase.lower()
    written = table.written.get(low) or table.written.get(low.replace("-", " "))
    if written:
        return written
    if phrase in table.symbols and (glued or (len(phrase) > 1 and phrase not in _AMBIGUOUS)):
        return table.symbols[phrase]
    code = money.names.get(low) or (money.names.get(low[:-1]) if low.endswith("s") else None)
    return code or _MINOR_UNITS.get(low)


def denominator(text: str, unit: str, end: int) -> tuple[str, int] | None:
    """Return what a rate is taken over ("a barrel", "per day", "/kg") and where it ends."""
    match = _PER.match(text, end)
    if not match or _COMPARED.match(text, match.end()):
        return None
    word = match[1].lower()
    known = units().written.get(word) or units().symbols.get(match[1])
    per = "per" in match[0].split() or ("/" in match[0] and known)
    if not (per or known) or (not per and (unit == PERCENT or unit.endswith("of age"))):
        return None
    return (known or singular(word)), match.end()


def is_time(unit: str | None) -> bool:
    """Say whether a unit measures time."""
    return unit is not None and units().dimensions.get(unit) == "time"
