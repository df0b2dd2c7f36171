"""Event data of the shapes of POLECAT and GDELT: read by the names and types that its users read it with."""

import duckdb
import pandas as pd
import pyarrow.parquet as pq
import pytest

import bilateral
from bilateral.export.gdelt import COLUMNS, COLUMNS_1, cameo_root
from bilateral.export.plover import POLECAT
from bilateral.export.sides import iso_codes, pairs, side_of
from bilateral.measure.scores import load_scores
from bilateral.model import EventType
from bilateral.read.actors.lexicon import rows

FORMS = ("plover", "gdelt", "gdelt-1")


@pytest.fixture(scope="module")
def files(hostile_record, tmp_path_factory):
    """Return the hostile record in each of the shapes, by form."""
    folder = tmp_path_factory.mktemp("events")
    for form in FORMS:
        bilateral.export_record(hostile_record, form, folder / form)
    return {form: folder / form for form in FORMS}


@pytest.fixture(scope="module")
def events(hostile_record, tmp_path_factory):
    """Return the events of the record that happened on some day, by id."""
    folder = tmp_path_factory.mktemp("parquet")
    bilateral.export_record(hostile_record, "parquet", folder, kinds=["event"])
    found = pq.read_table(folder / "events.parquet").to_pylist()
    return {event["id"]: event for event in found if event["status"] == "actual" and event["day"]}


@pytest.fixture(scope="module")
def plover(files):
    """Return the rows of the table of POLECAT's shape."""
    return pd.read_csv(files["plover"], sep="\t", quoting=3, dtype=str, keep_default_na=False).to_dict(
        "records"
    )


@pytest.fixture(scope="module")
def gdelt(files):
    """Return the rows of the lines of GDELT's shape, read as its users read them: by the names of its columns."""
    types = {
        "SQLDATE": int,
        "GLOBALEVENTID": int,
        "EventCode": str,
        "EventBaseCode": str,
        "EventRootCode": str,
    }
    frame = pd.read_csv(
        files["gdelt"], sep="\t", quoting=3, names=COLUMNS, dtype=types, keep_default_na=False
    )
    return frame.to_dict("records")


def test_polecats_columns_come_first_in_their_order(plover):
    """Who reads POLECAT by place or by name finds its forty columns."""
    assert len(POLECAT) == 40
    assert tuple(plover[0])[:40] == POLECAT


def test_each_row_is_one_pair_of_an_event_that_happened(plover, events):
    """The rows are the pairs of the record's actual events, with their type, mode, score and counts."""
    wanted = {
        (id_, a, r or "")
        for id_, event in events.items()
        for a, r in pairs(event["actors"], event["recipients"])
    }
    assert {(row["Entry ID"], row["Actor Code"], row["Recipient Code"]) for row in plover} == wanted
    assert len({row["Event ID"] for row in plover}) == len(plover) == len(wanted)
    for row in plover:
        event = events[row["Entry ID"]]
        assert (row["Event Type"], row["Event Mode"]) == (event["type"], event["mode"] or "")
        assert (float(row["Intensity"]), int(row["Families"])) == (event["score"], event["families"])
        assert (row["Event Date"], row["When"]) == (event["day"].isoformat(), event["when"] or "")


def test_what_is_left_out_is_counted(hostile_record, tmp_path):
    """Planned, denied, supposed and undated events are no rows, and the export says how many there are."""
    done = bilateral.export_record(hostile_record, "plover", tmp_path / "plover.tsv")
    everything = bilateral.export_record(hostile_record, "parquet", tmp_path / "tables", kinds=["event"])
    left_out = sum(count for name, count in done.counts.items() if name.endswith("left out"))
    assert {"undated events left out", "planned events left out"} <= done.counts.keys()
    assert done.counts["events"] + left_out == everything.counts["events"]


def test_gdelts_lines_have_its_columns_and_no_names(files):
    """61 cells a line in version 2.0, 58 in version 1.0, and the first line is an event."""
    assert (len(COLUMNS), len(COLUMNS_1)) == (61, 58)
    for form, width in (("gdelt", 61), ("gdelt-1", 58)):
        lines = files[form].read_text(encoding="utf-8").split("\n")[:-1]
        assert {len(line.split("\t")) for line in lines} == {width}
        assert lines[0].split("\t")[0].isdigit()


