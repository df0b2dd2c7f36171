"""Runs and problems: what was done to the record, and what could not be."""

import dataclasses
import datetime as dt
from collections.abc import Iterable, Mapping

import sqlalchemy as sa

from bilateral.batches import digest
from bilateral.model import Problem
from bilateral.record.dialect import insert_new
from bilateral.record.schema import problems, runs


def start_run(connection: sa.Connection, version: str, command: str, started: dt.datetime) -> int:
    """Note that a run begins; returns its number."""
    row = {"version": version, "command": command, "started": started.isoformat(timespec="seconds")}
    number: int = connection.execute(runs.insert().values(**row).returning(runs.c.id)).scalar_one()
    return number


def finish_run(connection: sa.Connection, run: int, seconds: float, counts: Mapping[str, int]) -> None:
    """Note that a run is done, how long it took and what it counted."""
    connection.execute(
        runs.update().where(runs.c.id == run).values(seconds=round(seconds, 3), counts=dict(counts))
    )


def add_problems(connection: sa.Connection, run: int, found: Iterable[Problem]) -> int:
    """Keep problems; one that is there already stays as it is. Returns how many are new."""
    rows = (dataclasses.asdict(problem) for problem in found)
    return sum(
        insert_new(connection, problems, {**row, "run": run, "key": digest(*row.values())}) for row in rows
    )


def get_problems(connection: sa.Connection) -> list[Problem]:
    """Return every problem of the record, in the order in which they were met."""
    query = sa.select(problems.c.name, problems.c.reason, problems.c.detail).order_by(problems.c.id)
    return [Problem(*row) for row in connection.execute(query)]
