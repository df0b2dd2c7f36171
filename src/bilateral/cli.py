"""The command line: parse, call, print. Results go to standard output, everything else to standard error.

Exit codes: 0 done, 1 problems were found (each named on standard error), 2 the call cannot be carried out.
"""

import dataclasses
import datetime as dt
import functools
import json
import logging
import secrets
import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any, Self, TextIO, TypeVar

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn

import bilateral
from bilateral.exceptions import BilateralError
from bilateral.model import Problem
from bilateral.version import VERSION

F = TypeVar("F", bound=Callable[..., Any])
M = TypeVar("M", "bilateral.Series", "bilateral.Balance")

RECORD = Path("news.bilateral")
PROBLEMS, USAGE = 1, 2


class _Group(click.Group):
    """A group that says every error of ours in one line, without a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; an error of ours ends it with exit code 2."""
        try:
            return super().invoke(ctx)
        except BilateralError as error:
            click.echo(f"bilateral: {error}", err=True)
            ctx.exit(USAGE)


def _record_option(help_text: str) -> Callable[[F], F]:
    return click.option(
        "--record",
        type=click.Path(path_type=Path),
        default=RECORD,
        show_default=True,
        metavar="FILE",
        help=help_text,
    )


_workers = click.option(
    "--workers", type=click.IntRange(1), default=1, show_default=True, help="Processes that read."
)
_output = click.option(
    "-o",
    "--output",
    type=click.File("w", encoding="utf-8", lazy=False),
    default="-",
    metavar="OUT.jsonl",
    help="Where to write; standard output by default.",
)
_sources = click.argument("sources", nargs=-1, required=True, metavar="SOURCE…")


def _examples(*lines: str) -> str:
    """Return examples for the end of a command's help, kept line by line."""
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(VERSION, prog_name="bilateral")
@click.option(
    "--verbose", is_flag=True, help="Say on standard error what goes on inside, tracebacks included."
)
def cli(verbose: bool) -> None:
    """Read the news and keep the record of relations between states, every line tied to its words."""
    logging.basicConfig(level=logging.DEBUG if verbose else logging.ERROR, format="%(name)s: %(message)s")


@cli.command(
    epilog=_examples(
        "bilateral add articles/ --record news.bilateral",
        "bilateral add crawl.jsonl.gz page.html --workers 2",
        "zcat crawl.jsonl.gz | bilateral add -",
    )
)
@_sources
@_record_option("The record to add to; made where there is none.")
@_workers
def add(sources: Sequence[str], record: Path, workers: int) -> None:
    """Add articles to a record: collect, trace copies, read, reconcile.

    A SOURCE is a file or folder of plain text, HTML or JSON lines (gzip too), or - for standard input. What is
    there already is not added again.
    """
    with _progress() as progress:
        summary = bilateral.add(sources, record, _options(workers), stdin=sys.stdin.buffer, progress=progress)
    _print_summary(summary, record)
    _end_with(summary.problems)


def _options(workers: int) -> "bilateral.AddOptions":
    return bilateral.AddOptions(workers=workers, today=dt.datetime.now(dt.UTC).date())


def _print_summary(summary: "bilateral.AddSummary", record: Path) -> None:
    counts = summary.counts
    articles = ", ".join(f"{counts[name]} {name}" for name in ("new", "copy", "known"))
    kinds = ", ".join(f"{counts[name]} {name}s" for name in ("event", "statement", "figure", "agreement"))
    click.echo(
        f"{record}: articles: {articles}; read {counts['read']}: {kinds}; {summary.seconds:.1f} s", err=True
    )


def _end_with(problems: Iterable[Problem]) -> None:
    """Name the problems on standard error and end with the exit code that fits."""
    found = list(problems)
    for problem in found:
        click.echo(f"problem: {problem.name}: {problem.reason}: {problem.detail}", err=True)
    if found:
        sys.exit(PROBLEMS)


def _progress() -> AbstractContextManager[Callable[[str, int, int | None], None]]:
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


@cli.command(
    epilog=_examples("bilateral read article.txt", "bilateral read crawl.jsonl -o mentions.jsonl --workers 2")
)
@_sources
@_output
@_workers
def read(sources: Sequence[str], output: TextIO, workers: int) -> None:
    """Read articles without a record: one JSON object an article.

    Events, statements, figures, agreements, dates and quantities; each span is {"start", "end", "text"}, counted
    in the text as the input gives it.
    """
    today = dt.datetime.now(dt.UTC).date()
    _write_lines(
        bilateral.read_sources(sources, workers=workers, today=today, stdin=sys.stdin.buffer), output
    )


