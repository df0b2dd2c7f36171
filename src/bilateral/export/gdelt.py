"""Events as lines of the shape of GDELT's event files, of version 2.0 (61 columns) or 1.0 (58).

Columns and their order are those of GDELT's codebooks (Event Codebook 2.0; Data Format Codebook
1.03 of 25 August 2013); like GDELT's files these have no line of names. Event codes are CAMEO roots (``lexicon/
plover_cameo.tsv``) with a nought behind, "not specified below"; GoldsteinScale holds the score of PLOVER's table, which
has the same ends. What the record does not hold is empty, or 0 where GDELT has 0 for "no match".
"""

import hashlib
from collections.abc import Mapping
from functools import cache, partial
from importlib import resources
from typing import Any, BinaryIO, Final

import sqlalchemy as sa

from bilateral.export.names import article_name, web_address
from bilateral.export.scope import Scope
from bilateral.export.sides import Dyad, Side, dyads
from bilateral.export.streams import Tally
from bilateral.export.tsv import tsv_line
from bilateral.measure.scores import Quad, load_scores

_ACTOR = ("Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code", "Type1Code", "Type2Code", "Type3Code")  # fmt: skip
_GEO = ("Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")

COLUMNS: Final = (
    "GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate",
    *(f"Actor{side}{name}" for side in (1, 2) for name in _ACTOR),
    "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale",
    "NumMentions", "NumSources", "NumArticles", "AvgTone",
    *(f"{place}Geo_{name}" for place in ("Actor1", "Actor2", "Action") for name in _GEO),
    "DATEADDED", "SOURCEURL",
)  # fmt: skip
"""The columns of version 2.0."""

COLUMNS_1: Final = tuple(name for name in COLUMNS if not name.endswith("ADM2Code"))
"""The columns of version 1.0."""

_QUADS: Final = {Quad.VERBAL_COOPERATION: 1, Quad.MATERIAL_COOPERATION: 2, Quad.VERBAL_CONFLICT: 3, Quad.MATERIAL_CONFLICT: 4}  # fmt: skip
# CAMEO's types for PLOVER's sectors; it has none for a party as such.
_TYPES: Final = {sector: sector for sector in ("GOV", "BUS", "REB", "NGO", "MED", "CVL", "IGO")}
# Ids stay below 2^53, so that readers that keep numbers as doubles (R, JavaScript) keep them apart.
_LARGEST_ID: Final = 2**53


def _write(
    connection: sa.Connection, scope: Scope, file: BinaryIO, *, columns: tuple[str, ...], clock: str
) -> Mapping[str, int]:
    """Write the lines and return how many rows and events they are; ``clock`` ends the day on which one was added."""
    tally = Tally()
    for dyad in dyads(connection, scope, tally):
        row = gdelt_row(dyad)
        row["DATEADDED"] = row["DATEADDED"] and row["DATEADDED"] + clock
        file.write(tsv_line(row.get(name) for name in columns))
    return tally


write_gdelt = partial(_write, columns=COLUMNS, clock="000000")
write_gdelt_1 = partial(_write, columns=COLUMNS_1, clock="")


def gdelt_row(dyad: Dyad) -> dict[str, Any]:
    """Return the cells of one row by column; columns that are left out are empty."""
    entry, first, scores = dyad.entry, dyad.evidence[0], load_scores()
    kind, mode = entry.fields["type"], entry.fields["mode"]
    root = cameo_root(kind, mode)
    return {
        "GLOBALEVENTID": _number(entry.id, dyad.actor.code, dyad.recipient.code),
        **_dates(dyad.day),
        **_side(1, dyad.actor),
        **_side(2, dyad.recipient),
        "EventCode": f"{root}0",
        "EventBaseCode": f"{root}0",
        "EventRootCode": root,
        "QuadClass": _QUADS[scores.quad(kind)],
        "GoldsteinScale": scores.score(kind, mode),
        "NumMentions": len(dyad.evidence),
        "NumSources": entry.families,
        "NumArticles": entry.articles,
        **{f"{place}Geo_Type": 0 for place in ("Actor1", "Actor2", "Action")},
        "DATEADDED": (entry.known or "").replace("-", ""),
        "SOURCEURL": web_address(first.url) or article_name(first.article),
    }


def _number(*parts: str) -> int:
    """Return the id of a row: the same for the same event and sides in every export."""
    return int.from_bytes(hashlib.sha256("\t".join(parts).encode()).digest()[:8]) % _LARGEST_ID


def _dates(day: str) -> dict[str, str]:
    """Return a day in GDELT's four forms; its fraction of a year is (month * 30 + day) / 365, as the codebook has it."""
    year, month, date = day.split("-")
    fraction = (int(month) * 30 + int(date)) / 365
    return {
        "SQLDATE": year + month + date,
        "MonthYear": year + month,
        "Year": year,
        "FractionDate": f"{int(year) + min(fraction, 0.9999):.4f}",
    }


def _side(number: int, side: Side) -> dict[str, str]:
    kind = _TYPES.get(side.sector, "")
    return {
        f"Actor{number}Code": f"{side.country}{kind}" if side.country else side.code.replace(":", ""),
        f"Actor{number}Name": side.name.upper(),
        f"Actor{number}CountryCode": side.country,
        f"Actor{number}Type1Code": kind,
    }


@cache
def _roots() -> dict[tuple[str, str], str]:
    text = resources.files("bilateral.lexicon").joinpath("plover_cameo.tsv").read_text(encoding="utf-8")
    cells = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    return {(kind, mode): root for kind, mode, root, _ in cells}


def cameo_root(kind: str, mode: str | None) -> str:
    """Return the CAMEO root of a PLOVER event type; a mode without a row of its own takes that of the type."""
    return _roots().get((kind, mode or ""), _roots()[kind, ""])
