"""What a number counts or measures: a currency, a percentage, a unit of measurement or a counted noun."""

import re
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from bilateral.read.quantities.drafts import Draft, Text
from bilateral.read.quantities.lexicon import currencies, units

PERCENT = "percent"
AGE = "year of age"

_PERCENT = re.compile(
    r"[\s\u00a0-]{0,2}(?:%|‑?(?:percentage|percent|pct)[\s-]points?\b|per[\s-]?cent\b(?:age[\s-]points?\b)?|pct\b|pc\b|p\.c\.)",
    re.IGNORECASE,
)
_AGE = re.compile(r"[\s-](year|month|week|day)s?(?:[\s-]old\b|[\s-]olds\b| of age\b)", re.IGNORECASE)
_AGED = re.compile(r"\b(?:aged|age|ages)(?:\s+(?:between|of))?\s*$", re.IGNORECASE)
# "Smith, 66, said": an age in apposition to a name.
_APPOSED = re.compile(r"(?:[A-Z]\w+|[a-z]{3,}),\s$")
_WORD = r"[A-Za-z°℃℉μµ$€£¥₩₽₹₴%″\"'²³./Ω]+[²³23]?"
_NEXT_WORDS = re.compile(
    rf"([\s\u00a0]*-?)({_WORD})(?:[\s-]({_WORD}))?(?:[\s-]({_WORD}))?(?:[\s-]({_WORD}))?"
)
_SYMBOL_LEFT = re.compile(
    r"(?:U\.S\.\s?\$|(?:(?:[A-Z][A-Za-z]{1,2}|S)\s?|[A-Z])?[$€£¥₩₽₹₴₦₪฿₱₫₺₸₵₿](?:[A-Z]{1,2})?|(?<![A-Za-z])(?:[A-Z]{3}|RM|PS|Rs\.?|SFr|DM|NIS|Dh|Rp|Tk|J\$|Y=))\s?[-−]?$"
)
_PER = re.compile(
    r"(?:\s*/\s?|\s+per\s+|\s+each\s+|\s+every\s+|\s+an?\s+|-a-)((?:square |cubic |sq )?[A-Za-z]+\b)(?!-)"
)
_ASIDE = re.compile(r"\s+or (?:more|so|fewer|less)(?=\s)")
# "a year earlier" compares with a date, it is no rate.
_COMPARED = re.compile(r"\s+(?:earlier|ago|before|later|previously|prior|on\b|after)")
_IRREGULAR = {
    "people": "person", "men": "man", "women": "woman", "children": "child", "feet": "foot", "lives": "life",
    "wives": "wife", "knives": "knife", "crises": "crisis", "bases": "base", "oases": "oasis", "theses": "thesis",
    "analyses": "analysis", "criteria": "criterion", "phenomena": "phenomenon", "media": "medium", "data": "data",
    "servicemen": "serviceman", "servicewomen": "servicewoman", "policemen": "policeman", "fishermen": "fisherman",
    "spokesmen": "spokesman", "gunmen": "gunman", "businessmen": "businessman", "congressmen": "congressman",
    "personnel": "personnel", "aircraft": "aircraft", "series": "series", "means": "means", "species": "species",
    "troops": "troop", "forces": "force", "warheads": "warhead", "buses": "bus", "gases": "gas", "viruses": "virus",
    "statuses": "status", "mice": "mouse", "teeth": "tooth", "halves": "half", "thieves": "thief", "movies": "movie",
    "ties": "tie", "calories": "calorie", "headquarters": "headquarters", "clothes": "clothes", "selfies": "selfie",
}  # fmt: skip
# Words between a number and its noun that are no part of what is counted.
_SKIPPED = frozenset(
    "more other further additional extra such odd plus of the these those its their his her".split()
)
_NOUN_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_MODIFIER_TAGS = _NOUN_TAGS | {
    "JJ",
    "JJR",
    "JJS",
    "VBN",
    "VBG",
    "CD",
    "HYPH",
    "POS",
    "RB",
    "AFX",
    "PRP$",
    "``",
    "''",
    '"',
}


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit found beside a number: its name and where the number with its sign or unit starts and ends.

    ``noun`` is set where separate words name the unit; ``tag`` is the counted noun's part-of-speech tag.
    """

    name: str
    start: int
    end: int
    noun: tuple[int, int] | None = None
    tag: str = ""


def singular(noun: str) -> str:
    """Return the singular of an English noun, in lower case unless it is a name."""
    word = noun if noun[:1].isupper() and not noun.isupper() else noun.lower()
    low = word.lower()
    if low in _IRREGULAR:
        return _IRREGULAR[low]
    if low.endswith("ies") and len(low) > 4:
        return word[:-3] + "y"
    if low.endswith(("sses", "xes", "ches", "shes", "zzes")):
        return word[:-2]
    if low.endswith("s") and not low.endswith(("ss", "us", "is")) and len(low) > 2:
        return word[:-1]
    return word


def written_unit(text: str, start: int, end: int) -> Unit | None:
    """Return the currency, percentage, age or unit of measurement written at either side of a number."""
    symbol = _symbol_before(text, start)
    if symbol:
        return symbol
    if not text[end - 1].isdigit() and text[end : end + 1] in {'"', "'", "″"}:
        return None
    if percent := _PERCENT.match(text, end):
        return Unit(PERCENT, start, percent.end())
    if age := _AGE.match(text, end):
        return Unit(f"{age[1].lower()} of age", start, end, (end + 1, age.end()))
    if _is_age(text, start, end):
        return Unit(AGE, start, end)
    of = re.match(r"\s+of\s+(?:the\s+)?", text[end : end + 8])
    plural = of and text[end - 1] == "s" and text[end - 2].isalpha()
    return _named_after(text, start, end) or (
        _of_open(text, start, end, end + of.end()) if of and plural else None
    )


def _of_open(text: str, start: int, end: int, place: int) -> Unit | None:
    """Return the currency or unit behind the "of" of an open number: "millions of dollars"."""
    found = _named_after(text, start, place)
    return Unit(found.name, start, end, found.noun) if found else None


def _is_age(text: str, start: int, end: int) -> bool:
    left, written = text[max(0, start - 24) : start], text[start:end]
    apposed = (
        re.fullmatch(r"[1-9]\d", written) and text[end : end + 1] in {",", ")"} and _APPOSED.search(left)
    )
    return bool(apposed or (_AGED.search(left) and re.fullmatch(r"\d{1,2}|[a-z-]+", written)))


def _symbol_before(text: str, start: int) -> Unit | None:
    left = text[max(0, start - 8) : start]
    match = _SYMBOL_LEFT.search(left)
    if not match:
        return None
    written = match[0].rstrip("-− ").replace(" ", "")
    table = currencies().symbols
    for i in range(len(written)):
        if written[i:] in table:
            return Unit(table[written[i:]], start - len(left) + match.start() + i, start)
    return None


def currency_before(text: str, start: int) -> bool:
    """Say whether a sign or code of a currency ends where the number starts."""
    return _symbol_before(text, start) is not None


def _named_after(text: str, start: int, end: int) -> Unit | None:
    """Return the currency or unit of measurement whose name or symbol follows, the longest first."""
    match = _NEXT_WORDS.match(text, end)
    if not match:
        return None
    glued = match.start(2) == end
    words = [word for word in match.groups()[1:] if word]
    for n in range(len(words), 0, -1):
        stop = match.end(n + 1)
        phrase = text[match.start(2) : stop]
        weigh = bool(re.match(r"\s+of\s|\s+\w*s?\b(?<=weight)", text[stop:])) or match[1] == "-"
        found = _look_up(phrase.rstrip("."), glued=glued, pounds_weigh=weigh) or _look_up(phrase, glued=glued)
        if found:
            stop -= phrase.endswith(".") and phrase not in units().symbols
            return Unit(found, start, end, (match.start(2), stop))
    return None


# Symbols that are words or names too, so that they count only where they touch the digits.
_AMBIGUOUS = frozenset(
    {"in", "bar", "mt", "Mt", "min", "mo", "ms", "ha", "cal", "gal", "Pa", "bp", "MP", "in."}
)
_MONEY_SYMBOLS_BEHIND = frozenset({"kn", "kr", "Kč", "zł", "Ft"})


def _look_up(phrase: str, *, glued: bool, pounds_weigh: bool = False) -> str | None:
    table, money = units(), currencies()
    if not phrase:
        return None
    behind = phrase[0] in "$€£" or (len(phrase) == 3 and phrase.isupper()) or phrase in _MONEY_SYMBOLS_BEHIND
    if phrase in money.symbols and behind:
        return money.symbols[phrase]
    above, _, below = phrase.partition("/")
    if above in table.symbols and below in table.symbols and phrase not in table.symbols:
        return f"{table.symbols[above]} per {table.symbols[below]}"
    low = phrase.lower().replace("-", " ") if phrase.lower() not in table.written else phrase.lower()
    if low in table.written:
        return table.written[low]
    if phrase in table.symbols and (glued or len(phrase) > 1) and (glued or phrase not in _AMBIGUOUS):
        return table.symbols[phrase]
    if low in {"pound", "pounds"} and pounds_weigh:
        return "pound"
    code = money.names.get(low) or (money.names.get(low[:-1]) if low.endswith("s") else None)
    return code or ({"cents": "cent", "cent": "cent", "¢": "cent", "pence": "penny"}.get(low))


def denominator(text: str, unit: str, end: int) -> tuple[str, int] | None:
    """Return what a rate is taken over ("a barrel", "per day", "/kg") and where it ends."""
    match = _PER.match(text, end)
    if not match or _COMPARED.match(text, match.end()):
        return None
    word = match[1].lower()
    known = units().written.get(word) or units().symbols.get(match[1])
    per = "per" in match[0].split() or ("/" in match[0] and known)
    if not (per or known) or (unit in {PERCENT, AGE} and not per):
        return None
    return (known or singular(word)), match.end()


def counted_noun(text: Text, end: int) -> Unit | None:
    """Return the noun that the number ending at the character counts, found in the parse or by scanning on."""
    if aside := _ASIDE.match(text.text, end):
        end = aside.end()
    last = text.token_at(end - 1)
    if re.match(r"\s?[-–—/]\s?[\d$€£]|-to-|\s+(?:or|to|and)\s+\d", text.text[end : end + 8]):
        return None
    if times := re.match(r"[\s-]times\b", text.text[end : end + 8]):
        return Unit("time", 0, end, (end + 1, end + times.end()), "NNS")
    if text.text[end : end + 1] in {"-", "‑"} and text.text[end + 1 : end + 2].isalpha():
        return _hyphened(text, end)
    head = _head_noun(text.doc[last])
    if head is None:
        head = _scan(text, last)
    if head is None:
        return None
    first = last + 1
    while first < head.i and text.doc[first].lower_ in _SKIPPED:
        first += 1
    return Unit(_name(head), 0, end, (text.doc[first].idx, head.idx + len(head.text)), head.tag_)


def _hyphened(text: Text, end: int) -> Unit | None:
    """Return the noun of a compound such as "12-nation"."""
    match = re.match(r"\w+", text.text[end + 1 :])
    token = text.doc[text.token_at(end + 1)]
    if (
        match is None
        or match[0].endswith("ed")
        or token.pos_ in {"VERB", "ADP", "ADV", "NUM", "CCONJ", "PART"}
    ):
        return None
    return Unit(singular(match[0]), 0, end, (end + 1, end + 1 + match.end()), "NN")


def _head_noun(token: Token) -> Token | None:
    """Return the noun that the parse makes the number's head, where it stands to the right and close by."""
    head = token
    for _ in range(3):
        if head.dep_ not in {"nummod", "quantmod", "compound", "amod", "nmod", "advmod"}:
            break
        head = head.head
        if (
            head.i > token.i
            and head.text[0] not in "%0123456789"
            and head.tag_ in _NOUN_TAGS
            and head.i - token.i <= 8
        ):
            between = token.doc[token.i + 1 : head.i]
            following = head.doc[min(head.i + 1, len(head.doc) - 1)]
            if following.tag_ == "HYPH" or any(
                t.tag_ in {",", ":", "-LRB-", "IN", "TO", "CC", "VBD", "VBZ", "VBP"} for t in between
            ):
                return None
            return _last_of_compound(head)
    return None


