"""The dossier as one page of HTML that needs nothing else: no script, no outside request."""

from jinja2 import Environment, PackageLoader, StrictUndefined

from bilateral.show.dossier import Dossier
from bilateral.show.words import count_words, date_words, head_words, remarks, when_words


def _environment() -> Environment:
    # Autoescaping is what keeps article text from being taken for markup; it holds for every template.
    environment = Environment(
        loader=PackageLoader("bilateral.show"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    words = (count_words, date_words, head_words, remarks, when_words, safe_url)
    environment.filters.update({function.__name__: function for function in words})
    return environment


def safe_url(url: str) -> str:
    """Return the URL if it leads to the web, else nothing: a source may hold ``javascript:``."""
    return url if url.startswith(("https://", "http://")) else ""


def render_dossier(dossier: Dossier) -> str:
    """Return the page."""
    return _environment().get_template("dossier.html").render(dossier=dossier)
