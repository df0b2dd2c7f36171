"""What a search found, in a terminal."""

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from bilateral.record.search import FOUND_END, FOUND_START, Hit
from bilateral.show.words import date_words


def print_hits(hits: Sequence[Hit], console: Console) -> None:
    """Print each hit with its snippet, the words found in bold."""
    if not hits:
        console.print("Nothing found.")
    for hit in hits:
        text = Text(f"{hit.kind} {hit.id[:16]}  ", style="cyan")
        text.append(hit.title or "untitled", style="bold")
        source = ", ".join(part for part in (hit.outlet, hit.published and date_words(hit.published)) if part)
        text.append(f"  {source}", style="green")
        console.print(text)
        console.print(Text("    ").append_text(marked(hit.snippet)))


def marked(snippet: str) -> Text:
    """Return a snippet as text with the words found in bold."""
    text = Text()
    for i, part in enumerate(" ".join(snippet.split()).split(FOUND_START)):
        found, mark, rest = part.partition(FOUND_END)
        if i and mark:
            text.append(found, style="bold yellow").append(rest)
        else:
            text.append(part)
    return text
