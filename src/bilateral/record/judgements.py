"""Judgements in the record: signed, dated, only ever added to, and applied to the mentions that stand at their place."""

import dataclasses
import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from bilateral.batches import place_of
from bilateral.exceptions import JudgementError
from bilateral.model import Decision, Judgement, Kind, Verdict
from bilateral.reconcile import block_of
from bilateral.reconcile.judging import Place, decide, find_mention, in_force
from bilateral.record.entries import reconcile_blocks
from bilateral.record.mentions import CHUNK, published_on
from bilateral.record.schema import entry_mentions, judgements, mentions

Found = dict[tuple[str, Kind], dict[str, tuple[Place, Mapping[str, Any]]]]
"""The mentions of some articles, by article and kind: each id with its place and its fields."""


@dataclass(frozen=True, slots=True)
class Signature:
    """Who judges, when, and why in their own words."""

    reviewer: str
    made: dt.datetime
    note: str = ""


def get_judgements(connection: sa.Connection) -> list[Judgement]:
    """Return every judgement, undone ones too, in the order in which they were made."""
    rows = connection.execute(sa.select(judgements).order_by(judgements.c.id)).mappings()
    return [
        Judgement(**{**row, "kind": Kind(row["kind"]), "verdict": Verdict(row["verdict"])}) for row in rows
    ]


def add_judgement(connection: sa.Connection, judgement: Judgement) -> int:
    """Keep a judgement (its own id is not looked at); returns the id that it gets."""
    row = {f.name: getattr(judgement, f.name) for f in dataclasses.fields(judgement) if f.name != "id"}
    row |= {"kind": str(judgement.kind), "verdict": str(judgement.verdict), "change": dict(judgement.change)}
    number: int = connection.execute(
        judgements.insert().values(**row).returning(judgements.c.id)
    ).scalar_one()
    return number


def judgement_on(
    connection: sa.Connection, mention: str, verdict: Verdict, change: Mapping[str, Any], signature: Signature
) -> Judgement:
    """Return a new judgement on the mention of an id, signed and dated.

    Raises:
        JudgementError: there is no such mention.

    """
    place = place_on(connection, mention)
    made = signature.made.isoformat(timespec="seconds")
    return Judgement(
        0,
        **place,
        verdict=verdict,
        change=change,
        reviewer=signature.reviewer,
        note=signature.note,
        made=made,
    )


def place_on(connection: sa.Connection, mention: str) -> dict[str, Any]:
    """Return where a mention stands and what it says: article, kind, start, end and snapshot.

    Raises:
        JudgementError: there is no such mention.

    """
    row = connection.execute(sa.select(mentions).where(mentions.c.id == mention)).one_or_none()
    if row is None:
        raise JudgementError(
            f"the record has no mention {mention!r}; `bilateral dossier --json` shows their ids"
        )
    start, end = place_of(Kind(row.kind), row.fields)
    return {
        "article": row.article,
        "kind": Kind(row.kind),
        "start": start,
        "end": end,
        "snapshot": row.fields,
    }


def mentions_of(connection: sa.Connection, entry_or_mention: str) -> list[str]:
    """Return the mentions of an entry, or the mention itself, by id.

    Raises:
        JudgementError: the record has neither.

    """
    linked = sa.select(entry_mentions.c.mention).where(entry_mentions.c.entry == entry_or_mention)
    found = list(connection.execute(linked.order_by(entry_mentions.c.mention)).scalars())
    itself = sa.select(mentions.c.id).where(mentions.c.id == entry_or_mention)
    found = found or list(connection.execute(itself).scalars())
    if not found:
        raise JudgementError(
            f"the record has no entry or mention {entry_or_mention!r}; `bilateral dossier` shows ids"
        )
    return found


def entries_with(connection: sa.Connection, targets: Iterable[str]) -> list[str]:
    """Return the ids of the entries in which mentions stand now."""
    query = sa.select(entry_mentions.c.entry).where(entry_mentions.c.mention.in_(list(targets))).distinct()
    return sorted(connection.execute(query).scalars())


