"""What a model wrote, made into mentions of the article: each word of it grounded there, or listed as not.

Nothing is believed. Quotations are found in the article (`align`); names, measures and units must be made of its
words; the number that a figure gives must be the one that it quotes; codes, types, modes, dates and all else are proved as
for any plugged-in reader. What is told of a thing that is truly quoted may still be wrong.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from bilateral.model import (
    Agreement,
    AgreementStatus,
    Article,
    Event,
    EventType,
    Figure,
    Mention,
    Problem,
    SpeechKind,
    Statement,
    Status,
)
from bilateral.read.figures.measure import class_of
from bilateral.read.llm.align import Passage
from bilateral.read.llm.item import Item, RefusedError, Words
from bilateral.read.plugin.proof import fault_in
from bilateral.read.plugin.words import kept_words

MOST_ITEMS: Final = 500
_LONGEST_SHOWN = 300


def grounded(
    passage: Passage, words: Words, answer: Mapping[str, Any], confidence: float
) -> Iterator[Mention | Problem]:
    """Yield each item of a model's answer about a passage: as a mention, or as the problem that keeps it from being one.

    ``words`` are those of the whole article.
    """
    for name, make in _MAKERS.items():
        items = answer.get(name) or []
        if not isinstance(items, list):
            yield Problem("", "invalid", f'The model\'s "{name}" are no list.')
            continue
        for item in items[:MOST_ITEMS]:
            try:
                yield _proved(make(Item(passage, words, item, confidence)), passage.article)
            except RefusedError as refused:
                yield Problem("", refused.reason, f"{name}: {refused}: {_shown(item)}")
        if len(items) > MOST_ITEMS:
            detail = f'The model gave {len(items)} "{name}"; those after {MOST_ITEMS} were left out.'
            yield Problem("", "too-many", detail)


def _proved(mention: Mention, article: Article) -> Mention:
    fault = fault_in(mention, article)
    if fault:
        raise RefusedError("invalid", fault)
    return mention


def _shown(item: Any) -> str:
    """Return an item as it may be listed: cut, and without what a terminal would obey."""
    try:
        words = json.dumps(item, ensure_ascii=False)
    except (ValueError, RecursionError):
        words = type(item).__name__
    return kept_words(words, _LONGEST_SHOWN)


def _event(item: Item) -> Event:
    also = tuple(span for span in item.quotations("also") if span != item.evidence)
    return Event(
        **item.base,
        type=item.choice("type", EventType),
        mode=item.word("mode"),
        actors=item.codes("actors"),
        recipients=item.codes("recipients"),
        when=item.word("when"),
        status=item.choice("status", Status),
        said_by=item.phrase_or_none("said_by"),
        also=also,
    )


def _statement(item: Item) -> Statement:
    return Statement(
        **item.base,
        content=item.speech("content"),
        kind=item.choice("kind", SpeechKind),
        speaker=item.phrase_or_none("speaker"),
        speaker_code=item.word("speaker_code"),
        cue=item.within_or_none("cue"),
    )


def _figure(item: Item) -> Figure:
    number, measure, unit = item.within("number"), item.phrase("measure"), item.unit()
    return Figure(
        **item.base,
        number=number,
        measure=measure,
        measure_class=class_of(measure, unit, ""),
        value=item.value(number),
        unit=unit,
        approx=item.flag("approx"),
        bound=item.word("bound"),
        change=item.word("change"),
        period=item.word("period"),
        about=item.codes("about"),
        said_by=item.phrase_or_none("said_by"),
    )


def _agreement(item: Item) -> Agreement:
    return Agreement(
        **item.base,
        what=item.phrase("what"),
        parties=item.codes("parties"),
        domain=item.word("domain") or "other",
        status=item.choice("status", AgreementStatus),
        when=item.word("when"),
    )


_MAKERS: Final[Mapping[str, Callable[[Item], Mention]]] = {
    "events": _event,
    "statements": _statement,
    "figures": _figure,
    "agreements": _agreement,
}
