"""The brief as a document that word processors open (Office Open XML)."""

import datetime as dt
import io
import zipfile
from typing import Any

from docx import Document
from docx.enum.section import WD_SECTION
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from bilateral.show.brief.compose import NOTHING, Brief
from bilateral.show.brief.notes import Note
from bilateral.show.brief.sentences import Sentence

# Files in an archive, and documents, bear a time; a fixed one keeps the same brief the same byte for byte.
_STAMP = dt.datetime(1980, 1, 1)  # noqa: DTZ001 -- archives know no time zone
_TEXT, _SMALL = Pt(9.5), Pt(7)
_MARGIN = Cm(1.8)


def to_document(brief: Brief) -> bytes:
    """Return the brief as a document; the numbers lead to the notes at its end."""
    document = Document()
    _set_up(document, brief)
    document.add_heading(brief.title, level=1)
    document.add_paragraph(brief.head)
    for section in brief.sections:
        document.add_heading(section.title, level=2)
        for sentences in section.paragraphs:
            _add_sentences(document.add_paragraph(), sentences)
    if not brief.sections:
        document.add_paragraph(NOTHING)
    _begin_columns(document)
    document.add_heading("Notes", level=2)
    for note in brief.notes:
        _add_note(document.add_paragraph(), note)
    _write(document.add_paragraph(), brief.method, size=_SMALL).italic = True
    return _packed(document)


def _set_up(document: Any, brief: Brief) -> None:
    """Set page, type and properties."""
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = _MARGIN
    normal = document.styles["Normal"]
    normal.font.size = _TEXT
    normal.paragraph_format.space_after = Pt(3)
    for level, size, before in ((1, 16, 0), (2, 11, 7)):
        heading = document.styles[f"Heading {level}"]
        heading.font.size, heading.paragraph_format.space_before = Pt(size), Pt(before)
    properties = document.core_properties
    properties.title, properties.author, properties.comments = brief.title, "Bilateral", ""
    properties.created = properties.modified = _STAMP


def _begin_columns(document: Any) -> None:
    """Set what follows in two columns, on the same page."""
    columns = document.add_section(WD_SECTION.CONTINUOUS)._sectPr.find(qn("w:cols"))  # noqa: SLF001
    columns.set(qn("w:num"), "2")
    columns.set(qn("w:space"), "340")


def _add_sentences(paragraph: Any, sentences: tuple[Sentence, ...]) -> None:
    for n, sentence in enumerate(sentences):
        _write(paragraph, f"{' ' if n else ''}{sentence.text}")
        for number in sentence.notes:
            link = OxmlElement("w:hyperlink")
            link.set(qn("w:anchor"), _bookmark(number))
            run = _write(paragraph, f"[{number}]")
            run.font.superscript = True
            link.append(run._r)  # noqa: SLF001 -- python-docx makes no links of its own
            paragraph._p.append(link)  # noqa: SLF001


def _add_note(paragraph: Any, note: Note) -> None:
    paragraph.paragraph_format.space_after = Pt(1)
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for mark in (start, end):
        mark.set(qn("w:id"), str(note.number))
    start.set(qn("w:name"), _bookmark(note.number))
    paragraph._p.append(start)  # noqa: SLF001
    _write(paragraph, f"[{note.number}] ", size=_SMALL)
    paragraph._p.append(end)  # noqa: SLF001
    quotation = f" “{note.quotation}”" if note.quotation is not None else ""
    _write(paragraph, f"{note.source}.{quotation} {note.place}", size=_SMALL)
    if note.url:
        _write(paragraph, " ", size=_SMALL)
        _add_web_link(paragraph, note.url)


def _add_web_link(paragraph: Any, url: str) -> None:
    """Write a URL as a link that leads there."""
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    link.append(_write(paragraph, url, size=_SMALL)._r)  # noqa: SLF001
    paragraph._p.append(link)  # noqa: SLF001


def _write(paragraph: Any, words: str, size: Any = None) -> Any:
    run = paragraph.add_run(words)
    run.font.size = size
    return run


def _bookmark(number: int) -> str:
    return f"note{number}"


def _packed(document: Any) -> bytes:
    """Return the document with every file of its archive stamped alike."""
    loose, packed = io.BytesIO(), io.BytesIO()
    document.save(loose)
    with zipfile.ZipFile(loose) as source, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, _STAMP.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, source.read(name))
    return packed.getvalue()
