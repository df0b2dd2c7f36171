"""STIX 2.1: the reference library takes the bundle, strictly, and gives back what the record holds."""

import json
import uuid

import pytest
import stix2

import bilateral
from bilateral.export.stix import EXTENSION


@pytest.fixture(scope="module")
def text(hostile_record, tmp_path_factory):
    """Return the hostile record as text of a bundle."""
    path = tmp_path_factory.mktemp("stix") / "bundle.json"
    bilateral.export_record(hostile_record, "stix", path)
    return path.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def objects(text):
    """Return the objects that stix2 reads, nothing of its own standard allowed to be missing or custom."""
    return stix2.parse(text, allow_custom=False, version="2.1").objects


def of_type(objects, kind):
    """Return the objects of a type."""
    return [one for one in objects if one.type == kind]


def test_nothing_is_lost_between_the_file_and_the_library(text, objects):
    """Written out again by stix2, each object says what it said."""
    for plain, read in zip(json.loads(text)["objects"], objects, strict=True):
        assert json.loads(read.serialize()) == plain


def test_every_reference_leads_to_an_object_of_the_bundle(objects):
    """Notes to identities, reports to notes, opinions to notes or reports, all to their maker."""
    ids = {one.id for one in objects}
    assert len(ids) == len(objects)
    references = [
        ref for one in objects for ref in [*one.get("object_refs", []), one.get("created_by_ref", one.id)]
    ]
    assert set(references) <= ids
    assert len(references) > 300


def test_every_entry_is_a_note_with_its_words_and_fields(objects, held, texts):
    """Counted against the record; each span of the extension stands in the text that it names."""
    notes = of_type(objects, "note")
    assert len(notes) == held["entries"]
    for note in notes:
        extension = note.extensions[EXTENSION]
        assert extension["families"] <= extension["articles"] <= len(extension["mentions"])
        for mention in extension["mentions"]:
            quoted = texts[mention["address"]][mention["start"] : mention["end"]]
            assert quoted in note.content


def test_every_judgement_is_an_opinion(objects, held):
    """Signed by its reviewer: agreeing, disagreeing, or neutral where it corrects."""
    opinions = of_type(objects, "opinion")
    assert len(opinions) == held["judgements"]
    assert {opinion.opinion for opinion in opinions} == {"agree", "disagree", "neutral"}
    assert {author for opinion in opinions for author in opinion.authors} == {"=Ann; Lee", "Ann"}


def test_ids_are_made_from_what_they_name(text, objects, hostile_record, tmp_path):
    """UUIDs of version 5, the same in every export, and so are the bytes."""
    assert {uuid.UUID(one.id.partition("--")[2]).version for one in objects} == {5}
    bilateral.export_record(hostile_record, "stix", tmp_path / "again.json")
    assert (tmp_path / "again.json").read_text(encoding="utf-8") == text


def test_an_update_keeps_ids_and_moments_of_creation(objects, hostile_record, tmp_path):
    """A part of the record, exported by itself, has the same objects with the same moment of creation."""
    bilateral.export_record(hostile_record, "stix", tmp_path / "part.json", actors=("RUS", "VNM"))
    before = {one.id: one.created for one in objects}
    part = stix2.parse((tmp_path / "part.json").read_text(encoding="utf-8")).objects
    assert len(part) > 50
    assert {one.id: one.created for one in part}.items() <= before.items()


def test_a_hostile_address_is_no_url(objects):
    """Only plain addresses of the web are handed on as links."""
    urls = {ref.url for one in of_type(objects, "report") for ref in one.external_references if "url" in ref}
    assert urls == {"https://news.example/a?b=1&c=%3Cd%3E"}
