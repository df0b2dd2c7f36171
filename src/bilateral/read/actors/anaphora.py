"""Words that point back to actors named before: pronouns, "the two countries", "the ministry", "the North"."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from bilateral.read.actors.backing import in_favour
from bilateral.read.actors.descriptions import DEFINITE, described
from bilateral.read.actors.history import History
from bilateral.read.actors.lexicon import Form, word_sets
from bilateral.read.actors.page import Page
from bilateral.read.actors.pronouns import pronoun_mention
from bilateral.read.actors.scan import entries_in
from bilateral.read.findings import ActorMention

_PAIRED = word_sets()["pair"]
_LANDS = word_sets()["land nouns"]
_BACKED = word_sets()["backed"]
_NUMBERS = {"two": 2, "both": 2, "2": 2, "three": 3, "3": 3, "four": 4, "4": 4}
_UNNUMBERED = word_sets()["summed"]
# Among how many of an article's states the two that "the leaders" sums up must be.
_MAIN = 3
# How many times as often as the one named last both of an article's main two must be named to be meant instead.
_OUTWEIGHS = 1.5
# How many words stand at most between two names that are joined: "X and the Y".
_BESIDE = 3
# How many sentences back the members of "the two countries" may stand.
_REACH = 6


def point_back(page: Page, mentions: Sequence[ActorMention], outlet: str) -> list[ActorMention]:
    """Return the mentions with those that point back to them, in the order of the text.

    An ``outlet`` that is an organ of state ("The White House") speaks as its state where the text says "we".
    """
    return Pass(
        page, History(page.doc, _author(page, outlet)), {mention.start: mention for mention in mentions}
    ).run()


def _author(page: Page, outlet: str) -> ActorMention | None:
    """Return the state that publishes the article itself, if one does, as a mention without a place."""
    organ = next((e for e in entries_in(page.lexicon, outlet) if e.form == Form.BODY), None)
    return ActorMention(0, 0, 0, (organ.code,), organ.name, "organisation") if organ else None


@dataclass(frozen=True)
class Pass:
    """One pass over the words that no name covers, in order, with the history of what came before."""

    page: Page
    history: History
    named: dict[int, ActorMention]

    def run(self) -> list[ActorMention]:
        """Return the mentions given and those that point back to them."""
        i = 0
        while i < len(self.page.doc):
            mention = self.named.get(i) or self._pointing(i)
            if mention is None:
                i += 1
            else:
                self.history.add(mention)
                i = mention.end
        return self.history.mentions

    def _pointing(self, i: int) -> ActorMention | None:
        """Return the mention that begins at token ``i`` without a name of its own, if one does."""
        token = self.page.doc[i]
        if token.tag_ in {"PRP", "PRP$"}:
            return pronoun_mention(self.history, token, self.named)
        if token.lower_ in _NUMBERS:
            return self._several(i)
        if token.lower_ in _UNNUMBERED and i and self.page.doc[i - 1].lower_ == "the":
            return self._summed(i)
        if token.lower_ in {"north", "south"} and (korea := self._korea(i)):
            return korea
        if token.tag_[:2] in {"NN", "JJ"} and i not in self.page.people and not self._within(i):
            return described(self.page, self.history, i, self.named)
        return None

    def _within(self, i: int) -> bool:
        """Say whether the word continues a phrase whose beginning was already looked at and passed over."""
        before = self.page.doc[i - 1] if i else None
        if before is None or before.lower_.rpartition("-")[2] in _BACKED or in_favour(self.page, i):
            return False
        return before.tag_[:2] in {"NN", "JJ"} or before.tag_ == "HYPH"

    def _korea(self, i: int) -> ActorMention | None:
        """Return "the North" or "the South" as a Korea, where the article speaks of both."""
        doc, counts = self.page.doc, self.page.context.counts
        before = doc[i - 1].lower_ if i else ""
        if not doc[i].text[0].isupper() or before != "the" or not (counts["PRK"] and counts["KOR"]):
            return None
        if i + 1 < len(doc) and (doc[i + 1].lower_ == "of" or doc[i + 1].tag_ in {"NNP", "NN", "NNS"}):
            return None
        code, name = ("PRK", "North Korea") if doc[i].lower_ == "north" else ("KOR", "South Korea")
        return ActorMention(i, i + 1, i, (code,), name, "name")

    def _several(self, i: int) -> ActorMention | None:
        """Return "the two countries", "both sides": the actors that they sum up."""
        doc = self.page.doc
        count = _NUMBERS[doc[i].lower_]
        noun = next((j for j in range(i + 1, min(i + 4, len(doc))) if doc[j].tag_ in {"NNS", "NNPS"}), None)
        if noun is None or self.page.singular(doc[noun]) not in _PAIRED:
            return None
        between = all(doc[j].tag_ in {"JJ", "NN", "DT", "NNP", "VBG"} for j in range(i + 1, noun))
        definite = doc[i].lower_ == "both" or (i > 0 and doc[i - 1].lower_ in DEFINITE | {"their", "our"})
        codes = self._recent(i, count, lands=self.page.singular(doc[noun]) in _LANDS)
        if not between or not definite or len(codes) < count:
            return None
        return ActorMention(i, noun + 1, noun, codes, self.page.words(i, noun + 1), "group")

    def _summed(self, i: int) -> ActorMention | None:
        """Return "the parties", "the presidents" as two of the states that the article is mainly about."""
        codes = self._recent(i, 2, lands=False)
        main = {code for code, _ in self.page.context.counts.most_common(_MAIN)}
        if len(codes) < 2 or not set(codes) <= main:
            return None
        return ActorMention(i, i + 1, i, codes, self.page.doc[i].text, "group")

    def _recent(self, i: int, count: int, *, lands: bool) -> tuple[str, ...]:
        """Return the last different actors before a token, in the order of the text; states only for ``lands``."""
        met: dict[str, ActorMention] = {}
        for mention in self.history.back(i, _REACH):
            if mention.form == "group" and len(mention.codes) == count and not met:
                return mention.codes
            if self._party(mention, lands=lands):
                met.setdefault(mention.codes[0], mention)
        last = list(met)[:count]
        if count == 2 and self._outweighed(last, met):
            last = [code for code in met if code in self._main_pair]
        return tuple(reversed(last))

    def _outweighed(self, last: Sequence[str], near: dict[str, ActorMention]) -> bool:
        """Say whether the two that the article is about stand near too, and are named far more often than ``last``.

        Two that are named side by side ("Israelis and Palestinians") stay meant.
        """
        main = self._main_pair
        if len(main) < 2 or not main <= near.keys() or main == set(last) or "INT" in last:
            return False
        second, first = (near[code] for code in last)
        if second.start - first.end <= _BESIDE:
            return False
        outsiders = max(self._weights[code] for code in last if code not in main)
        return min(self._weights[code] for code in main) >= _OUTWEIGHS * outsiders

    @cached_property
    def _main_pair(self) -> frozenset[str]:
        """The two states or organisations that the article is mainly about."""
        return frozenset(code for code, _ in self._weights.most_common(2))

    @cached_property
    def _weights(self) -> Counter[str]:
        """How often the article names each state or organisation as an actor; people in office count double."""
        weights: Counter[str] = Counter()
        for mention in self.named.values():
            if self._party(mention, lands=False):
                weights[mention.codes[0]] += 2 if mention.office else 1
        return weights

    def _party(self, mention: ActorMention, *, lands: bool) -> bool:
        """Say whether a mention can be one of those that "the two sides", or of ``lands`` "both countries", sum up."""
        code = mention.codes[0]
        if mention.form == "group" or ":" in code or mention.role == "place":
            return False
        return not lands or code in self.page.lexicon.states
