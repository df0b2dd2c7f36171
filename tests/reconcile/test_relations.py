"""What belongs together without being one: series and changes, plans and denials, the steps of an agreement."""

import pytest

from bilateral.model import Kind, Witness
from bilateral.reconcile import block_of, reconcile
from bilateral.reconcile.figures import figures_agree

SPAN = {"start": 0, "end": 4, "text": "said"}


def witness(kind, id_, published, family, fields):
    """Return a witness of one kind, an article of its own."""
    return Witness(id_, kind, f"a-{id_}", family, "Wire", published, 0.9, fields)


def event(id_, family="f1", published="2024-06-20", **fields):
    """Return a witness of a visit by Russia to Vietnam."""
    base = {
        "type": "CONSULT", "mode": "visit", "actors": ["RUS"], "recipients": ["VNM"], "when": None,
        "status": "actual", "said_by": None, "evidence": SPAN, "also": [],
    }  # fmt: skip
    return witness(Kind.EVENT, id_, published, family, base | fields)


def figure(id_, value, family="f1", period="2021", **fields):
    """Return a witness of the trade of Russia with Vietnam."""
    base = {
        "measure": "bilateral trade", "measure_class": "trade", "value": value, "unit": "USD", "approx": False, "bound": None,
        "change": None, "period": period, "about": ["RUS", "VNM"], "said_by": None, "evidence": SPAN, "number": SPAN,
    }  # fmt: skip
    return witness(Kind.FIGURE, id_, "2024-06-20", family, base | fields)


def agreement(id_, what, family="f1", status="in force", when=None, **fields):
    """Return a witness of an agreement of Vietnam with the Eurasian Economic Union."""
    base = {
        "what": what, "parties": ["VNM", "EAEU"], "domain": "trade", "status": status, "when": when, "said_by": None,
        "evidence": SPAN,
    }  # fmt: skip
    return witness(Kind.AGREEMENT, id_, "2024-06-20", family, base | fields)


def entries(*witnesses):
    """Return the entries that the witnesses make."""
    return list(reconcile((block_of(w.kind, w.fields, w.published), w) for w in witnesses))


def test_values_of_two_years_are_one_series():
    """They share the key by which pages draw them; a figure alone in its measure has none."""
    one, other = entries(figure("1", 5.54e9), figure("2", 3.63e9, "f2", "2023"))
    assert one.fields["series"] == other.fields["series"]
    (alone,) = entries(figure("1", 5.54e9))
    assert "series" not in alone.fields


def test_amounts_in_two_currencies_are_neither_one_series_nor_a_conflict():
    """No exchange rate is part of the record."""
    found = entries(figure("1", 5.54e9), figure("2", 5.1e9, "f2", unit="EUR"), figure("3", 4e9, "f3", "2022"))
    assert [entry.disagreement for entry in found] == [{}, {}, {}]
    assert len({entry.fields.get("series") for entry in found}) == 2


@pytest.mark.parametrize(
    ("told", "change", "agrees"), [(14, "increase", True), (50, "increase", False), (14, "decrease", False)]
)
def test_a_change_is_checked_against_the_series(told, change, agrees):
    """From 4.86 to 5.54 billion is 14 percent; another claim stands beside what the levels make, with the reason."""
    found = entries(
        figure("1", 4.86e9, "f1", "2020"),
        figure("2", 5.54e9, "f2", "2021"),
        figure("3", told, "f3", "2021", unit="percent", change=change),
    )
    (checked,) = [entry for entry in found if entry.fields["unit"] == "percent"]
    assert checked.fields["checked"]["agrees"] is agrees
    assert checked.fields["checked"]["expected"] == 14.0
    assert len(checked.fields["checked"]["against"]) == 2
    if agrees:
        assert not checked.disagreement
    else:
        claimed, counted = checked.disagreement["value"]
        assert (claimed["value"], claimed["families"]) == (told, ["f3"])
        assert (counted["value"], counted["families"]) == (14.0, ["f1", "f2"])
        assert counted["reason"].startswith("4.86 billion in 2020")


def test_doubled_over_years_is_checked_between_them():
    """A change over an interval compares its first with its last year."""
    found = entries(
        figure("1", 2.2e9, period="2015"),
        figure("2", 3.6e9, "f2", "2023"),
        figure("3", 100, "f3", "2015/2023", unit="percent", change="increase"),
    )
    (checked,) = [entry for entry in found if entry.fields["unit"] == "percent"]
    assert not checked.fields["checked"]["agrees"]


