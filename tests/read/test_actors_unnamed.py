"""Actors that the words beside them tell: offices without a state, forces, crowds, pairs, and people in lists."""

import datetime as dt

import pytest
from tests.read.test_actors import actors_of, codes

from bilateral.read.actors.offices import can_be_of


@pytest.mark.parametrize(
    ("text", "phrase", "code"),
    [
        ("Iran denied it. Washington warned the regime in Tehran again.", "regime", "IRN"),
        ("Russia and Japan spoke. In Finland, the government printed a leaflet.", "government", "FIN"),
        ("Mexico agreed. The government of French President Emmanuel Macron was silent.", "government", "FRA"),
        ("The U.S. imposed tariffs on Mexico. Mexico protested. The administration shrugged.", "administration", "USA"),
        ("Iran accused the United States. Republican senators wanted more sanctions.", "Republican senators", "USA"),
        ("Britain wrote to Brazil. The president answered.", "president", "BRA"),
        ("The United States sells arms to Saudi Arabia. America needs the kingdom.", "kingdom", "SAU"),
        ("Germany spoke with North Korea. Germany pressed the regime.", "regime", "PRK"),
        ("Leaders of the five other nations met in Vienna with Iran.", "Leaders", "INT"),
        ("Japan objected to the United States. Foreign Ministry officials asked India.", "Foreign Ministry officials", "JPN"),
    ],
)  # fmt: skip
def test_an_office_or_government_without_its_state_is_of_the_state_that_the_words_allow(text, phrase, code):
    """A place after it, a person it belongs to, and what offices a state has come before what was named last."""
    assert codes(text, phrase) == (code,)


@pytest.mark.parametrize(
    ("words", "code", "can"),
    [
        ("president", "JPN", False),
        ("vice president", "JPN", True),
        ("president", "FRA", True),
        ("prime minister", "USA", False),
        ("regime", "GBR", False),
        ("kingdom", "USA", False),
        ("kingdom", "JOR", True),
        ("chancellor", "DEU", True),
    ],
)
def test_states_have_some_offices_and_not_others(words, code, can):
    """Japan has no president and America is no kingdom."""
    assert can_be_of(words, code) is can


@pytest.mark.parametrize(
    ("text", "phrase", "code"),
    [
        ("Terrorists attacked a convoy in Mali.", "Terrorists", "INT:ARM"),
        ("Refugees crossed into Greece.", "Refugees", "INT:CIV"),
        ("Central American migrants crossed Mexico.", "Central American migrants", "INT:CIV"),
        ("Rebels shelled an airfield in Yemen.", "Rebels", "YEM:ARM"),
        ("Protesters blocked a road in Hong Kong.", "Protesters", "HKG:CIV"),
        ("Iran-backed militias fired at American outposts in Iraq.", "militias", "IRQ:ARM"),
        ("Fighting between Ukraine and pro-Russian separatists went on.", "separatists", "UKR:ARM"),
        ("South Korea held a Hong Kong-flagged vessel.", "vessel", "HKG:COM"),
        ("Russian tankers brought fuel to North Korea.", "Russian tankers", "RUS:COM"),
        ("The U.S.-led coalition bombed a bridge in Syria.", "coalition", "USA"),
        ("Kurdish forces in northern Syria fought on.", "Kurdish forces", "SYR:ARM"),
        ("Syrian opposition forces held the town.", "Syrian opposition forces", "SYR:ARM"),
        ("Europe warned Iran.", "Europe", "EU"),
        ("Mexican National Guard members went south.", "Mexican National Guard members", "MEX"),
        ("The G20 group met in China.", "G20 group", "G20"),
    ],
)
def test_forces_and_crowds_without_a_state_have_that_of_where_they_are(text, phrase, code):
    """Terrorists and refugees are of no one state; rebels, crowds and ships are of a place or flag."""
    assert codes(text, phrase) == (code,)


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Russia discussed the visa regime with Italy.", "visa regime"),
        ("Russia spoke of the state of affairs in Mali.", "state"),
        ("The United States issued an Executive Order against Iran.", "Executive Order"),
        ("China cut off new sources of money for Iran.", "new sources"),
        ("China made it clear that Japan was welcome.", "it"),
        ("Japan waited. It looks as if China will answer.", "It"),
        ("The Europe director of a research firm spoke to Iran.", "Europe"),
    ],
)
def test_words_that_only_look_like_actors_are_none(text, phrase):
    """A set of rules, a condition of things, a source of money and an empty "it" act for nobody."""
    assert phrase not in actors_of(text)


@pytest.mark.parametrize(
    ("text", "phrase", "code"),
    [
        ("The Polish ambassador to the United States, Marta Kowal, declined to comment.", "Marta Kowal", "POL"),
        ("Bolivia's ambassador to the UN, Pedro Quiroga, criticised the US.", "Pedro Quiroga", "BOL"),
        ("Russia met Foreign Ministers Ana Luz of Brazil, Raul Prado of Costa Rica and others.", "Raul Prado", "CRI"),
        ("President Richard Nixon wrote to China and Britain.", "President Richard Nixon", "USA"),
        ("Iraq heard Gen Kenneth Fielding. The United States will leave Iraq.", "Gen Kenneth Fielding", "USA"),
    ],
)  # fmt: skip
def test_people_are_told_by_post_list_or_name(text, phrase, code):
    """An envoy's post between title and name, a state after each name of a list, a name at home in one state."""
    assert codes(text, phrase) == (code,)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("The UN envoy for Syria spoke to Russia.", True),
        ("Russia's deputy UN envoy spoke to Syria.", False),
    ],
)
def test_an_envoy_of_the_united_nations_is_theirs_and_one_to_them_is_not(text, named):
    """A state before "UN envoy" says whose envoy it is."""
    assert ("UN" in {code for m in actors_of(text).values() for code in m.codes}) is named


def test_someone_in_office_keeps_the_state_of_the_office_abroad():
    """A dateline and the hosts around a visiting president do not make him theirs."""
    text = "HANOI - President Obama met Vietnamese leaders. Obama, who came late, praised his hosts in Hanoi."
    found = actors_of(text, dt.date(2016, 5, 23))
    assert found["President Obama"].codes == found["Obama"].codes == ("USA",)


def test_the_president_of_a_transcript_is_american():
    """Transcripts of the White House name who speaks "THE PRESIDENT", and no "he" means that label."""
    found = actors_of("THE PRESIDENT: No, the Russian forces have not moved from Belarus.")
    assert found["PRESIDENT"].codes == ("USA",)


def test_two_leaders_are_those_whom_the_article_is_about():
    """A state that is only spoken of does not take the place of one of the two who meet."""
    text = (
        "President Biden met Prime Minister Fumio Kishida of Japan. President Biden thanked Japan. "
        "Prime Minister Kishida praised the United States. Both spoke of North Korea. "
        "The two leaders will meet again."
    )
    assert set(codes(text, "two leaders", dt.date(2023, 1, 13))) == {"USA", "JPN"}


def test_they_are_the_two_who_were_joined_before():
    """After "X and Y did so", they are both."""
    found = actors_of("Turkey and Russia signed the accord. They will extend it.")
    assert set(found["They"].codes) == {"TUR", "RUS"}


def test_who_said_before_says_on():
    """After a quotation "he said" is who spoke in the sentence before, not who is spoken of."""
    text = (
        "Polish Foreign Minister Jan Nowak said the talks with Hungarian Prime Minister Viktor Orban had failed. "
        '"There was no time for it," he said.'
    )
    assert actors_of(text, dt.date(2021, 3, 1))["he"].codes == ("POL",)
