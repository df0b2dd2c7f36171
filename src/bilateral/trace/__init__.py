"""Articles to families: who carries whose text, how much of it, and where it came from."""

from bilateral.trace.edge import FamilyEdge, Passage, Relation
from bilateral.trace.families import Membership
from bilateral.trace.index import SketchIndex
from bilateral.trace.rows import family_rows
from bilateral.trace.spun import SpunMark, spun_marks
from bilateral.trace.tracing import Tracer, Tracing, families_of, trace

__all__ = [
    "FamilyEdge",
    "Membership",
    "Passage",
    "Relation",
    "SketchIndex",
    "SpunMark",
    "Tracer",
    "Tracing",
    "families_of",
    "family_rows",
    "spun_marks",
    "trace",
]
