"""The command line as a user meets it: real files, exit codes and what goes where."""

import contextlib
import gzip
import json
import subprocess
import sys
from types import SimpleNamespace

import pytest
from click.testing import CliRunner

from bilateral.cli import cli
from bilateral.sample import SAMPLE

ENGLISH = "Russia and Vietnam signed an agreement on trade in Hanoi on Monday. Moscow criticised the United States over sanctions."


def run(*arguments, stdin=b"", cwd=None):
    """Run the command line in this process, where the models are loaded already."""
    with contextlib.chdir(cwd or "."):
        done = CliRunner().invoke(cli, [*map(str, arguments)], input=stdin)
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return SimpleNamespace(returncode=done.exit_code, stdout=done.stdout_bytes, stderr=done.stderr_bytes)


def run_alone(*arguments, stdin=b""):
    """Run the command line in a process of its own, as a shell would."""
    command = [sys.executable, "-m", "bilateral", *map(str, arguments)]
    return subprocess.run(command, input=stdin, capture_output=True, check=False, timeout=300)


def lines(output):
    """Return the JSON objects of an output, one a line."""
    return [json.loads(line) for line in output.decode().splitlines()]


def test_read_writes_one_object_an_article_in_the_scheme(tmp_path):
    """The objects have the guidelines' keys, and each span reproduces its words in the text as given."""
    done = run("read", SAMPLE, "-o", tmp_path / "out.jsonl")
    assert (done.returncode, done.stdout) == (0, b"")
    reports = {report["id"]: report for report in lines(SAMPLE.read_bytes())}
    objects = lines((tmp_path / "out.jsonl").read_bytes())
    assert [o["id"] for o in objects] == list(reports)
    parts = {"id", "events", "statements", "figures", "agreements", "dates", "quantities"}
    assert all(set(o) == parts for o in objects)
    spans = [(o["id"], span) for o in objects for span in spans_in(o)]
    assert len(spans) > 200
    assert all(reports[i]["text"][s["start"] : s["end"]] == s["text"] for i, s in spans)


def spans_in(value):
    """Yield every span of a plain value."""
    if isinstance(value, dict):
        if value.keys() == {"start", "end", "text"}:
            yield value
        for part in value.values():
            yield from spans_in(part)
    elif isinstance(value, list):
        for part in value:
            yield from spans_in(part)


def test_read_counts_spans_in_the_text_as_it_was_given(write_lines):
    """With CRLF and decomposed characters in the input, the spans still fit the input."""
    text = "Me\u0301lanie Joly met Sergei\u0308 Lavrov in Hanoi.\r\n\r\nCanada condemned Russia on Monday, Joly said."
    done = run(
        "read", write_lines("one.jsonl", json.dumps({"id": "one", "text": text, "date": "2022-07-08"}))
    )
    (one,) = lines(done.stdout)
    found = list(spans_in(one))
    assert found
    assert all(text[span["start"] : span["end"]] == span["text"] for span in found)


@pytest.mark.slow
def test_read_gives_the_same_with_two_workers():
    """Byte for byte, in the order of the input."""
    assert run_alone("read", SAMPLE, "--workers", 2).stdout == run("read", SAMPLE).stdout


@pytest.mark.slow
def test_read_takes_standard_input():
    """A text piped into a process is read."""
    done = run_alone("read", "-", stdin=ENGLISH.encode())
    assert done.returncode == 0
    assert lines(done.stdout)[0]["events"]


def test_add_dossier_search_check_and_problems_make_a_session(new_place, tmp_path):
    """The whole way from a folder to a dossier, with the record named once a command."""
    record = ["--record", new_place]
    (tmp_path / "in" / "deep").mkdir(parents=True)
    (tmp_path / "in" / "deep" / "sample.jsonl.gz").write_bytes(gzip.compress(SAMPLE.read_bytes()))
    added = run("add", tmp_path / "in", *record)
    assert added.returncode == 0, added.stderr
    assert b"16 new" in added.stderr
    shown = run("dossier", "Russia", "Vietnam", *record).stdout.decode()
    assert "Russia and Vietnam" in shown
    assert "Timeline" in shown
    assert run("dossier", "RUS", "VNM", "--json", *record).stdout.startswith(b"{")
    assert b"Rosatom" in run("search", "Rosatom", *record).stdout
    assert run("check", *record).returncode == 0
    assert run("problems", *record).returncode == 0


def test_the_page_is_written_and_named(built_record, tmp_path):
    """With --html the dossier becomes a file, and its place is said on standard error."""
    done = run("dossier", "VNM", "RUS", "--record", built_record, "--html", tmp_path / "page.html")
    assert done.returncode == 0
    assert str(tmp_path / "page.html").encode() in done.stderr
    assert (tmp_path / "page.html").read_text(encoding="utf-8").startswith("<!doctype html>")


def test_since_and_until_bound_the_dossier(built_record):
    """Only lines of the period are shown; a year means all of it."""

    def days(*period):
        shown = json.loads(run("dossier", "RUS", "VNM", "--record", built_record, "--json", *period).stdout)
        return {
            line["day"] for part in ("events", "agreements", "figures", "statements") for line in shown[part]
        }

    assert {day[:4] for day in days("--since", "2024")} == {"2024"}
    assert max(days("--until", "2022")) < "2023"
    assert days("--since", "2024-06-20", "--until", "2024-06-20") == {"2024-06-20"}


