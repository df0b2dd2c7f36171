"""Lists of feeds to watch: OPML, or plain lines of addresses."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from bilateral.collect.decode import decode
from bilateral.collect.items import Limits, Reason, problem
from bilateral.collect.sources import Source, display_name
from bilateral.collect.texts import whole
from bilateral.collect.web.addresses import parse_address, shown_address
from bilateral.collect.web.reading import is_address
from bilateral.collect.xml import local_name, parse_xml
from bilateral.exceptions import FetchError
from bilateral.model import Problem

_MOST_FEEDS = 20_000


def feed_addresses(
    sources: Iterable[Source],
    limits: Limits = Limits(),  # noqa: B008 -- frozen
) -> Iterator[str | Problem]:
    """Yield the address of each feed that the sources name, once, in its normal form.

    A source is an address itself, an OPML file (``xmlUrl`` of every outline, at any depth), or a text file with an
    address a line, where ``#`` begins a remark.
    """
    seen: set[str] = set()
    for source in sources:
        found = [source] if isinstance(source, str) and is_address(source) else _in_file(Path(source), limits)
        for words in found:
            address = words if isinstance(words, Problem) else _checked(words, shown_address(str(source)))
            if isinstance(address, Problem):
                yield address
            elif address not in seen:
                seen.add(address)
                yield address


def _checked(words: str, source: str) -> str | Problem:
    try:
        return str(parse_address(words))
    except FetchError as error:
        return Problem(source, error.reason, error.detail)


def _in_file(path: Path, limits: Limits) -> Iterator[str | Problem]:
    name = display_name(path)
    try:
        with path.open("rb") as stream:
            data = whole(stream, name, limits)
    except OSError as error:
        reason = Reason.MISSING if isinstance(error, FileNotFoundError) else Reason.UNREADABLE
        yield problem(name, reason, f"It cannot be read: {error.strerror}; name an OPML file or a list.")
        return
    if isinstance(data, Problem):
        yield data
        return
    try:
        found = _outlined(data) if data.lstrip().startswith((b"<", b"\xef\xbb\xbf<")) else _listed(data)
    except FetchError as error:
        yield Problem(name, error.reason, error.detail)
        return
    if not found:
        yield problem(name, Reason.EMPTY, "It names no feed.")
    if len(found) > _MOST_FEEDS:
        yield problem(name, Reason.TOO_MANY, f"It names more than {_MOST_FEEDS:,} feeds; divide it.")
    yield from found[:_MOST_FEEDS]


def _outlined(data: bytes) -> list[str]:
    root = parse_xml(data).root
    if local_name(root) != "opml":
        raise FetchError(
            Reason.NOT_A_FEED, "It is no OPML; to watch one feed, give its address, not its file."
        )
    try:
        values = [
            value
            for element in root.iter("{*}outline")
            for name, value in element.attrib.items()
            if name.lower() == "xmlurl"
        ]
    except UnicodeDecodeError as error:
        raise FetchError(
            Reason.MALFORMED, "It refers to a character that there is none of; mend the file."
        ) from error
    return [value for value in values if value.strip()]


def _listed(data: bytes) -> list[str]:
    decoded = decode(data)
    if decoded is None:
        raise FetchError(Reason.ENCODING, "It is not valid UTF-8; convert it to UTF-8 first.")
    lines = (line.split(" #")[0].strip() for line in decoded.text.splitlines())
    return [line for line in lines if line and not line.startswith("#")]
