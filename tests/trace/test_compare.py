"""Two articles are told to be copies, in part dependent, or independent."""

import pytest

from bilateral.collect import address
from bilateral.collect.dates import parse_date
from bilateral.model import Article
from bilateral.trace.compare import Text, compare
from bilateral.trace.edge import FamilyEdge, Relation

# Written for these tests.
BRIDGE = (
    "The prime ministers of the two neighbours opened a bridge over the border river on Tuesday, ending a wait "
    "of almost thirty years. Lorries will cross from October, once customs posts stand on either bank. "
    "Trade between the countries has doubled in ten years, and the old ferry could no longer carry it all. "
    "Engineers from both sides shared the work, which cost about 400 million euros and took four summers. "
    "Fishermen had asked that no pillar stand in the spawning grounds, and the final plan spared them. "
    "A railway line is to follow on a second deck, although nobody would say when money for it may be found."
)
HARBOUR = (
    "A storm tore two cranes from their rails in the harbour overnight and sank a barge loaded with gravel. "
    "Nobody was hurt, because the port had been cleared at dusk after a warning from the weather office. "
    "Insurers put the damage at nine million crowns, and dockers expect to be idle until the middle of next week. "
    "Ships bound for the terminal were sent up the coast, where a smaller port kept its gates open all night."
)
STATEMENT = (
    "“We have looked at every clause of this treaty with great care, and we shall sign it on the day our parliament "
    "gives its consent, not an hour before and not an hour later,” the foreign minister said."
)
SENTENCES = BRIDGE.split(". ")
REWORDED = (
    "The prime ministers of the two neighbours unveiled a bridge over the frontier river on Tuesday, finishing a delay "
    "of almost thirty years. Trucks will cross from October, once customs stations stand on each bank. "
    "Commerce between the countries has doubled in ten years, and the aged ferry could no more carry it all. "
    "Builders from both sides divided the work, which cost about 400 million euros and lasted four summers. "
    "Anglers had demanded that no pillar stand in the breeding grounds, and the last plan saved them. "
    "A railway line is to come on a second floor, though nobody would say when funds for it may be found."
)


def article(text: str, outlet: str = "", day: str = "") -> Article:
    """Return an article of the text."""
    return Article(address(text), text, published=parse_date(day), outlet=outlet)


def edge(
    one: str, other: str, *, outlets: tuple[str, str] = ("", ""), days: tuple[str, str] = ("", "")
) -> FamilyEdge | None:
    """Compare two texts with their outlets and days."""
    texts = zip((one, other), outlets, days, strict=True)
    return compare(*(Text.of(article(text, outlet, day)) for text, outlet, day in texts))


@pytest.mark.parametrize(
    ("other", "relation"),
    [
        (BRIDGE.upper().replace(",", " –"), Relation.EXACT),
        (BRIDGE + " The ferry makes its last trip on Sunday.", Relation.NEAR),
        (". ".join(SENTENCES[:2]), Relation.EXCERPT),
        (SENTENCES[0] + ". " + SENTENCES[1] + ". " + HARBOUR, Relation.PARTIAL),
        (REWORDED, Relation.REWORDED),
    ],
    ids=["exact", "near", "excerpt", "partial", "reworded"],
)
def test_relations_between_outlets(other: str, relation: Relation) -> None:
    """How much and in which way a text is carried over gives the relation."""
    found = edge(BRIDGE, other, outlets=("River Post", "Harbour News"))
    assert found is not None
    assert found.relation is relation


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (BRIDGE, HARBOUR),
        (BRIDGE + "\n" + STATEMENT, HARBOUR + "\n" + STATEMENT),
        (
            BRIDGE + "\nWe open it today, together and for all! — Ann Lee (@annlee) May 3, 2019",
            HARBOUR + "\nWe open it today, together and for all! — Ann Lee (@annlee) May 3, 2019",
        ),
        ("Yes.", "No."),
        ("", BRIDGE),
    ],
    ids=["apart", "one quotation", "one post", "words", "empty"],
)
def test_independent_articles_have_no_edge(one: str, other: str) -> None:
    """Reports that share nothing, or only what somebody said, are independent."""
    assert edge(one, other, outlets=("River Post", "Harbour News")) is None


