"""Measures with their charts: the series of two actors, the balance of one among its partners, its map, the network
of a period.
"""

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from markupsafe import Markup
from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import Response

from bilateral.measure import (
    Balance,
    Bin,
    Network,
    Quad,
    Series,
    Weight,
    balance,
    days_in,
    network,
    series,
)
from bilateral.model import Status
from bilateral.read.actors import home_state
from bilateral.show.charts import balance_svg, series_svg
from bilateral.show.maps import map_svg
from bilateral.show.network import network_svg
from bilateral.show.tables import csv_text
from bilateral.show.web.filters import iso_date
from bilateral.show.web.pages.actors import canonical
from bilateral.show.web.render import actor_path, address
from bilateral.show.web.site import site_of

TIES = 60


@dataclass(frozen=True, slots=True)
class Asked:
    """How a measure is to be counted, as it stands in an address."""

    by: str = Bin.YEAR
    weight: str = Weight.ENTRIES
    since: str = ""
    until: str = ""
    as_of: str = ""

    @property
    def period(self) -> dict[str, str]:
        """The days between which is counted, as they stand in an address."""
        return {"since": self.since, "until": self.until, "as_of": self.as_of}

    @property
    def counted(self) -> dict[str, Any]:
        """The arguments that every measure takes."""
        ends = {"since": self.since or None, "until": self.until or None, "known": self.as_of or None}
        return {"weight": self.weight, **ends}


def read_asked(given: QueryParams) -> Asked:
    """Return how the query of an address wants a measure counted.

    Raises:
        DateError: a date is none.

    """
    dates = {name: iso_date(given.get(name, "").strip()) for name in ("since", "until", "as_of")}
    by = given["by"] if given.get("by") in list(Bin) else Bin.YEAR
    weight = given["weight"] if given.get("weight") in list(Weight) else Weight.ENTRIES
    return Asked(by=str(by), weight=str(weight), **dates)


def show_series(request: Request) -> Response:
    """Show the events of two actors over time with their scores, as chart and table, or as CSV."""
    site, asked = site_of(request), read_asked(request.query_params)
    codes = canonical(request.path_params["one"]), canonical(request.path_params["other"])
    with site.read() as reader:
        made, chart = reader.keep_lately(_series, codes[0], codes[1], asked)
        if request.query_params.get("format") == "csv":
            return Response(csv_text(made.rows()), media_type="text/csv")
        return site.render(
            request,
            "series.html",
            codes=codes,
            asked=asked,
            series=made,
            chart=chart,
            choices={"by": list(Bin), "weight": list(Weight)},
            link=lambda period, quad=None: _events_address(*codes, period, quad),
        )


def _series(connection: sa.Connection, one: str, other: str, asked: Asked) -> tuple[Series, Markup]:
    made = series(connection, one, other, by=asked.by, **asked.counted)
    drawn = series_svg(made, lambda period, quad: _events_address(one, other, period, quad))
    return made, Markup(drawn)  # noqa: S704 -- made of elements, every word escaped


def _events_address(one: str, other: str, period: str, quad: Quad | None) -> str:
    """Return the address of the events that a number of a series counts."""
    since, until = days_in(period) if "Q" in period else (period, period)
    path = f"/{actor_path(one)}/{actor_path(other)}"
    return address(path, show="event", status=Status.ACTUAL, since=since, until=until, quad=quad)


def show_balance(request: Request) -> Response:
    """Show how a state shares out its cooperation among its partners over time."""
    site, asked = site_of(request), read_asked(request.query_params)
    code = home_state(canonical(request.path_params["one"]))
    with site.read() as reader:
        made, chart = reader.keep_lately(_balance, code, asked)
        if request.query_params.get("format") == "csv":
            return Response(csv_text(made.rows()), media_type="text/csv")
        return site.render(
            request,
            "balance.html",
            code=code,
            asked=asked,
            balance=made,
            chart=chart,
            choices={"by": list(Bin), "weight": list(Weight)},
            link=lambda period, partner=None: _partner_address(code, period, partner),
        )


def _balance(connection: sa.Connection, code: str, asked: Asked) -> tuple[Balance, Markup]:
    made = balance(connection, code, by=asked.by, **asked.counted)
    drawn = balance_svg(made, lambda period, partner: _partner_address(code, period, partner))
    return made, Markup(drawn)  # noqa: S704 -- made of elements, every word escaped


def _partner_address(code: str, period: str, partner: str | None) -> str:
    if partner is None:
        return f"/{actor_path(code)}"
    return _events_address(code, partner, period, None)


def show_map(request: Request) -> Response:
    """Show the partners of a state, as a table and where they lie."""
    site, asked = site_of(request), read_asked(request.query_params)
    code = home_state(canonical(request.path_params["one"]))
    with site.read() as reader:
        made, drawn = reader.keep_lately(_map, code, asked)
        return site.render(
            request,
            "map.html",
            code=code,
            asked=asked,
            partners=made.partners[:TIES],
            map=drawn,
            parameters=asked.period,
            choices={"weight": list(Weight)},
        )


def _map(connection: sa.Connection, code: str, asked: Asked) -> tuple[Balance, Markup]:
    made = balance(connection, code, by=asked.by, **asked.counted)
    drawn = map_svg(made, lambda partner: _pair_address(code, partner, asked))
    return made, Markup(drawn)  # noqa: S704 -- made of elements, every word escaped


def _pair_address(one: str, other: str, asked: Asked) -> str:
    return address(f"/{actor_path(one)}/{actor_path(other)}", asked.period)


def show_network(request: Request) -> Response:
    """Show the pairs with the most events of a period."""
    site, asked = site_of(request), read_asked(request.query_params)
    with site.read() as reader:
        made, drawn = reader.keep_lately(_network, asked)
        return site.render(
            request,
            "network.html",
            asked=asked,
            network=made,
            drawn=drawn,
            parameters=asked.period,
            choices={"weight": list(Weight)},
        )


def _network(connection: sa.Connection, asked: Asked) -> tuple[Network, Markup]:
    made = network(connection, most=TIES, **asked.counted)
    drawn = network_svg(
        made,
        lambda one, other: _pair_address(one, other, asked),
        lambda code: f"/{actor_path(code)}",
    )
    return made, Markup(drawn)  # noqa: S704 -- made of elements, every word escaped
