"""Which of the dates around a clause says when its event took place."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from spacy.tokens import Span as DocSpan
from spacy.tokens import Token

from bilateral.model import Span, TimeExpression
from bilateral.read.dates.timex import bounds, unit_of, value_of
from bilateral.read.findings import Findings

_VERBS = ("VERB", "AUX")
_RANGE = re.compile(r"\s?[-–—]\s?|\s(?:to|until|till|through)\s(?:the\s)?")
_BETWEEN = re.compile(r"\s?,?\s(?:and|or)\s(?:on\s)?")
_FRAMING = re.compile(r",?\s(?:of\s|in\s)?")
_SINCE = re.compile(r"\b(?:since|from the (?:start|beginning) of)\s+(?:the\s)?$", re.IGNORECASE)
# A date that stands directly before a noun dates the noun ("the 2010 raid"), not the clause.
_NOUN_MODIFIERS = frozenset({"nummod", "compound", "amod", "poss", "nmod"})
# Clauses that share the time of the clause they hang on, where they have none of their own.
_SHARING = frozenset({"conj", "xcomp", "advcl", "dep"})
# What opens a clause that tells of another time than the one that it hangs on: "the first since Moscow sent troops in May".
_APART = frozenset({"after", "although", "before", "since", "though"})

_Dated = list[tuple[TimeExpression, Token]]


def date_for(findings: Findings, start: int, end: int) -> TimeExpression | None:
    """Return the date that says when the event of a clause took place, or None where the text gives none.

    ``start`` and ``end`` are token positions of the clause or of its predicate. The date must hang on the
    clause's own verb, or on one whose time it shares ("met in May and agreed …"); a date of the verb that
    reports the clause ("said on Monday that …"), or of a noun ("the 2010 raid"), is another's. Two dates that
    bound a stretch ("from 2009 to 2011") come back as one expression with the interval.
    """
    sentence = findings.sentences[findings.sentence_index(start)]
    dated = list(_dates_with_tokens(findings, sentence))
    if not dated:
        return None
    clause = findings.doc[start:end]
    verb = _verb_of(clause.root)
    return _shared_date(verb, dated) or _date_inside(clause, verb, dated)


def only_date(findings: Findings, sentence: DocSpan, verb: Token) -> TimeExpression | None:
    """Return the one date of a sentence, or None where it has several or a clause of another time than the verb's has it."""
    dated = list(_dates_with_tokens(findings, sentence))
    if len(dated) != 1 or _stands_apart(dated[0][1], verb):
        return None
    return dated[0][0]


def dates_within(findings: Findings, first: int, last: int) -> list[TimeExpression]:
    """Return the dates between two characters that name a stretch of the calendar, ranges as one."""
    inside = [each for each in findings.dates if first <= each.span.start and each.span.end <= last]
    joined: list[TimeExpression] = []
    for each in inside:
        if each.when is None or (joined and _is_frame(findings, joined[-1], each)):
            continue
        merged = _as_range(findings, joined[-1], each) if joined else None
        if merged is not None:
            joined[-1] = merged
        else:
            joined.append(_since(findings, each))
    return joined


def _dates_with_tokens(findings: Findings, sentence: DocSpan) -> Iterator[tuple[TimeExpression, Token]]:
    for each in dates_within(findings, sentence.start_char, sentence.end_char):
        tokens = findings.doc.char_span(each.span.start, each.span.end, alignment_mode="expand")
        if tokens is not None:
            yield each, tokens.root


def _verb_of(token: Token) -> Token | None:
    """Return the token itself where it is a verb, else the nearest verb above it."""
    return next((word for word in (token, *token.ancestors) if word.pos_ in _VERBS), None)


def _verb_above(verb: Token) -> Token | None:
    return next((word for word in verb.ancestors if word.pos_ in _VERBS), None)


def _own_date(verb: Token, dated: _Dated) -> TimeExpression | None:
    """Return the date that hangs on the verb, the one nearest to it in the tree first."""
    hanging = [
        (_depth(token, verb), abs(token.i - verb.i), each)
        for each, token in dated
        if token.dep_ not in _NOUN_MODIFIERS and _verb_of(token.head) == verb
    ]
    return min(hanging, key=lambda item: item[:2])[2] if hanging else None


