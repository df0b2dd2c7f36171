"""Actor codes as users give and read them: a name, demonym, code or acronym to a code, and back to a name."""

import difflib
import re

from bilateral.exceptions import ActorError
from bilateral.read.actors.lexicon import WORD, Entry, Form, key, load_lexicon
from bilateral.read.actors.scan import longest

KINDS = {
    "COM": "company",
    "ARM": "armed group",
    "PARTY": "party",
    "NGO": "non-governmental organisation",
    "MED": "media",
    "CIV": "civilians",
    "GOV": "governments",
}
_CODE = re.compile(r"([A-Z][A-Z0-9]*)(?::([A-Z]+))?")
_NAMED = (
    Form.NAME,
    Form.ORGANISATION,
    Form.ADJECTIVE,
    Form.PEOPLE,
    Form.CAPITAL,
    Form.BODY,
    Form.GROUP,
    Form.LEADER,
)


def resolve_actor(words: str) -> str:
    """Return the code that a name, demonym, code or acronym stands for ("Vietnam", "vietnamese", "VNM", "nato").

    Raises:
        ActorError: nothing fits; the message names what comes near.

    """
    cleaned = re.sub(r"^[Tt]he\s+", "", words.strip())
    if (code := _as_code(cleaned)) is not None:
        return code
    for spelling in dict.fromkeys((cleaned, cleaned.title(), cleaned.capitalize(), cleaned.upper())):
        if entry := _lookup(spelling):
            return entry.code
    near = suggestions(cleaned)
    hint = f"; did you mean {' or '.join(near)}?" if near else ""
    raise ActorError(f"no actor is called {words!r}{hint}")


def _as_code(words: str) -> str | None:
    match = _CODE.fullmatch(words.upper())
    if (
        match
        and (match[1] in load_lexicon().display or match[1] == "INT")
        and (not match[2] or match[2].isalpha())
    ):
        return match[0]
    return None


def _lookup(name: str) -> Entry | None:
    """Return the lexicon's first meaning of exactly this name."""
    pieces = [key(word) for word in WORD.findall(name)]
    end, entries = longest(load_lexicon().trie, pieces, 0)
    if not pieces or end < len(pieces):
        return None
    return next((entry for form in _NAMED for entry in entries if entry.form == form), None)


def suggestions(words: str) -> list[str]:
    """Return up to three names of states and organisations that are spelt nearly so."""
    names = {name.lower(): f"{name} ({code})" for code, name in load_lexicon().display.items()}
    return [names[name] for name in difflib.get_close_matches(words.lower(), names, n=3, cutoff=0.6)]


def actor_name(code: str) -> str:
    """Return the display name of a code: "Vietnam" for VNM, "Russia (company)" for RUS:COM; the code if unknown."""
    base, _, kind = code.partition(":")
    name = {"INT": "International"}.get(base) or load_lexicon().display.get(base, base)
    return f"{name} ({KINDS.get(kind, kind.lower())})" if kind else name


def home_state(code: str) -> str:
    """Return the state (or organisation) behind a code: RUS for RUS:COM, VNM for VNM."""
    return code.partition(":")[0]