def test_the_order_of_comparison_does_not_matter() -> None:
    """Both orders give the same edge, to the last passage."""
    other = BRIDGE.replace("opened", "inaugurated") + " " + HARBOUR
    assert edge(BRIDGE, other) == edge(other, BRIDGE)


def test_passages_read_alike_in_both_texts() -> None:
    """Every passage holds the same words in either article."""
    other = HARBOUR + " " + ". ".join(SENTENCES[1:])
    found = edge(BRIDGE, other, days=("2024-05-01", "2024-05-02"))
    assert found is not None
    for passage in found.passages:
        assert other[passage.start : passage.end] == BRIDGE[passage.of_start : passage.of_end]


@pytest.mark.parametrize(
    ("outlets", "days", "source"),
    [
        (("River Post", "Harbour News"), ("2024-05-01", "2024-05-02"), 0),
        (("River Post", "Harbour News"), ("2024-05-02", "2024-05-01"), 1),
        (("River Post", "Reuters"), ("2024-05-01", "2024-05-02"), 1),
        (("River Post", "Harbour News"), ("", "2024-05-02"), 1),
    ],
    ids=["earlier", "later", "agency", "undated"],
)
def test_the_likelier_source(outlets: tuple[str, str], days: tuple[str, str], source: int) -> None:
    """An agency is the source, else the earlier article, and a dated one before an undated one."""
    texts = (BRIDGE, BRIDGE + " The ferry makes its last trip on Sunday.")
    found = edge(*texts, outlets=outlets, days=days)
    assert found is not None
    assert found.of == article(texts[source]).address


def test_of_one_day_the_text_that_credits_an_agency_is_the_copy() -> None:
    """A dateline with an agency's tag shows that the story was taken over."""
    printed = "HANOI (Reuters) - " + BRIDGE
    found = edge(printed, BRIDGE, outlets=("River Post", "Harbour News"), days=("2024-05-01", "2024-05-01"))
    assert found is not None
    assert found.of == article(BRIDGE).address


@pytest.mark.parametrize(
    ("days", "text", "is_copy"),
    [
        (("2024-05-01", "2024-05-02"), ". ".join(SENTENCES[:5]), True),
        (("2024-05-01", "2024-05-20"), SENTENCES[0] + ". " + HARBOUR, False),
        (("2024-05-01", "2024-05-20"), BRIDGE.replace("Tuesday", "Monday"), True),
        (("2023-05-01", "2024-05-02"), BRIDGE.replace("Tuesday", "Monday"), False),
    ],
    ids=["update", "background", "reprint", "next year's form"],
)
def test_an_outlet_repeating_itself(days: tuple[str, str], text: str, is_copy: bool) -> None:
    """Updates and reprints of one outlet are copies; its background and its yearly notices are not."""
    assert (edge(BRIDGE, text, outlets=("River Post", "River Post"), days=days) is not None) == is_copy


def test_prose_in_quotation_marks_with_its_outlet_named_is_an_excerpt() -> None:
    """Who quotes another outlet's report and says so depends on it, and stays a witness of its own."""
    quoting = f"{HARBOUR}\nAs the River Post reports, “{SENTENCES[0]}. {SENTENCES[1]}.”"
    found = edge(BRIDGE, quoting, outlets=("River Post", "Harbour News"))
    assert found is not None
    assert (found.relation, found.is_copy) == (Relation.EXCERPT, False)
    assert found.article == article(quoting).address


@pytest.mark.parametrize("words", ["As one paper reports", "In an op-ed for the River Post she wrote"])
def test_prose_in_quotation_marks_alone_is_a_quotation(words: str) -> None:
    """Without the outlet's name, or with an opinion piece's, the words may be anybody's."""
    quoting = f"{HARBOUR}\n{words}, “{SENTENCES[0]}. {SENTENCES[1]}.”"
    assert edge(BRIDGE, quoting, outlets=("River Post", "Harbour News")) is None