def _write_lines(results: Iterable[dict[str, Any] | Problem], output: TextIO) -> None:
    """Write each result as a line of JSON; name the problems at the end."""
    problems: list[Problem] = []
    for result in results:
        if isinstance(result, Problem):
            problems.append(result)
        else:
            output.write(json.dumps(result, ensure_ascii=False) + "\n")
    _end_with(problems)


@cli.command(
    epilog=_examples(
        "bilateral dossier RUS VNM",
        "bilateral dossier Vietnam Russia --since 2024 --html dossier.html",
        "bilateral dossier VNM RUS --as-of 2024-06-20 --json > dossier.json",
    )
)
@click.argument("one")
@click.argument("other")
@_record_option("The record to read.")
@click.option("--since", metavar="DATE", help="First day, month or year shown (2024, 2024-06, 2024-06-20).")
@click.option("--until", metavar="DATE", help="Last day, month or year shown.")
@click.option("--as-of", metavar="DATE", help="Show what the articles published by this day say.")
@click.option(
    "--rule",
    type=click.Choice(["conservative", "most-frequent", "latest", "all"]),
    default="most-frequent",
    show_default=True,
    help="What picks the value that a line shows where sources differ.",
)
@click.option(
    "--html",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write one self-contained page.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text.")
def dossier(
    one: str,
    other: str,
    record: Path,
    since: str | None,
    until: str | None,
    as_of: str | None,
    rule: str,
    html: Path | None,
    as_json: bool,
) -> None:
    """Show what the record holds on two actors, given by name or code."""
    made = bilateral.dossier(record, one, other, since=since, until=until, as_of=as_of, rule=rule)
    if html:
        _write_page(made, html)
    if as_json:
        click.echo(json.dumps(made.plain(), ensure_ascii=False, indent=2))
    elif not html:
        _print_dossier(made)


def _write_page(made: "bilateral.Dossier", path: Path) -> None:
    from bilateral.show.page import render_dossier

    _write_file(render_dossier(made).encode(), path, "the page")


def _write_file(content: bytes, path: Path, what: str) -> None:
    try:
        path.write_bytes(content)
    except OSError as error:
        raise click.ClickException(f"{what} cannot be written to {path}: {error.strerror}") from error
    click.echo(f"{what} stands at {path.resolve()}", err=True)


def _print_dossier(made: "bilateral.Dossier") -> None:
    from bilateral.show.terminal import print_dossier

    print_dossier(made, Console(highlight=False, soft_wrap=not sys.stdout.isatty()))


@cli.command(
    epilog=_examples(
        "bilateral brief RUS VNM --since 2024 --out brief.html",
        "bilateral brief Russia Vietnam --out brief.docx",
        "bilateral brief RUS VNM --as-of 2024-06-20 --out brief.md",
    )
)
@click.argument("one")
@click.argument("other")
@_record_option("The record to read.")
@click.option("--since", metavar="DATE", help="First day, month or year told of.")
@click.option("--until", metavar="DATE", help="Last day, month or year told of.")
@click.option("--as-of", metavar="DATE", help="Tell what the articles published by this day say.")
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    metavar="FILE",
    help="Where to write; the ending says the form: .html, .md or .docx.",
)
def brief(
    one: str, other: str, record: Path, since: str | None, until: str | None, as_of: str | None, out: Path
) -> None:
    """Write two pages on two actors that can be sent, every sentence with its reference."""
    from bilateral.show.brief import FORMS, render_brief

    form = out.suffix.lower().removeprefix(".")
    if form not in FORMS:
        raise click.UsageError(f"{out.name!r} ends in no form of a brief; use .{', .'.join(FORMS)}")
    made = bilateral.brief(record, one, other, since=since, until=until, as_of=as_of)
    _write_file(render_brief(made, form), out, "the brief")


def _counting(by: str) -> Callable[[F], F]:
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


@cli.command(
    epilog=_examples(
        "bilateral series RUS VNM",
        "bilateral series Russia Vietnam --by year --weight families --csv > series.csv",
    )
)
@click.argument("one")
@click.argument("other")
@_record_option("The record to read.")
@_counting("month")
def series(one: str, other: str, record: Path, as_json: bool, as_csv: bool, **options: Any) -> None:
    """Count the events between two actors over time, by quad class, with their PLOVER scores.

    What is counted and how every interval is made stands in docs/measures.md.
    """
    from bilateral.show.tables import print_series

    _print_measure(bilateral.series(record, one, other, **options), print_series, as_json, as_csv)


