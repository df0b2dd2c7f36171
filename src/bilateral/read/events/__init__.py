"""Events: who did what to whom, in PLOVER's types, from one article."""

from bilateral.model import Event
from bilateral.read.events.candidates import find_pairs
from bilateral.read.events.decode import join_links
from bilateral.read.events.merge import merge_events
from bilateral.read.events.rules import link_by_rule
from bilateral.read.findings import Findings

__all__ = ["read_events"]


def read_events(findings: Findings) -> tuple[Event, ...]:
    """Return the events of the article in the order of the text, each told once.

    The actors must have been found; statements and dates give ``said_by`` and ``when`` where they were read.
    """
    links = link_by_rule(findings, find_pairs(findings))
    return merge_events(join_links(findings, links))
