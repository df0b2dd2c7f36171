"""Names that hold everywhere for what a record holds, and which addresses of the web are plain ones.

An article is named by its hash as RFC 6920 has it (``ni:///sha-256;…``, the hash in base64url), so that whoever has
the normalised text can prove the name. ``urn:bilateral:`` is a namespace of this project's own, unregistered. No name
is made of text that comes from an article, but for the code of an actor, which is escaped.
"""

import base64
import re
from urllib.parse import quote

# What RFC 3986 allows in a URI with a host: nothing that would end a quotation or break a line. A percent sign that
# begins no escaped octet is an error to some readers of RDF.
_UNIT = r"(?:[A-Za-z0-9\-._~:@\[\]!$&'()*+,;=]|%[0-9A-Fa-f]{2})"
_WEB = re.compile(rf"https?://{_UNIT}+(?:[/?#](?:{_UNIT}|[/?#])*)?")


def article_name(address: str) -> str:
    """Return the name of the text at an address, the hexadecimal SHA-256 of it."""
    return "ni:///sha-256;" + base64.urlsafe_b64encode(bytes.fromhex(address)).decode().rstrip("=")


def name_of(kind: str, id_: object) -> str:
    """Return the name of an entry, mention, actor, judgement or run."""
    return f"urn:bilateral:{kind}:{quote(str(id_), safe=':')}"


def web_address(url: str) -> str | None:
    """Return a URL where it is a plain address of the web, else null: it is what the article's input said."""
    return url if _WEB.fullmatch(url) else None
