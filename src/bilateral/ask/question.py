"""What is asked of a record: which entries, of which time, and which value where families differ."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias, TypeVar

from bilateral.exceptions import DateError, QuestionError
from bilateral.model import AgreementStatus, Entry, EventType, Kind, Status
from bilateral.read.actors import resolve_actor
from bilateral.reconcile.rules import Rule
from bilateral.record.views import Period, joins

Words: TypeAlias = str | Iterable[str] | None
"""One word or several, as a user gives them; null asks for all."""

E = TypeVar("E", bound=StrEnum)

STATUSES: tuple[str, ...] = tuple(dict.fromkeys((*map(str, Status), *map(str, AgreementStatus))))
"""Every status that an entry can have."""


@dataclass(frozen=True, slots=True)
class Question:
    """Which entries are asked for.

    ``actors`` are codes, who all take part (a state stands for its non-state actors; of a statement between two or more,
    one of them speaks). No ``types`` or ``statuses`` ask for all. ``known`` is the day (ISO) as of which the record is
    asked, or null for today; ``families`` the fewest independent sources; ``rule`` picks the value of a field on which
    families differ (``all`` leaves what most say).
    """

    kinds: tuple[Kind, ...] = tuple(Kind)
    actors: tuple[str, ...] = ()
    types: tuple[EventType, ...] = ()
    statuses: tuple[str, ...] = ()
    period: Period = field(default_factory=Period)
    known: str | None = None
    families: int = 1
    rule: Rule = Rule.MOST_FREQUENT

    def holds(self, entry: Entry) -> bool:
        """Say whether an entry, with its values picked, is asked for."""
        return (
            entry.kind in self.kinds
            and joins(entry, self.actors)
            and (not self.types or entry.type in self.types)
            and (not self.statuses or entry.status in self.statuses)
            and self.period.holds(entry.day)
            and entry.families >= self.families
        )


def make_question(
    *,
    kind: Words = None,
    actors: Words = None,
    type: Words = None,  # noqa: A002 -- the record's word
    status: Words = None,
    since: str | None = None,
    until: str | None = None,
    as_of: str | None = None,
    families: int = 1,
    rule: str = Rule.MOST_FREQUENT,
) -> Question:
    """Return a question from words as users give them.

    Raises:
        ActorError: a name stands for no known actor.
        DateError: a date is none.
        QuestionError: there is no such kind, type, status or rule, or the number of families is below one.

    """
    if families < 1:
        raise QuestionError(f"families is {families}; an entry has one at least")
    statuses = several(status)
    if unknown := [word for word in statuses if word not in STATUSES]:
        raise QuestionError(f"there is no status {unknown[0]!r}; choose among {', '.join(STATUSES)}")
    return Question(
        kinds=_members(Kind, kind, "kind") or tuple(Kind),
        actors=actor_codes(actors),
        types=_members(EventType, type, "type"),
        statuses=statuses,
        period=Period(checked_date(since), checked_date(until)),
        known=checked_date(as_of),
        families=families,
        rule=member(Rule, rule, "rule"),
    )


def several(words: Words) -> tuple[str, ...]:
    """Return one word, several or none as several, each once."""
    return tuple(dict.fromkeys((words,) if isinstance(words, str) else words or ()))


def actor_codes(names: Words) -> tuple[str, ...]:
    """Return the codes of actors, given by name or code.

    Raises:
        ActorError: a name stands for no known actor.

    """
    return tuple(dict.fromkeys(resolve_actor(name) for name in several(names)))


def member(choices: type[E], word: str, what: str) -> E:
    """Return the member of an enumeration that a word names; ``what`` says what it is.

    Raises:
        QuestionError: there is no such member.

    """
    try:
        return choices(word)
    except ValueError as error:
        known = ", ".join(map(str, choices))
        raise QuestionError(f"there is no {what} {word!r}; choose among {known}") from error


def _members(choices: type[E], words: Words, what: str) -> tuple[E, ...]:
    return tuple(member(choices, word, what) for word in several(words))


def checked_date(words: str | None) -> str | None:
    """Return an ISO date, month or year as it is, and null for null.

    Raises:
        DateError: the words are no date.

    """
    if words is None:
        return None
    for form, length in (("%Y-%m-%d", 10), ("%Y-%m", 7), ("%Y", 4)):
        if len(words) == length:
            try:
                dt.datetime.strptime(words, form)  # noqa: DTZ007 -- a day, no moment
            except ValueError:
                break
            return words
    raise DateError(f"{words!r} is no date; write it as 2024, 2024-06 or 2024-06-20")
