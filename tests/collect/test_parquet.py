"""Rows of Parquet become articles as lines of JSON do."""

import datetime as dt
import json
import os
import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from bilateral.collect import Reason, collect
from bilateral.model import Article, Problem

ENGLISH = "The foreign ministers of both countries met in Geneva on Monday and agreed to resume talks."


def split(path: Path) -> tuple[list[Article], list[Problem]]:
    """Collect from a file; return its articles and its problems."""
    items = list(collect([path], today=dt.date(2024, 7, 1)))
    return [i for i in items if isinstance(i, Article)], [i for i in items if isinstance(i, Problem)]


def written(tmp_path: Path, columns: dict[str, object], **options: object) -> Path:
    """Write a file of columns."""
    path = tmp_path / "articles.parquet"
    pq.write_table(pa.table(columns), path, **options)
    return path


def test_parquet_and_json_lines_give_the_same_articles(tmp_path):
    """The columns are the keys of JSON lines, further ones metadata."""
    rows = [
        {
            "id": f"a{n}",
            "url": f"https://o.example/{n}",
            "source": "Gazette",
            "date": "2024-06-20",
            "title": f"T{n}",
            "text": f"{ENGLISH} {n}.",
            "desk": n,
        }
        for n in range(5)
    ]
    lines = tmp_path / "in.jsonl"
    lines.write_text("".join(json.dumps(row) + "\n" for row in rows))
    path = tmp_path / "in.parquet"
    pq.write_table(pa.Table.from_pylist(rows), path, row_group_size=2)
    assert split(path) == split(lines)
    assert len(split(path)[0]) == 5


@pytest.mark.parametrize(
    "dates",
    [
        pa.array([dt.date(2024, 6, 20)]),
        pa.array([dt.datetime(2024, 6, 20, 23, 59, tzinfo=dt.UTC)]),
        pa.array([1_718_841_600_000_000_001], pa.timestamp("ns", "UTC")),
        pa.array(["20 June 2024"]).dictionary_encode(),
        pa.array(["2024-06-20"], pa.large_string()),
    ],
)
def test_dates_may_have_any_type_of_date(tmp_path, dates):
    """Days, moments and words are read alike."""
    articles, problems = split(written(tmp_path, {"text": [ENGLISH], "date": dates}))
    assert problems == []
    assert articles[0].published == dt.date(2024, 6, 20)


@pytest.mark.parametrize(
    ("columns", "reason"),
    [
        ({"body": [ENGLISH]}, Reason.NO_COLUMN),
        ({"text": [1, 2]}, Reason.UNFIT),
        ({"text": [[ENGLISH]]}, Reason.UNFIT),
        ({"text": pa.array([], pa.string())}, Reason.EMPTY),
    ],
)
def test_a_file_without_texts_is_one_problem(tmp_path, columns, reason):
    """A missing column or one of another type is said once, not for every row."""
    articles, problems = split(written(tmp_path, columns))
    assert articles == []
    assert [problem.reason for problem in problems] == [reason]
    assert problems[0].detail.endswith(".")


def test_a_row_that_cannot_be_used_stops_no_other(tmp_path):
    """Each row without a text is named by its number."""
    path = written(
        tmp_path,
        {"text": [ENGLISH + " One.", None, "12 34", ENGLISH + " Two."], "id": [None, "b", None, "d"]},
    )
    articles, problems = split(path)
    assert [article.name for article in articles] == [f"{path}:1", "d"]
    assert [(problem.name, problem.reason) for problem in problems] == [
        ("b", Reason.NO_TEXT),
        (f"{path}:3", Reason.NO_TEXT),
    ]


def test_bytes_that_are_text_are_read_and_others_are_problems(tmp_path):
    """Writers that know no strings leave bytes; those that are no UTF-8 in a column of strings are named."""
    raw = pa.array([b"caf\xe9 \xff\xfe\x81", ENGLISH.encode()])
    strings = pa.StringArray.from_buffers(2, raw.buffers()[1], raw.buffers()[2])
    articles, problems = split(written(tmp_path, {"text": strings}))
    assert [article.text for article in articles] == [ENGLISH]
    assert [problem.reason for problem in problems] == [Reason.ENCODING]
    assert [
        article.text for article in split(written(tmp_path, {"text": pa.array([ENGLISH.encode()])}))[0]
    ] == [ENGLISH]


def test_metadata_of_any_type_can_be_kept_as_json(tmp_path):
    """What JSON does not know becomes words."""
    more = {
        "ratio": [float("nan")],
        "tags": [["a", "b"]],
        "at": [dt.datetime(2024, 1, 2, tzinfo=dt.UTC)],
        "part": [{"x": b"y"}],
        "cost": pa.array([None], pa.decimal128(5, 2)),
    }
    articles, problems = split(written(tmp_path, {"text": [ENGLISH], **more}))
    assert problems == []
    assert json.loads(json.dumps(dict(articles[0].metadata), allow_nan=False)) == {
        "ratio": None,
        "tags": ["a", "b"],
        "at": "2024-01-02T00:00:00+00:00",
        "part": {"x": "y"},
        "cost": None,
    }


def test_a_damaged_row_group_stops_no_other(tmp_path):
    """The groups before and after a damaged one are read."""
    texts = [f"{ENGLISH} {os.urandom(40).hex()} {n}." for n in range(60)]
    path = written(
        tmp_path,
        {"id": [str(n) for n in range(60)], "text": texts},
        row_group_size=20,
        use_dictionary=False,
        write_page_checksum=True,
    )
    chunk = pq.ParquetFile(path).metadata.row_group(1).column(1)
    data = bytearray(path.read_bytes())
    middle = chunk.data_page_offset + chunk.total_compressed_size // 2
    data[middle : middle + 50] = bytes(50)
    path.write_bytes(data)
    articles, problems = split(path)
    assert [int(article.name) for article in articles] == [*range(20), *range(40, 60)]
    assert [problem.reason for problem in problems] == [Reason.BROKEN]


@pytest.mark.parametrize(
    "damage",
    [lambda data: data[:-20], lambda data: data[:30], lambda _: b"PAR1" + os.urandom(200) + b"PAR1"],
)
def test_a_file_that_is_broken_as_a_whole_is_one_problem(tmp_path, damage):
    """A file without its footer cannot be read at all."""
    path = written(tmp_path, {"text": [ENGLISH]})
    path.write_bytes(damage(path.read_bytes()))
    assert [problem.reason for problem in split(path)[1]] == [Reason.BROKEN]


@pytest.mark.slow
def test_memory_stays_flat_over_a_large_row_group(tmp_path):
    """One row group of 200 MB of texts costs far less memory than it holds."""
    code = (
        "import resource,sys; from bilateral.collect.parquet import read_parquet\n"
        "before=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "n=sum(1 for _ in read_parquet(open(sys.argv[1],'rb'),'x'))\n"
        "print(n,(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss-before)//1024)"
    )
    texts = pa.array([os.urandom(5_000).hex() for _ in range(20_000)])
    path = written(tmp_path, {"text": texts}, row_group_size=20_000, compression="none", use_dictionary=False)
    done = subprocess.run([sys.executable, "-c", code, path], capture_output=True, check=True, text=True)
    rows, megabytes = map(int, done.stdout.split())
    assert rows == 20_000
    assert megabytes < 100
