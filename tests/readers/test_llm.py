"""The language-model reader over a real server: what it asks, what it keeps, what it lists, what it spends."""

import json
import logging
import sqlite3
import time
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.readers.models import EMPTY, completion, send
from tests.readers.reports import AGREEMENT, EVENT, FIGURE, RIGHT, STATEMENT, TEXT, read

import bilateral
from bilateral.cli import cli
from bilateral.exceptions import ReaderError
from bilateral.read.llm.prompt import answer_schema, system_prompt


def test_a_right_answer_becomes_mentions_in_the_articles_own_characters(model, article):
    """Copied words differ in their quotation marks; the spans have the article's."""
    model.says(RIGHT)
    (one,), problems = read(article, model.reader())
    assert problems == []
    (event,), (statement,), (figure,), (agreement,) = (
        one[f"{kind}s"] for kind in ("event", "statement", "figure", "agreement")
    )
    assert event["evidence"]["text"] == TEXT.splitlines()[0]
    assert (event["type"], event["mode"], event["actors"], event["recipients"]) == (
        "CONSULT",
        "visit",
        ["VNM"],
        ["RUS"],
    )
    assert statement["evidence"]["text"] == TEXT.splitlines()[1]
    assert [span["text"] for span in statement["content"]] == ["We will deepen our friendship"]
    assert (statement["cue"]["text"], statement["speaker"]) == ("said", "Pham Minh Chinh")
    assert (figure["number"]["text"], figure["value"], figure["measure_class"]) == (
        "$5.54 billion",
        5540000000,
        "trade",
    )
    assert (agreement["what"], agreement["status"]) == ("memorandum on energy cooperation", "signed")
    assert one["read_by"].startswith("llm 1 tiny ")


def test_the_question_holds_the_article_as_data_and_asks_for_the_schema(model, article):
    """The report is a JSON string of the user's message; the scheme stands in the system's alone."""
    read(article, model.reader(key="sk-secret"))
    (asked,), (headers,) = model.asked, model.headers
    system, user = asked["messages"]
    assert (system["role"], system["content"]) == ("system", system_prompt())
    assert json.loads(user["content"]) == {"published": "2022-07-06", "title": "A visit", "text": TEXT}
    assert asked["response_format"]["json_schema"]["schema"] == answer_schema()
    assert (asked["model"], asked["temperature"], asked["stream"]) == ("tiny", 0, False)
    assert (model.paths, headers["authorization"]) == (["/v1/chat/completions"], "Bearer sk-secret")


@pytest.mark.parametrize(
    "answer",
    [
        json.dumps(RIGHT, indent=2),
        f"```json\n{json.dumps(RIGHT)}\n```",
        f"Here is what I found {{in short}}:\n```\n{json.dumps(RIGHT)}\n```\nAnything else?",
        f"Sure! {json.dumps(RIGHT)} I hope this helps.",
        f"In the form {{events, statements}}: {json.dumps(RIGHT)}",
        f"<think>Perhaps {{'events': ...}}?</think>\n{json.dumps(RIGHT)}",
        json.dumps(
            RIGHT | {"thoughts": "extra", "events": [EVENT | {"colour": "red", "path": "../../etc/passwd"}]}
        ),
    ],
    ids=["indented", "fenced", "fence and braces", "prose", "braces", "thoughts", "extra keys"],
)
def test_the_object_is_found_among_other_words(answer, model, article):
    """Fences, prose and thoughts around the object, and keys beyond the scheme, are passed over."""
    model.says(answer)
    (one,), problems = read(article, model.reader())
    assert [len(one[f"{kind}s"]) for kind in ("event", "statement", "figure", "agreement")] == [1, 1, 1, 1]
    assert problems == []