def _shared_date(verb: Token | None, dated: _Dated) -> TimeExpression | None:
    """Return the verb's own date, or that of the verb whose time it shares."""
    while verb is not None:
        found = _own_date(verb, dated)
        if found is not None or verb.dep_ not in _SHARING:
            return found
        verb = _verb_above(verb)
    return None


def _date_inside(clause: DocSpan, verb: Token | None, dated: _Dated) -> TimeExpression | None:
    """Return the date nearest to the verb among those inside the clause or below its verb.

    Measured on annotated events: where the clause's verb has no date of its own, one further down is its time
    in two cases of three, and in one of ten the event has none.
    """
    middle = clause.root.i
    inside = [
        (abs(token.i - middle), each)
        for each, token in dated
        if token.dep_ not in _NOUN_MODIFIERS
        and (clause.start <= token.i < clause.end or (verb is not None and verb.is_ancestor(token)))
        and not (verb is not None and _stands_apart(token, verb))
    ]
    return min(inside, key=lambda item: item[0])[1] if inside else None


def _stands_apart(word: Token, verb: Token) -> bool:
    """Say whether a word stands in a clause that tells of another time than the verb, and not the verb with it."""
    for above in word.ancestors:
        if above == verb or above.is_ancestor(verb):
            return False
        if above.dep_ == "advcl" and any(child.lower_ in _APART for child in above.lefts):
            return True
    return False


def _depth(token: Token, verb: Token) -> int:
    depth = 0
    for word in token.ancestors:
        if word == verb:
            break
        depth += 1
    return depth


def _as_range(findings: Findings, first: TimeExpression, last: TimeExpression) -> TimeExpression | None:
    """Return the two as one where their words make a range: "2009 to 2011", "between May and July"."""
    text = findings.article.text
    between, lead = (
        text[first.span.end : last.span.start],
        text[max(0, first.span.start - 9) : first.span.start],
    )
    whole = _RANGE.fullmatch(between) or (
        _BETWEEN.fullmatch(between) and (_is_between(lead) or _follows(first, last))
    )
    if not whole or first.when is None or last.when is None:
        return None
    a, b = first.when.split("/")[0], last.when.split("/")[-1]
    span = Span.cut(text, first.span.start, last.span.end)
    return replace(first, span=span, value=f"{a}/{b}", when=f"{a}/{b}") if a < b else None


def _is_between(lead: str) -> bool:
    return lead.lower().rstrip().endswith("between")


def _follows(first: TimeExpression, last: TimeExpression) -> bool:
    """Say whether two stretches of one length follow each other: two days, "May and June", two decades."""
    one, two = bounds(first.value), bounds(last.value)
    if one is None or two is None or unit_of(first.value) != unit_of(last.value):
        return False
    return (two[0] - one[1]).days == 1


def _is_frame(findings: Findings, first: TimeExpression, last: TimeExpression) -> bool:
    """Say whether a date only frames the finer one before it: "August last year"."""
    one, two = bounds(first.value), bounds(last.value)
    between = findings.article.text[first.span.end : last.span.start]
    return bool(one and two and two[0] <= one[0] <= one[1] <= two[1]) and bool(_FRAMING.fullmatch(between))


def _since(findings: Findings, each: TimeExpression) -> TimeExpression:
    """Let "since May" reach up to the day of publication."""
    day = findings.article.published
    lead = findings.article.text[max(0, each.span.start - 28) : each.span.start]
    if day is None or each.when is None or not _SINCE.search(lead):
        return each
    return replace(each, when=up_to(each.when, day))


def up_to(when: str, day: date) -> str:
    """Return the stretch from a day, month or year up to the given day, in the coarser of their units.

    Of a month or year that is not over yet, the stretch begins with its first day.
    """
    unit = unit_of(when)
    if unit not in ("D", "M", "Y"):
        return when
    last, first = value_of(day, unit), bounds(when)
    if last == when and first is not None:
        return f"{first[0].isoformat()}/{day.isoformat()}"
    return f"{when}/{last}"
