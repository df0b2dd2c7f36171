"""A PostgreSQL server for one run of the tests: its own folder, its own socket, no network, gone at the end."""

import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg
import sqlalchemy as sa

# The server stops when it is told to, or when the pipe from the tests closes, so also when they are killed.
RUN = """
"$0" -D "$1/data" -k "$1" -c listen_addresses= -c fsync=off -c full_page_writes=off &
server=$!
exec 3<&0
{ cat <&3; kill -QUIT $server; } &
trap 'kill -QUIT $server' TERM
wait $server
wait $server
rm -rf "$1"/*
"""
STARTED_WITHIN = 30
# Databases of tests are many small files; in memory, where there is room, they cost the disk nothing.
MEMORY, ROOM = Path("/dev/shm"), 2 << 30
# An order of words other than by code points, so that a list which relies on the server's is seen.
LOCALES = (["--locale-provider=icu", "--icu-locale=en-US"], [])


class NoServerError(Exception):
    """No server can be started here; says why."""


@contextmanager
def server() -> Iterator[str]:
    """Run a server; gives the URL of its databases, with ``{}`` for the name of one.

    Raises:
        NoServerError: PostgreSQL is not installed, or refuses to start.

    """
    programs = _programs()
    user: dict[str, Any] = {"user": _unprivileged(), "extra_groups": []} if os.geteuid() == 0 else {}
    in_memory = MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ROOM
    folder = Path(tempfile.mkdtemp(prefix="pg-", dir=MEMORY if in_memory else None))
    if user:
        shutil.chown(folder, user["user"])
    try:
        _make(programs, folder, user)
        command = ["sh", "-c", RUN, programs / "postgres", folder]
        with (
            (folder / "log").open("wb") as log,
            subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=log, stderr=log, cwd=folder, **user
            ) as process,
        ):
            try:
                _wait(folder, process)
                yield f"postgresql://tester@/{{}}?host={folder}"
            finally:
                process.terminate()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def make_database(url: str, name: str, like: str = "template1") -> str:
    """Make a database, as a copy of one that nobody is connected to; returns its URL."""
    with psycopg.connect(url.format("postgres"), autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{like}"')
    return url.format(quote(name))


def drop_database(url: str) -> None:
    """Remove a database, given by its URL, whoever is connected to it."""
    place = sa.make_url(url)
    server = place.set(database="postgres").render_as_string(hide_password=False)
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE "{place.database}" WITH (FORCE)')


def _programs() -> Path:
    found = shutil.which("initdb")
    folders = [Path(found).resolve().parent] if found else []
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    for folder in folders:
        if (folder / "initdb").exists() and (folder / "postgres").exists():
            return folder
    raise NoServerError("PostgreSQL is not installed (initdb is not found)")


def _unprivileged() -> str:
    """Return a user that may run a server; PostgreSQL refuses to run as root."""
    for name in ("postgres", "nobody"):
        with suppress(KeyError):
            return pwd.getpwnam(name).pw_name
    raise NoServerError("PostgreSQL does not run as root, and there is no other user")


def _make(programs: Path, folder: Path, user: dict[str, Any]) -> None:
    command = [
        programs / "initdb",
        "-D",
        folder / "data",
        "-U",
        "tester",
        "-A",
        "trust",
        "-E",
        "UTF8",
        "--no-sync",
    ]
    for locale in LOCALES:
        done = subprocess.run(
            [*command, *locale], cwd=folder, capture_output=True, check=False, timeout=120, **user
        )
        if done.returncode == 0:
            return
    raise NoServerError(f"initdb fails: {done.stderr.decode(errors='replace').strip()[-200:]}")


def _wait(folder: Path, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + STARTED_WITHIN
    while time.monotonic() < end and process.poll() is None:
        with suppress(psycopg.OperationalError):
            psycopg.connect(f"postgresql://tester@/postgres?host={folder}").close()
            return
        time.sleep(0.05)
    raise NoServerError(f"PostgreSQL does not start: {(folder / 'log').read_text(errors='replace')[-200:]}")
