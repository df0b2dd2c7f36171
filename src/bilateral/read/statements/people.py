"""The people whom an article names: the fullest name, the office, and where each is named."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from bilateral.read.findings import Findings
from bilateral.read.statements.layout import Layout

# Words before a name that are no part of it.
HONORIFICS = frozenset(
    [
        "mr",
        "mr.",
        "mrs",
        "mrs.",
        "ms",
        "ms.",
        "dr",
        "dr.",
        "prof",
        "prof.",
        "sir",
        "lord",
        "lady",
        "rev.",
        "monsignor",
        "h.e.",
        "capt.",
        "capt",
        "maj.",
        "adm.",
        "sgt.",
    ]
)
_WOMEN = frozenset({"mrs", "mrs.", "ms", "ms.", "lady"})
_MEN = frozenset({"mr", "mr.", "sir", "lord", "rev.", "monsignor"})
# Offices after which the capitalised words are a person's name, whatever the recogniser says.
_OFFICES = frozenset(
    [
        *(
            "president",
            "minister",
            "secretary",
            "spokesman",
            "spokeswoman",
            "spokesperson",
            "ambassador",
            "senator",
        ),
        *(
            "chancellor",
            "premier",
            "envoy",
            "general",
            "gen.",
            "sen.",
            "rep.",
            "gov.",
            "governor",
            "pope",
            "king",
            "queen",
        ),
        *(
            "commissioner",
            "chairman",
            "director",
            "leader",
            "mayor",
            "congressman",
            "congresswoman",
            "prince",
            "lt.",
            "col.",
        ),
    ]
)
_NAME_PARTS = frozenset({"al", "de", "da", "di", "bin", "ben", "van", "von", "der", "el", "la", "-"})
_MAX_NAME = 6
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
        others = _other_names(findings)
        self._by_last: dict[str, list[Person]] = defaultdict(list)
        self._at: dict[int, Person] = {}
        for start, end in sorted(set(_names(layout.doc)), key=lambda span: (span[0] - span[1], span[0])):
            if layout.doc[start:end].text not in others:
                self._add(layout.doc, start, end)
        self._order = sorted(self._at)

    def _add(self, doc: Doc, start: int, end: int) -> None:
        name = _clean(doc[start:end].text)
        if not name:
            return
        person = self.named(name)
        if person is None:
            person = Person(name)
            self._by_last[_last(name)].append(person)
        person.places.append(end - 1)
        person.role = person.role or _role(doc, start, end) or self._office(start, end)
        person.gender = person.gender or _gender(doc, start)
        for i in range(start, end):
            self._at.setdefault(i, person)

    def _office(self, start: int, end: int) -> str | None:
        """Return the office that the finder of actors knows for a name."""
        actor = self._findings.actor_at(end - 1) or self._findings.actor_at(start)
        return actor.office if actor is not None and actor.form == "person" else None

    def named(self, name: str) -> Person | None:
        """Return the person whose name ends with the last word of this one and holds its other words."""
        words = name.split()
        candidates = self._by_last.get(_last(name), [])
        whole = [person for person in candidates if set(words) <= set(person.name.split())]
        return whole[0] if whole else (candidates[0] if candidates and len(words) == 1 else None)

    def at(self, token: Token) -> Person | None:
        """Return the person whose name the token belongs to, if any."""
        return self._at.get(token.i) or (self.named(token.text) if token.text[:1].isupper() else None)

    def holding(self, office: str, before: int) -> tuple[Person, int] | None:
        """Return who holds an office, by a word of its name, and where that person was last named.

        Where nobody was named before, it is the first to be named after ("the minister said", in a lead).
        """
        holders = [
            person for person in self._people() if person.role and office in _office_words(person.role)
        ]
        earlier = [(max(i for i in p.places if i < before), p) for p in holders if min(p.places) < before]
        if earlier:
            place, person = max(earlier, key=lambda found: found[0])
            return person, place
        later = min(holders, key=lambda person: min(person.places), default=None)
        return None if later is None else (later, min(later.places))

    def last_two(self, before: int) -> list[str]:
        """Return the names of the two people last named before a token, in the order of the text."""
        found = []
        for person in self._people():
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

    def _people(self) -> Iterator[Person]:
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


def _other_names(findings: Findings) -> set[str]:
    """Return the names of places and bodies, which the recogniser at times takes for people."""
    doc = findings.doc
    votes: dict[str, int] = defaultdict(int)
    for entity in doc.ents:
        votes[entity.text] += -1 if entity.label_ == "PERSON" else 1
    others = {name for name, vote in votes.items() if vote > 0}
    return others | {
        doc[a.start : a.end].text for a in findings.actors if a.form not in {"person", "title", "pronoun"}
    }


def _names(doc: Doc) -> Iterator[tuple[int, int]]:
    """Yield the tokens of each person's name."""
    for entity in doc.ents:
        if entity.label_ == "PERSON":
            start, end = entity.start, entity.end
            while end > start + 1 and (doc[end - 1].is_space or doc[end - 1].lower_ in {"'s", "’s"}):
                end -= 1
            while start < end - 1 and doc[start].lower_ in HONORIFICS | _OFFICES:
                start += 1
            while (
                end + 1 < len(doc)
                and doc[end].text == "-"
                and not doc[end - 1].whitespace_
                and doc[end + 1].is_alpha
            ):
                end += 2
            if (
                doc[start].text[:1].isupper()
                and doc[end - 1].pos_ != "ADJ"
                and "\n" not in doc[start:end].text
            ):
                yield start, end
    for token in doc[:-1]:
        if token.lower_ in _OFFICES | HONORIFICS and (after := _capitalised(doc, token.i + 1)) > token.i + 1:
            yield token.i + 1, after


