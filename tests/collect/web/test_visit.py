"""Hosts are asked with manners."""

import itertools
import re
import threading
import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilateral.collect import Reason
from bilateral.collect.web import Visitor
from bilateral.collect.web.fetch import Answer
from bilateral.collect.web.robots import Robots, parse_robots
from bilateral.collect.web.together import Visit, visit_all
from bilateral.exceptions import FetchError

ROBOTS = """
# a comment
User-agent: *
Disallow: /

User-agent: Bilateral/1.0
User-Agent: other
Disallow: /private
Allow: /private/open
Disallow: /*.pdf$
Disallow: /a%3cd
Crawl-delay: 2
"""


@pytest.mark.parametrize(
    ("path", "allowed"),
    [("/", True), ("/news?x=1", True), ("/private", False), ("/privateer", False), ("/private/open/x", True), ("/x/y.pdf", False), ("/x/y.pdf?z", True), ("/a%3Cd", False), ("/a<d", False)],
)  # fmt: skip
def test_the_longest_rule_of_our_own_group_decides(path, allowed):
    """RFC 9309: the group that names us holds, not the one for all; the longest fitting rule wins."""
    robots = parse_robots(ROBOTS.encode())
    assert robots.allows(path) == allowed
    assert robots.delay == 2


@pytest.mark.parametrize(
    ("text", "allowed"),
    [("User-agent: *\nDisallow: /", False), ("User-agent: *\nDisallow:", True), ("User-agent: other\nDisallow: /", True), ("Disallow: /", True), ("", True), ("User-agent: *\nAllow: /x\nDisallow: /x", True), ("user-agent:*\ndisallow:/*x", False), ("User-agent: *\r\nDisallow: /x # why\r\n", False)],
)  # fmt: skip
def test_groups_for_everybody_hold_where_none_names_us(text, allowed):
    """An empty rule forbids nothing, and where two rules are as long the milder one wins."""
    assert parse_robots(text.encode()).allows("/x") == allowed


@given(st.binary(max_size=300), st.text(max_size=30))
def test_no_robots_txt_brings_it_down(data, path):
    """Whatever a host serves as its rules, there is an answer."""
    assert parse_robots(data).allows("/" + path) in (True, False)


@given(st.text("ab", max_size=12), st.text("ab*", max_size=8))
def test_patterns_mean_what_a_regular_expression_would(path, pattern):
    """The linear matcher agrees with the textbook one."""
    for end in ("", "$"):
        textbook = re.match("/" + pattern.replace("*", ".*") + end, "/" + path) is not None
        assert Robots((("/" + pattern + end, False),)).allows("/" + path) != textbook


def reason(visitor, address):
    """Return why an address cannot be fetched."""
    with pytest.raises(FetchError) as caught:
        visitor.get(address)
    return caught.value.reason


def test_what_robots_txt_forbids_is_not_asked_for(site, quick):
    """The rules are fetched once, before anything else, and obeyed on redirects too."""
    site.put("/robots.txt", "User-agent: *\nDisallow: /closed")
    closed, opened = site.page("/closed"), site.page("/open")
    site.put("/in", status=302, Location="/closed")
    visitor = Visitor(quick)
    assert reason(visitor, closed) == Reason.ROBOTS
    assert reason(visitor, site.base + "/in") == Reason.ROBOTS
    assert visitor.get(opened).status == 200
    assert [asked.path for asked in site.asked] == ["/robots.txt", "/in", "/open"]


@pytest.mark.parametrize(("status", "allowed"), [(404, True), (403, True), (500, False), (502, False)])
def test_a_missing_robots_txt_allows_all_and_a_failing_one_nothing(site, quick, status, allowed):
    """RFC 9309, section 2.3.1: unavailable means free, unreachable means closed, for now."""
    site.put("/robots.txt", status=status)
    page = site.page("/a")
    if allowed:
        assert Visitor(quick).get(page).status == 200
    else:
        assert reason(Visitor(quick), page) == Reason.ROBOTS
        assert site.paths() == []


def test_two_requests_to_one_host_have_a_pause_between_them(site, quick):
    """Threads that share a visitor wait for one another at one host."""
    pages = [site.page(f"/{n}") for n in range(3)]
    visitor = Visitor(replace(quick, pause=0.15))
    threads = [threading.Thread(target=visitor.get, args=(page,)) for page in pages]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    times = [asked.at for asked in site.asked]
    assert len(times) == 4
    assert min(later - earlier for earlier, later in itertools.pairwise(times)) >= 0.14


def test_a_short_wait_that_a_host_asks_for_is_granted(site, quick):
    """After 429 with a short Retry-After the same page is asked for once more."""
    site.page("/page")
    page = site.answers["/page"]
    turns = iter([(429, {"Retry-After": "1"}, b""), page])
    site.answers["/busy"] = lambda _: next(turns)
    start = time.monotonic()
    assert Visitor(quick).get(site.base + "/busy").status == 200
    assert time.monotonic() - start >= 1


def test_a_host_that_asks_for_a_long_wait_is_left_alone(site, quick):
    """After 429 with a long Retry-After no page of the host is asked for, and the wait is told."""
    busy, page = site.put("/busy", status=429, Retry_After="600"), site.page("/page")
    visitor = Visitor(quick)
    with pytest.raises(FetchError) as caught:
        visitor.get(busy)
    assert (caught.value.reason, caught.value.again, caught.value.after) == (Reason.BUSY, True, 600)
    assert reason(visitor, page) == Reason.BUSY
    assert site.paths() == ["/busy"]


def test_hosts_are_visited_side_by_side(make_site, quick):
    """A slow host keeps no other waiting, and every visit has its outcome."""
    slow, fast = make_site(), make_site()
    slow.answers["/robots.txt"] = lambda _: time.sleep(0.6) or (404, {}, b"")
    visits = [
        Visit("slow", slow.page("/a")),
        *(Visit(str(n), fast.page(f"/{n}")) for n in range(3)),
        Visit("odd", "no address"),
    ]
    outcomes = {visit.key: outcome for visit, outcome in visit_all(Visitor(quick), visits)}
    assert list(outcomes)[-1] == "slow"
    assert sum(isinstance(outcome, Answer) for outcome in outcomes.values()) == 4
    assert isinstance(outcomes["odd"], FetchError)


def test_a_taker_that_stops_ends_the_visits(site, quick):
    """No further visit begins once nobody takes the outcomes."""
    visits = [Visit(str(n), site.page(f"/{n}")) for n in range(200)]
    outcomes = visit_all(Visitor(quick), visits)
    next(outcomes)
    outcomes.close()
    time.sleep(0.3)
    asked = len(site.asked)
    assert asked < 60
    time.sleep(0.3)
    assert len(site.asked) == asked
