"""Actors: who is named, for whom they act, and what points back to them; each rule by a table of cases."""

import datetime as dt
import itertools

import pytest

from bilateral.model import Article
from bilateral.read.actors import find_actors
from bilateral.read.findings import ActorMention, Findings
from bilateral.read.pipeline import load_pipeline

JULY_2022 = dt.date(2022, 7, 6)


def actors_of(text: str, published: dt.date | None = JULY_2022, outlet: str = "") -> dict[str, ActorMention]:
    """Parse a text and return its actor mentions by their words."""
    article = Article(address="test", text=text, published=published, outlet=outlet)
    findings = Findings(article, load_pipeline()(text))
    return {findings.doc[m.start : m.end].text: m for m in find_actors(findings)}


def codes(text: str, phrase: str, published: dt.date | None = JULY_2022) -> tuple[str, ...]:
    """Return the codes of the mention that reads exactly like the phrase."""
    found = actors_of(text, published)
    assert phrase in found, f"{phrase!r} is not among {sorted(found)}"
    return found[phrase].codes


@pytest.mark.parametrize(
    ("text", "phrase", "code"),
    [
        ("Vietnam welcomed the offer.", "Vietnam", "VNM"),
        ("The U.S. welcomed the offer.", "U.S.", "USA"),
        ("Hanoi said it would answer soon.", "Hanoi", "VNM"),
        ("Kiev said it would answer soon.", "Kiev", "UKR"),
        ("The Kremlin dismissed the report.", "Kremlin", "RUS"),
        ("Downing Street dismissed the report.", "Downing Street", "GBR"),
        ("The Pentagon dismissed the report.", "Pentagon", "USA"),
        ("NATO condemned the launch.", "NATO", "NATO"),
        (
            "The Association of Southeast Asian Nations condemned it.",
            "Association of Southeast Asian Nations",
            "ASEAN",
        ),
        ("The UN Security Council condemned it.", "UN Security Council", "UNSC"),
        ("The European Commission fined the firm.", "European Commission", "EU"),
        ("The Soviet Union withdrew its missiles in 1962.", "Soviet Union", "SUN"),
        ("East Germany recognised the border in 1950.", "East Germany", "DDR"),
        ("Hamas rejected the truce.", "Hamas", "PSE:ARM"),
        ("Gazprom cut supplies to Moldova.", "Gazprom", "RUS:COM"),
        ("The Bharatiya Janata Party praised Nepal.", "Bharatiya Janata Party", "IND:PARTY"),
    ],
)
def test_names_of_states_organs_and_groups_have_their_codes(text, phrase, code):
    """A name from the lexicon is a mention with its code."""
    assert codes(text, phrase) == (code,)


@pytest.mark.parametrize(
    ("text", "phrase", "code"),
    [
        ("Russian troops crossed the river.", "Russian troops", "RUS"),
        ("Vietnam's foreign ministry protested.", "Vietnam's foreign ministry", "VNM"),
        ("The president of France arrived on Monday.", "president of France", "FRA"),
        ("Chinese companies signed the contract.", "Chinese companies", "CHN:COM"),
        ("Syrian rebels shelled the airport.", "Syrian rebels", "SYR:ARM"),
        ("A Japanese newspaper reported the visit.", "Japanese newspaper", "JPN:MED"),
        ("Turkish opposition leaders protested.", "Turkish opposition leaders", "TUR:PARTY"),
        ("Moscow police detained two diplomats.", "Moscow police", "RUS"),
        ("Former British officials criticised China.", "British officials", "GBR:CIV"),
        ("A North Korean oil company shipped the coal.", "North Korean oil company", "PRK:COM"),
        ("Western countries imposed new sanctions.", "Western countries", "INT"),
        ("A spokesman for the Polish army denied it.", "spokesman for the Polish army", "POL"),
        ("The head of the Iranian defence ministry spoke.", "head of the Iranian defence ministry", "IRN"),
        ("The Obama administration criticised Syria.", "Obama administration", "USA"),
        ("The Haitian people want peace.", "Haitian people", "HTI"),
    ],
)
def test_a_noun_for_people_or_bodies_joins_the_name_before_it(text, phrase, code):
    """A demonym, a possessive or an "of" joins the noun that acts, which gives the kind."""
    assert codes(text, phrase) == (code,)


