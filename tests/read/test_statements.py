"""Statements: who the speaker is, and what else is told of a statement."""

import datetime as dt
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bilateral.model import Article, Statement
from bilateral.read.actors import find_actors
from bilateral.read.attribution import said_by
from bilateral.read.dates import find_dates
from bilateral.read.findings import ActorMention, Findings
from bilateral.read.pipeline import load_pipeline
from bilateral.read.statements import read_statements
from bilateral.read.statements.quotation import quotations
from bilateral.read.statements.verbs import reporting_verbs


def findings_of(text: str, title: str = "") -> Findings:
    """Parse a text published on Wednesday 6 July 2022."""
    article = Article(address="test", text=text, title=title, published=dt.date(2022, 7, 6))
    return Findings(article, load_pipeline()(text))


def statements_of(text: str, title: str = "") -> tuple[Statement, ...]:
    """Read the statements of a text."""
    return read_statements(findings_of(text, title))


# fmt: off
SPEAKERS = [
    ("Prime Minister Anna Kovac arrived. Kovac said the talks had failed.", "Anna Kovac"),
    ("Prime Minister Anna Kovac arrived in Vienna. She said the talks had failed.", "Anna Kovac"),
    ("Anna Kovac, the prime minister, arrived. The prime minister said the talks had failed.", "Anna Kovac"),
    ("Vice President Anna Kovac met President Pavel Novak. The Vice President said the talks had failed.", "Anna Kovac"),
    ("Vice President Anna Kovac met President Pavel Novak. The President said the talks had failed.", "Pavel Novak"),
    ("Poland's minister Anna Kovac and Slovakia's minister Pavel Novak met. The Slovak minister said the talks had failed.", "Pavel Novak"),
    ("The prime minister, Anna Kovac, said the talks had failed.", "Anna Kovac"),
    ("“We failed,” said the prime minister, Anna Kovac.", "Anna Kovac"),
    ("Poland's envoy said the talks had failed.", "Poland's envoy"),
    ("A senior official, speaking on condition of anonymity, said the talks had failed.", "A senior official"),
    ("Two people familiar with the talks said they had failed.", "Two people familiar with the talks"),
    ("Anna Kovac and Pavel Novak said the talks had failed.", "Anna Kovac and Pavel Novak"),
    ("The International Grain Council (IGC) met. The IGC said prices had doubled.", "International Grain Council"),
    ("The US said the talks had failed.", "US"),
    ("Ms Kovac said the talks had failed.", "Kovac"),
    ("Poland's foreign ministry said in its statement that the talks had failed.", "Poland's foreign ministry"),
    ("Foreign Minister Pavel Novak, who met her, said the talks had failed.", "Pavel Novak"),
]
# fmt: on


@pytest.mark.parametrize(("text", "speaker"), SPEAKERS)
def test_speaker(text: str, speaker: str) -> None:
    """The speaker is the fullest name that the article gives, or the description as it stands."""
    assert [statement.speaker for statement in statements_of(text)] == [speaker]


def test_pronoun_follows_the_last_speaker() -> None:
    """A pronoun stands for whoever spoke last, through several sentences."""
    text = "Anna Kovac said the talks had failed. She warned of a new crisis. “We will wait,” she added."
    assert [statement.speaker for statement in statements_of(text)] == ["Anna Kovac"] * 3


def test_statement_said_is_its_issuer() -> None:
    """What a statement says is said by whoever issued it."""
    text = "Poland's foreign ministry said the talks had failed. The statement added that they would resume."
    assert [statement.speaker for statement in statements_of(text)] == ["Poland's foreign ministry"] * 2


def test_signed_text_is_one_statement() -> None:
    """A whole text in the first person whose title names its author is one direct statement."""
    text = "I condemn the attack.\n\nMy thoughts are with the families, and we will help them."
    statement, *_ = statements_of(text, title="Statement by President Anna Kovac on the attack")
    assert (statement.speaker, statement.kind, len(statement.content)) == ("Anna Kovac", "direct", 2)


@pytest.mark.parametrize(
    ("title", "text", "speaker", "contents"),
    [
        (
            "Statement from NSC Spokesperson Anna Kovac on the attack",
            "The attack was cruel.",
            "Anna Kovac",
            1,
        ),
        (
            "Joint Statement on Trade",
            "We met in Vienna. We agreed on trade, and we will meet again.",
            None,
            1,
        ),
        (
            "Letter on Trade",
            "Dear friends:\n\nI thank you. I hope we meet.\n\nSincerely,\n\nANNA KOVAC",
            "Anna Kovac",
            2,
        ),
    ],
)
def test_whole_texts(title: str, text: str, speaker: str | None, contents: int) -> None:
    """A text that its title or its signature gives to one author is one direct statement of theirs."""
    (statement,) = statements_of(text, title=title)
    assert (statement.speaker, statement.kind, len(statement.content)) == (speaker, "direct", contents)


def test_office_from_the_title() -> None:
    """An office that only the title tells serves to find who is meant by it."""
    text = "Anna Kovac arrived in Vienna. The governor said the talks had failed."
    (statement,) = statements_of(text, title="Governor Anna Kovac in Vienna")
    assert statement.speaker == "Anna Kovac"


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        (
            "A senior Polish diplomat said the talks had failed. Anna Kovac, Poland's ambassador to Austria, said nobody came.",
            ["Anna Kovac"] * 2,
        ),
        (
            "A senior Polish diplomat said the talks had failed. Anna Kovac, Poland's ambassador to Austria, left.",
            ["A senior Polish diplomat"],
        ),
    ],
)
def test_lead_names_below(text: str, speakers: list[str]) -> None:
    """Whom a lead describes is the person of that state who speaks by name in the next sentences."""
    findings = findings_of(text)
    assert [s.speaker for s in read_statements(replace(findings, actors=find_actors(findings)))] == speakers


