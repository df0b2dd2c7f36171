"""A record, opened: everything that can be asked of it and done with it, from Python."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Self

import sqlalchemy as sa

from bilateral import judging
from bilateral.adding import AddOptions, AddSummary, Progress
from bilateral.adding import add as add_sources
from bilateral.ask import (
    BalanceRow,
    EntryRow,
    Measured,
    MentionRow,
    Question,
    SeriesRow,
    Table,
    entry_row,
    find_entries,
    find_mentions,
    make_question,
)
from bilateral.ask.measures import Counting, balance_of, series_of
from bilateral.ask.question import Words
from bilateral.collect import Source
from bilateral.exceptions import ExportError, RecordError, RecordWriteError
from bilateral.export import Exported, Scope
from bilateral.export import export as write_export
from bilateral.judging import Judged
from bilateral.measure import Balance, Series
from bilateral.model import Judgement, Kind, Problem
from bilateral.read.actors import resolve_actor
from bilateral.reconcile.rules import Rule
from bilateral.record.check import Violation
from bilateral.record.check import check as check_record
from bilateral.record.judgements import get_judgements
from bilateral.record.judgements import vanished as vanished_judgements
from bilateral.record.runs import get_problems
from bilateral.record.search import Hit
from bilateral.record.search import search as search_record
from bilateral.record.store import Record
from bilateral.show import Dossier, History, make_dossier, make_history
from bilateral.show.brief import Brief, make_brief


class OpenRecord:
    """A record that stands open; use it as a context, or close it.

    Each answer shows one state of the record, whoever writes to it meanwhile. Actors are given by name or code, days as
    ISO dates, months or years (both ends included); ``as_of`` asks what the articles published by that day say;
    ``rule`` (``conservative``, ``most-frequent``, ``latest``, ``all``) picks the value of a field on which families
    differ. Whatever is asked wrongly raises an error of `bilateral.exceptions`:

    - ActorError: a name stands for no known actor.
    - DateError: a date is none.
    - QuestionError, which is a ValueError: there is no such kind, type, status or rule.
    - RecordError: the record cannot be read.

    Args:
        record: the path of a file, or the URL of a PostgreSQL database.
        write: whether `add`, `judge` and `undo` may change it; it is made where it is missing.

    Raises:
        RecordError: there is no record, or it cannot be opened.

    """

    def __init__(self, record: str | Path, *, write: bool = False) -> None:
        self._at = record
        self._writes = write
        if write:
            Record(record, write=True).close()
        self._record: Record | None = Record(record)
        self._name = str(self._record.place)

    def entries(
        self,
        *,
        kind: Words = None,
        actors: Words = None,
        type: Words = None,  # noqa: A002 -- the record's word
        status: Words = None,
        since: str | None = None,
        until: str | None = None,
        as_of: str | None = None,
        families: int = 1,
        rule: str = Rule.MOST_FREQUENT,
    ) -> Table[EntryRow]:
        """Return the entries asked for, in order of time.

        Each of ``kind``, ``actors``, ``type`` and ``status`` is one word, several, or null for all. All of the actors take
        part; of statements between two or more, one of them speaks. ``families`` is the fewest independent sources. As
        of an earlier day without actors, entries come block by block (kind, pair, year) instead.
        """
        asked = make_question(kind=kind, actors=actors, type=type, status=status, since=since, until=until, as_of=as_of, families=families, rule=rule)  # fmt: skip
        return Table(EntryRow, lambda: self._entries(asked))

    def mentions(
        self,
        *,
        kind: Words = None,
        actors: Words = None,
        type: Words = None,  # noqa: A002 -- the record's word
        status: Words = None,
        since: str | None = None,
        until: str | None = None,
        as_of: str | None = None,
        families: int = 1,
        entry: str | None = None,
        article: str | None = None,
    ) -> Table[MentionRow]:
        """Return what single articles say, by id: the mentions of the entries asked for, as `entries` takes them.

        ``entry`` and ``article`` narrow them to one entry, or to the text at one address. Asked for without any of the
        others, mentions that a person rejected come too; their ``entry`` is null.
        """
        asked = make_question(kind=kind, actors=actors, type=type, status=status, since=since, until=until, as_of=as_of, families=families)  # fmt: skip
        return Table(MentionRow, lambda: self._mentions(asked, entry, article))

    def dossier(
        self,
        one: str,
        other: str,
        *,
        since: str | None = None,
        until: str | None = None,
        as_of: str | None = None,
        rule: str = Rule.MOST_FREQUENT,
    ) -> Dossier:
        """Gather what the record holds on two actors, every line with the words that say so."""
        asked = make_question(since=since, until=until, as_of=as_of, rule=rule)
        codes = resolve_actor(one), resolve_actor(other)
        with self._transaction() as connection:
            return make_dossier(connection, *codes, asked.period, asked.known, rule=asked.rule)

    def brief(
        self,
        one: str,
        other: str,
        *,
        since: str | None = None,
        until: str | None = None,
        as_of: str | None = None,
    ) -> Brief:
        """Compose a brief of two pages on two actors."""
        asked = make_question(since=since, until=until, as_of=as_of)
        codes = resolve_actor(one), resolve_actor(other)
        with self._transaction() as connection:
            return make_brief(connection, *codes, asked.period, asked.known)

    def series(
        self,
        one: str,
        other: str,
        *,
        by: str = "month",
        weight: str = "entries",
        rule: str = Rule.MOST_FREQUENT,
        statuses: Iterable[str] = ("actual",),
        since: str | None = None,
        until: str | None = None,
        as_of: str | None = None,
    ) -> Measured[SeriesRow, Series]:
        """Count the events between two actors over time, by quad class; see `bilateral.measure.series`.

        The rows are one for each stretch and quad class, and one (``all``) for the classes together; ``whole`` also
        says what was left out and why.
        """
        counting = Counting(
            by=by, weight=weight, rule=rule, statuses=statuses, since=since, until=until, as_of=as_of
        )
        with self._transaction() as connection:
            return series_of(connection, one, other, counting)

    def balance(
        self,
        state: str,
        *,
        by: str = "year",
        weight: str = "entries",
        rule: str = Rule.MOST_FREQUENT,
        statuses: Iterable[str] = ("actual",),
        since: str | None = None,
        until: str | None = None,
        as_of: str | None = None,
    ) -> Measured[BalanceRow, Balance]:
        """Share out the cooperation of an actor among its partners; see `bilateral.measure.balance`.

        The rows are one for each stretch, what is shared (cooperation, or a domain of agreements) and partner.
        """
        counting = Counting(
            by=by, weight=weight, rule=rule, statuses=statuses, since=since, until=until, as_of=as_of
        )
        with self._transaction() as connection:
            return balance_of(connection, state, counting)

    def search(self, words: str, *, limit: int = 20) -> list[Hit]:
        """Return the entries and articles in which all the words stand; at most ``limit`` of each."""
        with self._transaction() as connection:
            return search_record(connection, words, limit)

    def history(self, entry: str) -> History:
        """Return how an entry, given by its id or a mention's, grew: what was known on each day, and who judged it."""
        with self._transaction() as connection:
            return make_history(connection, entry)

    def judgements(self) -> list[Judgement]:
        """Return every judgement, undone ones too, in the order in which they were made."""
        with self._transaction() as connection:
            return get_judgements(connection)

    def vanished(self) -> list[Judgement]:
        """Return the judgements in force for which no mention stands at their place any more."""
        with self._transaction() as connection:
            return list(vanished_judgements(connection))

    def problems(self) -> list[Problem]:
        """Return the problem list: each input that could not be used, with its reason."""
        with self._transaction() as connection:
            return get_problems(connection)

    def check(self) -> list[Violation]:
        """Return every violation of what the record claims; an empty list proves it."""
        with self._transaction() as connection:
            return list(check_record(connection))

    def export(
        self,
        form: str,
        path: str | Path,
        *,
        actors: tuple[str, str] | None = None,
        kinds: Iterable[str] = tuple(Kind),
        since: str | None = None,
        until: str | None = None,
        as_of: str | None = None,
        rule: str = Rule.MOST_FREQUENT,
        text: bool | None = None,
        force: bool = False,
    ) -> Exported:
        """Write the record, or the part of it that is asked for, in another form (see docs/exports.md) to ``path``.

        ``actors`` are two, between whom the entries pass. ``text`` says whether the texts of articles go along (null:
        as the form has it); ``force`` replaces what stands there. ``rule`` may not be ``all``.

        Raises:
            ExportError: there is no such form, or it cannot be written there.

        """
        asked = make_question(kind=kinds, actors=actors, since=since, until=until, as_of=as_of, rule=rule)
        pair = (resolve_actor(actors[0]), resolve_actor(actors[1])) if actors else None
        scope = Scope(pair, asked.period, asked.known, asked.kinds, asked.rule)
        if Path(path).exists() and Path(self._at).exists() and Path(path).samefile(self._at):
            raise ExportError(f"{path} is the record itself; choose another place")
        with self._transaction() as connection:
            return write_export(connection, form, Path(path), scope, text=text, force=force)

    def add(
        self,
        sources: Iterable[Source],
        options: AddOptions | None = None,
        *,
        stdin: BinaryIO | None = None,
        progress: Progress = lambda _stage, _done, _all: None,
    ) -> AddSummary:
        """Add sources (files, folders, addresses); what is there already is not added again."""
        return add_sources(sources, self._to_write(), options, stdin=stdin, progress=progress)

    def judge(
        self,
        target: str,
        verdict: str,
        reviewer: str,
        *,
        corrections: Mapping[str, str] | None = None,
        other: str | None = None,
        note: str = "",
    ) -> Judged:
        """Judge an entry (all its mentions) or one mention, by id; see `bilateral.judging.judge`.

        Raises:
            JudgementError: there is no such entry or mention, or the verdict cannot be carried out as asked.

        """
        return judging.judge(
            self._to_write(), target, verdict, reviewer, corrections=corrections, other=other, note=note
        )

    def undo(self, judgement: int, reviewer: str, *, note: str = "") -> Judged:
        """Take a judgement back.

        Raises:
            JudgementError: there is no such judgement.

        """
        return judging.undo(self._to_write(), judgement, reviewer, note=note)

    def close(self) -> None:
        """Let the record go; nothing more can be asked of it."""
        if self._record is not None:
            self._record.close()
        self._record = None

    def __enter__(self) -> Self:
        """Use the record as a context; it is closed at the end."""
        return self

    def __exit__(self, *_: object) -> None:
        """Let the record go."""
        self.close()

    def __repr__(self) -> str:
        """Return where the record stands, a URL without its password."""
        return f"<OpenRecord {self._name}>"

    @contextmanager
    def _transaction(self) -> Iterator[sa.Connection]:
        if self._record is None:
            raise RecordError(f"{self._name} is closed; ask it before it is, or open it again")
        with self._record.transaction() as connection:
            yield connection

    def _entries(self, asked: Question) -> Iterator[EntryRow]:
        with self._transaction() as connection:
            for _, entry in find_entries(connection, asked):
                yield entry_row(entry)

    def _mentions(self, asked: Question, entry: str | None, article: str | None) -> Iterator[MentionRow]:
        with self._transaction() as connection:
            yield from find_mentions(connection, asked, entry=entry, article=article)

    def _to_write(self) -> str | Path:
        if self._record is None:
            raise RecordError(f"{self._name} is closed; open it again")
        if not self._writes:
            raise RecordWriteError(f"{self._name} is open to be read; open it with write=True")
        return self._at
