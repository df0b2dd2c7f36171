"""A group of mentions becomes an entry: what its families agree on, and where they differ."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bilateral.batches import digest
from bilateral.model import Entry, Kind, Link, Witness
from bilateral.reconcile.agreements import life
from bilateral.reconcile.compare import Values, compared, differ
from bilateral.reconcile.groups import Group
from bilateral.reconcile.labels import label_of
from bilateral.reconcile.statements import variants
from bilateral.reconcile.when import day_of, time_of

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
    fields, disagreement = _agreed(kind, members)
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


def _agreed(kind: Kind, members: Sequence[Witness]) -> tuple[dict[str, Any], dict[str, Values]]:
    """Return the fields by the rule most-frequent, and every value of those on which families differ."""
    found = dict(compared(kind, members))
    sides = found.get("actors")
    fields = dict(_fullest(_with_sides(members, sides) if sides else members).fields)
    for name, values in found.items():
        if name not in {"actors", "recipients"}:
            fields[name] = values[0]["value"] if values else None
    disagreement = {name: values for name, values in found.items() if differ(values)}
    if kind is Kind.STATEMENT and (wordings := variants(members)):
        fields["variants"] = wordings
    if kind is Kind.AGREEMENT:
        told, differing = life(members)
        fields |= told
        disagreement |= differing
    return fields, disagreement


def _with_sides(members: Sequence[Witness], sides: Values) -> Sequence[Witness]:
    """Return the members that name exactly the actors whom most families name, on whichever side."""
    wanted = set(sides[0]["value"])
    named = [w for w in members if {*w.fields["actors"], *w.fields["recipients"]} == wanted]
    return named or [w for w in members if set(w.fields["actors"]) == wanted] or members


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
    """Return the mention whose words show the entry: verbatim ones first, then the surest, longest, earliest."""
    return min(
        members,
        key=lambda w: (
            not w.verbatim,
            -round(w.confidence, 2),
            -len(w.fields["evidence"]["text"]),
            w.published or "9999",
            w.id,
        ),
    )


def _parts(kind: Kind, fields: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, part in PARTS[kind]:
        codes = fields.get(name) or ()
        for code in (codes,) if isinstance(codes, str) else codes:
            yield code, part
