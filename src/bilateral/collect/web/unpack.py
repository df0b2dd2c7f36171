"""Compressed bodies, unpacked no further than a limit."""

import zlib
from collections.abc import Iterable

from bilateral.collect.items import Reason
from bilateral.exceptions import FetchError

OFFERED = "gzip, deflate"
_GZIP_OR_ZLIB = 32 + zlib.MAX_WBITS
_GZIP_MAGIC = b"\x1f\x8b"


def unpacked(pieces: Iterable[bytes], coding: str, limit: int) -> bytes:
    """Return a body in full; ``coding`` is its ``Content-Encoding``.

    Raises:
        FetchError: it is larger than the limit, packed in a way that was not asked for, or broken.

    """
    coding = coding.strip().lower()
    if coding in ("", "identity"):
        return _joined(pieces, limit)
    if coding not in ("gzip", "x-gzip", "deflate"):
        raise FetchError(
            Reason.BROKEN, f"It came packed as {coding[:40]!r}, which was not asked for; save it by hand."
        )
    return _joined(_inflated(pieces, limit), limit)


def opened_gzip(data: bytes, limit: int) -> bytes:
    """Return data as it is, or what it packs where it is a gzip file (a sitemap often is).

    Raises:
        FetchError: it is larger than the limit, or broken.

    """
    return unpacked([data], "gzip", limit) if data.startswith(_GZIP_MAGIC) else data


def _joined(pieces: Iterable[bytes], limit: int) -> bytes:
    parts, size = [], 0
    for piece in pieces:
        parts.append(piece)
        size += len(piece)
        if size > limit:
            raise FetchError(Reason.HUGE, f"It holds more than {limit:,} bytes; it was not read on.")
    return b"".join(parts)


def _inflated(pieces: Iterable[bytes], limit: int) -> Iterable[bytes]:
    """Yield what the pieces pack, each time at most a byte more than the limit."""
    machine = None
    try:
        for piece in pieces:
            if machine is None and piece:
                machine = zlib.decompressobj(_window(piece))
            waiting = piece
            while machine and waiting and not machine.eof:
                yield machine.decompress(waiting, limit + 1)
                waiting = machine.unconsumed_tail
    except zlib.error as error:
        raise FetchError(
            Reason.BROKEN, f"It is packed wrongly ({error}); try again later.", again=True
        ) from error
    if machine and not machine.eof:
        raise FetchError(Reason.BROKEN, "It broke off before its end; try again later.", again=True)


def _window(piece: bytes) -> int:
    """Tell gzip and zlib, which announce themselves, from the bare stream that some servers call deflate."""
    zlib_header = piece[0] & 0x0F == 8 and (len(piece) < 2 or int.from_bytes(piece[:2], "big") % 31 == 0)
    return _GZIP_OR_ZLIB if piece.startswith(_GZIP_MAGIC[:1]) or zlib_header else -zlib.MAX_WBITS
