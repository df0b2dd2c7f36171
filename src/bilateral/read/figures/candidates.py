"""A quantity with its place in the parse, as the readers of figures look at it."""

from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Span as DocSpan
from spacy.tokens import Token

from bilateral.model import Quantity, Span
from bilateral.read.findings import Findings


@dataclass(frozen=True)
class Candidate:
    """A quantity that may be a figure, with its tokens and its sentence."""

    findings: Findings
    quantity: Quantity
    tokens: DocSpan

    @cached_property
    def sentence(self) -> DocSpan:
        """The sentence that holds the number."""
        return self.findings.sentences[self.findings.sentence_index(self.tokens.start)]

    @cached_property
    def evidence(self) -> Span:
        """The sentence as a span of the article."""
        return self.findings.cut(self.sentence)

    @cached_property
    def left(self) -> str:
        """The words of the sentence before the number."""
        return self.findings.article.text[self.evidence.start : self.quantity.span.start]

    @cached_property
    def right(self) -> str:
        """The words of the sentence behind the number and its unit."""
        return self.findings.article.text[self.reach : max(self.evidence.end, self.reach)]

    @property
    def reach(self) -> int:
        """Where the number and its unit end."""
        noun = self.quantity.noun
        return max(self.quantity.span.end, noun.end if noun else 0)

    @cached_property
    def head(self) -> Token:
        """The token that carries the number in the tree: the counted noun, or the number itself."""
        noun = self.quantity.noun
        if noun is None:
            return self.tokens.root
        named = self.findings.doc.char_span(noun.start, noun.end, alignment_mode="expand")
        return self.tokens.root if named is None else named.root


def candidates(findings: Findings) -> list[Candidate]:
    """Return the article's quantities with their tokens."""
    found = []
    for quantity in findings.quantities:
        tokens = findings.doc.char_span(quantity.span.start, quantity.span.end, alignment_mode="expand")
        if tokens is not None:
            found.append(Candidate(findings, quantity, tokens))
    return found