def _last_of_compound(head: Token) -> Token:
    """Follow a chain of nouns that the parse cut too early ("500 troop | carriers")."""
    doc = head.doc
    if head.tag_ in {"NN", "NNP"} and head.i + 2 < len(doc) and doc[head.i + 1].tag_ == "CC":
        for token in doc[head.i + 2 : head.i + 6]:  # "Kia and Hyundai vehicles"
            if token.tag_ == "NNS":
                return token
            if token.tag_ not in {"NNP", "JJ", "NN"}:
                break
    if head.tag_ == "NN" and head.i + 1 < len(doc) and doc[head.i + 1].is_quote:  # mobility “Husky” vehicles
        return next((token for token in doc[head.i + 2 : head.i + 5] if token.tag_ == "NNS"), head)
    while head.i + 1 < len(doc) and doc[head.i + 1].tag_ in {"NNS", "NNPS"} and head.tag_ in {"NN", "NNP"}:
        head = doc[head.i + 1]
    return head


def _scan(text: Text, last: int) -> Token | None:
    """Return the last noun of the run of nouns and modifiers behind the number."""
    doc, found = text.doc, None
    for token in doc[last + 1 : last + 9]:
        if token.tag_ == "CD" and text.doc[last + 1].lower_ == "of":
            return None
        if _may_be_noun(token, last):
            found = token
        elif token.i > last + 1 and text.doc[token.i - 1].tag_ == "HYPH":
            found = None
        elif found is not None and token.tag_ not in {"POS", "HYPH"}:
            break
        elif not _may_modify(token, last):
            break
    if (
        found is not None
        and text.doc[last + 1].lower_ in {"last", "next", "this"}
        and found.lower_ in time_units()
    ):
        return None
    if found is not None and found.ent_type_ in {"DATE", "TIME", "GPE"} and found.tag_ == "NNP":
        return None
    return _last_of_compound(found) if found is not None else None