def test_demo_builds_the_sample_and_says_where_the_page_stands(tmp_path):
    """The demonstration needs nothing but a folder, and a second run adds nothing."""
    first = run("demo", "--folder", tmp_path / "demo")
    assert first.returncode == 0, first.stderr
    assert b"Timeline" in first.stdout
    assert (tmp_path / "demo" / "dossier.html").exists()
    assert b"16 known" in run("demo", "--folder", tmp_path / "demo").stderr


def test_classify_gives_type_and_mode_for_marked_pairs(write_lines):
    """Each marked pair gets its type; a line that is no pair is named, and the rest goes on."""
    text = "Turkey condemned Israel over the raid, and Norway was not involved."
    pairs = [
        {"id": "a", "text": text, "source": [0, 6], "target": [17, 23]},
        {"id": "b", "text": text, "source": [0, 600], "target": [17, 23]},
        {"id": "c", "text": text},
    ]
    done = run("classify", write_lines("pairs.jsonl", *map(json.dumps, pairs)))
    assert done.returncode == 1
    (answer,) = lines(done.stdout)
    assert (answer["id"], answer["type"], answer["mode"]) == ("a", "ACCUSE", "disapprove")
    assert sum(answer["scores"].values()) == pytest.approx(1, abs=0.01)
    assert done.stderr.count(b"not-a-pair") == 2


BAD = {
    "empty.txt": (b"", "empty"),
    "blank.txt": (b" \n\t\n", "empty"),
    "binary.txt": (bytes(range(256)) * 20, "binary"),
    "page.html": (b"<html><body><script>1</script></body></html>", "no-text"),
    "broken.jsonl": (json.dumps({"id": "a", "text": ENGLISH}).encode() + b'\n{"id": "b", "te\n', "not-json"),
    "german.txt": (("Der russische Außenminister hat am Montag seinen Amtskollegen in Hanoi getroffen und über Handel gesprochen. " * 3).encode(), "not-english"),
    "future.jsonl": (json.dumps({"id": "f", "text": ENGLISH, "date": "2999-01-01"}).encode(), "future-date"),
    "undated.jsonl": (json.dumps({"id": "u", "text": ENGLISH, "date": "the other day"}).encode(), "bad-date"),
    "huge.txt": (b"Russia met Vietnam. " * 2_600_000, "huge"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_bad_input_becomes_a_problem_with_its_reason(tmp_path, name):
    """Each bad input is named on standard error and kept in the problem list; exit code 1, no traceback."""
    data, reason = BAD[name]
    (tmp_path / name).write_bytes(data)
    (tmp_path / "good.txt").write_text(ENGLISH)
    record = ["--record", tmp_path / "news.bilateral"]
    done = run("add", tmp_path / name, tmp_path / "good.txt", *record)
    assert done.returncode == 1
    assert reason in done.stderr.decode()
    assert "Traceback" not in done.stderr.decode()
    listed = lines(run("problems", "--json", *record).stdout)
    assert [problem["reason"] for problem in listed] == [reason]
    assert (
        b"good.txt" in run("search", "sanctions", "--json", *record).stdout
        or run("check", *record).returncode == 0
    )


def test_invalid_utf_8_is_said_and_the_rest_goes_on(tmp_path):
    """A text in another encoding is never read as rubbish in silence."""
    (tmp_path / "latin.txt").write_bytes(ENGLISH.encode() + b" Caf\xe9 \x81 \xff\xfe" * 3)
    (tmp_path / "good.txt").write_text(ENGLISH)
    done = run("add", tmp_path, "--record", tmp_path / "x.bilateral")
    assert b"Traceback" not in done.stderr
    assert b"new" in done.stderr


USAGE = {
    "no such command": ["frobnicate"],
    "no source": ["add"],
    "no such record": ["dossier", "RUS", "VNM", "--record", "nowhere.bilateral"],
    "no such actor": ["dossier", "RUS", "Atlantis", "--record", "{record}"],
    "no such date": ["dossier", "RUS", "VNM", "--since", "soon", "--record", "{record}"],
    "no worker": ["read", "-", "--workers", "0"],
}


@pytest.mark.parametrize("case", USAGE)
def test_a_call_that_cannot_be_carried_out_ends_with_2(built_record, tmp_path, case):
    """Usage errors end with 2 and a line that says what was wrong, on standard error only."""
    done = run(*(part.format(record=built_record) for part in USAGE[case]), cwd=tmp_path)
    assert done.returncode == 2
    assert done.stdout == b""
    assert b"Traceback" not in done.stderr
    assert len(done.stderr) > 20


def test_a_missing_file_is_a_problem_and_the_rest_goes_on(tmp_path):
    """A name that leads nowhere does not stop the others."""
    (tmp_path / "good.txt").write_text(ENGLISH)
    done = run("read", tmp_path / "nowhere.txt", tmp_path / "good.txt")
    assert done.returncode == 1
    assert len(lines(done.stdout)) == 1
    assert b"nowhere.txt" in done.stderr


def test_help_is_quick_and_has_examples():
    """Each command's help shows how it is called."""
    for command in ("add", "read", "dossier", "search", "check", "problems", "demo"):
        assert b"Examples:" in run(command, "--help").stdout
