"""A group of mentions becomes an entry: what its families agree on, and where they differ."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from bilateral.batches import digest, to_json
from bilateral.model import Entry, Kind, Link, Witness
from bilateral.reconcile.agreements import steps
from bilateral.reconcile.figures import significant_digits, values_agree
from bilateral.reconcile.groups import Group
from bilateral.reconcile.labels import label_of
from bilateral.reconcile.statements import variants
from bilateral.reconcile.when import day_of, time_of

# The fields of each kind on which families are compared.
COMPARED: Mapping[Kind, tuple[str, ...]] = {
    Kind.EVENT: ("mode", "when", "status", "actors", "recipients"),
    Kind.STATEMENT: ("kind",),
    Kind.FIGURE: ("value",),
    Kind.AGREEMENT: ("status", "domain", "when"),
}

# The actors of each kind: the field that holds their codes, and their part in the entry.
PARTS: Mapping[Kind, tuple[tuple[str, str], ...]] = {
    Kind.EVENT: (("actors", "actor"), ("recipients", "recipient")),
    Kind.STATEMENT: (("speaker_code", "speaker"), ("about", "about")),
    Kind.FIGURE: (("about", "about"),),
    Kind.AGREEMENT: (("parties", "party"),),
}


def make_entry(block: str, group: Group) -> Entry:
    """Return the entry of a group; its id depends on block and key alone, so it stays as mentions join."""
    members, kind = group.members, group.members[0].kind
    fields = dict(_fullest(members).fields)
    disagreement = {}
    for name in COMPARED[kind]:
        values = _values(members, name)
        fields[name] = values[0]["value"] if values else None
        if len(values) > 1:
            disagreement[name] = values
    if kind is Kind.AGREEMENT:
        fields["steps"] = steps(members)
    if kind is Kind.STATEMENT and (wordings := variants(members)):
        fields["variants"] = wordings
    when = fields.get("period") if kind is Kind.FIGURE else fields.get("when")
    day = day_of(when) or day_of(time_of(members[0]))
    return Entry(
        id=digest(block, group.key),
        kind=kind,
        label=label_of(kind, fields),
        type=fields.get("type"),
        status=fields.get("status"),
        when=when,
        day=day.isoformat() if day else None,
        known=min((w.published for w in members if w.published), default=None),
        families=len({w.family for w in members}),
        articles=len({w.article for w in members}),
        confidence=max(1.0 if w.decision.accepted else w.confidence for w in members),
        parts=tuple(dict.fromkeys(_parts(kind, fields))),
        fields=fields,
        disagreement=disagreement,
        links=tuple(Link(w.id, _reasons(w, group)) for w in members),
        block=block,
        reviewers=tuple(sorted({name for w in members for name in w.decision.reviewers})),
    )


def _reasons(witness: Witness, group: Group) -> tuple[str, ...]:
    """Return why a mention belongs to the group; a person's word stands before any rule."""
    decision, who = witness.decision, " and ".join(witness.decision.reviewers)
    if decision.joined:
        return (f"merged by {who}",)
    if decision.apart:
        return (f"split off by {who}",)
    corrected = tuple(f"{name} corrected by {who}" for name in sorted(decision.corrections))
    return (*corrected, *(group.reasons.get(witness.id) or ("no other mention of it",)))


def _fullest(members: Sequence[Witness]) -> Witness:
    """Return the mention whose words show the entry: the surest, then the longest, then the earliest."""
    return min(
        members,
        key=lambda w: (
            -round(w.confidence, 2),
            -len(w.fields["evidence"]["text"]),
            w.published or "9999",
            w.id,
        ),
    )


def _values(members: Sequence[Witness], name: str) -> list[dict[str, Any]]:
    """Return each value of a field with the families that give it, the most frequent first.

    A mention that leaves the field open is silent on it. Values of a figure that differ only in rounding are
    one value; the finest of them is shown.
    """
    same: Callable[[Any, Any], bool] = values_agree if name == "value" else _equal
    found: list[tuple[Any, list[Witness]]] = []
    telling = (w for w in members if w.fields.get(name) is not None)
    for witness in sorted(telling, key=lambda w: (_finest_first(w.fields[name]), w.id)):
        value = witness.fields[name]
        known = next((who for other, who in found if same(other, value)), None)
        if known is None:
            found.append((value, [witness]))
        else:
            known.append(witness)
    return sorted((_value(*item) for item in found), key=lambda v: (-len(v["families"]), to_json(v["value"])))


def _value(value: Any, who: Sequence[Witness]) -> dict[str, Any]:
    """Return a value with its families and the day of the latest article that gives it, as the rules pick by."""
    last = max((w.published for w in who if w.published), default=None)
    return {"value": value, "families": sorted({w.family for w in who}), "last": last}


def _equal(a: Any, b: Any) -> bool:
    return bool(a == b)


def _finest_first(value: Any) -> tuple[int, str]:
    """Order values so that the finest of those that agree comes first, else by their text."""
    return -significant_digits(value) if isinstance(value, int | float) else 0, to_json(value)


def _parts(kind: Kind, fields: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, part in PARTS[kind]:
        codes = fields.get(name) or ()
        for code in (codes,) if isinstance(codes, str) else codes:
            yield code, part
