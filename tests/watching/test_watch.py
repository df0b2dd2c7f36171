"""Feeds are watched: what is new is added once, whatever feeds, hosts and clocks do."""

import datetime as dt
import json
import subprocess
import sys
import time
from collections import Counter
from dataclasses import replace

import pytest
from tests.sites import ENGLISH, item, rss

import bilateral
from bilateral import AddOptions, WatchOptions
from bilateral.collect import Reason
from bilateral.exceptions import RecordBusyError
from bilateral.record.articles import all_articles
from bilateral.record.store import Record

START = dt.datetime(2024, 5, 6, 12, 0, tzinfo=dt.UTC)
LONG = " ".join(f"{ENGLISH} Point {n} was agreed." for n in range(12))


class Watch:
    """A watch of sources on a clock that the test moves."""

    def __init__(self, path, web, *sources) -> None:
        self.path, self.sources, self.time = path, sources, START
        self.options = WatchOptions(add=AddOptions(today=START.date(), web=web))

    def after(self, **wait: float) -> bilateral.AddSummary:
        """Make one round, some time after the last."""
        self.time += dt.timedelta(**wait)
        return bilateral.watch_once(self.sources, self.path, self.options, now=lambda: self.time)

    def urls(self) -> list[str]:
        """Return where the articles of the record stood, by the last part of the address."""
        with Record(self.path) as record, record.transaction() as connection:
            return sorted(article.url.rsplit("/", 1)[1] for article in all_articles(connection))


@pytest.fixture
def watch(new_place, quick):
    """Return a function that makes a watch of sources."""
    return lambda *sources, **web: Watch(new_place, replace(quick, **web), *sources)


def page(site, name: str) -> str:
    """Put up a page with a text of its own; returns its address."""
    return site.page(f"/{name}", f"{ENGLISH} It was round {name}.", title=f"Round {name}")


def reasons(summary) -> list[str]:
    """Return the reasons of a round's problems."""
    return [problem.reason for problem in summary.problems]


def test_new_items_are_added_once_and_read(site, watch):
    """The first round adds all items, the next only what is new; articles are read as after any add."""
    feed = site.put("/feed.xml", rss(item(page(site, "1")), item(page(site, "2"))))
    watched = watch(feed)
    first = watched.after()
    assert (first.counts["feed"], first.counts["item"], first.counts["new"], first.counts["read"]) == (
        1,
        2,
        2,
        2,
    )
    assert first.problems == ()
    site.put("/feed.xml", rss(item(page(site, "3")), item(site.base + "/2")))
    assert watched.after(minutes=15).counts["new"] == 1
    assert watched.urls() == ["1", "2", "3"]
    assert Counter(site.paths()) == {"/feed.xml": 2, "/1": 1, "/2": 1, "/3": 1}


def test_a_feed_is_asked_only_when_it_is_due(site, watch):
    """Before its time a feed is left alone."""
    watched = watch(site.put("/feed.xml", rss(item(page(site, "1")))))
    watched.after()
    assert watched.after(minutes=14).counts["feed"] == 0
    assert watched.after(minutes=1).counts["feed"] == 1


def test_rounds_that_follow_each_other_ask_each_time(site, quick, new_place):
    """However long a round takes, the next finds its feeds due."""
    site.answers["/feed.xml"] = lambda _: time.sleep(0.3) or (200, {}, rss().encode())
    options = WatchOptions(every=dt.timedelta(seconds=1), add=AddOptions(web=quick))
    rounds = bilateral.watch([site.base + "/feed.xml"], new_place, options)
    assert [next(rounds).counts["feed"] for _ in range(3)] == [1, 1, 1]


def test_a_watch_outlives_the_day_on_which_it_began(site, watch):
    """What lies in the future is told by the clock of the round."""
    watched = watch(site.put("/feed.xml", rss(item(page(site, "1")))))
    watched.after()
    site.put("/feed.xml", rss(item(page(site, "2"), date="Thu, 16 May 2024 10:00:00 GMT")))
    assert watched.after(days=10).problems == ()


def test_a_record_that_another_writes_to_for_long_ends_no_watch(site, watch, monkeypatch):
    """The round is a problem, and the next one adds what it missed."""
    watched = watch(site.put("/feed.xml", rss(item(page(site, "1")))))
    monkeypatch.setattr(time, "sleep", lambda _: None)
    options = replace(watched.options, every=dt.timedelta(seconds=1))
    once = bilateral.watch_once
    turns = iter([RecordBusyError("another process is writing"), None])

    def busy_at_first(*arguments, **named):
        error = next(turns)
        if error:
            raise error
        return once(*arguments, **named)

    monkeypatch.setattr(sys.modules["bilateral.watching.watch"], "watch_once", busy_at_first)
    rounds = bilateral.watch(watched.sources, watched.path, options)
    assert reasons(next(rounds)) == [Reason.BUSY]
    assert next(rounds).counts["new"] == 1


