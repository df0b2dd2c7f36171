"""The dossier in a terminal."""

from collections.abc import Sequence

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from bilateral.show.dossier import Dossier, Line, Quote
from bilateral.show.history import History
from bilateral.show.judgements import judgement_words
from bilateral.show.words import count_words, date_words, differing, head_words, remarks, when_words

# Quotations shown a line; the page has them all.
QUOTES = 3


def print_dossier(dossier: Dossier, console: Console) -> None:
    """Print the dossier: head, timeline, agreements, figures, statements."""
    console.print(Text(" and ".join(dossier.names), style="bold"))
    console.print(Text(head_words(dossier), style="dim"))
    if not any(dossier.lines()):
        console.print("The record holds nothing on these two in this period.")
        return
    parts = {
        "Timeline": dossier.events,
        "Agreements": dossier.agreements,
        "Figures": dossier.figures,
        "Statements": dossier.statements,
    }
    for title, lines in parts.items():
        if lines:
            _print_part(title, lines, console)
    console.print()
    console.print(
        Text(
            f"Where sources differ the rule {dossier.rule} picks the value shown; ~ marks a day of publication.",
            style="dim",
        )
    )


def print_history(history: History, console: Console) -> None:
    """Print an entry as it is, then day by day what was known of it, then who judged it."""
    console.print(_headline(history.line), soft_wrap=not console.is_terminal)
    for step in history.steps:
        known = [date_words(step.known), count_words(step.families, "family"), step.label, step.status or ""]
        console.print()
        console.print(
            Text("  ".join(part for part in known if part), style="cyan"), soft_wrap=not console.is_terminal
        )
        for name, values in step.disagreement.items():
            _print_indented(
                Text(f"sources differ on {name}: {differing(history.line, name, values)}", style="yellow"),
                console,
            )
        for quote in step.quotes:
            _print_indented(_quotation(quote), console)
    for judgement in history.judgements:
        console.print(Text(judgement_words(judgement), style="magenta"), soft_wrap=not console.is_terminal)


def _print_part(title: str, lines: Sequence[Line], console: Console) -> None:
    console.print()
    console.print(Text(f"{title} ({len(lines)})", style="bold underline"))
    for line in lines:
        console.print(_headline(line), soft_wrap=not console.is_terminal)
        for quote in line.quotes[:QUOTES]:
            _print_indented(_quotation(quote), console)
        if len(line.quotes) > QUOTES:
            more = count_words(len(line.quotes) - QUOTES, "mention")
            _print_indented(Text(f"and {more} more", style="dim"), console)


def _print_indented(text: Text, console: Console) -> None:
    """Print with a hanging indent on a terminal; elsewhere a line stays a line, for grep and diff."""
    if console.is_terminal:
        console.print(Padding(text, (0, 0, 0, 4)))
    else:
        console.print(Text("    ").append_text(text), soft_wrap=True)


def _headline(line: Line) -> Text:
    text = Text(f"{when_words(line)}  ", style="cyan")
    text.append(line.label, style="bold")
    text.append(f"  {line.type}" if line.type else "", style="magenta")
    text.append(f"  [{count_words(line.families, 'family')}] {line.id}", style="dim")
    for remark in remarks(line):
        text.append(f"  {remark}", style="yellow")
    return text


def _quotation(quote: Quote) -> Text:
    text = Text(
        f"{quote.outlet}, {date_words(quote.published) if quote.published else 'undated'}", style="green"
    )
    if quote.spun:
        text.append(" (reworded by a machine, not verbatim)", style="yellow")
    elif quote.relation != "origin":
        text.append(f" ({quote.relation} copy)", style="dim")
    text.append(f": “{' '.join(quote.evidence.split())}”", style="default")
    return text
