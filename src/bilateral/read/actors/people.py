"""People: who is named, in which office, for which actor; bare surnames later are the same people."""

import datetime as dt
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from bilateral.read.actors.lexicon import Entry
from bilateral.read.actors.page import HONORIFICS, Page
from bilateral.read.actors.phrases import coded, is_former
from bilateral.read.findings import ActorMention

# Offices that, without a state's name, are one state's alone.
_OWN_OFFICES = {
    "secretary of state": "USA",
    "secretary of defense": "USA",
    "defense secretary": "USA",
    "treasury secretary": "USA",
    "senator": "USA",
    "sen.": "USA",
    "rep.": "USA",
    "congressman": "USA",
    "congresswoman": "USA",
    "foreign secretary": "GBR",
    "pope": "VAT",
    "ayatollah": "IRN",
    "taoiseach": "IRL",
    "chancellor of the exchequer": "GBR",
}


@dataclass
class Person:
    """Someone whom the article names: the fullest name, for whom they act, and their office."""

    name: str
    code: str | None = None
    office: str | None = None
    trust: int = 0
    places: list[tuple[int, int]] = field(default_factory=list)

    def learn(self, code: str | None, office: str | None, trust: int) -> None:
        """Take in for whom the person acts, where it is better founded than what is known."""
        if code and trust > self.trust:
            self.code, self.trust = code, trust
        if office and not self.office:
            self.office = office


@dataclass(frozen=True, slots=True)
class Sighting:
    """A person's name at tokens ``start`` up to ``end``, with the phrase around it and what that says."""

    start: int
    end: int
    name_start: int
    code: str | None = None
    office: str | None = None
    trust: int = 0


def folded(word: str) -> str:
    """Return a word in lower case without diacritics."""
    return "".join(c for c in unicodedata.normalize("NFKD", word.lower()) if not unicodedata.combining(c))


def find_people(
    page: Page, mentions: Sequence[ActorMention], published: dt.date | None
) -> tuple[list[ActorMention], list[Person]]:
    """Return the mentions with people joined to the titles before them, and the people named."""
    taken = {i: mention for mention in mentions for i in range(mention.start, mention.end)}
    sightings = [
        s for start, end in sorted(_names(page, mentions).items()) if (s := _sight(page, start, end, taken))
    ]
    people = cluster(page, sightings)
    for person, places in people:
        for sighting in places:
            person.learn(sighting.code, sighting.office, sighting.trust)
        _from_lexicon(page, person, places, published)
    return _joined(mentions, people), [person for person, _ in people]


def _names(page: Page, mentions: Iterable[ActorMention]) -> dict[int, int]:
    """Return every person's name: the recogniser's, and capitalised words right after a person's office."""
    spans = dict(page.people)
    for mention in mentions:
        if mention.office and mention.end < len(page.doc) and mention.end not in spans:
            end = page.untagged_name(mention.end)
            if end:
                spans[mention.end] = end
    return spans


def _sight(page: Page, start: int, end: int, taken: dict[int, ActorMention]) -> Sighting | None:
    """Return the name with what the words beside it say; None where a longer mention holds it already."""
    if start in taken:
        return None
    before = taken.get(start - 1)
    if before and before.end == start and before.office:
        return Sighting(before.start, end, start, before.codes[0], before.office, 5)
    left = start
    while left and page.doc[left - 1].lower_ in HONORIFICS:
        left -= 1
    beside = _apposition(page, start, end, taken)
    if beside:
        return Sighting(left, end, start, beside.codes[0], beside.office, 4)
    office_start, office, former = _office_before(page, left, taken)
    code = _OWN_OFFICES.get(office or "")
    if code and former:
        code = coded(code, "CIV")
    return Sighting(min(left, office_start), end, start, code, office, 3 if code else 0)


def _apposition(page: Page, start: int, end: int, taken: dict[int, ActorMention]) -> ActorMention | None:
    """Return the title set beside a name by a comma: "X, the Russian foreign minister" or the other way round."""
    doc = page.doc
    if end + 1 < len(doc) and doc[end].text == ",":
        for i in range(end + 1, min(end + 5, len(doc))):
            mention = taken.get(i)
            if mention and mention.office and mention.form in {"title", "organisation"}:
                return mention
            if doc[i].pos_ not in {"DET", "ADJ", "NOUN", "PROPN", "ADP"}:
                break
    if start > 1 and doc[start - 1].text == ",":
        mention = taken.get(start - 2)
        if mention and mention.end == start - 1 and mention.office:
            return mention
    return None


