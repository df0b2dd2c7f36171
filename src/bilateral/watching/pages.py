"""The pages that wait, fetched."""

from collections import defaultdict

import sqlalchemy as sa

from bilateral.adding import Progress
from bilateral.collect.items import Reason
from bilateral.collect.web.addresses import shown_address
from bilateral.collect.web.page import page_document
from bilateral.collect.web.together import Outcome, Visit, visit_all
from bilateral.exceptions import FetchError
from bilateral.model import Problem
from bilateral.record.feeds import WaitingItem, settle_item, waiting_items
from bilateral.watching.round import Round
from bilateral.watching.waits import MOST_TRIES


def fetch_pages(task: Round, addresses: list[str], progress: Progress) -> None:
    """Fetch every page that is due; one to which several items lead is fetched once."""
    with task.record.transaction() as connection:
        waiting = waiting_items(connection, addresses, task.begun, task.horizon)
    by_url: defaultdict[str, list[WaitingItem]] = defaultdict(list)
    for item in waiting:
        by_url[item.item.url].append(item)
    visits = [Visit(url, url) for url in by_url]
    for done, (visit, outcome) in enumerate(visit_all(task.visitor, visits), 1):
        with task.record.transaction() as connection:
            _keep(task, connection, by_url[visit.key], outcome)
        progress("pages", done, len(visits))


def _keep(task: Round, connection: sa.Connection, items: list[WaitingItem], outcome: Outcome) -> None:
    """Keep what a page came to, and settle the items that lead to it, as a whole."""
    if isinstance(outcome, FetchError):
        task.keep(connection, [Problem(shown_address(items[0].item.url), outcome.reason, outcome.detail)])
        for item in items:
            _put_off(task, connection, item, outcome)
        return
    first = items[0]
    task.keep(connection, [page_document(outcome, task.options.add.today, first.item, first.outlet)])
    for item in items:
        settle_item(connection, item.feed, item.item.key)


def _put_off(task: Round, connection: sa.Connection, item: WaitingItem, error: FetchError) -> None:
    """Set when a page is tried again, or give it up."""
    tries = item.tries + (error.reason != Reason.BUSY)
    if not error.again or tries >= MOST_TRIES:
        settle_item(connection, item.feed, item.item.key, tries=tries)
        return
    due = task.due_again(error, item.tries)
    settle_item(connection, item.feed, item.item.key, tries=tries, due=due)
    task.counts["delayed"] += 1
