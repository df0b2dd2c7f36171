"""An article laid out for the finding of actors: the lexicon's names in it, people's names, nouns that act."""

import re
from dataclasses import dataclass, field
from functools import cached_property

from spacy.tokens import Doc, Span, Token

from bilateral.read.actors.lexicon import Entry, Form, Lexicon, folded, word_sets
from bilateral.read.actors.scan import scan
from bilateral.read.actors.senses import Context, choose, survey

STATE_FORMS = frozenset({Form.NAME, Form.ADJECTIVE, Form.PEOPLE, Form.CAPITAL})
HONORIFICS = word_sets()["honorific"]
_PARTICLES = word_sets()["particle"]
_LOOSE = frozenset({"regime", "state", "figures", "source", "sources", "agent", "agents"})
# Words that end the name of an office: "Ambassador Extraordinary".
AFTER_OFFICES = frozenset({"extraordinary", "plenipotentiary", "designate", "emeritus", "elect", "pro"})
_CAPITALISED = re.compile(r"\b[^\W\d_a-z][\w-]+")


@dataclass(frozen=True, slots=True)
class Name:
    """A name from the lexicon at tokens ``start`` up to ``end``, with what it means here."""

    start: int
    end: int
    entry: Entry


@dataclass
class Page:
    """The parsed article with everything that the steps of actor finding look up; ``day`` is its ISO date or empty."""

    doc: Doc
    lexicon: Lexicon
    day: str
    context: Context = field(init=False)
    names: dict[int, Name] = field(init=False, default_factory=dict)
    leaders: dict[int, tuple[int, tuple[Entry, ...]]] = field(init=False, default_factory=dict)
    masked: frozenset[int] = field(init=False, default=frozenset())

    def __post_init__(self) -> None:
        """Look every name of the lexicon up, once."""
        matches = list(scan(self.doc, self.lexicon, self.text))
        self.context = survey(matches, self.day)
        masked: list[int] = []
        for match in matches:
            if match.best.form == Form.LEADER:
                self.leaders[match.start] = (match.end, match.entries)
            elif entry := choose(self.doc, match, self.context):
                self.names[match.start] = Name(match.start, match.end, entry)
            elif match.best.form == Form.NONE:
                masked.extend(range(match.start, match.end))
        self.masked = frozenset(masked)

    @cached_property
    def text(self) -> str:
        """The document's text, which spaCy joins anew each time."""
        return self.doc.text

    @cached_property
    def proper(self) -> list[int]:
        """Where proper nouns in the singular stand."""
        proper = self.doc.to_array(["TAG"]) == self.doc.vocab.strings["NNP"]
        return [int(i) for i in proper.nonzero()[0]]

    @cached_property
    def people(self) -> dict[int, int]:
        """Where people's names begin and end: the recogniser's, trimmed, and the lexicon's leaders."""
        spans = {start: end for start, (end, _) in self.leaders.items()}
        covered = {i for start, end in spans.items() for i in range(start, end)}
        covered |= {i for name in self.names.values() for i in range(name.start, name.end)} | self.masked
        for entity in self.doc.ents:
            if entity.label_ == "PERSON" and (trimmed := self._trimmed(entity)):
                start, end = trimmed
                if not covered.intersection(range(start, end)):
                    spans[start] = end
        return spans

    def _trimmed(self, entity: Span) -> tuple[int, int] | None:
        """Return the bare name in a recognised person: no title before, no possessive after."""
        start, end = entity.start, entity.end
        while start < end and self._is_title(start):
            start += 1
        end = next((i for i in range(start + 1, end) if self.doc[i].tag_ == "POS"), end)
        while end > start and (not _name_like(self.doc[end - 1]) or end - 1 in self._name_tokens):
            end -= 1
        end = self._with_rest(self._with_hyphen(end)) if end > start else end
        if all(token.lower_ in AFTER_OFFICES for token in self.doc[start:end]):
            return None
        return (start, end) if 0 < end - start <= 6 else None

    def _with_rest(self, end: int) -> int:
        """Return the end of a name with capitalised words that the recogniser left off: "Hans Peter" Doskozil."""
        doc = self.doc
        while (
            end < len(doc)
            and doc[end].tag_ == "NNP"
            and doc[end].text[0].isupper()
            and doc[end].text.isalpha()
        ):
            if doc[end].ent_type_ not in {"", "PERSON"} or doc[end].ent_iob_ == "B":
                break
            if self.kind(end) or end in self._name_tokens or doc[end].lower_ in HONORIFICS:
                break
            end += 1
        return end

    def _with_hyphen(self, end: int) -> int:
        """Return the end of a name with the part after a hyphen where the recogniser stopped: "Lee Yeon" -du."""
        doc = self.doc
        joined = doc[end - 1].text == "-" and not doc[end - 1].whitespace_
        if joined and end < len(doc):
            return end + 1
        follows = (
            end + 1 < len(doc)
            and doc[end].text == "-"
            and not (doc[end - 1].whitespace_ or doc[end].whitespace_)
        )
        return (
            end + 2
            if follows and doc[end + 1].is_lower and len(doc[end + 1]) < 6 and end + 1 not in self.names
            else end
        )

    def _is_title(self, i: int) -> bool:
        """Say whether a word at the start of a recognised person is no part of the name."""
        token = self.doc[i]
        office = self.kind(i) is not None or token.lower_ in HONORIFICS
        return office or i in self._name_tokens or not _name_like(token)

    def kind(self, i: int) -> str | None:
        """Return the kind of the noun at token ``i``, two words taken together where the lexicon has them so."""
        token = self.doc[i]
        if not token.tag_.startswith("NN") and token.lower_ not in {"u.n", "armed"}:
            return None
        # "Russia's opposition to" sanctions is no party.
        if token.lower_ == "opposition" and i + 1 < len(self.doc) and self.doc[i + 1].lower_ == "to":
            return None
        if token.lower_ in _LOOSE and self._names_a_rule(i):
            return None
        if i and (kind := self.lexicon.nouns.get(f"{self.doc[i - 1].lower_} {token.lower_}")):
            return kind
        return self.lexicon.kind(token.text)

    def _names_a_rule(self, i: int) -> bool:
        """Say whether a noun for bodies names a set of rules or a condition: "sanctions regime", "the state of" affairs."""
        doc, word = self.doc, self.doc[i].lower_
        if word == "regime":
            return i > 0 and doc[i - 1].lower_ in word_sets()["rule regimes"]
        if word.startswith("agent"):
            return i > 0 and doc[i - 1].lower_ in {"chemical", "nerve", "toxic", "biological", "warfare"}
        if word in {"state", "figures", "source", "sources"} and i + 1 < len(doc):
            loose = word == "figures" or not doc[i].text[0].isupper()
            return loose and doc[i + 1].lower_ in {"of", "for", "show", "showed"} and i + 2 not in self.names
        return False

    def untagged_name(self, i: int) -> int | None:
        """Return the end of a run of capitalised words at ``i`` that the recogniser missed as a name."""
        end = i
        while end < len(self.doc) and end - i < 5 and _name_like(self.doc[end]) and end not in self.names:
            if self.kind(end) or self.doc[end].lower_ in AFTER_OFFICES:
                return None
            if end in self.masked:
                break
            end += 1
        while end > i and not self.doc[end - 1].text[0].isupper():
            end -= 1
        return (
            end if end > i and self.doc[i].tag_ in {"NNP", "NNPS"} and self.doc[i].text[0].isupper() else None
        )

    def stands_alone(self, token: Token) -> bool:
        """Say whether no other part of a name stands beside a capitalised word."""
        before = self.doc[token.i - 1] if token.i else None
        after = self.doc[token.i + 1] if token.i + 1 < len(self.doc) else None
        part = before is not None and before.tag_ == "NNP" and self.kind(before.i) is None
        titled = before is not None and (before.lower_ in HONORIFICS or before.i in self._name_tokens)
        return (not part or titled) and (after is None or after.tag_ not in {"NNP", "NNPS"})

    @cached_property
    def _name_tokens(self) -> frozenset[int]:
        return frozenset(i for name in self.names.values() for i in range(name.start, name.end))

    def leading_surnames(self) -> set[str]:
        """Return surnames that stand in the text of people in office on its day.

        The text names their state, or they lead one and the surname is no common word.
        """
        # Three capitals are an acronym, even where somebody's name reads so: "the UN".
        words = {word for word in _CAPITALISED.findall(self.text) if len(word) > 3 or not word.isupper()}
        return {word for word in words if self._leads(folded(word))}

    def _leads(self, surname: str) -> bool:
        """Say whether someone in office goes by a surname; a family name that half a people shares tells nobody."""
        entries = self.lexicon.surnames.get(surname, ())
        if not entries or surname in word_sets()["family names"]:
            return False
        known = bool(self.day) and surname not in word_sets()["common surnames"]
        counts, holds = self.context.counts, self.context.holds
        return any((counts[e.code] or (known and e.leads)) and holds(e) for e in entries)

    def singular(self, token: Token) -> str:
        """Return a noun's singular in lower case, as far as the lexicon's nouns tell it."""
        return token.lemma_.lower() if token.tag_ == "NNS" else token.lower_.removesuffix("s")

    def words(self, start: int, end: int) -> str:
        """Return the words of tokens ``start`` up to ``end`` on one line."""
        return re.sub(r"\s+", " ", self.doc[start:end].text)

    def state_at(self, i: int) -> bool:
        """Say whether the token belongs to a state's own name."""
        return any(n.start <= i < n.end and n.entry.form == Form.NAME for n in self.names.values())


def _name_like(token: Token) -> bool:
    """Say whether a token can stand in a person's name."""
    text = token.text
    return (
        (text[0].isupper() and text[0].isalpha() and token.tag_ != "POS")
        or token.lower_ in _PARTICLES
        or text == "-"
    )
