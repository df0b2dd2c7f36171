"""The page of two actors: what passed between them, filtered by what stands in the address."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bilateral.model import Entry, EventType, Kind
from bilateral.read.actors import actor_name
from bilateral.record.views import entries_by_id
from bilateral.show.dossier import Line, make_lines
from bilateral.show.web.columns import Stretch, columns_svg
from bilateral.show.web.filters import OLDEST, STATUSES, Filters, read_filters
from bilateral.show.web.pages.actors import canonical
from bilateral.show.web.paging import PAGE, Page, cut, page_number
from bilateral.show.web.quads import Quad, quad_of
from bilateral.show.web.queries.dyads import (
    BY_BOTH,
    BY_OTHERS,
    Brief,
    Coverage,
    Level,
    coverage_of,
    find_briefs,
    find_briefs_as_of,
    find_series,
    told_by,
)
from bilateral.show.web.queries.overview import outlet_names
from bilateral.show.web.render import actor_path, address
from bilateral.show.web.site import Reader, site_of
from bilateral.show.web.sparks import spark_svg

# Entries of each kind on the overview; each part leads to the whole list.
OVERVIEW: Mapping[Kind, int] = {
    Kind.EVENT: 20,
    Kind.AGREEMENT: 10,
    Kind.FIGURE: 15,
    Kind.STATEMENT: 10,
}
# A chart shows empty years between others, unless a stray date would make it mostly empty.
MAX_YEARS = 60
# Figures among which series are looked for.
MAX_FIGURES = 1000
TITLES: Mapping[Kind, str] = {
    Kind.EVENT: "Timeline",
    Kind.AGREEMENT: "Agreements",
    Kind.FIGURE: "Figures",
    Kind.STATEMENT: "Statements",
}


Sparks = Mapping[str, tuple[Sequence[Level], str]]
"""The series of each figure that has one, with the figure's own id."""


@dataclass(frozen=True, slots=True)
class Part:
    """The lines of one kind on a page, and how many there are in all."""

    kind: Kind
    title: str
    lines: Sequence[Line]
    page: Page[Brief]


def dyad(request: Request) -> Response:
    """Show what the record holds on two actors."""
    codes = canonical(request.path_params["one"]), canonical(request.path_params["other"])
    if request.url.path != (path := f"/{actor_path(codes[0])}/{actor_path(codes[1])}"):
        return RedirectResponse(address(path, dict(request.query_params)), 303)
    if codes[0] == codes[1]:
        return RedirectResponse(f"/{actor_path(codes[0])}", 303)
    names = actor_name(codes[0]), actor_name(codes[1])
    site, filters = site_of(request), read_filters(request.query_params)
    with site.read() as reader:
        whole, known = _find(reader, codes, filters)
        shown = _told(reader, [brief for brief in whole if filters.holds(brief)], filters)
        return site.render(
            request,
            "dyad.html",
            path=path,
            codes=codes,
            names=names,
            filters=filters,
            counts=Counter(brief.kind for brief in shown),
            parts=_parts(reader, shown, known, filters, page_number(request.query_params)),
            directions=_directions(shown, codes),
            years=(years := [] if filters.show else _years(shown)),
            chart=_chart(years, names, path, filters),
            sparks=_sparks(reader, codes, filters, shown),
            spark=spark_svg,
            coverage=None if known else _coverage(reader, codes, filters, shown),
            outlets=reader.keep_lately(outlet_names),
            choices={"type": list(EventType), "quad": list(Quad), "status": STATUSES},
            sides={codes[0]: names[0], codes[1]: names[1], BY_BOTH: "both together", BY_OTHERS: "others"},
        )


def _chart(years: Sequence[Stretch], names: tuple[str, str], path: str, filters: Filters) -> Markup:
    """Return the chart of the events by year, each mark a link to what it counts."""
    title = f"Events between {names[0]} and {names[1]} by year"
    given = filters.plain() | {"show": "event"}
    return columns_svg(
        title, years, lambda year, quad: address(path, given, since=year, until=year, quad=quad)
    )