WRONG = [
    ("events", EVENT | {"evidence": "Vietnam’s Prime Minister Pham Minh Chinh visited Beijing on Monday."}, "ungrounded", "evidence does not stand"),
    ("events", EVENT | {"evidence": "Moscow"}, "ungrounded", "too short"),
    ("events", EVENT | {"evidence": {"start": 0, "end": 9}}, "invalid", "evidence is no text"),
    ("events", EVENT | {"evidence": None}, "invalid", "evidence is no text"),
    ("events", EVENT | {"said_by": "Sergei Lavrov"}, "ungrounded", "said_by"),
    ("events", EVENT | {"also": ["They met again in Paris."]}, "ungrounded", "also"),
    ("events", EVENT | {"type": "INVADE"}, "invalid", "type"),
    ("events", EVENT | {"type": ["CONSULT"]}, "invalid", "type"),
    ("events", EVENT | {"mode": "teleport"}, "invalid", "mode"),
    ("events", EVENT | {"status": "certain"}, "invalid", "status"),
    ("events", EVENT | {"actors": ["VN"]}, "invalid", "no actor"),
    ("events", EVENT | {"actors": []}, "invalid", "empty"),
    ("events", EVENT | {"actors": "VNM"}, "invalid", "no list"),
    ("events", EVENT | {"actors": [["VNM"]]}, "invalid", "no list"),
    ("events", EVENT | {"actors": ["VNM"] * 60}, "invalid", "no list"),
    ("events", EVENT | {"when": "next Monday"}, "invalid", "no date"),
    ("events", EVENT | {"when": 20220704}, "invalid", "when is no text"),
    ("events", "a visit", "invalid", "no object"),
    ("events", None, "invalid", "no object"),
    ("statements", STATEMENT | {"content": ["We will end our friendship"]}, "ungrounded", "content"),
    ("statements", STATEMENT | {"content": []}, "invalid", "empty"),
    ("statements", STATEMENT | {"cue": "shouted"}, "ungrounded", "cue does not stand in the evidence"),
    ("statements", STATEMENT | {"speaker": "Vladimir Putin"}, "ungrounded", "speaker"),
    ("statements", STATEMENT | {"speaker": "<script>alert(1)</script>"}, "ungrounded", "speaker"),
    ("statements", STATEMENT | {"speaker_code": "../../VNM"}, "invalid", "no actor"),
    ("statements", STATEMENT | {"kind": "whispered"}, "invalid", "kind"),
    ("figures", FIGURE | {"value": 5.54}, "ungrounded", "value is not the number"),
    ("figures", FIGURE | {"value": "5540000000"}, "invalid", "value is no number"),
    ("figures", FIGURE | {"value": True}, "invalid", "value is no number"),
    ("figures", FIGURE | {"value": [1, 2, 3]}, "invalid", "value is no number"),
    ("figures", FIGURE | {"value": None}, "invalid", "value is no number"),
    ("figures", FIGURE | {"number": "$7.1 billion"}, "ungrounded", "number"),
    ("figures", FIGURE | {"number": "Trade", "value": 1}, "ungrounded", "value"),
    ("figures", FIGURE | {"unit": "warships"}, "ungrounded", "unit"),
    ("figures", FIGURE | {"measure": "arms sold in secret"}, "ungrounded", "measure"),
    ("figures", FIGURE | {"bound": "about"}, "invalid", "bound"),
    ("agreements", AGREEMENT | {"what": "secret pact"}, "ungrounded", "what"),
    ("agreements", AGREEMENT | {"domain": "magic"}, "invalid", "domain"),
    ("agreements", AGREEMENT | {"status": "rumoured"}, "invalid", "status"),
    ("agreements", AGREEMENT | {"parties": []}, "invalid", "empty"),
]  # fmt: skip


@pytest.mark.parametrize("case", WRONG)
def test_what_cannot_be_tied_to_the_article_is_listed(case, model, article):
    """A wrong item is a problem that says what it was and why; the right one beside it stays."""
    name, item, reason, why = case
    model.says(EMPTY | {name: [item, RIGHT[name][0]]})
    (one,), problems = read(article, model.reader())
    assert len(one[name]) == 1
    assert [(problem.name, problem.reason) for problem in problems] == [("one", reason)]
    assert why in problems[0].detail
    assert problems[0].detail.startswith(f"{name}: ")


def test_marks_around_a_quotation_are_left_out(model, article):
    """The content of a direct statement is what stands inside its marks, whether the model copied them or not."""
    model.says(EMPTY | {"statements": [STATEMENT | {"content": ["“We will deepen our friendship,”"]}]})
    (one,), _ = read(article, model.reader())
    assert [span["text"] for span in one["statements"][0]["content"]] == ["We will deepen our friendship,"]


@pytest.mark.parametrize("number", ["1e400", "-1e400", "NaN", "Infinity", "9" * 400, "9" * 4000, "1e308"])
def test_numbers_out_of_all_bounds_are_listed(number, model, article):
    """JSON can write numbers that no float holds, and Python reads some that JSON has not."""
    model.says(json.dumps(EMPTY | {"figures": [FIGURE | {"value": "HERE"}]}).replace('"HERE"', number))
    (one,), problems = read(article, model.reader())
    assert one["figures"] == []
    assert [problem.reason for problem in problems] == ["invalid"]


