"""The brief: every sentence has its reference, in every form the same, and hostile text stays text."""

import dataclasses
import io
import json
import re
from html.parser import HTMLParser

import pytest
from click.testing import CliRunner
from docx import Document
from docx.oxml.ns import qn

import bilateral
from bilateral.cli import cli
from bilateral.model import EventType
from bilateral.show.brief import FORMS, render_brief
from bilateral.show.brief.notes import QUOTED, Notes, clean, quote_parts, shorten
from bilateral.show.brief.sentences import event_sentence, statement_sentence, tell
from bilateral.show.brief.verbs import VERBS
from bilateral.show.brief.write import escape


@pytest.fixture(scope="module")
def dossier(built_record):
    """Return the dossier from which the brief of the sample is made."""
    return bilateral.dossier(built_record, "RUS", "VNM")


@pytest.fixture(scope="module")
def brief(built_record):
    """Return the brief of Russia and Vietnam in the sample."""
    return bilateral.brief(built_record, "Russia", "Vietnam")


def sentences(brief):
    """Return every sentence of a brief."""
    return [s for section in brief.sections for paragraph in section.paragraphs for s in paragraph]


class _Page(HTMLParser):
    """Collects the tags of a page and the text of its notes."""

    def __init__(self):
        super().__init__()
        self.tags, self.notes, self._in_note = [], [], False

    def handle_starttag(self, tag, attrs):
        """Note a tag; a list item begins a note."""
        self.tags.append((tag, dict(attrs)))
        if tag == "li":
            self.notes.append("")
            self._in_note = True

    def handle_endtag(self, tag):
        """End a note."""
        self._in_note = self._in_note and tag != "li"

    def handle_data(self, data):
        """Keep the text of a note."""
        if self._in_note:
            self.notes[-1] += data


def page(brief):
    """Return the parsed page of a brief."""
    parser = _Page()
    parser.feed(render_brief(brief, "html").decode())
    return parser


def paragraphs(brief):
    """Return the words of each paragraph of a brief as a document, links included."""
    document = Document(io.BytesIO(render_brief(brief, "docx")))
    return ["".join(t.text or "" for t in p._p.iter(qn("w:t"))) for p in document.paragraphs]


def test_every_sentence_has_a_reference(brief):
    """Each refers to notes that are there, and each note is referred to."""
    numbers = [note.number for note in brief.notes]
    assert numbers == list(range(1, len(numbers) + 1))
    assert all(sentence.notes for sentence in sentences(brief))
    assert {n for sentence in sentences(brief) for n in sentence.notes} == set(numbers)


def test_every_quotation_stands_in_the_words_of_the_entry_it_is_noted_for(brief, dossier):
    """A note holds words of an article that tells of the entry; nothing is made up."""
    notes = {note.number: note for note in brief.notes}
    evidence = {line.id: [clean(quote.evidence) for quote in line.quotes] for line in dossier.lines()}
    for sentence in sentences(brief):
        for number in sentence.notes:
            if sentence.entry is not None:
                words = notes[number].quotation.removesuffix(" […]")
                assert any(whole.startswith(words) for whole in evidence[sentence.entry])


def test_the_overview_counts_what_the_series_counts(brief, built_record):
    """The number of events is that of the series by year, and the note says how to count again."""
    count = len(bilateral.series(built_record, "RUS", "VNM", by="year").whole.total.entries)
    overview = brief.sections[0].paragraphs[0][0]
    assert f"counts {count} event" in overview.text
    assert "bilateral series RUS VNM --by year" in brief.notes[overview.notes[0] - 1].source


@pytest.mark.parametrize("form", FORMS)
def test_every_form_holds_every_sentence_and_is_the_same_each_time(brief, form):
    """Byte for byte the same; no form leaves a sentence out."""
    made = render_brief(brief, form)
    assert made == render_brief(brief, form)
    text = {
        "html": lambda: re.sub(r"\s+", " ", made.decode()),
        "md": lambda: re.sub(r"\\(.)", r"\1", made.decode()),
        "docx": lambda: "\n".join(paragraphs(brief)),
    }[form]()
    for sentence in sentences(brief):
        told = sentence.text.replace("&", "&amp;").replace("'", "&#39;") if form == "html" else sentence.text
        assert told in text