@cli.command(epilog=_examples("bilateral balance VNM", "bilateral balance Vietnam --since 2020 --json"))
@click.argument("state")
@_record_option("The record to read.")
@_counting("year")
def balance(state: str, record: Path, as_json: bool, as_csv: bool, **options: Any) -> None:
    """Share out an actor's cooperation among its partners over time, by domain too, and say how concentrated it is."""
    from bilateral.show.tables import print_balance

    _print_measure(bilateral.balance(record, state, **options), print_balance, as_json, as_csv)


def _print_measure(made: M, show: Callable[[M, Console], None], as_json: bool, as_csv: bool) -> None:
    from bilateral.show.tables import csv_text

    if as_json:
        click.echo(json.dumps(made.plain(), ensure_ascii=False, indent=2))
    elif as_csv:
        click.echo(csv_text(made.rows()), nl=False)
    else:
        show(made, Console(highlight=False, soft_wrap=not sys.stdout.isatty()))


@cli.command(
    epilog=_examples("bilateral search nuclear power", "bilateral search '\"strategic partnership\" Hanoi'")
)
@click.argument("words", nargs=-1, required=True)
@_record_option("The record to search.")
@click.option(
    "--limit",
    type=click.IntRange(1),
    default=20,
    show_default=True,
    help="Entries, and articles, shown at most.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line.")
def search(words: Sequence[str], record: Path, limit: int, as_json: bool) -> None:
    """Search entries and articles; all words must stand there, a phrase in quotation marks as it is.

    A word that ends in * stands for all that begin so; OR between words asks for either; -word leaves out.
    """
    from bilateral.show.hits import print_hits

    hits = bilateral.search(record, " ".join(words), limit=limit)
    if as_json:
        for hit in hits:
            click.echo(json.dumps(dataclasses.asdict(hit), ensure_ascii=False))
    else:
        print_hits(hits, Console(highlight=False, soft_wrap=not sys.stdout.isatty()))


@cli.command(
    epilog=_examples(
        "bilateral judge 9f2c41aa03be77d1 accept --by Ann",
        "bilateral judge 9f2c41aa03be77d1 correct when=2024-06-20 actors=RUS,VNM --by Ann --note 'see the communique'",
        "bilateral judge 9f2c41aa03be77d1 merge 0b7de1c2a9f05566 --by Ann",
        "bilateral judge a81b64e9b96e3f07-e120-233 split --by Ann",
    )
)
@click.argument("target", metavar="ID")
@click.argument("verdict", type=click.Choice(["accept", "reject", "correct", "merge", "split"]))
@click.argument("rest", nargs=-1, metavar="[FIELD=VALUE…|OTHER]")
@click.option("--by", required=True, metavar="NAME", help="Who judges.")
@click.option("--note", default="", help="Why, in your own words.")
@_record_option("The record to judge.")
def judge(target: str, verdict: str, rest: Sequence[str], by: str, note: str, record: Path) -> None:
    """Judge an entry (all its mentions) or one mention, by id; the decision outlives every re-reading."""
    corrections = dict(_field_and_value(part) for part in rest) if verdict == "correct" else {}
    if (len(rest) > 1 and verdict == "merge") or (rest and verdict in {"accept", "reject", "split"}):
        raise click.UsageError(f"{verdict} does not take {' '.join(rest)!r}")
    other = rest[0] if rest and verdict == "merge" else None
    done = bilateral.judge(record, target, verdict, by, corrections=corrections, other=other, note=note)
    _print_judged(done)


def _field_and_value(part: str) -> tuple[str, str]:
    name, sign, value = part.partition("=")
    if not sign:
        raise click.UsageError(f"{part!r} is no correction; write FIELD=VALUE")
    return name, value


def _print_judged(done: "bilateral.Judged") -> None:
    now = f"; now in entry {', '.join(done.entries)}" if done.entries else ""
    click.echo(f"judgement {', '.join(map(str, done.judgements))} made{now}", err=True)
    for judgement in done.vanished:
        click.echo(
            f"judgement {judgement.id} ({judgement.verdict} by {judgement.reviewer}) finds its words no more",
            err=True,
        )


@cli.command(epilog=_examples("bilateral judgements", "bilateral judgements --undo 12 --by Ann"))
@click.option("--undo", type=int, multiple=True, metavar="NUMBER", help="Take this judgement back.")
@click.option("--by", metavar="NAME", help="Who takes it back.")
@_record_option("The record to read.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line.")
def judgements(undo: Sequence[int], by: str | None, record: Path, as_json: bool) -> None:
    """List every judgement with its state, or take judgements back."""
    from bilateral.show.judgements import judgement_lines

    if undo and not by:
        raise click.UsageError("a judgement is signed; say with --by who takes it back")
    for number in undo:
        _print_judged(bilateral.undo(record, number, by or ""))
    if undo:
        return
    for plain, words in judgement_lines(bilateral.judgements(record), bilateral.vanished(record)):
        click.echo(json.dumps(plain, ensure_ascii=False) if as_json else words)


