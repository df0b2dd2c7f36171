"""Names of people in a parse, and the offices beside them."""

from collections import defaultdict
from collections.abc import Iterator

from spacy.tokens import Doc, Token

from bilateral.read.findings import Findings
from bilateral.read.statements.kinds import is_human
from bilateral.read.statements.layout import Layout
from bilateral.read.statements.words import word_list

# Words before a name that are no part of it.
HONORIFICS = word_list("honorifics")
_WOMEN = frozenset({"mrs", "mrs.", "ms", "ms.", "lady"})
_MEN = frozenset({"mr", "mr.", "sir", "lord", "rev.", "monsignor"})
# Offices after which the capitalised words are a person's name, whatever the recogniser says.
_OFFICES = word_list("offices")
_NAME_PARTS = frozenset({"al", "de", "da", "di", "bin", "ben", "van", "von", "der", "el", "la", "-"})
_OF_OFFICES = frozenset({"NOUN", "PROPN", "ADJ", "ADP"})
_MAX_NAME = 6
_MAX_OFFICE = 3
_DEPUTIES = frozenset({"vice", "deputy", "former", "assistant"})


def other_names(findings: Findings) -> set[str]:
    """Return the names of places and bodies, which the recogniser at times takes for people."""
    doc = findings.doc
    votes: dict[str, int] = defaultdict(int)
    for entity in doc.ents:
        votes[entity.text] += -1 if entity.label_ == "PERSON" else 1
    others = {name for name, vote in votes.items() if vote > 0}
    named = [a for a in findings.actors if a.form not in {"title", "pronoun"}]
    people = {doc[a.start : a.end].text for a in named if a.form == "person"}
    bodies = {doc[a.start : a.end].text for a in named if a.form != "person"}
    return (others - people) | bodies


def acting_names(findings: Findings) -> Iterator[tuple[int, int]]:
    """Yield the tokens of the full names that the finder of actors knows for people's."""
    for actor in findings.actors:
        start = actor.end - len((actor.person or "").split())
        if (
            actor.form == "person"
            and actor.start <= start < actor.end - 1
            and findings.doc[start : actor.end].text == actor.person
        ):
            yield start, actor.end


def person_names(layout: Layout) -> Iterator[tuple[int, int]]:
    """Yield the tokens of each person's name: the recogniser's, and capitalised words after an office."""
    doc = layout.doc
    for entity in doc.ents:
        if entity.label_ == "PERSON":
            start, end = _bounds(doc, entity.start, entity.end)
            whole = "\n" not in doc[start:end].text
            if whole and doc[start].text[:1].isupper() and doc[end - 1].pos_ != "ADJ":
                yield start, end
    for token in layout.tokens[:-1]:
        if token.lower_ in _OFFICES | HONORIFICS and (after := _capitalised(doc, token.i + 1)) > token.i + 1:
            yield token.i + 1, after


