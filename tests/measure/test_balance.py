"""Balance and network: shares, concentration and ties, by hand and in the record of the sample."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.measure.acts import act

from bilateral import measure
from bilateral.measure.bins import Bin
from bilateral.measure.bonds import Bond
from bilateral.measure.options import Options, Weight
from bilateral.measure.partners import make_balance
from bilateral.measure.shares import Holding, make_spread
from bilateral.measure.ties import make_network
from bilateral.record.store import Record

YEARS = Options(by=Bin.YEAR)


def bond(number, *parties, domain="trade", status="signed", day="2024-03-01"):
    """Return an agreement by hand."""
    return Bond(id=f"a{number}", domain=domain, status=status, when=day, day=day, known=day, families=1, parties=frozenset(parties))  # fmt: skip


def test_shares_and_concentration_by_hand():
    """Three events with Russia and one with China: shares ¾ and ¼, index 10/16, corrected (3·2)/(4·3)."""
    acts = [act(1), act(2), act(3), act(4, by="CHN")]
    spread = make_balance("VNM", acts, [], YEARS).whole.cooperation
    assert [(part.code, part.share) for part in spread.parts] == [("RUS", 0.75), ("CHN", 0.25)]
    assert spread.hhi == pytest.approx(10 / 16)
    assert spread.effective == pytest.approx(1.6)
    assert spread.unbiased == pytest.approx(0.5)


sides = st.sets(st.sampled_from(["RUS", "CHN", "VNM", "INT"]))


@given(sides, sides, st.sampled_from(["RUS", "VNM", "INT"]))
def test_partners_are_the_other_ends_of_the_pairs(by, to, code):
    """Whoever acts on whom, alone or with others."""
    event = act(1, by=" ".join(by), to=" ".join(to))
    ends = {other for pair in event.pairs() if code in pair for other in pair if other != code}
    assert event.partners(code) == ends


def test_conflict_is_no_cooperation():
    """It is counted among the partners, not among the shares."""
    balance = make_balance("VNM", [act(1), act(2, "ACCUSE", by="CHN")], [], YEARS)
    assert [part.code for part in balance.whole.cooperation.parts] == ["RUS"]
    assert {partner.code: partner.total.mean for partner in balance.partners} == {"RUS": 2.5, "CHN": -3}


def test_an_event_with_two_partners_counts_in_full_for_each():
    """So that a partner's count is that of the series of the two."""
    spread = make_balance("VNM", [act(1, by="VNM", to="RUS CHN")], [], YEARS).whole.cooperation
    assert [(part.code, part.count, part.share) for part in spread.parts] == [
        ("CHN", 1, 0.5),
        ("RUS", 1, 0.5),
    ]


def test_agreements_are_shared_out_by_domain():
    """Those that bind; one proposed is listed apart."""
    bonds = [
        bond(1, "VNM", "RUS"),
        bond(2, "VNM", "CHN", domain="defence"),
        bond(3, "VNM", "USA", status="proposed"),
    ]
    balance = make_balance("VNM", [], bonds, YEARS)
    assert {name: spread.parts[0].entries for name, spread in balance.whole.domains.items()} == {
        "defence": ("a2",),
        "trade": ("a1",),
    }
    assert balance.left_out.apart == {"proposed": ("a3",)}


def test_each_year_has_its_own_shares():
    """2023 with Russia alone, 2024 with China alone: two years of index 1, half and half in all."""
    balance = make_balance("VNM", [act(1, day="2023-05-01"), act(2, by="CHN")], [], YEARS)
    assert [point.cooperation.hhi for point in balance.points] == [1, 1]
    assert balance.whole.cooperation.hhi == pytest.approx(0.5)


holdings = st.lists(
    st.tuples(st.sets(st.sampled_from(["RUS", "CHN", "USA", "JPN", "EU"]), min_size=1), st.integers(1, 9)),
    max_size=25,
).map(lambda rows: [Holding(f"e{n}", frozenset(codes), float(w)) for n, (codes, w) in enumerate(rows)])


@given(holdings, st.sampled_from(list(Weight)))
def test_shares_sum_to_one_and_the_index_keeps_its_bounds(held, weight):
    """1/n ≤ index ≤ 1, with n partners; without any there is no index."""
    spread = make_spread(held, weight)
    if not held:
        assert (spread.hhi, spread.effective, spread.parts) == (None, None, ())
        return
    assert math.fsum(part.share for part in spread.parts) == pytest.approx(1)
    assert 1 / len(spread.parts) - 1e-9 <= spread.hhi <= 1 + 1e-9
    assert 1 - 1e-9 <= spread.effective <= len(spread.parts) + 1e-9
    by_id = {each.entry: each.weight for each in held}
    for part in spread.parts:
        assert part.count == sum(by_id[id_] for id_ in part.entries)


@given(st.lists(st.sampled_from(["RUS", "CHN", "USA"]), min_size=2, max_size=20))
def test_the_corrected_index_lies_below_the_plain_one(partners):
    """Few events look more concentrated than they are."""
    spread = make_spread(
        [Holding(f"e{n}", frozenset({c}), 1.0) for n, c in enumerate(partners)], Weight.ENTRIES
    )
    assert 0 <= spread.unbiased <= spread.hhi + 1e-9


def test_a_partner_counts_as_in_the_series_of_the_two(built_record):
    """In the record of the sample, class by class, each with the same events."""
    with Record(built_record) as record, record.transaction() as connection:
        balance = measure.balance(connection, "VNM", since="2000", until="2030")
        assert balance.partners
        for partner in balance.partners:
            series = measure.series(connection, "VNM", partner.code, by="year", since="2000", until="2030")
            assert {q: t.entries for q, t in series.whole.quads.items()} == {
                q: t.entries for q, t in partner.quads.items()
            }


def test_rows_of_a_balance_name_what_they_share_out(built_record):
    """Each row has its partner, its share and the entries it counts."""
    with Record(built_record) as record, record.transaction() as connection:
        rows = list(measure.balance(connection, "VNM").rows())
    assert {"cooperation"} <= {row["of"] for row in rows}
    assert all(row["entries"] and 0 < row["share"] <= 1 for row in rows)


def test_a_network_has_the_ties_of_its_period():
    """Pairs with the most events first; what is planned or out of the period is not among them."""
    acts = [act(1), act(2), act(3, by="USA", to="CHN"), act(4, by="USA", to="JPN", day="2020-01-01"), act(5, by="FRA", status="planned")]  # fmt: skip
    network = make_network(acts, Options(since="2024"), most=1)
    assert [(tie.codes, tie.total.entries) for tie in network.ties] == [(("RUS", "VNM"), ("e1", "e2"))]
    assert network.pairs == 2


def test_the_network_of_the_sample_agrees_with_its_series(built_record):
    """Each tie has the events that the series of the two has, or leaves out for want of a stretch."""
    with Record(built_record) as record, record.transaction() as connection:
        for tie in measure.network(connection).ties:
            series = measure.series(connection, *tie.codes, by="year")
            left = series.left_out
            assert sorted(tie.total.entries) == sorted(
                [*series.whole.total.entries, *left.before, *left.rough, *left.undated]
            )
