"""Measures as tables: in a terminal, and as comma-separated values."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from bilateral.measure import Balance, Interval, LeftOut, Options, Point, Quad, Series, Spread
from bilateral.show.charts import period_words
from bilateral.show.words import count_words, date_words

# Partners named a row; --csv and --json have them all.
PARTNERS = 5
_HEADS = {
    Quad.MATERIAL_COOPERATION: "mat.\ncoop.",
    Quad.VERBAL_COOPERATION: "verb.\ncoop.",
    Quad.VERBAL_CONFLICT: "verb.\nconf.",
    Quad.MATERIAL_CONFLICT: "mat.\nconf.",
}


def csv_text(rows: Iterable[Mapping[str, Any]]) -> str:
    """Return flat rows as comma-separated values; the ids of entries are separated by blanks."""
    out = io.StringIO()
    writer: csv.DictWriter[str] | None = None
    for row in rows:
        if writer is None:
            writer = csv.DictWriter(out, row, lineterminator="\n")
            writer.writeheader()
        writer.writerow({**row, "entries": " ".join(row["entries"])})
    return out.getvalue()


def print_series(series: Series, console: Console) -> None:
    """Print a series: a row for each stretch that has events, then what it counts and how."""
    console.print(Text(" and ".join(series.names), style="bold"))
    if not series.points:
        console.print("The record holds no event between these two that can be counted.")
    else:
        table = Table(box=None, pad_edge=False, header_style="dim")
        table.add_column(str(series.options.by))
        for head in (*_HEADS.values(), "all\n(95%)", "mean score\n(95%)", "net\nscore"):
            table.add_column(head, justify="right", no_wrap=True)
        for point in (point for point in series.points if point.total.entries):
            table.add_row(*_series_cells(point, period_words(point.period)))
        table.add_section()
        table.add_row(*_series_cells(series.whole, "in all"))
        console.print(table)
    _print_notes(series.options, series.scores, series.left_out, console)


def print_balance(balance: Balance, console: Console) -> None:
    """Print a balance: for each stretch the largest partners and the concentration, then the same by domain."""
    console.print(Text(balance.name, style="bold"))
    if not balance.points:
        console.print("The record holds no event or agreement of this actor that can be counted.")
    else:
        table = Table(box=None, pad_edge=False, header_style="dim")
        for head, justify in ((str(balance.options.by), "left"), ("events", "right"), ("HHI", "right"), ("as of", "right"), ("shares of cooperation", "left")):  # fmt: skip
            table.add_column(head, justify=justify)  # type: ignore[arg-type]
        for point in (point for point in balance.points if point.cooperation.parts):
            table.add_row(*_spread_cells(period_words(point.period), point.cooperation))
        table.add_section()
        table.add_row(*_spread_cells("in all", balance.whole.cooperation))
        for domain, spread in balance.whole.domains.items():
            table.add_row(*_spread_cells(f"agreements: {domain}", spread))
        console.print(table)
    _print_notes(balance.options, balance.scores, balance.left_out, console)


def _series_cells(point: Point, name: str) -> Iterator[str]:
    total = point.total
    yield name
    yield from (f"{point.quads[quad].count:g}" for quad in _HEADS)
    yield f"{total.count:g} {_ends(total.count_interval, '.0f')}"
    yield "" if total.mean is None else f"{total.mean:+.1f} {_ends(total.mean_interval, '+.1f')}"
    yield f"{total.net:+.1f}"


def _spread_cells(name: str, spread: Spread) -> Iterator[str]:
    yield from (name, f"{spread.total:g}")
    yield from ("", "") if spread.hhi is None else (f"{spread.hhi:.2f}", f"{1 / spread.hhi:.1f}")
    shown = [f"{part.name} {part.share:.0%}" for part in spread.parts[:PARTNERS]]
    if more := len(spread.parts) - PARTNERS:
        shown += [count_words(more, "other")] if more > 0 else []
    yield ", ".join(shown)


def _ends(interval: Interval | None, form: str) -> str:
    return f"({interval.low:{form}}, {interval.high:{form}})" if interval else ""


def _print_notes(options: Options, scores: str, left_out: LeftOut, console: Console) -> None:
    for note in (how_counted(options, scores), *left_out_words(left_out)):
        console.print(Text(note, style="dim"))


def how_counted(options: Options, scores: str) -> str:
    """Return in words what a measure counts, and how."""
    weight = "each event counts once" if options.weight == "entries" else "each event counts once a family"
    known = f"; as known on {date_words(options.known)}" if options.known else ""
    return f"Status {', '.join(options.statuses)}; {weight}; where families differ: {options.rule}; scores: {scores}{known}."


def left_out_words(left_out: LeftOut) -> Iterator[str]:
    """Yield in words how many entries a measure leaves out, by the reason."""
    reasons = {
        **{f"{status}, so not counted": ids for status, ids in left_out.apart.items()},
        "recalled from before the first that was news (--since counts them)": left_out.before,
        "dated too roughly for one stretch": left_out.rough,
        "undated": left_out.undated,
    }
    yield from (f"{count_words(len(ids), 'entry')} {reason}." for reason, ids in reasons.items() if ids)
