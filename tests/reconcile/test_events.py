"""Which events are one, by their words as well; and in which block they meet."""

import pytest

from bilateral.model import Kind, Witness
from bilateral.reconcile import block_of, reconcile
from bilateral.reconcile.acts import Act, groups_of
from bilateral.reconcile.events import link_events

SPAN = {"start": 0, "end": 4, "text": "said"}


def event(id_, words="They met in the old town hall.", published="2023-03-14", **fields):
    """Return a witness of a meeting of Peru with Chile."""
    base = {
        "type": "CONSULT", "mode": None, "actors": ["PER"], "recipients": ["CHL"], "when": None, "status": "actual",
        "said_by": None, "evidence": SPAN | {"end": len(words), "text": words}, "also": [],
    }  # fmt: skip
    return Witness(id_, Kind.EVENT, f"a-{id_}", f"f-{id_}", "Wire", published, 0.9, base | fields)


def entries(*witnesses):
    """Return the entries that the witnesses make."""
    return list(reconcile((block_of(w.kind, w.fields, w.published), w) for w in witnesses))


@pytest.mark.parametrize(
    ("change", "joins"),
    [
        ({"actors": ["PER:GOV"]}, True),
        ({"recipients": ["CHL", "BOL"]}, True),
        ({"type": "AGREE"}, True),
        ({"type": "AID"}, False),
        ({"published": "2023-03-18"}, True),
        ({"published": "2023-03-18", "words": "Ministers held talks on fishing quotas."}, False),
        ({"published": "2023-04-18"}, False),
        ({"status": "planned"}, False),
        ({"status": "hypothetical"}, False),
        ({"when": "2023-03-14"}, True),
        ({"when": "2023-03-10/2023-03-14"}, True),
        ({"when": "2023-03-15", "published": "2023-03-16"}, True),
        ({"when": "2023-02-15"}, False),
        ({"when": "1999"}, False),
    ],
    ids=str,
)
def test_which_events_are_one(change, joins):
    """A state stands for its bodies, a longer list for its part; time gives way where the words are the same."""
    assert (len(entries(event("1"), event("2", **change))) == 1) is joins


@pytest.mark.parametrize(
    ("words", "joins"),
    [
        ("Aurelio Quispe came to the lake with a large delegation.", True),
        ("Ramon Tapia came with advisers.", False),
    ],
)
def test_who_is_named_tells_visits_apart(words, joins):
    """A visit told of a week later is the same where the same person is named."""
    first = event("1", "On Monday the President, Aurelio Quispe, stepped from a train.", mode="visit")
    assert (len(entries(first, event("2", words, "2023-03-21"))) == 1) is joins


def test_what_is_repeated_daily_needs_more_than_the_day():
    """Two accusations about one time are one only where words are shared too."""
    one = event("1", "Lima called the tax unfair.", type="ACCUSE")
    other = event("2", "Its fleet had crossed the line again.", type="ACCUSE")
    assert len(entries(one, other)) == 2
    assert len(entries(one, event("3", "Lima said the new tax was unfair.", type="ACCUSE"))) == 1


def test_types_that_one_article_keeps_apart_stay_apart():
    """Where one reader told two acts of different types from each other, they are two."""
    one, other = event("1"), event("2", type="AGREE")
    same_article = Witness(**{f: getattr(other, f) for f in ("id", "kind", "family", "outlet", "published", "confidence", "fields")}, article=one.article)  # fmt: skip
    assert len(entries(one, same_article)) == 2


def test_a_meeting_shows_all_who_took_part_and_no_dispute_over_who_came_first():
    """Whichever side an outlet names first, the actors of a meeting are the same."""
    (entry,) = entries(event("1"), event("2", actors=["CHL"], recipients=["PER"]))
    assert not entry.disagreement
    assert {code for code, _ in entry.parts} == {"PER", "CHL"}


def test_every_reason_is_told_in_words():
    """Type, actors, time and shared words stand with the link."""
    (entry,) = entries(event("1"), event("2", words="The two met in the town hall for 3 hours."))
    assert entry.links[0].reasons == (
        "same type CONSULT",
        "same actors CHL and PER",
        "undated, told the same day",
        "both tell of meet",
        "shared words hall, meet, town",
    )


def test_the_score_of_a_link_is_the_same_both_ways():
    """Which mention comes first does not matter."""
    one, other = Act(event("1", when="2023-03")), Act(event("2", recipients=["CHL", "BOL"]))
    assert link_events(one, other) == link_events(other, one)


@pytest.mark.parametrize(
    ("fields", "published", "block"),
    [
        ({"actors": ["PER"], "recipients": ["CHL", "BOL"]}, "2023-03-14", "event|CHL|PER|2023"),
        (
            {"actors": ["PER:COM"], "recipients": ["CHL"], "when": "2022-12-30"},
            "2023-01-02",
            "event|CHL|PER|2022",
        ),
        ({"actors": ["USA"], "recipients": ["CHN"]}, "2023-03-14", "event|CHN|USA|2023-03"),
        ({"actors": ["PER", "CHL"], "recipients": []}, "2023-03-14", "event|CHL|PER|2023"),
        ({"actors": ["PER", "PER:MIL"], "recipients": ["PER", "CHL"]}, None, "event|CHL|PER|undated"),
    ],
)
def test_the_block_of_an_event(fields, published, block):
    """The first home state on each side and the year; the month where only much-reported actors meet."""
    assert block_of(Kind.EVENT, {"when": None, "recipients": [], **fields}, published) == block


@pytest.mark.parametrize(
    ("one", "other"),
    [("visited", "trip"), ("summit", "talks"), ("opened fire", "shooting"), ("embargo", "sanctions"), ("truce", "ceasefire")],
)  # fmt: skip
def test_words_for_one_kind_of_act(one, other):
    """The lexicon brings verbs, nouns and phrases of one act together."""
    stems = [Act(event("1", trigger=words)).groups for words in (one, other)]
    assert stems[0] & stems[1]


def test_a_word_that_names_no_act_is_in_no_group():
    """Other words say nothing of the act."""
    assert not groups_of(("museum",))
