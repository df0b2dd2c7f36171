"""Commands that keep a record in order."""

import dataclasses
import sys
from pathlib import Path

import click

import bilateral
from bilateral.cli.options import PROBLEMS, RecordType, examples, progress_bar, record_option, say, shown
from bilateral.cli.screen import json_text


@click.command(epilog=examples("bilateral check --record news.bilateral"))
@record_option("The record to check.")
def check(record: str | Path) -> None:
    """Prove a record: every article hashes to its address, every span reproduces its words."""
    violations = bilateral.check(record)
    for violation in violations:
        say(f"{violation.place}: {violation.fault}", err=True)
    if violations:
        click.echo(f"{shown(record)}: {len(violations)} violations", err=True)
        sys.exit(PROBLEMS)
    click.echo(f"{shown(record)}: every span and every hash holds")


@click.command(
    epilog=examples(
        "bilateral copy news.bilateral postgresql://ann@db.example/news",
        "bilateral copy 'postgresql://ann@db.example/news?schema=asia' asia.bilateral",
    )
)
@click.argument("source", type=RecordType(), metavar="FROM")
@click.argument("target", type=RecordType(), metavar="TO")
def copy(source: str | Path, target: str | Path) -> None:
    """Copy a record to another place, without loss: a file, or a schema of a PostgreSQL database.

    Judgements, problems and runs go with it. TO must be new; a copy that is killed leaves nothing there.
    """
    with progress_bar() as progress:
        copied = bilateral.copy(source, target, progress=progress)
    told = ", ".join(f"{copied[name]} {name}" for name in ("articles", "mentions", "entries", "judgements"))
    click.echo(f"{shown(target)}: {told}", err=True)


@click.command(epilog=examples("bilateral problems", "bilateral problems --json"))
@record_option("The record to read.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line.")
def problems(record: str | Path, as_json: bool) -> None:
    """List the inputs that could not be used, each with its reason."""
    found = bilateral.problems(record)
    for problem in found:
        plain = f"{problem.name}: {problem.reason}: {problem.detail}"
        say(json_text(dataclasses.asdict(problem)) if as_json else plain)
    if found:
        sys.exit(PROBLEMS)
