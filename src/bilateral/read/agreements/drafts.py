"""Where an article speaks of an agreement: treaties known by name, and noun phrases that stand for one."""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from bilateral.read.agreements.lexicon import AgreementWords, Instrument
from bilateral.read.findings import Findings

_LEFT = frozenset({"amod", "compound", "nummod", "nmod", "quantmod"})
_ABOUT = frozenset(
    {"on", "for", "to", "of", "in", "over", "about", "regarding", "concerning", "against", "under"}
)
_PARTS_AFTER = frozenset({"on", "for", "covering", "about", "regarding", "concerning", "governing"})
# A complement longer than this is a clause of its own and no name.
_LONGEST_COMPLEMENT = 14
# "A great deal of", "the ruling coalition", "a plea deal", "contract workers" are no agreements between states.
_OTHER_SENSE = frozenset(
    {
        "great",
        "good",
        "big",
        "raw",
        "real",
        "plea",
        "ruling",
        "governing",
        "opposition",
        "new-year",
        "record",
        "book",
        "tv",
    }
)
_NOUNS = ("NOUN", "PROPN")


@dataclass(frozen=True)
class Draft:
    """A noun phrase that stands for an agreement: its head, its tokens, and what it is called."""

    head: Token
    start: int
    end: int
    what: str
    noun: str
    named: Instrument | None = None
    vague: bool = False


def find_drafts(findings: Findings, words: AgreementWords) -> list[Draft]:
    """Return the phrases in the order of the text; a list of subjects gives one draft for each."""
    named = list(_named_drafts(findings, words))
    covered = {i for draft in named for i in range(draft.start, draft.end)}
    nouns = (
        draft
        for token in findings.doc
        if token.i not in covered and (noun := noun_of(token, words)) is not None
        for draft in _drafts_of(token, noun)
    )
    return sorted([*named, *nouns], key=lambda draft: draft.head.i)


def _named_drafts(findings: Findings, words: AgreementWords) -> Iterator[Draft]:
    for match in words.names.finditer(findings.article.text):
        span = findings.doc.char_span(*match.span(), alignment_mode="expand")
        if span is not None:
            yield Draft(span.root, span.start, span.end, match[0], match[0].lower(), words.named[match[0]])


def noun_of(token: Token, words: AgreementWords) -> str | None:
    """Return the lemma by which a noun stands for an agreement, or None where it does not."""
    lemma = token.lemma_.lower()
    if token.pos_ not in _NOUNS or token.dep_ == "compound":
        return None
    if lemma == "fire" and token.i > 1 and token.nbor(-1).text == "-" and token.nbor(-2).lower_ == "cease":
        lemma = "ceasefire"
    marks = {child.lower_ for child in token.lefts}
    if marks & _OTHER_SENSE:
        return None
    if lemma in words.instruments or lemma in words.standing:
        return lemma
    qualifiers = words.qualified.get(lemma)
    if qualifiers and any(mark in qualifiers for mark in _left_words(token)):
        return lemma
    return None


def _left_words(token: Token) -> set[str]:
    left = [word.lower_ for word in token.doc[max(token.sent.start, token.i - 5) : token.i]]
    return {
        *left,
        *(f"{a} {b}" for a, b in zip(left, left[1:], strict=False)),
        *(f"{a}-{b}" for a, b in zip(left, left[2:], strict=False)),
    }


def _drafts_of(head: Token, noun: str) -> Iterator[Draft]:
    """Yield the draft of a noun, or one for each subject where the plural lists them."""
    start = _left_edge(head)
    left = head.doc[start : head.i + 1].text
    complement = _complement(head)
    if complement is None:
        yield Draft(head, start, head.i + 1, left, noun, vague=start == head.i)
        return
    parts = _parts(head, complement)
    end = max(head.i + 1, min(complement.right_edge.i + 1, complement.i + _LONGEST_COMPLEMENT))
    if len(parts) > 1:
        for part in parts:
            yield Draft(head, start, end, f"{head.lemma_.lower()} {complement.text} {_phrase(part)}", noun)
        return
    yield Draft(head, start, end, f"{left} {head.doc[complement.i : end].text}", noun)


def _left_edge(head: Token) -> int:
    """Return where the modifiers of the head begin, determiners and owners left out."""
    start = head.i
    for child in sorted(head.lefts, key=lambda token: -token.i):
        if child.dep_ not in _LEFT or child.right_edge.i + 1 < start - 1:
            break
        start = child.left_edge.i
    return start


def _complement(head: Token) -> Token | None:
    """Return the preposition or participle that tells what the agreement is about."""
    for child in head.rights:
        if child.dep_ == "prep" and child.lower_ in _ABOUT and any(child.rights):
            return child
        if child.dep_ == "acl" and child.tag_ in ("VBG", "TO", "VB"):
            return child.left_edge if child.left_edge.tag_ == "TO" else child
    return None


def _parts(head: Token, complement: Token) -> list[Token]:
    """Return the subjects that a plural lists: "accords on trade, tax and travel"."""
    if head.tag_ not in ("NNS", "NNPS") or complement.lower_ not in _PARTS_AFTER:
        return []
    first = next((child for child in complement.rights if child.dep_ in ("pobj", "dobj")), None)
    return [] if first is None else [first, *first.conjuncts]


def _phrase(token: Token) -> str:
    """Return the words of one subject of a list, without the subjects that follow."""
    end = next(
        (child.i for child in token.rights if child.dep_ in ("cc", "conj", "punct")), token.right_edge.i + 1
    )
    return token.doc[token.left_edge.i : end].text