def test_gdelts_rows_say_what_plovers_say(gdelt, plover):
    """Row by row: sides, date, quad class, score and counts."""
    quads = {"VERBAL COOPERATION": 1, "MATERIAL COOPERATION": 2, "VERBAL CONFLICT": 3, "MATERIAL CONFLICT": 4}
    assert len(gdelt) == len(plover)
    for one, other in zip(gdelt, plover, strict=True):
        assert one["Actor1CountryCode"] == other["Actor Country"]
        assert one["Actor2CountryCode"] == other["Recipient Country"]
        assert str(one["SQLDATE"]) == other["Event Date"].replace("-", "")
        assert (one["QuadClass"], one["GoldsteinScale"]) == (
            quads[other["Quad Code"]],
            float(other["Intensity"]),
        )
        assert (one["NumSources"], one["NumArticles"]) == (int(other["Families"]), int(other["Articles"]))
        assert one["EventRootCode"] == cameo_root(other["Event Type"], other["Event Mode"])
        assert one["EventCode"] == one["EventRootCode"] + "0"


def test_a_question_put_to_gdelt_works_on_it(files, events):
    """Monthly material and verbal cooperation of two states, as SQL over GDELT asks for it."""
    lines = f"read_csv('{files['gdelt']}', delim='\t', header=false, quote='', columns={dict.fromkeys(COLUMNS, 'VARCHAR')})"
    query = f"""SELECT MonthYear, count(*) FROM {lines} WHERE QuadClass IN ('1', '2')
        AND list_sort([Actor1CountryCode, Actor2CountryCode]) = ['RUS', 'VNM'] GROUP BY 1"""
    counted = dict(duckdb.connect().execute(query).fetchall())
    expected = {}
    for event in events.values():
        sides = [
            {a.partition(":")[0], (r or "").partition(":")[0]}
            for a, r in pairs(event["actors"], event["recipients"])
        ]
        month = event["day"].strftime("%Y%m")
        if event["quad"].endswith("cooperation") and (times := sides.count({"RUS", "VNM"})):
            expected[month] = expected.get(month, 0) + times
    assert counted == expected
    assert counted


def test_ids_of_rows_are_their_own_and_stay(gdelt, files, hostile_record, tmp_path):
    """No two rows share an id, each fits a double, and another export has the same."""
    ids = [row["GLOBALEVENTID"] for row in gdelt]
    assert len(set(ids)) == len(ids)
    assert max(ids) < 2**53
    bilateral.export_record(hostile_record, "gdelt", tmp_path / "again.tsv")
    assert (tmp_path / "again.tsv").read_bytes() == files["gdelt"].read_bytes()


def test_a_source_is_an_address_of_the_web_or_the_name_of_a_text(gdelt):
    """No javascript: and no broken URL is handed on as a link."""
    urls = {row["SOURCEURL"] for row in gdelt}
    assert "https://news.example/a?b=1&c=%3Cd%3E" in urls
    assert all(url.startswith(("https://", "ni:///sha-256;")) for url in urls)


def test_no_cell_is_a_formula_and_none_breaks_its_line(plover):
    """The outlet made to be run stands behind an apostrophe, its tab gone."""
    assert "'@Delta Post" in {row["Source"] for row in plover}


def test_every_type_has_a_root_and_every_state_a_code():
    """The tables of the lexicon are complete."""
    assert {cameo_root(str(kind), None) for kind in EventType} <= {f"{n:02}" for n in range(1, 21)}
    assert all(cameo_root(kind, mode) for kind, mode in load_scores().rows)
    assert {code for code, *_ in rows("states.tsv")} - {"EU"} == set(iso_codes())


@pytest.mark.parametrize(
    ("actors", "recipients", "expected"),
    [
        (["RUS"], ["VNM"], [("RUS", "VNM")]),
        (["RUS", "CHN"], ["VNM", "LAO"], [("RUS", "VNM"), ("RUS", "LAO"), ("CHN", "VNM"), ("CHN", "LAO")]),
        (["VNM", "RUS"], [], [("RUS", "VNM")]),
        (["VNM", "RUS", "CHN"], [], [("CHN", "RUS"), ("CHN", "VNM"), ("RUS", "VNM")]),
        (["RUS"], [], [("RUS", None)]),
        (["RUS"], ["RUS"], [("RUS", None)]),
        (["RUS", "VNM"], ["VNM"], [("RUS", "VNM")]),
    ],
)
def test_the_pairs_of_an_event(actors, recipients, expected):
    """Each actor with each recipient; without recipients, the actors with each other; nobody with itself."""
    assert pairs(actors, recipients) == expected


@pytest.mark.parametrize(
    ("code", "country", "sector"),
    [("RUS", "RUS", "GOV"), ("RUS:COM", "RUS", "BUS"), ("LBN:ARM", "LBN", "REB"), ("NATO", "", "IGO"), ("ICRC", "", "NGO"), ("INT", "", ""), ("INT:ARM", "", "REB")],
)  # fmt: skip
def test_the_country_and_sector_of_a_side(code, country, sector):
    """A state is its government; what acts for no one state has no country."""
    side = side_of(code)
    assert (side.country, side.sector) == (country, sector)
