"""Series: what is counted, where, and with which score, by hand and in the record of the sample."""

import csv
import dataclasses
import datetime as dt
import io
import json

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st
from tests.measure.acts import act

from bilateral import measure
from bilateral.measure.acts import make_act
from bilateral.measure.bins import Bin, days_in
from bilateral.measure.options import Options
from bilateral.measure.over_time import make_series
from bilateral.measure.scores import Quad, load_scores
from bilateral.model import EventType, Kind, Status
from bilateral.read.actors import home_state
from bilateral.reconcile.rules import Rule
from bilateral.record.schema import entries
from bilateral.record.store import Record
from bilateral.record.views import get_entries

DYAD = ("RUS", "VNM")


def made(*acts, **options):
    """Return the series of Russia and Vietnam from events."""
    return make_series(DYAD, acts, Options(**options))


def test_a_month_by_hand():
    """A visit (+4), a promise (+2.5) and an accusation (-3): three events, mean 3.5/3, net 3.5."""
    series = made(act(1, mode="visit"), act(2, "AGREE"), act(3, "ACCUSE", by="VNM", to="RUS"))
    (june,) = series.points
    assert june.period == "2024-06"
    assert {str(quad): tally.count for quad, tally in june.quads.items()} == {
        "material cooperation": 0,
        "verbal cooperation": 2,
        "verbal conflict": 1,
        "material conflict": 0,
    }
    assert june.total.mean == pytest.approx(3.5 / 3)
    assert june.total.net == pytest.approx(3.5)


def test_families_weigh_an_event():
    """A visit of three families (+4) and an accusation of one (-3): weight 4, mean (12 - 3) / 4."""
    series = made(act(1, mode="visit", families=3), act(2, "ACCUSE"), weight=measure.Weight.FAMILIES)
    assert series.whole.total.count == 4
    assert series.whole.total.mean == pytest.approx(9 / 4)
    assert series.whole.total.net == pytest.approx(9)


@pytest.mark.parametrize(
    ("by", "to", "counts"),
    [
        ("RUS", "VNM", True),
        ("VNM CHN", "RUS", True),
        ("RUS VNM", "", True),
        ("RUS VNM", "RUS VNM", True),
        ("RUS VNM", "USA", False),
        ("USA", "RUS VNM", False),
        ("RUS", "", False),
        ("INT", "RUS", False),
    ],
)
def test_an_event_counts_where_it_passes_between_the_two(by, to, counts):
    """Two who act side by side on a third, or are both acted on, do nothing to each other."""
    assert bool(made(act(1, by=by, to=to)).points) is counts


def test_every_month_from_first_to_last_is_there():
    """A month without events has its place, with counts of 0 and no mean."""
    series = made(act(1, day="2024-01-31"), act(2, day="2024-04-01"))
    assert [point.period for point in series.points] == ["2024-01", "2024-02", "2024-03", "2024-04"]
    assert series.points[1].total.mean is None
    assert series.points[1].total.count_interval.high == pytest.approx(3.689, abs=1e-3)


@pytest.mark.parametrize(
    ("by", "names"),
    [("month", ["2023-12", "2024-01"]), ("quarter", ["2023-Q4", "2024-Q1"]), ("year", ["2023", "2024"])],
)
def test_the_year_turns_in_every_kind_of_stretch(by, names):
    """December and January are neighbours by month, quarter and year."""
    series = made(act(1, day="2023-12-31"), act(2, day="2024-01-01"), by=Bin(by))
    assert [point.period for point in series.points] == names


@pytest.mark.parametrize(
    ("name", "days"),
    [("2024-02", ("2024-02-01", "2024-02-29")), ("2024-Q4", ("2024-10-01", "2024-12-31")), ("2023", ("2023-01-01", "2023-12-31"))],
)  # fmt: skip
def test_a_stretch_has_its_first_and_last_day(name, days):
    """By name alone, so that a page can link to the days."""
    assert days_in(name) == days


def test_what_is_planned_or_denied_stands_apart():
    """Only what was done counts unless it is asked for; the rest is listed by status."""
    acts = [act(1), act(2, status="planned"), act(3, status="denied")]
    series = made(*acts)
    assert series.whole.total.entries == ("e1",)
    assert series.left_out.apart == {"planned": ("e2",), "denied": ("e3",)}
    assert made(*acts, statuses=(Status.PLANNED,)).whole.total.entries == ("e2",)


def test_what_articles_recall_begins_no_series():
    """A series begins with what was news; asked for the earlier years, it has them."""
    acts = [
        act(1, day="1979-02-17", known="2024-06-21"),
        act(2, day="2024-06-20", known="2024-06-21"),
    ]
    assert made(*acts).left_out.before == ("e1",)
    assert len(made(*acts).points) == 1
    assert made(*acts, since="1979", by=Bin.YEAR).points[0].total.entries == ("e1",)


def test_what_is_dated_by_the_year_fits_in_no_month():
    """It is listed, not put into January; by year it counts."""
    event = act(1, day="2024-01-01", when="2024")
    assert made(event).left_out.rough == ("e1",)
    assert made(event, by=Bin.YEAR).points[0].total.entries == ("e1",)


