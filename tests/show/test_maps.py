"""Map and network: each mark a link to what it counts, no border, hostile text as text."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from tests.measure.acts import act

from bilateral.measure.bins import Bin
from bilateral.measure.options import Options
from bilateral.measure.partners import make_balance
from bilateral.measure.tally import make_tally
from bilateral.measure.ties import make_network
from bilateral.show.geography import Projection, coastlines, outline_path, state_places
from bilateral.show.maps import map_svg
from bilateral.show.network import network_svg
from bilateral.show.tones import TONES, tone_of

SVG = "{http://www.w3.org/2000/svg}"
YEARS = Options(by=Bin.YEAR)
ACTS = [act(1, "COOPERATE"), act(2, "ASSAULT", by="CHN"), act(3, by="ASEAN"), act(4)]


def links(svg):
    """Return the address of each link of a drawing with its name."""
    return {a.get("href"): a.get("aria-label") for a in etree.fromstring(svg).iter(f"{SVG}a")}


def test_each_partner_with_a_place_is_a_link_with_its_number():
    """Two events with Russia, one with China; an organisation has no place, and the description says so."""
    svg = map_svg(make_balance("VNM", ACTS, [], YEARS), lambda code: f"/VNM/{code}")
    assert links(svg) == {
        "/VNM/RUS": "Russia: 2 events, mean score +6.0",
        "/VNM/CHN": "China: 1 event, mean score -9.0",
    }
    assert "Without a place on the map: ASEAN" in etree.fromstring(svg)[1].text


def test_each_tie_and_each_actor_of_a_network_is_a_link():
    """A tie leads to the events of the two, an actor to its page."""
    network = make_network(ACTS, YEARS, most=10)
    found = links(network_svg(network, lambda a, b: f"/{a}/{b}", lambda code: f"/{code}"))
    for tie in network.ties:
        assert f"{len(tie.total.entries)} event" in found["/" + "/".join(tie.codes)]
        assert {f"/{code}" for code in tie.codes} <= set(found)


def test_an_empty_map_and_an_empty_network_are_drawn():
    """Nothing to show is no error."""
    assert not links(map_svg(make_balance("TCD", [], [], YEARS), str))
    assert not links(map_svg(make_balance("EU", [], [], YEARS), str))
    assert not links(network_svg(make_network([], YEARS, most=10), lambda *_: "", str))


def test_hostile_codes_and_addresses_are_text():
    """Markup and control characters in a code that a correction put there stay words."""
    hostile = '"><script>alert(1)</script>\x00'
    acts = [act(1, by=hostile)]
    drawings = (
        map_svg(make_balance("VNM", acts, [], YEARS), lambda _: hostile),
        network_svg(make_network(acts, YEARS, most=5), lambda *_: hostile, lambda _: hostile),
    )
    for svg in drawings:
        names = {etree.QName(node).localname for node in etree.fromstring(svg).iter()}
        assert names <= {"svg", "g", "a", "path", "text", "line", "circle", "title", "desc"}


@pytest.mark.parametrize(
    ("kind", "floor"), [("COOPERATE", 4), ("CONSULT", 0), ("ACCUSE", -4), ("ASSAULT", -10)]
)
def test_the_tone_is_that_of_the_mean_score(kind, floor):
    """From cooperation in deed to conflict in deed; conflict is dashed, cooperation is not."""
    tone = tone_of(make_tally([act(1, kind)], YEARS.weight))
    assert tone.floor == floor
    assert bool(tone.dashes) is (floor < 0)
    assert TONES[-1].floor == -10


@given(st.floats(-180, 180), st.floats(-90, 90), st.floats(-180, 180))
def test_every_point_of_the_globe_lies_on_the_map(longitude, latitude, middle):
    """Whatever meridian stands in the middle."""
    projection = Projection(middle, 900)
    x, y = projection.place((longitude, latitude))
    assert -1e-6 <= x <= 900 + 1e-6
    assert -1e-6 <= y <= projection.height + 1e-6


def test_the_projection_keeps_areas_equal():
    """A strip of one degree at 60° north is half as large as one at the equator, as on the globe."""

    def area(latitude):
        projection = Projection(0, 900)
        (x1, y1), (x2, _) = projection.place((-1, latitude - 0.5)), projection.place((1, latitude))
        (x0, y2) = projection.place((-1, latitude + 0.5))
        return (x2 - (x0 + x1) / 2) * (y1 - y2)

    assert area(60) / area(0) == pytest.approx(math.cos(math.radians(60)), rel=0.01)


def test_places_and_coastlines_are_on_the_globe():
    """Every state of today has a place; coordinates are in range."""
    assert len(state_places()) > 240
    for longitude, latitude in [
        *state_places().values(),
        *(point for line in coastlines() for point in line),
    ]:
        assert -180 <= longitude <= 180
        assert -90 <= latitude <= 90
    assert outline_path(Projection(100, 900)).endswith("Z")
