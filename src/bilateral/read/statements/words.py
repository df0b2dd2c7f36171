"""The word lists by which speakers are known, from ``lexicon/speakers.json``."""

import json
from functools import cache
from importlib.resources import files


@cache
def _lists() -> dict[str, list[str]]:
    text = (files("bilateral") / "lexicon" / "speakers.json").read_text(encoding="utf-8")
    lists: dict[str, list[str]] = json.loads(text)["lists"]
    return lists


def word_list(name: str) -> frozenset[str]:
    """Return one list of words by its name; the file is read once a process."""
    return frozenset(_lists()[name])
