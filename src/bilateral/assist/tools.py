"""The tools: what an assistant may ask of a record. Each validates what it is given and bounds what it gives."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Final, Literal

import sqlalchemy as sa
from pydantic import Field

from bilateral.ask import Order, SeriesRow, actor_codes, find_entries, get_mentions, make_question
from bilateral.ask.measures import Counting, series_of
from bilateral.assist.facts import Citation, Fact, citation_of, make_facts, short
from bilateral.exceptions import QuestionError
from bilateral.model import Entry
from bilateral.read.actors import actor_name
from bilateral.record.schema import articles, families
from bilateral.record.search import search as search_record
from bilateral.record.store import Record
from bilateral.record.views import entries_by_id, find_entry

# Citations of a fact in a list, of one by itself, and of a number.
IN_LIST, ALONE, OF_NUMBER = 3, 50, 2
# Stretches of a series that are told, the latest; entries named with a number.
MOST_PERIODS, MOST_ENTRIES = 60, 20
# Characters that may be asked for by their place, and of what stands around them.
MOST_QUOTED, MOST_AROUND = 2_000, 500
_ARTICLES: Final = "article"

Actor = Annotated[str, Field(min_length=1, max_length=100, description="A state or organisation, by name or code (Vietnam, VNM).")]  # fmt: skip
Day = Annotated[str | None, Field(pattern=r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$", description="A day, month or year: 2024-06-20, 2024-06, 2024.")]  # fmt: skip
Limit = Annotated[int, Field(ge=1, le=25)]
Kinds = Annotated[list[Literal["event", "statement", "figure", "agreement"]] | None, Field(max_length=4)]


@dataclass(frozen=True)
class Facts:
    """Some facts. ``next`` is to be given as ``after`` for those that follow; null where none do."""

    facts: tuple[Fact, ...]
    next: str | None


@dataclass(frozen=True)
class Number:
    """The events of a quad class in a stretch of time, with a 95 % interval, and some that it counts."""

    period: str
    quad: str
    count: float
    low: float
    high: float
    mean_score: float | None
    entries: tuple[str, ...]
    citations: tuple[Citation, ...]


@dataclass(frozen=True)
class Numbers:
    """Events between two actors over time; stretches and classes without any are left out."""

    names: tuple[str, str]
    counted: str
    numbers: tuple[Number, ...]
    periods_left_out: int


@dataclass(frozen=True)
class Quotation:
    """The exact words of one article, and what stands before and after them; only ``citation`` was asked for."""

    citation: Citation
    before: str
    after: str


class Tools:
    """The tools over one record."""

    def __init__(self, record: str | Path) -> None:
        self._record = Record(record)

    def search(
        self,
        words: Annotated[str, Field(min_length=1, max_length=300, pattern=r"^[^\x00]+$", description='Words that all stand in the entry; "a phrase", OR, -without, begin*.')],
        limit: Limit = 10,
    ) -> Facts:  # fmt: skip
        """Find facts by words: events, statements, figures and agreements, the best first, each with citations."""
        with self._reading() as connection:
            ids = [hit.id for hit in search_record(connection, words, limit) if hit.kind != _ARTICLES]
            return Facts(tuple(make_facts(connection, entries_by_id(connection, ids), IN_LIST)), None)

    def entry(
        self,
        id: Annotated[str, Field(pattern=r"^[0-9a-f]{16}(-[a-z][0-9]{1,9}-[0-9]{1,9}(-[0-9]{1,4})?)?$", description="The id of an entry or of a mention.")],  # noqa: A002 -- the record's word
    ) -> Fact:  # fmt: skip
        """Return one fact with all its citations (50 at most): who says it, in which words, and on what they differ."""
        with self._reading() as connection:
            found = find_entry(connection, id)
            if found is None:
                raise QuestionError(f"the record has no entry or mention {id}; search finds those it has")
            return make_facts(connection, [found], ALONE)[0]

    def dossier(
        self,
        one: Actor,
        other: Actor,
        *,
        kinds: Kinds = None,
        since: Day = None,
        until: Day = None,
        as_of: Annotated[Day, Field(description="Only what articles published by this day say.")] = None,
        families: Annotated[int, Field(ge=1, le=1000, description="Fewest independent sources.")] = 1,
        limit: Limit = 15,
        after: Annotated[str | None, Field(max_length=40, pattern=r"^[0-9-]{0,10}/[0-9a-f]{16}$", description="Where to go on: `next` of the answer before.")] = None,
    ) -> Facts:  # fmt: skip
        """List what the record holds on two actors, the latest first, each fact with citations."""
        codes = _pair(one, other)
        asked = make_question(
            kind=kinds, actors=codes, since=since, until=until, as_of=as_of, families=families
        )
        key = tuple(after.split("/")) if after else None
        with self._reading() as connection:
            shown: list[Entry] = []
            for place, entry in find_entries(connection, asked, Order.LATEST, after=key, size=limit + 1):
                if len(shown) == limit:
                    return Facts(tuple(make_facts(connection, shown, IN_LIST)), "/".join(key or ()))
                shown.append(entry)
                key = place
            return Facts(tuple(make_facts(connection, shown, IN_LIST)), None)

    def series(
        self,
        one: Actor,
        other: Actor,
        *,
        by: Literal["month", "quarter", "year"] = "year",
        since: Day = None,
        until: Day = None,
        as_of: Annotated[Day, Field(description="Only what articles published by this day say.")] = None,
        weight: Annotated[Literal["entries", "families"], Field(description="Whether an event counts one, or its independent sources.")] = "entries",
    ) -> Numbers:  # fmt: skip
        """Count the events between two actors over time, by quad class, each number with events that it counts."""
        codes = _pair(one, other)
        counting = Counting(by=by, weight=weight, rule="most-frequent", statuses=("actual",), since=since, until=until, as_of=as_of)  # fmt: skip
        with self._reading() as connection:
            rows = [row for row in series_of(connection, *codes, counting) if row.count and row.quad != "all"]
            periods = list(dict.fromkeys(row.period for row in rows))
            told = set(periods[-MOST_PERIODS:])
            numbers = tuple(_number(connection, row) for row in rows if row.period in told)
        counted = f"actual events between the two, by {by}, weight {weight}, values by the rule most-frequent"
        return Numbers(
            (actor_name(codes[0]), actor_name(codes[1])), counted, numbers, len(periods) - len(told)
        )

    def quote(
        self,
        mention: Annotated[str | None, Field(pattern=r"^[0-9a-f]{16}-[a-z][0-9]{1,9}-[0-9]{1,9}(-[0-9]{1,4})?$", description="The id of a mention; or give article, start and end.")] = None,
        article: Annotated[str | None, Field(pattern=r"^[0-9a-f]{64}$", description="The address of an article.")] = None,
        start: Annotated[int | None, Field(ge=0, le=10**9)] = None,
        end: Annotated[int | None, Field(ge=0, le=10**9)] = None,
        around: Annotated[int, Field(ge=0, le=MOST_AROUND, description="Characters to give before and after.")] = 200,
    ) -> Quotation:  # fmt: skip
        """Return the exact words at a mention, or at characters of an article, with article, outlet and date."""
        with self._reading() as connection:
            if mention is not None:
                found = get_mentions(connection, [mention])
                if not found:
                    raise QuestionError(f"the record has no mention {mention}")
                citation = citation_of(found[0])
            elif article is None or start is None or end is None:
                raise QuestionError("give the id of a mention, or article, start and end")
            elif not 0 < end - start <= MOST_QUOTED:
                raise QuestionError(f"end is after start, by {MOST_QUOTED} characters at most")
            else:
                citation = _cut(connection, article, start, end)
            return _with_surroundings(connection, citation, around)

    def all(self) -> Sequence[Any]:
        """Return the functions that are offered, by their names."""
        return self.search, self.entry, self.dossier, self.series, self.quote

    @contextmanager
    def _reading(self) -> Iterator[sa.Connection]:
        with self._record.transaction() as connection:
            yield connection


def _pair(one: str, other: str) -> tuple[str, str]:
    codes = actor_codes((one, other))
    if len(codes) < 2:
        raise QuestionError(f"{one} and {other} are the same actor; name two")
    return codes[0], codes[1]


def _number(connection: sa.Connection, row: SeriesRow) -> Number:
    shown = entries_by_id(connection, row.entries[:OF_NUMBER])
    citations = [citation for fact in make_facts(connection, shown, 1) for citation in fact.citations]
    return Number(
        period=row.period,
        quad=row.quad,
        count=row.count,
        low=row.count_low,
        high=row.count_high,
        mean_score=row.mean,
        entries=row.entries[:MOST_ENTRIES],
        citations=tuple(citations),
    )


def _cut(connection: sa.Connection, address: str, start: int, end: int) -> Citation:
    """Return characters of an article as a citation."""
    own = [articles.c[name] for name in ("outlet", "published", "title", "url")]
    family = sa.func.coalesce(families.c.family, articles.c.address).label("family")
    joined = articles.outerjoin(families, families.c.address == articles.c.address)
    query = sa.select(*own, family).select_from(joined).where(articles.c.address == address)
    row = connection.execute(query).one_or_none()
    if row is None:
        raise QuestionError(f"the record has no article {address}")
    words = _text(connection, address, start, end)
    if len(words) < end - start:
        raise QuestionError("the article ends before these characters do")
    return Citation(
        entry=None,
        mention=None,
        article=address,
        start=start,
        end=end,
        quotation=words,
        outlet=short(row.outlet),
        published=row.published,
        title=short(row.title),
        url=short(row.url),
        family=row.family,
    )


def _with_surroundings(connection: sa.Connection, citation: Citation, around: int) -> Quotation:
    start, end = citation.start, citation.end
    before = _text(connection, citation.article, max(0, start - around), start)
    return Quotation(citation, before, _text(connection, citation.article, end, end + around))


def _text(connection: sa.Connection, address: str, start: int, end: int) -> str:
    """Return characters of an article; of its text, no more is fetched."""
    words = sa.func.substr(articles.c.text, start + 1, end - start)
    return str(connection.execute(sa.select(words).where(articles.c.address == address)).scalar_one())
