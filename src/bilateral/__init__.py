"""Bilateral reads the news and keeps the record of relations between states.

The functions below are those of the command line. They are loaded when first used, so that importing the
package costs nothing.
"""

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bilateral.api import (
        AddOptions,
        AddSummary,
        Balance,
        Brief,
        Dossier,
        Exported,
        History,
        Hit,
        Judged,
        Judgement,
        Limits,
        LoadSummary,
        Period,
        Problem,
        ReaderChoice,
        RunOptions,
        RunSummary,
        Series,
        Violation,
        WatchOptions,
        WebOptions,
        add,
        balance,
        brief,
        check,
        classify,
        copy,
        dossier,
        export_record,
        families,
        history,
        judge,
        judgements,
        load,
        problems,
        read_sources,
        run,
        search,
        series,
        undo,
        vanished,
        watch,
        watch_once,
    )

__all__ = [
    "AddOptions",
    "AddSummary",
    "Balance",
    "Brief",
    "Dossier",
    "Exported",
    "History",
    "Hit",
    "Judged",
    "Judgement",
    "Limits",
    "LoadSummary",
    "Period",
    "Problem",
    "ReaderChoice",
    "RunOptions",
    "RunSummary",
    "Series",
    "Violation",
    "WatchOptions",
    "WebOptions",
    "add",
    "balance",
    "brief",
    "check",
    "classify",
    "copy",
    "dossier",
    "export_record",
    "families",
    "history",
    "judge",
    "judgements",
    "load",
    "problems",
    "read_sources",
    "run",
    "search",
    "series",
    "undo",
    "vanished",
    "watch",
    "watch_once",
]


def __getattr__(name: str) -> Any:
    if name in __all__:
        return getattr(importlib.import_module("bilateral.api"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