def _bounds(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """Return a name's tokens without offices before it or "'s" after it, and with what a hyphen ties to it."""
    while end > start + 1 and (doc[end - 1].is_space or doc[end - 1].lower_ in {"'s", "’s"}):
        end -= 1
    while start < end - 1 and doc[start].lower_ in HONORIFICS | _OFFICES:
        start += 1
    while (
        end + 1 < len(doc) and doc[end].text == "-" and not doc[end - 1].whitespace_ and doc[end + 1].is_alpha
    ):
        end += 2
    return start, end


def _capitalised(doc: Doc, start: int) -> int:
    """Return where the capitalised words from a token on end."""
    end = start
    while (
        end < len(doc)
        and end - start < _MAX_NAME
        and (_is_name(doc[end]) or (end > start and doc[end].lower_ in _NAME_PARTS))
    ):
        end += 1
    while end > start and not _is_name(doc[end - 1]):
        end -= 1
    return end


def _is_name(token: Token) -> bool:
    return (
        token.pos_ == "PROPN"
        and token.text[:1].isupper()
        and token.lower_ not in _OFFICES
        and token.ent_type_ in {"", "PERSON"}
    )


def office_words(role: str) -> list[str]:
    """Return the words of an office that name it: "deputy director" of "deputy director at the Ministry of …"."""
    words = role.lower().split()
    end = next(
        (i for i, word in enumerate(words) if word in {"of", "for", "at", "in", "to", "with", "from", "on"}),
        len(words),
    )
    return words[max(0, end - 1) : end]


def is_called(role: str, phrase: str) -> bool:
    """Say whether a phrase calls the holder of an office so: "vice president", and "president" for no vice president."""
    words, called = role.lower().split(), phrase.split()
    return phrase in role.lower() and _DEPUTIES.intersection(words) <= set(called)


def office_in_title(title: str, name: str) -> str | None:
    """Return the office that stands before a name in an article's title."""
    before = title[: title.find(name)].split() if name in title else []
    start = len(before)
    while start > 0 and start > len(before) - _MAX_OFFICE and before[start - 1][:1].isupper():
        start -= 1
    last = before[-1].lower() if before else ""
    return " ".join(before[start:]) if last in _OFFICES or last.rpartition("-")[2] in _OFFICES else None


def clean_name(name: str) -> str:
    """Return a name without the possessive and the marks that cling to it."""
    return " ".join(name.replace("’s", "").replace("'s", "").split()).strip(".,'\"")


def last_word(name: str) -> str:
    """Return the last word of a name in lower case, "Jr" and its like left out."""
    words = [word for word in name.split() if word.lower().rstrip(".,") not in {"jr", "sr", "iii", "ii"}]
    return (words[-1] if words else name).lower().strip(".,")


def gender_of(doc: Doc, start: int) -> str | None:
    """Return "f" or "m" where the word before a name tells."""
    before = doc[start - 1].lower_ if start else ""
    if before in _WOMEN or before.endswith("woman"):
        return "f"
    return "m" if before in _MEN or before.endswith("man") else None


def office_beside(doc: Doc, start: int, end: int) -> str | None:
    """Return the office that stands before a name or beside it in apposition."""
    head = doc[end - 1]
    while head.head.i != head.i and start <= head.head.i < end:
        head = head.head
    before = _office_before(doc, start, head)
    if before is not None:
        return before
    beside = next((c for c in head.children if c.dep_ == "appos" and _may_be_office(c)), None)
    if beside is not None:
        return _short(doc, beside.left_edge.i, beside.right_edge.i + 1)
    if head.dep_ == "appos" and _may_be_office(head.head) and head.head.i < start:
        return _short(doc, head.head.left_edge.i, min(start, head.head.right_edge.i + 1))
    return None


def _may_be_office(token: Token) -> bool:
    return token.pos_ == "PROPN" or (token.pos_ == "NOUN" and is_human(token.lemma_.lower()))


def _office_before(doc: Doc, start: int, head: Token) -> str | None:
    """Return the words of the name's own phrase before it, where they tell an office."""
    left = start
    while left > head.left_edge.i and not doc[left - 1].is_punct and doc[left - 1].pos_ in _OF_OFFICES:
        left -= 1
    words = [token.text for token in doc[left:start] if token.lower_ not in HONORIFICS]
    return " ".join(words) if any(word.islower() or word.lower() in _OFFICES for word in words) else None


def _short(doc: Doc, start: int, end: int) -> str | None:
    """Return the words of an apposition up to its first comma or relative clause, without its article."""
    while start < end and (doc[start].dep_ == "det" or doc[start].is_punct):
        start += 1
    stop = start
    while (
        stop < end
        and not doc[stop].is_punct
        and doc[stop].tag_ not in {"WP", "WDT", "WRB"}
        and not doc[stop].is_space
    ):
        stop += 1
    words = doc[start:stop].text
    return words or None
