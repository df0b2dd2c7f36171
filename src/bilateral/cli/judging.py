"""Commands by which a person judges what was read."""

from collections.abc import Sequence
from pathlib import Path

import click

import bilateral
from bilateral.cli.options import examples, record_option, say
from bilateral.cli.screen import json_text


@click.command(
    epilog=examples(
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
@record_option("The record to judge.")
def judge(target: str, verdict: str, rest: Sequence[str], by: str, note: str, record: str | Path) -> None:
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
        who = f"{judgement.verdict} by {judgement.reviewer}"
        say(f"judgement {judgement.id} ({who}) finds its words no more", err=True)


@click.command(epilog=examples("bilateral judgements", "bilateral judgements --undo 12 --by Ann"))
@click.option("--undo", type=int, multiple=True, metavar="NUMBER", help="Take this judgement back.")
@click.option("--by", metavar="NAME", help="Who takes it back.")
@record_option("The record to read.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line.")
def judgements(undo: Sequence[int], by: str | None, record: str | Path, as_json: bool) -> None:
    """List every judgement with its state, or take judgements back."""
    from bilateral.show.judgements import judgement_lines

    if undo and not by:
        raise click.UsageError("a judgement is signed; say with --by who takes it back")
    for number in undo:
        _print_judged(bilateral.undo(record, number, by or ""))
    if undo:
        return
    for plain, words in judgement_lines(bilateral.judgements(record), bilateral.vanished(record)):
        say(json_text(plain) if as_json else words)
