"""Some stretches of an article as a text of their own, and the way back from its characters to the article's."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from bilateral.model import Article, Span
from bilateral.read.copies.stretches import Stretch

# Where something is left out a paragraph ends, so that no sentence runs across.
_GAP = "\n\n"


@dataclass(frozen=True)
class Extract:
    """An article with the words of some stretches of another; ``starts`` and ``shifts`` tell where they come from."""

    article: Article
    whole: Article
    starts: Sequence[int]
    shifts: Sequence[int]

    def place(self, span: Span) -> Span | None:
        """Return where a span of the extract stands in the whole; null where something was left out within it."""
        shift = self.shifts[bisect_right(self.starts, span.start) - 1]
        start, end = span.start + shift, span.end + shift
        return self.whole.cut(start, end) if self.whole.text[start:end] == span.text else None


def extract(article: Article, stretches: Sequence[Stretch], chosen: Iterable[int]) -> Extract:
    """Return an article without all but some of its stretches."""
    text, starts, shifts, last = "", list[int](), list[int](), -1
    for i in sorted(chosen):
        stretch = stretches[i]
        if text:
            text += article.text[stretches[last].end : stretch.start] if i == last + 1 else _GAP
        starts.append(len(text))
        shifts.append(stretch.start - len(text))
        text += article.text[stretch.start : stretch.end]
        last = i
    return Extract(replace(article, text=text), article, starts, shifts)
