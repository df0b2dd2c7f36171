"""What several commands share: their options, progress, and how results and problems are written."""

import datetime as dt
import sys
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any, Self, TextIO, TypeVar

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn

import bilateral
from bilateral.cli.screen import json_text, make_console, visible_line
from bilateral.model import Problem

F = TypeVar("F", bound=Callable[..., Any])

RECORD = Path("news.bilateral")
PROBLEMS, USAGE = 1, 2


class RecordType(click.ParamType[str | Path]):
    """A record as it is named in a call: the path of a file, or the URL of a database."""

    name = "record"

    def convert(
        self, value: str | Path, param: click.Parameter | None, ctx: click.Context | None
    ) -> str | Path:
        """Return a path, or a URL as it is."""
        del param, ctx
        return value if "://" in str(value) else Path(value)


def record_option(help_text: str) -> Callable[[F], F]:
    """Return the option that names the record."""
    return click.option(
        "--record",
        type=RecordType(),
        default=RECORD,
        show_default=True,
        metavar="FILE|URL",
        help=help_text,
    )


workers_option = click.option(
    "--workers", type=click.IntRange(1), default=1, show_default=True, help="Processes that read."
)
output_option = click.option(
    "-o",
    "--output",
    type=click.File("w", encoding="utf-8", lazy=False),
    default="-",
    metavar="OUT.jsonl",
    help="Where to write; standard output by default.",
)
sources_argument = click.argument("sources", nargs=-1, required=True, metavar="SOURCE…")


def examples(*lines: str) -> str:
    """Return examples for the end of a command's help, kept line by line."""
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)


def web_options(command: F) -> F:
    """Add the options that say how addresses are fetched; `web_of` takes them."""
    for option in (
        click.option(
            "--pages",
            type=click.IntRange(1),
            default=1_000,
            show_default=True,
            metavar="N",
            help="Most pages that one feed or sitemap may lead to.",
        ),
        click.option(
            "--from-feed", is_flag=True, help="Take the text that stands in a feed where it is whole."
        ),
        click.option(
            "--allow-private", is_flag=True, help="Fetch from this machine and private networks too."
        ),
    ):
        command = option(command)
    return command


def web_of(*, pages: int, from_feed: bool, allow_private: bool) -> "bilateral.WebOptions":
    """Return how addresses are fetched."""
    return bilateral.WebOptions(pages=pages, from_feed=from_feed, private=allow_private)


def add_options(workers: int, web: "bilateral.WebOptions | None" = None) -> "bilateral.AddOptions":
    """Return how to add, as of today."""
    today = dt.datetime.now(dt.UTC).date()
    return bilateral.AddOptions(workers=workers, today=today, web=web or bilateral.WebOptions())


def shown(record: str | Path) -> str:
    """Return where a record stands, as it may stand on a screen: a URL without its password."""
    from bilateral.record.place import name_of

    return name_of(record)


def print_summary(summary: "bilateral.AddSummary", record: str | Path) -> None:
    """Say on standard error what a run did."""
    counts = summary.counts
    articles = ", ".join(f"{counts[name]} {name}" for name in ("new", "copy", "known"))
    kinds = ", ".join(f"{counts[name]} {name}s" for name in ("event", "statement", "figure", "agreement"))
    click.echo(
        f"{shown(record)}: articles: {articles}; read {counts['read']}: {kinds}; {summary.seconds:.1f} s",
        err=True,
    )


def end_with(problems: Iterable[Problem]) -> None:
    """Name the problems on standard error and end with the exit code that fits."""
    if print_problems(problems):
        sys.exit(PROBLEMS)


def print_problems(problems: Iterable[Problem]) -> int:
    """Name the problems on standard error; returns how many there are."""
    number = 0
    for number, problem in enumerate(problems, 1):  # noqa: B007 -- the last number is the count
        say(f"problem: {problem.name}: {problem.reason}: {problem.detail}", err=True)
    return number


def say(words: str, *, err: bool = False) -> None:
    """Write one line that may hold words of strangers."""
    click.echo(visible_line(words), err=err)


def progress_bar() -> AbstractContextManager[Callable[[str, int, int | None], None]]:
    """Return a progress display on standard error where that is a terminal, else nothing that is seen."""
    if not sys.stderr.isatty():
        return nullcontext(lambda _stage, _done, _all: None)
    return _Bar()


class _Bar:
    """A bar a stage on standard error."""

    def __init__(self) -> None:
        columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
        self._display = Progress(*columns, console=Console(stderr=True), transient=True)
        self._tasks: dict[str, Any] = {}

    def __enter__(self) -> Self:
        self._display.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._display.stop()

    def __call__(self, stage: str, done: int, total: int | None) -> None:
        """Show how far a stage is."""
        if stage not in self._tasks:
            self._tasks[stage] = self._display.add_task(stage, total=total)
        self._display.update(self._tasks[stage], completed=done, total=total)


def write_lines(results: Iterable[dict[str, Any] | Problem], output: TextIO) -> None:
    """Write each result as a line of JSON; name the problems at the end."""
    problems: list[Problem] = []
    for result in results:
        if isinstance(result, Problem):
            problems.append(result)
        else:
            output.write(json_text(result) + "\n")
    end_with(problems)


def write_file(content: bytes, path: Path, what: str) -> None:
    """Write a file and say where it stands; ``what`` names it in words."""
    try:
        path.write_bytes(content)
    except OSError as error:
        raise click.ClickException(f"{what} cannot be written to {path}: {error.strerror}") from error
    say(f"{what} stands at {path.resolve()}", err=True)


def console() -> Console:
    """Return a console on standard output that wraps lines only for a person."""
    return make_console(sys.stdout, soft_wrap=not sys.stdout.isatty())
