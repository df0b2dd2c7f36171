"""Whole texts that are one person's words: statements that a title announces, letters with a signature."""

import re

from bilateral.read.findings import Findings
from bilateral.read.statements.layout import Draft, Layout
from bilateral.read.statements.words import word_list

_ANNOUNCED = re.compile(
    r"(?:Joint )?(?:Statement|Remarks|Message|Letter|Address|Op-ed) (?:by|from|of) (?:the )?"
    r"(?P<name>[A-Z][\w.'’-]*(?:,? (?:[A-Z][\w.'’-]*|de|al|van|bin))*)"
)
# A statement is its issuer's words even where it speaks of nobody in the first person.
_STATEMENT = re.compile(r"(?:Joint )?(?:Leaders(?:’|'|’s)? )?Statement\b")
_CLOSING = re.compile(r"(?:Yours \w+|Sincerely(?: yours)?|Respectfully|Best regards),?", re.IGNORECASE)
_OFFICES = word_list("offices")
_OFFICE_WORDS = frozenset({"press", "prime", "vice", "first", "deputy", "foreign", "nsc", "state"})
_FIRST_PERSON = frozenset({"i", "my", "we", "our", "me", "us"})
_MIN_FIRST = 3
_MAX_SIGNATURE = 60


def signed(layout: Layout, findings: Findings) -> list[Draft]:
    """Return the whole text as one draft where its title or its signature says whose words it is."""
    if not layout.paragraphs:
        return []
    title = findings.article.title
    announced = _ANNOUNCED.match(title)
    own = first_person(layout, 0, len(layout.text)) >= _MIN_FIRST
    if announced is not None and (own or _STATEMENT.match(title)):
        return [_whole(layout.paragraphs, _without_office(announced["name"]))]
    signature = _signature(layout)
    if signature is not None and own:
        index, name = signature
        return [_whole(layout.paragraphs[:index], name)]
    if own and _STATEMENT.match(title):
        return [_whole(layout.paragraphs, None)]
    return []


def first_person(layout: Layout, start: int, end: int) -> int:
    """Return how many words in the first person stand between two characters outside quotations."""
    tokens = layout.tokens[layout.token_at(start) : layout.token_at(max(start, end - 1)) + 1]
    return sum(1 for t in tokens if t.lower_ in _FIRST_PERSON and layout.quotation_at(t.idx) is None)


def _whole(paragraphs: tuple[tuple[int, int], ...], name: str | None) -> Draft:
    return Draft(paragraphs, None, None, "say", None, "signed", name)


def _signature(layout: Layout) -> tuple[int, str] | None:
    """Return the name under a letter, and the paragraph at which its close ("Sincerely,") stands."""
    for index in range(len(layout.paragraphs) - 2, 0, -1):
        start, end = layout.paragraphs[index]
        if _CLOSING.fullmatch(layout.text, start, end):
            start, end = layout.paragraphs[index + 1]
            name = layout.text[start:end]
            return (index, name.title() if name.isupper() else name) if len(name) < _MAX_SIGNATURE else None
    return None


def _without_office(name: str) -> str:
    """Return a name without the office before it: "NSC Spokesperson Anna Kovac"."""
    words = name.strip(" ,").split()
    offices = [i for i, word in enumerate(words[:-1]) if word.lower() in _OFFICES | _OFFICE_WORDS]
    return " ".join(words[offices[-1] + 1 :] if offices else words)