def _office_before(page: Page, start: int, taken: dict[int, ActorMention]) -> tuple[int, str | None, bool]:
    """Return where the office right before a name begins, its words, and whether it is a former one."""
    for left in range(max(0, start - 8), start):
        if any(i in taken for i in range(left, start)):
            continue
        noun = page.noun_from(left)
        if (
            noun
            and noun.end == start
            and noun.start == left
            and noun.kind in {"OFFICE", "HEAD", "CIV", "COM", "MED"}
        ):
            return left, page.words(left, start).lower(), is_former(page, left, noun.head)
    return start, None, False


def cluster(page: Page, sightings: Sequence[Sighting]) -> list[tuple[Person, list[Sighting]]]:
    """Join the sightings of one person: a bare surname is the last full name before it that holds it."""
    people: list[tuple[Person, list[Sighting]]] = []
    ordered = sorted(sightings, key=lambda s: (s.end - s.name_start == 1, s.name_start))
    for sighting in ordered:
        name = page.words(sighting.name_start, sighting.end)
        match = _known(name, sighting, people)
        if match is None:
            people.append((Person(name), [sighting]))
        else:
            match[1].append(sighting)
            if len(name.split()) > len(match[0].name.split()):
                match[0].name = name
    return people


def _known(
    name: str, sighting: Sighting, people: Sequence[tuple[Person, list[Sighting]]]
) -> tuple[Person, list[Sighting]] | None:
    """Return the person already met whose name this is, or part of it; the nearest before where several fit."""
    words = [folded(word) for word in name.split()]
    fitting = [entry for entry in people if _same_name(words, [folded(w) for w in entry[0].name.split()])]
    if not fitting:
        return None
    return max(fitting, key=lambda entry: max(_nearness(s, sighting) for s in entry[1]))


def _nearness(known: Sighting, new: Sighting) -> float:
    distance = new.name_start - known.name_start
    return -distance if distance >= 0 else distance - 10_000


def _same_name(words: Sequence[str], known: Sequence[str]) -> bool:
    """Say whether two names can be one person's: equal, or one holds the other with the same first or last word."""
    short, long = sorted((list(words), list(known)), key=len)
    if short == long:
        return True
    inside = all(word in long for word in short)
    return inside and (short[-1] == long[-1] or short[0] == long[0])


def _from_lexicon(page: Page, person: Person, places: Sequence[Sighting], published: dt.date | None) -> None:
    """Learn from the lexicon of leaders, where the name is in it and nothing better is known."""
    for sighting in places:
        found = page.leaders.get(sighting.name_start)
        if found and found[0] == sighting.end:
            entry = in_office(found[1], published)
            office = entry.office if entry.office != "leader" else None
            person.learn(entry.code, office or None, 2)


def in_office(entries: Sequence[Entry], published: dt.date | None) -> Entry:
    """Return the entry in office at the date of publication, else the last one before it."""
    day = published.isoformat() if published else "9999"
    return max(entries, key=lambda e: (e.start <= day and (not e.end or day[: len(e.end)] <= e.end), e.start))


def _joined(
    mentions: Sequence[ActorMention], people: Sequence[tuple[Person, list[Sighting]]]
) -> list[ActorMention]:
    """Return all mentions in order, a title and the name right after it as one."""
    made = []
    for person, sightings in people:
        for s in sightings:
            person.places.append((s.start, s.end))
            if person.code:
                made.append(
                    ActorMention(
                        s.start, s.end, s.end - 1, (person.code,), person.name, "person",
                        person=person.name, office=person.office,
                    )
                )  # fmt: skip
    covered = {i for mention in made for i in range(mention.start, mention.end)}
    kept = [m for m in mentions if not covered.intersection(range(m.start, m.end))]
    return sorted((*kept, *made), key=lambda m: m.start)


def name_in_full(mention: ActorMention, person: Person) -> ActorMention:
    """Return the mention as one of the person, with the person's full name."""
    return replace(mention, name=person.name, person=person.name, office=person.office)