@pytest.mark.parametrize(
    ("text", "phrase", "role"),
    [
        ("Hanoi said it would answer soon.", "Hanoi", "actor"),
        ("The ministers met in Hanoi.", "Hanoi", "place"),
        ("The ministers travelled to Japan.", "Japan", "place"),
        ("Rebels fought in Iraq, Libya and Syria.", "Syria", "place"),
        ("The plant stands in Espoo, Finland.", "Finland", "place"),
        ("Canada criticised Russia.", "Russia", "actor"),
        ("The minister rejected Russia's request.", "Russia", "actor"),
        ("The Russian war shocked Europe.", "Russian", "modifier"),
        ("The ship ran aground off Russia's coast.", "Russia", "modifier"),
        ("Officials praised the China-Russia talks.", "China", "actor"),
    ],
)
def test_places_modifiers_and_actors_are_told_apart(text, phrase, role):
    """The same name acts, is a place or only modifies, as its sentence has it."""
    assert actors_of(text)[phrase].role == role


@pytest.mark.parametrize(
    ("text", "phrase", "code"),
    [
        ("Georgia's parliament in Tbilisi voted on Monday.", "Georgia's parliament", "GEO"),
        ("Guinea recalled its envoy to Mali.", "Guinea", "GIN"),
        ("Papua New Guinea recalled its envoy.", "Papua New Guinea", "PNG"),
        ("Equatorial Guinea recalled its envoy.", "Equatorial Guinea", "GNQ"),
        ("Congo accused Rwanda of sending troops.", "Congo", "COD"),
        ("Leaders in Brazzaville met. Congo then closed its embassy in Paris.", "Congo", "COG"),
        ("Jordan condemned the raid.", "Jordan", "JOR"),
        ("Niger expelled the French ambassador.", "Niger", "NER"),
        ("Nigeria closed its border with Niger.", "Nigeria", "NGA"),
        ("Turkey recalled its ambassador.", "Turkey", "TUR"),
        ("Chad sent troops to Mali.", "Chad", "TCD"),
        ("The Republic of China bought the jets.", "Republic of China", "TWN"),
        ("The People's Republic of China bought the jets.", "People's Republic of China", "CHN"),
        ("South Sudan signed the accord.", "South Sudan", "SSD"),
        ("Northern Ireland will hold talks with the EU.", "Northern Ireland", "GBR"),
    ],
)
def test_ambiguous_names_of_states_are_read_by_their_context(text, phrase, code):
    """Names that several states share, or that hold another's name, mean the right one."""
    assert codes(text, phrase) == (code,)


@pytest.mark.parametrize(
    "text",
    [
        "Police in Atlanta, Georgia, closed the road.",
        "Michael Jordan opened a new store in Ohio.",
        "Ships sailed through the South China Sea.",
        "The Washington state legislature passed the bill.",
        "They ate turkey and French fries.",
        "Denzel Washington plays the lead.",
    ],
)
def test_phrases_that_only_hold_a_states_name_are_no_actors(text):
    """Towns in American states, people's names, seas and things yield no mention of a foreign state."""
    assert not {c for m in actors_of(text).values() for c in m.codes} & {"GEO", "JOR", "CHN", "FRA", "TUR"}


@pytest.mark.parametrize(
    "text",
    ["It cost U.S. $5.54 billion.", "It cost US$5 billion.", "It cost 3 billion Russian roubles."],
)
def test_the_money_of_a_state_is_no_actor(text):
    """A sum in a state's money names its money alone."""
    assert not actors_of(text)


@pytest.mark.parametrize(
    ("text", "name", "code"),
    [
        ("Vietnamese Prime Minister Pham Minh Chinh arrived. Chinh met reporters.", "Pham Minh Chinh", "VNM"),
        ("Sergei Lavrov, Russia's foreign minister, left. Lavrov will return.", "Sergei Lavrov", "RUS"),
        ("Russia's foreign minister, Sergei Lavrov, left. Lavrov will return.", "Sergei Lavrov", "RUS"),
        (
            "U.S. Secretary of State Antony Blinken called Canada. Blinken spoke first.",
            "Antony Blinken",
            "USA",
        ),
        ("Emmanuel Macron spoke in Berlin. Macron praised Germany.", "Emmanuel Macron", "FRA"),
        (
            "Former French President Nicolas Sarkozy spoke. Sarkozy praised Italy.",
            "Nicolas Sarkozy",
            "FRA:CIV",
        ),
        ("Japan's U.N. ambassador Koro Bessho objected. Bessho left early.", "Koro Bessho", "JPN"),
        ("Gazprom chief Alexei Miller flew to Turkey. Miller met ministers.", "Alexei Miller", "RUS:COM"),
        (
            "NATO Secretary-General Jens Stoltenberg spoke. Stoltenberg thanked Poland.",
            "Jens Stoltenberg",
            "NATO",
        ),
    ],
)
def test_people_act_for_the_state_or_body_that_the_article_gives_them(text, name, code):
    """Office and state beside a name give the code, which the bare surname keeps, under the fullest name."""
    found = [mention for mention in actors_of(text).values() if mention.person]
    assert found
    assert {(mention.person, mention.codes) for mention in found} == {(name, (code,))}


