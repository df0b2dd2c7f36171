"""Agreements: names, parties, status, domain and date, each by a table of cases told from 6 July 2022."""

import datetime as dt
from dataclasses import replace

import pytest

from bilateral.model import Agreement, Article
from bilateral.read.actors import find_actors
from bilateral.read.agreements import read_agreements
from bilateral.read.dates import find_dates
from bilateral.read.findings import Findings
from bilateral.read.pipeline import load_pipeline

PUBLISHED = dt.date(2022, 7, 6)


def agreements(text: str) -> tuple[Agreement, ...]:
    """Parse a text and read its agreements."""
    findings = Findings(Article(address="test", text=text, published=PUBLISHED), load_pipeline()(text))
    findings = replace(findings, dates=find_dates(findings))
    findings = replace(findings, actors=find_actors(findings))
    return read_agreements(findings)


def only(text: str) -> Agreement:
    """Return the one agreement of a text."""
    found = agreements(text)
    assert len(found) == 1, [each.what for each in found]
    return found[0]


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("The pact between Japan and Australia covers troop visits.", {"JPN", "AUS"}),
        ("The Japan-Australia pact covers troop visits.", {"JPN", "AUS"}),
        ("Japan signed a security pact with Australia.", {"JPN", "AUS"}),
        ("Japan and Australia signed a security pact.", {"JPN", "AUS"}),
        ("A security pact was signed by Japan and Australia.", {"JPN", "AUS"}),
        ("Poland's treaty with Germany settles the border.", {"POL", "DEU"}),
        ("Under a tea deal struck last year, Kenya will sell more to Egypt.", {"KEN", "EGY"}),
        ("Brazil hopes for a trade agreement with the European Union.", {"BRA", "EU"}),
        (
            "Peru struck a deal with Chile to keep boats that Bolivia and Brazil own out of the sea.",
            {"PER", "CHL"},
        ),
        ("Canada is a member of the AUKUS talks, but Britain and Australia founded AUKUS.", {"AUS", "GBR"}),
    ],
)
def test_parties(text: str, parties: set[str]) -> None:
    """The parties stand in the phrase, in its clause or in its sentence."""
    assert set(only(text).parties) == parties


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Peru and Chile signed a fishing treaty.", "signed"),
        ("Peru and Chile inked a fishing treaty on Monday.", "signed"),
        ("Peru and Chile reached a fishing agreement.", "agreed"),
        ("Peru and Chile will sign a fishing treaty next week.", "negotiating"),
        ("Peru and Chile plan to sign a fishing treaty.", "negotiating"),
        ("Peru and Chile are negotiating a fishing treaty.", "negotiating"),
        ("Peru proposed a fishing treaty to Chile.", "proposed"),
        ("Peru and Chile might sign a fishing treaty.", "proposed"),
        ("Peru hopes for a fishing treaty with Chile.", "proposed"),
        ("Peru suspended its fishing treaty with Chile.", "suspended"),
        ("Peru withdrew from its fishing treaty with Chile.", "ended"),
        ("Peru scrapped its fishing treaty with Chile.", "ended"),
        ("Peru rejected a fishing treaty with Chile.", "rejected"),
        ("Peru accused Chile of violating their fishing treaty.", "in force"),
        ("Peru will withdraw from its fishing treaty with Chile.", "in force"),
        ("The fishing treaty between Peru and Chile covers tuna.", "in force"),
        ("Peru's withdrawal from its fishing treaty with Chile surprised many.", "ended"),
        ("Peru and Chile agreed to build a tunnel.", "agreed"),
        ("Peru and Chile will establish a court for fishing disputes.", "agreed"),
        ("Under a pact reached last year, Peru sells tuna to Chile.", "in force"),
        ("The war between Peru and Chile ended in a truce, not a peace treaty.", "in force"),
        ("The fishing pact between Peru and Chile is working.", "in force"),
        ("Peru's claims would endanger a fishing treaty with Chile.", "in force"),
        ("The fishing pact negotiated by Peru and Chile covers tuna.", "agreed"),
        ("Peru and Chile announced the creation of a strategic partnership.", "agreed"),
        ("The documents signed by Peru and Chile include a memorandum on tuna.", "signed"),
        ("The presidents of Peru and Chile made a joint statement on tuna.", "signed"),
        ("Peru walked away from its fishing treaty with Chile.", "ended"),
        ("Peru pulled out of its fishing treaty with Chile.", "ended"),
        ("Peru threatened to walk away from its fishing treaty with Chile.", "in force"),
        ("Peru and Chile agreed to launch a joint project on fish farms.", "agreed"),
    ],
)
def test_status(text: str, status: str) -> None:
    """What is done with an agreement tells where it stands; what is yet to be done is bent by how it is put."""
    assert only(text).status == status


