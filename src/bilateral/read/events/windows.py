"""What the encoder reads for a pair: the sentence, an earlier one where it helps, and where the actors stand."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from bilateral.read.events.candidates import Pair, Party
from bilateral.read.events.paths import path_between
from bilateral.read.findings import Findings

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of text that is encoded once, with the places of the actors of each pair asked about in it.

    ``context`` is an earlier sentence that helps (or empty), ``sentence`` the evidence. ``first`` and
    ``second`` hold, for each pair, the places of its two actors, ``path`` those of the words of the sentence that join
    them in the parse: offsets into context + sentence.
    """

    context: str
    sentence: str
    first: tuple[tuple[Place, ...], ...]
    second: tuple[tuple[Place, ...], ...]
    path: tuple[tuple[Place, ...], ...]


def build_windows(findings: Findings, pairs: Iterable[Pair]) -> Iterator[tuple[Window, tuple[Pair, ...]]]:
    """Yield a window for each sentence that has pairs, with these, in the order of the text."""
    for _, members in groupby(pairs, key=lambda pair: pair.sentence):
        group = tuple(members)
        yield _window(findings, group), group


def _window(findings: Findings, pairs: tuple[Pair, ...]) -> Window:
    sentence = findings.sentences[pairs[0].sentence]
    context = None if pairs[0].context is None else findings.sentences[pairs[0].context]
    before = "" if context is None else context.text

    def places(party: Party, *, earlier: bool) -> tuple[Place, ...]:
        shift = context.start_char if earlier and context is not None else sentence.start_char - len(before)
        spans = (findings.doc[mention.start : mention.end] for mention in party.mentions)
        return tuple((span.start_char - shift, span.end_char - shift) for span in spans)

    def path(pair: Pair) -> tuple[Place, ...]:
        words = (findings.doc[i] for i in path_between(findings.doc, *pair.heads()))
        shift = sentence.start_char - len(before)
        return tuple((word.idx - shift, word.idx + len(word) - shift) for word in words)

    return Window(
        context=before,
        sentence=sentence.text,
        first=tuple(places(pair.first, earlier=pair.crosses) for pair in pairs),
        second=tuple(places(pair.second, earlier=False) for pair in pairs),
        path=tuple(path(pair) for pair in pairs),
    )
