"""Which agreements are the same, and the steps of an agreement's life."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import Any, Final

from bilateral.lexicon.word_forms import FUNCTION_WORDS
from bilateral.model import Witness
from bilateral.read.actors import actor_name
from bilateral.reconcile.blocks import fold
from bilateral.reconcile.compare import Values, differ, values_of
from bilateral.reconcile.groups import Group, arrival
from bilateral.reconcile.linking import Verdicts, cluster
from bilateral.reconcile.stems import stem
from bilateral.reconcile.when import Days, days_of, gap

# Words that any instrument's name may hold; what remains names the one meant.
COMMON_WORDS: Final = frozenset(
    stem(word)
    for word in [
        "agreement",
        "accord",
        "arrangement",
        "charter",
        "contract",
        "convention",
        "deal",
        "document",
        "framework",
        "instrument",
        "memorandum",
        "pact",
        "plan",
        "programme",
        "program",
        "project",
        "protocol",
        "treaty",
        "understanding",
        "bilateral",
        "mutual",
        "joint",
        "existing",
        "current",
        "recent",
        "important",
        "interesting",
        "key",
        "major",
        "big",
        "large",
        "largest",
        "historic",
        "landmark",
        "long-awaited",
        "several",
        "many",
        "various",
        "some",
        "two",
        "three",
        "signed",
        "official",
        "formal",
    ]
)
# Of the words of the shorter name, those that must stand in the longer.
NAMED_SHARE: Final = 0.6
# One shared word ("strategic") makes a longer name no other name of a shorter one.
TELLING_WORDS: Final = 2
# Agreements without a name of their own are one where they are told of within these days, at one point of their life.
UNNAMED_DAYS: Final = 7
APART: Final = -0.5

# The life of an agreement in order; what comes later shows how it stands.
LIFE: Final = ("proposed", "negotiating", "agreed", "signed", "in force", "suspended", "ended", "rejected")


@dataclass(frozen=True)
class Pact:
    """An agreement's mention with what is compared."""

    witness: Witness

    @cached_property
    def name(self) -> str:
        """The name, folded."""
        return fold(self.witness.fields["what"])

    @cached_property
    def words(self) -> frozenset[str]:
        """The stems that tell this instrument from others of its parties; short forms count by their letters too."""
        parties = {stem(part) for code in self.witness.fields["parties"] for part in actor_name(code).split()}
        stems = {stem(word) for word in self.name.split()}
        return frozenset(stems - FUNCTION_WORDS - COMMON_WORDS - parties)

    @cached_property
    def initials(self) -> str:
        """The first letters of the name: FTA of a free trade agreement."""
        return "".join(word[0] for word in self.name.split() if word not in FUNCTION_WORDS)

    @cached_property
    def days(self) -> Days | None:
        """The days named for its step, else that of the article."""
        return days_of(self.witness.fields["when"] or self.witness.published)


def group_agreements(members: Sequence[Witness]) -> Iterator[Group]:
    """Group agreements of the same parties by what they are called; the steps of one make its life."""
    pacts = [Pact(witness) for witness in sorted(members, key=arrival)]
    for group in cluster(pacts, combinations(range(len(pacts)), 2), link_agreements):
        first = group.members[0]
        yield Group(
            tuple(sorted(first.words))
            or (first.name, first.witness.fields["when"] or first.witness.published),
            tuple(pact.witness for pact in group.members),
            {pact.witness.id: why for pact, why in zip(group.members, group.reasons, strict=True)},
        )


def link_agreements(a: Pact, b: Pact) -> Verdicts:
    """Return how much speaks for one agreement of the same parties, and why."""
    if a.name == b.name and (a.words or a.days == b.days):
        return 1.0, ("same parties", f"same name {a.witness.fields['what']}")
    if a.name == b.initials or b.name == a.initials:
        return 1.0, ("same parties", f"{a.witness.fields['what']} is short for {b.witness.fields['what']}")
    if not (a.words or b.words):
        return _unnamed(a, b)
    shared = a.words & b.words
    share = len(shared) / max(1, min(len(a.words), len(b.words)))
    domains = {a.witness.fields["domain"], b.witness.fields["domain"]} - {"other"}
    telling = a.words == b.words or len(shared) >= TELLING_WORDS
    if share < NAMED_SHARE or len(domains) > 1 or not telling:
        return APART, ()
    return share, ("same parties", f"both named {' '.join(sorted(shared))}")


def _unnamed(a: Pact, b: Pact) -> Verdicts:
    """Compare two agreements that are merely called agreements."""
    if a.witness.fields["status"] != b.witness.fields["status"] or not (a.days and b.days):
        return APART, ()
    apart = gap(a.days, b.days)
    if apart > UNNAMED_DAYS:
        return APART, ()
    return 0.5, ("same parties", f"{a.witness.fields['status']}, told {apart} days apart")


def life(members: Sequence[Witness]) -> tuple[dict[str, Any], dict[str, Values]]:
    """Return ``steps``, ``status`` and ``when`` of an agreement, and the steps for which families name other days.

    It stands where the latest step by its own date left it; among undated steps the furthest in its life counts.
    """
    steps = _steps(members)
    dated = [step for step in steps if step["when"]]
    last = max(dated or steps, key=lambda step: (step["when"] or "", LIFE.index(step["status"])))
    differing = {}
    for status in sorted({step["status"] for step in steps}):
        told = [w for w in members if w.fields["status"] == status]
        values = values_of(told, lambda w: w.fields["when"], _same_time)
        if differ(values):
            differing[f"{status} on"] = values
    return {"steps": steps, "status": last["status"], "when": last["when"]}, differing


def _same_time(a: Witness, b: Witness) -> bool:
    """Say whether two dates agree: one holds the other, or they are a day apart."""
    one, other = days_of(a.fields["when"]), days_of(b.fields["when"])
    return bool(one and other and gap(one, other) <= 1)


def _steps(members: Sequence[Witness]) -> list[dict[str, Any]]:
    """Return the steps of an agreement's life that the mentions tell of, by date."""
    found: dict[tuple[str, str | None], set[str]] = defaultdict(set)
    for witness in members:
        found[witness.fields["status"], witness.fields["when"]].add(witness.family)
    ordered = sorted(found.items(), key=lambda item: (item[0][1] or "9999", LIFE.index(item[0][0])))
    return [
        {"status": status, "when": when, "families": sorted(families)} for (status, when), families in ordered
    ]
