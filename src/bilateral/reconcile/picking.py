"""Entries with the values that a rule picks where families differ."""

import dataclasses

from bilateral.model import Entry
from bilateral.reconcile.labels import label_of
from bilateral.reconcile.rules import Rule, pick
from bilateral.reconcile.when import day_of


def by_rule(entry: Entry, rule: Rule) -> Entry:
    """Return the entry with the values that a rule picks where families differ; it keeps its place in time.

    The rule ``all`` prefers none; the entry then has what most families give, and beside it, as always, all.
    """
    compared = entry.disagreement.keys() & entry.fields.keys()
    if rule in {Rule.MOST_FREQUENT, Rule.ALL} or not compared:
        return entry
    picked = {name: pick(name, entry.disagreement[name], rule)[0] for name in sorted(compared)}
    fields = {**entry.fields, **picked}
    shown = {name: picked[name] for name in ("type", "status", "when") if name in picked}
    return dataclasses.replace(entry, fields=fields, label=label_of(entry.kind, fields), **shown)


def by_rule_in_time(entry: Entry, rule: Rule) -> Entry:
    """Return the same, with the day that follows from the time that the rule picks."""
    picked = by_rule(entry, rule)
    if picked.when == entry.when:
        return picked
    day = day_of(picked.when)
    return dataclasses.replace(picked, day=day.isoformat() if day else entry.day)