def test_a_feed_is_asked_whether_it_changed(site, watch):
    """ETag and Last-Modified come back as conditions, and 304 costs nothing more."""
    body = rss(item(page(site, "1")))

    def feed(handler):
        if (
            handler.headers["If-None-Match"] == '"v1"'
            and handler.headers["If-Modified-Since"] == "Mon, 06 May 2024 11:00:00 GMT"
        ):
            return 304, {"ETag": '"v1"'}, b""
        return 200, {"ETag": '"v1"', "Last-Modified": "Mon, 06 May 2024 11:00:00 GMT"}, body.encode()

    site.answers["/feed.xml"] = feed
    watched = watch(site.base + "/feed.xml")
    assert watched.after().counts["unchanged"] == 0
    for _ in range(2):
        again = watched.after(minutes=15)
        assert (again.counts["unchanged"], again.counts["item"], again.problems) == (1, 0, ())


def test_one_feed_that_fails_stops_no_other(make_site, watch, tmp_path):
    """Each failing feed is a problem with its reason, and the good one is added."""
    site = make_site()
    bad = {
        site.put("/gone", status=410): Reason.GONE,
        site.put("/missing", status=404): Reason.STATUS,
        site.put("/html", "<html><body>No feed.</body></html>"): Reason.NOT_A_FEED,
        site.put("/text", "nothing"): Reason.MALFORMED,
        site.put("/laughs", "<!DOCTYPE r [<!ENTITY a 'b'>]>" + rss()): Reason.UNSAFE,
        site.put("/round", status=302, Location="/round"): Reason.REDIRECTS,
        "http://no-such-host.invalid/feed": Reason.UNREACHABLE,
    }
    good = site.put("/good", rss(item(page(site, "1"))))
    (tmp_path / "feeds.txt").write_text("\n".join([*bad, good, "ftp://x.example/"]))
    watched = watch(tmp_path / "feeds.txt")
    summary = watched.after()
    found = {problem.name: problem.reason for problem in summary.problems}
    assert found == bad | {str(tmp_path / "feeds.txt"): Reason.BAD_ADDRESS}
    assert watched.urls() == ["1"]
    kept = {problem.name: problem.reason for problem in bilateral.problems(watched.path)}
    assert kept == found


def test_a_feed_that_fails_is_asked_after_growing_waits(site, watch):
    """Twice as long each time, at most a day; one answer makes it regular again."""
    watched = watch(site.put("/feed.xml", status=500))
    asked = []
    for quarter in range(200):
        if watched.after(minutes=15 if quarter else 0).counts["feed"]:
            asked.append(quarter)
        if len(asked) == 4:
            break
    assert asked == [0, 2, 6, 14]
    site.put("/feed.xml", rss(item(page(site, "1"))))
    assert watched.after(days=1).counts["new"] == 1
    assert watched.after(minutes=15).counts["feed"] == 1
    assert [problem.reason for problem in bilateral.problems(watched.path)] == [Reason.STATUS]


def test_a_wait_that_a_feed_asks_for_is_kept(site, watch):
    """Retry-After holds for the feed, and a feed that is gone is left alone for a month."""
    busy, gone = site.put("/busy", status=429, Retry_After="7200"), site.put("/gone", status=410)
    watched = watch(gone, busy)
    assert sorted(reasons(watched.after())) == [Reason.BUSY, Reason.GONE]
    assert watched.after(minutes=119).counts["feed"] == 0
    assert watched.after(minutes=1).counts["feed"] == 1
    assert watched.after(days=29).counts["feed"] == 1
    assert watched.after(days=1).counts["feed"] == 2


def test_a_page_that_fails_is_tried_again_until_it_is_given_up(site, watch):
    """A failing page is put off, found later where it comes back, and after five tries given up."""
    site.put("/late", status=502)
    site.put("/never", status=500)
    feed = site.put(
        "/feed.xml", rss(item(site.base + "/late"), item(site.base + "/never"), item(site.base + "/wrong"))
    )
    watched = watch(feed)
    first = watched.after()
    assert first.counts["delayed"] == 2
    assert Reason.STATUS in reasons(first)
    site.put("/feed.xml", rss())  # the feed has forgotten them; the record has not
    page(site, "late")
    for _ in range(12):
        watched.after(days=1)
    assert watched.urls() == ["late"]
    asked = Counter(site.paths())
    assert asked["/wrong"] == 1
    assert asked["/never"] == 5


def test_duplicates_are_fetched_once(site, watch):
    """An item in two feeds, twice in one, or under two ids leads to one page."""
    one = page(site, "1")
    feeds = [
        site.put("/a.xml", rss(item(one, key="x"), item(one, key="y"))),
        site.put("/b.xml", rss(item(one))),
    ]
    watched = watch(*feeds)
    watched.after()
    site.put("/c.xml", rss(item(one, key="z")))
    watched.sources = (*feeds, site.base + "/c.xml")
    assert watched.after(minutes=15).counts["item"] == 0
    assert watched.urls() == ["1"]
    assert site.paths().count("/1") == 1


