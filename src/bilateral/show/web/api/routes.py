"""The table of routes: what can be asked where, and what answers. The API and its description are made from it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from bilateral.ask import ArticleRow, Order
from bilateral.ask.question import STATUSES
from bilateral.measure import Balance, Bin, Series, Weight
from bilateral.model import EventType, Kind, Status
from bilateral.reconcile.rules import Rule
from bilateral.show.web.api import answers
from bilateral.show.web.api.paging import MOST_ITEMS, PAGING
from bilateral.show.web.api.parameters import Asked, Parameter
from bilateral.show.web.site import Reader


@dataclass(frozen=True, slots=True)
class Route:
    """One address: its parameters, the function that answers and the type of its answer.

    ``missing`` says what there is not where the function answers null. ``long`` answers are made one at a time, as is
    every answer as of an earlier day.
    """

    path: str
    name: str
    about: str
    parameters: Sequence[Parameter]
    answer: Callable[[Reader, Asked, str], Any]
    returns: type[Any]
    missing: str = "There is no such thing in the record."
    long: bool = False


def _words(choices: Sequence[object]) -> dict[str, Any]:
    return {"type": "string", "enum": [str(choice) for choice in choices]}


_NAME: Final = {"type": "string", "minLength": 1, "maxLength": 100, "pattern": r"^[^\u0000/]+$"}
# A day that no month has (31 June) passes the pattern and is refused as no date.
_DAY: Final = {"type": "string", "maxLength": 10, "pattern": r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"}  # fmt: skip
_ID: Final = {"type": "string", "maxLength": 60, "pattern": r"^[0-9a-f]{16}(-[a-z][0-9]{1,9}-[0-9]{1,9}(-[0-9]{1,4})?)?$"}  # fmt: skip
_ADDRESS: Final = {"type": "string", "maxLength": 64, "pattern": r"^[0-9a-f]{64}$"}

_KIND = Parameter("kind", "Kinds of entry.", _words(tuple(Kind)), many=True)
_ACTOR = Parameter("actor", "Actors who all take part, by name or code; a state stands for its non-state actors.", _NAME, many=True)  # fmt: skip
_TYPE = Parameter("type", "PLOVER types of event.", _words(tuple(EventType)), many=True)
_STATUS = Parameter("status", "How it is put, or how an agreement stands.", _words(STATUSES), many=True)
_SINCE = Parameter("since", "First day, month or year.", _DAY)
_UNTIL = Parameter("until", "Last day, month or year.", _DAY)
_AS_OF = Parameter("as_of", "What the articles published by this day say.", _DAY)
_FAMILIES = Parameter("families", "Fewest independent sources.", {"type": "integer", "minimum": 1, "maximum": 100_000}, otherwise=1)  # fmt: skip
_RULE = Parameter(
    "rule", "What picks a value where sources differ.", _words(tuple(Rule)), otherwise="most-frequent"
)
_ORDER = Parameter(
    "order",
    "By id, each entry comes once whoever writes meanwhile; by time, one whose day changes meanwhile may come twice or not.",
    _words((Order.ID, Order.OLDEST, Order.LATEST)),
    otherwise="id",
)
_ONE = Parameter("one", "An actor, by name or code.", _NAME, required=True)
_OTHER = Parameter("other", "Another actor, by name or code.", _NAME, required=True)
_FILTERS = (_KIND, _ACTOR, _TYPE, _STATUS, _SINCE, _UNTIL, _AS_OF, _FAMILIES)


def _in_path(name: str, about: str, schema: dict[str, Any]) -> Parameter:
    return Parameter(name, about, schema, in_path=True, required=True)


def _counting(by: Bin) -> tuple[Parameter, ...]:
    return (
        Parameter("by", "Stretch of time.", _words(tuple(Bin)), otherwise=str(by)),
        Parameter("weight", "What an event counts for: one, or its independent sources.", _words(tuple(Weight)), otherwise="entries"),
        Parameter("rule", "What picks a value where sources differ.", _words([rule for rule in Rule if rule is not Rule.ALL]), otherwise="most-frequent"),
        Parameter("status", "Which events count; `actual` where nothing is given.", _words(tuple(Status)), many=True),
        _SINCE,
        _UNTIL,
        _AS_OF,
    )  # fmt: skip


ROUTES: Final[Sequence[Route]] = (
    Route("/entries", "listEntries", "Entries, page by page.", (*_FILTERS, _RULE, _ORDER, *PAGING), answers.list_entries, answers.EntryPage),
    Route("/entries/{id}", "getEntry", "One entry with the words behind it.", (_in_path("id", "The id of an entry or of one of its mentions.", _ID),), answers.one_entry, answers.Cited, "The record has no such entry; it may have been joined, split or rejected."),
    Route("/mentions", "listMentions", "What single articles say, page by page, by id.", (*_FILTERS, Parameter("entry", "The id of an entry.", _ID), Parameter("article", "The address of an article.", _ADDRESS), *PAGING), answers.list_mentions, answers.MentionPage),
    Route("/articles/{address}", "getArticle", "One article.", (_in_path("address", "The SHA-256 of its text.", _ADDRESS), Parameter("text", "Whether its text comes along.", {"type": "boolean"}, otherwise=False)), answers.one_article, ArticleRow, "The record has no article at this address."),
    Route("/dyads/{one}/{other}", "getDyad", "What is between two actors, page by page, with the words behind it.", (_in_path("one", "An actor, by name or code.", _NAME), _in_path("other", "Another actor, by name or code.", _NAME), _KIND, _TYPE, _STATUS, _SINCE, _UNTIL, _AS_OF, _FAMILIES, _RULE, _ORDER, *PAGING), answers.dyad, answers.Dyad),
    Route("/series", "getSeries", "Events between two actors over time, by quad class, with intervals.", (_ONE, _OTHER, *_counting(Bin.MONTH)), answers.series, Series, long=True),
    Route("/balance", "getBalance", "The balance of an actor among its partners.", (Parameter("state", "An actor, by name or code.", _NAME, required=True), *_counting(Bin.YEAR)), answers.balance, Balance, long=True),
    Route("/search", "search", "The best entries and articles in which all the words stand.", (Parameter("q", 'Words; "a phrase", OR, -without, begin*.', {"type": "string", "minLength": 1, "maxLength": 300, "pattern": r"^[^\u0000]+$"}, required=True), Parameter("limit", "How many of each at most.", {"type": "integer", "minimum": 1, "maximum": MOST_ITEMS}, otherwise=20)), answers.find, answers.Findings),
)  # fmt: skip
"""Every route but that of the description itself."""
