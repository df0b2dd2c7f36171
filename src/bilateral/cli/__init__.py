"""The command line: parse, call, print. Results go to standard output, everything else to standard error.

Exit codes: 0 done, 1 problems were found (each named on standard error), 2 the call cannot be carried out.
"""

import logging
from typing import Any

import click

from bilateral.cli import (
    adding,
    asking,
    backups,
    exporting,
    judging,
    keeping,
    measuring,
    running,
    serving,
    watching,
)
from bilateral.cli.options import USAGE
from bilateral.cli.screen import log_handler, visible
from bilateral.cli.warned import warnings_in_one_line
from bilateral.exceptions import BilateralError
from bilateral.version import VERSION

__all__ = ["cli", "main"]


class _Group(click.Group):
    """A group that says every error of ours in one line, without a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; an error of ours ends it with exit code 2."""
        try:
            return super().invoke(ctx)
        except BilateralError as error:
            click.echo(visible(f"bilateral: {error}"), err=True)
            ctx.exit(USAGE)


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(VERSION, prog_name="bilateral")
@click.option(
    "--verbose", is_flag=True, help="Say on standard error what goes on inside, tracebacks included."
)
def cli(verbose: bool) -> None:
    """Read the news and keep the record of relations between states, every line tied to its words."""
    logging.basicConfig(level=logging.DEBUG if verbose else logging.ERROR, handlers=[log_handler()])
    click.get_current_context().with_resource(warnings_in_one_line())


for _command in (
    adding.add,
    adding.read,
    adding.families,
    adding.classify,
    running.run,
    running.load,
    asking.dossier,
    asking.brief,
    asking.search,
    asking.history,
    asking.demo,
    measuring.series,
    measuring.balance,
    judging.judge,
    judging.judgements,
    exporting.export,
    backups.backup,
    backups.restore,
    keeping.check,
    keeping.copy,
    keeping.problems,
    serving.serve,
    serving.mcp,
    watching.watch,
):
    cli.add_command(_command)


def main() -> None:
    """Run the command line."""
    cli()
