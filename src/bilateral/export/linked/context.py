"""The JSON-LD context: the terms of the W3C under their usual short names, and this project's own words beside them."""

from typing import Any, Final

_OWN = "urn:bilateral:term:"


def _link(iri: str) -> dict[str, str]:
    return {"@id": iri, "@type": "@id"}


def _typed(iri: str, datatype: str) -> dict[str, str]:
    return {"@id": iri, "@type": datatype}


CONTEXT: Final[dict[str, Any]] = {
    "@version": 1.1,
    "oa": "http://www.w3.org/ns/oa#",
    "prov": "http://www.w3.org/ns/prov#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "bilateral": _OWN,
    "id": "@id",
    "type": "@type",
    # Web Annotation
    "body": _link("oa:hasBody"),
    "target": _link("oa:hasTarget"),
    "source": _link("oa:hasSource"),
    "selector": _link("oa:hasSelector"),
    "motivation": _link("oa:motivatedBy"),
    "exact": "oa:exact",
    "prefix": "oa:prefix",
    "suffix": "oa:suffix",
    "start": _typed("oa:start", "xsd:nonNegativeInteger"),
    "end": _typed("oa:end", "xsd:nonNegativeInteger"),
    "value": "rdf:value",
    "format": "dc:format",
    # PROV-O
    "wasDerivedFrom": _link("prov:wasDerivedFrom"),
    "wasGeneratedBy": _link("prov:wasGeneratedBy"),
    "wasAssociatedWith": _link("prov:wasAssociatedWith"),
    "used": _link("prov:used"),
    "startedAtTime": _typed("prov:startedAtTime", "xsd:dateTime"),
    "endedAtTime": _typed("prov:endedAtTime", "xsd:dateTime"),
    # Articles, people and programs
    "label": "rdfs:label",
    "comment": "rdfs:comment",
    "title": "dcterms:title",
    "publisher": "dcterms:publisher",
    "date": _typed("dcterms:date", "xsd:date"),
    "hasPart": _link("dcterms:hasPart"),
    "page": _link("foaf:page"),
    "name": "foaf:name",
    # This project's own words, as docs/record.md has them
    "address": f"{_OWN}address",
    "url": f"{_OWN}url",
    "family": _link(f"{_OWN}family"),
    "relation": f"{_OWN}relation",
    "kind": f"{_OWN}kind",
    "eventType": f"{_OWN}type",
    "mode": f"{_OWN}mode",
    "status": f"{_OWN}status",
    "when": f"{_OWN}when",
    "day": _typed(f"{_OWN}day", "xsd:date"),
    "known": _typed(f"{_OWN}known", "xsd:date"),
    "families": _typed(f"{_OWN}families", "xsd:integer"),
    "articles": _typed(f"{_OWN}articles", "xsd:integer"),
    "confidence": _typed(f"{_OWN}confidence", "xsd:double"),
    "participant": _link(f"{_OWN}participant"),
    "actor": _link(f"{_OWN}actor"),
    "code": f"{_OWN}code",
    "part": f"{_OWN}part",
    "fields": {"@id": f"{_OWN}fields", "@type": "@json"},
    "disagreement": {"@id": f"{_OWN}disagreement", "@type": "@json"},
    "change": {"@id": f"{_OWN}change", "@type": "@json"},
    "verdict": f"{_OWN}verdict",
    "undoes": _link(f"{_OWN}undoes"),
}
