"""The server for assistants, asked through the client library of the protocol over standard input and output."""

import hashlib
import json
import sys
from contextlib import asynccontextmanager

import anyio
import pytest
from mcp import Client, MCPError, StdioServerParameters
from tests.export.conftest import HOSTILE

import bilateral
from bilateral.assist import make_server
from bilateral.exceptions import RecordError
from bilateral.sample import SAMPLE

# No answer is longer than this, whatever stands in a record.
MOST_BYTES = 200_000


@asynccontextmanager
async def launched(record):
    """Give a client of `python -m bilateral mcp`."""
    command = ["-m", "bilateral", "mcp", "--record", str(record)]
    async with Client(StdioServerParameters(command=sys.executable, args=command)) as client:
        yield client


def ask(record, *calls, over=launched):
    """Return the answers to some calls of tools, made one after the other."""

    async def asking():
        with anyio.fail_after(60):
            async with over(record) as client:
                return [await client.call_tool(name, arguments) for name, arguments in calls]

    return anyio.run(asking)


def in_process(record):
    """Return a client that speaks to a server of its own process."""
    return Client(make_server(record))


def told(answer):
    """Return what a tool told, which is the same as text and as structure, and bounded."""
    assert not answer.is_error, answer.content
    (text,) = answer.content
    assert len(text.text.encode()) < MOST_BYTES
    assert json.loads(text.text) == answer.structured_content
    return answer.structured_content


def citations_in(value):
    """Yield every citation of an answer."""
    if isinstance(value, dict):
        if "quotation" in value:
            yield value
        for part in value.values():
            yield from citations_in(part)
    elif isinstance(value, list):
        for part in value:
            yield from citations_in(part)


def texts_of(record):
    """Return the text of each article by its address."""
    with bilateral.open(record) as opened:
        addresses = {row.article for row in opened.mentions()}
    reports = [json.loads(line)["text"] for line in SAMPLE.read_text(encoding="utf-8").splitlines()]
    by_address = {hashlib.sha256(text.encode()).hexdigest(): text for text in reports}
    return {address: by_address[address] for address in addresses}


def test_an_assistant_is_told_facts_with_citations(built_file):
    """Through the real client: each fact and number is cited, and each citation stands in its article."""
    texts = texts_of(built_file)
    before = hashlib.sha256(built_file.read_bytes()).hexdigest()
    with bilateral.open(built_file) as record:
        entry = next(iter(record.entries(kind="event", families=2)))
    calls = [
        ("search", {"words": "nuclear", "limit": 5}),
        ("entry", {"id": entry.id}),
        ("dossier", {"one": "Russia", "other": "VNM", "kinds": ["event", "figure"], "limit": 10}),
        ("series", {"one": "RUS", "other": "Vietnam", "by": "month"}),
        ("quote", {"mention": entry.mentions[0], "around": 40}),
    ]
    answers = [told(answer) for answer in ask(built_file, *calls)]
    for answer in answers:
        found = list(citations_in(answer))
        assert found
        for each in found:
            assert texts[each["article"]][each["start"] : each["end"]] == each["quotation"]
            assert each["outlet"]
            assert each["published"]
    search, one, dossier, series, quote = answers
    assert all(fact["citations"] for fact in (*search["facts"], one, *dossier["facts"]))
    assert all(fact["entry"] == each["entry"] for fact in dossier["facts"] for each in fact["citations"])
    assert (one["entry"], one["families"], len(one["citations"])) == (
        entry.id,
        entry.families,
        len(entry.mentions),
    )
    assert series["names"] == ["Russia", "Vietnam"]
    assert all(number["citations"] and number["entries"] for number in series["numbers"])
    cited = quote["citation"]
    around = quote["before"] + cited["quotation"] + quote["after"]
    assert around in texts[cited["article"]]
    assert hashlib.sha256(built_file.read_bytes()).hexdigest() == before


def test_the_tools_are_described_as_read_only(built_file):
    """Five tools, each with the schema of what it takes and gives, and none that changes anything."""

    async def listing(record):
        async with in_process(record) as client:
            return (await client.list_tools()).tools

    tools = anyio.run(listing, built_file)
    assert {tool.name for tool in tools} == {"search", "entry", "dossier", "series", "quote"}
    for tool in tools:
        assert tool.annotations.read_only_hint
        assert tool.description
        assert tool.input_schema["additionalProperties"] is False
        assert tool.output_schema


def test_a_dossier_goes_on_where_it_ended(built_record):
    """Asked for with `next`, it has each entry of the two once, the latest first."""
    seen, after = [], None
    while True:
        given = {"one": "RUS", "other": "VNM", "limit": 25, **({"after": after} if after else {})}
        (answer,) = ask(built_record, ("dossier", given), over=in_process)
        page = told(answer)
        seen += page["facts"]
        after = page["next"]
        if after is None:
            break
    lines = {line.id for line in bilateral.dossier(built_record, "RUS", "VNM").lines()}
    assert len(seen) == len(lines)
    assert {fact["entry"] for fact in seen} == lines
    days = [fact["day"] for fact in seen if fact["day"]]
    assert days == sorted(days, reverse=True)