def test_a_range_may_share_its_scale(model, write_lines):
    """Five to six million is five million to six million, or else five, as the words say."""
    text = "Vietnam will buy between 5 and 6 million barrels of oil from Russia this year."
    item = FIGURE | {"evidence": text, "number": "5 and 6 million barrels", "value": [5_000_000, 6_000_000]}
    model.says(EMPTY | {"figures": [item | {"unit": "barrel", "measure": "oil from Russia", "period": None}]})
    (one,), problems = read(write_lines("range.jsonl", json.dumps({"id": "r", "text": text})), model.reader())
    assert problems == []
    assert one["figures"][0]["value"] == [5_000_000, 6_000_000]


def test_lists_that_are_none_and_items_without_number_are_listed(model, article):
    """An object in place of a list, and a thousand equal items, cost no more than themselves."""
    model.says(EMPTY | {"events": [EVENT] * 600, "figures": {"0": FIGURE}})
    (one,), problems = read(article, model.reader())
    assert len(one["events"]) == 1
    assert sorted(problem.reason for problem in problems) == ["invalid", "too-many"]


def test_long_articles_are_asked_for_in_pieces(model, write_lines):
    """Each piece is asked for by itself, and spans are those of the whole article."""
    text = "\n\n".join(f"{TEXT}\nReport number {n} ends here and now." for n in range(8))

    def answer(_handler, body):
        report = json.loads(body["messages"][1]["content"])["text"]
        last = next(line for line in report.splitlines() if line.startswith("Report number"))
        return completion(EMPTY | {"events": [EVENT | {"evidence": last, "when": None}]})

    model.answer = answer
    (one,), problems = read(
        write_lines("long.jsonl", json.dumps({"id": "l", "text": text})), model.reader(piece=500)
    )
    assert (problems, len(model.asked)) == ([], len(one["events"]))
    assert len(model.asked) > 4
    assert all(
        text[e["evidence"]["start"] : e["evidence"]["end"]] == e["evidence"]["text"] for e in one["events"]
    )
    assert "".join(json.loads(body["messages"][1]["content"])["text"] for body in model.asked) == text


def test_words_of_another_piece_are_not_found(model, write_lines):
    """A model that was not shown a sentence did not read it there."""
    text = f"{'Nothing happened in the morning of that day. ' * 12}\n\n{TEXT}"
    model.says(EMPTY | {"events": [EVENT]})
    (one,), problems = read(
        write_lines("two.jsonl", json.dumps({"id": "t", "text": text})), model.reader(piece=550)
    )
    assert (len(model.asked), len(one["events"]), [p.reason for p in problems]) == (2, 1, ["ungrounded"])


def test_a_cached_call_asks_nothing(model, article, tmp_path):
    """The same article, prompt, model and settings are answered from the cache; any other model is asked."""
    model.says(RIGHT)
    options = {"cache": tmp_path / "answers.sqlite"}
    first = read(article, model.reader(**options))
    assert len(model.asked) == 1
    assert read(article, model.reader(**options, calls=1)) == first
    assert len(model.asked) == 1
    read(article, model.reader(**options, model="large"))
    read(article, model.reader(**options, temperature=1))
    assert len(model.asked) == 3


def test_a_cache_in_a_folder_needs_no_server(model, article, tmp_path):
    """The option may name a folder; a cached call makes no request, whatever address it is given."""
    model.says(RIGHT)
    first = read(article, model.reader(cache=tmp_path))
    choice = model.reader(cache=tmp_path)
    elsewhere = bilateral.ReaderChoice("llm", {**choice.options, "address": "http://127.0.0.1:9/v1"})
    assert read(article, elsewhere) == first


def test_an_answer_that_was_no_object_is_asked_for_again(model, article, tmp_path):
    """Only what could be used is cached."""
    model.says("I cannot do that.")
    assert [p.reason for p in read(article, model.reader(cache=tmp_path))[1]] == ["unread"]
    model.says(RIGHT)
    assert read(article, model.reader(cache=tmp_path))[1] == []


def test_neither_key_nor_article_stands_in_the_cache(model, article, tmp_path):
    """The cache holds hashes and what the model wrote."""
    model.says(EMPTY)
    read(article, model.reader(cache=tmp_path / "c", key="sk-secret"))
    kept = (tmp_path / "c").read_bytes()
    assert b"sk-secret" not in kept
    assert b"friendship" not in kept


