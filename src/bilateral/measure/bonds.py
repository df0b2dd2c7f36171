"""Agreements as measures count them."""

from collections.abc import Iterator
from dataclasses import dataclass

import sqlalchemy as sa

from bilateral.measure.acts import NOBODY, Counted, chosen, get_counted, times_of
from bilateral.measure.options import Options
from bilateral.measure.timed import Timed
from bilateral.model import AgreementStatus, Kind
from bilateral.read.actors import home_state
from bilateral.reconcile.rules import Rule

# An agreement that was made or stands binds its parties; one proposed, rejected, suspended or ended does not.
BINDING = frozenset({AgreementStatus.AGREED, AgreementStatus.SIGNED, AgreementStatus.IN_FORCE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Bond(Timed):
    """An agreement as measures count it: its domain, and the home states of its parties."""

    domain: str
    parties: frozenset[str]

    def partners(self, code: str) -> frozenset[str]:
        """Return those with whom an actor has this agreement."""
        return self.parties - {code} - NOBODY if code in self.parties else frozenset()


def get_bonds(connection: sa.Connection, code: str, options: Options) -> Iterator[Bond]:
    """Yield the agreements of an actor with others, whatever their status."""
    for entry in get_counted(connection, Kind.AGREEMENT, [code], options):
        bond = make_bond(entry, options.rule)
        if bond.partners(code):
            yield bond


def make_bond(entry: Counted, rule: Rule) -> Bond:
    """Return an agreement entry as measures count it; where families differ, a rule picks the value."""
    return Bond(
        **times_of(entry, rule),
        domain=chosen(entry, "domain", rule),
        parties=frozenset(map(home_state, entry.fields["parties"])),
    )
