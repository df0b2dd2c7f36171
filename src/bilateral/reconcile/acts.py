"""An event as it is compared with others: sides as home states, days, and the stems of its words."""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources
from typing import Any, Final

from bilateral.lexicon.word_forms import FUNCTION_WORDS, LARGE_NO_NAMES
from bilateral.model import Witness
from bilateral.read.actors import actor_name
from bilateral.reconcile.blocks import homes
from bilateral.reconcile.stems import stem
from bilateral.reconcile.when import Days, days_of

# Acts that two sides do together, whichever of them an outlet names first.
MUTUAL: Final = frozenset({"AGREE", "CONSULT", "COOPERATE"})
# What was done and what is denied to have been done meet in one entry, where families differ on it.
FOOTINGS: Final[Mapping[str, str]] = {"planned": "planned", "hypothetical": "hypothetical"}
LONGEST_PHRASE: Final = 3
REPORTING_GROUP: Final = "say"
# An actor's name, or what derives from it ("Vietnam", "Vietnamese"), is known by its first letters.
NAME_LETTERS: Final = 5
# How long after a day, or an article, its event may still be told, in days; plans are told long before.
REACH_DAYS: Final = 10
PLANNED_REACH_DAYS: Final = 62

_WORD = re.compile(r"[^\W_]+(?:['’.,-][^\W_]+)*")
_YEAR = re.compile(r"(?:19|20)\d\d$")


@dataclass(frozen=True)
class Act:
    """An event's mention with what is compared. ``fields`` may have the ``trigger``, the words that name the act."""

    witness: Witness

    @property
    def fields(self) -> Mapping[str, Any]:
        """The fields of the mention."""
        return self.witness.fields

    @cached_property
    def type(self) -> str | None:
        """The event type."""
        type_: str | None = self.fields["type"]
        return type_

    @cached_property
    def mode(self) -> str | None:
        """The mode."""
        mode: str | None = self.fields.get("mode")
        return mode

    @cached_property
    def footing(self) -> str:
        """``fact``, ``planned`` or ``hypothetical``."""
        return FOOTINGS.get(self.fields.get("status") or "", "fact")

    @cached_property
    def actors(self) -> frozenset[str]:
        """The states and organisations that act."""
        return frozenset(homes(self.fields["actors"]))

    @cached_property
    def recipients(self) -> frozenset[str]:
        """The states and organisations acted upon."""
        return frozenset(homes(self.fields["recipients"]))

    @cached_property
    def everyone(self) -> frozenset[str]:
        """Both sides together."""
        return self.actors | self.recipients

    @cached_property
    def mutual(self) -> bool:
        """Whether the act has no direction: by its type, or since one side alone is named."""
        return self.type in MUTUAL or not self.recipients

    @cached_property
    def sides(self) -> tuple[str, ...]:
        """Who acts on whom, in words that sort; of a mutual act, all who take part."""
        if self.mutual:
            return (" ".join(sorted(self.everyone)),)
        return " ".join(sorted(self.actors)), " ".join(sorted(self.recipients))

    @cached_property
    def days(self) -> Days | None:
        """The days that the article names for it."""
        return days_of(self.fields.get("when"))

    @cached_property
    def published(self) -> Days | None:
        """The day on which the article appeared."""
        return days_of(self.witness.published)

    @cached_property
    def time(self) -> str | None:
        """The time named, else the day of publication."""
        return self.fields.get("when") or self.witness.published

    @cached_property
    def reach(self) -> Days | None:
        """The days from which to which others of the same event can be dated or published."""
        known = self.days or self.published
        if known is None:
            return None
        margin = dt.timedelta(days=PLANNED_REACH_DAYS if self.footing == "planned" else REACH_DAYS)
        return known[0] - margin, known[1] + margin

    @cached_property
    def trigger(self) -> tuple[str, ...]:
        """The stems of the words that name the act, where the mention keeps them."""
        return _content(self.fields.get("trigger") or "")

    @cached_property
    def groups(self) -> frozenset[str]:
        """The groups of act words to which the act belongs: those of its trigger, else of its evidence."""
        return groups_of(self.trigger or _content(self._text))

    @cached_property
    def reporting(self) -> bool:
        """Whether the act is merely that somebody says something."""
        return bool(self.trigger) and REPORTING_GROUP in self.groups

    @cached_property
    def words(self) -> frozenset[str]:
        """The stems of the evidence that tell this event from others of its sides: no names of actors, no numbers."""
        names = {stem(word)[:NAME_LETTERS] for code in self.everyone for word in actor_name(code).split()}
        stems = {word for word in _content(self._text) if word[:NAME_LETTERS] not in names}
        return frozenset(word for word in stems - set(self.trigger) if not word[0].isdigit())

    @cached_property
    def names(self) -> frozenset[str]:
        """The stems of the words written large inside the evidence, as names are; the actors' own left out."""
        large = (
            match for match in _WORD.finditer(self._text) if match.start() and match.group()[0].isupper()
        )
        names = {match.group() for match in large if match.group().lower() not in LARGE_NO_NAMES}
        return frozenset(map(stem, names)) & self.words

    @cached_property
    def figures(self) -> frozenset[str]:
        """The numbers of the evidence that are no years."""
        found = (match.group() for match in _WORD.finditer(self._text))
        return frozenset(n for n in found if n[0].isdigit() and not _YEAR.match(n) and len(n) > 1)

    def likeness(self, other: "Act") -> float:
        """Return how far the words of two events are the same: the cosine of their sets, 0 to 1."""
        shared = len(self.words & other.words)
        return float(shared / (len(self.words) * len(other.words)) ** 0.5) if shared else 0.0

    @property
    def _text(self) -> str:
        text: str = self.fields["evidence"]["text"]
        return text


def _content(text: str) -> tuple[str, ...]:
    stems = (stem(match.group()) for match in _WORD.finditer(text))
    return tuple(word for word in stems if word and word not in FUNCTION_WORDS)


def groups_of(stems: tuple[str, ...]) -> frozenset[str]:
    """Return the groups of act words that stand among stems, phrases of up to three included."""
    known = _act_words()
    phrases = ("_".join(stems[i : i + n]) for n in range(1, LONGEST_PHRASE + 1) for i in range(len(stems)))
    return frozenset(group for phrase in phrases for group in known.get(phrase, ()))


@cache
def _act_words() -> Mapping[str, frozenset[str]]:
    """Return the groups of each word and phrase of the lexicon, by stem."""
    lines = resources.files("bilateral.lexicon").joinpath("act_words.tsv").read_text("utf-8").splitlines()
    found: dict[str, set[str]] = {}
    for line in [line for line in lines if not line.startswith("#")][1:]:
        group, words = line.split("\t")
        for word in words.split():
            phrase = "_".join(s for part in word.split("_") if (s := stem(part)) not in FUNCTION_WORDS)
            found.setdefault(phrase or word, set()).add(group)
    return {phrase: frozenset(groups) for phrase, groups in found.items()}