def test_moved_feeds_and_pages_are_followed(site, watch):
    """Redirects lead to the feed and to the page, which is known by its last address."""
    last = page(site, "last")
    site.put("/short", status=301, Location=last)
    site.put("/real.xml", rss(item(site.base + "/short")))
    watched = watch(site.put("/feed.xml", status=301, Location="/real.xml"))
    assert watched.after().problems == ()
    assert watched.urls() == ["last"]


def test_a_clock_that_was_wrong_stops_no_watch(site, watch):
    """What a clock ahead of its time left as due in years is due at once, and pages that waited too."""
    site.put("/1", status=500)
    watched = watch(site.put("/feed.xml", rss(item(site.base + "/1"))))
    watched.time = START + dt.timedelta(days=9_000)
    watched.after()
    watched.time = START
    page(site, "1")
    assert watched.after().counts["feed"] == 1
    assert watched.urls() == ["1"]


def test_dates_ahead_and_absent_keep_their_articles(site, watch):
    """An item from the future loses its date and is a problem; one without a date has none."""
    feed = rss(
        item(page(site, "1"), date="Wed, 06 May 2099 10:00:00 GMT"),
        item(page(site, "2")),
        item(page(site, "3"), date="Sun, 05 May 2024 10:00:00 GMT"),
    )
    watched = watch(site.put("/feed.xml", feed))
    assert reasons(watched.after()) == [Reason.FUTURE_DATE]
    with Record(watched.path) as record, record.transaction() as connection:
        days = {article.url[-1]: article.published for article in all_articles(connection)}
    assert days == {"1": None, "2": None, "3": dt.date(2024, 5, 5)}


def test_the_text_of_a_feed_may_be_taken(site, watch):
    """With from_feed whole items cost no request; teasers' pages are fetched."""
    feed = rss(
        item(site.base + "/whole", text=LONG),
        item(page(site, "2"), text="Short."),
        item("", text=LONG + " Third.", key="k"),
    )
    watched = watch(site.put("/feed.xml", feed), from_feed=True)
    summary = watched.after()
    assert (summary.counts["item"], summary.counts["new"], summary.problems) == (3, 3, ())
    assert watched.after(minutes=15).counts["item"] == 0
    assert Counter(site.paths()) == {"/feed.xml": 2, "/2": 1}


def test_private_feeds_need_leave(site, tmp_path):
    """By default a feed on this machine is a problem and is not asked."""
    options = WatchOptions(add=AddOptions(today=START.date()))
    summary = bilateral.watch_once([site.put("/feed.xml", rss())], tmp_path / "x.bilateral", options)
    assert reasons(summary) == [Reason.PRIVATE]
    assert site.asked == []


def test_robots_txt_holds_for_feeds_and_pages(site, watch):
    """A page that the outlet closes to programs is a problem, and given up."""
    site.put("/robots.txt", "User-agent: bilateral\nDisallow: /1")
    watched = watch(site.put("/feed.xml", rss(item(page(site, "1")), item(page(site, "2")))))
    summary = watched.after()
    assert (reasons(summary), summary.counts["delayed"]) == ([Reason.ROBOTS], 0)
    assert watched.urls() == ["2"]


@pytest.mark.slow
def test_what_a_killed_round_left_is_finished_by_the_next(site, watch):
    """A watch that is killed while it fetches loses nothing: the next one goes on, though the feed is gone by then."""
    pages = [page(site, str(n)) for n in range(8)]
    slow = dict(site.answers)
    for path in slow:
        site.answers[path] = lambda handler: time.sleep(0.2) or slow[handler.path]
    watched = watch(site.put("/feed.xml", rss(*map(item, pages)), ETag='"v"'))
    command = [
        sys.executable,
        "-m",
        "bilateral",
        "watch",
        watched.sources[0],
        "--record",
        watched.path,
        "--allow-private",
    ]
    with subprocess.Popen([*command, "--once"], stderr=subprocess.DEVNULL) as process:
        until = time.monotonic() + 60
        while len(site.paths()) < 4 and time.monotonic() < until:
            time.sleep(0.02)
        process.kill()
    kept = watched.urls()
    assert 0 < len(kept) < 8
    site.put("/feed.xml", status=500)
    watched.time = dt.datetime.now(dt.UTC)
    watched.after()
    assert watched.urls() == [str(n) for n in range(8)]
    assert sum(count - 1 for path, count in Counter(site.paths()).items() if path != "/feed.xml") <= 1
    assert bilateral.check(watched.path) == []


def test_a_round_in_which_nothing_happens_says_so(site, watch):
    """An empty feed is no problem: it may fill."""
    watched = watch(site.put("/feed.xml", rss()))
    summary = watched.after()
    assert json.loads(json.dumps(summary.counts))["feed"] == 1
    assert summary.problems == ()