def test_a_change_without_its_levels_is_left_alone():
    """Where one end of a change is unknown there is nothing to check."""
    found = entries(figure("1", 5.54e9), figure("2", 14, "f2", unit="percent", change="increase"))
    assert not any("checked" in entry.fields for entry in found)


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        ({"value": 5e9, "bound": "min"}, {"value": 5.54e9}, True),
        ({"value": 5e9, "bound": "min"}, {"value": 12e9}, False),
        ({"value": 5e9, "bound": "max"}, {"value": 5.54e9}, False),
        ({"value": 80, "approx": True}, {"value": 78}, True),
        ({"value": 80, "approx": True}, {"value": 60}, False),
        ({"value": [40, 60]}, {"value": 50}, True),
        ({"value": [40, 60]}, {"value": 70}, False),
        ({"value": 3000, "unit": "kilogram"}, {"value": 3, "unit": "tonne"}, True),
        ({"value": 3000, "unit": "kilogram"}, {"value": 5, "unit": "tonne"}, False),
        ({"value": 100, "unit": "mile"}, {"value": 161, "unit": "kilometre"}, True),
    ],
    ids=str,
)
def test_figures_agree_as_far_as_their_words_go(one, other, agree):
    """Bounds, "about", ranges and units of one dimension are taken into account, whichever comes first."""
    a, b = figure("1", **one), figure("2", **other)
    assert figures_agree(a, b) is agree
    assert figures_agree(b, a) is agree


def test_a_plan_and_its_fulfilment_link():
    """They are two entries, each naming the other."""
    plan = event("1", published="2024-06-10", status="planned", when="2024-06-20")
    planned, done = sorted(entries(plan, event("2", "f2")), key=lambda entry: entry.status, reverse=True)
    assert (
        planned.fields["related"]
        == [{"entry": done.id, "relation": "planned by", "reasons": done.fields["related"][0]["reasons"]}]
        or planned.fields["related"][0]["relation"] == "planned by"
    )
    assert done.fields["related"][0]["entry"] == planned.id
    assert done.fields["related"][0]["relation"] == "fulfils"
    assert "as planned" in done.fields["related"][0]["reasons"]


@pytest.mark.parametrize(
    "change",
    [{"recipients": ["LAO"]}, {"type": "AID"}, {"published": "2024-10-20"}, {"published": "2024-05-20"}],
    ids=str,
)
def test_a_plan_links_to_nothing_else(change):
    """Another actor, another act, too late or before the plan: no fulfilment."""
    plan = event("1", published="2024-06-10", status="planned")
    assert not any("related" in entry.fields for entry in entries(plan, event("2", "f2", **change)))


def test_a_plan_without_a_day_links_to_what_follows_in_like_words():
    """The same words later are its fulfilment; on the same day, or in other words, nothing says so."""
    plan = event("1", published="2024-06-10", status="planned")
    assert all("related" in entry.fields for entry in entries(plan, event("2", "f2")))
    told_at_once = event("3", "f3", published="2024-06-10")
    other_words = event("4", "f4", evidence=SPAN | {"text": "sail"})
    for other in (told_at_once, other_words):
        assert not any("related" in entry.fields for entry in entries(plan, other))


def test_a_denial_told_weeks_later_stands_against_what_it_denies():
    """Too far apart to be one report, they still name each other."""
    denial = event("2", "f2", published="2024-07-15", status="denied")
    found = {entry.status: entry for entry in entries(event("1"), denial)}
    assert found["denied"].fields["related"][0]["entry"] == found["actual"].id
    assert found["denied"].fields["related"][0]["relation"] == "denies"
    assert found["actual"].fields["related"][0]["relation"] == "denied by"


@pytest.mark.parametrize(
    ("other", "joins"),
    [
        ("free trade agreement with the EAEU", True),
        ("existing free trade zone", True),
        ("FTA", True),
        ("memorandum on nuclear energy", False),
        ("free port", False),
        ("agreement", False),
    ],
)
def test_one_agreement_goes_by_several_names(other, joins):
    """Names are compared by the words that no other instrument of the parties need hold."""
    assert (len(entries(agreement("1", "free trade agreement"), agreement("2", other, "f2"))) == 1) is joins


def test_an_agreement_stands_where_its_last_step_left_it():
    """Signed, then in force: no disagreement; two days for one signing: one."""
    (entry,) = entries(
        agreement("1", "free trade agreement", status="signed", when="2015-05-29"),
        agreement("2", "free trade agreement", "f2", "in force", "2016-10-05"),
        agreement("3", "free trade agreement", "f3", "signed", "2015-06-29"),
    )
    assert (entry.status, entry.when) == ("in force", "2016-10-05")
    assert [value["value"] for value in entry.disagreement["signed on"]] == ["2015-05-29", "2015-06-29"]
    assert entry.disagreement.keys() == {"signed on"}
