"""Mentions of the same thing become one entry; who says what is kept; the order of arrival counts for nothing."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bilateral.model import Kind, Witness
from bilateral.reconcile import block_of, reconcile
from bilateral.reconcile.figures import values_agree
from bilateral.reconcile.labels import figure_label, number_label
from bilateral.reconcile.when import day_of

SPAN = {"start": 0, "end": 4, "text": "said"}


def event(id_, family="f1", published="2022-07-06", **fields):
    """Return a witness of a meeting of Russia with Vietnam."""
    base = {
        "type": "CONSULT", "mode": "visit", "actors": ["RUS"], "recipients": ["VNM"], "when": None,
        "status": "actual", "said_by": None, "evidence": SPAN, "also": [],
    }  # fmt: skip
    return Witness(id_, Kind.EVENT, f"a-{id_}", family, "Wire", published, 0.9, base | fields)


def figure(id_, value, family="f1", period="2021", **fields):
    """Return a witness of the trade of Russia with Vietnam."""
    base = {
        "measure": "bilateral trade", "measure_class": "trade", "value": value, "unit": "USD", "approx": False, "bound": None,
        "change": None, "period": period, "about": ["RUS", "VNM"], "said_by": None, "evidence": SPAN, "number": SPAN,
    }  # fmt: skip
    return Witness(id_, Kind.FIGURE, f"a-{id_}", family, "Wire", "2022-07-06", 1.0, base | fields)


def agreement(id_, status, when, family="f1"):
    """Return a witness of the free trade agreement."""
    fields = {
        "what": "free trade agreement", "parties": ["VNM", "EAEU"], "domain": "trade", "status": status, "when": when,
        "said_by": None, "evidence": SPAN,
    }  # fmt: skip
    return Witness(id_, Kind.AGREEMENT, f"a-{id_}", family, "Wire", "2022-07-06", 1.0, fields)


def statement(id_, words, family="f1"):
    """Return a witness of a statement of the embassy."""
    fields = {
        "speaker": "U.S. Embassy", "speaker_code": "USA", "kind": "direct", "cue": None, "source": None, "about": ["VNM"],
        "content": [SPAN | {"text": words}], "evidence": SPAN, "when": None,
    }  # fmt: skip
    return Witness(id_, Kind.STATEMENT, f"a-{id_}", family, "Wire", "2024-06-17", 1.0, fields)


def entries(*witnesses):
    """Return the entries that the witnesses make."""
    return list(reconcile((block_of(w.kind, w.fields, w.published), w) for w in witnesses))


def test_two_families_that_tell_of_one_event_make_one_entry():
    """The same type, actors and day join; the entry counts families."""
    (entry,) = entries(event("1"), event("2", "f2"))
    assert (entry.families, entry.articles) == (2, 2)
    assert [link.mention for link in entry.links] == ["1", "2"]
    assert all(link.reasons for link in entry.links)


def test_copies_are_one_witness():
    """Two articles of one family count as one independent source."""
    (entry,) = entries(event("1"), event("2"))
    assert (entry.families, entry.articles) == (1, 2)


@pytest.mark.parametrize(
    ("change", "joins"),
    [
        ({"when": "2022-07-06"}, True),
        ({"when": "2022-07-05"}, True),
        ({"when": "2022-07-09"}, False),
        ({"when": "2022-07"}, True),
        ({"when": "2022-07", "evidence": SPAN | {"text": "host"}}, False),
        ({"when": "2022-08"}, False),
        ({"when": "2021"}, False),
        ({"type": "ACCUSE"}, False),
        ({"actors": ["VNM"], "recipients": ["RUS"]}, True),
        ({"actors": ["RUS", "VNM"], "recipients": []}, True),
        ({"actors": ["CHN"]}, False),
        ({"status": "denied"}, True),
        ({"mode": "phone"}, True),
    ],
    ids=str,
)
def test_which_events_are_one(change, joins):
    """Events join on type, direction and time, rough times on like words; a denial stands against what it denies."""
    assert (len(entries(event("1"), event("2", "f2", **change))) == 1) is joins


def test_an_accusation_has_a_direction():
    """Who accuses whom is not to be mixed up, as it may be with who visits whom."""
    one, other = event("1", type="ACCUSE"), event("2", type="ACCUSE", actors=["VNM"], recipients=["RUS"])
    assert len(entries(one, other)) == 2


def test_several_values_in_one_article_are_several_figures():
    """Where one article gives two values for what looks like one measure, they are kept apart, not in conflict."""
    one, other = figure("1", 40), figure("2", 60)
    apart = entries(one, replace(other, article=one.article), figure("3", 40, "f2"))
    assert sorted((entry.fields["value"], entry.families) for entry in apart) == [(40, 2), (60, 1)]
    assert not any(entry.disagreement for entry in apart)


def test_an_event_without_a_date_joins_that_of_its_day_of_publication():
    """Same-day reports name no day; the day they appeared stands in for it."""
    (entry,) = entries(event("1", when="2022-07-06"), event("2", "f2", published="2022-07-07"))
    assert (entry.when, entry.day) == ("2022-07-06", "2022-07-06")


def test_disagreement_on_status_keeps_both_with_their_families():
    """Nothing is smoothed over: each value stands with the families that give it."""
    (entry,) = entries(event("1"), event("2", "f2"), event("3", "f3", status="denied"))
    assert entry.status == "actual"
    assert entry.disagreement["status"] == [
        {"value": "actual", "families": ["f1", "f2"], "last": "2022-07-06"},
        {"value": "denied", "families": ["f3"], "last": "2022-07-06"},
    ]


def test_one_family_that_says_both_does_not_disagree_with_itself():
    """Two readings of one source are no dispute between sources."""
    (entry,) = entries(event("1"), event("2", status="denied"))
    assert not entry.disagreement


def test_silence_is_no_disagreement():
    """A mention that leaves a field open does not differ on it."""
    (entry,) = entries(event("1", mode=None), event("2", "f2", mode="visit"))
    assert entry.fields["mode"] == "visit"
    assert not entry.disagreement


def test_figures_that_differ_stand_side_by_side():
    """Two totals of one year conflict, and the entry shows both."""
    (entry,) = entries(figure("1", 5.54e9), figure("2", 7.1e9, "f2"))
    assert [v["value"] for v in entry.disagreement["value"]] == [5.54e9, 7.1e9]


def test_figures_of_two_years_make_two_entries():
    """Two years are a series, no conflict."""
    assert len(entries(figure("1", 5.54e9), figure("2", 3.63e9, "f2", period="2023"))) == 2


def test_a_rounded_figure_agrees_with_the_finer_one():
    """5.5 billion and 5.54 billion are one value, and the finer is shown."""
    (entry,) = entries(figure("1", 5.5e9), figure("2", 5.54e9, "f2"))
    assert not entry.disagreement
    assert entry.fields["value"] == 5.54e9


@pytest.mark.parametrize(
    ("a", "b", "agree"),
    [
        (5.5e9, 5.54e9, True), (5.5e9, 5.56e9, False), (3.6e9, 5.54e9, False), (3.6e9, 3.63e9, True), (0, 0, True),
        (0, 1, False), (12, 11, False), (1000, 1150, True), ([1, 2], [1, 2], True), ([1, 2], 1, False), (0.4, 0.38, True),
    ],
)  # fmt: skip
def test_values_agree_where_one_is_the_other_rounded(a, b, agree):
    """Values are compared at the precision of the rougher one, whichever comes first."""
    assert values_agree(a, b) is agree
    assert values_agree(b, a) is agree


def test_an_agreement_has_its_steps_in_order():
    """Negotiating, signed, in force: one entry, its life by date."""
    (entry,) = entries(
        agreement("1", "in force", "2016-10"),
        agreement("2", "signed", "2015-05-29", "f2"),
        agreement("3", "signed", "2015-05-29"),
    )
    assert [(s["status"], s["when"], s["families"]) for s in entry.fields["steps"]] == [
        ("signed", "2015-05-29", ["f1", "f2"]),
        ("in force", "2016-10", ["f1"]),
    ]


def test_the_same_words_of_one_speaker_are_one_statement():
    """Quotation marks, case and punctuation do not count; another wording is another statement."""
    assert (
        len(entries(statement("1", "No platform for war."), statement("2", "no platform, for war", "f2")))
        == 1
    )
    assert len(entries(statement("1", "No platform for war."), statement("2", "We welcome it.", "f2"))) == 2


def test_mentions_of_different_blocks_never_meet():
    """A mention's block follows from its own fields, so adding it touches that block alone."""
    one, other = event("1"), event("2", recipients=["CHN"])
    assert block_of(one.kind, one.fields, one.published) != block_of(
        other.kind, other.fields, other.published
    )
    assert len(entries(one, other)) == 2