def test_the_table_of_scores_covers_every_type_and_mends_the_misprint():
    """Sixteen types, each with a class; cooperation above zero, conflict at most zero, ACCUSE among it."""
    table = load_scores()
    assert table.version.startswith("plover-")
    for event_type in EventType:
        sign = 1 if table.quad(event_type).cooperative else -1
        assert table.score(event_type, None) * sign >= 0
    assert table.score("ACCUSE", None) == -3
    assert table.score("CONSULT", "visit") == 4
    assert table.score("CONSULT", "no such mode") == table.score("CONSULT", None)


def test_the_table_of_scores_is_that_of_the_manual(shared):
    """But for the misprint, every class and score is what the reference gives."""
    table = load_scores()
    reference = json.loads((shared / "reference" / "plover_ontology.json").read_text(encoding="utf-8"))
    for row in reference["types"]:
        assert str(table.quad(row["type"])) == row["quad"]
        if row["type"] != "ACCUSE":
            assert table.score(row["type"], None) == row["score_manual_v08"]
        for mode in row["modes"]:
            assert table.score(row["type"], mode["mode"]) == (mode["score"] or row["score_manual_v08"])


def test_a_named_rule_picks_the_day_on_which_families_differ(built_record):
    """Most families say one day, the latest another; each rule has its own, and only ``all`` has none."""
    values = [
        {"value": "2024-06-19", "families": ["a", "b"], "last": "2024-06-20"},
        {"value": "2024-06-20", "families": ["c"], "last": "2024-06-22"},
    ]
    with Record(built_record) as record, record.transaction() as connection:
        query = sa.select(entries).where(entries.c.kind == Kind.EVENT).limit(1)
        (found,) = get_entries(connection, query)
    row = dataclasses.replace(found, disagreement={"when": values})
    assert make_act(row, Rule.MOST_FREQUENT).day == "2024-06-19"
    assert make_act(row, Rule.LATEST).day == "2024-06-20"
    with pytest.raises(ValueError, match="one value"):
        Options(rule=Rule.ALL)


days = st.dates(min_value=dt.date(2020, 1, 1), max_value=dt.date(2024, 12, 31))
some_acts = st.lists(
    st.tuples(st.sampled_from(list(EventType)), days, st.integers(1, 5), st.sampled_from(list(Status))), max_size=30
).map(lambda rows: [act(n, kind, day=day.isoformat(), families=f, status=status) for n, (kind, day, f, status) in enumerate(rows)])  # fmt: skip


@given(some_acts, st.sampled_from(list(Bin)), st.sampled_from(list(measure.Weight)))
def test_every_event_is_counted_once_or_listed_as_left_out(acts, by, weight):
    """Counts equal the entries they name; points sum to the whole; nothing is lost."""
    series = made(*acts, by=by, weight=weight)
    counted = [id_ for point in series.points for id_ in point.total.entries]
    left = series.left_out
    others = [*left.before, *left.rough, *left.undated, *(id_ for ids in left.apart.values() for id_ in ids)]
    assert sorted([*counted, *others]) == sorted(each.id for each in acts)
    by_id = {each.id: each for each in acts}
    for point in (*series.points, series.whole):
        assert sorted(id_ for tally in point.quads.values() for id_ in tally.entries) == sorted(
            point.total.entries
        )
        for tally in point.quads.values():
            assert tally.count == sum(weight.of(by_id[id_].families) for id_ in tally.entries)
    assert series.whole.total.net == pytest.approx(sum(point.total.net for point in series.points))


def test_the_record_of_the_sample_is_counted_entry_by_entry(built_record):
    """Every id that a series counts is an event of the two with that class; the order of the two changes nothing."""
    with Record(built_record) as record, record.transaction() as connection:
        series = measure.series(connection, "RUS", "VNM")
        other = measure.series(connection, "VNM", "RUS")
        rows = {row.id: row for row in connection.execute(sa.select(entries)).all()}
    assert series.whole.total.entries
    assert series.points == other.points
    for quad, tally in series.whole.quads.items():
        for id_ in tally.entries:
            row = rows[id_]
            assert (row.kind, row.status) == ("event", "actual")
            assert load_scores().quad(row.type) is quad
            assert {"RUS", "VNM"} <= set(map(home_state, row.fields["actors"] + row.fields["recipients"]))


def test_a_series_as_of_an_earlier_day_knows_less(built_record):
    """Before the first article nothing was known."""
    with Record(built_record) as record, record.transaction() as connection:
        assert not measure.series(connection, "RUS", "VNM", known="1990-01-01").points
        assert measure.series(connection, "RUS", "VNM", known="2030-01-01").points


def test_rows_and_plain_form_hold_the_same_numbers(built_record):
    """A row for each stretch and class and one for all; JSON and CSV can hold them."""
    with Record(built_record) as record, record.transaction() as connection:
        series = measure.series(connection, "RUS", "VNM")
    rows = list(series.rows())
    assert len(rows) == len(series.points) * (len(Quad) + 1)
    plain = json.loads(json.dumps(series.plain()))
    assert plain["scores"] == load_scores().version
    assert sum(row["count"] for row in rows if row["quad"] == "all") == plain["whole"]["total"]["count"]
    writer = csv.DictWriter(io.StringIO(), rows[0])
    writer.writerows(rows)
