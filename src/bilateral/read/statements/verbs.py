"""The reporting verbs: which words ascribe speech, with what force, and where what was said then stands."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from spacy.tokens import Token

# Words that may follow a verb of the lexicon and make another verb of it ("pointed out", "made clear").
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl"})
_PARTICLES = frozenset({"out", "on", "up", "down", "back", "in"})


@dataclass(frozen=True, slots=True)
class ReportingVerb:
    """A verb that ascribes words.

    ``lemma`` joins the parts of a phrasal verb with ``_``; ``force`` is what the verb makes of the words
    (``say``, ``claim``, ``deny``, …). ``frames`` are the complements in which the words may stand: ``clause``,
    ``quote``, ``inf``, ``gerund``, ``obj``, ``oprd``, ``as``; ``person`` where an object is the one addressed.
    ``prepositions`` are those that the words follow ("warned of").
    """

    lemma: str
    force: str
    frames: frozenset[str]
    prepositions: frozenset[str]

    def takes(self, *frames: str) -> bool:
        """Say whether the words may stand in one of these complements."""
        return not self.frames.isdisjoint(frames)


def _parse(line: str) -> ReportingVerb:
    lemma, force, frames = line.split("\t")
    names = frames.split(",")
    prepositions = [p for name in names if name.startswith("prep:") for p in name[5:].split("|")]
    plain = frozenset(name for name in names if not name.startswith("prep:"))
    return ReportingVerb(lemma, force, plain, frozenset(prepositions))


@cache
def reporting_verbs() -> dict[str, ReportingVerb]:
    """Return the reporting verbs by lemma, read once a process from ``lexicon/reporting_verbs.tsv``."""
    text = (files("bilateral") / "lexicon" / "reporting_verbs.tsv").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")][1:]
    return {verb.lemma: verb for verb in map(_parse, lines)}


def reporting_verb(token: Token) -> ReportingVerb | None:
    """Return the reporting verb that the token, with a particle after it if any, stands for."""
    if token.pos_ not in {"VERB", "AUX"} and not _opens_quotation(token):
        return None
    verbs, lemma = reporting_verbs(), token.lemma_.lower()
    if token.i + 1 < len(token.doc):
        after = token.nbor()
        phrasal = verbs.get(f"{lemma}_{after.lower_}")
        if phrasal is not None and (
            after.dep_ in {"prt", "advmod", "ccomp", "acomp", "oprd"} or after.lower_ in _PARTICLES
        ):
            return phrasal
    return verbs.get(lemma)


def _opens_quotation(token: Token) -> bool:
    """Say whether a word taken for a noun stands before a quotation as a verb does: "the ministry notes, “…"."""
    if token.tag_ != "NNS" or token.i + 2 >= len(token.doc):
        return False
    return token.nbor().text in {",", ":"} and token.nbor(2).is_quote


def shared_with(verb: Token) -> Token | None:
    """Return the cue whose speaker goes on reporting in a later verb, past the clause that the cue reports.

    So in "he said action was vital, insisting that …" and in "he said prices could fall and conceded that …",
    which the parse ties to the reported clause.
    """
    clause = verb.head
    if clause.dep_ != "ccomp" or reporting_verb(clause.head) is None:
        return None
    if verb.tag_ == "VBG" and verb.dep_ == "advcl":
        return clause.head
    again = verb.dep_ == "conj" and verb.tag_ == clause.head.tag_ and reporting_verb(verb) is not None
    own = any(child.dep_ in _SUBJECTS for child in verb.children)
    return clause.head if again and not own and clause.tag_ != verb.tag_ else None
