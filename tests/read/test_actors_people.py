"""People in office: whom the tables know, when, and who of one surname is meant."""

import datetime as dt

import pytest

from bilateral.model import Article
from bilateral.read.actors import find_actors
from bilateral.read.findings import Findings
from bilateral.read.pipeline import load_pipeline


def codes(text: str, phrase: str, day: str) -> tuple[str, ...] | None:
    """Return the codes of the mention that reads exactly like the phrase; None where there is none."""
    article = Article(address="test", text=text, published=dt.date.fromisoformat(day))
    findings = Findings(article, load_pipeline()(text))
    found = {findings.doc[m.start : m.end].text: m.codes for m in find_actors(findings)}
    return found.get(phrase)


@pytest.mark.parametrize(
    ("text", "phrase", "day", "code"),
    [
        ("Netanyahu arrived in New York to meet American donors.", "Netanyahu", "2016-09-20", "ISR"),
        ("The United States said that Assad had used gas again.", "Assad", "2017-04-08", "SYR"),
        ("Washington expects Lavrov to come in May.", "Lavrov", "2016-03-01", "RUS"),
        (
            "Sergei Lavrov spoke to reporters after the American proposal.",
            "Sergei Lavrov",
            "2013-06-15",
            "RUS",
        ),
        ("Mr. Netanyahu objected to the American plan.", "Mr. Netanyahu", "2015-03-03", "ISR"),
        ("DUDA AND ZELENSKY MET IN WARSAW. Zelensky thanked Poland.", "Zelensky", "2023-04-05", "UKR"),
        ("The U.S. envoy met Yitzhak Shamir twice.", "Yitzhak Shamir", "1987-05-02", "ISR"),
        ("Trump praised Japan, and Abe said he was glad.", "Abe", "2017-02-11", "JPN"),
    ],
)
def test_people_in_office_are_known_without_a_word_of_their_state(text, phrase, day, code):
    """Whoever leads a state on the article's day acts for it, though only America is named."""
    assert codes(text, phrase, day) == (code,)


@pytest.mark.parametrize(
    ("text", "phrase", "day", "code"),
    [
        (
            "Rex Tillerson, a former oil executive, met Chinese officials.",
            "Rex Tillerson",
            "2017-03-18",
            "USA",
        ),
        ("The United States sent John Kerry to Geneva.", "John Kerry", "2015-01-14", "USA"),
        ("The United States was visited by John Kerry.", "John Kerry", "2019-01-14", "USA:CIV"),
        (
            "American sanctions began under President George W. Bush.",
            "President George W. Bush",
            "2017-03-18",
            "USA",
        ),
        (
            "Turkey received former President George W. Bush.",
            "former President George W. Bush",
            "2012-03-18",
            "USA:CIV",
        ),
    ],
)
def test_an_office_counts_for_its_time(text, phrase, day, code):
    """Who is in office acts for the state, whatever was before; who left it does not, unless the text says president."""
    assert codes(text, phrase, day) == (code,)


def test_a_leader_is_not_taken_for_a_relative_named_in_full_later():
    """A bare surname before a relative's full name is the leader's, there and after."""
    text = "President Trump landed in Tel Aviv. Melania Trump joined him in Israel. Trump then met Israeli ministers."
    assert codes(text, "Trump", "2017-05-22") == ("USA",)


@pytest.mark.parametrize("word", ["May", "Park"])
def test_a_surname_that_is_a_common_word_needs_its_state(word):
    """No leader is seen in a common word where the article does not name the state."""
    assert codes(f"The {word} meeting of Brazil and Chile was short.", word, "2016-08-01") is None


@pytest.mark.parametrize(
    ("text", "phrase", "code"),
    [
        (
            "Russia denied it. Sergei Belkin, a retired spy, lives in the U.S. now.",
            "Sergei Belkin",
            "RUS:CIV",
        ),
        ("South Korea and the U.S. met. Park Sun-hee was not surprised.", "Park Sun-hee", "KOR:CIV"),
        ("China and the U.S. talked. Liu Qingde says that both lost.", "Liu Qingde", "CHN:CIV"),
        ("The U.S. and China talked. Peter Barlow says that both lost.", "Peter Barlow", "USA:CIV"),
        (
            "Germany protested in Washington. Wolfgang Abel said so to the U.S. envoy.",
            "Wolfgang Abel",
            "DEU:CIV",
        ),
    ],
)
def test_a_given_name_tells_where_a_person_is_from_if_the_article_names_the_state(text, phrase, code):
    """A person of whom nothing is said is taken for one of the state where the given name is at home."""
    assert codes(text, phrase, "2018-04-02") == (code,)


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("The United States bombed the town of Khan Tuman in Syria.", "Khan Tuman"),
        ("American officials fear that Brexit will hurt trade.", "Brexit"),
    ],
)
def test_places_and_things_are_nobody(text, phrase):
    """What the recogniser takes for a person and the text does not is no actor."""
    assert codes(text, phrase, "2018-04-02") is None


@pytest.mark.parametrize(
    ("text", "phrase", "code"),
    [
        ("In Syria the SDF took the hill. Syrian rebels had left it.", "SDF", "SYR:ARM"),
        ("Japan sent the SDF abroad for the first time.", "SDF", "JPN"),
        (
            "Russia's president chaired a meeting of the Security Council in Moscow.",
            "Security Council",
            "RUS",
        ),
        (
            "Syria was bombed for days. Syrian towns burned. Russian-backed government forces advanced.",
            "government forces",
            "SYR",
        ),
        ("Syria was bombed for days. Syrian towns burned. U.S.-backed rebels advanced.", "rebels", "SYR:ARM"),
        ("Russia's opposition to new sanctions is known.", "Russia", "RUS"),
        ("North Carolina invited China's envoy.", "Carolina", None),
        ("Germany and France signed the Minsk accords.", "Minsk", None),
        ("MITI rejected the American claim.", "MITI", "JPN"),
    ],
)
def test_names_that_others_share_are_read_by_what_the_article_is_about(text, phrase, code):
    """Acronyms and organs of several states, and forces that another state backs, have the code of the article's state."""
    assert codes(text, phrase, "2016-06-09") == ((code,) if code else None)


def test_two_countries_are_states_though_an_organisation_was_named_since():
    """An organisation named last is none of "both countries"."""
    text = "Greece and Turkey quarrel. NATO asked both countries to stop."
    assert codes(text, "both countries", "1987-03-28") == ("GRC", "TUR")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('Iran was struck at dawn. President Reagan was calm. "We acted in defence," he said.', "USA"),
        (
            '"The talks went well," Indian officials said. "We will meet again." Chinese officials said little.',
            "IND",
        ),
    ],
)
def test_we_in_a_quotation_is_the_side_of_who_speaks_it(text, code):
    """The speaker is told in the sentence, by a pronoun or not, else in the one before it in the paragraph."""
    assert codes(text, "We", "1987-10-20") == (code,)


@pytest.mark.parametrize(
    ("day", "codes"),
    [
        (dt.date(1987, 3, 5), [("EGY",), ("SUN",), ("SUN",)]),
        (dt.date(1995, 3, 5), [("EGY",), ("RUS",), ("RUS",)]),
        (None, [("EGY",), ("RUS",), ("RUS",)]),
    ],
)
def test_moscow_stands_for_the_state_of_the_day(day, codes):
    """A capital and a body are those of the Soviet Union as long as there is one."""
    article = Article("0" * 64, "Egypt asked Moscow for wheat. The Kremlin agreed.", published=day)
    mentions = find_actors(Findings(article, load_pipeline()(article.text)))
    assert [mention.codes for mention in mentions] == codes
