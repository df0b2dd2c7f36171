"""Indirect and mixed speech: the reporting verbs outside quotations, and what each reports."""

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from bilateral.read.findings import Findings
from bilateral.read.statements.around import around_cue, inverted_speaker
from bilateral.read.statements.complement import Reported, after_cue
from bilateral.read.statements.kinds import FIRST, can_speak
from bilateral.read.statements.layout import Draft, Layout
from bilateral.read.statements.source import source_of
from bilateral.read.statements.verbs import reporting_verb
from bilateral.read.statements.words import word_list

# Acts that are not yet done: "will announce", "would reject". A clause after them is still ascribed ("would say that").
_MODALS = frozenset({"will", "would", "wo", "'ll", "’ll", "may", "might", "could", "should", "shall", "must"})
# Verbs whose infinitive reports no words said: "declined to say", "is expected to announce".
_UNSAID = word_list("withholding verbs")
# Forms in which many verbs tell of acts as often as of words; these need a speaker who can speak.
_WEAK = frozenset({"object", "predicate", "infinitive", "preposition", "gerund"})


def indirect_speech(layout: Layout, findings: Findings, quoted: Iterable[Draft]) -> Iterator[Draft]:
    """Yield a draft for each reporting verb outside direct speech that reports something in its own sentence."""
    taken = {draft.anchor for draft in quoted}
    for token in layout.tokens:
        entry = reporting_verb(token)
        if entry is None or token.i in taken or layout.in_speech(token.idx) or _unsaid(token):
            continue
        found = None if inverted_speaker(token) else after_cue(token, entry, layout)
        found = found or around_cue(token, entry, layout)
        source = source_of(token)
        if found is None or not _plausible(token, found, source, findings):
            continue
        content = layout.speech(found.content)
        if content:
            cue = layout.chars(token.i, found.cue_end)
            yield Draft(content, cue, source, entry.force, token.i, found.form)


def _unsaid(verb: Token) -> bool:
    """Say whether nothing was said: "declined to say", "did not confirm"."""
    withheld = verb.dep_ == "xcomp" and verb.head.lemma_ in _UNSAID
    return withheld or any(child.dep_ == "neg" and child.i < verb.i for child in verb.children)


def _told(verb: Token, source: tuple[int, int]) -> bool:
    """Say whether a verb tells of an act that is not done yet, or of the writer's own: "to urge", "I welcome"."""
    if verb.doc[source[0]].lower_ in FIRST and source[1] == source[0] + 1:
        return True
    auxiliaries = {child.lower_ for child in verb.children if child.dep_ == "aux"}
    return verb.dep_ == "xcomp" or not auxiliaries.isdisjoint(_MODALS | {"to"})


def _plausible(verb: Token, found: Reported, source: tuple[int, int] | None, findings: Findings) -> bool:
    """Say whether a verb that also tells of acts reports words here, and whether someone says them."""
    if source is None:
        return found.form == "clause" and _impersonal(verb)
    if found.form == "clause":
        return True
    if found.form in _WEAK and _told(verb, source):
        return False
    return can_speak(findings.doc[source[0] : source[1]], findings)


def _impersonal(verb: Token) -> bool:
    """Say whether the cue is "it is noted that": then whoever spoke last goes on."""
    subjects = [child for child in verb.children if child.dep_ in {"nsubjpass", "expl"}]
    return any(child.lower_ == "it" for child in subjects) and any(
        child.dep_ == "auxpass" for child in verb.children
    )
