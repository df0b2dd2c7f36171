"""Judging on the pages: forms do what they say, are signed, and come from our own pages alone."""

import re

import pytest

import bilateral
from bilateral.record.store import Record
from bilateral.show.web.addresses import local
from bilateral.show.web.forms import MAX_BYTES
from bilateral.show.web.queries.queue import wilson


def token(page):
    """Return the token that a page's forms carry."""
    return re.search(r'name="form_token" value="([0-9a-f]+)"', page)[1]


def next_in_queue(client, query=""):
    """Return the id of the entry that the review page shows, and the page."""
    page = client.get(f"/review{query}").text
    return re.search(r'name="target" value="([^"]+)"', page)[1], page


def send(client, page, path="/judge", **fields):
    """Send a form of a page."""
    fields = {"form_token": token(page), "reviewer": "Ann Łuczak", **fields}
    return client.post(path, data=fields, follow_redirects=False)


def test_accepting_signs_and_leads_back_to_the_next(reviewer, sample_record):
    """An accepted entry is judged by the one named, leaves the queue, and the name is kept for the next."""
    target, page = next_in_queue(reviewer)
    answer = send(reviewer, page, target=target, verdict="accept", back="/review?kind=event", note="seen")
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/review?done=")
    made = bilateral.judgements(sample_record)
    assert {(j.reviewer, j.verdict, j.note) for j in made} == {("Ann Łuczak", "accept", "seen")}
    after, page = next_in_queue(reviewer)
    assert after != target
    assert 'value="Ann Łuczak"' in page


def test_rejecting_takes_an_entry_out_and_taking_back_brings_it_again(reviewer, sample_record):
    """A rejected entry has no page; when its judgements are taken back it has."""
    target, page = next_in_queue(reviewer)
    answer = send(reviewer, page, target=target, verdict="reject")
    assert answer.headers["location"].startswith("/judgements?done=")
    assert reviewer.get(f"/entry/{target}").status_code == 404
    page = reviewer.get("/judgements").text
    assert page.count("in force") == len(bilateral.judgements(sample_record))
    for judgement in bilateral.judgements(sample_record):
        send(reviewer, page, "/undo", judgement=str(judgement.id))
    assert reviewer.get(f"/entry/{target}").status_code == 200


def test_correcting_shows_the_new_value_and_whose_it_is(reviewer):
    """A corrected field has the new value on the entry's page."""
    target, page = next_in_queue(reviewer, "?kind=event")
    answer = send(reviewer, page, target=target, verdict="correct", field="when", value="2022-07-04")
    page = reviewer.get(answer.headers["location"]).text
    assert "4 Jul 2022" in page
    assert "corrected" in page
    assert "Ann Łuczak" in page


def test_splitting_and_merging_join_and_part_entries(reviewer, sample_record):
    """A mention split off stands in an entry of its own; merged again, both share one."""
    made = bilateral.dossier(sample_record, "RUS", "VNM")
    line = next(line for line in made.events if len(line.quotes) > 1)
    page = reviewer.get(f"/entry/{line.id}").text
    alone, other = line.quotes[0].mention, line.quotes[1].mention
    apart = send(reviewer, page, target=alone, verdict="split").headers["location"].partition("?")[0]
    rest = reviewer.get(f"/entry/{other}", follow_redirects=False).headers["location"].partition("#")[0]
    assert apart != rest
    joined = send(reviewer, page, target=alone, verdict="merge", other=rest.rpartition("/")[2])
    assert joined.headers["location"].partition("?")[0] == rest


@pytest.mark.parametrize(
    "fields",
    [{"verdict": "burn"}, {"verdict": "correct", "field": "evidence", "value": "x"}, {"verdict": "correct", "field": "when", "value": "soon"}, {"verdict": "accept", "reviewer": " "}, {"verdict": "accept", "target": "none"}, {"verdict": "merge"}, {"verdict": "accept", "reviewer": "x" * 101}],
)  # fmt: skip
def test_a_judgement_that_cannot_be_made_says_why_and_changes_nothing(reviewer, sample_record, fields):
    """A wrong form is answered with the reason."""
    target, page = next_in_queue(reviewer)
    answer = send(reviewer, page, **{"target": target, **fields})
    assert answer.status_code == 400
    assert not bilateral.judgements(sample_record)


