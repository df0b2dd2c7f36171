"""Noun phrases that act: "foreign ministry spokeswoman", "minister of trade", "oil company"."""

from dataclasses import dataclass, replace

from bilateral.read.actors.lexicon import Form, word_sets
from bilateral.read.actors.page import Page

_MODIFIERS = frozenset({"JJ", "JJR", "JJS", "CD", "VBN", "VBG", "HYPH", "AFX"})
_ENVOYS = word_sets()["envoy"]
_PORTFOLIO = word_sets()["portfolio"]
# Longer runs of words before a head noun are parsing accidents in lists and headlines.
_LONGEST = 10


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun phrase that acts: ``start`` up to ``end``, its head, and the kind of its head.

    ``possessive`` says that a possessive mark stood before it.
    """

    start: int
    end: int
    head: int
    kind: str
    possessive: bool = False


def noun_from(page: Page, start: int) -> Noun | None:
    """Return the noun phrase that acts and whose words begin at token ``start``, a possessive mark passed over.

    The phrase ends at its head: a noun after it that does not act ("army base") undoes it; a person's name,
    another state's name or any other word ends it.
    """
    doc = page.doc
    possessive = start < len(doc) and doc[start].tag_ == "POS"
    begin = i = start + possessive
    head, kind = -1, ""
    while i < len(doc) and i - begin < _LONGEST and i not in page.people:
        name = page.names.get(i)
        if name:
            if i == begin and name.entry.form == Form.ORGANISATION and _envoy_at(page, name.end):
                i = name.end
                continue
            if name.entry.form != Form.BODY or i == start:
                break
            head, kind, i = name.end - 1, "BODY", name.end
            continue
        found = page.kind(i)
        if not found and _ends(page, i, begin, head):
            break
        head, kind = (i, found) if found else (-1, "")
        i += 1
    if head < 0:
        return None
    return _with_portfolio(page, Noun(begin, head + 1, head, _flavour(page, begin, head, kind), possessive))


def _dash(page: Page, i: int) -> bool:
    """Say whether a token is a dash between spaces, as after a dateline: "HANOI - President X"."""
    return i > 0 and bool(page.doc[i - 1].whitespace_)


def _ends(page: Page, i: int, begin: int, head: int) -> bool:
    """Say whether a word that is no noun for actors ends the phrase; if not, it undoes the head met so far."""
    token = page.doc[i]
    if token.tag_.startswith("NN"):
        # A capitalised word right after an office is the name of who holds it.
        first = head >= 0 and i == head + 1 and token.tag_ == "NNP" and token.text[0].isupper()
        return first and not (i + 1 < len(page.doc) and page.kind(i + 1))
    if token.tag_ in _MODIFIERS:
        return head >= 0 if token.tag_ != "HYPH" else _dash(page, i)
    return not (token.lower_ == "and" and head < 0 and _joins(page, i, begin))


def _joins(page: Page, i: int, begin: int) -> bool:
    """Say whether "and" joins two modifiers of one noun: "foreign and defence ministers"."""
    follows = i + 1 < len(page.doc) and i + 1 not in page.names and i + 1 not in page.people
    return i > begin and follows and page.doc[i + 1].tag_ in {"NN", "JJ", "NNP"}


def _envoy_at(page: Page, i: int) -> bool:
    """Say whether an envoy is named at token ``i``, with a rank before it or not: "U.N. deputy ambassador"."""
    return any(page.doc[j].lower_ in _ENVOYS for j in range(i, min(i + 2, len(page.doc))))


def _flavour(page: Page, start: int, head: int, kind: str) -> str:
    """Return the kind of a noun phrase: that of its head, or of the words before it where the head is neutral."""
    if kind == "BODY" and any(_plain_kind(page, i) == "ARM" for i in range(start, head)):
        return "ARM"
    if kind == "BODY" and any(page.doc[i].lower_ == "opposition" for i in range(start, head)):
        return "ARM" if page.singular(page.doc[head]) in {"force", "troop"} else kind
    if kind not in {"HEAD", "GROUP"}:
        return kind
    for i in range(head - 1, start - 1, -1):
        if page.doc[i].lower_ == "armed" and page.doc[i + 1].lower_ == "forces":
            return {"HEAD": "OFFICE", "GROUP": "BODY"}[kind]
        before = page.lexicon.nouns.get("~" + page.doc[i].lower_) or _plain_kind(page, i)
        if before:
            return before if before != "STATE" else {"HEAD": "OFFICE", "GROUP": "BODY"}[kind]
    return "OFFICE" if kind == "HEAD" else "GROUP"


def _plain_kind(page: Page, i: int) -> str | None:
    """Return the kind of a modifying noun where it is no state's: "rebel" leader."""
    # A "national" before another noun is no citizen.
    kind = page.lexicon.kind(page.doc[i].text) if page.doc[i].lower_ != "national" else None
    return kind if kind in {"ARM", "COM", "PARTY", "NGO", "MED", "CIV"} else None


def _with_portfolio(page: Page, noun: Noun) -> Noun:
    """Take in what an office or ministry is for: "minister of foreign affairs", "Secretary of State"."""
    doc, i = page.doc, noun.end
    if noun.kind not in {"OFFICE", "BODY", "HEAD"} or i + 1 >= len(doc) or doc[i].lower_ not in {"of", "for"}:
        return noun
    begin = end = i + 1 + (doc[i + 1].lower_ == "the")
    while end < len(doc) and end - begin < _LONGEST and doc[end].lower_ in _PORTFOLIO | {"and", ","}:
        end += 1
    while end > begin and doc[end - 1].lower_ in {"and", ","}:
        end -= 1
    # "president of the state-owned company" is for no state.
    hyphened = end < len(doc) and doc[end].tag_ == "HYPH"
    return replace(noun, end=end) if end > begin and not hyphened else noun
