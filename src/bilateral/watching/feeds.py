"""The feeds that are due, asked whether they changed."""

from collections.abc import Mapping
from dataclasses import replace

from bilateral.adding import Progress
from bilateral.collect.feed import Feed, item_document, parse_feed
from bilateral.collect.items import Reason, problem
from bilateral.collect.web.fetch import Answer
from bilateral.collect.web.reading import stands_in_feed
from bilateral.collect.web.together import Outcome, Visit, visit_all
from bilateral.exceptions import FetchError
from bilateral.model import Problem
from bilateral.record.feeds import FeedState, add_items, due_feeds, keep_feed, register_feeds, settle_item
from bilateral.watching.round import Round

# Servers send validators of some dozen characters; one this long would only burden the record.
_LONGEST_VALIDATOR = 1_000


def ask_feeds(task: Round, addresses: list[str], progress: Progress) -> None:
    """Ask each feed that is due; its new items are kept as waiting, or as articles where the feed holds them."""
    with task.record.transaction() as connection:
        register_feeds(connection, addresses)
        states = due_feeds(connection, addresses, task.begun, task.horizon)
    by_address = {state.address: state for state in states}
    visits = [Visit(state.address, state.address, _conditions(state)) for state in states]
    for done, (visit, outcome) in enumerate(visit_all(task.visitor, visits), 1):
        task.counts["feed"] += 1
        _keep(task, by_address[visit.key], outcome)
        progress("feeds", done, len(visits))


def _conditions(state: FeedState) -> dict[str, str]:
    """Return the headers by which a server may say that nothing changed."""
    conditions = {"If-None-Match": state.etag, "If-Modified-Since": state.modified}
    return {name: value for name, value in conditions.items() if value}


def _keep(task: Round, state: FeedState, outcome: Outcome) -> None:
    try:
        if isinstance(outcome, FetchError):
            raise outcome
        if outcome.status == 304:
            _keep_unchanged(task, state)
        else:
            feed = parse_feed(outcome.body, state.address, str(outcome.url), outcome.charset)
            _keep_items(task, _answered(task, state, feed, outcome), feed)
    except FetchError as error:
        _keep_failure(task, state, error)


def _keep_unchanged(task: Round, state: FeedState) -> None:
    task.counts["unchanged"] += 1
    with task.record.transaction() as connection:
        keep_feed(connection, replace(state, failures=0, due=task.begun + task.options.every))


def _keep_failure(task: Round, state: FeedState, error: FetchError) -> None:
    failed = replace(state, failures=state.failures + 1, due=task.due_again(error, state.failures))
    with task.record.transaction() as connection:
        keep_feed(connection, failed)
        task.keep(connection, [Problem(state.address, error.reason, error.detail)])


def _keep_items(task: Round, answered: FeedState, feed: Feed) -> None:
    """Keep a feed's new items together with what to ask it by next time: neither is kept without the other."""
    web = task.options.add.web
    notes = list(feed.notes)
    if len(feed.items) > web.pages:
        detail = f"The feed holds more than {web.pages:,} items; the rest was left out. Raise --pages."
        notes.append(problem(answered.address, Reason.TOO_MANY, detail))
    with task.record.transaction() as connection:
        keep_feed(connection, answered)
        new = add_items(connection, answered.address, feed.items[: web.pages], task.begun)
        task.keep(connection, notes)
        for item in new:
            if stands_in_feed(item, from_feed=web.from_feed):
                task.keep(connection, [item_document(item, feed.title)])
                settle_item(connection, answered.address, item.key)
    task.counts["item"] += len(new)


def _answered(task: Round, state: FeedState, feed: Feed, answer: Answer) -> FeedState:
    return FeedState(
        address=state.address,
        title=feed.title,
        etag=_validator(answer.headers, "etag"),
        modified=_validator(answer.headers, "last-modified"),
        due=task.begun + task.options.every,
    )


def _validator(headers: Mapping[str, str], name: str) -> str:
    value = headers.get(name, "")
    return value if len(value) <= _LONGEST_VALIDATOR and value.isascii() and value.isprintable() else ""
