"""A block compared in shares and grouped in pieces is the block compared at once."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from bilateral.model import Kind, Witness
from bilateral.reconcile import reconcile
from bilateral.reconcile.pieces import links, pieces
from bilateral.trace.connected import connect

WORDS = [
    "signed",
    "the",
    "grain",
    "deal",
    "talks",
    "on",
    "border",
    "visas",
    "dam",
    "praised",
    "condemned",
    "sharply",
]
DAYS = [f"2023-01-{day:02}" for day in range(1, 29)]


@st.composite
def events(draw):
    """Draw events of one block: two actors, a month, few types, and evidence from few words."""
    made = []
    for number in range(draw(st.integers(2, 12))):
        words = " ".join(draw(st.lists(st.sampled_from(WORDS), min_size=2, max_size=6)))
        fields = {
            "type": draw(st.sampled_from(["AGREE", "CONSULT", "SUPPORT", "ACCUSE"])),
            "mode": None,
            "actors": ["RUS"],
            "recipients": draw(st.sampled_from([["VNM"], []])),
            "when": draw(st.sampled_from([None, *DAYS[:12]])),
            "status": draw(st.sampled_from(["actual", "planned", "denied"])),
            "evidence": {"start": 0, "end": len(words), "text": words},
        }
        article = f"a{draw(st.integers(0, 5))}"
        made.append(
            Witness(
                f"{number:02}", Kind.EVENT, article, article, "", draw(st.sampled_from(DAYS)), 0.5, fields
            )
        )
    return made


@st.composite
def statements(draw):
    """Draw statements of one speaker in few words."""
    made = []
    for witness in draw(events()):
        words = " ".join(draw(st.lists(st.sampled_from(WORDS), min_size=4, max_size=8)))
        span = {"start": 0, "end": len(words), "text": words}
        fields = {"speaker": "the minister", "speaker_code": "RUS", "content": [span], "evidence": span}
        made.append(replace(witness, kind=Kind.STATEMENT, fields=fields))
    return made


@settings(max_examples=60, deadline=None)
@given(st.one_of(events(), statements()), st.integers(1, 5))
def test_pieces_make_the_same_entries(members, shares):
    """Whatever the mentions and however many shares, the entries are those of the block as a whole."""
    found = [link for share in range(shares) for link in links(members[0].kind, members, share, shares)]
    told = [("block", witness) for witness in members]
    assert list(reconcile(told, {"block": found})) == list(reconcile(told))


def test_mentions_without_links_stand_alone():
    """A piece is what links connect; what no link leads to is a piece by itself."""
    members = [Witness(each, Kind.EVENT, each, each, "", None, 0.5, {}) for each in "abcd"]
    found = [[w.id for w in piece] for piece in pieces(Kind.EVENT, members, [("a", "c")])]
    assert found == [["a", "c"], ["b"], ["d"]]


def test_figures_are_not_compared_in_pairs():
    """A block of figures is one piece, whatever links there were."""
    members = [Witness(each, Kind.FIGURE, each, each, "", None, 0.5, {}) for each in "ab"]
    assert pieces(Kind.FIGURE, members, []) == [members]


@given(st.lists(st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("abcdefgh"))))
def test_connected_parts_are_named_by_their_smallest(pairs):
    """Both ends of each pair are in one part, whose name is the smallest of it, whatever the order of pairs."""
    heads = connect(pairs)
    assert all(heads[one] == heads[other] for one, other in pairs)
    assert all(head == min(each for each in heads if heads[each] == head) for head in heads.values())
    assert connect(reversed(pairs)) == heads
