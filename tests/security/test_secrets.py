"""Secrets are compared in constant time, and stand in no message, no log and no record."""

import ast
import os
import re
import stat
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import suppress
from pathlib import Path

import pytest
import sqlalchemy as sa
from click.testing import CliRunner
from tests.web.test_serve import free_port

import bilateral
from bilateral.cli import cli
from bilateral.record.schema import metadata
from bilateral.record.store import Record
from bilateral.sample import SAMPLE

SOURCE = Path(__file__).resolve().parents[2] / "src" / "bilateral"
SECRET = "swordfish"


def test_secrets_are_compared_in_constant_time():
    """In what guards the pages no comparison but `hmac.compare_digest` looks at a token, a cookie or a proof."""
    for name in ("guard.py", "forms.py"):
        tree = ast.parse((SOURCE / "show" / "web" / name).read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Compare):
                words = ast.unparse(node)
                told = re.search(r"token|proof|secret|bearer|expected|offered|given|ACCESS", words)
                assert not told or " is None" in words or " is not None" in words or "!= 'token'" in words, (
                    words
                )
    assert "hmac.compare_digest" in (SOURCE / "show/web/guard.py").read_text(encoding="utf-8")


@pytest.mark.slow
def test_the_token_is_printed_once_and_never_logged(built_record):
    """The address that is printed holds it; no request brings it to the screen, right, wrong or broken."""
    port = free_port()
    command = [sys.executable, "-m", "bilateral", "--verbose", "serve", "--record", str(built_record), "--port", str(port), "--host", "0.0.0.0", "--token", SECRET]  # fmt: skip
    with subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        for _ in range(300):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/?token={SECRET}").read()
                break
            except urllib.error.HTTPError:
                break
            except urllib.error.URLError:
                time.sleep(0.1)
        for path in (
            f"/nowhere?token={SECRET}",
            f"/?token={SECRET}x",
            f"/RUS/VNM?token={SECRET}&as_of=never",
        ):
            headers = {"Authorization": f"Bearer {SECRET}"}
            with suppress(urllib.error.HTTPError):
                urllib.request.urlopen(
                    urllib.request.Request(f"http://127.0.0.1:{port}{path}", headers=headers)
                )
        process.terminate()
        out, err = process.communicate(timeout=30)
    assert (out + err).count(SECRET) == 1


URLS = ["postgresql://ann:{}@127.0.0.1:1/news", "postgresql://127.0.0.1:1/news?password={}&user=ann", "postgresql://ann:{}@127.0.0.1:nonsense/news", "mysql://ann:{}@db/news"]  # fmt: skip
CALLS = [["add", str(SAMPLE)], ["check"], ["dossier", "RUS", "VNM"], ["serve"], ["judge", "x", "accept", "--by", "Ann"], ["export", "csv", "-o", "x"], ["search", "a"], ["--verbose", "check"], ["--verbose", "dossier", "RUS", "VNM"]]  # fmt: skip


@pytest.mark.parametrize("call", CALLS, ids=lambda call: " ".join(call[:2]))
@pytest.mark.parametrize("url", URLS)
def test_a_password_in_the_url_of_a_record_is_never_shown(call, url, tmp_path, monkeypatch, caplog):
    """Where the server cannot be reached or the URL is none, whatever the command says, also with --verbose."""
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(cli, [*call, "--record", url.format(SECRET)])
    assert done.exit_code == 2
    assert done.stderr
    assert SECRET not in done.stdout + done.stderr + caplog.text


def test_no_password_is_kept_in_a_record(new_place, tmp_path):
    """Neither of an address that was to be fetched nor of one that a feed or an article names."""
    feeds = tmp_path / "feeds.txt"
    feeds.write_text(f"http://ann:{SECRET}@127.0.0.1:1/feed.xml\n", encoding="utf-8")
    sources = [f"http://ann:{SECRET}@127.0.0.1:1/x", f"sitemap:https://ann:{SECRET}@127.0.0.1:1/x", SAMPLE]
    bilateral.add(sources, new_place)
    bilateral.watch_once([feeds], new_place)
    with Record(new_place) as record, record.transaction() as connection:
        for table in metadata.tables.values():
            assert SECRET not in repr(connection.execute(sa.select(table)).all()), table.name


def test_what_is_made_is_as_private_as_its_user_wants(tmp_path):
    """Record, log and exports take their rights from the user's mask and add none; with a strict one, nobody else reads."""
    before = os.umask(0o077)
    try:
        record = tmp_path / "news.bilateral"
        bilateral.add([SAMPLE], record)
        with Record(record, write=True) as opened, opened.transaction():
            assert all(stat.S_IMODE(path.stat().st_mode) == 0o600 for path in tmp_path.iterdir())
        bilateral.export_record(record, "csv", tmp_path / "tables")
        bilateral.export_record(record, "bundle", tmp_path / "x.zip")
        CliRunner().invoke(
            cli, ["dossier", "RUS", "VNM", "--record", str(record), "--html", str(tmp_path / "x.html")]
        )
        made = [path for path in tmp_path.rglob("*") if path.is_file()]
    finally:
        os.umask(before)
    assert len(made) > 8
    assert not [path for path in made if stat.S_IMODE(path.stat().st_mode) & 0o077]


def test_no_command_takes_a_key_or_password_as_an_option():
    """What a command line holds every user of a machine can see; only the token of the pages may stand there, by choice."""
    names = {
        option
        for command in cli.commands.values()
        for parameter in command.params
        for option in parameter.opts
    }
    assert not {name for name in names if re.search(r"password|secret|api-?key", name)}