def _find(
    reader: Reader, codes: tuple[str, str], filters: Filters
) -> tuple[Sequence[Brief], Mapping[str, Entry] | None]:
    """Return all entries of the two and, as of an earlier day, what each was then."""
    if not filters.as_of:
        return reader.keep(find_briefs, *codes), None
    then = reader.keep(find_briefs_as_of, *codes, filters.as_of)
    return list(then), {brief.id: entry for brief, entry in then.items()}


def _told(reader: Reader, shown: Sequence[Brief], filters: Filters) -> Sequence[Brief]:
    """Leave out what the outlet that is asked for does not tell of."""
    if not filters.outlet:
        return shown
    ids = told_by(reader.connection, [brief.id for brief in shown], filters.outlet)
    return [brief for brief in shown if brief.id in ids]


def _sparks(reader: Reader, codes: tuple[str, str], filters: Filters, shown: Sequence[Brief]) -> Sparks:
    """Return the series of the figures that are of one, to be drawn beside them."""
    if filters.show not in {"", Kind.FIGURE} or filters.as_of:
        return {}
    figures = [brief.id for brief in shown if brief.kind == Kind.FIGURE][:MAX_FIGURES]
    key = ("series", codes, replace(filters, show="", order=""))
    found = reader.keep_as(key, lambda: find_series(reader.connection, figures))
    return {level.id: (levels, level.id) for levels in found.values() for level in levels}


def _coverage(reader: Reader, codes: tuple[str, str], filters: Filters, shown: Sequence[Brief]) -> Coverage:
    key = ("coverage", codes, replace(filters, show=""))
    return reader.keep_as(key, lambda: coverage_of(reader.connection, [brief.id for brief in shown]))


def _parts(
    reader: Reader, shown: Sequence[Brief], known: Mapping[str, Entry] | None, filters: Filters, number: int
) -> list[Part]:
    """Return the lists of a page: all kinds in short, or one kind a page at a time."""
    parts = []
    for kind in [Kind(filters.show)] if filters.show else Kind:
        of_kind = _in_order([brief for brief in shown if brief.kind == kind], filters)
        page = cut(of_kind, number if filters.show else 1, PAGE if filters.show else OVERVIEW[kind])
        ids = [brief.id for brief in page.items]
        found = [known[i] for i in ids] if known is not None else entries_by_id(reader.connection, ids)
        parts.append(Part(kind, TITLES[kind], list(make_lines(reader.connection, found)), page))
    return parts


def _in_order(shown: list[Brief], filters: Filters) -> list[Brief]:
    """Return entries in the order asked for; those without a day stand last in both."""
    if filters.order == OLDEST:
        return shown
    return sorted(shown, key=lambda brief: brief.day or "", reverse=True)


def _directions(shown: Sequence[Brief], codes: tuple[str, str]) -> list[tuple[str, Counter[Quad]]]:
    """Return the events by who acts (a code, ``both`` or ``others``) and by quad class."""
    found = {code: Counter[Quad]() for code in (*codes, BY_BOTH, BY_OTHERS)}
    for brief in shown:
        quad = quad_of(brief.type)
        if quad and brief.by in found:
            found[brief.by][quad] += 1
    return list(found.items())


def _years(shown: Sequence[Brief]) -> list[Stretch]:
    """Return the events of each year by quad class, years without any too."""
    found: dict[str, Counter[Quad]] = {}
    for brief in shown:
        quad = quad_of(brief.type)
        if quad and brief.day:
            found.setdefault(brief.day[:4], Counter())[quad] += 1
    years = sorted(map(int, found))
    if years and years[-1] - years[0] < MAX_YEARS:
        years = list(range(years[0], years[-1] + 1))
    return [(name := f"{year:04}", found.get(name, Counter())) for year in years]
