"""Reported speech before its cue ("the talks failed, the minister said"), or on both sides of it."""

from spacy.tokens import Token

from bilateral.read.statements.complement import Reported
from bilateral.read.statements.layout import VERBAL, Layout, words_in
from bilateral.read.statements.verbs import ReportingVerb

_SET_APART = frozenset({",", "—", "–", "-", "--", "?", "!"})
_GOING_ON = frozenset({"although", "though", "because", "but", "if", "unless", "so"})
_MIN_WORDS = 3
_NOT_OF_CUE = frozenset({"ccomp", "punct", "cc", "advcl", "mark", "parataxis", "conj"})


def around_cue(verb: Token, entry: ReportingVerb, layout: Layout) -> Reported | None:
    """Return what stands before the cue, or before and after it, set apart from it by commas or dashes."""
    if verb.dep_ == "relcl" or not _finite(verb) or not (entry.takes("clause") and entry.takes("quote")):
        return None
    start, limit = layout.sentence(verb)
    if (rest := _beside_as(verb, start, limit)) is not None:
        return rest
    first, last = _cue_phrase(verb)
    comma = first - 1
    while comma > start and (layout.doc[comma].is_quote or layout.doc[comma].is_space):
        comma -= 1
    if comma <= start or not _set_apart(verb, layout.doc[comma], layout):
        return None
    verbal = any(token.pos_ in VERBAL for token in layout.doc[start:comma])
    if last < limit - 2 and layout.doc[last].text in _SET_APART and verb.dep_ in {"parataxis", "ccomp"}:
        return Reported(((start, comma), (last + 1, limit)), verb.i + 1, "around")
    if verbal and words_in(layout.doc[start:comma]) >= _MIN_WORDS:
        return Reported(((start, comma), *_rest(layout, last, limit)), verb.i + 1, "before")
    return None


def _rest(layout: Layout, last: int, limit: int) -> list[tuple[int, int]]:
    """Return what goes on after the cue: ", the minister said, although nobody was hurt"."""
    joined = last + 2 < limit and layout.doc[last].text == "," and layout.doc[last + 1].lower_ in _GOING_ON
    rest = layout.doc[last + 1 : limit]
    return [(last + 1, limit)] if joined and any(token.pos_ in VERBAL for token in rest) else []


def _finite(verb: Token) -> bool:
    """Say whether the verb can carry a cue by itself; a participle cannot, but for "quoted as saying"."""
    return (
        verb.tag_ in {"VBD", "VBZ", "VBP"}
        or verb.dep_ == "pcomp"
        or any(child.dep_ == "aux" for child in verb.children)
    )


def _beside_as(verb: Token, start: int, limit: int) -> Reported | None:
    """Return the sentence around "as the minister has said"."""
    marks = [child for child in verb.children if child.dep_ in {"mark", "advmod"} and child.lower_ == "as"]
    if (
        verb.dep_ != "advcl"
        or not marks
        or marks[0].i > verb.i
        or verb.doc[verb.right_edge.i + 1 : limit][:1].text not in {",", "."}
    ):
        return None
    ranges = ((start, verb.left_edge.i), (verb.right_edge.i + 1, limit))
    content = tuple((a, b) for a, b in ranges if words_in(verb.doc[a:b]) >= _MIN_WORDS)
    return Reported(content, verb.i + 1, "around") if content else None


def inverted_speaker(verb: Token) -> Token | None:
    """Return who speaks in ", reported the agency", where the parse takes the speaker for an object."""
    if verb.i == 0 or verb.tag_ not in {"VBD", "VBZ", "VBP"}:
        return None
    before = verb.nbor(-1)
    while before.i > 0 and before.is_quote:
        before = before.nbor(-1)
    if before.text not in _SET_APART or any(child.dep_ in {"nsubj", "nsubjpass"} for child in verb.children):
        return None
    thing = next((child for child in verb.children if child.dep_ in {"dobj", "attr", "oprd"}), None)
    clausal = any(child.dep_ in {"ccomp", "xcomp"} and child.i > verb.i for child in verb.children)
    return thing if thing is not None and thing.left_edge.i == verb.i + 1 and not clausal else None


def _set_apart(verb: Token, mark: Token, layout: Layout) -> bool:
    if mark.text in _SET_APART:
        return True
    # Some outlets' texts have lost their commas; then only the parse shows that a clause stands before.
    if "," not in layout.text and verb.right_edge.i >= verb.sent.end - 2:
        return True
    return verb.dep_ == "ROOT" and any(child.dep_ == "ccomp" and child.i < verb.i for child in verb.children)


def _cue_phrase(verb: Token) -> tuple[int, int]:
    """Return the tokens of "he said on Monday" around a cue that stands apart from what was said."""
    left = [child for child in verb.children if child.i < verb.i and child.dep_ not in _NOT_OF_CUE]
    right = [child for child in verb.children if child.i > verb.i and child.dep_ not in _NOT_OF_CUE]
    first = min((child.left_edge.i for child in left), default=verb.i)
    last = max((child.right_edge.i for child in right), default=verb.i)
    return min(first, verb.i), last + 1
