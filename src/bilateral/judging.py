"""A person's decisions on a record: accept, reject, correct, merge, split, and taking one back."""

import datetime as dt
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from bilateral.batches import digest
from bilateral.exceptions import BilateralError, JudgementError
from bilateral.model import AgreementStatus, EventType, Judgement, Kind, SpeechKind, Status, Verdict
from bilateral.plain import KIND_FIELDS
from bilateral.read.actors import resolve_actor
from bilateral.reconcile.when import day_of
from bilateral.record.judgements import (
    Signature,
    add_judgement,
    apply_judgements,
    entries_with,
    get_judgements,
    judgement_on,
    mentions_of,
    place_on,
)
from bilateral.record.store import Record

# Fields that tie a mention to its words; to change them would be to read anew, not to correct.
TIED = frozenset({"evidence", "also", "content", "cue", "source", "number", "place", "confidence"})
CODES = frozenset({"actors", "recipients", "parties", "about"})
DATES = frozenset({"when", "period"})


@dataclass(frozen=True, slots=True)
class Judged:
    """What a call did: the ids of its judgements, the entries in which what was judged stands now, and the
    judgements whose evidence has vanished.
    """

    judgements: Sequence[int]
    entries: Sequence[str]
    vanished: Sequence[Judgement]


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What a call asks for; the verdict says which of the rest it needs."""

    verdict: Verdict
    corrections: Mapping[str, str]
    other: str | None


def judge(
    record: str | Path,
    target: str,
    verdict: str,
    reviewer: str,
    *,
    corrections: Mapping[str, str] | None = None,
    other: str | None = None,
    note: str = "",
) -> Judged:
    """Judge an entry (all its mentions) or one mention, by id.

    ``corrections`` are fields with their new values as text, for ``correct``. ``other`` is, for ``merge``,
    the entry or mention that the target is the same as. What is split is taken out of its entry together.

    Raises:
        JudgementError: there is no such entry or mention, or the verdict cannot be carried out as asked.
        RecordError: the record cannot be written.

    """
    wanted = _Wanted(_verdict(verdict), corrections or {}, other)
    signature = Signature(_signed(reviewer), dt.datetime.now(dt.UTC), note)
    with Record(record, write=True) as opened, opened.transaction() as connection:
        made = []
        targets = mentions_of(connection, target)
        for mention in targets:
            change = _change(connection, mention, wanted, targets)
            judgement = judgement_on(connection, mention, wanted.verdict, change, signature)
            made.append(add_judgement(connection, judgement))
        lost = apply_judgements(connection)
        return Judged(made, entries_with(connection, targets), lost)


def undo(record: str | Path, judgement: int, reviewer: str, *, note: str = "") -> Judged:
    """Take a judgement back; the undo is a judgement too, and can itself be undone.

    Raises:
        JudgementError: there is no such judgement.

    """
    signature = Signature(_signed(reviewer), dt.datetime.now(dt.UTC), note)
    with Record(record, write=True) as opened, opened.transaction() as connection:
        known = {each.id: each for each in get_judgements(connection)}
        if judgement not in known:
            raise JudgementError(
                f"the record has no judgement {judgement}; `bilateral judgements` lists them"
            )
        before = known[judgement]
        made = signature.made.isoformat(timespec="seconds")
        place = (before.article, before.kind, before.start, before.end, before.snapshot)
        taken = Judgement(0, *place, Verdict.UNDO, {}, signature.reviewer, note, made, undoes=judgement)
        made_as, lost = add_judgement(connection, taken), apply_judgements(connection)
        return Judged([made_as], [], lost)


def _signed(reviewer: str) -> str:
    if not reviewer.strip():
        raise JudgementError("a judgement is signed; say who judges")
    return reviewer.strip()


def _verdict(word: str) -> Verdict:
    choices = [verdict.value for verdict in Verdict if verdict is not Verdict.UNDO]
    if word not in choices:
        raise JudgementError(f"{word!r} is no verdict; choose one of {', '.join(choices)}")
    return Verdict(word)


def _change(
    connection: sa.Connection, mention: str, wanted: _Wanted, targets: Sequence[str]
) -> dict[str, Any]:
    """Return what a judgement on one of the targets changes."""
    match wanted.verdict:
        case Verdict.CORRECT:
            if not wanted.corrections:
                raise JudgementError("a correction needs at least one field: FIELD=VALUE")
            kind = place_on(connection, mention)["kind"]
            return {name: corrected(kind, name, value) for name, value in wanted.corrections.items()}
        case Verdict.MERGE:
            return {"with": _same_as(connection, mention, wanted, targets)}
        case Verdict.SPLIT:
            return {"apart": digest(sorted(targets))}
        case _:
            return {}


def _same_as(
    connection: sa.Connection, mention: str, wanted: _Wanted, targets: Sequence[str]
) -> dict[str, Any]:
    """Return the place of the mention with which this one is merged."""
    if not wanted.other:
        raise JudgementError("a merge needs the entry or mention that this is the same as")
    other = mentions_of(connection, wanted.other)[0]
    place = place_on(connection, other)
    if other in targets or place["kind"] is not place_on(connection, mention)["kind"]:
        raise JudgementError(
            f"{wanted.other} cannot be merged with {mention}: it is the same, or of another kind"
        )
    return place | {"kind": str(place["kind"])}


# Fields without which a mention is none of its kind.
NEEDED = frozenset(
    {"type", "kind", "status", "value", "approx", "actors", "parties", "measure", "what", "speaker"}
)


def corrected(kind: Kind, name: str, value: str) -> Any:
    """Return the value that a correction gives a field, from how a person writes it.

    Codes are given by code or name with commas between, numbers as digits, dates as ISO dates, ``null`` for none.

    Raises:
        JudgementError: the field is none of this kind's, or cannot hold the value.

    """
    if name not in KIND_FIELDS[kind] - TIED:
        fields = ", ".join(sorted(KIND_FIELDS[kind] - TIED))
        raise JudgementError(
            f"{name!r} is no field of a {kind} that can be corrected; choose one of {fields}"
        )
    try:
        return _none(name) if value == "null" else _typed(kind, name, value)
    except (BilateralError, ValueError) as error:
        raise JudgementError(f"{name} cannot be {value!r}: {error}") from error


def _none(name: str) -> Any:
    """Return what stands for nothing in a field: null, or an empty list of codes."""
    if name in NEEDED:
        raise ValueError("it must hold something; reject the mention if it is none")
    return [] if name in CODES else None


def _typed(kind: Kind, name: str, value: str) -> Any:
    if name in CODES:
        return [resolve_actor(word.strip()) for word in value.split(",") if word.strip()]
    if name == "speaker_code":
        return resolve_actor(value)
    if name in DATES and day_of(value) is None:
        raise ValueError("write a date as 2024, 2024-06, 2024-06-20 or an interval a/b")
    if name == "value":
        numbers = [_number(part) for part in value.split("..")]
        return numbers if len(numbers) > 1 else numbers[0]
    if name == "approx":
        return _yes(value)
    choices = {
        "type": EventType,
        "kind": SpeechKind,
        "status": AgreementStatus if kind is Kind.AGREEMENT else Status,
    }
    return str(choices[name](value)) if name in choices else value


def _number(value: str) -> float:
    number = float(value)
    if not math.isfinite(number):
        raise ValueError("write a number that ends, as 5540000000 or 5.54e9")
    return number


def _yes(value: str) -> bool:
    if value not in {"true", "false"}:
        raise ValueError("write true or false")
    return value == "true"