@cli.command(epilog=_examples("bilateral history 9f2c41aa03be77d1"))
@click.argument("entry")
@_record_option("The record to read.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text.")
def history(entry: str, record: Path, as_json: bool) -> None:
    """Show how an entry grew: what was known of it on each day, and who judged it."""
    from bilateral.show.terminal import print_history

    made = bilateral.history(record, entry)
    if as_json:
        click.echo(json.dumps(dataclasses.asdict(made), ensure_ascii=False, indent=2))
    else:
        print_history(made, Console(highlight=False, soft_wrap=not sys.stdout.isatty()))


@cli.command(epilog=_examples("bilateral classify pairs.jsonl -o types.jsonl"))
@click.argument("pairs", type=click.File("r", encoding="utf-8"), metavar="PAIRS.jsonl")
@_output
def classify(pairs: TextIO, output: TextIO) -> None:
    """Classify pairs of actors that you marked: PLOVER type and mode, one JSON object a pair.

    Each line of PAIRS holds {"id", "text", "source": [start, end], "target": [start, end]}; each line of the output
    {"id", "type", "mode", "score", "scores"}, where type is null if no event is likelier than each type.
    """
    _write_lines(bilateral.classify(pairs), output)


@cli.command(epilog=_examples("bilateral families crawl.jsonl.gz -o families.jsonl"))
@_sources
@_output
def families(sources: Sequence[str], output: TextIO) -> None:
    """Find who carries whose text, without a record: one JSON object an article.

    {"id", "family", "relation", "of", "share", "passages"}: the family's origin, what the article is to the one it
    was likely taken from, how much of it stands there, and where.
    """
    today = dt.datetime.now(dt.UTC).date()
    _write_lines(bilateral.families(sources, today=today, stdin=sys.stdin.buffer), output)


@cli.command(epilog=_examples("bilateral check --record news.bilateral"))
@_record_option("The record to check.")
def check(record: Path) -> None:
    """Prove a record: every article hashes to its address, every span reproduces its words."""
    violations = bilateral.check(record)
    for violation in violations:
        click.echo(f"{violation.place}: {violation.fault}", err=True)
    if violations:
        click.echo(f"{record}: {len(violations)} violations", err=True)
        sys.exit(PROBLEMS)
    click.echo(f"{record}: every span and every hash holds")


@cli.command(epilog=_examples("bilateral problems", "bilateral problems --json"))
@_record_option("The record to read.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line.")
def problems(record: Path, as_json: bool) -> None:
    """List the inputs that could not be used, each with its reason."""
    found = bilateral.problems(record)
    for problem in found:
        plain = f"{problem.name}: {problem.reason}: {problem.detail}"
        click.echo(json.dumps(dataclasses.asdict(problem), ensure_ascii=False) if as_json else plain)
    if found:
        sys.exit(PROBLEMS)


@cli.command(epilog=_examples("bilateral demo", "bilateral demo --folder /tmp/try"))
@click.option(
    "--folder",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("demo"),
    show_default=True,
    help="Where record and page are put.",
)
def demo(folder: Path) -> None:
    """Build the record of the bundled sample, print the dossier of Russia and Vietnam, and write its page."""
    from bilateral.sample import SAMPLE

    folder.mkdir(parents=True, exist_ok=True)
    record = folder / "sample.bilateral"
    with _progress() as progress:
        summary = bilateral.add([SAMPLE], record, _options(1), progress=progress)
    made = bilateral.dossier(record, "RUS", "VNM")
    _print_dossier(made)
    _print_summary(summary, record)
    _write_page(made, folder / "dossier.html")
    click.echo(f"look around in it with: bilateral serve --record {record}", err=True)
    _end_with(summary.problems)


@cli.command(epilog=_examples("bilateral serve", "bilateral serve --record news.bilateral --port 8080"))
@_record_option("The record to show.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Where to listen; wider needs a token.")
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
@click.option("--token", metavar="WORD", help="What a visitor must know; made up where others can reach it.")
def serve(record: Path, host: str, port: int, token: str | None) -> None:
    """Serve the pages of a record, for this machine alone unless told otherwise, until interrupted."""
    from bilateral.show import web

    token = token or (None if web.is_loopback(host) else secrets.token_urlsafe(24))
    settings = web.Settings(record, host, port, token)
    web.serve(settings, lambda address: click.echo(f"{record}: open {address} (end with Ctrl+C)", err=True))


def main() -> None:
    """Run the command line."""
    cli()