def test_a_document_holds_the_same_notes_as_the_page(brief):
    """Each note with outlet, date, title, quotation and place, in a document that python-docx opens."""
    in_document = [words for words in paragraphs(brief) if re.match(r"\[\d+\] ", words)]
    on_page = page(brief).notes
    assert len(in_document) == len(on_page) == len(brief.notes)
    for note, document_words, page_words in zip(brief.notes, in_document, on_page, strict=True):
        for part in (note.source, note.quotation or "", note.place, note.url):
            assert part in document_words
            assert part in page_words


def test_numbers_on_the_page_lead_to_notes_and_back(brief):
    """Every link within the page has its target, and no id stands twice."""
    tags = page(brief).tags
    ids = [attributes["id"] for _, attributes in tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    inner = {a["href"][1:] for tag, a in tags if tag == "a" and a["href"].startswith("#")}
    assert inner <= set(ids)


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("actual", "20 Jun 2024: Russia met Vietnam (visit) (2 independent sources)."),
        ("planned", "20 Jun 2024: Planned: Russia to meet Vietnam (visit) (2 independent sources)."),
        ("denied", "20 Jun 2024: Denied: that Russia met Vietnam (visit) (2 independent sources)."),
        ("hypothetical", "20 Jun 2024: Spoken of as possible, not as fact: that Russia would meet Vietnam (visit) (2 independent sources)."),
    ],
)  # fmt: skip
def test_the_status_stands_in_words(dossier, status, words):
    """What was planned, denied or only possible never reads as a fact."""
    fields = {"type": "CONSULT", "actors": ["RUS"], "recipients": ["VNM"], "mode": "visit"}
    line = dataclasses.replace(
        dossier.events[0],
        fields=fields,
        status=status,
        when="2024-06-20",
        families=2,
        quotes=[],
        reviewers=(),
    )
    assert event_sentence(line) == words


def test_on_whose_word_and_who_confirmed_it_is_said(dossier):
    """Where every mention rests on someone's word the sentence names them; a reviewer too."""
    quotes = [dataclasses.replace(quote, said_by="Ann Lee") for quote in dossier.events[0].quotes]
    line = dataclasses.replace(dossier.events[0], quotes=quotes, families=1, reviewers=("Bo",))
    assert "(one source, on the word of Ann Lee; confirmed by Bo)" in event_sentence(line)


def test_a_day_that_no_article_names_is_said_to_be_that_of_the_report(dossier):
    """The day of publication does not pass for the day of the event."""
    line = dataclasses.replace(dossier.events[0], when=None, day="2024-06-20")
    assert event_sentence(line).startswith("Reported 20 Jun 2024: ")
    assert event_sentence(dataclasses.replace(line, day=None)).startswith("Undated: ")


def test_where_sources_differ_the_next_sentence_says_how(dossier):
    """Each value with its number of families, and a note of each side."""
    line = next(line for line in dossier.events if len({quote.family for quote in line.quotes}) > 1)
    one, other = sorted({quote.family for quote in line.quotes})[:2]
    values = [{"value": "2024-06-19", "families": [one]}, {"value": "2024-06-20", "families": [other]}]
    told = list(tell(dataclasses.replace(line, disagreement={"when": values}), Notes()))
    assert told[1].text == "Sources differ on the date: 19 Jun 2024 (1 family) / 20 Jun 2024 (1 family)."
    assert len(told[1].notes) == 2


@pytest.mark.parametrize(("kind", "told"), [("CONSULT", 1), ("ASSAULT", 2)])
def test_who_met_whom_is_a_matter_of_view_who_attacked_whom_is_not(dossier, kind, told):
    """Sources that tell a meeting from either side do not differ; of an attack they do."""
    line = next(line for line in dossier.events if len({quote.family for quote in line.quotes}) > 1)
    one, other = sorted({quote.family for quote in line.quotes})[:2]
    values = [{"value": ["RUS"], "families": [one]}, {"value": ["VNM"], "families": [other]}]
    fields = {"type": kind, "actors": ["RUS"], "recipients": ["VNM"]}
    changed = dataclasses.replace(line, fields=fields, disagreement={"actors": values})
    assert len(list(tell(changed, Notes()))) == told


def test_a_denial_does_not_read_as_a_claim(dossier):
    """A statement keeps the word by which the article ascribes it."""
    line = dossier.statements[0]
    fields = {**line.fields, "cue": {**line.fields["content"][0], "text": "denied that"}, "kind": "indirect"}
    assert "reported with “denied that”: “" in statement_sentence(dataclasses.replace(line, fields=fields))


