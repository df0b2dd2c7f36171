"""PLOVER's quad classes and conflict–cooperation scores, from one versioned table (``lexicon/plover_scores.tsv``)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources

LOWEST, HIGHEST = -10.0, 10.0
"""The ends of PLOVER's scale: the worst conflict and the fullest cooperation."""


class Quad(StrEnum):
    """The four quad classes, from the most cooperative to the most conflictual."""

    MATERIAL_COOPERATION = "material cooperation"
    VERBAL_COOPERATION = "verbal cooperation"
    VERBAL_CONFLICT = "verbal conflict"
    MATERIAL_CONFLICT = "material conflict"

    @property
    def cooperative(self) -> bool:
        """Whether the class is one of cooperation."""
        return self in {Quad.MATERIAL_COOPERATION, Quad.VERBAL_COOPERATION}


@dataclass(frozen=True)
class ScoreTable:
    """The table: ``rows`` gives quad class and score by event type and mode; the mode "" is the type itself."""

    version: str
    rows: Mapping[tuple[str, str], tuple[Quad, float]]

    def quad(self, event_type: str) -> Quad:
        """Return the quad class of an event type."""
        return self.rows[event_type, ""][0]

    def score(self, event_type: str, mode: str | None) -> float:
        """Return the score of a type in a mode; a mode without a score of its own takes that of the type."""
        return self.rows.get((event_type, mode or ""), self.rows[event_type, ""])[1]


@cache
def load_scores() -> ScoreTable:
    """Return the table that ships with this version."""
    text = resources.files("bilateral.lexicon").joinpath("plover_scores.tsv").read_text(encoding="utf-8")
    version = re.search(r"Version: (\S+)", text)
    cells = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    rows = {(event_type, mode): (Quad(quad), float(score)) for event_type, mode, quad, score, _ in cells}
    return ScoreTable(version[1] if version else "unversioned", rows)
