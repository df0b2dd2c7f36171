"""People: who is named where; a bare surname is the person whose full name the article gives."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from bilateral.read.actors.lexicon import folded, word_sets
from bilateral.read.actors.nouns import Noun, noun_from
from bilateral.read.actors.page import HONORIFICS, Page
from bilateral.read.actors.phrases import is_former
from bilateral.read.actors.terms import name_words, sitting_heads
from bilateral.read.findings import ActorMention

_ENVOYS = word_sets()["envoy"]
_PERSONAL = frozenset({"OFFICE", "HEAD", "CIV", "COM", "MED", "ARM", "NGO", "PARTY"})


@dataclass(frozen=True, slots=True)
class Sighting:
    """A person's name at tokens ``name_start`` up to ``end``, with what stands right before or beside it.

    ``start`` takes in title and office. ``title`` is the mention that gives the office with its state ("the
    Russian foreign minister"); else ``office`` and ``kind`` are those of an office without one. ``home`` is the state
    that follows the name in a list: "X of Brazil, Y of Peru".
    """

    start: int
    end: int
    name_start: int
    title: ActorMention | None = None
    office: str | None = None
    kind: str = ""
    former: bool = False
    home: str = ""


@dataclass
class Person:
    """Someone whom the article names: the fullest name, where, and (once known) for whom and in which office."""

    name: str
    sightings: list[Sighting] = field(default_factory=list)
    code: str | None = None
    office: str | None = None


def meet_people(page: Page, mentions: Sequence[ActorMention]) -> list[Person]:
    """Return the people whom the article names, with every place where it does."""
    taken = {i: mention for mention in mentions for i in range(mention.start, mention.end)}
    spans = sorted(_names(page, mentions, taken).items())
    return cluster(page, [s for start, end in spans if (s := _sight(page, start, end, taken))])


def _names(page: Page, mentions: Iterable[ActorMention], taken: dict[int, ActorMention]) -> dict[int, int]:
    """Return every person's name: the recogniser's, those after an office, and surnames that it missed."""
    spans = dict(page.people)
    for mention in mentions:
        if mention.office and mention.end not in spans and mention.end not in taken:
            end = page.untagged_name(mention.end) if mention.end < len(page.doc) else None
            if end:
                spans[mention.end] = end
    covered = {i for start, end in spans.items() for i in range(start, end)} | set(taken) | page.masked
    missed = _after_offices(page, covered)
    spans.update(missed)
    covered.update(i for start, end in missed.items() for i in range(start, end))
    return spans | _bare_surnames(page, spans, covered)


def _after_offices(page: Page, covered: set[int]) -> dict[int, int]:
    """Return names that the recogniser missed right after an office without a state: "President" To Lam."""
    found = {}
    for i in page.proper:
        after = i + 1
        if after < len(page.doc) and not covered & {i, after} and page.kind(i) in {"OFFICE", "HEAD"}:
            end = page.untagged_name(after)
            if end and not covered.intersection(range(after, end)):
                found[after] = end
    return found


def _bare_surnames(page: Page, spans: dict[int, int], covered: set[int]) -> dict[int, int]:
    """Return surnames that stand alone, of people named in full elsewhere and of leaders of states in the article."""
    known = {page.doc[end - 1].text for start, end in spans.items() if end - start > 1}
    leading = page.leading_surnames()
    return {
        token.i: token.i + 1
        for token in (page.doc[i] for i in page.proper if i not in covered)
        if (token.text in known or (token.text in leading and token.ent_type_ != "DATE"))
        and page.stands_alone(token)
    }


def _sight(page: Page, start: int, end: int, taken: dict[int, ActorMention]) -> Sighting | None:
    """Return the name with what the words beside it say; None where a longer mention holds it already."""
    if start in taken:
        return None
    left = start
    while left and _is_rank(page, left - 1):
        left -= 1
    left -= left < start and left > 0 and page.doc[left - 1].lower_ == "the"
    before = taken.get(left - 1)
    if before and before.end == left and before.office:
        return Sighting(before.start, end, start, before, before.office)
    if sent := _sent_to(page, left, taken):
        return Sighting(left, end, start, sent, sent.office)
    if beside := _apposition(page, left, end, taken):
        return Sighting(left, end, start, beside, beside.office)
    return _with_office(page, Sighting(left, end, start), taken)


def _is_rank(page: Page, i: int) -> bool:
    """Say whether a word before a name is a form of address, or the full stop that spaCy splits off a rank."""
    token = page.doc[i]
    split = token.text == "." and i > 0 and not page.doc[i - 1].whitespace_ and page.kind(i - 1) == "OFFICE"
    return token.lower_ in HONORIFICS or split


def _sent_to(page: Page, start: int, taken: dict[int, ActorMention]) -> ActorMention | None:
    """Return the envoy whose post stands between title and name: "U.S. ambassador to NATO" X, with a comma or not."""
    end = start - (start > 1 and page.doc[start - 1].text == ",")
    post = taken.get(end - 1)
    if post is None or post.end != end:
        return None
    i = post.start - 1
    while i > 0 and page.doc[i].lower_ in {"the", "to", "in", "at"}:
        i -= 1
    title = taken.get(i)
    fits = title is not None and title.end == i + 1 < post.start and page.doc[title.head].lower_ in _ENVOYS
    return title if fits else None


def _apposition(page: Page, start: int, end: int, taken: dict[int, ActorMention]) -> ActorMention | None:
    """Return the title set beside a name by a comma: "X, the Russian foreign minister" or the other way round."""
    doc = page.doc
    if end + 1 < len(doc) and doc[end].text == ",":
        for i in range(end + 1, min(end + 5, len(doc))):
            mention = taken.get(i)
            if mention and mention.office and mention.form in {"title", "organisation"}:
                return mention
            if mention or doc[i].pos_ not in {"DET", "ADJ", "NOUN", "PROPN", "ADP"}:
                break
    if start > 1 and doc[start - 1].text == ",":
        mention = taken.get(start - 2)
        if mention and mention.end == start - 1 and mention.office and not mention.office.endswith("s"):
            return mention
    return None


def _with_office(page: Page, bare: Sighting, taken: dict[int, ActorMention]) -> Sighting:
    """Return the sighting with the office right before the name, or set beside it by a comma, if there is one."""
    doc = page.doc
    if noun := _office_ending_at(page, bare.start, taken):
        held = _in_office(page, replace(bare, start=noun.start), noun)
        return replace(held, title=_state_after(page, bare.end, taken))
    i = bare.end + 1
    if i < len(doc) and doc[bare.end].text == ",":
        i += doc[i].pos_ == "DET"
        noun = noun_from(page, i) if i < len(doc) and i not in taken else None
        if noun and noun.start == i and noun.kind in _PERSONAL:
            return _in_office(page, bare, noun)
    if bare.start > 1 and doc[bare.start - 1].text == ",":
        noun = _office_ending_at(page, bare.start - 1, taken)
        if noun and doc[noun.head].tag_ in {"NN", "NNP"}:
            return _in_office(page, bare, noun)
    after = _state_after(page, bare.end, taken)
    return replace(bare, home=after.codes[0]) if after else bare


def _state_after(page: Page, end: int, taken: dict[int, ActorMention]) -> ActorMention | None:
    """Return the state "of" which the person is: "President X of Indonesia"."""
    doc = page.doc
    if end + 1 >= len(doc) or doc[end].lower_ != "of":
        return None
    state = taken.get(end + 1 + (doc[end + 1].lower_ == "the"))
    return state if state and state.form == "name" else None


def _in_office(page: Page, bare: Sighting, noun: Noun) -> Sighting:
    """Return the sighting with an office that no state's name goes with."""
    office = page.words(noun.start, noun.end).lower()
    return replace(bare, office=office, kind=noun.kind, former=is_former(page, noun.start, noun.head))


def _office_ending_at(page: Page, end: int, taken: dict[int, ActorMention]) -> Noun | None:
    """Return the longest noun phrase for a person that ends right before a token."""
    for left in range(max(0, end - 8), end):
        if page.doc[left].tag_[:2] in {"NN", "JJ"} and not any(i in taken for i in range(left, end)):
            noun = noun_from(page, left)
            if noun and (noun.start, noun.end) == (left, end) and noun.kind in _PERSONAL:
                return noun
    return None


def cluster(page: Page, sightings: Sequence[Sighting]) -> list[Person]:
    """Join the sightings of one person: a bare surname is the nearest full name before it that holds it."""
    people: list[Person] = []
    for sighting in sorted(sightings, key=lambda s: (s.end - s.name_start == 1, s.name_start)):
        name = page.words(sighting.name_start, sighting.end)
        person = _known(name, sighting, _heads(page, name, sighting, people))
        if person is None:
            people.append(Person(name, [sighting]))
            continue
        person.sightings.append(sighting)
        if len(name.split()) > len(person.name.split()) and not _doubled(name):
            person.name = name
    return people


def _heads(page: Page, name: str, sighting: Sighting, people: list[Person]) -> list[Person]:
    """Return those whom a bare name may mean: where a head of state goes by it, not those first named in full later.

    "Trump" before "Melania Trump" is the president, and stays so after her.
    """
    heads = sitting_heads(page, name) if " " not in name else []
    if not heads:
        return people
    own = [p for p in people if p.name == name or any(set(name_words(p.name)) <= head for head in heads)]
    return own or [p for p in people if any(s.name_start < sighting.name_start for s in p.sightings)]


def _known(name: str, sighting: Sighting, people: Sequence[Person]) -> Person | None:
    """Return the person already met whose name this is, or part of it; the nearest before where several fit."""
    words = [folded(word) for word in name.split()]
    fitting = [p for p in people if _same_name(words, [folded(w) for w in p.name.split()])]
    return max(fitting, key=lambda p: max(_nearness(s, sighting) for s in p.sightings)) if fitting else None


def _doubled(name: str) -> bool:
    """Say whether a name only repeats itself, as in headlines without apostrophes: "Trumps Trump"."""
    words = [folded(word).rstrip("s") for word in name.split()]
    return len(set(words)) < len(words)


def _nearness(known: Sighting, new: Sighting) -> int:
    """Return how near a sighting is; any that stands before counts as nearer than all that follow."""
    distance = new.name_start - known.name_start
    return -distance if distance >= 0 else distance - 1_000_000


def _same_name(words: Sequence[str], known: Sequence[str]) -> bool:
    """Say whether two names can be one person's: equal, or one holds the other with the same first or last word."""
    short, long = sorted((list(words), list(known)), key=len)
    if short == long:
        return True
    if len(short) > 1 and long[-1].startswith("jr"):
        return False
    return all(word in long for word in short) and (short[-1] == long[-1] or short[0] == long[0])


def with_people(page: Page, mentions: Sequence[ActorMention], people: Sequence[Person]) -> list[ActorMention]:
    """Return all mentions in order, a title and the name right after it as one."""
    made: list[ActorMention] = []
    for person in people:
        if person.code:
            made.extend(_mention(page, person, s) for s in person.sightings)
    covered = {i for mention in made for i in range(mention.start, mention.end)}
    kept = [m for m in mentions if not covered.intersection(range(m.start, m.end))]
    return sorted((*kept, *made), key=lambda m: m.start)


def body_under(page: Page, sighting: Sighting) -> Noun | None:
    """Return the body that goes by its head's name: "Obama" administration."""
    noun = noun_from(page, sighting.end)
    return noun if noun and noun.kind == "BODY" and not noun.possessive else None


def _mention(page: Page, person: Person, sighting: Sighting) -> ActorMention:
    """Return a sighting as a mention of the person, or of the government that goes by the person's name."""
    codes = (person.code or "",)
    if body := body_under(page, sighting):
        home = (codes[0].partition(":")[0],)
        words = page.words(sighting.start, body.end)
        return ActorMention(sighting.start, body.end, body.head, home, words, "title")
    return ActorMention(
        sighting.start, sighting.end, sighting.end - 1, codes, person.name, "person",
        person=person.name, office=person.office,
    )  # fmt: skip
