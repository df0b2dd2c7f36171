"""What visitors and articles send is data: never SQL, never a path, never a header."""

import ast
import re
from pathlib import Path
from urllib.parse import quote, unquote

import anyio
import pytest
import sqlalchemy as sa
from starlette.testclient import TestClient
from tests.security.hostile import FORMULA, MARKUP, write_articles

import bilateral
from bilateral.record.postgres.database import Database
from bilateral.record.schema import metadata
from bilateral.record.store import Record
from bilateral.show.web import Settings, create_app

SOURCE = Path(__file__).resolve().parents[2] / "src" / "bilateral"
HOSTILE = ["' OR '1'='1", "'; DROP TABLE articles; --", '" OR 1=1 --', "1) UNION SELECT sql FROM sqlite_master --", "%' --", "\\", "$$;--", "x'); COPY articles TO PROGRAM 'id'; --", ":one", "?", "{}", "%(a)s", "NEAR(a b)", 'a" OR b*', "label:x", "^a", "a\u0000b"]  # fmt: skip
PLACES = ["/search?q={}", "/search?in=articles&q={}&outlet={}", "/RUS/VNM?outlet={}", "/RUS/VNM?order={}", "/RUS/VNM?type={}&quad={}&by={}", "/RUS/VNM?since={}", "/RUS/VNM?families={}", "/RUS/VNM/series?by={}&weight={}", "/VNM/balance?by={}&rule={}", "/review?why={}&kind={}&done={}", "/judgements?done={}", "/problems?page={}", "/entry/{}", "/article/{}", "/article/00?with={}", "/{}", "/{}/{}", "/find?one={}&other={}", "/api/v1/entries?actor={}&kind={}&cursor={}", "/api/v1/search?q={}", "/api/v1/entries/{}", "/api/v1/articles/{}"]  # fmt: skip


def rows_of(record):
    """Return how many rows each table has."""
    with Record(record) as opened, opened.transaction() as connection:
        count = sa.func.count()
        return {name: connection.execute(sa.select(count).select_from(table)).scalar() for name, table in metadata.tables.items()}  # fmt: skip


@pytest.mark.parametrize("place", PLACES)
def test_no_parameter_reaches_sql_as_sql(built_record, place):
    """Whatever stands in an address, the answer is a page or a refusal, holds no word of a database, and changes nothing."""
    before = rows_of(built_record)
    client = TestClient(create_app(Settings(built_record)), base_url="http://127.0.0.1:8000")
    for words in HOSTILE:
        path = place.replace("{}", quote(words, safe=""))
        answer = client.get(path)
        assert answer.status_code in {200, 400, 404}, (path, answer.status_code)
        assert not re.search(r"sqlite3|sqlalchemy|psycopg|syntax error|CREATE TABLE|Traceback", answer.text)
    assert rows_of(built_record) == before


def test_a_zero_character_in_a_form_is_kept_by_no_record(sample_record):
    """A judgement whose note holds one is made, in PostgreSQL too, with a replacement character in its place."""
    client = TestClient(create_app(Settings(sample_record)), base_url="http://127.0.0.1:8000")
    page = client.get("/review").text
    token, target = (
        re.search(rf'name="{name}" value="([^"]+)"', page)[1] for name in ("form_token", "target")
    )
    fields = {"form_token": token, "target": target, "verdict": "accept", "reviewer": "A\0nn", "note": "a\0b"}
    assert client.post("/judge", data=fields, follow_redirects=False).status_code == 303
    assert {(made.reviewer, made.note) for made in bilateral.judgements(sample_record)} == {
        ("A\ufffdnn", "a\ufffdb")
    }


# Where SQL is put together from parts, and why no part is anybody's words.
PUT_TOGETHER = {
    "record/postgres/database.py": "the schema's name, quoted with its quotation marks doubled, and a number",
    "record/sqlite/file.py": "a number of ours",
    "read/llm/store.py": "a number of ours",
}


def test_sql_is_never_put_together_from_words():
    """No query is made by an f-string, by % or by +, but for the places that are named here with their reason."""
    for path in sorted(SOURCE.rglob("*.py")):
        name = str(path.relative_to(SOURCE))
        if name.startswith("record/migrations/") or name in PUT_TOGETHER:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args and ast.unparse(node.func).rpartition(".")[2] in {"execute", "exec_driver_sql", "executescript", "executemany", "text", "literal_column"}:  # fmt: skip
                assert not isinstance(node.args[0], ast.JoinedStr | ast.BinOp), f"{name}:{node.lineno}"


