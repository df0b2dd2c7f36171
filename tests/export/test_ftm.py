"""FollowTheMoney entities: its own model takes each of them, and loses nothing of it."""

import json
import warnings

import pytest

import bilateral
from bilateral.export.sides import iso_codes

with warnings.catch_warnings():
    # followthemoney transliterates by PyICU, which has no wheel; it says so and does without.
    warnings.simplefilter("ignore")
    from followthemoney import model
    from followthemoney.types import registry


@pytest.fixture(scope="module")
def entities(hostile_record, tmp_path_factory):
    """Return the entities of the hostile record, texts too, by id."""
    path = tmp_path_factory.mktemp("ftm") / "entities.jsonl"
    bilateral.export_record(hostile_record, "ftm", path, text=True)
    read = [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n")[:-1]]
    assert len({entity["id"] for entity in read}) == len(read)
    return {entity["id"]: entity for entity in read}


def of_schema(entities, schema):
    """Return the entities of a schema."""
    return [entity for entity in entities.values() if entity["schema"] == schema]


def test_the_model_takes_every_entity_and_loses_nothing(entities):
    """Validated and cleaned by followthemoney, each property keeps each of its values."""
    for entity in entities.values():
        model.get(entity["schema"]).validate(entity)
        proxy = model.get_proxy(entity, cleaned=False)
        kept = {name: sorted(values) for name, values in proxy.to_dict()["properties"].items()}
        assert kept == {name: sorted(map(clean, values)) for name, values in entity["properties"].items()}


def clean(value):
    """Return a value as followthemoney keeps text: without the separators of lines that only Unicode knows."""
    return value.replace("\u2028", "")


def test_every_link_leads_to_an_entity_of_the_schema_that_it_asks_for(entities):
    """Who took part, what proves it and what is named are there."""
    links = 0
    for entity in entities.values():
        for name, values in entity["properties"].items():
            prop = model.get(entity["schema"]).get(name)
            for value in values if prop.type.name == "entity" else ():
                assert model.get(entities[value]["schema"]).is_a(prop.range)
                links += 1
    assert links > 500


def test_every_entry_is_there_and_proved_by_its_articles(entities, held):
    """Counted against the record: an event or a note each, with a proof; every article but those nothing rests on."""
    told = [*of_schema(entities, "Event"), *of_schema(entities, "Note")]
    assert len(told) == held["entries"]
    assert all(entity["properties"]["proof"] for entity in told)
    proofs = {article for entity in told for article in entity["properties"]["proof"]}
    assert proofs == {entity["id"] for entity in of_schema(entities, "Article")}


def test_a_link_keeps_the_direction_of_an_event(entities):
    """China's expulsion of Canadian diplomats goes from China to Canada."""
    (link,) = [e for e in of_schema(entities, "UnknownLink") if e["properties"]["role"] == ["SANCTION expel"] and e["properties"]["subject"] == ["bilateral-actor-chn"]]  # fmt: skip
    assert link["properties"]["object"] == ["bilateral-actor-can"]


def test_the_texts_and_quotations_are_there(entities, texts):
    """Each article's text is as the record has it, and each quotation of an event stands in an article that proves it."""
    bodies = {e["id"]: e["properties"]["bodyText"][0] for e in of_schema(entities, "Article")}
    assert set(bodies.values()) <= set(texts.values())
    for event in of_schema(entities, "Event"):
        proofs = [bodies[article] for article in event["properties"]["proof"]]
        assert all(any(words in body for body in proofs) for words in event["properties"]["summary"])


def test_followthemoney_knows_every_country_code():
    """The alpha-2 codes of the lexicon are countries to it, every one."""
    unknown = {
        alpha_2 for alpha_2 in iso_codes().values() if alpha_2 and not registry.country.clean(alpha_2.lower())
    }
    assert unknown == set()
