"""What the record keeps of feeds: their state, and each of their items until its page is dealt with.

An item stands here from the moment its feed showed it; it is done in the same transaction that keeps its article or
gives it up. So a watch that is killed at any point loses nothing, and fetches at most one page again.
"""

import dataclasses
import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from bilateral.collect.feed import FeedItem
from bilateral.record.dialect import insert_new
from bilateral.record.schema import feed_items, feeds

_SINCE_EVER = dt.datetime(1, 1, 1, tzinfo=dt.UTC)


@dataclass(frozen=True, slots=True)
class FeedState:
    """What is known of a feed; ``etag`` and ``modified`` are what it sent last, to ask whether it changed.

    ``due`` is when it is to be asked again; one that was never asked is due since ever.
    """

    address: str
    title: str = ""
    etag: str = ""
    modified: str = ""
    failures: int = 0
    due: dt.datetime = _SINCE_EVER


@dataclass(frozen=True, slots=True)
class WaitingItem:
    """An item whose page is to be fetched, with the title of its feed and the number of tries that failed."""

    feed: str
    outlet: str
    item: FeedItem
    tries: int


def moment(when: dt.datetime) -> str:
    """Return a moment as the record keeps it: UTC, to the second, so that words sort as time does."""
    return when.astimezone(dt.UTC).isoformat(timespec="seconds")


def register_feeds(connection: sa.Connection, addresses: Iterable[str]) -> None:
    """Keep feeds that are not known yet; they are due at once."""
    for address in addresses:
        insert_new(connection, feeds, _row(FeedState(address)))


def due_feeds(
    connection: sa.Connection, addresses: Iterable[str], now: dt.datetime, horizon: dt.timedelta
) -> list[FeedState]:
    """Return those of the feeds that are due, in the order of the addresses.

    What is due only after the horizon was set by a clock that was wrong, and counts as due.
    """
    known = {row["address"]: _state(row) for row in connection.execute(sa.select(feeds)).mappings()}
    states = (known[address] for address in addresses if address in known)
    return [state for state in states if not now < state.due <= now + horizon]


def keep_feed(connection: sa.Connection, state: FeedState) -> None:
    """Keep the state of a feed in place of the earlier one."""
    connection.execute(feeds.update().where(feeds.c.address == state.address).values(_row(state)))


def add_items(
    connection: sa.Connection, feed: str, items: Iterable[FeedItem], now: dt.datetime
) -> list[FeedItem]:
    """Keep the items that the feed has not shown before, as waiting; returns them.

    A page that another feed led to before is not fetched again: its item is done at once, and not returned.
    """
    new = []
    for item in items:
        done = bool(item.url) and _is_done(connection, item.url)
        row: dict[str, Any] = {"feed": feed, "tries": 0, "due": None if done else moment(now)}
        row |= {"key": item.key, "url": item.url, "title": item.title, "date": item.date}
        if insert_new(connection, feed_items, row) and not done:
            new.append(item)
    return new


def waiting_items(
    connection: sa.Connection, addresses: Iterable[str], now: dt.datetime, horizon: dt.timedelta
) -> list[WaitingItem]:
    """Return the items of the feeds whose pages are due, by feed and key; for the horizon see `due_feeds`."""
    late = sa.or_(feed_items.c.due <= moment(now), feed_items.c.due > moment(now + horizon))
    query = (
        sa.select(feed_items, feeds.c.title.label("outlet"))
        .join(feeds, feeds.c.address == feed_items.c.feed)
        .where(late)
        .order_by(feed_items.c.feed, feed_items.c.key)
    )
    wanted = set(addresses)
    return [
        WaitingItem(row.feed, row.outlet, FeedItem(row.key, row.url, row.title, row.date), row.tries)
        for row in connection.execute(query)
        if row.feed in wanted
    ]


def settle_item(
    connection: sa.Connection, feed: str, key: str, *, tries: int = 0, due: dt.datetime | None = None
) -> None:
    """Say that an item is done, or with ``due`` when its page is tried again."""
    connection.execute(
        feed_items.update()
        .where(feed_items.c.feed == feed, feed_items.c.key == key)
        .values(tries=tries, due=moment(due) if due else None)
    )


def _row(state: FeedState) -> dict[str, Any]:
    return {**dataclasses.asdict(state), "due": moment(state.due)}


def _state(row: sa.RowMapping) -> FeedState:
    return FeedState(
        address=row["address"],
        title=row["title"],
        etag=row["etag"],
        modified=row["modified"],
        failures=row["failures"],
        due=dt.datetime.fromisoformat(row["due"]),
    )


def _is_done(connection: sa.Connection, url: str) -> bool:
    query = sa.select(feed_items.c.key).where(feed_items.c.url == url, feed_items.c.due.is_(None)).limit(1)
    return connection.execute(query).first() is not None
