"""What stands behind an entry: its mentions with their fields, the families of its articles, its judgements."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import sqlalchemy as sa

from bilateral.batches import place_of, to_json
from bilateral.judging import TIED
from bilateral.model import Entry, Judgement, Kind, Verdict
from bilateral.plain import KIND_FIELDS
from bilateral.reconcile.judging import find_mention
from bilateral.record.mentions import CHUNK
from bilateral.record.schema import (
    articles,
    edges,
    entries,
    families,
    judgements,
    mentions,
)
from bilateral.show.web.queries.queue import with_states

# Members of families shown in the tree of one entry; a wire story may have hundreds of copies.
TREE_SIZE = 300


class Account(NamedTuple):
    """A mention as the entry's page shows it: its fields, corrected, and why it belongs to the entry."""

    id: str
    confidence: float
    fields: Mapping[str, Any]
    corrected: Sequence[str]
    reasons: Sequence[str]


class Related(NamedTuple):
    """Another entry, what it is to this one, and why."""

    id: str
    label: str
    relation: str
    reasons: Sequence[str]


class FieldValue(NamedTuple):
    """A value of a field, with the mentions that give it, and whether it is the one shown."""

    value: Any
    mentions: Sequence[str]
    families: int
    shown: bool


@dataclass(frozen=True, slots=True)
class Member:
    """An article in the tree of its family, with the articles taken from it."""

    address: str
    outlet: str
    published: str | None
    title: str
    relation: str
    agency: str | None
    share: float | None
    children: Sequence["Member"]


def find_accounts(connection: sa.Connection, entry: Entry) -> dict[str, Account]:
    """Return the mentions of an entry by id."""
    reasons = {link.mention: link.reasons for link in entry.links}
    columns = (mentions.c.id, mentions.c.confidence, mentions.c.fields, mentions.c.decision)
    ids, found = list(reasons), {}
    for i in range(0, len(ids), CHUNK):
        some = sa.select(*columns).where(mentions.c.id.in_(ids[i : i + CHUNK])).order_by(mentions.c.id)
        for row in connection.execute(some):
            changed = (row.decision or {}).get("corrections", {})
            fields = {**row.fields, **changed}
            found[row.id] = Account(row.id, row.confidence, fields, sorted(changed), reasons[row.id])
    return found


def values_by_field(
    entry: Entry, accounts: Mapping[str, Account], family_of: Mapping[str, str]
) -> dict[str, list[FieldValue]]:
    """Return for each field every value that mentions give, the one of most families first."""
    found = {}
    for name in sorted(KIND_FIELDS[entry.kind] - TIED):
        giving: dict[str, list[str]] = defaultdict(list)
        for account in accounts.values():
            if (value := account.fields.get(name)) not in (None, []):
                giving[to_json(value)].append(account.id)
        values = [_field_value(entry, accounts, name, ids, family_of) for ids in giving.values()]
        if values:
            found[name] = sorted(values, key=lambda v: (-v.families, -len(v.mentions), to_json(v.value)))
    return found


def _field_value(
    entry: Entry,
    accounts: Mapping[str, Account],
    name: str,
    ids: Sequence[str],
    family_of: Mapping[str, str],
) -> FieldValue:
    value = accounts[ids[0]].fields[name]
    return FieldValue(value, ids, len({family_of[id_] for id_ in ids}), entry.fields.get(name) == value)


def find_related(connection: sa.Connection, entry: Entry) -> list[Related]:
    """Return the entries to which an entry is related: what fulfils, plans or denies it."""
    told = [each for each in entry.fields.get("related", ()) if each.get("entry")]
    query = sa.select(entries.c.id, entries.c.label).where(
        entries.c.id.in_([each["entry"] for each in told[:CHUNK]])
    )
    labels = {row.id: row.label for row in connection.execute(query)}
    return [
        Related(each["entry"], labels[each["entry"]], each["relation"], each["reasons"])
        for each in told
        if each["entry"] in labels
    ]


def find_trees(connection: sa.Connection, names: Sequence[str]) -> list[Member]:
    """Return the trees of families, by name; an article stands under the one that it was likely taken from."""
    columns = (articles.c.outlet, articles.c.published, articles.c.title, edges.c.share)
    taken = sa.or_(
        sa.and_(edges.c.article == families.c.address, edges.c.of == families.c.of),
        sa.and_(edges.c.article == families.c.of, edges.c.of == families.c.address),
    )
    query = (
        sa.select(families, *columns)
        .join(articles, articles.c.address == families.c.address)
        .outerjoin(edges, taken)
        .where(families.c.family.in_(list(names)[:CHUNK]))
        .order_by(articles.c.published.nulls_first(), families.c.address)
        .limit(TREE_SIZE)
    )
    rows = {row.address: row for row in connection.execute(query)}
    below: dict[str | None, list[sa.Row[Any]]] = defaultdict(list)
    for row in rows.values():
        below[row.of if row.of in rows and row.address != row.family else None].append(row)
    return [_member(row, below, frozenset()) for row in below[None]]


def _member(
    row: sa.Row[Any], below: Mapping[str | None, Sequence[sa.Row[Any]]], above: frozenset[str]
) -> Member:
    # Families come from a table that anyone can write to; a circle there must not become endless here.
    children = [child for child in below.get(row.address, ()) if child.address not in above]
    return Member(
        row.address,
        row.outlet,
        row.published,
        row.title,
        row.relation,
        row.agency,
        row.share,
        [_member(child, below, above | {row.address}) for child in children],
    )


def find_judgements(
    connection: sa.Connection, places: Sequence[Mapping[str, Any]]
) -> list[tuple[Judgement, str]]:
    """Return the judgements on mentions, given by their places, each with its state."""
    addresses = sorted({place["article"] for place in places})
    query = sa.select(judgements).where(judgements.c.article.in_(addresses)).order_by(judgements.c.id)
    made = [judgement_of(row) for row in connection.execute(query)]
    return [(each, state) for each, state in with_states(made) if _is_on(each, places)]


def judgement_of(row: sa.Row[Any]) -> Judgement:
    """Return the judgement that a row holds."""
    return Judgement(
        **{**row._mapping, "kind": Kind(row.kind), "verdict": Verdict(row.verdict)}  # noqa: SLF001 -- its public name
    )


def places_of(connection: sa.Connection, entry: Entry) -> Iterator[dict[str, Any]]:
    """Yield where each mention of an entry stands and what it says."""
    ids = [link.mention for link in entry.links]
    for i in range(0, len(ids), CHUNK):
        some = sa.select(mentions).where(mentions.c.id.in_(ids[i : i + CHUNK])).order_by(mentions.c.id)
        for row in connection.execute(some):
            place = place_of(Kind(row.kind), row.fields)
            yield {"article": row.article, "kind": Kind(row.kind), "place": place, "snapshot": row.fields}


def _is_on(judgement: Judgement, places: Sequence[Mapping[str, Any]]) -> bool:
    near = {
        str(n): (place["place"], place["snapshot"])
        for n, place in enumerate(places)
        if (place["article"], place["kind"]) == (judgement.article, judgement.kind)
    }
    return find_mention((judgement.start, judgement.end), judgement.snapshot, near) is not None