def test_a_schema_named_by_a_user_is_quoted():
    """The one name that a user gives to SQL stands in quotation marks, its own doubled."""
    place = Database.at("postgresql://db/news?schema=a%22%3B drop schema x%3B--")
    assert place._quoted == '"a""; drop schema x;--"'


@pytest.mark.parametrize("path", ["../app.py", "..%2fapp.py", "%2e%2e/app.py", "%2e%2e%2fapp.py", "..\\app.py", "/etc/passwd", "%2fetc%2fpasswd", "style.css/../../app.py", "", ".", "%00", "style.css%00.js", "con", "a" * 5000])  # fmt: skip
def test_nothing_but_our_own_files_is_served(built_file, path):
    """A path that leads out of the folder of static files leads nowhere."""
    app = create_app(Settings(built_file))
    sent, messages = [], iter([{"type": "http.request", "body": b"", "more_body": False}])

    async def receive():
        return next(messages)

    async def send(message):
        sent.append(message)

    scope = {"type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "GET", "scheme": "http", "path": unquote(f"/static/{path}"), "raw_path": f"/static/{path}".encode(), "query_string": b"", "root_path": "", "headers": [(b"host", b"127.0.0.1:8000")], "server": ("127.0.0.1", 8000), "client": ("127.0.0.1", 1)}  # fmt: skip
    anyio.run(app, scope, receive, send)
    assert sent[0]["status"] in {400, 404, 405}
    assert b"create_app" not in b"".join(message.get("body", b"") for message in sent)


@pytest.mark.parametrize(
    "words",
    ["x%0d%0aSet-Cookie:%20a=b", "%0d%0a%0d%0a<script>", "x\u2028y", "%E5%98%8A%E5%98%8DSet-Cookie:a=b"],
)
def test_no_address_becomes_a_header(built_record, words):
    """Line ends in what leads elsewhere, or is kept in a cookie, stay escaped."""
    client = TestClient(
        create_app(Settings(built_record)), base_url="http://127.0.0.1:8000", follow_redirects=False
    )
    for path in (
        f"/find?one=Russia&other=vietnam&show={words}",
        f"/russia/vietnam?outlet={words}",
        f"/RUS/vnm?as_of=2024&x={words}",
    ):
        answer = client.get(path)
        assert "a=b" not in str(answer.headers.get("set-cookie", ""))
        assert not {"\r", "\n"} & set(answer.headers.get("location", ""))


FORMS = ["csv", "parquet", "jsonld", "bundle", "plover", "gdelt", "gdelt-1", "ftm", "stix"]


@pytest.mark.parametrize("form", FORMS)
def test_no_name_of_an_article_names_a_file(make_place, tmp_path, form):
    """An article called ../../x is exported like any other; only files of our own names stand where they were asked for."""
    record = make_place()
    bilateral.add(
        [write_articles(tmp_path / "x.jsonl", f"../../../../{tmp_path}/owned {MARKUP} {FORMULA}")], record
    )
    before = set(tmp_path.rglob("*"))
    bilateral.export_record(record, form, tmp_path / "out" / "export")
    made = set(tmp_path.rglob("*")) - before
    assert all(
        re.fullmatch(r"out(/export(/[a-z]+\.(csv|parquet))?)?", str(path.relative_to(tmp_path)))
        for path in made
    )


@pytest.mark.parametrize("form", ["csv", "plover", "gdelt", "gdelt-1"])
def test_no_cell_of_an_export_is_a_formula(make_place, tmp_path, form):
    """Titles, outlets, names and texts that begin as formulas do stand behind an apostrophe in every table."""
    record = make_place()
    bilateral.add([write_articles(tmp_path / "x.jsonl", FORMULA)], record)
    bilateral.export_record(record, form, tmp_path / "out")
    files = [tmp_path / "out"] if form != "csv" else sorted((tmp_path / "out").glob("*.csv"))
    text = "\n".join(path.read_text(encoding="utf-8") for path in files)
    assert len(text) > 200
    assert not re.search(r'(?:^|[\t,\n])"?[=@＝＠]', text), text[:500]
