"""The templates, with the words in which pages say things."""

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from bilateral.read.actors import actor_name
from bilateral.record.search import FOUND_END, FOUND_START
from bilateral.show.charts import period_words
from bilateral.show.page import safe_url
from bilateral.show.words import count_words, date_words, remarks, value_words, when_words
from bilateral.version import VERSION

# Characters of the paragraph shown before and after a quotation.
CONTEXT = 250
# No word of a language is so long; what is would fill a page.
_ENDLESS = re.compile(rf"([^\s{FOUND_START}{FOUND_END}]{{80}})[^\s{FOUND_START}{FOUND_END}]+")


def make_environment() -> Environment:
    """Return the environment of the templates; everything that is put in is escaped."""
    environment = Environment(
        loader=PackageLoader("bilateral.show.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    words = (actor_name, count_words, date_words, period_words, remarks, safe_url, value_words, when_words)
    own = (actor_path, address, beginning, ending, marked, one_line, percent, thousands)
    environment.filters.update({function.__name__: function for function in (*words, *own)})
    environment.globals.update(version=VERSION, address=address)
    return environment


def actor_path(code: str) -> str:
    """Return the part of an address that stands for an actor: "VNM", "RUS:COM"."""
    return quote(code, safe=":")


def address(path: str, parameters: Mapping[str, Any] | None = None, **more: Any) -> str:
    """Return a local address with its query; parameters that are empty or null are left out."""
    given = {**(parameters or {}), **more}
    query = urlencode({name: value for name, value in given.items() if value not in (None, "")})
    return f"{path}?{query}" if query else path


def marked(snippet: str) -> Markup:
    """Return a snippet of a search with the words found marked; everything else is escaped, endless words are cut."""
    whole = Markup()
    for i, part in enumerate(_ENDLESS.sub(r"\1…", snippet).split(FOUND_START)):
        found, mark, rest = part.partition(FOUND_END)
        whole += Markup("<mark>%s</mark>%s") % (found, rest) if i and mark else escape(part)
    return whole


def one_line(text: str, length: int = 240) -> str:
    """Return a text on one line, cut after so many characters."""
    words = " ".join(text[: 4 * length].split())
    return words if len(words) <= length else words[: length - 1] + "…"


def beginning(text: str) -> str:
    """Return the first words of a text, as what follows a quotation."""
    if len(text) <= CONTEXT:
        return text
    return text[:CONTEXT].rpartition(" ")[0] + " …"


def ending(text: str) -> str:
    """Return the last words of a text, as what comes before a quotation."""
    if len(text) <= CONTEXT:
        return text
    return "… " + text[-CONTEXT:].partition(" ")[2]


def percent(share: float) -> str:
    """Return a share as a whole percentage."""
    return f"{share:.0%}"


def thousands(number: int) -> str:
    """Return a whole number with commas."""
    return f"{number:,}"
