"""The noun that a number counts, found in the parse or, where the parse went wrong, by scanning on."""

import re

from spacy.tokens import Token

from bilateral.read.quantities.drafts import Text, Unit
from bilateral.read.quantities.lexicon import units

_IRREGULAR = {
    "people": "person", "men": "man", "women": "woman", "children": "child", "feet": "foot", "lives": "life",
    "wives": "wife", "knives": "knife", "crises": "crisis", "bases": "base", "oases": "oasis", "theses": "thesis",
    "analyses": "analysis", "criteria": "criterion", "phenomena": "phenomenon", "media": "medium", "data": "data",
    "series": "series", "means": "means", "species": "species", "buses": "bus", "gases": "gas", "viruses": "virus",
    "statuses": "status", "mice": "mouse", "teeth": "tooth", "halves": "half", "thieves": "thief", "ties": "tie",
    "movies": "movie", "calories": "calorie", "selfies": "selfie", "headquarters": "headquarters",
    "clothes": "clothes",
}  # fmt: skip
# Words between a number and its noun that are no part of what is counted.
_SKIPPED = frozenset({"more", "other", "further", "additional", "extra", "such", "odd", "plus", "of"})
# … and these too behind an "of" ("two of their ships").
_SKIPPED_BEHIND_OF = frozenset({"the", "these", "those", "its", "their", "his", "her"})
_NOUN_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_MODIFIER_TAGS = _NOUN_TAGS | frozenset(
    {"JJ", "JJR", "VBN", "VBG", "CD", "HYPH", "POS", "AFX", "PRP$", "``", "''"}
)
_LINKS_UP = frozenset({"nummod", "quantmod", "compound", "amod", "nmod", "advmod"})
_BREAKS = frozenset({",", ":", "-LRB-", "IN", "TO", "CC", "VBD", "VBZ", "VBP"})
# No noun is looked for where the number goes on in another ("five to ten").
_GOES_ON = re.compile(r"\s?[-–—/]\s?[\d$€£]|-to-|\s+(?:or|to|and)\s+\d")
_ASIDE = re.compile(r"\s+or (?:more|so|fewer|less)(?=\s)")
_TIMES = re.compile(r"[\s-]times\b")
# How many tokens a noun phrase behind a number is followed for.
_WINDOW = 10


def singular(noun: str) -> str:
    """Return the singular of an English noun, in lower case unless it is a name."""
    word = noun if noun[:1].isupper() and not noun.isupper() else noun.lower()
    low = word.lower()
    if low in _IRREGULAR:
        return _IRREGULAR[low]
    if low.endswith("men") and len(low) > 4:
        return word[:-2] + "an"
    if low.endswith("ies") and len(low) > 4:
        return word[:-3] + "y"
    if low.endswith(("sses", "xes", "ches", "shes", "zzes")):
        return word[:-2]
    if low.endswith("s") and not low.endswith(("ss", "us", "is")) and len(low) > 2:
        return word[:-1]
    return word


def counted_noun(text: Text, end: int) -> Unit | None:
    """Return the noun that the number ending at the character ``end`` counts."""
    if _GOES_ON.match(text.text, end):
        return None
    if times := _TIMES.match(text.text, end):
        return Unit("time", end, end, (end + 1, times.end()), "NNS")
    if text.text[end : end + 1] in {"-", "\u2011"} and text.text[end + 1 : end + 2].isalpha():
        return _hyphened(text, end)
    aside = _ASIDE.match(text.text, end)
    last = text.token_at((aside.end() if aside else end) - 1)
    head = _head_noun(text.doc[last]) or _scan(text, last)
    if head is None or head.lower_ == "others" or _is_date(text, last, head):
        return None
    first = last + 1
    while first < head.i and text.doc[first].lower_ in _SKIPPED | _SKIPPED_BEHIND_OF:
        first += 1
    return Unit(
        counted_name(head, last), end, end, (text.doc[first].idx, head.idx + len(head.text)), head.tag_
    )


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
    return Unit(singular(match[0]), end, end, (end + 1, end + 1 + match.end()), "NN")


