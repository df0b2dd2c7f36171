"""Events as rows of two sides, as event data has them: each actor with each recipient.

An event without recipients is done by its actors with each other (a meeting): each two of them make one row, in the
order of their codes; one actor alone makes a row without a recipient. So an event of n rows is counted n times by
whoever counts rows, but once for each pair.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import combinations

import sqlalchemy as sa

from bilateral.export.evidence import Evidence, with_evidence
from bilateral.export.scope import Scope, entries_in
from bilateral.export.streams import Tally
from bilateral.model import Entry, Kind, Status
from bilateral.read.actors import actor_name

# PLOVER's sectors for the kinds of actor that codes tell apart, and for bodies of states by treaty.
SECTORS = {"": "GOV", "GOV": "GOV", "COM": "BUS", "ARM": "REB", "PARTY": "PTY", "NGO": "NGO", "MED": "MED", "CIV": "CVL"}  # fmt: skip
_INTERNATIONAL, _BY_TREATY, _BY_NONE = "INT", "IGO", "NGO"
# Bodies in the lexicon of organisations that no treaty of states made.
_PRIVATE = frozenset({"ICRC", "WADA", "IOC", "FIFA"})


@dataclass(frozen=True, slots=True)
class Side:
    """One side of an event: ``country`` is an ISO 3166-1 alpha-3 code, empty for what is of no one state."""

    code: str
    name: str
    country: str
    sector: str


NOBODY = Side("", "", "", "")
"""The recipient of what is done to nobody that is named."""


@dataclass(frozen=True, slots=True)
class Dyad:
    """One row: an event between two sides, its first day, and its evidence, the first published first."""

    entry: Entry
    day: str
    actor: Side
    recipient: Side
    evidence: list[Evidence]


def dyads(connection: sa.Connection, scope: Scope, tally: Tally) -> Iterator[Dyad]:
    """Yield the rows of the events of a scope that are said to have happened on a day, and count them.

    Event data has no place for what is planned, denied or supposed, nor for what has no day: such events are counted
    apart and left out.
    """
    tally |= {"rows": 0, "events": 0}
    for entry, evidence in with_evidence(connection, entries_in(connection, scope)):
        if entry.kind is not Kind.EVENT:
            continue
        if entry.status != Status.ACTUAL or entry.day is None:
            why = "undated" if entry.status == Status.ACTUAL else entry.status
            tally.add(f"{why} events left out")
            continue
        tally.add("events")
        for actor, recipient in pairs(entry.fields["actors"], entry.fields["recipients"]):
            tally.add("rows")
            yield Dyad(
                entry, entry.day, side_of(actor), side_of(recipient) if recipient else NOBODY, evidence
            )


def pairs(actors: list[str], recipients: list[str]) -> list[tuple[str, str | None]]:
    """Return each pair of different codes that an event stands between; see the module."""
    between: list[tuple[str, str | None]] = [(a, r) for a in actors for r in recipients if a != r]
    if not recipients:
        between = list(combinations(sorted(set(actors)), 2))
    return between or [(actors[0], None)]


@cache
def side_of(code: str) -> Side:
    """Return a side by its code."""
    base, _, kind = code.partition(":")
    state = base in iso_codes()
    if kind or state:
        sector = SECTORS.get(kind, "")
    else:
        sector = "" if base == _INTERNATIONAL else _BY_NONE if base in _PRIVATE else _BY_TREATY
    return Side(code, actor_name(code), base if state else "", sector)


@cache
def iso_codes() -> dict[str, str]:
    """Return the alpha-2 code of each state by its alpha-3 code; empty for a state that is no more."""
    text = resources.files("bilateral.lexicon").joinpath("iso_codes.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    return {cells[0]: cells[1] for cells in rows}