WITNESSES = [
    *(event(f"e{n}", f"f{n % 3}", when=f"2022-07-{day:02}") for n, day in enumerate((4, 5, 6, 6, 8, 9))),
    *(event(f"n{n}", f"f{n}", published=f"2022-07-0{n + 4}") for n in range(4)),
    event("d1", "f7", status="denied"),
    *(figure(f"v{n}", value, f"f{n}") for n, value in enumerate((5.5e9, 5.54e9, 7.1e9, 7.11e9))),
    *(
        agreement(f"g{n}", status, when, f"f{n}")
        for n, (status, when) in enumerate((("signed", "2015"), ("in force", "2016")))
    ),
    *(statement(f"s{n}", words, f"f{n}") for n, words in enumerate(("No platform.", "no platform", "Other"))),
]


@settings(deadline=None)  # the first example loads the word lists
@given(st.permutations(WITNESSES))
def test_the_order_of_arrival_counts_for_nothing(shuffled):
    """Any order of the same mentions gives the same entries."""
    assert entries(*shuffled) == entries(*WITNESSES)


@settings(deadline=None)
@given(st.sets(st.sampled_from(range(len(WITNESSES))), min_size=1))
def test_every_mention_is_in_exactly_one_entry(chosen):
    """Nothing is lost and nothing counted twice, whatever is reconciled together."""
    some = [WITNESSES[i] for i in sorted(chosen)]
    linked = [link.mention for entry in entries(*some) for link in entry.links]
    assert sorted(linked) == sorted(w.id for w in some)