@pytest.mark.parametrize(
    ("text", "domain"),
    [
        ("Peru and Chile signed a trade agreement.", "trade"),
        ("Peru and Chile signed a defence pact.", "defence"),
        ("Peru and Chile signed a pact on visas for students.", "migration"),
        ("Peru and Chile signed an agreement on a gas pipeline.", "energy"),
        ("Peru and Chile signed an agreement on civil nuclear power.", "nuclear"),
        ("Peru and Chile signed a memorandum on vaccines.", "health"),
        ("Peru and Chile signed a memorandum on space research.", "science"),
        ("Peru and Chile signed an accord on double taxation.", "finance"),
        ("Peru and Chile signed a peace treaty.", "political"),
        ("Peru and Chile signed an accord.", "other"),
    ],
)
def test_domain(text: str, domain: str) -> None:
    """The words of the name point to the domain, the more particular first."""
    assert only(text).domain == domain


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("Peru and Chile signed a fishing treaty on Monday.", "2022-07-04"),
        ("Peru broke the 1986 fishing treaty with Chile.", "1986"),
        ("Peru honours the fishing treaty that it signed with Chile in 1999.", "1999"),
        ("Peru and Chile signed a fishing treaty.", None),
    ],
)
def test_when(text: str, when: str | None) -> None:
    """The date is that inside the name, else that of the step that is told."""
    assert only(text).when == when


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("Peru and Chile have signed the Lima Accords.", "Lima Accords"),
        ("Farmers gain from Peru-Chile cooperation.", "Peru-Chile cooperation"),
        ("A prisoner swap between Peru and Chile freed nine sailors.", "prisoner swap"),
        ("Peru and Chile agreed a truce.", "truce"),
        ("Peru and Chile signed a set of papers on tuna.", "a set of papers on tuna"),
        ("Peru and Chile agreed cuts in their tuna catch.", "cuts in their tuna catch"),
        ("Inspectors from Peru and from Chile cited a pact on tuna catches.", "pact on tuna catches"),
    ],
)
def test_names(text: str, what: str) -> None:
    """Names in the plural, actors in pairs, arrangements and undertakings are found by their words."""
    assert only(text).what == what


def test_a_list_gives_its_parts() -> None:
    """A plural that lists its subjects is as many agreements, all of the same status."""
    found = agreements("Russia and Vietnam signed 12 agreements on energy, education and health.")
    assert [each.what for each in found] == [
        "agreement on energy",
        "agreement on education",
        "agreement on health",
    ]
    assert {each.domain for each in found} == {"energy", "education", "health"}
    assert {each.status.value for each in found} == {"signed"}


def test_one_agreement_once() -> None:
    """Mentions of the same agreement are one, told by the sentence that says most."""
    text = (
        "Peru and Chile have talked for years. The deal is popular. "
        "On Monday, Peru and Chile signed a fishing agreement. The agreement covers tuna."
    )
    found = only(text)
    assert found.evidence.text == "On Monday, Peru and Chile signed a fishing agreement."
    assert (found.status, found.when) == ("signed", "2022-07-04")


def test_agreements_on_different_things_stay_apart() -> None:
    """The same two parties may have several agreements."""
    found = agreements(
        "Peru and Chile signed a fishing treaty. A year ago, Peru and Chile signed a nuclear pact."
    )
    assert [each.domain for each in found] == ["other", "nuclear"]


@pytest.mark.parametrize(
    ("text", "what", "parties"),
    [
        (
            "Moscow said that the New START treaty binds it and the United States.",
            "New START treaty",
            {"RUS", "USA"},
        ),
        (
            "Ukraine and Russia blame each other for breaking the Minsk agreements.",
            "Minsk agreements",
            {"UKR", "RUS"},
        ),
        ("Tehran and Washington quarrel over the Iran nuclear deal.", "Iran nuclear deal", {"IRN", "USA"}),
    ],
)
def test_treaties_known_by_name(text: str, what: str, parties: set[str]) -> None:
    """A treaty known by name has those of its usual parties that the article names."""
    found = only(text)
    assert (found.what, set(found.parties)) == (what, parties)


@pytest.mark.parametrize(
    "text",
    [
        "The ruling coalition in Italy lost the vote.",
        "A great deal of Chinese steel reaches India.",
        "Peru and Chile are in agreement that tuna is scarce.",
        "He took a plea deal.",
        "Germany praised the contract.",
        "France met its allies, and Italy left.",
        "Peru has no fishing treaty with Chile.",
        "In a joint statement, Peru and Chile said that tuna is scarce.",
        "Peru will discuss cooperation in fishing with Chile.",
        "Peru agreed to lower its fees, officials in Chile said.",
        "Lima waits for a deal between the left and the right, Peru and Chile said.",
        "By signing up you agree to receive letters from France and Italy.",
    ],
)
def test_what_is_no_agreement(text: str) -> None:
    """Other senses of the words, and agreements without two parties, are left out."""
    assert agreements(text) == ()
