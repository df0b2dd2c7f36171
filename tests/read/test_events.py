"""Events: which actors make pairs, how links join into events, and how mentions of one event join."""

import dataclasses

import pytest

from bilateral.model import Article, Event, EventType, Status
from bilateral.read.actors import find_actors
from bilateral.read.events import read_events
from bilateral.read.events.candidates import Pair, find_pairs, foreign
from bilateral.read.events.decode import join_links
from bilateral.read.events.judge import trigger_of
from bilateral.read.events.links import Direction, Link
from bilateral.read.events.merge import merge_events
from bilateral.read.events.select import select_links
from bilateral.read.events.windows import build_windows
from bilateral.read.findings import Findings
from bilateral.read.pipeline import load_pipeline


def find(text: str) -> Findings:
    """Parse a text and find its actors."""
    findings = Findings(Article(address="test", text=text), load_pipeline()(text))
    return dataclasses.replace(findings, actors=find_actors(findings))


def pairs_of(text: str) -> dict[tuple[str, str], Pair]:
    """Return the pairs of a text by their codes, first actor first."""
    return {(pair.first.code, pair.second.code): pair for pair in find_pairs(find(text))}


def link(pair: Pair, type_: EventType, direction: Direction, confidence: float = 0.9) -> Link:
    """Return an actual link of the pair."""
    return Link(pair, type_, None, direction, Status.ACTUAL, pair.second.mentions[0].head, confidence)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("RUS", "VNM", True),
        ("RUS", "RUS", False),
        ("RUS:COM", "RUS", False),
        ("RUS:COM", "VNM:COM", True),
        ("UN", "MLI", True),
        ("INT:ARM", "INT:NGO", True),
    ],
)
def test_relations_are_between_states(one: str, other: str, expected: bool) -> None:
    """A state and its own people are no pair; two of different homes, or of none, are."""
    assert foreign(one, other) is expected


def test_actors_of_one_sentence_make_pairs() -> None:
    """Two actors in one sentence make one pair, the one named first as first."""
    assert list(pairs_of("Peru thanked Chile for the help.")) == [("PER", "CHL")]


def test_a_sentence_with_one_actor_continues_the_one_before() -> None:
    """The lone actor of a sentence makes a pair with the actor of the sentence before, which stands first."""
    pair = pairs_of("Peru moved first. The border was closed. Chile answered with tariffs.")["PER", "CHL"]
    assert pair.crosses
    assert (pair.sentence, pair.context) == (2, 0)


def test_a_window_marks_the_words_of_each_actor() -> None:
    """The places of a window cut out exactly the words that stand for the two actors, context included."""
    text = "Peru moved first. Chile answered with tariffs."
    findings = find(text)
    window, pairs = next(build_windows(findings, find_pairs(findings)))
    whole = window.context + window.sentence
    assert [pair.first.code for pair in pairs] == ["PER"]
    assert [whole[start:end] for start, end in (*window.first[0], *window.second[0])] == ["Peru", "Chile"]


def test_the_trigger_is_the_verb_above_both_actors() -> None:
    """The act hangs on the verb that joins the two actors, not on the verb of another clause."""
    findings = find("Peru accused Chile of emptying the waters that both fish.")
    pair = next(find_pairs(findings))
    assert trigger_of(findings, pair).text == "accused"


def test_links_to_several_recipients_are_one_event() -> None:
    """What one actor does to two others in one sentence is one event with two recipients."""
    findings = find("Peru accused Chile and Brazil of overfishing.")
    pairs = {(pair.first.code, pair.second.code): pair for pair in find_pairs(findings)}
    links = [link(pairs["PER", other], EventType.ACCUSE, Direction.FORWARD) for other in ("CHL", "BRA")]
    (event,) = join_links(findings, links)
    assert (event.actors, event.recipients) == (("PER",), ("CHL", "BRA"))
    assert event.evidence.text == findings.article.text


def test_coordinated_actors_act_together() -> None:
    """Where one of two coordinated actors is linked the other takes part too, though no link says so."""
    findings = find("Peru and Chile accused Brazil of overfishing.")
    pairs = {(pair.first.code, pair.second.code): pair for pair in find_pairs(findings)}
    (event,) = join_links(findings, [link(pairs["CHL", "BRA"], EventType.ACCUSE, Direction.FORWARD)])
    assert (set(event.actors), event.recipients) == ({"PER", "CHL"}, ("BRA",))


def test_a_weak_link_to_a_bystander_adds_no_party() -> None:
    """An actor that is not coordinated with those of the event joins only where its link is strong."""
    findings = find("Peru accused Chile of overfishing while Brazil looked on.")
    pairs = {(pair.first.code, pair.second.code): pair for pair in find_pairs(findings)}
    links = [
        link(pairs["PER", "CHL"], EventType.ACCUSE, Direction.FORWARD, 0.9),
        link(pairs["PER", "BRA"], EventType.ACCUSE, Direction.FORWARD, 0.4),
    ]
    (event,) = join_links(findings, links)
    assert event.recipients == ("CHL",)


