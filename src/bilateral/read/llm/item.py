"""The fields of one thing that a model wrote, each given as the model's types have it, or refused."""

import math
import re
from enum import StrEnum
from functools import cached_property
from typing import Any, Final, TypeVar

from bilateral.model import Article, Span
from bilateral.read.llm.align import QUOTES, Passage
from bilateral.read.plugin.proof import LARGEST, MOST_PARTS
from bilateral.read.quantities.lexicon import currencies
from bilateral.read.quantities.nouns import singular
from bilateral.read.quantities.numerals import numerals

E = TypeVar("E", bound=StrEnum)

# Shorter words than a clause prove nothing: they stand in any article.
SHORTEST_EVIDENCE: Final = 12
_LONGEST_NUMBER = 100
_WORD = re.compile(r"[^\W_]+")


class RefusedError(Exception):
    """An item cannot be a mention; ``reason`` is ``ungrounded`` or ``invalid``, the text says why."""

    def __init__(self, reason: str, why: str) -> None:
        super().__init__(why)
        self.reason = reason


class Words:
    """The words of an article, title included, and their singulars."""

    def __init__(self, article: Article) -> None:
        words = set(_WORD.findall(f"{article.title} {article.text}"))
        self._known = frozenset(form.casefold() for word in words for form in (word, singular(word)))

    def holds(self, phrase: str) -> bool:
        """Say whether a phrase is made of the article's words alone."""
        words = [word.casefold() for word in _WORD.findall(phrase)]
        return bool(words) and self._known.issuperset(words)


class Item:
    """One item of an answer; each function gives a field as the model's type has it, or refuses the item."""

    def __init__(self, passage: Passage, words: Words, plain: Any, confidence: float) -> None:
        if not isinstance(plain, dict):
            raise RefusedError("invalid", "it is no object")
        self._passage, self._words, self._plain = passage, words, plain
        self.article, self.confidence = passage.article, confidence

    @cached_property
    def evidence(self) -> Span:
        """The evidence; all the item's other short quotations stand in it."""
        span = self._found("evidence", self._text("evidence"))
        if len(span.text) < SHORTEST_EVIDENCE:
            raise RefusedError("ungrounded", "its evidence is too short to prove anything")
        return span

    @property
    def base(self) -> dict[str, Any]:
        """The fields that every mention has."""
        return {"article": self.article, "evidence": self.evidence, "confidence": self.confidence}

    def within(self, name: str) -> Span:
        """Return a quotation that must stand in the evidence."""
        return self._found(name, self._text(name), self.evidence)

    def within_or_none(self, name: str) -> Span | None:
        """Return a quotation that must stand in the evidence, where one is given."""
        return None if self._plain.get(name) in (None, "") else self.within(name)

    def quotations(self, name: str) -> tuple[Span, ...]:
        """Return quotations from the passage, in the order of the text; those in the evidence are preferred."""
        value = self._plain.get(name) or []
        texts = [value] if isinstance(value, str) else value
        spans = [self._found(name, text, self.evidence, elsewhere=True) for text in self._texts(name, texts)]
        return tuple(sorted(set(spans)))

    def speech(self, name: str) -> tuple[Span, ...]:
        """Return quotations from the passage without the marks around each."""
        spans = self.quotations(name)
        return tuple(self._unmarked(span) for span in spans)

    def _unmarked(self, span: Span) -> Span:
        marked = len(span.text) > 2 and span.text[0] in QUOTES and span.text[-1] in QUOTES
        return self.article.cut(span.start + 1, span.end - 1) if marked else span

    def choice(self, name: str, kind: type[E]) -> E:
        """Return one of a fixed list of words."""
        value = self._plain.get(name)
        if not isinstance(value, str) or value not in {str(each) for each in kind}:
            raise RefusedError("invalid", f"its {name} is none")
        return kind(value)

    def codes(self, name: str) -> tuple[str, ...]:
        """Return a list of codes, each once; whether they are codes is proved later."""
        return tuple(dict.fromkeys(self._texts(name, self._plain.get(name) or [])))

    def word(self, name: str) -> str | None:
        """Return a word that is proved later, or null."""
        value = self._plain.get(name)
        return None if value in (None, "") else self._text(name)

    def phrase(self, name: str) -> str:
        """Return a name or measure, which is made of the article's words."""
        text = " ".join(self._text(name).split())
        if not self._words.holds(text):
            raise RefusedError("ungrounded", f"its {name} is not in the article's words")
        return text

    def phrase_or_none(self, name: str) -> str | None:
        """Return a name that is made of the article's words, where one is given."""
        return None if self._plain.get(name) in (None, "") else self.phrase(name)

    def unit(self) -> str | None:
        """Return a unit: a currency, percent, or a noun of the article, or a rate of them."""
        value = self.word("unit")
        free = {"percent", "per", *currencies().names.values()}
        rest = " ".join(word for word in (value or "").split() if word not in free)
        if rest and not self._words.holds(rest):
            raise RefusedError("ungrounded", "its unit is not in the article's words")
        return value

    def value(self, quoted: Span) -> float | tuple[float, float]:
        """Return the number or range that the quoted words say."""
        given = self._plain.get("value")
        ends = given if isinstance(given, list) else [given]
        values = [number for number in map(_number, ends) if number is not None]
        if len(values) != len(ends) or len(values) not in {1, 2}:
            raise RefusedError("invalid", "its value is no number")
        if not all(
            any(math.isclose(value, said, rel_tol=1e-9) for said in _said(quoted.text)) for value in values
        ):
            raise RefusedError("ungrounded", "its value is not the number that it quotes")
        return values[0] if len(values) == 1 else (values[0], values[1])

    def flag(self, name: str) -> bool:
        """Return yes or no; what is neither is no."""
        return self._plain.get(name) is True

    def _text(self, name: str) -> str:
        value = self._plain.get(name)
        if not isinstance(value, str) or not value.strip():
            raise RefusedError("invalid", f"its {name} is no text")
        return value

    def _texts(self, name: str, value: Any) -> list[str]:
        if (
            not isinstance(value, list)
            or len(value) > MOST_PARTS
            or not all(isinstance(each, str) and each for each in value)
        ):
            raise RefusedError("invalid", f"its {name} is no list of texts")
        return value

    def _found(self, name: str, words: str, within: Span | None = None, *, elsewhere: bool = False) -> Span:
        found = self._passage.find(words, within)
        if found is None and elsewhere:
            found = self._passage.find(words)
        if found is None:
            raise RefusedError(
                "ungrounded",
                f"its {name} does not stand in the {'evidence' if within and not elsewhere else 'article'}",
            )
        return found


def _number(value: Any) -> float | None:
    """Return a finite number of a size that something may have; null for all else, `True` too."""
    fit = type(value) in {int, float} and abs(value) < LARGEST
    return float(value) if fit else None


def _said(words: str) -> set[float]:
    """Return the values that a number in words may have; the ends of a range share its scale ("5 to 6 million")."""
    found = list(numerals(words)) if len(words) <= _LONGEST_NUMBER else []
    scales = {numeral.scale for numeral in found} if len(found) > 1 else set()
    return {numeral.value * scale for numeral in found for scale in (1.0, *scales)}
