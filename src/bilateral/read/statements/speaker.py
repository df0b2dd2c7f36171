"""The speaker behind the words beside a cue: the fullest name in the article, its code and office."""

import re
from dataclasses import dataclass

from spacy.tokens import Span as DocSpan
from spacy.tokens import Token

from bilateral.read.findings import ActorMention, Findings
from bilateral.read.statements.abbreviations import long_forms
from bilateral.read.statements.kinds import (
    BODIES,
    CARRIERS,
    DEFINITE,
    FIRST,
    LANDS,
    LOOSE,
    PEOPLE_GROUPS,
    PLURAL,
    SINGULAR,
    TEXTS,
    is_human,
    is_pronoun,
)
from bilateral.read.statements.layout import SUBJECTS, Draft, Layout
from bilateral.read.statements.people import People, Person
from bilateral.read.statements.source import antecedent, noun_phrase
from bilateral.read.statements.verbs import reporting_verb
from bilateral.read.statements.words import word_list

_OFFICES = word_list("offices")
_ARTICLE = re.compile(r"^(?:the|both|all)\s+", re.IGNORECASE)
_BODY = frozenset({"ORG", "GPE"})
_INDEFINITE = frozenset({"a", "an"})
# Sentences of an article's lead, and below it, in which someone whom it leaves unnamed is named.
_LEAD = 1
_BELOW = 3
_STATES = frozenset({"GPE", "NORP"})
# Words of a description that may only stand in for a name: "the Russian leader".
_SHORT = 3
# Sentences back in which the last speaker is still meant by "he", rather than the last subject.
_RECENT = 3


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who said it: the fullest name, the actor code and the office, each null where the article is silent.

    ``place`` is the token that named the speaker, ``plural`` whether they are several, ``person`` whether human.
    """

    name: str | None
    code: str | None = None
    role: str | None = None
    place: int = -1
    noun: str = ""
    plural: bool = False
    person: bool = False


_NOBODY = Speaker(None)


class Speakers:
    """Resolves the sources of an article's statements; they must come in the order of the text."""

    def __init__(self, findings: Findings, layout: Layout) -> None:
        """Gather the article's people and the long forms of its abbreviations."""
        self._findings = findings
        self._layout = layout
        self._people = People(findings, layout)
        self._long = long_forms(layout.text)
        self._told: list[tuple[Draft, Speaker]] = []

    def resolve(self, draft: Draft) -> Speaker:
        """Return the speaker of a draft; nobody where the article does not say."""
        if draft.signed is not None:
            person = self._people.named(draft.signed)
            found = Speaker(draft.signed, None if person is None else self._code_of(person), person=True)
        else:
            found = (self._last() if draft.source is None else self._resolve(*draft.source)) or _NOBODY
        self._told.append((draft, found))
        return found

    def _resolve(self, start: int, end: int) -> Speaker | None:
        span = self._findings.doc[start:end]
        head = span.root
        named = antecedent(span[-1])
        if named is not None:
            start, end = noun_phrase(named, span[-1])
            span, head = self._findings.doc[start:end], named
        if is_pronoun(head):
            return self._pronoun(head)
        return self._named(span, head) or self._described(span, head)

    def _named(self, span: DocSpan, head: Token) -> Speaker | None:
        """Return the people whom the words name."""
        people = self._people_in(span, head)
        if not people:
            return None
        name = " and ".join(dict.fromkeys(person.name for person in people))
        several = len(people) > 1
        role = None if several else people[0].role
        code = self._code_of(people[0]) or self._code(span, head)
        return Speaker(name, code, role, head.i, plural=several, person=True)

    def _people_in(self, span: DocSpan, head: Token) -> list[Person]:
        """Return the people who speak: the head of the phrase, its apposition, and what is joined to it."""
        found = []
        for token in (head, *head.conjuncts):
            if token.i >= span.end or (token.pos_ != "PROPN" and token.i != head.i):
                continue
            beside = [child for child in token.children if child.dep_ == "appos" and child.i > token.i]
            person = next((p for t in (token, *beside) if (p := self._people.at(t)) is not None), None)
            if person is not None:
                found.append(person)
        if not found and (person := self._people.beside(span.end)) is not None and head.pos_ == "NOUN":
            return [person]
        if not found and span[-1].pos_ == "PROPN" and span[-1].head.i == head.i:
            last = self._people.at(span[-1])
            return [last] if last is not None and span[-1].dep_ != "pobj" else []
        return found

    def _pronoun(self, head: Token) -> Speaker | None:
        word = head.lower_.strip(LOOSE)
        if word in FIRST:
            return self._enclosing(head)
        if word in SINGULAR:
            return self._he(head)
        if word in PLURAL:
            return self._last(before=head, plural=True) or self._last(before=head)
        return self._last(before=head, person=False, plural=False) or self._last(before=head)

    def _he(self, pronoun: Token) -> Speaker | None:
        """Return whom "he" means: the finder of actors', a subject of its own sentence, the last speaker or subject.

        Where the two ways differ, the finder of actors was right twice as often on the annotated articles.
        """
        actor = self._findings.actor_at(pronoun)
        if actor is not None and actor.person is not None:
            return self._meant(actor)
        last = self._last(before=pronoun, person=True, plural=False)
        found = self._people.meant_by(pronoun)
        if found is None:
            return last
        person, place = found
        if last is not None and not place >= pronoun.sent.start:
            between = self._findings.sentence_index(pronoun) - self._findings.sentence_index(last.place)
            if last.place > place or between <= _RECENT:
                return last
        return self._as_speaker(person, place)

    def _meant(self, actor: ActorMention) -> Speaker:
        """Return the person whom the finder of actors takes a mention to mean."""
        person = self._people.named(actor.person or "")
        name = actor.person if person is None else person.name
        role = actor.office if person is None else person.role
        return Speaker(name, next(iter(actor.codes), None), role, actor.head, person=True)

    def _as_speaker(self, person: Person, place: int) -> Speaker:
        return Speaker(person.name, self._code_of(person), person.role, place, person=True)

    def _enclosing(self, token: Token) -> Speaker | None:
        """Return who says the words in which "I" stands."""
        for draft, speaker in reversed(self._told):
            if any(start <= token.idx < end for start, end in draft.content):
                return speaker
        return self._last()

    def _described(self, span: DocSpan, head: Token) -> Speaker:
        """Return the speaker of a description, found again where the article has named it before."""
        noun = head.lemma_.lower()
        owner = _owner(head, noun)
        if owner is not None and noun in CARRIERS | TEXTS:
            inner = self._findings.doc[owner.left_edge.i : owner.i + 1]
            return self._named(inner, owner) or self._described(inner, owner)
        known = self._known(span, head) if span[0].lower_ in DEFINITE or owner is not None else None
        if known is None and span[0].lower_ in _INDEFINITE and is_human(noun):
            known = self._named_below(span, head)
        if known is not None:
            return known
        several = head.tag_ in {"NNS", "NNPS"} or any(
            span.start <= token.i < span.end for token in head.conjuncts
        )
        return Speaker(
            self._words(span),
            self._code(span, head),
            None,
            head.i,
            noun,
            several,
            not several and is_human(noun),
        )

    def _named_below(self, span: DocSpan, head: Token) -> Speaker | None:
        """Return whom a lead leaves unnamed: "a Soviet official said", and in the next sentences by name."""
        code, lead = self._code(span, head), self._findings.sentence_index(head)
        if code is None or lead > _LEAD:
            return None
        for person in self._people:
            place = min(person.places)
            name = self._findings.doc[place]
            speaks = name.dep_ in SUBJECTS and reporting_verb(name.head) is not None
            below = 0 < self._findings.sentence_index(place) - lead <= _BELOW
            if below and speaks and self._code_of(person) == code:
                return self._as_speaker(person, place)
        return None

    def _known(self, span: DocSpan, head: Token) -> Speaker | None:
        """Return whom "the minister", "the company" or "the two sides" has named before."""
        noun = head.lemma_.lower()
        if head.pos_ == "PROPN" and len(span) > 2 and noun not in _OFFICES:
            return None
        if head.tag_ in {"NNS", "CD", "DT"}:
            return self._same(noun, span, plural=True) or self._several(noun, head)
        if noun in CARRIERS | TEXTS | BODIES:
            return self._body(noun, span, head)
        return self._holder(noun, span, head) if noun not in LANDS else None

    def _body(self, noun: str, span: DocSpan, head: Token) -> Speaker | None:
        """Return which body, or whose text, a description means."""
        same = self._same(noun, span, plural=False)
        if same is not None:
            return same
        if noun in CARRIERS:
            return self._last(before=head)
        if noun in {"document", "text"}:
            return next((s for _, s in reversed(self._told) if s.noun in TEXTS | CARRIERS), None)
        return (
            self._last(before=head, person=False, plural=False) if noun in BODIES and len(span) <= 2 else None
        )

    def _holder(self, noun: str, span: DocSpan, head: Token) -> Speaker | None:
        """Return who holds an office, was described so before, or spoke last."""
        words = (t.lower_ for t in span if t.pos_ in {"NOUN", "PROPN", "ADJ"} and t.ent_type_ not in _STATES)
        code = self._code(span, head) if any(token.ent_type_ in _STATES for token in span) else None
        holder = self._people.holding(
            noun, span.start, " ".join(words), lambda person: code in {None, self._code_of(person) or code}
        )
        same = self._same(noun, span, plural=False)
        if holder is not None and (same is None or same.place < holder[1]):
            return self._as_speaker(*holder)
        if same is not None or not is_human(noun):
            return same
        if len(span) > _SHORT:
            return self._of_same_state(head)
        return self._of_same_state(head) or self._last(before=head, person=True, plural=False)

    def _of_same_state(self, head: Token) -> Speaker | None:
        """Return the last person to speak for the state for which the one described acts: "the Russian leader"."""
        actor = self._findings.actor_at(head)
        if actor is None or actor.form not in {"title", "person"} or not actor.codes:
            return None
        code = actor.codes[0]
        spoken = (s for _, s in reversed(self._told) if s.person and s.code == code)
        return next(spoken, None) or self._only_one_of(code)

    def _only_one_of(self, code: str) -> Speaker | None:
        """Return the person who alone of all whom the article names acts for a state."""
        people = [person for person in self._people if self._code_of(person) == code]
        return self._as_speaker(people[0], people[0].places[0]) if len(people) == 1 else None

    def _same(self, noun: str, span: DocSpan, *, plural: bool) -> Speaker | None:
        """Return the last speaker described by the same noun in more words than here."""
        for _, speaker in reversed(self._told):
            if (
                speaker.noun == noun
                and speaker.plural == plural
                and speaker.name
                and len(speaker.name.split()) > len(span) - 1
            ):
                return speaker
        return None

    def _several(self, noun: str, head: Token) -> Speaker | None:
        """Return the two people or states that "the presidents" or "the two countries" have in mind."""
        pair = self._joined_states(head.i) if noun in {"country", "nation", "state", "government"} else None
        if pair is not None:
            return Speaker(pair, place=head.i, plural=True)
        if noun in PEOPLE_GROUPS | LANDS:
            last = self._last(before=head, plural=True)
            if last is not None and " and " in (last.name or ""):
                return last
        two = self._people.last_two(head.i) if noun in PEOPLE_GROUPS else []
        return Speaker(" and ".join(two), place=head.i, plural=True) if len(two) == 2 else None

    def _joined_states(self, before: int) -> str | None:
        """Return the last two states that "and" joins before a token."""
        for i in range(before - 1, 0, -1):
            token = self._layout.tokens[i]
            if (
                token.ent_type_ == "GPE"
                and token.dep_ == "conj"
                and token.head.ent_type_ == "GPE"
                and token.head.i < i
            ):
                return (
                    f"{self._findings.doc[token.head.left_edge.i : token.head.i + 1].text} and {token.text}"
                )
        return None

    def _last(
        self, *, before: Token | None = None, person: bool | None = None, plural: bool | None = None
    ) -> Speaker | None:
        for _, speaker in reversed(self._told):
            if speaker.name is None or (before is not None and speaker.place >= before.i):
                continue
            if (person is None or speaker.person == person) and (plural is None or speaker.plural == plural):
                return speaker
        return None

    def _words(self, span: DocSpan) -> str | None:
        words = " ".join(_ARTICLE.sub("", span.text.strip(LOOSE)).split())
        return self._long.get(words, words) or None

    def _code(self, span: DocSpan, head: Token) -> str | None:
        actor = self._findings.actor_at(head) or next(
            iter(self._findings.actors_within(span.start, span.end)), None
        )
        return actor.codes[0] if actor is not None and actor.codes else None

    def _code_of(self, person: Person) -> str | None:
        actors = (self._findings.actor_at(place) for place in person.places)
        return next((actor.codes[0] for actor in actors if actor is not None and actor.codes), None)


def _owner(head: Token, noun: str) -> Token | None:
    """Return whose a thing is: "Poland's statement", "the KCNA report"."""
    owner = next((child for child in head.children if child.dep_ == "poss"), None)
    if owner is not None or noun not in CARRIERS | TEXTS:
        return owner
    return next(
        (child for child in head.children if child.dep_ == "compound" and child.ent_type_ in _BODY), None
    )
