"""Commands that serve a record to other programs."""

import secrets
from pathlib import Path

import click

from bilateral.cli.options import examples, record_option, shown
from bilateral.exceptions import ExtraError


@click.command(epilog=examples("bilateral serve", "bilateral serve --record news.bilateral --port 8080"))
@record_option("The record to show.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Where to listen; wider needs a token.")
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
@click.option("--token", metavar="WORD", help="What a visitor must know; made up where others can reach it.")
def serve(record: str | Path, host: str, port: int, token: str | None) -> None:
    """Serve the pages of a record, for this machine alone unless told otherwise, until interrupted."""
    from bilateral.show import web

    token = token or (None if web.is_loopback(host) else secrets.token_urlsafe(24))
    settings = web.Settings(record, host, port, token)
    where = shown(record)
    web.serve(settings, lambda address: click.echo(f"{where}: open {address} (end with Ctrl+C)", err=True))


@click.command(epilog=examples("bilateral mcp --record news.bilateral"))
@record_option("The record to answer from.")
def mcp(record: str | Path) -> None:
    """Answer an assistant from a record, with citations, over standard input and output (Model Context Protocol).

    The assistant's program starts this command; how it is told to stands in docs/assistants.md. Nothing can be changed.
    """
    try:
        from bilateral.assist import serve as serve_assistant
    except ImportError as error:
        raise ExtraError(
            "this needs the library mcp; install it with: pip install 'bilateral[mcp]'"
        ) from error
    serve_assistant(record)