def test_nobody_stands_on_both_sides_of_one_act() -> None:
    """Of two links that put an actor on different sides of an act the stronger one stays."""
    findings = find("Peru accused Chile, and Brazil watched.")
    pairs = {(pair.first.code, pair.second.code): pair for pair in find_pairs(findings)}
    strong = link(pairs["PER", "CHL"], EventType.ACCUSE, Direction.FORWARD, 0.9)
    weak = link(pairs["CHL", "BRA"], EventType.ACCUSE, Direction.FORWARD, 0.6)
    assert list(select_links([weak, strong])) == [strong]


def test_mutual_links_are_one_event_without_recipients() -> None:
    """Three states that sign together are all actors of one event."""
    findings = find("Peru, Chile and Brazil signed a treaty.")
    links = [link(pair, EventType.SUPPORT, Direction.MUTUAL) for pair in find_pairs(findings)]
    (event,) = join_links(findings, links)
    assert (set(event.actors), event.recipients) == ({"PER", "CHL", "BRA"}, ())


def test_backward_links_turn_the_sides() -> None:
    """In a passive the second actor acts."""
    findings = find("Peru was criticised by Chile.")
    (pair,) = find_pairs(findings)
    (event,) = join_links(findings, [link(pair, EventType.ACCUSE, Direction.BACKWARD)])
    assert (event.actors, event.recipients) == (("CHL",), ("PER",))


def event(text: str, sentence: str, **fields: object) -> Event:
    """Return an event with a sentence of the text as evidence."""
    article = Article(address="test", text=text)
    start = text.index(sentence)
    given = {"type": EventType.CONSULT, "actors": ("PER",), "recipients": ("CHL",), **fields}
    return Event(article=article, evidence=article.cut(start, start + len(sentence)), **given)  # type: ignore[arg-type]


def test_mentions_of_one_event_join() -> None:
    """Of two mentions the surer is the evidence, the other stands in ``also``; a date of either is kept."""
    text = "Peru visited Chile. The visit took place in May."
    first = event(text, "Peru visited Chile.", confidence=0.9)
    second = event(text, "The visit took place in May.", confidence=0.6, when="2022-05")
    (merged,) = merge_events([first, second])
    assert merged.evidence == first.evidence
    assert merged.also == (second.evidence,)
    assert merged.when == "2022-05"


@pytest.mark.parametrize(
    "difference",
    [
        {"type": EventType.AGREE},
        {"status": Status.PLANNED},
        {"actors": ("CHL",), "recipients": ("PER",)},
        {"recipients": ("CHL", "BRA")},
    ],
)
def test_events_that_differ_stay_apart(difference: dict[str, object]) -> None:
    """Another type, status, direction or party is another event."""
    text = "Peru visited Chile. The visit took place in May."
    events = [event(text, "Peru visited Chile."), event(text, "The visit took place in May.", **difference)]
    assert len(merge_events(events)) == 2


def test_a_text_without_actors_has_no_events() -> None:
    """Nothing is read where nobody acts."""
    assert read_events(find("The rain stopped in the afternoon.")) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Russia condemned the United States on Friday.", (EventType.ACCUSE, ("RUS",), ("USA",))),
        ("Peru expelled three Chilean diplomats.", (EventType.SANCTION, ("PER",), ("CHL",))),
        ("Japan was attacked by China at dawn.", (EventType.ASSAULT, ("CHN",), ("JPN",))),
    ],
)
def test_plain_events_are_read(
    text: str, expected: tuple[EventType, tuple[str, ...], tuple[str, ...]]
) -> None:
    """Short plain sentences give their event with type and sides."""
    (found,) = read_events(find(text))
    assert (found.type, found.actors, found.recipients) == expected


@pytest.mark.parametrize(
    ("text", "type_", "status"),
    [
        ("Peru denied that it had attacked Chile.", EventType.ASSAULT, Status.DENIED),
        ("The ministry denied that Peru and Chile had signed a secret treaty.", None, Status.DENIED),
        ("Peru has not agreed to join talks with Chile.", EventType.REJECT, Status.ACTUAL),
    ],
)
def test_what_is_denied_is_no_act_and_what_is_refused_is_one(
    text: str, type_: EventType | None, status: Status
) -> None:
    """A denied act is an event that is denied; a refusal, though told by a negation, took place."""
    found = [event for event in read_events(find(text)) if type_ in {None, event.type}]
    assert found
    assert {event.status for event in found} == {status}
