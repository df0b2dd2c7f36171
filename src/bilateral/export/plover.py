"""Events as a table of the shape of POLECAT's, the event data coded by PLOVER.

The first forty columns are those of POLECAT's published weekly files (Harvard Dataverse), in
their order; what the record does not hold (places, Wikipedia pages, contexts) is empty. The record's own follow.
"""

from collections.abc import Mapping
from typing import Any, BinaryIO, Final

import sqlalchemy as sa

from bilateral.export.scope import Scope
from bilateral.export.sides import Dyad, Side, dyads
from bilateral.export.streams import Tally
from bilateral.export.tsv import tsv_line
from bilateral.measure.scores import load_scores
from bilateral.version import VERSION

POLECAT: Final = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts",
    "Actor Name", "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title",
    "Actor Name Raw", "Wikipedia Actor ID",
    "Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector", "Recipient Sectors",
    "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID",
    "Placename", "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename",
    "Feature Type", "Source", "Publication Date", "Story People", "Story Organizations", "Story Locations",
    "Language", "Version",
)  # fmt: skip
"""POLECAT's columns."""

OWN: Final = ("Entry ID", "Actor Code", "Recipient Code", "When", "Families", "Articles", "Mentions", "Confidence", "Said By", "Source Address", "Source URL")  # fmt: skip
"""The columns that follow: how the record names the event, its time as told, and how many independent sources."""

COLUMNS: Final = (*POLECAT, *OWN)


def write_plover(connection: sa.Connection, scope: Scope, file: BinaryIO) -> Mapping[str, int]:
    """Write the table, with a line of names, and return how many rows and events it has."""
    tally = Tally()
    file.write(tsv_line(COLUMNS))
    for dyad in dyads(connection, scope, tally):
        row = plover_row(dyad)
        file.write(tsv_line(row.get(name) for name in COLUMNS))
    return tally


def plover_row(dyad: Dyad) -> dict[str, Any]:
    """Return the cells of one row by column; columns that are left out are empty."""
    entry, first, scores = dyad.entry, dyad.evidence[0], load_scores()
    kind, mode = entry.fields["type"], entry.fields["mode"]
    return {
        "Event ID": f"{entry.id}-{dyad.actor.code}-{dyad.recipient.code}",
        "Event Date": dyad.day,
        "Event Type": kind,
        "Event Mode": mode,
        "Intensity": scores.score(kind, mode),
        "Quad Code": scores.quad(kind).upper(),
        **_side("Actor", dyad.actor),
        **_side("Recipient", dyad.recipient),
        "Source": first.outlet,
        "Publication Date": first.published,
        "Language": "en",
        "Version": f"Bilateral {VERSION}",
        "Entry ID": entry.id,
        "Actor Code": dyad.actor.code,
        "Recipient Code": dyad.recipient.code,
        "When": entry.when,
        "Families": entry.families,
        "Articles": entry.articles,
        "Mentions": len(dyad.evidence),
        "Confidence": entry.confidence,
        "Said By": entry.fields["said_by"],
        "Source Address": first.article,
        "Source URL": first.url,
    }


def _side(part: str, side: Side) -> dict[str, str]:
    return {
        f"{part} Name": side.name,
        f"{part} Country": side.country,
        f"Primary {part} Sector": side.sector,
        f"{part} Sectors": side.sector,
    }