def test_a_series_counts_as_the_measure_does(built_record):
    """Its numbers are those of `bilateral series`; what counts nothing is left out."""
    (answer,) = ask(built_record, ("series", {"one": "RUS", "other": "VNM"}), over=in_process)
    rows = [row for row in bilateral.series(built_record, "RUS", "VNM", by="year").rows() if row["count"]]
    expected = {(row["period"], row["quad"]): row["count"] for row in rows if row["quad"] != "all"}
    assert {(n["period"], n["quad"]): n["count"] for n in told(answer)["numbers"]} == expected


def test_words_are_quoted_by_their_place(built_file):
    """Any characters of an article, no more than are there."""
    address, text = next(iter(texts_of(built_file).items()))
    place = {"article": address, "start": 10, "end": 40, "around": 0}
    right, beyond = ask(
        built_file,
        ("quote", place),
        ("quote", {**place, "start": len(text) - 5, "end": len(text) + 5}),
        over=in_process,
    )
    assert told(right)["citation"]["quotation"] == text[10:40]
    assert beyond.is_error


@pytest.mark.parametrize(
    ("tool", "given", "words"),
    [
        ("search", {}, "words"),
        ("search", {"words": "nuclear", "limit": 26}, "25"),
        ("search", {"words": "x" * 301}, "300"),
        ("search", {"words": "nuclear", "since": "2024"}, "since"),
        ("entry", {"id": "../etc/passwd"}, "id"),
        ("entry", {"id": "0" * 16}, "has no entry"),
        ("dossier", {"one": "Ruritania", "other": "RUS"}, "no actor is called"),
        ("dossier", {"one": "RUS", "other": "Russia"}, "same actor"),
        ("dossier", {"one": "RUS", "other": "VNM", "since": "June"}, "since"),
        ("dossier", {"one": "RUS", "other": "VNM", "since": "2024-13"}, "no date"),
        ("dossier", {"one": "RUS", "other": "VNM", "kinds": ["rumour"]}, "event"),
        ("dossier", {"one": "RUS", "other": "VNM", "after": "x"}, "after"),
        ("series", {"one": "RUS", "other": "VNM", "by": "week"}, "month"),
        ("quote", {}, "give the id of a mention"),
        ("quote", {"article": "0" * 64, "start": 0, "end": 5}, "no article"),
        ("quote", {"article": "0" * 64, "start": 5, "end": 5}, "end is after start"),
        ("quote", {"article": "0" * 64, "start": 0, "end": 10_000}, "2000"),
        ("judge", {"target": "0" * 16, "verdict": "accept"}, "judge"),
    ],
)
def test_what_is_asked_wrongly_is_refused(built_file, tool, given, words):
    """With words that say what was wrong, and nothing else."""

    async def asking():
        async with in_process(built_file) as client:
            try:
                answer = await client.call_tool(tool, given)
            except MCPError as error:  # an unknown tool is an error of the protocol itself
                return True, str(error)
            return answer.is_error, "".join(part.text for part in answer.content)

    failed, said = anyio.run(asking)
    assert failed
    assert words in said
    assert "Traceback" not in said


def test_hostile_articles_stay_bounded(tmp_path):
    """Titles, outlets, addresses and sentences without end are cut; a quotation that is cut still stands where it says."""
    endless = (
        "Vietnam and Japan signed an agreement on fisheries, " + "and on fish, " * 120 + "in Hanoi on Monday."
    )
    text = f"{endless}\n\nJapan pledged $120 million in aid to Vietnam on Monday."
    article = {
        "title": "T" * 50_000,
        "source": "S" * 50_000,
        "url": "https://news.example/" + "u" * 50_000,
        "date": "2024-03-05",
    }
    reports = tmp_path / "reports.jsonl"
    lines = [{**article, "id": str(n), "text": text + f" {n}"} for n in range(5)] + HOSTILE
    reports.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    record = tmp_path / "news.bilateral"
    bilateral.add([reports], record)
    dossier, search = ask(
        record,
        ("dossier", {"one": "JPN", "other": "VNM", "limit": 25}),
        ("search", {"words": "fish OR aid", "limit": 25}),
        over=in_process,
    )
    with bilateral.open(record) as opened:
        mentions = {row.id: row for row in opened.mentions()}
    for each in (*citations_in(told(dossier)), *citations_in(told(search))):
        whole = mentions[each["mention"]]
        assert whole.quotation.startswith(each["quotation"])
        assert each["end"] - each["start"] == len(each["quotation"]) <= 1000
        assert len(each["title"]) <= 300


def test_a_record_that_is_not_there_is_said_so(tmp_path):
    """Before anything is served."""
    with pytest.raises(RecordError, match="no record"):
        make_server(tmp_path / "none.bilateral")
