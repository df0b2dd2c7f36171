"""Events: who did what to whom, in PLOVER's types, from one article.

Actors of a sentence make pairs (`candidates`), a trained encoder scores them (`windows`, `tensors`, `encoder`), scores
become links (`judge`, `select`), links of a sentence become events (`decode`, `fields`), and mentions of one event
join (`merge`).
"""

from bilateral.model import Event
from bilateral.read.events.candidates import find_pairs
from bilateral.read.events.classify import MarkedPair, classify_pairs
from bilateral.read.events.decode import join_links
from bilateral.read.events.encoder import load_encoder
from bilateral.read.events.judge import judge_pairs
from bilateral.read.events.merge import merge_events
from bilateral.read.events.select import select_links
from bilateral.read.findings import Findings

__all__ = ["MarkedPair", "classify_pairs", "read_events"]


def read_events(findings: Findings) -> tuple[Event, ...]:
    """Return the events of the article in the order of the text, each told once.

    The actors must have been found; statements and dates give ``said_by`` and ``when`` where they were read.
    """
    pairs = tuple(find_pairs(findings))
    if not pairs:
        return ()
    links = select_links(judge_pairs(load_encoder(), findings, pairs))
    return merge_events(join_links(findings, links))