def _may_be_noun(token: Token, last: int) -> bool:
    """Say whether the token may be what is counted; directly behind the number a plural may pass for a verb."""
    if token.tag_ == "VBZ":
        return token.i == last + 1 and token.lower_.endswith("s") and token.lower_ not in {"is", "has", "was"}
    return token.tag_ in _NOUN_TAGS and not token.text[0].isdigit()


def _may_modify(token: Token, last: int) -> bool:
    """Say whether the token may stand between the number, at position ``last``, and its noun."""
    following = token.doc[min(token.i + 1, len(token.doc) - 1)].tag_
    if following == "HYPH":
        return True
    if token.tag_ in {"RB", "CC"}:
        return following in {"JJ", "VBN", "VBG"} and (token.tag_ == "RB" or token.i > last + 1)
    if token.lower_ == "of":
        return token.i == last + 1
    return token.lower_ in _SKIPPED or token.tag_ in _MODIFIER_TAGS


def _name(head: Token) -> str:
    """Return the counted noun in the singular, with a noun that forms one term with it ("fighter jet")."""
    noun = singular(head.text)
    before = head.doc[head.i - 1] if head.i else head
    if (
        before.tag_ == "NN"
        and before.dep_ == "compound"
        and before.head.i == head.i
        and before.text.islower()
    ):
        return f"{before.text} {noun}"
    return noun


