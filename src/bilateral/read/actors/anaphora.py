"""Words that point back to actors named before: "the ministry", "the two countries", "his counterpart", "she"."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from bilateral.read.actors.history import History
from bilateral.read.actors.lexicon import singulars, word_sets
from bilateral.read.actors.page import Noun, Page
from bilateral.read.actors.phrases import coded, is_former
from bilateral.read.actors.pronouns import pronoun_mention
from bilateral.read.findings import ActorMention

_DEFINITE = frozenset({"the", "this", "that", "these", "those", "its", "his", "her", "their", "both"})
_PAIRED = word_sets()["pair"]
_NUMBERS = {"two": 2, "both": 2, "three": 3, "four": 4}
# What an organisation is called again, and which codes it may then have.
_CALLED = {
    "bloc": ("EU", "ASEAN", "MERCOSUR", "EAEU", "ECOWAS", "BRICS", "G7", "G20", "AU", "SCO", "GCC"),
    "alliance": ("NATO", "CSTO", "WARSAWPACT"),
    "agency": ("IAEA", "UNHCR", "WHO", "UNICEF", "WADA", "UNRWA"),
    "council": ("UNSC", "UNHRC", "COE"),
    "court": ("ICC", "ICJ", "ECHR", "PCA", "ICTY"),
    "fund": ("IMF", "WORLDBANK"),
    "organisation": (),
}


@dataclass
class Reader:
    """One pass over the words that no name covers, in order, with the history of what came before."""

    page: Page
    history: History

    def read(self, mentions: Sequence[ActorMention]) -> list[ActorMention]:
        """Return the mentions given and those that point back to them, in order."""
        by_start = {mention.start: mention for mention in mentions}
        found: list[ActorMention] = []
        i = 0
        while i < len(self.page.doc):
            mention = by_start.get(i) or self._pointing(i, by_start)
            if mention is None:
                i += 1
                continue
            self.history.add(mention)
            found.append(mention)
            i = mention.end
        return found

    def _pointing(self, i: int, by_start: dict[int, ActorMention]) -> ActorMention | None:
        """Return the mention that begins at token ``i`` without a name of its own, if one does."""
        token = self.page.doc[i]
        if token.tag_ in {"PRP", "PRP$"}:
            return pronoun_mention(self.history, token, by_start)
        if token.lower_ in {"both", "two", "three", "four"}:
            return self._several(i)
        if token.lower_ in {"north", "south"} and (korea := self._korea(i)):
            return korea
        if (
            token.tag_[:2] in {"NN", "JJ"}
            and i not in self.page.people
            and not self._inside_phrase(i, by_start)
        ):
            return self._described(i, by_start)
        return None

    def _inside_phrase(self, i: int, by_start: dict[int, ActorMention]) -> bool:
        """Say whether the word continues a phrase whose beginning was already looked at and passed over."""
        before = self.page.doc[i - 1] if i else None
        return (
            before is not None
            and (before.tag_[:2] in {"NN", "JJ"} or before.tag_ == "HYPH")
            and i not in by_start
        )

    def _korea(self, i: int) -> ActorMention | None:
        """Return "the North" or "the South" as a Korea, where the article speaks of Korea."""
        token, counts = self.page.doc[i], self.page.context.counts
        before = self.page.doc[i - 1].lower_ if i else ""
        follows = self.page.doc[i + 1] if i + 1 < len(self.page.doc) else None
        if not token.text[0].isupper() or before != "the" or not (counts["PRK"] and counts["KOR"]):
            return None
        if follows is not None and (follows.lower_ == "of" or follows.tag_ in {"NNP", "NN", "NNS"}):
            return None
        code, name = ("PRK", "North Korea") if token.lower_ == "north" else ("KOR", "South Korea")
        return ActorMention(i, i + 1, i, (code,), name, "name")

    def _several(self, i: int) -> ActorMention | None:
        """Return "the two countries", "both sides", "both": the actors that they sum up."""
        doc = self.page.doc
        count = _NUMBERS[doc[i].lower_]
        noun = next((j for j in range(i + 1, min(i + 4, len(doc))) if doc[j].tag_ in {"NNS", "NNPS"}), None)
        between = noun is not None and all(
            doc[j].tag_ in {"JJ", "NN", "DT", "NNP", "VBG"} for j in range(i + 1, noun)
        )
        if noun is None or not between or not any(form in _PAIRED for form in singulars(doc[noun].lower_)):
            return None
        if doc[i].lower_ != "both" and (i == 0 or doc[i - 1].lower_ not in _DEFINITE):
            return None
        codes = self._recent_states(i, count)
        if len(codes) < count:
            return None
        return ActorMention(i, noun + 1, noun, codes, self.page.words(i, noun + 1), "group")

    def _recent_states(self, i: int, count: int) -> tuple[str, ...]:
        """Return the last different actors before a token, in the order of the text."""
        codes: dict[str, None] = {}
        for mention in self.history.back(i, 6):
            if mention.form != "group" and ":" not in mention.codes[0] and mention.role != "place":
                codes.setdefault(mention.codes[0])
            elif mention.form == "group" and len(mention.codes) == count and not codes:
                return mention.codes
            if len(codes) == count:
                break
        return tuple(reversed(codes))

    def _described(self, i: int, by_start: dict[int, ActorMention]) -> ActorMention | None:
        """Return an office, body or noun for people that stands without its state's name."""
        noun = self.page.noun_from(i)
        if noun is None or noun.start != i or any(j in by_start for j in range(i, noun.end)):
            return None
        doc = self.page.doc
        before = doc[i - 1] if i else None
        word = doc[noun.head].lower_
        if before is not None and before.tag_ == "PRP$":
            return self._owned(noun, before)
        definite = before is not None and before.lower_ in _DEFINITE
        if definite and (again := self._again(noun, word)):
            return again
        if word in {"counterpart", "counterparts"} or noun.kind in {
            "GROUP",
            "CIV",
            "COM",
            "MED",
            "NGO",
            "PARTY",
        }:
            return None
        world = self._world(noun)
        if world or noun.kind == "ARM":
            return world
        if noun.kind in {"BODY", "STATE", "OFFICE"} and (definite or doc[noun.head].tag_ in {"NNS", "NNP"}):
            return self._of_topic(noun)
        return None

    def _world(self, noun: Noun) -> ActorMention | None:
        """Return an unnamed group of states or people: "Western countries", "foreign fighters"."""
        first = self.page.doc[noun.start]
        if first.lower_ not in word_sets()["world"] or self.page.doc[noun.head].tag_ not in {"NNS", "NNPS"}:
            return None
        code = "EU" if first.lower_ == "european" and noun.kind in {"OFFICE", "HEAD"} else "INT"
        if noun.kind not in {"OFFICE", "BODY", "HEAD", "STATE"}:
            code = f"INT:{noun.kind}"
        return self._titled(noun, (code,), None)

    def _owned(self, noun: Noun, owner: Token) -> ActorMention | None:
        """Return "his government", "its army", "their ministers": the owner's; "his counterpart": the other side's."""
        mention = pronoun_mention(self.history, owner, {})
        if mention is None:
            return None
        if self.page.doc[noun.head].lower_ in {"counterpart", "counterparts"}:
            other = self.history.last(
                noun.start,
                2,
                lambda m: m.codes[0] not in mention.codes and ":" not in m.codes[0] and len(m.codes[0]) == 3,
            )
            return self._titled(noun, other.codes, None) if other else None
        if noun.kind in {"CIV", "GROUP"}:
            return None
        base = mention.codes[0].partition(":")[0]
        return self._titled(noun, (coded(base, noun.kind),), None) if len(mention.codes) == 1 else None

    def _again(self, noun: Noun, word: str) -> ActorMention | None:
        """Return what a definite phrase names again: the same noun met before, the holder of the office, the body."""
        same = self.history.last(noun.start, 12, lambda m: self._same_noun(m, noun, word))
        if same:
            return self._titled(noun, same.codes, same)
        for name, codes in _CALLED.items():
            if word in word_sets()[name]:
                org = self.history.last(
                    noun.start, 6, lambda m, codes=codes: m.codes[0] in codes if codes else _is_org(m)
                )
                if org:
                    return self._titled(noun, org.codes, org)
        kinds = (("company", ":COM"), ("armed group", ":ARM"), ("newspaper", ":MED"))
        for name, suffix in kinds:
            if word in word_sets()[name]:
                group = self.history.last(noun.start, 6, lambda m, suffix=suffix: m.codes[0].endswith(suffix))
                if group:
                    return self._titled(noun, group.codes, group)
        return None

    def _same_noun(self, mention: ActorMention, noun: Noun, word: str) -> bool:
        """Say whether a mention is headed by the noun, or is a person who holds the office that it names."""
        if mention.form in {"pronoun", "group"}:
            return False
        if mention.office and noun.kind in {"OFFICE", "HEAD"}:
            wanted = self.page.words(noun.start, noun.end).lower()
            return mention.office == wanted or mention.office.endswith(" " + wanted)
        return mention.form in {"title", "organisation"} and self.page.doc[mention.head].lower_ == word

    def _of_topic(self, noun: Noun) -> ActorMention | None:
        """Return a body or office of the state that is being spoken of."""
        topic = self.history.salient(noun.start, 2, _is_state)
        code = topic.codes[0] if topic else self.page.context.main
        if code is None:
            return None
        former = noun.kind == "OFFICE" and is_former(self.page, noun.start, noun.head)
        return self._titled(noun, (coded(code, "CIV" if former else noun.kind),), None)

    def _titled(self, noun: Noun, codes: tuple[str, ...], meant: ActorMention | None) -> ActorMention:
        """Return the mention of the phrase, as the same actor (and person) as what it points back to."""
        words = self.page.words(noun.start, noun.end)
        office = words.lower() if noun.kind in {"OFFICE", "HEAD"} else None
        made = ActorMention(noun.start, noun.end, noun.head, codes, words, "title", office=office)
        if meant is None:
            return made
        return replace(made, name=meant.name, person=meant.person, office=meant.office or office)


def _is_state(mention: ActorMention) -> bool:
    """Say whether a mention stands for one state."""
    return len(mention.codes) == 1 and len(mention.codes[0]) == 3 and mention.form != "pronoun"


def _is_org(mention: ActorMention) -> bool:
    """Say whether a mention stands for one organisation."""
    return len(mention.codes) == 1 and mention.form == "organisation" and ":" not in mention.codes[0]


def point_back(page: Page, mentions: Sequence[ActorMention]) -> list[ActorMention]:
    """Return the mentions with those that point back to them, in the order of the text."""
    return Reader(page, History(page.doc)).read(mentions)
