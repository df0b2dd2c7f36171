"""What a server sent, taken apart: the envelope of chat completions, then the object that the model wrote."""

import json
import re
from collections.abc import Mapping
from itertools import islice
from typing import Any, Final

from bilateral.read.llm.failing import AskError
from bilateral.read.llm.store import Answer

_FENCE = re.compile(r"```(?:json)?\s*\n(.*?)```", re.DOTALL | re.IGNORECASE)
_THOUGHT = re.compile(r"\A\s*<think>.*?</think>", re.DOTALL)
# Where a server tells no tokens: a token has about four characters of English.
_CHARACTERS_A_TOKEN = 4
_MOST_TOKENS = 10**9
# Prose before the object may have braces of its own.
_MOST_BRACES = 20
LISTS: Final = ("events", "statements", "figures", "agreements")


def open_envelope(body: bytes, asked: int) -> Answer:
    """Return what the model wrote, and the tokens of question and answer; ``asked`` is the question's length.

    Raises:
        AskError: the body is not the answer of a chat completion.

    """
    try:
        envelope = json.loads(body)
        content = envelope["choices"][0]["message"]["content"]
    except (ValueError, KeyError, IndexError, TypeError, RecursionError) as error:
        raise AskError("The server's answer is no chat completion; see that the address is that of an OpenAI-compatible server.") from error  # fmt: skip
    if not isinstance(content, str):
        raise AskError("The model answered without words; try another model.")
    # Halves of characters, which JSON can write and no database keeps, prove nothing in an article either.
    content = content.encode(errors="replace").decode()
    return Answer(content, _tokens(envelope, asked + len(content)))


def _tokens(envelope: Mapping[str, Any], characters: int) -> int:
    """Return the tokens that the server reports, or an estimate where it reports none that could be."""
    usage = envelope.get("usage")
    parts = (
        [usage.get(name) for name in ("prompt_tokens", "completion_tokens")]
        if isinstance(usage, dict)
        else [None]
    )
    told = [part for part in parts if type(part) is int and 0 <= part <= _MOST_TOKENS]
    return sum(told) if len(told) == len(parts) else characters // _CHARACTERS_A_TOKEN


def parse_content(content: str) -> dict[str, Any]:
    """Return the object that the model wrote, whether it stands alone, in a fence or among prose.

    Raises:
        AskError: there is none, or it breaks off.

    """
    words = _THOUGHT.sub("", content)
    fenced = _FENCE.search(words)
    braces = islice(re.finditer(r"\{", words), _MOST_BRACES)
    for candidate in (fenced[1] if fenced else words, *(words[brace.start() :] for brace in braces)):
        value = _object_at_start(candidate.strip())
        if value is not None:
            return value
    raise AskError("The model's answer holds no whole JSON object; raise the option answer, make piece smaller, or try another model.")  # fmt: skip


def _object_at_start(words: str) -> dict[str, Any] | None:
    try:
        value, _ = json.JSONDecoder().raw_decode(words)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) and any(name in value for name in LISTS) else None
