"""One round of a watch: what it works on, and what it has counted so far."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable

import sqlalchemy as sa

from bilateral.collect import Collected
from bilateral.collect.collecting import checked
from bilateral.collect.items import Document
from bilateral.collect.web import Visitor
from bilateral.exceptions import FetchError
from bilateral.model import Problem
from bilateral.record.articles import add_article
from bilateral.record.runs import add_problems
from bilateral.record.store import Record
from bilateral.watching.options import WatchOptions
from bilateral.watching.waits import due_again, horizon


class Round:
    """An open record, a visitor and a clock; ``counts`` and ``problems`` tell what was done.

    What is due is counted from when the round began, not from each answer: rounds that begin ``every`` apart find due
    what the last one visited. So ``begun`` is from before the record was opened, which may take another time each round.
    """

    def __init__(
        self,
        record: Record,
        run: int,
        options: WatchOptions,
        *,
        visitor: Visitor,
        begun: dt.datetime,
        now: Callable[[], dt.datetime],
    ) -> None:
        self.record, self.options, self.visitor = record, options, visitor
        self.begun = begun
        self.horizon = horizon(options.every)
        self.counts: Counter[str] = Counter()
        self.problems: list[Problem] = []
        self._run, self._now = run, now

    def due_again(self, error: FetchError, failures: int) -> dt.datetime:
        """Return until when a place that failed, after failures before, is left alone."""
        return due_again(error, failures, begun=self.begun, now=self._now(), every=self.options.every)

    def keep(self, connection: sa.Connection, found: Iterable[Document | Problem]) -> None:
        """Keep documents as articles, and problems; what a document may not be becomes a problem."""
        for item in found:
            if isinstance(item, Problem):
                self._keep_problem(connection, item)
                continue
            for result in checked(item, self.options.add.limits, self.options.add.today):
                if isinstance(result, Collected):
                    self.counts[add_article(connection, result.article)] += 1
                else:
                    self._keep_problem(connection, result)

    def _keep_problem(self, connection: sa.Connection, found: Problem) -> None:
        add_problems(connection, self._run, [found])
        self.problems.append(found)
        self.counts["problem"] += 1
