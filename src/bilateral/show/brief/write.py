"""The brief as a page of HTML, as Markdown, or as a document; the same sentences and notes in each."""

import re
from collections.abc import Callable, Mapping
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined

from bilateral.show.brief.compose import NOTHING, Brief
from bilateral.show.brief.document import to_document
from bilateral.show.brief.notes import Note
from bilateral.show.brief.sentences import Sentence

# Everything that Markdown, or HTML inside it, may take for markup.
_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|!~^$&@])")
# Characters of a URL that end it neither in Markdown nor in HTML.
_URL_SAFE = ":/?#@!$&'()*+,;=%-._~"


def to_html(brief: Brief) -> bytes:
    """Return the brief as one page that needs nothing else: no script, no outside request."""
    environment = Environment(
        loader=PackageLoader("bilateral.show"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("brief.html").render(brief=brief, nothing=NOTHING).encode()


def to_markdown(brief: Brief) -> bytes:
    """Return the brief as Markdown with footnotes."""
    parts = [f"# {escape(brief.title)}", escape(brief.head)]
    for section in brief.sections:
        parts.append(f"## {escape(section.title)}")
        parts += [" ".join(map(_marked, paragraph)) for paragraph in section.paragraphs]
    parts += [] if brief.sections else [NOTHING]
    parts.append(f"*{escape(brief.method)}*")
    parts += [_footnote(note) for note in brief.notes]
    return ("\n\n".join(parts) + "\n").encode()


def escape(words: str) -> str:
    """Return words as Markdown shows them, whatever they hold."""
    return _MARKUP.sub(r"\\\1", words)


def _marked(sentence: Sentence) -> str:
    return escape(sentence.text) + "".join(f"[^{number}]" for number in sentence.notes)


def _footnote(note: Note) -> str:
    quotation = f" “{escape(note.quotation)}”" if note.quotation is not None else ""
    url = f" <{quote(note.url, safe=_URL_SAFE)}>" if note.url else ""
    return f"[^{note.number}]: {escape(note.source)}.{quotation} {escape(note.place)}{url}"


FORMS: Mapping[str, Callable[[Brief], bytes]] = {
    "html": to_html,
    "md": to_markdown,
    "docx": to_document,
}
"""What writes each form, by the ending of the file."""


def render_brief(brief: Brief, form: str) -> bytes:
    """Return the brief in a form (a key of `FORMS`), byte for byte the same for the same brief.

    Raises:
        KeyError: there is no such form.

    """
    return FORMS[form](brief)
