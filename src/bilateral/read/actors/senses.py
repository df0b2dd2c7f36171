"""Choose what an ambiguous name means in this article: which state, or a person, or no actor at all."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from bilateral.read.actors.lexicon import Entry, Form, word_sets
from bilateral.read.actors.scan import Match

_STATES = frozenset({Form.NAME, Form.ADJECTIVE, Form.PEOPLE, Form.CAPITAL})
_US_PLACES = word_sets()["american places"]
# Organs that many states have; without a demonym before them they are the state's that the article is about.
SHARED_BODIES = word_sets()["shared bodies"]
# "The Security Council" of a state that has one, where the article says nothing of the United Nations.
COUNCILS = frozenset({"Security Council"})
_COUNCIL_STATES = frozenset({"RUS", "UKR", "BLR", "KAZ", "ARM", "AZE", "GEO", "TUR"})


@dataclass(frozen=True)
class Context:
    """What the whole article says about its states: how often each is named without doubt; and its ISO date.

    ``united`` says that it names the United Nations.
    """

    counts: Counter[str]
    day: str = ""
    united: bool = False

    @property
    def main(self) -> str | None:
        """The state named most often, if any is."""
        return self.counts.most_common(1)[0][0] if self.counts else None

    def holds(self, entry: Entry) -> bool:
        """Say whether a meaning with dates holds on the day of publication; without a day, the latest does."""
        if not self.day:
            return not entry.end
        return entry.start <= self.day and (not entry.end or self.day[: len(entry.end)] <= entry.end)


def survey(matches: Sequence[Match], day: str) -> Context:
    """Count the states that the article names without doubt."""
    counts: Counter[str] = Counter()
    for match in matches:
        entry = match.best
        plain = entry.form in _STATES and entry.name not in {"Georgia", "Europe"}
        organ = entry.form == Form.BODY and entry.name not in SHARED_BODIES
        if all(other.code == entry.code for other in match.entries) and (plain or organ):
            counts[entry.code] += 1
    united = any(m.best.code in {"UN", "UNSC"} and m.end - m.start != 2 for m in matches)
    return Context(counts, day, united)


def choose(doc: Doc, match: Match, context: Context) -> Entry | None:
    """Return what the match means here, or None where it stands for no actor."""
    if match.best.form == Form.NONE or _inside_a_longer_name(doc, match):
        return None
    if _unlikely(doc, match, context):
        return None
    if (
        doc[match.start : match.end].text in COUNCILS
        and not context.united
        and context.main in _COUNCIL_STATES
    ):
        return Entry(context.main, Form.BODY, "Security Council")
    if match.best.form == Form.BODY and match.best.name in SHARED_BODIES:
        return _shared_body(match.best, context)
    return _fitting(doc, match, context)


def _unlikely(doc: Doc, match: Match, context: Context) -> bool:
    """Say whether a name is probably none here: a common word, a place that is none, the American Georgia."""
    if doc[match.start : match.end].text == "Georgia":
        return _american_georgia(doc, match, context)
    if doc[match.start : match.end].text == "Europe":
        return _part_of_a_name(doc, match.start)
    if match.best.form == Form.PLACE:
        label = doc[match.start].ent_type_
        alone = match.end - match.start == 1
        return (alone and label == "PERSON") or (not match.best.sure and label not in {"GPE", "LOC", "FAC"})
    # "Sukhoi-34", "Boeing 737": a maker's name in that of its product.
    product = match.best.form == Form.GROUP and any(t.like_num for t in doc[match.end : match.end + 2])
    return product or (not match.best.sure and not _supported(doc, match, context))


def _part_of_a_name(doc: Doc, i: int) -> bool:
    """Say whether "Europe" only tells what a programme, post or firm is for: "Europe director", "Team Europe"."""
    token = doc[i]
    beside = [doc[j] for j in (i - 1, i + 1) if 0 <= j < len(doc)]
    named = any(t.tag_ in {"NNP", "NNPS"} and t.ent_type_ not in {"GPE", "DATE"} for t in beside)
    return token.dep_ in {"compound", "nmod", "amod"} or token.ent_type_ in {"ORG", "PERSON"} or named


def _fitting(doc: Doc, match: Match, context: Context) -> Entry:
    """Return the meaning that holds on the day and whose state the article names elsewhere, if it names one.

    Of a word that is both, the adjective is meant before a noun, and the noun elsewhere.
    """
    current = [entry for entry in match.entries if context.holds(entry)] or match.entries
    token = doc[match.end - 1]
    modifies = token.dep_ in {"amod", "compound", "nmod"} and token.head.i > token.i
    order = (Form.ADJECTIVE, Form.NAME, Form.PEOPLE) if modifies else (Form.NAME, Form.PEOPLE, Form.ADJECTIVE)
    if len({entry.code for entry in current}) > 1:
        named = [entry for entry in current if context.counts[_home(entry)]]
        if named and named[0].form in {Form.BODY, Form.GROUP}:
            named.sort(key=lambda entry: -context.counts[_home(entry)])
        current = named or current
    return next((entry for form in order for entry in current if entry.form == form), current[0])


def _home(entry: Entry) -> str:
    return entry.code.partition(":")[0]


def _shared_body(entry: Entry, context: Context) -> Entry:
    """Return the organ as the lexicon's state has it, or the article's main state's where that one is not named."""
    if not context.main or context.counts[entry.code] * 4 > context.counts[context.main]:
        return entry
    return Entry(context.main, entry.form, entry.name)


def _supported(doc: Doc, match: Match, context: Context) -> bool:
    """Say whether the parse or the article supports a name that is also a common word."""
    token = doc[match.start]
    named = token.ent_type_ in {"ORG", "GPE", "NORP", "LOC"} and token.ent_iob_ == "B"
    return (
        named
        or (match.end - match.start > 1)
        or (token.text.isupper() and context.counts[match.best.code] > 0)
    )


def _inside_a_longer_name(doc: Doc, match: Match) -> bool:
    """Say whether a place's name is part of a person's ("Michael Jordan") or follows a given name."""
    if match.one_of(Form.NAME, Form.CAPITAL, Form.GROUP) is None or match.end - match.start > 1:
        return False
    token = doc[match.start]
    before = doc[match.start - 1] if match.start else None
    after = doc[match.end] if match.end < len(doc) else None
    in_person = token.ent_type_ == "PERSON"
    if in_person and token.ent_iob_ == "I" and before is not None and before.tag_ == "NNP":
        return True
    return (
        in_person
        and after is not None
        and after.ent_type_ == "PERSON"
        and after.ent_iob_ == "I"
        and _worded(after)
    )


def _worded(token: Token) -> bool:
    return token.text[0].isupper() and token.tag_ == "NNP"


def _american_georgia(doc: Doc, match: Match, context: Context) -> bool:
    """Say whether "Georgia" is the American state: after a city and a comma, or in company of American places."""
    after_city = match.start > 1 and doc[match.start - 1].text == "," and doc[match.start - 2].tag_ == "NNP"
    caucasian = any(context.counts[code] for code in ("GEO", "ARM", "AZE", "RUS"))
    american = any(token.text in _US_PLACES for token in doc)
    return (after_city and not caucasian) or (american and not context.counts["GEO"])
