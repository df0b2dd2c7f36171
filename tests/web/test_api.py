"""The JSON API: what it answers, page by page, and in what shape it says that something is wrong."""

import json
import re

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import positive_data_acceptance
from schemathesis.openapi import from_asgi
from starlette.testclient import TestClient

import bilateral
from bilateral.sample import SAMPLE
from bilateral.show.web import Settings, create_app
from bilateral.show.web.api import PREFIX, make_document
from bilateral.show.web.api.parameters import Parameter
from bilateral.show.web.api.routes import ROUTES

DOCUMENT = make_document(PREFIX)
BASE = "http://127.0.0.1:8000"
HOST = {"host": "127.0.0.1:8000"}
ENTRY, ADDRESS = "0123456789abcdef", "0" * 64


def get(client, path, status=200, **query):
    """Return the JSON at a path of the API, which answers with this status and a type that fits."""
    answer = client.get(PREFIX + path, params=query)
    assert answer.status_code == status, answer.text
    kind = "application/json" if status < 400 else "application/problem+json"
    assert answer.headers["content-type"] == kind
    return answer.json()


def walk(client, path, **query):
    """Return the items of every page."""
    page = get(client, path, **query)
    items = page["items"]
    while page["next"]:
        page = client.get(page["next"]).json()
        items += page["items"]
    return items


def proved(name, answer):
    """Prove an answer against the schema that the API's own description gives for it."""
    schema = {"$ref": f"#/components/schemas/{name}", "components": DOCUMENT["components"]}
    jsonschema.Draft202012Validator(schema).validate(answer)
    return answer


def test_entries_are_those_of_the_python_api(client, built_record):
    """The same rows, in pages of any size, each once."""
    with bilateral.open(built_record) as record:
        every = sorted(row.id for row in record.entries())
        two = sorted(row.id for row in record.entries(actors=("RUS", "VNM"), kind=("event", "figure")))
    assert [row["id"] for row in walk(client, "/entries", limit=7)] == every
    found = walk(client, "/entries", actor=["Russia", "VNM"], kind=["event", "figure"], limit=5)
    assert [row["id"] for row in found] == two
    proved("EntryPage", get(client, "/entries", limit=200))


@pytest.mark.parametrize("order", ["oldest", "latest"])
def test_entries_come_in_order_of_time(client, order):
    """From page to page too; those without a day last."""
    days = [row["day"] for row in walk(client, "/entries", order=order, limit=9)]
    dated = [day for day in days if day]
    assert dated == sorted(dated, reverse=order == "latest")
    assert days == dated + [None] * (len(days) - len(dated))
    assert len(days) == len(walk(client, "/entries"))


def test_entries_as_of_a_day_go_on_from_page_to_page(client, built_record):
    """They are made anew for each page, and come once each."""
    with bilateral.open(built_record) as record:
        then = sorted(row.id for row in record.entries(actors="VNM", as_of="2024-06-19"))
    assert [row["id"] for row in walk(client, "/entries", actor="VNM", as_of="2024-06-19", limit=6)] == then
    assert "actor" in get(client, "/entries", 400, as_of="2024")["detail"]


def test_an_entry_has_the_words_behind_it(client):
    """By its id and by that of a mention; each citation stands at its characters of its article."""
    for row in get(client, "/entries", limit=10)["items"]:
        found = proved("Cited", get(client, f"/entries/{row['id']}"))
        assert found["entry"] == row
        assert get(client, f"/entries/{row['mentions'][0]}") == found
        assert sorted(each["id"] for each in found["citations"]) == row["mentions"]
        for each in found["citations"]:
            text = get(client, f"/articles/{each['article']}", text="true")["text"]
            assert text[each["start"] : each["end"]] == each["quotation"]


def test_mentions_are_narrowed_to_an_entry_and_an_article(client):
    """And come page by page, by id."""
    every = walk(client, "/mentions", limit=20)
    assert [row["id"] for row in every] == sorted(row["id"] for row in every)
    one = every[0]
    assert one in get(client, "/mentions", entry=one["entry"])["items"]
    of_article = walk(client, "/mentions", article=one["article"], limit=2)
    assert of_article == [row for row in every if row["article"] == one["article"]]
    assert get(client, f"/articles/{one['article']}")["mentions"] == len(of_article)
    proved("MentionPage", get(client, "/mentions"))


def test_an_article_keeps_its_text_to_itself_unless_asked(client):
    """The text is null, its length told."""
    address = get(client, "/mentions", limit=1)["items"][0]["article"]
    short, long = get(client, f"/articles/{address}"), get(client, f"/articles/{address}", text="true")
    assert short["text"] is None
    assert len(long["text"]) == long["characters"] == short["characters"]
    proved("ArticleRow", long)