@pytest.mark.parametrize(
    "content", [b"no database at all, but a longer text " * 50, None], ids=["text", "database"]
)
def test_another_file_is_not_taken_for_a_cache(content, model, article, tmp_path):
    """What stands there already is left as it is."""
    path = tmp_path / "precious"
    if content is None:
        connection = sqlite3.connect(path)
        connection.execute("CREATE TABLE letters (words TEXT)")
        connection.close()
    else:
        path.write_bytes(content)
    before = path.read_bytes()
    with pytest.raises(ReaderError, match="precious"):
        read(article, model.reader(cache=path))
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("options", "usage", "expected"),
    [
        ({"calls": 3}, {}, (3, "limit of 3 requests")),
        ({"tokens": 250}, {"prompt_tokens": 90, "completion_tokens": 10}, (3, "limit of 250 tokens")),
        ({"tokens": 250}, {"prompt_tokens": -1e9, "completion_tokens": "none"}, (1, "limit of 250 tokens")),
        ({"tokens": 250}, {"prompt_tokens": 10**30, "completion_tokens": 5}, (1, "limit of 250 tokens")),
    ],
    ids=["calls", "tokens", "tokens that cannot be", "tokens without end"],
)
def test_a_call_stops_at_its_limits(options, usage, expected, model, articles):
    """What is over the limit is listed with the option that raises it; what was read before is kept."""
    asked, why = expected
    model.says(EMPTY, **usage)
    readings, problems = read(articles, model.reader(**options))
    assert (len(model.asked), len(readings), len(problems)) == (asked, asked, 8 - asked)
    assert all(why in problem.detail for problem in problems)


@pytest.mark.slow
def test_several_processes_share_the_limits(model, write_lines):
    """With two workers the requests of both are counted together."""
    rows = ({"id": f"n{n}", "text": f"{TEXT}\nIt was report {n}."} for n in range(40))
    source = write_lines("forty.jsonl", *map(json.dumps, rows))
    readings, problems = read(source, model.reader(calls=7), workers=2)
    assert (len(model.asked), len(readings), len(problems)) == (7, 7, 33)


def test_the_time_of_a_call_ends(model, articles):
    """A slow server does not hold a call longer than it may take."""

    def answer(_handler, _body):
        time.sleep(0.4)
        return completion(EMPTY)

    model.answer = answer
    began = time.monotonic()
    readings, problems = read(articles, model.reader(seconds=1))
    assert time.monotonic() - began < 5
    assert 0 < len(readings) < 8
    assert any("is over" in problem.detail for problem in problems)


def test_ungrounded_items_stand_in_the_problem_list_of_a_record(model, article, tmp_path):
    """`bilateral problems` shows what the model said without ground; the record proves itself."""
    model.says(RIGHT | {"events": [EVENT, EVENT | {"evidence": "China invaded the Moon on Tuesday.\x1b[2J"}]})
    record = tmp_path / "news.bilateral"
    options = [f"--reader-option={key}={value}" for key, value in model.reader().options.items()]
    done = CliRunner().invoke(
        cli, ["add", str(article), "--record", str(record), "--reader", "llm", *options]
    )
    assert done.exit_code == 1, done.output
    shown = CliRunner().invoke(cli, ["problems", "--record", str(record)])
    assert "ungrounded" in shown.output
    assert "China invaded the Moon" in shown.output
    assert "\x1b" not in shown.output + done.output
    assert bilateral.check(record) == []
    assert [hit.kind for hit in bilateral.search(record, "memorandum")]


def test_what_a_failing_server_leaves_is_read_by_the_next_call(model, articles, tmp_path):
    """The mentions of the built-in reader stay until the model has read the article."""
    record = tmp_path / "news.bilateral"
    bilateral.add([articles], record)
    model.says(RIGHT)
    summary = bilateral.add([articles], record, bilateral.AddOptions(reader=model.reader(calls=3)))
    assert (summary.counts["read"], summary.counts["problem"]) == (3, 5)
    summary = bilateral.add([articles], record, bilateral.AddOptions(reader=model.reader()))
    assert (summary.counts["read"], summary.counts["problem"], len(model.asked)) == (5, 0, 8)
    assert bilateral.check(record) == []


