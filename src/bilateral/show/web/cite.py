"""An entry as it is cited: in words and as BibTeX."""

import datetime as dt
from dataclasses import dataclass

from bilateral.show.dossier import Line, Quote
from bilateral.show.words import count_words, date_words, when_words
from bilateral.version import VERSION

# What BibTeX reads as an order and not as a character.
_BIBTEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\{",
        "}": r"\}",
        "%": r"\%",
        "&": r"\&",
        "#": r"\#",
        "_": r"\_",
        "$": r"\$",
        "^": r"\textasciicircum{}",
        "~": r"\textasciitilde{}",
        "\n": " ",
    }
)


@dataclass(frozen=True, slots=True)
class Citation:
    """How to cite an entry."""

    text: str
    bibtex: str
    link: str


def cite(line: Line, record: str, link: str, today: dt.date) -> Citation:
    """Return the citation of an entry of a record, seen at a link on a day."""
    sources = f"{count_words(line.families, 'family')}, {count_words(line.articles, 'article')}"
    first = _source(line.quotes[0]) if line.quotes else ""
    seen = date_words(today.isoformat())
    text = (
        f"“{line.label}” ({when_words(line)}). Entry {line.id} of the record {record}; {sources}; first: {first}. "
        f"Bilateral {VERSION}, seen {seen}. {link}"
    )
    return Citation(text, _bibtex(line, record, f"{sources}; first: {first}", link, today), link)


def _source(quote: Quote) -> str:
    title = f", “{quote.title}”" if quote.title else ""
    published = f", {date_words(quote.published)}" if quote.published else ""
    place = f"characters {quote.at[0]}–{quote.at[1]} of article {quote.address[:16]}"
    return f"{quote.outlet}{title}{published} ({place})"


def _bibtex(line: Line, record: str, note: str, link: str, today: dt.date) -> str:
    fields = {
        "title": f"{{{line.label.translate(_BIBTEX)}}}",
        "howpublished": f"Entry {line.id} of the record {record}, Bilateral {VERSION}".translate(_BIBTEX),
        "note": note.translate(_BIBTEX),
        "year": (line.day or today.isoformat())[:4],
        "url": link.translate({ord(c): None for c in "{}\n"}),
        "urldate": today.isoformat(),
    }
    inner = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items())
    return f"@misc{{bilateral-{line.id},\n{inner}}}"
