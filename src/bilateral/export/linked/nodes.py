"""Entries, their mentions as annotations, and articles as nodes of the graph."""

from collections.abc import Mapping
from typing import Any

from bilateral.batches import to_json
from bilateral.export.evidence import Evidence
from bilateral.export.names import article_name, name_of, web_address
from bilateral.model import Entry

# Characters of the text before and after a quotation that a selector keeps, to find it again in another copy.
AROUND = 32

Node = dict[str, Any]


def entry_node(entry: Entry, making: str) -> Node:
    """Return an entry: derived from its annotations, with every field, and every value on which families differ."""
    names = ("label", "status", "when", "day", "known", "families", "articles", "confidence")
    plain = {name: getattr(entry, name) for name in names}
    parts = [{"actor": name_of("actor", code), "code": code, "part": part} for code, part in entry.parts]
    return known_only(
        {
            "id": name_of("entry", entry.id),
            "type": ["prov:Entity", f"bilateral:{entry.kind.capitalize()}"],
            "kind": str(entry.kind),
            **plain,
            "eventType": entry.type,
            "mode": entry.fields.get("mode"),
            "participant": parts,
            "fields": dict(entry.fields),
            "disagreement": dict(entry.disagreement) or None,
            "wasDerivedFrom": [name_of("mention", link.mention) for link in entry.links],
            "wasGeneratedBy": making,
        }
    )


def annotation_node(one: Evidence, making: str) -> Node:
    """Return a mention as an annotation of the words that are its evidence; the body is the mention as JSON.

    The target is the article's address on the web, where it has a plain one, else its name by hash; what was read is
    the text of that hash in any case (``wasDerivedFrom``).
    """
    return {
        "id": name_of("mention", one.id),
        "type": ["oa:Annotation", "prov:Entity"],
        "motivation": "oa:classifying",
        "kind": one.kind,
        "confidence": one.confidence,
        "body": {"type": "oa:TextualBody", "format": "application/json", "value": to_json(dict(one.fields))},
        "target": {
            "type": "oa:SpecificResource",
            "source": web_address(one.url) or article_name(one.article),
            "selector": [_quotation(one), _position(one)],
        },
        "wasDerivedFrom": article_name(one.article),
        "wasGeneratedBy": making,
    }


def _quotation(one: Evidence) -> Node:
    before = one.text[max(0, one.start - AROUND) : one.start]
    after = one.text[one.end : one.end + AROUND]
    return {"type": "oa:TextQuoteSelector", "exact": one.quotation, "prefix": before, "suffix": after}


def _position(one: Evidence) -> Node:
    return {"type": "oa:TextPositionSelector", "start": one.start, "end": one.end}


def article_node(row: Mapping[str, Any]) -> Node:
    """Return an article, without its text: its hash, where it appeared first, and what it is a copy of."""
    return known_only(
        {
            "id": article_name(row["address"]),
            "type": ["prov:Entity", "bilateral:Article"],
            "address": row["address"],
            "title": row["title"] or None,
            "publisher": row["outlet"] or None,
            "date": row["published"],
            "url": row["url"] or None,
            "page": web_address(row["url"]),
            "family": article_name(row["family"]),
            "relation": row["relation"],
            "wasDerivedFrom": article_name(row["of"]) if row["of"] else None,
        }
    )


def known_only(node: Node) -> Node:
    """Return the node without what is null: RDF says nothing of what is not known."""
    return {name: value for name, value in node.items() if value is not None}
