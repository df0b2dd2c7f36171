"""Bytes to text, without guessing in silence."""

import codecs
import re
import unicodedata
from dataclasses import dataclass

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Starts of files that hold no text even where no zero byte shows in their first block.
_BINARY_STARTS = (
    b"%PDF-",
    b"PK\x03\x04",
    b"\x7fELF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"BZh",
    b"\xfd7zXZ",
)
_DECLARED = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE
)
# Encodings of Python's own or of host names; some take time that grows with the square of the length.
_NOT_OF_PAGES = frozenset(
    {
        "idna",
        "mbcs",
        "oem",
        "palmos",
        "punycode",
        "raw-unicode-escape",
        "undefined",
        "unicode-escape",
        "utf-7",
    }
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and the encoding it was read in; ``guessed`` where nothing but plausibility speaks for that."""

    text: str
    encoding: str
    guessed: bool = False


def looks_binary(head: bytes) -> bool:
    """Say whether the first bytes of a file are those of something else than text."""
    if head.startswith(_BINARY_STARTS):
        return True
    return b"\0" in head and bom_encoding(head) is None


def bom_encoding(data: bytes) -> str | None:
    """Return the Unicode encoding that a byte order mark announces."""
    return next((encoding for bom, encoding in _BOMS if data.startswith(bom)), None)


def decode(data: bytes) -> Decoded | None:
    """Decode plain text: by its byte order mark, as UTF-8, or as plausible Windows-1252; else None."""
    return _by_bom(data) or _strictly(data, "utf-8") or _windows(data)


def decode_page(data: bytes, charset: str | None = None) -> Decoded | None:
    """Decode a web page as browsers do: byte order mark, UTF-8, the declared encoding, Windows-1252.

    ``charset`` is what the transport declares; it goes before what the page declares itself.

    A page declared or taken as UTF-8 keeps a replacement character for each stray byte, where these are few.
    """
    declared = _DECLARED.search(data[:4096])
    found = _by_bom(data) or _strictly(data, "utf-8") or (_strictly(data, charset) if charset else None)
    if found is None and declared:
        found = _strictly(data, declared[1].decode("ascii", "replace"))
    return found or _windows(data) or _nearly_utf8(data)


def storable(words: str) -> str:
    """Return words without what some database refuses: a ``?`` for half a character, nothing for a zero character."""
    return words.encode("utf-8", "replace").decode().replace("\0", "")


def _by_bom(data: bytes) -> Decoded | None:
    encoding = bom_encoding(data)
    found = _strictly(data, encoding) if encoding else None
    return Decoded(found.text.removeprefix("\ufeff"), found.encoding) if found else None


def _strictly(data: bytes, encoding: str) -> Decoded | None:
    try:
        if codecs.lookup(encoding).name.replace("_", "-") in _NOT_OF_PAGES:
            return None
        return Decoded(data.decode(encoding), encoding)
    except (
        ValueError,
        LookupError,
    ):  # no such text, no such encoding; a zero character in the encoding's name
        return None


def _windows(data: bytes) -> Decoded | None:
    """Decode as Windows-1252 where the result reads like Western text.

    Refused are texts that hold a valid multi-byte UTF-8 sequence (UTF-8 with damage, which would come out
    garbled), symbols no prose holds, and texts of which more than a fifth is not ASCII.
    """
    found = _strictly(data, "cp1252")
    if found is None or re.search(rb"[\xc3-\xf4][\x80-\xbf]", data):
        return None
    high = [char for char in found.text if char > "\x7f"]
    plausible = all(unicodedata.category(char)[0] in "LPSZ" for char in high) and len(high) * 5 <= len(
        found.text
    )
    return Decoded(found.text, "windows-1252", guessed=True) if plausible else None


def _nearly_utf8(data: bytes) -> Decoded | None:
    text = data.decode("utf-8", errors="replace")
    # One damaged character in a thousand leaves a page readable; more is another encoding.
    return Decoded(text, "utf-8", guessed=True) if text.count("\ufffd") * 1_000 <= len(text) else None
