"""For which time a figure holds."""

import re

from spacy.tokens import Token

from bilateral.model import TimeExpression
from bilateral.read.dates.attach import up_to
from bilateral.read.figures.candidates import Candidate
from bilateral.read.figures.topic import (
    ANNOUNCING,
    TELLING,
    VERBS,
    carry_on,
    dates_of,
    is_lasting,
    is_past_event,
    taken_up,
    verb_of,
)

_PART_OF = re.compile(
    r"\b(?:of (?:whom|which)|including|with|or|compared (?:to|with))\s+(?:\w+\s+){0,3}$|[–—(]\s*(?:\w+\s+){0,2}$",
    re.IGNORECASE,
)
_YEAR_BEFORE = re.compile(r"\b(?:a|one|the) year (?:earlier|ago|before|previously)\b", re.IGNORECASE)
_BREAK = re.compile(
    r"[;:]|\b(?:who|which|that|when|while|after|before|and then)\b|,\s(?:and|but)\b", re.IGNORECASE
)
# A date this near behind a number is the number's own where the sentence names several.
_NEAR = 48


def periods(figures: list[Candidate]) -> list[str | None]:
    """Return for each figure the date, month, year or interval for which it holds, null where the text gives none.

    A figure's date is the one directly behind it where its sentence holds several figures ("5.8 billion a year
    earlier"), else that of its verb. Figures of one list share theirs, and what happened in the simple past
    without a date of its own happened when the event of the sentences before did.
    """
    found: list[str | None] = []
    for i, candidate in enumerate(figures):
        mates = [figure for figure in figures if _same_sentence(figure, candidate)]
        first = mates[0] is candidate
        when = _period(candidate, mates, None if first else found[-1])
        if when is None:
            if first:
                when = taken_up(candidate, figures[:i], found)
            elif _shares(figures[i - 1], candidate):
                when = found[-1]
        found.append(when)
    _share_back(figures, found)
    carry_on(figures, found)
    _share_on(figures, found)
    return found


def _share_on(figures: list[Candidate], found: list[str | None]) -> None:
    """Give the parts of a whole the date that the sentences before gave the whole."""
    for i in range(1, len(figures)):
        before, candidate = figures[i - 1 : i + 1]
        if found[i] is None and _same_sentence(before, candidate) and _shares(before, candidate):
            found[i] = found[i - 1]


def _same_sentence(first: Candidate, second: Candidate) -> bool:
    return first.sentence.start == second.sentence.start


def _period(candidate: Candidate, mates: list[Candidate], last: str | None) -> str | None:
    """Return the date that the figure's sentence gives it; ``mates`` are all figures of the sentence."""
    dates = dates_of(candidate)
    if not dates:
        return None
    if told := _when_clause(candidate, dates):
        return told
    if len(mates) > 1 or len(dates) > 1:
        near = _possessive(candidate, dates) or _behind(candidate, dates, mates)
        if near is not None:
            return _year_before(last) if last and _YEAR_BEFORE.search(near.span.text) else near.when
    others = [mate for mate in mates if mate is not candidate]
    return _of_verb(candidate, [date for date in dates if not _taken(date, others)]) or _only_date(
        candidate, dates
    )


def _only_date(candidate: Candidate, dates: list[TimeExpression]) -> str | None:
    """Return the one date of the sentence where the figure tells what happened: "the May 17 attack which killed 37"."""
    if len(dates) > 1 or not is_past_event(candidate):
        return None
    (date,) = dates
    tokens = candidate.findings.doc.char_span(date.span.start, date.span.end, alignment_mode="expand")
    dated = verb_of(tokens.root) if tokens is not None else None
    told = dated is not None and dated.lemma_.lower() in ANNOUNCING | TELLING
    return None if told or len(date.when or "") == len("2016") else date.when


def _year_before(period: str) -> str:
    """Return the same stretch of the calendar one year before."""
    return re.sub(r"\b(\d{4})(?=-|/|$)", lambda match: f"{int(match[1]) - 1:04}", period)


def _when_clause(candidate: Candidate, dates: list[TimeExpression]) -> str | None:
    """Return the date that a clause with "when" explains, where the figure stands in that clause."""
    text = candidate.findings.article.text
    for date in dates:
        clause = re.match(r",?\s+when\b[^,.;]*", text[date.span.end : candidate.evidence.end])
        if clause and date.span.end < candidate.quantity.span.start < date.span.end + clause.end():
            return (date.when or "").split("/")[0] or None
    return None


def _possessive(candidate: Candidate, dates: list[TimeExpression]) -> TimeExpression | None:
    """Return the date whose own the number is: "September's record $28 billion"."""
    text, start = candidate.findings.article.text, candidate.quantity.span.start
    owned = (date for date in dates if re.fullmatch(r"[’']s?\s+(?:\w+\s+){0,2}", text[date.span.end : start]))
    return next(owned, None)


