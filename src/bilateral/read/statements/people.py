"""The people whom an article names: the fullest name, the office, and where each is named."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from bilateral.read.findings import Findings
from bilateral.read.statements.layout import Layout
from bilateral.read.statements.names import (
    acting_names,
    clean_name,
    gender_of,
    is_called,
    last_word,
    office_beside,
    office_in_title,
    office_words,
    other_names,
    person_names,
)

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
# Sentences back in which a pronoun still finds its name.
_REACH = 6


@dataclass
class Person:
    """Someone named in the article; ``places`` are the tokens at which a name of theirs ends, in order."""

    name: str
    role: str | None = None
    gender: str | None = None
    places: list[int] = field(default_factory=list)


class People:
    """The people of one article, found by any part of their name, by office and by pronoun."""

    def __init__(self, findings: Findings, layout: Layout) -> None:
        """Gather the names, longest first, so that a bare surname finds its full name."""
        self._layout = layout
        self._findings = findings
        others = other_names(findings)
        self._by_last: dict[str, list[Person]] = defaultdict(list)
        self._at: dict[int, Person] = {}
        for start, end in sorted(
            {*person_names(layout), *acting_names(findings)}, key=lambda span: (span[0] - span[1], span[0])
        ):
            if layout.doc[start:end].text not in others:
                self._add(layout.doc, start, end)
        self._order = sorted(self._at)

    def _add(self, doc: Doc, start: int, end: int) -> None:
        name = clean_name(doc[start:end].text)
        if not name:
            return
        person = self.named(name)
        if person is None:
            person = Person(name)
            self._by_last[last_word(name)].append(person)
        person.places.append(end - 1)
        person.role = person.role or office_beside(doc, start, end) or self._office(start, end)
        person.gender = person.gender or gender_of(doc, start)
        for i in range(start, end):
            self._at.setdefault(i, person)

    def _office(self, start: int, end: int) -> str | None:
        """Return the office that the finder of actors, or the article's title, knows for a name."""
        actor = self._findings.actor_at(end - 1) or self._findings.actor_at(start)
        office = actor.office if actor is not None and actor.form == "person" else None
        return office or office_in_title(self._findings.article.title, self._layout.doc[start:end].text)

    def named(self, name: str) -> Person | None:
        """Return the person whose name holds all words of this one and ends with the same word, or begins with it.

        A single word that begins a name is a surname that stands first ("Wang" of "Wang Chao-Ming").
        """
        words = name.split()
        candidates = self._by_last.get(last_word(name), [])
        whole = [person for person in candidates if set(words) <= set(person.name.split())]
        if whole or len(words) > 1:
            return whole[0] if whole else None
        first = (person for person in self if person.name.split()[0] == name)
        return candidates[0] if candidates else next(first, None)

    def at(self, token: Token) -> Person | None:
        """Return the person whose name the token belongs to, if any."""
        return self._at.get(token.i) or (self.named(token.text) if token.text[:1].isupper() else None)

    def holding(
        self, office: str, before: int, phrase: str, fits: Callable[[Person], bool]
    ) -> tuple[Person, int] | None:
        """Return who of those that fit holds an office, by a word of its name, and where they were last named.

        Of several who do, those whose office holds the whole phrase come first ("vice president"). Where nobody
        was named before, it is the first to be named after ("the minister said", in a lead).
        """
        holders = [p for p in self if p.role and office in office_words(p.role) and fits(p)]
        holders = [person for person in holders if is_called(person.role or "", phrase)] or holders
        earlier = [(max(i for i in p.places if i < before), p) for p in holders if min(p.places) < before]
        if earlier:
            place, person = max(earlier, key=lambda found: found[0])
            return person, place
        later = min(holders, key=lambda person: min(person.places), default=None)
        return None if later is None else (later, min(later.places))

    def last_two(self, before: int) -> list[str]:
        """Return the names of the two people last named before a token, in the order of the text."""
        found = []
        for person in self:
            places = [i for i in person.places if i < before]
            if places:
                found.append((max(places), person.name))
        return [name for _, name in sorted(found)[-2:]]

    def beside(self, end: int) -> Person | None:
        """Return who is named right after a comma: "the minister's friend, Senator Anna Kovac"."""
        doc = self._layout.doc
        if end >= len(doc) or doc[end].text != ",":
            return None
        for i in range(end + 1, min(end + 5, len(doc))):
            if i in self._at:
                return self._at[i]
            if doc[i].pos_ != "PROPN":
                return None
        return None

    def __iter__(self) -> Iterator[Person]:
        """Yield everyone whom the article names."""
        for people in self._by_last.values():
            yield from people

    def meant_by(self, pronoun: Token) -> tuple[Person, int] | None:
        """Return whom a pronoun outside direct speech means, and the token that names them.

        In each sentence, nearest first, that is the last subject which is a person, else the last person.
        """
        gender = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f"}.get(pronoun.lower_)
        sentence = pronoun.sent
        for _ in range(_REACH):
            found = self._subject_in(sentence, pronoun.i, gender)
            if found is not None:
                return found
            if sentence.start == 0:
                return None
            sentence = pronoun.doc[sentence.start - 1].sent
        return None

    def _subject_in(
        self, sentence: Iterable[Token], before: int, gender: str | None
    ) -> tuple[Person, int] | None:
        subject = other = None
        for token in sentence:
            if token.i >= before:
                break
            person = self._at.get(token.i)
            if person is None or self._layout.quotation_at(token.idx) is not None:
                continue
            if person.gender is not None and gender is not None and person.gender != gender:
                continue
            if token.dep_ in _SUBJECTS:
                subject = person, token.i
            elif token.dep_ not in {"poss", "compound"}:
                other = person, token.i
        return subject or other