def test_a_dyad_is_its_dossier(client, built_record):
    """What is between two, by name or code, with citations."""
    first = proved("Dyad", get(client, "/dyads/Russia/VNM", limit=10))
    assert first["names"] == ["Russia", "Vietnam"]
    lines = {line.id for line in bilateral.dossier(built_record, "RUS", "VNM").lines()}
    assert {each["entry"]["id"] for each in walk(client, "/dyads/RUS/VNM", limit=10)} == lines
    assert all(each["citations"] for each in first["items"])


def test_measures_are_those_of_the_functions(client, built_record):
    """Series and balance, with their intervals and the entries behind every number."""
    made = proved("Series", get(client, "/series", one="Russia", other="VNM", by="year"))
    assert made == json.loads(json.dumps(bilateral.series(built_record, "RUS", "VNM", by="year").plain()))
    made = proved("Balance", get(client, "/balance", state="Vietnam"))
    assert made == json.loads(json.dumps(bilateral.balance(built_record, "VNM").plain()))


def test_a_search_marks_what_it_found(client):
    """The ranges of a snippet are the words asked for; no mark of our own stands in it."""
    found = proved("Findings", get(client, "/search", q="nuclear", limit=5))["items"]
    assert {each["kind"] for each in found} >= {"article", "event"}
    for each in found:
        assert "\x02" not in each["snippet"]
        assert {each["snippet"][start:end].lower() for start, end in each["marks"]} <= {"nuclear"}


def test_an_answer_that_has_not_changed_is_not_sent_again(reviewer):
    """A tag holds until the record changes, for its own question alone."""
    first = reviewer.get(f"{PREFIX}/entries?limit=3")
    tag = {"if-none-match": f'"other", {first.headers["etag"]}'}
    again = reviewer.get(f"{PREFIX}/entries?limit=3", headers=tag)
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    assert reviewer.get(f"{PREFIX}/entries?limit=4", headers=tag).status_code == 200
    entry = first.json()["items"][0]["id"]
    bilateral.judge(reviewer.app.state.site.settings.record, entry, "reject", "Ann")
    assert reviewer.get(f"{PREFIX}/entries?limit=3", headers=tag).status_code == 200


def test_each_entry_comes_once_while_a_writer_adds(new_place, write_lines):
    """What was there all along is visited once from page to page, though articles are added between pages."""
    lines = SAMPLE.read_text(encoding="utf-8").splitlines()
    bilateral.add([write_lines("first.jsonl", *lines[:8])], new_place)
    with bilateral.open(new_place) as record:
        before = {row.id for row in record.entries()}
    client = TestClient(create_app(Settings(new_place)), base_url=BASE)
    page = get(client, "/entries", limit=9)
    seen = [row["id"] for row in page["items"]]
    for number in range(8, 16):
        bilateral.add([write_lines(f"{number}.jsonl", lines[number])], new_place)
        if page["next"]:
            page = client.get(page["next"]).json()
            seen += [row["id"] for row in page["items"]]
    while page["next"]:
        page = client.get(page["next"]).json()
        seen += [row["id"] for row in page["items"]]
    with bilateral.open(new_place) as record:
        after = {row.id for row in record.entries()}
    assert len(seen) == len(set(seen))
    assert before & after <= set(seen)
    assert len(after) > len(before)