@pytest.mark.parametrize(
    "headers",
    [{"origin": "https://evil.example"}, {"sec-fetch-site": "cross-site"}, {"origin": "null"}, {"sec-fetch-site": "same-site"}, {"origin": "http://127.0.0.1:9999"}],
)  # fmt: skip
def test_another_site_cannot_judge(reviewer, sample_record, headers):
    """A form from elsewhere is refused even with a token."""
    target, page = next_in_queue(reviewer)
    data = {"form_token": token(page), "target": target, "verdict": "accept", "reviewer": "Eve"}
    assert reviewer.post("/judge", data=data, headers=headers).status_code == 403
    assert not bilateral.judgements(sample_record)


@pytest.mark.parametrize("given", ["", "0" * 64, "Ω"])
def test_a_form_without_its_token_is_refused(reviewer, sample_record, given):
    """Without the token of the session nothing is changed, taking back included."""
    target, _ = next_in_queue(reviewer)
    data = {"form_token": given, "target": target, "verdict": "accept", "reviewer": "Eve"}
    assert reviewer.post("/judge", data=data).status_code == 403
    assert reviewer.post("/undo", data=data | {"judgement": "1"}).status_code == 403
    assert not bilateral.judgements(sample_record)


def test_the_token_of_one_session_does_not_serve_another(reviewer):
    """A token belongs to the cookie with which it was given."""
    target, page = next_in_queue(reviewer)
    reviewer.cookies.clear()
    assert send(reviewer, page, target=target, verdict="accept").status_code == 403


def test_a_form_that_is_too_long_is_refused(reviewer):
    """What is longer than any form of ours is not read to its end."""
    target, page = next_in_queue(reviewer)
    assert send(reviewer, page, target=target, verdict="accept", note="x" * MAX_BYTES).status_code == 403


def test_judging_is_never_done_by_a_link(reviewer, sample_record):
    """A GET changes nothing."""
    target, page = next_in_queue(reviewer)
    fields = {"form_token": token(page), "target": target, "verdict": "accept", "reviewer": "Eve"}
    for path in ("/judge", "/undo"):
        assert reviewer.get(path, params=fields).status_code in {404, 405}
    assert not bilateral.judgements(sample_record)


def test_the_precision_is_that_of_the_judgements(reviewer):
    """Accepted, corrected and rejected mentions are counted, with the interval."""
    for verdict in ("accept", "accept", "reject"):
        target, page = next_in_queue(reviewer, "?why=sample&kind=figure")
        send(reviewer, page, target=target, verdict=verdict)
    page = reviewer.get("/review").text
    row = re.search(r'<th scope="row">figure</th>(.*?)</tr>', page)[1]
    assert re.findall(r">(\d+%?)<", row) == ["3", "2", "0", "1", "67%"]


@pytest.mark.parametrize(
    ("right", "number", "low", "high"), [(0, 0, 0.0, 1.0), (5, 10, 0.2366, 0.7634), (10, 10, 0.7225, 1.0), (0, 10, 0.0, 0.2775), (81, 263, 0.2553, 0.3662)]
)  # fmt: skip
def test_wilsons_interval(right, number, low, high):
    """The interval is Wilson's; the last case is that of Newcombe (1998), table I."""
    found = wilson(right, number)
    assert (found.low, found.high) == pytest.approx((low, high), abs=5e-5)


@pytest.mark.parametrize(
    ("address", "kept"),
    [("/review?why=sample", True), ("/", True), ("//evil.example", False), ("https://evil.example", False), ("/\\evil.example", False), ("javascript:alert(1)", False), ("", False), ("/a\r\nb", False)],
)  # fmt: skip
def test_a_form_leads_back_to_our_own_pages_only(address, kept):
    """An address of another host is not followed."""
    assert local(address, "/other") == (address if kept else "/other")


def test_a_record_that_another_writes_to_is_said_to_be_busy(reviewer, sample_record, monkeypatch):
    """While another process writes for too long, the form is answered so, and pages can still be read."""
    target, page = next_in_queue(reviewer)
    for name in ("sqlite.file", "postgres.database"):
        monkeypatch.setattr(f"bilateral.record.{name}.BUSY_SECONDS", 0.1)
    with Record(sample_record, write=True) as record, record.transaction():
        answer = send(reviewer, page, target=target, verdict="accept")
        assert reviewer.get("/RUS/VNM").status_code == 200
    assert answer.status_code == 503
    assert "another process is writing" in answer.text
