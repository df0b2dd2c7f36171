"""Sources become articles, and whatever cannot be used becomes a problem that says why."""

import datetime as dt
import gzip
import io
import json
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bilateral.collect import Collected, Limits, Reason, collect, collect_raw
from bilateral.model import Article, Problem

TODAY = dt.date(2024, 7, 1)
ENGLISH = "The foreign ministers of both countries met in Geneva on Monday and agreed to resume talks."
SMALL = Limits(text=1_000, file=2_000)


def written(path: Path, data: str | bytes) -> Path:
    """Write a file, with the folders it needs."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def split(path: Path | str, **options: object) -> tuple[list[Article], list[Problem]]:
    """Collect from one source; return its articles and its problems."""
    items = list(collect([path], today=TODAY, **options))
    return [i for i in items if isinstance(i, Article)], [i for i in items if isinstance(i, Problem)]


def line(**fields: object) -> str:
    """Return a JSON line of an article, with fields added or replaced."""
    return json.dumps({"id": "a", "text": ENGLISH} | fields) + "\n"


def test_jsonl_fields_become_the_article_and_the_rest_metadata(tmp_path: Path) -> None:
    """The six known keys go where they belong; any other key is kept."""
    row = {
        "id": "x1",
        "url": "u",
        "source": "Gazette",
        "date": "2024-06-20",
        "title": "T",
        "text": ENGLISH,
        "desk": 3,
    }
    articles, problems = split(written(tmp_path / "in.jsonl", json.dumps(row)))
    assert not problems
    (article,) = articles
    assert (article.name, article.url, article.outlet, article.title) == ("x1", "u", "Gazette", "T")
    assert (article.published, article.text, article.metadata) == (dt.date(2024, 6, 20), ENGLISH, {"desk": 3})


def test_a_folder_is_read_in_order_with_its_folders_and_gzip(tmp_path: Path) -> None:
    """Files come sorted by path whatever the order of their making; hidden ones are left out."""
    written(tmp_path / "b" / "2.txt", ENGLISH + " Two.")
    written(tmp_path / "c.jsonl.gz", gzip.compress(line(id="three", text=ENGLISH + " Three.").encode()))
    written(tmp_path / "a.txt", ENGLISH + " One.")
    written(tmp_path / ".hidden.txt", ENGLISH)
    articles, problems = split(tmp_path)
    assert not problems
    assert [article.text.rsplit(" ", 1)[1] for article in articles] == ["One.", "Two.", "Three."]


def test_a_loop_of_links_is_walked_once(tmp_path: Path) -> None:
    """A link to a folder above ends the walk instead of repeating it."""
    written(tmp_path / "in" / "a.txt", ENGLISH)
    (tmp_path / "in" / "again").symlink_to(tmp_path / "in", target_is_directory=True)
    articles, problems = split(tmp_path)
    assert (len(articles), problems) == (1, [])


@pytest.mark.parametrize("pack", [lambda data: data, gzip.compress], ids=["plain", "gzip"])
@pytest.mark.parametrize(
    ("data", "names"),
    [
        (line(id="p") + line(id="q"), ["p", "q"]),
        (json.dumps([{"id": "r", "text": ENGLISH}]), ["r"]),
        (json.dumps({"id": "s", "text": ENGLISH}, indent=2), ["s"]),
        (ENGLISH, ["standard input"]),
    ],
    ids=["lines", "array", "object", "text"],
)
def test_standard_input_tells_its_own_format(data: str, names: list[str], pack: object) -> None:
    """Lines, JSON and plain text are told apart by their beginning, compressed or not."""
    articles, problems = split("-", stdin=io.BytesIO(pack(data.encode())))  # type: ignore[operator]
    assert ([article.name for article in articles], problems) == (names, [])


PDF = b"%PDF-1.7\n1 0 obj\n"
HALF_UTF8 = "Ministers met in S\u00e3o Paulo and \u2014".encode()[:-1] + b" agreed."


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("empty.txt", b"", Reason.EMPTY),
        ("blank.txt", b" \n\n ", Reason.EMPTY),
        ("empty.jsonl", b"\n\n", Reason.EMPTY),
        ("nothing.html", b"<html><body></body></html>", Reason.NO_TEXT),
        ("zeros.txt", b"text\0\0text", Reason.BINARY),
        ("paper.txt", PDF, Reason.BINARY),
        ("long.txt", b"word " * 500, Reason.HUGE),
        ("page.html", b"<html><body><p>" + b"word " * 500 + b"</p></body></html>", Reason.HUGE),
        ("bomb.txt.gz", gzip.compress(b"word " * 100_000), Reason.HUGE),
        ("torn.txt", HALF_UTF8, Reason.ENCODING),
        ("torn.txt.gz", gzip.compress(ENGLISH.encode())[:-12], Reason.BROKEN),
        ("notgzip.txt.gz", b"\x1f\x8b and no more", Reason.BROKEN),
        ("digits.txt", b"12 345 678", Reason.NO_TEXT),
        (
            "german.txt",
            "Die Außenminister beider Länder trafen sich am Montag in Genf.".encode(),
            Reason.NOT_ENGLISH,
        ),
        ("russian.txt", "Министры двух стран встретились в Женеве.".encode(), Reason.NOT_ENGLISH),
        ("utf16.jsonl", line().encode("utf-16"), Reason.ENCODING),
    ],
)
def test_an_unusable_file_is_one_problem_with_its_reason(
    tmp_path: Path, name: str, data: bytes, reason: Reason
) -> None:
    """Bad input gives no article and exactly one problem, named after the file."""
    path = written(tmp_path / name, data)
    articles, problems = split(path, limits=SMALL)
    assert articles == []
    assert [(problem.name, problem.reason) for problem in problems] == [(str(path), reason)]
    assert problems[0].detail.endswith(".")


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        ('{"id": "b", "text": ', Reason.NOT_JSON),
        ("[1, 2]", Reason.NOT_JSON),
        ("[" * 100_000, Reason.NOT_JSON),
        ('{"text": ' + "9" * 5_000 + "}", Reason.NOT_JSON),
        ('{"id": "b"}', Reason.NO_TEXT),
        ('{"id": "b", "text": null}', Reason.NO_TEXT),
        ('{"id": "b", "text": "\\ud83d half a flag"}', Reason.UNFIT),
        ('{"id": "\\ud83d", "text": "The ministers met."}', Reason.UNFIT),
        ('{"id": "b", "text": "The ministers met.", "more": [{"\\ud83d": 1}]}', Reason.UNFIT),
        ('{"id": "b", "text": "The \\u0000 ministers met."}', Reason.UNFIT),
        ('{"text": "The ministers met.", "more": ' + "[" * 500 + "]" * 500 + "}", Reason.UNFIT),
        (json.dumps({"id": "b", "text": "word " * 300}), Reason.HUGE),
        (json.dumps({"id": "b", "text": "word " * 300_000}), Reason.HUGE),
    ],
)
def test_one_bad_line_stops_no_other(tmp_path: Path, bad: str, reason: Reason) -> None:
    """The lines before and after a bad one are read, and the bad one is a problem."""
    limits = Limits(text=1_000, file=1_000_000)
    path = written(tmp_path / "in.jsonl", line(id="before") + bad + "\n" + line(id="after"))
    articles, problems = split(path, limits=limits)
    assert [article.name for article in articles] == ["before", "after"]
    assert [problem.reason for problem in problems] == [reason]


def test_an_overlong_line_is_never_held_whole(tmp_path: Path) -> None:
    """A line far beyond the limit is passed over in pieces."""
    path = written(tmp_path / "in.jsonl", b"x" * 50_000 + b"\n" + line().encode())
    articles, problems = split(path, limits=SMALL)
    assert (len(articles), [problem.name for problem in problems]) == (1, [f"{path}:1"])


@pytest.mark.parametrize(
    ("date", "published", "reason"),
    [
        ("2024-07-02", dt.date(2024, 7, 2), None),
        ("2024-07-03", None, Reason.FUTURE_DATE),
        ("06/07/2022", None, Reason.BAD_DATE),
        ("soon", None, Reason.BAD_DATE),
        ({"day": 1}, None, Reason.BAD_DATE),
        ("", None, None),
        (None, None, None),
    ],
)
def test_an_article_outlives_its_date(
    tmp_path: Path, date: object, published: dt.date | None, reason: Reason | None
) -> None:
    """A date that is late or unreadable is a problem and left out; a missing one is neither."""
    articles, problems = split(written(tmp_path / "in.jsonl", line(date=date)))
    assert [article.published for article in articles] == [published]
    assert [problem.reason for problem in problems] == ([reason] if reason else [])


def test_windows_text_is_read_and_said_to_be_guessed(tmp_path: Path) -> None:
    """Western text that is no UTF-8 is kept, with a note of how it was read."""
    text = "The café owners’ union met the minister in Orléans."
    articles, problems = split(written(tmp_path / "in.txt", text.encode("cp1252")))
    assert [article.text for article in articles] == [text]
    assert [problem.reason for problem in problems] == [Reason.ENCODING]


def test_a_page_is_read_in_its_declared_encoding(tmp_path: Path) -> None:
    """A page declared as KOI8-R is decoded as such, whatever its bytes might mean elsewhere."""
    body = f"<p>{ENGLISH} Москва said the same.</p>" * 3
    page = f'<html><head><meta charset="koi8-r"></head><body><article>{body}</article></body></html>'
    articles, problems = split(written(tmp_path / "in.html", page.encode("koi8-r")))
    assert not problems
    assert "Москва said" in articles[0].text


def test_a_missing_source_is_a_problem_and_the_next_is_read(tmp_path: Path) -> None:
    """A name that leads nowhere does not keep the others from being read."""
    items = list(collect([tmp_path / "nowhere", written(tmp_path / "a.txt", ENGLISH)]))
    assert isinstance(items[0], Problem)
    assert items[0].reason == Reason.MISSING
    assert isinstance(items[1], Article)


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_a_forbidden_file_is_a_problem(tmp_path: Path) -> None:
    """A file without the right to read it is named."""
    path = written(tmp_path / "a.txt", ENGLISH)
    path.chmod(0)
    assert [problem.reason for problem in split(path)[1]] == [Reason.UNREADABLE]


def test_file_names_that_are_no_utf8_can_still_be_shown(tmp_path: Path) -> None:
    """Every name can be written as UTF-8, whatever bytes the file system holds."""
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.txt"))
    articles, _ = split(written(path, ENGLISH))
    assert articles[0].name.encode().endswith(b"\\xff.txt")


def test_the_raw_text_is_kept_with_the_way_back(tmp_path: Path) -> None:
    """A span of the article is counted and worded in the text as the line gave it."""
    raw = "Ministers met in Hu\u00ea\u0301.\r\n" + ENGLISH
    (item,) = collect_raw([written(tmp_path / "in.jsonl", line(text=raw))])
    assert isinstance(item, Collected)
    assert item.raw_text == raw
    start = item.article.text.index("The foreign")
    span = item.raw_span(item.article.cut(start, start + 3))
    assert (raw[span.start : span.end], span.text) == ("The", "The")


@given(st.lists(st.binary(max_size=200), max_size=5))
@settings(deadline=None)  # the first example loads the language model
def test_no_bytes_bring_it_down(parts: list[bytes]) -> None:
    """Whatever standard input holds, collecting ends without an exception and accounts for it."""
    data = b"\n".join(parts)
    items = list(collect(["-"], SMALL, today=TODAY, stdin=io.BytesIO(data)))
    assert items or not data.strip()