def _head_noun(token: Token) -> Token | None:
    """Return the noun that the parse makes the number's head, where it stands to the right and close by."""
    head = token
    for _ in range(3):
        if head.dep_ not in _LINKS_UP:
            return None
        head = head.head
        if head.i > token.i and head.tag_ in _NOUN_TAGS and head.text[0] not in "%0123456789":
            return _checked(token, head)
    return None


def _checked(token: Token, head: Token) -> Token | None:
    """Return the head where nothing between it and the number breaks the noun phrase."""
    following = head.doc[min(head.i + 1, len(head.doc) - 1)]
    between = token.doc[token.i + 1 : head.i]
    if head.i - token.i > _WINDOW or following.tag_ == "HYPH" or any(t.tag_ in _BREAKS for t in between):
        return None
    return _last_of_compound(head)


def _last_of_compound(head: Token) -> Token:
    """Follow a noun phrase that the parse cut too early ("500 troop | carriers", "Kia | and Hyundai vehicles")."""
    doc = head.doc
    following = doc[head.i + 1] if head.i + 1 < len(doc) else head
    if head.tag_ in {"NN", "NNP"} and following.tag_ == "CC":
        return _joined_plural(head)
    if head.tag_ == "NN" and following.is_quote:  # protected mobility "Husky" vehicles
        return next((token for token in doc[head.i + 2 : head.i + 5] if token.tag_ == "NNS"), head)
    while head.i + 1 < len(doc) and head.tag_ in {"NN", "NNP"} and _is_plural(doc[head.i + 1]):
        head = doc[head.i + 1]
    return head


def _is_plural(token: Token) -> bool:
    """Say whether the token is a plural noun, or one that passes for a verb before the verb ("regime strikes hit")."""
    following = token.doc[min(token.i + 1, len(token.doc) - 1)]
    mistaken = token.tag_ == "VBZ" and token.lower_.endswith("s") and following.tag_ in {"VBD", "VBP", "MD"}
    return token.tag_ in {"NNS", "NNPS"} or mistaken


def _joined_plural(head: Token) -> Token:
    """Return the plural that two joined modifiers share, else the head itself."""
    for token in head.doc[head.i + 2 : head.i + 6]:
        if token.tag_ == "NNS":
            return token
        if token.tag_ not in {"NNP", "JJ", "NN"}:
            break
    return head


def _scan(text: Text, last: int) -> Token | None:
    """Return the last noun of the run of nouns and modifiers behind the number's last token."""
    found = None
    for token in text.doc[last + 1 : last + 1 + _WINDOW]:
        if token.tag_ == "CD" and text.doc[last + 1].lower_ == "of":
            return None  # "two of the six ships": the noun is the next number's
        if _may_be_noun(token, last):
            found = token
        elif token.i > last + 1 and text.doc[token.i - 1].tag_ == "HYPH":
            found = None
        elif (found is not None and token.tag_ not in {"POS", "HYPH"}) or not _may_modify(token, last):
            break
    return _last_of_compound(found) if found is not None else None


def _is_date(text: Text, last: int, head: Token) -> bool:
    """Say whether the noun belongs to a date behind the number ("2.1 last year") or names a place."""
    if head.tag_ == "NNP" and head.ent_type_ in {"DATE", "TIME", "GPE"}:
        return True
    time = units().dimensions.get(singular(head.lower_)) == "time"
    return time and text.doc[last + 1].lower_ in {"last", "next", "this"}


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
    if token.lower_ in _SKIPPED_BEHIND_OF:
        return token.doc[last + 1].lower_ == "of"
    return token.lower_ in _SKIPPED or token.tag_ in _MODIFIER_TAGS or token.text == '"'


def counted_name(head: Token, last: int = -1) -> str:
    """Return the counted noun in the singular, with a noun behind ``last`` that forms one term with it ("fighter jet")."""
    noun = singular(head.text)
    before = head.doc[max(head.i - 1, 0)]
    joined = before.tag_ == "NN" and before.dep_ == "compound" and before.head.i == head.i
    if joined and before.i > last and before.text.islower() and head.doc[before.i - 1].tag_ != "HYPH":
        return f"{before.text} {noun}"
    return noun
