"""Warnings of ours on the screen: once, in one line, as errors are said."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import click

from bilateral.exceptions import NewerRecordWarning


@contextmanager
def warnings_in_one_line() -> Iterator[None]:
    """Say each warning of ours once on standard error; others are shown as Python shows them."""
    with warnings.catch_warnings():
        warnings.simplefilter("once", NewerRecordWarning)
        as_python = warnings.showwarning

        def show(message: Warning | str, category: type[Warning], *rest: Any, **named: Any) -> None:
            if issubclass(category, NewerRecordWarning):
                click.echo(f"bilateral: warning: {message}", err=True)
            else:
                as_python(message, category, *rest, **named)

        warnings.showwarning = show
        yield