@cache
def time_units() -> frozenset[str]:
    """Return the names of the units of time."""
    return frozenset(name for name, dimension in units().dimensions.items() if dimension == "time")


def _part_of_unit(text: str, draft: Draft) -> Unit | None:
    """Return the unit of which a fraction is written: "half an hour", "1/16 of a pint"."""
    article = re.match(r"\s+(?:of\s+)?an?(?=\s)", text[draft.end :])
    found = _named_after(text, draft.start, draft.end + article.end()) if article else None
    return Unit(found.name, found.start, draft.end, found.noun) if found else None


def attach_unit(draft: Draft, text: Text) -> str | None:
    """Give the draft its unit; return the tag of the counted noun, or null where a sign or unit is written."""
    found = written_unit(text.text, draft.start, draft.end)
    if found is None and draft.numeral.form == "fraction":
        found = _part_of_unit(text.text, draft)
    tag = "" if found else None
    if found is None:
        found = counted_noun(text, draft.end)
        tag = found.tag if found else None
    if found is None:
        return tag
    draft.unit, draft.noun = found.name, found.noun
    if tag and draft.numeral.form == "fraction":  # a part of something counted, not a count
        draft.unit = None
        return tag
    draft.start, draft.end = min(draft.start, found.start or draft.start), max(draft.end, found.end)
    rate = denominator(text.text, found.name, draft.reach)
    if rate:
        draft.unit = f"{found.name} per {rate[0]}"
        draft.noun = (draft.noun[0] if draft.noun else rate[1] - len(rate[0]), rate[1])
    return tag
