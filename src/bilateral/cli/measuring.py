"""Commands that count."""

import functools
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click
from rich.console import Console

import bilateral
from bilateral.cli.options import F, console, examples, record_option
from bilateral.cli.screen import json_text

M = TypeVar("M", "bilateral.Series", "bilateral.Balance")


def counting(by: str) -> Callable[[F], F]:
    """Return the options of every measure; ``by`` is the stretch of time that is counted by default."""
    choice = click.Choice
    options = (
        click.option("--by", type=choice(["month", "quarter", "year"]), default=by, help="Stretch of time.", show_default=True),
        click.option("--weight", type=choice(["entries", "families"]), default="entries", help="What an event counts for: one, or its independent sources.", show_default=True),
        click.option("--rule", type=choice(["most-frequent", "conservative", "latest"]), default="most-frequent", help="Which value counts where families differ.", show_default=True),
        click.option("--status", "statuses", multiple=True, type=choice(["actual", "planned", "denied", "hypothetical"]), default=["actual"], help="Which events count; may be given again.", show_default=True),
        click.option("--since", metavar="DATE", help="First day, month or year counted."),
        click.option("--until", metavar="DATE", help="Last day, month or year counted."),
        click.option("--as-of", metavar="DATE", help="Count what the articles published by this day say."),
        click.option("--json", "as_json", is_flag=True, help="Print JSON, with the entries behind every number."),
        click.option("--csv", "as_csv", is_flag=True, help="Print comma-separated values."),
    )  # fmt: skip
    return lambda command: functools.reduce(lambda made, option: option(made), reversed(options), command)


@click.command(
    epilog=examples(
        "bilateral series RUS VNM",
        "bilateral series Russia Vietnam --by year --weight families --csv > series.csv",
    )
)
@click.argument("one")
@click.argument("other")
@record_option("The record to read.")
@counting("month")
def series(one: str, other: str, record: str | Path, as_json: bool, as_csv: bool, **options: Any) -> None:
    """Count the events between two actors over time, by quad class, with their PLOVER scores.

    What is counted and how every interval is made stands in docs/measures.md.
    """
    from bilateral.show.tables import print_series

    _print_measure(bilateral.series(record, one, other, **options), print_series, as_json, as_csv)


@click.command(epilog=examples("bilateral balance VNM", "bilateral balance Vietnam --since 2020 --json"))
@click.argument("state")
@record_option("The record to read.")
@counting("year")
def balance(state: str, record: str | Path, as_json: bool, as_csv: bool, **options: Any) -> None:
    """Share out an actor's cooperation among its partners over time, by domain too, and say how concentrated it is."""
    from bilateral.show.tables import print_balance

    _print_measure(bilateral.balance(record, state, **options), print_balance, as_json, as_csv)


def _print_measure(made: M, show: Callable[[M, Console], None], as_json: bool, as_csv: bool) -> None:
    from bilateral.show.tables import csv_text

    if as_json:
        click.echo(json_text(made.plain(), indent=2))
    elif as_csv:
        click.echo(csv_text(made.rows()), nl=False)
    else:
        show(made, console())
