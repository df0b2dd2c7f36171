"""The options that name another reader than the built-in one."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import click

import bilateral

F = TypeVar("F", bound=Callable[..., Any])


def reader_options(command: F) -> F:
    """Add the options that say who reads; `reader_of` takes them."""
    for option in (
        click.option(
            "--reader-option",
            "reader_settings",
            multiple=True,
            metavar="KEY=VALUE",
            help="A setting of the reader; may be given again.",
        ),
        click.option(
            "--reader", metavar="NAME", help="Who reads: builtin, llm, or one that another package offers."
        ),
    ):
        command = option(command)
    return command


def reader_of(reader: str | None, reader_settings: Sequence[str]) -> "bilateral.ReaderChoice | None":
    """Return which reader is asked for; null where none is."""
    if reader is None and not reader_settings:
        return None
    if reader is None:
        raise click.UsageError("--reader-option needs --reader")
    settings: dict[str, str] = {}
    for setting in reader_settings:
        key, equals, value = setting.partition("=")
        # What stands there may be a key that must not be seen, so only the name of a setting is ever shown.
        if not equals or not key:
            raise click.UsageError("--reader-option takes KEY=VALUE")
        if key in settings:
            raise click.UsageError(f"--reader-option gives {key!r} twice")
        settings[key] = value
    return bilateral.ReaderChoice(reader, settings)