def apply_judgements(connection: sa.Connection) -> list[Judgement]:
    """Apply all judgements to the mentions there are now, and make the entries anew that this changes.

    Returns the judgements in force whose evidence has vanished: no mention stands at their place any more.
    """
    standing = in_force(get_judgements(connection))
    merged = {j.change["with"]["article"] for j in standing if j.verdict is Verdict.MERGE}
    found = _mentions_at(connection, merged | {judgement.article for judgement in standing})
    targets = [(judgement, _target(judgement, found), _other(judgement, found)) for judgement in standing]
    decisions = decide([(judgement, mention, other) for judgement, mention, other in targets if mention])
    reconcile_blocks(connection, _store(connection, decisions))
    return [judgement for judgement, mention, _ in targets if mention is None]


def _mentions_at(connection: sa.Connection, addresses: Iterable[str]) -> Found:
    """Return the mentions of the articles, by article and kind, with place and fields."""
    waiting, found = sorted(addresses), Found()
    for i in range(0, len(waiting), CHUNK):
        query = (
            sa.select(mentions).where(mentions.c.article.in_(waiting[i : i + CHUNK])).order_by(mentions.c.id)
        )
        for row in connection.execute(query):
            kind = Kind(row.kind)
            found.setdefault((row.article, kind), {})[row.id] = (place_of(kind, row.fields), row.fields)
    return found


def _target(judgement: Judgement, found: Found) -> str | None:
    near = found.get((judgement.article, judgement.kind), {})
    return find_mention((judgement.start, judgement.end), judgement.snapshot, near)


def _other(judgement: Judgement, found: Found) -> str | None:
    """Return the mention that a merge points to."""
    if judgement.verdict is not Verdict.MERGE:
        return None
    other = judgement.change["with"]
    near = found.get((other["article"], Kind(other["kind"])), {})
    return find_mention((other["start"], other["end"]), other["snapshot"], near)


def _store(connection: sa.Connection, decisions: Mapping[str, Decision]) -> set[str]:
    """Write to each judged mention what was decided and the block that follows; returns the blocks touched."""
    judged = sa.or_(mentions.c.decision.is_not(None), mentions.c.id.in_(list(decisions)))
    rows = {row.id: row for row in connection.execute(sa.select(mentions).where(judged))}
    joined = {d.joined for d in decisions.values() if d.joined} - rows.keys()
    rows |= {r.id: r for r in connection.execute(sa.select(mentions).where(mentions.c.id.in_(joined)))}
    published = published_on(connection, (row.article for row in rows.values()))
    touched: set[str] = set()
    for row in rows.values():
        decision = decisions.get(row.id)
        plain = dataclasses.asdict(decision) | {"reviewers": list(decision.reviewers)} if decision else None
        block = _block(row.id, rows, decisions, published)
        if (plain, block) != (row.decision, row.block):
            connection.execute(
                mentions.update().where(mentions.c.id == row.id).values(decision=plain, block=block)
            )
            touched |= {row.block, block}
    return touched


def _block(
    mention: str,
    rows: Mapping[str, sa.Row[Any, Any]],
    decisions: Mapping[str, Decision],
    published: Mapping[str, str | None],
) -> str:
    """Return the block of a mention: that of its corrected fields, at the end of its merges."""
    seen = {mention}
    while (joined := decisions.get(mention, Decision()).joined) in rows and joined not in seen:
        mention = str(joined)
        seen.add(mention)
    row, corrections = rows[mention], decisions.get(mention, Decision()).corrections
    return block_of(Kind(row.kind), {**row.fields, **corrections}, published[row.article])


def vanished(connection: sa.Connection) -> Iterator[Judgement]:
    """Yield the judgements in force whose evidence has vanished."""
    standing = in_force(get_judgements(connection))
    found = _mentions_at(connection, {judgement.article for judgement in standing})
    yield from (judgement for judgement in standing if _target(judgement, found) is None)