def test_only_one_of_a_state() -> None:
    """Someone described by their state is the only person of that state whom the article names."""
    findings = findings_of(
        "Polish ambassador Anna Kovac met Pavel Novak. The Polish diplomat said the talks had failed."
    )
    (statement,) = read_statements(replace(findings, actors=find_actors(findings)))
    assert statement.speaker == "Anna Kovac"


def test_pronoun_follows_the_finder_of_actors() -> None:
    """Whom the finder of actors takes "he" to mean comes before the last speaker."""
    findings = findings_of("Anna Kovac said it was late. Pavel Novak left. He said the talks had failed.")
    pronoun = next(token.i for token in findings.doc if token.text == "He")
    actor = ActorMention(
        pronoun, pronoun + 1, pronoun, ("SVK",), "Pavel Novak", "pronoun", person="Pavel Novak"
    )
    _, statement = read_statements(replace(findings, actors=(actor,)))
    assert (statement.speaker, statement.speaker_code) == ("Pavel Novak", "SVK")


def test_role_is_the_office_beside_the_name() -> None:
    """The office in apposition to a name, or before it, is the speaker's role."""
    (statement,) = statements_of("Anna Kovac, the interior minister of Slovakia, said the border was safe.")
    assert statement.role == "interior minister of Slovakia"


def test_code_comes_from_the_actors() -> None:
    """The speaker's code is that of the actor mention at the source; the content's actors are what it is about."""
    findings = findings_of("Poland said Belarus had closed the border.")
    actors = (
        ActorMention(0, 1, 0, ("POL",), "Poland", "name"),
        ActorMention(2, 3, 2, ("BLR",), "Belarus", "name"),
    )
    (statement,) = read_statements(replace(findings, actors=actors))
    assert (statement.speaker_code, statement.about) == ("POL", ("BLR",))


def test_date_of_speaking() -> None:
    """A date that hangs on the cue is when it was said; one inside the content is not."""
    findings = findings_of("Poland said on Monday that the talks would resume on Friday.")
    (statement,) = read_statements(replace(findings, dates=find_dates(findings)))
    assert statement.when == "2022-07-04"


@pytest.mark.parametrize(
    ("text", "force"),
    [
        ("Poland denied any role in the attack.", "deny"),
        ("Poland threatened to close the border.", "threaten"),
        ("Poland welcomed the ceasefire in the region.", "welcome"),
        ("Poland urged Belarus to open the border.", "urge"),
        ("Poland vowed to keep the border open.", "promise"),
        ("Poland claimed that the border was open.", "claim"),
        ("According to Poland, the border was open.", "say"),
    ],
)
def test_force(text: str, force: str) -> None:
    """The force is what the cue makes of the words."""
    assert [statement.force for statement in statements_of(text)] == [force]


@pytest.mark.parametrize(
    ("text", "addressee"),
    [
        ("Poland told Belarus that the border was open.", "Belarus"),
        ("Poland urged Belarus to open the border.", "Belarus"),
        ("“We are ready,” Anna Kovac told reporters.", "reporters"),
        ("Poland said the border was open.", None),
    ],
)
def test_addressee(text: str, addressee: str | None) -> None:
    """To whom it was said is told where the cue has an object that is a person or body."""
    assert [statement.addressee for statement in statements_of(text)] == [addressee]


def test_said_by_names_the_innermost_speaker() -> None:
    """Words inside nested speech rest on the word of the inner speaker; the outlet's own on nobody's."""
    text = "Reuters reported that Poland had said it was ready. The border is open."
    statements = statements_of(text)
    at = text.index("it was ready")
    assert said_by(statements, at, at + 12) == "Poland"
    assert said_by(statements, text.index("Poland"), text.index("Poland") + 6) == "Reuters"
    assert said_by(statements, text.index("The border"), len(text)) is None


def test_a_text_without_words_has_no_statements() -> None:
    """An empty article gives no statement and no error."""
    assert statements_of(" ") == ()


def test_every_verb_has_a_force_and_a_frame() -> None:
    """Each line of the lexicon says what the verb makes of the words and where they stand."""
    assert all(verb.force and (verb.frames or verb.prepositions) for verb in reporting_verbs().values())


@given(st.text(alphabet="ab \n“”\"'‘’.,", max_size=60))
def test_quotations_never_overlap_and_stay_in_their_paragraph(text: str) -> None:
    """Whatever marks a text holds, quotations are in order, apart, not empty, and within one line."""
    found = quotations(text)
    assert all(a.close <= b.open for a, b in pairwise(found))
    assert all(q.open <= q.start < q.end <= q.close and "\n" not in text[q.open : q.close] for q in found)


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "“We stay,”",
                "Kovac",
                "said",
                "that",
                "it",
                "failed",
                ".",
                "\n\n",
                "according to",
                ":",
                "US",
                ",",
            ]
        ),
        max_size=14,
    )
)
def test_any_text_can_be_read(words: list[str]) -> None:
    """Torn and odd texts give statements whose spans reproduce their words, or none, and never an error."""
    for statement in statements_of(" ".join(words)):
        assert statement.content
