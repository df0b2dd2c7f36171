"""Where an article speaks of an agreement: treaties known by name, and noun phrases that stand for one."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from spacy.tokens import Span, Token

from bilateral.read.agreements.lexicon import AgreementWords, Instrument
from bilateral.read.agreements.parts import LISTING, parts_of
from bilateral.read.findings import Findings

_LEFT = frozenset({"amod", "compound", "nummod", "nmod", "quantmod", "punct"})
_ABOUT = frozenset(
    {
        "on",
        "for",
        "to",
        "of",
        "over",
        "about",
        "regarding",
        "concerning",
        "against",
        "under",
        "governing",
        "covering",
    }
)
# A complement longer than this is a clause of its own and no name.
_LONGEST_COMPLEMENT = 14
# Places before the noun name an agreement ("the Minsk accords"), those after it are mostly its parties.
_PLACES = frozenset({"GPE", "NORP", "LOC"})
_NEVER: frozenset[str] = frozenset()
_NOUNS = ("NOUN", "PROPN")


@dataclass(frozen=True)
class Draft:
    """A phrase that stands for an agreement: its head, its tokens, and what it is called.

    ``vague`` marks a noun that tells nothing ("the new deal"), which may stand for one named before. ``kind``
    is the same for all words for instruments in one number, else the noun; ``content`` are the lemmas that
    tell one agreement from another.
    """

    head: Token
    start: int
    end: int
    what: str
    noun: str
    named: Instrument | None = None
    vague: bool = False
    kind: str = "instrument"
    content: frozenset[str] = frozenset()

    @property
    def has_subject(self) -> bool:
        """Say whether the phrase tells what the agreement is on: "a joint statement on energy"."""
        following = self.head.i + 1
        return following < self.end and self.head.doc[following].lower_ in LISTING


def find_drafts(findings: Findings, words: AgreementWords) -> list[Draft]:
    """Return the phrases in the order of the text; a list of subjects gives one draft for each."""
    named = list(_named_drafts(findings, words))
    covered = {i for draft in named for i in range(draft.start, draft.end)}
    nouns = (
        draft
        for token in findings.doc
        if token.i not in covered
        and (noun := noun_of(token, words) or _paired(findings, token, words)) is not None
        and not _names_actor(findings, token)
        for draft in _drafts_of(token, noun, words)
    )
    return sorted([*named, *nouns], key=lambda draft: draft.head.i)


def outermost(drafts: list[Draft]) -> list[Draft]:
    """Return the drafts in the order of the text without those inside the name of another.

    A verb gives way to the noun in its complement: "agreed to work on joint projects" speaks of the projects.
    """
    ordered = sorted(drafts, key=lambda draft: draft.head.i)
    return [
        draft
        for draft in ordered
        if not any(_hides(other, draft) for other in ordered if other.head != draft.head)
    ]


def _hides(other: Draft, draft: Draft) -> bool:
    if draft.kind == "act":
        return draft.start < other.head.i < draft.end
    return other.kind != "act" and other.named is None and other.head.i < draft.head.i < other.end


def _named_drafts(findings: Findings, words: AgreementWords) -> Iterator[Draft]:
    text = findings.article.text
    for start, end, instrument in words.named_in(text):
        span = findings.doc.char_span(start, end, alignment_mode="expand")
        if span is not None:
            yield Draft(
                head=span.root,
                start=span.start,
                end=span.end,
                what=text[start:end],
                noun=text[start:end].lower(),
                named=instrument,
                content=instrument.content - words.generic,
            )


def noun_of(token: Token, words: AgreementWords) -> str | None:
    """Return the lemma by which a noun stands for an agreement, or None where it does not."""
    if token.pos_ not in _NOUNS or token.dep_ == "compound" or _is_uncounted(token):
        return None
    lemma = _lemma(token)
    if lemma == "fire" and token.i > 1 and token.nbor(-1).text == "-" and token.nbor(-2).lower_ == "cease":
        lemma = "ceasefire"
    return lemma if words.stands_for(lemma) and _is_agreement(token, lemma, words) else None


def _paired(findings: Findings, token: Token, words: AgreementWords) -> str | None:
    """Return the lemma of a noun that two actors before it make an arrangement: "NATO-EU cooperation"."""
    lemma = token.lemma_.lower()
    if token.pos_ not in _NOUNS or token.dep_ == "compound" or lemma not in words.paired:
        return None
    before = findings.actors_within(_left_edge(token), token.i)
    return lemma if len({code for actor in before for code in actor.codes}) > 1 else None


def _lemma(token: Token) -> str:
    """Return the lemma of a noun; spaCy leaves names in the plural: "the Oslo Accords", "Joint Statements"."""
    lemma = token.lemma_.lower()
    if token.pos_ != "PROPN" or not lemma.endswith("s"):
        return lemma
    return f"{lemma[:-3]}y" if lemma.endswith("ies") else lemma[:-1]


def _is_uncounted(token: Token) -> bool:
    """Say whether a singular stands without article: "were in agreement that", "room for agreement"."""
    bare = token.tag_ == "NN" and not any(token.lefts)
    return bare and (token.head.lower_ == "in" or not any(token.rights))


def _is_agreement(token: Token, lemma: str, words: AgreementWords) -> bool:
    """Say whether the words around a noun let it stand for an agreement."""
    if any(child.lower_ in words.other_sense for child in token.lefts) or _is_denied(token):
        return False
    if lemma in words.predicate_only:
        return token.dep_ in ("attr", "appos")
    if lemma in words.instruments or lemma in words.standing or (lemma in words.titled and _is_title(token)):
        return True
    after = {word.lower_ for child in token.rights if child.dep_ == "prep" for word in (child, *child.rights)}
    return bool(words.qualified.get(lemma, _NEVER) & (_words_before(token) | after))


def _is_denied(token: Token) -> bool:
    """Say whether the phrase is only named to be put aside: "a truce, not a peace treaty"."""
    first = token.left_edge.i
    return first > 0 and token.doc[first - 1].lower_ == "not"


def _kind(token: Token, noun: str, words: AgreementWords) -> str:
    """Return what mentions of one agreement have in common: the noun, or the sort of noun with its number."""
    if noun not in words.instruments:
        return words.same_kind.get(noun, noun)
    return "instruments" if token.tag_ in ("NNS", "NNPS") else "instrument"


def _names_actor(findings: Findings, token: Token) -> bool:
    """Say whether the noun is part of the name of an actor: "the Organization for … Cooperation"."""
    return token.pos_ == "PROPN" and findings.actor_at(token) is not None


def _is_title(token: Token) -> bool:
    """Say whether the noun ends a name in capitals: "the Safe Mobility Initiative"."""
    names = [child for child in token.lefts if child.dep_ in ("compound", "amod")]
    return token.text.istitle() and bool(names) and all(child.text[0].isupper() for child in names)


def _words_before(token: Token) -> set[str]:
    """Return the words that modify a noun from before, singly, in pairs and joined by hyphens."""
    left = [word.lower_ for word in token.doc[_left_edge(token) : token.i]]
    pairs = {f"{a} {b}" for a, b in pairwise(left)}
    joined = {f"{a}-{b}" for a, b in zip(left, left[2:], strict=False)}
    return {*left, *pairs, *joined}


def _drafts_of(head: Token, noun: str, words: AgreementWords) -> Iterator[Draft]:
    """Yield the draft of a noun, or one for each subject where the plural lists them."""
    start, kind = _left_edge(head), _kind(head, noun, words)
    left = head.doc[start : head.i + 1].text
    complement = _complement(head)
    content = _content(head.doc[start : head.i], words)
    if complement is None:
        yield Draft(head, start, head.i + 1, left, noun, kind=kind, vague=not content, content=content)
        return
    first = complement.left_edge.i if complement.dep_ == "acl" else complement.i
    end = max(head.i + 1, min(complement.right_edge.i + 1, first + _LONGEST_COMPLEMENT))
    parts = parts_of(head, complement)
    for part in parts:
        what = f"{head.lemma_.lower()} {complement.text} {part}"
        yield Draft(head, start, end, what, noun, kind=kind, content=frozenset(part.lower().split()))
    if not parts:
        content |= _content(head.doc[first:end], words, but=_PLACES)
        yield Draft(head, start, end, f"{left} {head.doc[first:end].text}", noun, kind=kind, content=content)


def _content(phrase: Span, words: AgreementWords, but: frozenset[str] = _NEVER) -> frozenset[str]:
    """Return the lemmas of the words that tell what an agreement is about."""
    return frozenset(
        word.lemma_.lower()
        for word in phrase
        if word.pos_ in ("NOUN", "PROPN", "ADJ", "VERB")
        and word.ent_type_ not in but
        and word.lemma_.lower() not in words.generic
    )


def _left_edge(head: Token) -> int:
    """Return where the modifiers of the head begin, determiners and owners left out."""
    start = head.i
    for child in sorted(head.lefts, key=lambda token: -token.i):
        if child.dep_ not in _LEFT or child.right_edge.i + 1 < start:
            break
        start = child.left_edge.i
    while head.doc[start].is_punct and start < head.i:
        start += 1
    return start


def _complement(head: Token) -> Token | None:
    """Return the preposition or participle that tells what the agreement is about."""
    for child in head.rights:
        if child.dep_ == "prep" and child.lower_ in _ABOUT and any(child.rights):
            return child
        if child.dep_ == "acl" and child.tag_ in ("VBG", "VB"):
            return child
    following = head.doc[head.i + 1] if head.i + 1 < len(head.doc) else None
    if (
        following is not None
        and following.dep_ == "prep"
        and following.lower_ in LISTING
        and any(following.rights)
    ):
        return following  # the parser often hangs "on …" on the verb
    return None