def _capitalised(doc: Doc, start: int) -> int:
    """Return where the capitalised words from a token on end."""
    end = start
    while (
        end < len(doc)
        and end - start < _MAX_NAME
        and (_is_name(doc[end]) or (end > start and doc[end].lower_ in _NAME_PARTS))
    ):
        end += 1
    while end > start and not _is_name(doc[end - 1]):
        end -= 1
    return end


def _is_name(token: Token) -> bool:
    return (
        token.pos_ == "PROPN"
        and token.text[:1].isupper()
        and token.lower_ not in _OFFICES
        and token.ent_type_ in {"", "PERSON"}
    )


def _office_words(role: str) -> list[str]:
    """Return the words of an office that name it: "deputy director" of "deputy director at the Ministry of …"."""
    words = role.lower().split()
    end = next(
        (i for i, word in enumerate(words) if word in {"of", "for", "at", "in", "to", "with", "from", "on"}),
        len(words),
    )
    return words[max(0, end - 1) : end]


def _clean(name: str) -> str:
    return " ".join(name.replace("’s", "").replace("'s", "").split()).strip(".,'\"")


def _last(name: str) -> str:
    words = [word for word in name.split() if word.lower().rstrip(".,") not in {"jr", "sr", "iii", "ii"}]
    return (words[-1] if words else name).lower().strip(".,")


def _gender(doc: Doc, start: int) -> str | None:
    before = doc[start - 1].lower_ if start else ""
    if before in _WOMEN or before.endswith("woman"):
        return "f"
    return "m" if before in _MEN or before.endswith("man") else None


def _role(doc: Doc, start: int, end: int) -> str | None:
    """Return the office that stands before a name or beside it in apposition."""
    head = doc[end - 1]
    while head.head.i != head.i and start <= head.head.i < end:
        head = head.head
    left = start
    while (
        left > head.left_edge.i
        and not doc[left - 1].is_punct
        and doc[left - 1].pos_ in {"NOUN", "PROPN", "ADJ", "ADP"}
    ):
        left -= 1
    before = [token.text for token in doc[left:start] if token.lower_ not in HONORIFICS]
    if before and any(word.islower() or word.lower() in _OFFICES for word in before):
        return " ".join(before)
    beside = next(
        (child for child in head.children if child.dep_ == "appos" and child.pos_ in {"NOUN", "PROPN"}), None
    )
    if (
        beside is None
        and head.dep_ == "appos"
        and head.head.pos_ in {"NOUN", "PROPN"}
        and head.head.i < start
    ):
        return _short(doc, head.head.left_edge.i, min(start, head.head.right_edge.i + 1))
    return None if beside is None else _short(doc, beside.left_edge.i, beside.right_edge.i + 1)


def _short(doc: Doc, start: int, end: int) -> str | None:
    """Return the words of an apposition up to its first comma or relative clause, without its article."""
    while start < end and (doc[start].dep_ == "det" or doc[start].is_punct):
        start += 1
    stop = start
    while (
        stop < end
        and not doc[stop].is_punct
        and doc[stop].tag_ not in {"WP", "WDT", "WRB"}
        and not doc[stop].is_space
    ):
        stop += 1
    words = doc[start:stop].text
    return words or None
