"""Questions to a record: which entries and mentions, as typed rows, one after the other or as Arrow.

The Python API, the JSON API and the assistants' server ask here, so that the same question has the same answer at each.
"""

from bilateral.ask.articles import ArticleRow, article_row
from bilateral.ask.entries import Order, find_entries
from bilateral.ask.mentions import find_mentions, get_mentions
from bilateral.ask.question import Question, actor_codes, checked_date, make_question
from bilateral.ask.rows import BalanceRow, EntryRow, MentionRow, SeriesRow, entry_row
from bilateral.ask.table import Measured, Table

__all__ = [
    "ArticleRow",
    "BalanceRow",
    "EntryRow",
    "Measured",
    "MentionRow",
    "Order",
    "Question",
    "SeriesRow",
    "Table",
    "actor_codes",
    "article_row",
    "checked_date",
    "entry_row",
    "find_entries",
    "find_mentions",
    "get_mentions",
    "make_question",
]
