"""A record as linked data: W3C Web Annotations for the mentions, PROV-O for where every entry comes from.

Sources: Web Annotation Data Model and Vocabulary (W3C Recommendations, 23 February 2017), PROV-O (W3C Recommendation,
30 April 2013), JSON-LD 1.1. The positions of Web Annotations count Unicode code points, as spans do here.
"""

from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

import sqlalchemy as sa

from bilateral.export.evidence import Used, article_rows, with_evidence
from bilateral.export.linked.context import CONTEXT
from bilateral.export.linked.nodes import annotation_node, article_node, entry_node
from bilateral.export.linked.provenance import judgement_nodes, making_nodes
from bilateral.export.scope import Scope, entries_in
from bilateral.export.streams import Tally, write_document

__all__ = ["write_jsonld"]

Node = Mapping[str, Any]


def write_jsonld(connection: sa.Connection, scope: Scope, file: BinaryIO) -> Mapping[str, int]:
    """Write one JSON-LD document with its context inside, and return how many of each it holds."""
    tally = Tally()
    write_document(file, {"@context": CONTEXT}, "@graph", _nodes(connection, scope, tally))
    return tally


def _nodes(connection: sa.Connection, scope: Scope, tally: Tally) -> Iterator[Node]:
    making, nodes = making_nodes(connection)
    yield from nodes
    with Used() as used:
        for entry, evidence in with_evidence(connection, entries_in(connection, scope), text=True):
            used.add(entry, evidence)
            tally.add("entries")
            tally.add("annotations", len(evidence))
            yield entry_node(entry, making)
            yield from (annotation_node(one, making) for one in evidence)
        for row in article_rows(connection, used.addresses()):
            tally.add("articles")
            yield article_node(row)
        for node in judgement_nodes(connection, used.addresses()):
            tally.add("judgements")
            yield node
