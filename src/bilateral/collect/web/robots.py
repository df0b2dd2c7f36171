"""What a host's robots.txt allows (RFC 9309)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote, unquote_to_bytes

# RFC 9309, section 2.5: at least 500 kibibytes are read.
READ_AT_MOST = 512_000
PRODUCT = "bilateral"
# Not in the RFC, yet widely used. A host that asks for more than a minute is granted a minute.
_LONGEST_DELAY = 60.0
_LINE = re.compile(r"(user-agent|allow|disallow|crawl-delay)\s*:\s*([^#]*)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules that hold for us: what is allowed by path, and the pause that is asked for, in seconds."""

    rules: tuple[tuple[str, bool], ...] = ()
    delay: float = 0.0

    def allows(self, path: str) -> bool:
        """Say whether a path (with its query) may be fetched: the longest rule that fits decides, else yes."""
        wanted = _normal(path)
        fitting = [(len(pattern), allowed) for pattern, allowed in self.rules if _fits(pattern, wanted)]
        return max(fitting)[1] if fitting else True


def parse_robots(data: bytes, product: str = PRODUCT) -> Robots:
    """Return the rules for a product: of the groups that name it, or else of those for everybody."""
    own: list[tuple[str, str]] = []
    common: list[tuple[str, str]] = []
    named = False
    for agents, lines in _groups(data[:READ_AT_MOST].decode("utf-8", "replace").removeprefix("\ufeff")):
        if product in agents:
            named = True
            own += lines
        elif "*" in agents:
            common += lines
    return _robots(own if named else common)


def _groups(text: str) -> Iterator[tuple[set[str], list[tuple[str, str]]]]:
    agents: set[str] = set()
    lines: list[tuple[str, str]] = []
    for line in text.splitlines():
        match = _LINE.match(line.lstrip())
        if not match:
            continue
        word, value = match[1].lower(), match[2].strip()
        if word != "user-agent":
            lines.append((word, value))
            continue
        if lines:
            yield agents, lines
            agents, lines = set(), []
        agents.add(value.partition("/")[0].strip().lower())
    yield agents, lines


def _robots(lines: list[tuple[str, str]]) -> Robots:
    rules = tuple(
        (_normal(value), word == "allow") for word, value in lines if word != "crawl-delay" and value
    )
    delays = [_seconds(value) for word, value in lines if word == "crawl-delay"]
    return Robots(rules, max(delays, default=0.0))


def _seconds(value: str) -> float:
    return min(float(value), _LONGEST_DELAY) if re.fullmatch(r"\d{1,6}(\.\d{1,6})?", value) else 0.0


def _normal(path: str) -> str:
    """Return a path in one spelling: each octet that is no plain letter of an address percent-encoded."""
    return quote(unquote_to_bytes(path), safe="/*$?&=:;,@+!'()~.-_")


def _fits(pattern: str, path: str) -> bool:
    """Say whether a pattern (``*`` stands for anything, ``$`` at its end for the end) fits from the start."""
    whole = pattern.endswith("$")
    first, *rest = pattern.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    if not rest:
        return not whole or path == first
    position = len(first)
    # Each part is taken where it first stands: time is linear, whatever a hostile file asks.
    for part in rest[:-1] if whole else rest:
        found = path.find(part, position)
        if found < 0:
            return False
        position = found + len(part)
    return not whole or (path.endswith(rest[-1]) and len(path) - len(rest[-1]) >= position)
