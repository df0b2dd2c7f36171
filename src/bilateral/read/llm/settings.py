"""What the user sets of the language-model reader, checked before anything is asked."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import httpx

from bilateral.collect.web.addresses import parse_address
from bilateral.exceptions import FetchError, ReaderError

_LONGEST_FILE = 4_096
FORMATS: Final = ("schema", "object", "text")


@dataclass(frozen=True, slots=True)
class LlmSettings:
    """The settings; docs/readers.md tells each. Times are in seconds, ``piece`` is in characters of an article."""

    address: httpx.URL
    model: str
    key: str = field(default="", repr=False)
    cache: Path | None = None
    format: str = "schema"
    temperature: float = 0.0
    piece: int = 8_000
    answer: int = 4_096
    calls: int = 1_000
    tokens: int = 5_000_000
    seconds: float = 3_600.0
    article_seconds: float = 300.0
    call_seconds: float = 120.0
    retries: int = 3
    confidence: float = 0.5


def read_settings(options: Mapping[str, str]) -> LlmSettings:
    """Return the settings that the options of a call give.

    Raises:
        ReaderError: an option is missing, unknown, or has a value that cannot be; values of ``key`` are never shown.

    """
    unknown = sorted(options.keys() - _OPTIONS.keys() - {"key-file"})
    if unknown:
        names = ", ".join(sorted([*_OPTIONS, "key-file"]))
        raise ReaderError(f"the reader 'llm' has no option {unknown[0][:40]!r}; its options are {names}")
    missing = [name for name in ("address", "model") if not options.get(name)]
    if missing:
        raise ReaderError(
            f"the reader 'llm' needs the option {missing[0]!r} (--reader-option {missing[0]}=…)"
        )
    values = {
        name.replace("-", "_"): _OPTIONS[name](name, options[name]) for name in options if name in _OPTIONS
    }
    if "key-file" in options:
        if "key" in options:
            raise ReaderError("the reader 'llm' takes key or key-file, not both")
        values["key"] = _key("key-file", _first_line(Path(options["key-file"])))
    return LlmSettings(**values)


def _address(_name: str, value: str) -> httpx.URL:
    try:
        url = parse_address(value)
    except FetchError as error:
        raise ReaderError(f"the reader 'llm' cannot ask there: {error.detail}") from error
    if url.query:
        raise ReaderError(
            "the address of the reader 'llm' may have no query; end it where /chat/completions follows"
        )
    return url.copy_with(path=url.path.rstrip("/") + "/chat/completions")


def _model(name: str, value: str) -> str:
    if not value.isprintable() or " " in value or len(value) > 100:
        raise ReaderError(f"{name} must be up to 100 printable characters without a space")
    return value


def _key(name: str, value: str) -> str:
    key = value.strip()
    if not key or not key.isascii() or not key.isprintable() or " " in key:
        raise ReaderError(f"{name} holds no key: printable ASCII characters without a space")
    return key


def _first_line(path: Path) -> str:
    try:
        with path.open(encoding="utf-8") as file:
            return file.read(_LONGEST_FILE).partition("\n")[0]
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or "it is no text"
        raise ReaderError(f"the key file {path} cannot be read: {why}") from error


def _path(_name: str, value: str) -> Path:
    path = Path(value).expanduser()
    return path / "answers.sqlite" if path.is_dir() else path


def _choice(name: str, value: str) -> str:
    if value not in FORMATS:
        raise ReaderError(f"{name} is one of {', '.join(FORMATS)}, not {value[:40]!r}")
    return value


def _number(least: float, most: float, kind: type = int) -> Callable[[str, str], Any]:
    """Return a function that reads a number from ``least`` to ``most``."""

    def read(name: str, value: str) -> Any:
        try:
            number = kind(value)
        except ValueError:
            number = math.nan
        if not least <= number <= most:
            raise ReaderError(f"{name} is a number from {least:g} to {most:g}, not {value[:40]!r}")
        return number

    return read


_DAY = 86_400.0
_OPTIONS: Final[Mapping[str, Callable[[str, str], Any]]] = {
    "address": _address,
    "model": _model,
    "key": _key,
    "cache": _path,
    "format": _choice,
    "temperature": _number(0, 2, float),
    "piece": _number(500, 200_000),
    "answer": _number(64, 200_000),
    "calls": _number(1, 10_000_000),
    "tokens": _number(1, 10**12),
    "seconds": _number(0.1, 30 * _DAY, float),
    "article-seconds": _number(0.1, _DAY, float),
    "call-seconds": _number(0.1, _DAY, float),
    "retries": _number(0, 20),
    "confidence": _number(0, 1, float),
}
