"""The page of one article: its frozen text with everything read from it, beside the articles that share its words."""

from collections import Counter
from collections.abc import Sequence

import sqlalchemy as sa
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bilateral.model import Article, Kind
from bilateral.plain import KIND_FIELDS
from bilateral.reconcile.labels import label_of
from bilateral.show.web.highlight import Mark, Paragraph, make_paragraphs, marks_of
from bilateral.show.web.queries.texts import (
    Kin,
    Reading,
    find_appearances,
    find_article,
    find_kin,
    find_membership,
    find_readings,
)
from bilateral.show.web.site import site_of


def article(request: Request) -> Response:
    """Show an article; the start of its address is enough where only one begins so."""
    site, asked = site_of(request), request.path_params["address"]
    with site.read() as reader:
        found = find_article(reader.connection, asked)
        if found is None:
            words = f"The record has no article {asked!r}."
            return site.render(request, "message.html", status=404, title="No such article", words=words)
        if found.address != asked:
            return RedirectResponse(f"/article/{found.address}", 303)
        kin = find_kin(reader.connection, found.address)
        other = request.query_params.get("with", "")
        compared = _compared(reader.connection, found, kin, other) if other else None
        readings = find_readings(reader.connection, found.address)
        marks = [mark for r in readings for mark in marks_of(r.kind, r.id, r.fields)]
        return site.render(
            request,
            "article.html",
            article=found,
            membership=find_membership(reader.connection, found.address),
            appearances=find_appearances(reader.connection, found.address),
            kin=kin,
            compared=compared,
            paragraphs=make_paragraphs(found.text, marks),
            readings={reading.id: reading for reading in readings},
            labels={reading.id: _label(reading) for reading in readings},
            counts=Counter(reading.kind for reading in readings),
        )


def _label(reading: Reading) -> str:
    return reading.label or label_of(
        Kind(reading.kind), dict.fromkeys(KIND_FIELDS[Kind(reading.kind)]) | reading.fields
    )


def _compared(
    connection: sa.Connection, article: Article, kin: Sequence[Kin], other: str
) -> tuple[Kin, list[Paragraph], list[Paragraph]] | None:
    """Return another article that shares words with this one, and both texts with the shared passages marked."""
    shared = next((each for each in kin if each.address == other), None)
    beside = find_article(connection, other) if shared else None
    if shared is None or beside is None:
        return None
    own = [Mark(p[0], p[1], "", str(n)) for n, p in enumerate(shared.passages, 1)]
    theirs = [Mark(p[2], p[3], "", str(n)) for n, p in enumerate(shared.passages, 1)]
    return shared, make_paragraphs(article.text, own), make_paragraphs(beside.text, theirs)
