"""Names that hold everywhere for what a record holds: IRIs of articles, entries and mentions, and safe web addresses.

An article is named by its hash as RFC 6920 has it (``ni:///sha-256;…``, the hash in base64url), so that whoever has
the normalised text can prove the name. ``urn:bilateral:`` is a namespace of this project's own, unregistered.
"""

import base64
import re

# What RFC 3986 allows in a URI, with a host: nothing that would end a quotation or break a line.
_WEB = re.compile(
    r"https?://[A-Za-z0-9\-._~%:@\[\]!$&'()*+,;=]+(?:[/?#][A-Za-z0-9\-._~%:/?#\[\]@!$&'()*+,;=]*)?"
)
# A percent sign that begins no escaped octet is an error to some readers of RDF.
_BARE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")


def article_name(address: str) -> str:
    """Return the name of the text at an address, the hexadecimal SHA-256 of it."""
    return "ni:///sha-256;" + base64.urlsafe_b64encode(bytes.fromhex(address)).decode().rstrip("=")


def entry_name(entry: str) -> str:
    """Return the name of an entry."""
    return f"urn:bilateral:entry:{entry}"


def mention_name(mention: str) -> str:
    """Return the name of a mention."""
    return f"urn:bilateral:mention:{mention}"


def web_address(url: str) -> str | None:
    """Return a URL where it is a plain address of the web, else null: it comes from the article's input."""
    return url if _WEB.fullmatch(url) and not _BARE_PERCENT.search(url) else None
