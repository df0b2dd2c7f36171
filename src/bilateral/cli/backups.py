"""Commands that keep a record twice."""

from pathlib import Path

import click

import bilateral
from bilateral.cli.options import RecordType, examples, record_option, shown

FileType = click.Path(dir_okay=False, path_type=Path)


@click.command(
    epilog=examples(
        "bilateral backup news.bilateral /mnt/safe/news.bilateral",
        "bilateral backup news.bilateral /mnt/safe/news.bilateral --force",
    )
)
@click.argument("record", type=RecordType(), metavar="RECORD")
@click.argument("to", type=FileType, metavar="TO")
@click.option("--force", is_flag=True, help="Replace a backup that stands there.")
def backup(record: str | Path, to: Path, force: bool) -> None:
    """Back up a record to a file, while others write to it: as it is at this moment, and proved.

    A backup is a record itself. It takes its name only when it is whole, so one that is killed leaves the one before
    it. A record in PostgreSQL is copied to a file by `bilateral copy`.
    """
    bilateral.backup(record, to, force=force)
    click.echo(f"{to}: every span and every hash of {shown(record)} holds there", err=True)


@click.command(epilog=examples("bilateral restore /mnt/safe/news.bilateral --record news.bilateral"))
@click.argument("backup", type=FileType, metavar="BACKUP")
@record_option("The record to put the backup in the place of.")
def restore(backup: Path, record: str | Path) -> None:
    """Put a backup, proved, in the place of a record; what stood there is kept aside.

    While another process writes to the record, nothing is done.
    """
    aside = bilateral.restore(backup, record)
    if aside:
        click.echo(f"the record that stood there is kept at {aside}", err=True)
    click.echo(f"{shown(record)} is restored from {backup}", err=True)
