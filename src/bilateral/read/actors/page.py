"""An article laid out for the finding of actors: the lexicon's names in it, people's names, nouns that act."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from spacy.tokens import Doc, Span, Token

from bilateral.read.actors.lexicon import Entry, Form, Lexicon, word_sets
from bilateral.read.actors.scan import scan
from bilateral.read.actors.senses import Context, choose, survey

STATE_FORMS = frozenset({Form.NAME, Form.ADJECTIVE, Form.PEOPLE, Form.CAPITAL})
HONORIFICS = word_sets()["honorific"]
_ENVOYS = word_sets()["envoy"]
_PARTICLES = word_sets()["particle"]
_PORTFOLIO = word_sets()["portfolio"]
_MODIFIERS = frozenset({"JJ", "JJR", "JJS", "CD", "VBN", "VBG", "HYPH", "AFX"})


@dataclass(frozen=True, slots=True)
class Name:
    """A name from the lexicon at tokens ``start`` up to ``end``, with what it means here."""

    start: int
    end: int
    entry: Entry


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun phrase that acts: ``start`` up to ``end``, its head, and the kind of its head."""

    start: int
    end: int
    head: int
    kind: str
    possessive: bool = False


@dataclass
class Page:
    """The parsed article with everything that the steps of actor finding look up."""

    doc: Doc
    lexicon: Lexicon
    context: Context = field(init=False)
    names: dict[int, Name] = field(init=False, default_factory=dict)
    leaders: dict[int, tuple[int, tuple[Entry, ...]]] = field(init=False, default_factory=dict)
    masked: frozenset[int] = field(init=False, default=frozenset())

    def __post_init__(self) -> None:
        """Look every name of the lexicon up, once."""
        matches = list(scan(self.doc, self.lexicon))
        self.context = survey(matches)
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
        while start < end and (
            self.kind(start) or self.doc[start].lower_ in HONORIFICS or not _name_like(self.doc[start])
        ):
            start += 1
        while end > start and not _name_like(self.doc[end - 1]):
            end -= 1
        return (start, end) if 0 < end - start <= 6 else None

    def kind(self, i: int) -> str | None:
        """Return the kind of the noun at token ``i``, two words taken together where the lexicon has them so."""
        token = self.doc[i]
        if not token.tag_.startswith("NN") and token.lower_ not in {"u.n", "armed"}:
            return None
        if i and (kind := self.lexicon.nouns.get(f"{self.doc[i - 1].lower_} {token.lower_}")):
            return kind
        return self.lexicon.kind(token.text)

    def flavour(self, start: int, head: int, kind: str) -> str:
        """Return the kind of a noun phrase: that of its head, or of the words before it where the head is neutral."""
        if kind == "BODY" and any(self._plain_kind(i) == "ARM" for i in range(start, head)):
            return "ARM"
        if kind not in {"HEAD", "GROUP"}:
            return kind
        for i in range(head - 1, start - 1, -1):
            before = self.lexicon.nouns.get("~" + self.doc[i].lower_) or self._plain_kind(i)
            if before:
                return before if before != "STATE" else {"HEAD": "OFFICE", "GROUP": "BODY"}[kind]
        return "OFFICE" if kind == "HEAD" else "GROUP"

    def _plain_kind(self, i: int) -> str | None:
        kind = self.lexicon.kind(self.doc[i].text)
        return kind if kind in {"ARM", "COM", "PARTY", "NGO", "MED", "CIV"} else None

    def noun_from(self, start: int) -> Noun | None:
        """Return the noun phrase that acts and whose words begin at token ``start``, a possessive mark passed over.

        The phrase ends at its head: a noun after it that does not act ("army base") undoes it; a person's name,
        another state's name or any other word ends it.
        """
        doc, i = self.doc, start
        possessive = i < len(doc) and doc[i].tag_ == "POS"
        i = begin = i + possessive
        head, kind = -1, ""
        while i < len(doc) and i - begin < 10:
            name = self.names.get(i)
            if name and name.entry.form == Form.ORGANISATION and i == begin and self._envoy_at(name.end):
                i = name.end
                continue
            if i in self.people or (name and (name.entry.form != Form.BODY or i == start)):
                break
            if name:
                head, kind, i = name.end - 1, "BODY", name.end
                continue
            found = self.kind(i)
            if found:
                head, kind = i, found
            elif doc[i].tag_.startswith("NN"):
                if head >= 0 and self._begins_name(i, head):
                    break
                head = -1
            elif doc[i].tag_ in _MODIFIERS or (doc[i].lower_ == "and" and head < 0 and self._joins(i, begin)):
                if head >= 0 and doc[i].tag_ != "HYPH":
                    break
                head = -1
            else:
                break
            i += 1
        if head < 0:
            return None
        return self._with_portfolio(Noun(begin, head + 1, head, self.flavour(begin, head, kind), possessive))

    def _envoy_at(self, i: int) -> bool:
        """Say whether an envoy is named at token ``i``, with a rank before it or not: "U.N. deputy ambassador"."""
        return any(self.doc[j].lower_ in _ENVOYS for j in range(i, min(i + 2, len(self.doc))))

    def _joins(self, i: int, begin: int) -> bool:
        """Say whether "and" joins two modifiers of one noun: "foreign and defence ministers"."""
        follows = i + 1 < len(self.doc) and i + 1 not in self.names and i + 1 not in self.people
        return i > begin and follows and self.doc[i + 1].tag_ in {"NN", "JJ", "NNP"}

    def _begins_name(self, i: int, head: int) -> bool:
        """Say whether a capitalised noun right after a person's office is that person's name."""
        return i == head + 1 and self.doc[i].tag_ == "NNP" and self.doc[i].text[0].isupper()

    def _with_portfolio(self, noun: Noun) -> Noun:
        """Take in what an office or ministry is for: "minister of foreign affairs", "Secretary of State"."""
        doc, i = self.doc, noun.end
        if noun.kind in {"OFFICE", "BODY", "HEAD"} and i + 1 < len(doc) and doc[i].lower_ in {"of", "for"}:
            j = i + 1 + (doc[i + 1].lower_ == "the")
            end = j
            while end < len(doc) and end - j < 6 and doc[end].lower_ in _PORTFOLIO | {"and", ","}:
                end += 1
            while end > j and doc[end - 1].lower_ in {"and", ","}:
                end -= 1
            if end > j:
                return Noun(noun.start, end, noun.head, noun.kind, noun.possessive)
        return noun

    def untagged_name(self, i: int) -> int | None:
        """Return the end of a run of capitalised words at ``i`` that the recogniser missed as a name."""
        end = i
        while end < len(self.doc) and end - i < 5 and _name_like(self.doc[end]) and end not in self.names:
            if self.kind(end) or end in self.masked:
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
        """Return surnames of people in the tables whose state the article names."""
        return {
            token.text
            for token in self.doc
            if token.tag_ == "NNP"
            and token.ent_type_ != "DATE"
            and any(self.context.counts[entry.code] for entry in self.lexicon.surnames.get(token.text, ()))
        }

    def words(self, start: int, end: int) -> str:
        """Return the words of tokens ``start`` up to ``end`` on one line."""
        return re.sub(r"\s+", " ", self.doc[start:end].text)

    def states(self) -> Iterator[Name]:
        """Yield the names of states in the order of the text."""
        return (name for name in self.names.values() if name.entry.form in STATE_FORMS)


def _name_like(token: Token) -> bool:
    """Say whether a token can stand in a person's name."""
    text = token.text
    return (
        (text[0].isupper() and text[0].isalpha() and token.tag_ != "POS")
        or token.lower_ in _PARTICLES
        or text == "-"
    )