@pytest.mark.parametrize(
    ("path", "query", "status", "words"),
    [
        ("/entries", {"kinds": "event"}, 400, "no parameter 'kinds'"),
        ("/entries", {"kind": "events"}, 400, "choose among event"),
        ("/entries", {"limit": "0"}, 400, "from 1 to 200"),
        ("/entries", {"limit": "201"}, 400, "from 1 to 200"),
        ("/entries", {"limit": "ten"}, 400, "whole number"),
        ("/entries", {"limit": ["1", "2"]}, 400, "too often"),
        ("/entries", {"since": "2024-02-30"}, 400, "no date"),
        ("/entries", {"since": "June"}, 400, "since"),
        ("/entries", {"actor": "Ruritania"}, 404, "no actor is called"),
        ("/entries", {"actor": ["RUS"] * 21}, 400, "too often"),
        ("/entries", {"cursor": "AAAA"}, 400, "cursor"),
        ("/entries", {"cursor": "!"}, 400, "cursor"),
        (f"/entries/{ENTRY}", {}, 404, "no such entry"),
        ("/entries/xyz", {}, 400, "id"),
        (f"/articles/{ADDRESS}", {}, 404, "no article"),
        (f"/articles/{ADDRESS}", {"text": "yes"}, 400, "true or false"),
        ("/dyads/RUS/Russia", {}, 400, "same actor"),
        ("/series", {"one": "RUS"}, 400, "other is missing"),
        ("/series", {"one": "RUS", "other": "VNM", "rule": "all"}, 400, "rule"),
        ("/search", {"q": ""}, 400, "characters"),
        ("/search", {"q": "a\0b"}, 400, "q is"),
        ("/nowhere", {}, 404, "openapi.json"),
        ("/../v2", {}, 404, "openapi.json"),
        ("/entries/a%0Ab", {}, 404, "openapi.json"),
    ],
)
def test_what_is_wrong_is_said_in_one_shape(client, path, query, status, words):
    """RFC 9457, with words that say what to do."""
    told = proved("Problem", get(client, path, status, **query))
    assert told["status"] == status
    assert words in told["detail"]


def test_a_cursor_serves_its_own_question_alone(client):
    """With other filters it is refused, so that no page is taken for one of another list."""
    link = get(client, "/entries", kind="event", limit=3)["next"]
    assert client.get(link.replace("kind=event", "kind=figure")).status_code == 400
    assert client.get(link.replace("limit=3", "limit=5")).status_code == 200
    cursor = re.search(r"cursor=([^&]+)", link)[1]
    assert client.get(f"{PREFIX}/mentions?kind=event&cursor={cursor}").status_code == 400


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_nothing_can_be_changed(client, method):
    """Only GET is answered."""
    answer = client.request(method, f"{PREFIX}/entries")
    assert answer.status_code == 405
    assert "GET" in answer.headers["allow"]
    proved("Problem", answer.json())


def test_other_origins_are_told_nothing(client):
    """No header lets another site's script read an answer."""
    answer = client.get(f"{PREFIX}/entries", headers={"origin": "https://elsewhere.example"})
    assert not [name for name in answer.headers if name.startswith("access-control")]
    assert answer.headers["cross-origin-resource-policy"] == "same-origin"


def test_the_guard_speaks_as_the_api_does(built_record, client):
    """A wrong host and a missing token are told in the same shape; the token goes in the header Authorization."""
    assert proved("Problem", client.get(f"{PREFIX}/entries", headers={"host": "evil.example"}).json())
    app = create_app(Settings(built_record, "0.0.0.0", 8000, "a word"))
    visitor = TestClient(app, base_url="http://desk.example:8000")
    assert proved("Problem", visitor.get(f"{PREFIX}/entries").json())["status"] == 401
    known = {"authorization": "Bearer a word"}
    assert visitor.get(f"{PREFIX}/entries", headers=known).status_code == 200


def test_the_description_is_served_and_valid(client):
    """It is that which the table of routes makes, and its schemas are schemas."""
    assert get(client, "/openapi.json") == json.loads(json.dumps(DOCUMENT))
    assert set(DOCUMENT["paths"]) == {route.path for route in ROUTES}
    for schema in DOCUMENT["components"]["schemas"].values():
        jsonschema.Draft202012Validator.check_schema(schema)


def test_every_default_is_a_value_that_its_parameter_takes():
    """What is described as given where nothing is could be given."""
    for parameter in {id(p): p for route in ROUTES for p in route.parameters}.values():
        assert isinstance(parameter, Parameter)
        if parameter.otherwise is not None:
            words = str(parameter.otherwise)
            assert (
                parameter.read([words.lower() if isinstance(parameter.otherwise, bool) else words])
                == parameter.otherwise
            )


@pytest.fixture(scope="module")
def described(built_file):
    """Return the API of the sample as a file, with all that its own description allows."""
    return from_asgi(f"{PREFIX}/openapi.json", create_app(Settings(built_file)), headers=HOST)


@pytest.mark.slow
@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.value)
@pytest.mark.parametrize("path", list(DOCUMENT["paths"]))
def test_whatever_is_asked_is_answered_as_described(described, path, mode):
    """Requests made from the description, right and wrong: answers fit their schemas, wrong ones are refused, none fails.

    Left out is one check, that all that the schemas allow is answered with 200: an actor may be unknown, a day none.
    """
    asked = described[path]["GET"].as_strategy(generation_mode=mode)

    @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    @given(case=asked)
    def ask(case):
        case.call_and_validate(headers=HOST, excluded_checks=[positive_data_acceptance])

    ask()
