"""Words from strangers, made fit to be kept and shown."""

import unicodedata

# Control characters, which a terminal would obey and PostgreSQL partly refuses, and halves of characters.
_UNFIT = frozenset({"Cc", "Cs"})


def can_be_kept(words: str) -> bool:
    """Say whether a text has only characters that every database keeps and no screen obeys."""
    return not any(unicodedata.category(char) in _UNFIT for char in words)


def kept_words(words: object, longest: int) -> str:
    """Return a text cut to a length, each character that cannot be kept or shown replaced."""
    cut = str(words)[: longest + 1]
    cut = cut if len(cut) <= longest else f"{cut[: longest - 1]}…"
    return "".join(char if char.isprintable() else "\ufffd" for char in cut)