def _behind(
    candidate: Candidate, dates: list[TimeExpression], mates: list[Candidate]
) -> TimeExpression | None:
    """Return the date that follows the number before the next number and before another clause begins."""
    text = candidate.findings.article.text
    stops = [mate.quantity.span.start for mate in mates if mate.quantity.span.start > candidate.reach]
    limit = min([candidate.reach + _NEAR, candidate.evidence.end, *stops])
    for date in dates:
        if candidate.reach <= date.span.start <= limit and not _BREAK.search(
            text[candidate.reach : date.span.start]
        ):
            return date
    return None


def _taken(date: TimeExpression, others: list[Candidate]) -> bool:
    """Say whether the date stands directly behind another number of the sentence."""
    for other in others:
        if 0 <= date.span.start - other.reach <= _NEAR:
            between = other.findings.article.text[other.reach : date.span.start]
            if not _BREAK.search(between):
                return True
    return False


def _of_verb(candidate: Candidate, dates: list[TimeExpression]) -> str | None:
    """Return the date of the figure's verb, else of a verb above it, the nearest first."""
    verb = verb_of(candidate.head)
    own: list[tuple[int, int, TimeExpression]] = []
    for date in dates:
        tokens = candidate.findings.doc.char_span(date.span.start, date.span.end, alignment_mode="expand")
        if tokens is None:
            continue
        dated = verb_of(tokens.root)
        if dated is not None and _opens_stretch(verb, dated):
            return _until_published(candidate, date)
        steps = _steps(verb, dated)
        if steps is None and tokens.start > candidate.tokens.start and _is_below(verb, dated):
            steps = 1
        if steps is not None:
            own.append((steps, abs(tokens.start - candidate.tokens.start), date))
    return min(own, key=lambda item: item[:2])[2].when if own else None


def _opens_stretch(verb: Token | None, dated: Token) -> bool:
    """Say whether the date's clause says since when the figure's verb holds: "since the war began in 2022"."""
    since = dated.dep_ == "advcl" and any(child.lower_ == "since" for child in dated.children)
    return since and verb is not None and (verb == dated.head or dated.head.is_ancestor(verb))


def _until_published(candidate: Candidate, date: TimeExpression) -> str | None:
    day = candidate.findings.article.published
    return date.when if date.when is None or day is None else up_to(date.when, day)


def _steps(verb: Token | None, dated: Token | None) -> int | None:
    """Return how many verbs lie between the figure's verb and the dated one above it; null where it is no such verb."""
    if dated is None:
        return 0 if verb is None else None
    lemma = dated.lemma_.lower()
    if lemma in ANNOUNCING or (lemma in TELLING and dated != verb):
        return None
    steps = 0
    while verb is not None and verb != dated:
        own_subject = any(child.dep_ in {"nsubj", "nsubjpass"} for child in verb.children)
        if verb.dep_ == "conj" and own_subject:
            return None  # "fell last year and 4 million have fled": a clause of its own time
        if verb.dep_ == "relcl" or is_lasting(verb):
            return None
        verb = next((word for word in verb.ancestors if word.pos_ in VERBS), None)
        steps += 1
    return steps if verb is not None else None


def _is_below(verb: Token | None, dated: Token | None) -> bool:
    """Say whether the dated verb is a participle that belongs to the figure's clause ("oil combined in 2019")."""
    while dated is not None and dated != verb:
        if dated.dep_ not in {"acl", "xcomp"}:
            return False
        dated = next((word for word in dated.ancestors if word.pos_ in VERBS), None)
    return dated is not None


def _shares(before: Candidate, candidate: Candidate) -> bool:
    """Say whether the figure continues the one before it: "… of whom about 20 percent"."""
    between = candidate.findings.article.text[before.reach : candidate.quantity.span.start]
    if re.search(r"[;:]", between):
        return False
    verb = verb_of(candidate.head)
    return bool(_PART_OF.search(between)) or (verb is not None and verb == verb_of(before.head))


def _share_back(figures: list[Candidate], found: list[str | None]) -> None:
    """Give the first figures of a list the date that stands behind the last: "voted 97-2 on Monday"."""
    for i in range(len(figures) - 2, -1, -1):
        first, second = figures[i], figures[i + 1]
        if found[i] is None and found[i + 1] is not None and _same_sentence(first, second):
            between = first.findings.article.text[first.reach : second.quantity.span.start]
            same_clause = verb_of(first.head) == verb_of(second.head) and not re.search(r"[,;:()]", between)
            differ = first.quantity.unit != second.quantity.unit
            if (same_clause and differ) or re.fullmatch(r"\s*(?:[-–]|,|,?\s*and|to)\s*", between):
                found[i] = found[i + 1]
