"""Speech that its place on the page ascribes: turns of a transcript, headlines with a colon."""

import re
from collections.abc import Iterator

from bilateral.read.findings import Findings
from bilateral.read.statements.layout import VERBAL, Draft, Layout
from bilateral.read.statements.signed import first_person
from bilateral.read.statements.words import word_list

_NAME_WORDS = 7
# "Vladimir Putin:", "THE PRESIDENT:", "Mr. Smith (in Russian):", "Q:"; never a time, a link or a lower-case word.
_TURN = re.compile(r"(?P<name>[A-Z][^\n:?!;“”\"]{0,70}?)(?P<aside>\s*\([^)\n]{1,40}\))?(?P<colon>:)\s+(?=\S)")
_NOT_SPEAKERS = word_list("labels")
_SMALL = frozenset(
    {"of", "the", "and", "for", "de", "al", "van", "von", "bin", "with", "on", "in", "to", "at"}
)
_SPEAKING_NOUNS = word_list("headline speakers")
# Words in the first person after the last turn's head that show the rest of the text to be its words.
_MIN_FIRST = 3


def turns(layout: Layout, findings: Findings) -> list[Draft]:
    """Return a draft for each turn of a transcript, or for the one headline with a colon."""
    heads = list(_heads(layout, findings))
    if len(heads) > 1 or (heads and _goes_on(heads[0][0], layout, _MIN_FIRST)):
        return _transcript(heads, layout)
    drafts = [
        _turn(match, [(match.end(), layout.paragraphs[i][1])], "headline", layout) for i, match in heads
    ]
    return [draft for draft in drafts if _says_something(draft, layout)]


def _heads(layout: Layout, findings: Findings) -> Iterator[tuple[int, re.Match[str]]]:
    """Yield the paragraphs that open with a speaker's name and a colon."""
    for index, (start, end) in enumerate(layout.paragraphs):
        match = _TURN.match(layout.text, start, end)
        if match is not None and _is_speaker(match, layout, findings):
            yield index, match


def _is_speaker(match: re.Match[str], layout: Layout, findings: Findings) -> bool:
    words = match.group("name").split()
    if len(words) > _NAME_WORDS or any(
        word.lower().strip(".,") in _NOT_SPEAKERS for word in (words[0], words[-1])
    ):
        return False
    if any(word[:1].islower() and word.lower() not in _SMALL | _SPEAKING_NOUNS for word in words):
        return False
    if words[-1].lower() in _SPEAKING_NOUNS:
        return True
    if match.group("name").isupper():
        return _is_name(words, layout.text)
    start, end = layout.token_at(match.start()), layout.token_at(match.end("name") - 1) + 1
    tokens = findings.doc[start:end]
    if any(token.pos_ in VERBAL and not token.text.istitle() for token in tokens):
        return False
    known = {"PERSON", "ORG", "GPE", "NORP"}
    return (
        any(t.ent_type_ in known for t in tokens)
        or bool(findings.actors_within(start, end))
        or _named_again(tokens[-1].text, layout.text)
    )


def _is_name(words: list[str], text: str) -> bool:
    """Say whether words in capitals name someone, and are no heading: a name's words never stand in lower case."""
    plain = [word.lower() for word in words if word.lower() not in _SMALL | _SPEAKING_NOUNS]
    return not any(re.search(rf"\b{re.escape(word)}\b", text) for word in plain)


def _named_again(name: str, text: str) -> bool:
    return name[:1].isupper() and text.count(name) > 1


def _transcript(heads: list[tuple[int, re.Match[str]]], layout: Layout) -> list[Draft]:
    """Return one draft a turn; a turn runs over the paragraphs up to the next."""
    drafts = []
    for i, (index, match) in enumerate(heads):
        _, end = layout.paragraphs[index]
        stop = heads[i + 1][0] if i + 1 < len(heads) else _last_paragraph(heads, layout)
        later = [
            span
            for span in layout.paragraphs[index + 1 : stop]
            if not _is_aside(layout.text[span[0] : span[1]])
        ]
        drafts.append(_turn(match, [(match.end(), end), *later], "turn", layout))
    return drafts


def _last_paragraph(heads: list[tuple[int, re.Match[str]]], layout: Layout) -> int:
    """Return where the last turn ends: it runs on where the transcript is most of the text or the rest says "I"."""
    index = heads[-1][0]
    mostly = len(heads) > 3 and heads[-1][0] - heads[0][0] > len(layout.paragraphs) // 2
    return (
        len(layout.paragraphs)
        if mostly or _goes_on(index, layout, _MIN_FIRST if len(heads) == 1 else 1)
        else index + 1
    )


def _goes_on(head: int, layout: Layout, least: int) -> bool:
    """Say whether what follows a head to the end of the text is in the first person, as a report never is."""
    later = layout.paragraphs[head + 1 :]
    return bool(later) and first_person(layout, later[0][0], later[-1][1]) >= least


def _is_aside(paragraph: str) -> bool:
    return paragraph[:1] in "([<*" and paragraph[-1:] in ")]>*"


def _turn(match: re.Match[str], content: list[tuple[int, int]], form: str, layout: Layout) -> Draft:
    source = (layout.token_at(match.start()), layout.token_at(match.end("name") - 1) + 1)
    return Draft(
        tuple(content), match.span("colon"), source, "say", layout.token_at(match.start("colon")), form
    )


def _says_something(draft: Draft, layout: Layout) -> bool:
    """Say whether a lone headline after a colon is a clause, and no label or list."""
    if not draft.content:
        return False
    start, end = draft.content[0]
    tokens = layout.doc[layout.token_at(start) : layout.token_at(end - 1) + 1]
    return any(token.pos_ in VERBAL for token in tokens)