def test_an_entry_keeps_its_id_when_a_mention_joins():
    """The id follows from what the mentions share, so links to it stay good."""
    (before,) = entries(event("1", when="2022-07-06"))
    (after,) = entries(
        event("1", when="2022-07-06"), replace(event("2", "f2", when="2022-07-06"), confidence=0.99)
    )
    assert before.id == after.id


@pytest.mark.parametrize(
    ("when", "day"),
    [("2022-07-06", "2022-07-06"), ("2022-07", "2022-07-01"), ("2022", "2022-01-01"), ("2022-06-25/2022-06-28", "2022-06-25"), ("soon", "None"), (None, "None"), ("2022-13", "None")],
)  # fmt: skip
def test_the_first_day_of_a_time(when, day):
    """Months, years and intervals are put in order by their first day."""
    assert str(day_of(when)) == day


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (5.54e9, "5.54 billion"),
        (12000, "12,000"),
        (3.5, "3.5"),
        (1e6, "1 million"),
        (0.4, "0.4"),
        (171e9, "171 billion"),
    ],
)
def test_numbers_read_as_newspapers_print_them(number, words):
    """Large numbers are shown with their scale, others with separators."""
    assert number_label(number) == words


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"value": 5540000000, "unit": "USD"}, "$5.54 billion"),
        ({"value": 14, "unit": "percent", "change": "increase"}, "14%, an increase"),
        ({"value": [40, 60], "unit": "percent"}, "40 to 60%"),
        ({"value": 3000, "unit": "soldier", "bound": "min", "approx": True}, "at least 3,000 soldiers"),
        ({"value": 1, "unit": "soldier"}, "1 soldier"),
        ({"value": 12, "unit": "country"}, "12 countries"),
        ({"value": 40, "unit": "person"}, "40 people"),
        ({"value": 5e9, "unit": "CNY"}, "5 billion CNY"),
        ({"value": 7, "unit": None, "approx": True}, "about 7"),
    ],
)
def test_figures_read_with_unit_bound_and_change(fields, words):
    """A figure is shown with all that qualifies it."""
    assert figure_label(fields) == words