@pytest.mark.parametrize(
    ("published", "code"),
    [(dt.date(2015, 3, 1), "USA"), (dt.date(2019, 3, 1), "USA:CIV")],
)
def test_leaders_count_for_their_state_while_in_office(published, code):
    """The tables of people in office are read at the date of publication."""
    assert codes("Barack Obama spoke in Chicago. America listened.", "Barack Obama", published) == (code,)


@pytest.mark.parametrize(
    ("published", "code"),
    [(dt.date(2010, 3, 1), "AFG:ARM"), (dt.date(2023, 3, 1), "AFG")],
)
def test_a_group_that_came_to_govern_is_its_state_from_then_on(published, code):
    """Dated meanings of a group's name hold on their days."""
    assert codes("The Taliban rejected the offer.", "Taliban", published) == (code,)


@pytest.mark.parametrize(
    ("text", "phrase", "expected"),
    [
        ("Russia met Vietnam on Monday. The two countries signed a pact.", "two countries", ("RUS", "VNM")),
        ("Russia met Vietnam on Monday. Both sides signed a pact.", "Both sides", ("RUS", "VNM")),
        ("The presidents of Russia and Belarus met. The leaders signed a pact.", "leaders", ("RUS", "BLR")),
        ("The Polish Foreign Ministry protested. The ministry gave no details.", "ministry", ("POL",)),
        ("Poland protested. Its government gave no details.", "government", ("POL",)),
        ("NATO approved the plan. The alliance will send ships.", "alliance", ("NATO",)),
        ("The EU approved the plan. The bloc will pay.", "bloc", ("EU",)),
        ("South Korea and North Korea met. Then the North walked out.", "North", ("PRK",)),
        ("Serbian President Aleksandar Vucic spoke. The president thanked China.", "president", ("SRB",)),
    ],
)
def test_descriptions_point_back_to_what_they_name_again(text, phrase, expected):
    """A description without a name carries the codes of what the article named before."""
    assert codes(text, phrase) == expected


@pytest.mark.parametrize(
    ("text", "phrase", "expected"),
    [
        ("Russian Foreign Minister Sergei Lavrov came to Hanoi. He praised Vietnam.", "He", "Sergei Lavrov"),
        ("British Prime Minister Theresa May met Donald Tusk. She praised Poland.", "She", "Theresa May"),
    ],
)
def test_he_and_she_are_the_last_person_who_fits(text, phrase, expected):
    """A personal pronoun carries the full name of the person it stands for."""
    assert actors_of(text)[phrase].person == expected


@pytest.mark.parametrize("phrase", ["Afghanistan specialist", "People", "Rio Group", "Pakistan's ally"])
def test_what_acts_for_no_state_is_not_taken_for_one(phrase):
    """A student of a country, its ally, a crowd and an unknown body are no mentions of the state spoken of."""
    text = "Pakistan protested. An Afghanistan specialist agreed. People cheered. The Rio Group met Pakistan's ally."
    assert phrase not in actors_of(text)


def test_we_in_a_quotation_is_the_speaker():
    """The first person inside quotation marks is whoever speaks."""
    found = actors_of('"We reject this threat," said Polish Foreign Minister Radek Sikorski.')
    assert found["We"].codes == ("POL",)


def test_we_in_a_governments_own_text_is_that_government():
    """The first person outside quotation marks is the organ of state that publishes the text."""
    found = actors_of("We condemn the attack on Ukraine.", outlet="The White House")
    assert found["We"].codes == ("USA",)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n\n",
        "'s",
        ".",
        "the",
        "President",
        "U.S.-",
        "of Russia's",
        "\u2019\u2019",
        "the the of",
        "Kim-",
    ],
)
def test_scraps_of_text_are_read_without_fail(text):
    """Whatever little a text holds, the reading ends and every mention lies within it."""
    findings = Findings(Article(address="test", text=text), load_pipeline()(text))
    assert all(0 <= mention.start < mention.end <= len(findings.doc) for mention in find_actors(findings))


def test_mentions_are_in_order_and_share_no_token():
    """Mentions come in the order of the text and never overlap."""
    text = (
        "Russian President Vladimir Putin's spokesman, Dmitry Peskov, told Reuters in Moscow that Russia and the "
        "European Union's foreign policy chief would meet. Their ministers, he said, were ready. Both sides agreed."
    )
    findings = Findings(Article(address="test", text=text, published=JULY_2022), load_pipeline()(text))
    found = find_actors(findings)
    assert found
    assert all(one.end <= other.start for one, other in itertools.pairwise(found))
    assert all(mention.start <= mention.head < mention.end and mention.codes for mention in found)
