"""The brief: two pages on two actors that can be sent, every sentence with its reference; HTML, Markdown or a document."""

from bilateral.show.brief.compose import Brief, Section, make_brief
from bilateral.show.brief.notes import Note
from bilateral.show.brief.sentences import Sentence
from bilateral.show.brief.write import FORMS, render_brief

__all__ = ["FORMS", "Brief", "Note", "Section", "Sentence", "make_brief", "render_brief"]