def test_the_key_is_never_logged_or_shown(model, article, tmp_path, caplog):
    """Neither debug output nor an error names it, where a server sends it back too."""
    (tmp_path / "key").write_text("sk-secret\n")

    def answer(handler, _body):
        send(handler, b"Incorrect key: sk-secret", 401, X_Key="sk-secret", Content_Encoding="sk-secret")

    model.answer = answer
    # The libraries below log what a server sends; what it was sent they do not.
    with caplog.at_level(logging.DEBUG, logger="bilateral"):
        _, problems = read(article, model.reader(key_file=tmp_path / "key"))
    assert model.headers[0]["authorization"] == "Bearer sk-secret"
    assert "key is right" in problems[0].detail
    assert "secret" not in caplog.text + str(problems)


def test_the_key_is_not_among_what_libraries_log(model, article, caplog):
    """Nothing that is logged at any level holds the key, as `--verbose` would show it."""
    model.says(RIGHT)
    with caplog.at_level(logging.DEBUG):
        read(article, model.reader(key="sk-secret"))
    assert "httpcore" in {record.name.partition(".")[0] for record in caplog.records}
    assert "secret" not in caplog.text


@pytest.mark.parametrize(
    ("options", "why"),
    [
        ({}, "'address'"),
        ({"address": "http://x/v1"}, "'model'"),
        ({"address": "ftp://x/v1", "model": "m"}, "http"),
        ({"address": "file:///etc/passwd", "model": "m"}, "http"),
        ({"address": "localhost:11434/v1", "model": "m"}, "http"),
        ({"address": "http://user:secret@x/v1", "model": "m"}, "password"),
        ({"address": "http://x/v1?key=secret", "model": "m"}, "query"),
        ({"address": "http://x/v1", "model": "m", "modle": "m"}, "no option 'modle'"),
        ({"address": "http://x/v1", "model": "a b"}, "model"),
        ({"address": "http://x/v1", "model": "m", "calls": "many"}, "calls"),
        ({"address": "http://x/v1", "model": "m", "calls": "0"}, "calls"),
        ({"address": "http://x/v1", "model": "m", "seconds": "nan"}, "seconds"),
        ({"address": "http://x/v1", "model": "m", "format": "xml"}, "format"),
        ({"address": "http://x/v1", "model": "m", "key": "sec\nret"}, "no key"),
        ({"address": "http://x/v1", "model": "m", "key-file": "/nowhere/secret-less"}, "key file"),
        ({"address": "http://x/v1", "model": "m", "key": "a", "key-file": "b"}, "not both"),
        ({"address": "http://x/v1", "model": "m", "cache": "/nowhere/cache"}, "cache"),
    ],
)
def test_wrong_options_are_refused_before_anything_is_asked(options, why, article):
    """Each says which option it is and what it may be; keys and passwords are not repeated."""
    with pytest.raises(ReaderError, match=why) as caught:
        read(article, bilateral.ReaderChoice("llm", options))
    assert "secret@" not in str(caught.value)
    assert "=secret" not in str(caught.value)


def test_nothing_of_the_environment_is_used(model, article, monkeypatch):
    """Neither a proxy nor a key of the environment changes where or as whom is asked."""
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    monkeypatch.setenv("OPENAI_API_KEY", "sk-environment")
    model.says(RIGHT)
    _, problems = read(article, model.reader())
    assert problems == []
    assert "authorization" not in model.headers[0]


def test_the_page_names_every_option():
    """docs/readers.md tells each option of the reader."""
    from bilateral.read.llm.settings import _OPTIONS  # noqa: PLC0415

    page = (Path(__file__).resolve().parents[2] / "docs" / "readers.md").read_text(encoding="utf-8")
    assert [name for name in [*_OPTIONS, "key-file"] if f"| `{name}` |" not in page] == []


def test_a_file_and_a_server_keep_the_same_of_a_models_answer(model, article, new_place):
    """Mentions, the problems of strange characters and who read go into SQLite and PostgreSQL alike."""
    model.says(RIGHT | {"events": [EVENT, EVENT | {"evidence": "\x00 \ud83d gone"}]})
    options = bilateral.AddOptions(reader=model.reader())
    assert bilateral.add([article], new_place, options).counts["read"] == 1
    assert [problem.reason for problem in bilateral.problems(new_place)] == ["ungrounded"]
    assert bilateral.add([article], new_place).counts["read"] == 0
    assert bilateral.check(new_place) == []
