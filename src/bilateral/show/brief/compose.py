"""What a brief tells: of each kind of entry the weightiest, in order of time."""

import dataclasses
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from bilateral.measure import Series, load_scores, series
from bilateral.measure.acts import pairs_between
from bilateral.model import AgreementStatus, Status
from bilateral.read.actors import home_state
from bilateral.record.views import Period
from bilateral.show.brief.notes import Note, Notes
from bilateral.show.brief.sentences import Sentence, balance_sentence, tell
from bilateral.show.dossier import Dossier, Line, make_dossier
from bilateral.show.words import head_words

# How many entries of each kind fit on two pages with their notes.
EVENTS, AHEAD, AGREEMENTS, FIGURES, STATEMENTS = 5, 2, 3, 3, 2
ALIKE = 2
# Agreements that are no longer, or not yet, what their name says come after those that stand.
_STANDING = (AgreementStatus.IN_FORCE, AgreementStatus.SIGNED, AgreementStatus.AGREED)


NOTHING = "The record holds nothing on these two in this period."


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the brief: its heading, and its paragraphs as the sentences of each."""

    title: str
    paragraphs: tuple[tuple[Sentence, ...], ...]


@dataclass(frozen=True, slots=True)
class Brief:
    """Two pages on two actors: a head line, sections of sentences, the notes they refer to, and how it was made."""

    codes: tuple[str, str]
    names: tuple[str, str]
    head: str
    sections: tuple[Section, ...]
    notes: tuple[Note, ...]
    method: str

    @property
    def title(self) -> str:
        """The names of the two."""
        return " and ".join(self.names)

    def plain(self) -> dict[str, Any]:
        """Return the brief as plain values."""
        return dataclasses.asdict(self)


def make_brief(
    connection: sa.Connection, one: str, other: str, period: Period, known: str | None = None
) -> Brief:
    """Compose the brief on two actors, given by code, from a record as it is or was known on a day."""
    counted = series(connection, one, other, by="year", since=period.since, until=period.until, known=known)
    return compose(make_dossier(connection, one, other, period, known), counted)


def compose(dossier: Dossier, counted: Series) -> Brief:
    """Compose a brief from a dossier and the series of the same two."""
    notes = Notes()
    sections = [_overview(dossier, counted, notes)]
    for title, lines in _chosen(dossier):
        told = tuple(tuple(tell(line, notes)) for line in sorted(lines, key=_in_time))
        sections.append(Section(title, told))
    return Brief(
        codes=dossier.codes,
        names=dossier.names,
        head=head_words(dossier),
        sections=tuple(section for section in sections if section.paragraphs),
        notes=notes.all(),
        method=(
            "Read from news articles by machine; check a sentence against the quotation in its note before you rely on"
            " it. A source is a family of articles that carry one text; copies are not counted again. Where sources"
            f" differ, the sentence follows most of them (rule: {dossier.rule}) and the next says how they differ."
            " Quoted text belongs to its publishers."
        ),
    )


def _overview(dossier: Dossier, counted: Series, notes: Notes) -> Section:
    period = "".join(
        f" --{name} {value}"
        for name, value in (
            ("since", dossier.period.since),
            ("until", dossier.period.until),
            ("as-of", dossier.known),
        )
        if value
    )
    command = f"bilateral series {' '.join(dossier.codes)} --by year{period}"
    told = tuple(balance_sentence(counted, command, notes))
    return Section("Overview", (told,) if told else ())


def _chosen(dossier: Dossier) -> Iterator[tuple[str, Sequence[Line]]]:
    """Yield the sections with the lines that are told there."""
    between = [line for line in dossier.events if _passes_between(line, dossier.codes)]
    done = [line for line in between if line.status == Status.ACTUAL]
    open_ = [line for line in between if line.status != Status.ACTUAL]
    yield "What happened", _weightiest(_varied(done), EVENTS, _weight)
    yield "Planned, denied or only possible", _weightiest(_varied(open_), AHEAD, _weight)
    yield "Agreements", _weightiest(dossier.agreements, AGREEMENTS, lambda line: (line.status in _STANDING,))
    yield "Figures", _weightiest(dossier.figures, FIGURES, lambda line: (bool(line.fields["measure_class"]),))
    yield "Statements", _weightiest(dossier.statements, STATEMENTS, lambda line: (bool(line.fields["role"]),))


def _varied(lines: Sequence[Line]) -> Sequence[Line]:
    """Return events, of each type and direction the weightiest only, so that a war leaves room for talks."""
    alike: dict[tuple[str, ...], list[Line]] = defaultdict(list)
    for line in lines:
        alike[line.fields["type"], *line.fields["actors"]].append(line)
    return [line for some in alike.values() for line in _weightiest(some, ALIKE, _weight)]


def _weightiest(
    lines: Sequence[Line], most: int, weight: Callable[[Line], tuple[float, ...]]
) -> Sequence[Line]:
    """Return the lines that people confirmed, then those with the most sources, the most weight, the latest."""
    return sorted(
        lines,
        key=lambda line: (bool(line.reviewers), line.families, *weight(line), line.day or "", line.id),
        reverse=True,
    )[:most]


def _weight(line: Line) -> tuple[int, bool, float]:
    """Return how much an event weighs: in how many articles it stands, whether its day is told, how far its score is."""
    score = load_scores().score(line.fields["type"], line.fields.get("mode"))
    return line.articles, len(line.when or "") == len("2024-06-20"), abs(score)


def _passes_between(line: Line, codes: tuple[str, str]) -> bool:
    actors, recipients = (frozenset(map(home_state, line.fields[name])) for name in ("actors", "recipients"))
    wanted = tuple(sorted(map(home_state, codes)))
    return wanted in set(pairs_between(actors, recipients))


def _in_time(line: Line) -> tuple[str, str]:
    return line.day or "9999", line.id