def test_every_event_type_has_its_verb():
    """None is left without words."""
    assert set(VERBS) == {str(each) for each in EventType}


HOSTILE = '<script>alert(1)</script> "><img src=x onerror=alert(2)> [x](javascript:alert(3)) `a` \u202etxt.exe {{ 7*7 }}'


def test_hostile_text_is_text_in_every_form(new_place, write_lines):
    """Scripts, markup, links and turned text in title, outlet, URL and body reach no form as such."""
    text = f"Russian Foreign Minister Sergey Lavrov met Vietnamese Foreign Minister Bui Thanh Son in Hanoi {HOSTILE} on Monday."
    report = {"id": "a", "source": HOSTILE, "title": HOSTILE, "url": "javascript:alert(3)", "date": "2022-07-06", "text": text}  # fmt: skip
    record = new_place
    bilateral.add([write_lines("hostile.jsonl", json.dumps(report))], record)
    made = bilateral.brief(record, "RUS", "VNM")
    assert made.notes
    tags = page(made).tags
    assert not [tag for tag, attributes in tags if tag in {"script", "img"} or "onerror" in attributes]
    assert not [a for _, a in tags if (a.get("href") or "").startswith("javascript")]
    markdown = render_brief(made, "md").decode()
    assert not re.search(r"(?<!\\)<(?!https?://)|(?<!\\)\]\(|(?<!\\)`", markdown)
    assert "<script>alert(1)</script>" in "\n".join(paragraphs(made))
    for form in ("html", "md"):
        assert "\u202e" not in render_brief(made, form).decode()


def test_control_characters_do_not_break_a_document():
    """A NUL or a lone surrogate is replaced before a form sees it."""
    assert clean("a\x00b\ud800c\n d") == "a\ufffdb\ufffdc d"


@pytest.mark.parametrize(
    ("words", "most", "kept"),
    [("short", 10, "short"), ("one two three four", 14, "one two […]"), ("x" * 30, 14, "x" * 10 + " […]")],
)
def test_a_long_quotation_is_cut_at_a_blank_and_says_so(words, most, kept):
    """At a blank where there is one; the mark of what is left out counts."""
    assert shorten(words, most) == kept
    assert len(shorten("word " * 100, QUOTED)) <= QUOTED


def test_a_word_of_a_megabyte_does_not_fill_the_brief(dossier):
    """Titles, outlets and quotations are cut; the brief stays two pages whatever an article holds."""
    endless = "x" * 1_000_000
    quote = dataclasses.replace(dossier.events[0].quotes[0], title=endless, outlet=endless, paragraph=endless, start=0, end=len(endless))  # fmt: skip
    source, quotation, _, _ = quote_parts(quote)
    assert len(source) < 300
    assert len(quotation) <= QUOTED


def test_markdown_is_escaped():
    """Nothing in the words is taken for markup."""
    assert escape("a*b_[c](d)") == r"a\*b\_\[c\](d)"


def test_nothing_known_is_said(built_record):
    """Two of whom the record holds nothing get a sentence, and a form of each kind."""
    empty = bilateral.brief(built_record, "Chad", "Peru")
    assert not empty.sections
    assert all("holds nothing" in render_brief(empty, form).decode() for form in ("html", "md"))
    assert any("holds nothing" in words for words in paragraphs(empty))


def test_the_command_writes_the_form_that_the_ending_names(built_record, tmp_path):
    """Each form; another ending is refused, and a folder that is not there is said in words."""
    run = CliRunner().invoke
    for form in FORMS:
        out = tmp_path / f"brief.{form}"
        assert (
            run(cli, ["brief", "RUS", "VNM", "--record", str(built_record), "--out", str(out)]).exit_code == 0
        )
        assert out.read_bytes() == render_brief(bilateral.brief(built_record, "RUS", "VNM"), form)
    refused = run(cli, ["brief", "RUS", "VNM", "--record", str(built_record), "--out", "brief.pdf"])
    assert refused.exit_code == 2
    lost = run(
        cli, ["brief", "RUS", "VNM", "--record", str(built_record), "--out", str(tmp_path / "no" / "b.md")]
    )
    assert "cannot be written" in lost.output
