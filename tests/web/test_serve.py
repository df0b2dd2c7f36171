"""The server as a user starts it: a real process, its address printed, its pages answered."""

import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

import pytest
from click.testing import CliRunner

from bilateral.cli import cli


def free_port():
    """Return a port that nobody listens on."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return listening.getsockname()[1]


@pytest.fixture
def start(built_record):
    """Return a function that starts the server and returns the address that it printed; all are stopped at the end."""
    started = []

    def run(*options):
        command = [
            sys.executable,
            "-m",
            "bilateral",
            "serve",
            "--record",
            str(built_record),
            "--port",
            str(free_port()),
        ]
        process = subprocess.Popen([*command, *options], stderr=subprocess.PIPE, text=True)
        started.append(process)
        return re.search(r"open (\S+)", process.stderr.readline())[1]

    yield run
    for process in started:
        process.terminate()
        process.communicate()


def fetch(address):
    """Return the status of an address, once somebody listens there."""
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
    for _ in range(300):
        try:
            return opener.open(address).status
        except urllib.error.HTTPError as error:
            return error.code
        except urllib.error.URLError:
            time.sleep(0.1)
    raise TimeoutError(address)


@pytest.mark.slow
def test_the_printed_address_shows_the_record(start):
    """For this machine alone no token is needed."""
    address = start()
    assert address.startswith("http://127.0.0.1:")
    assert fetch(address) == 200


@pytest.mark.slow
def test_a_wider_host_gets_a_token_of_its_own(start):
    """The printed address admits; the same without the token does not."""
    address = start("--host", "0.0.0.0")
    assert fetch(address) == 200
    assert fetch(address.partition("?")[0]) == 401


def test_a_record_that_is_missing_is_said_to_be_missing(tmp_path):
    """The command ends with 2 and one line."""
    command = [sys.executable, "-m", "bilateral", "serve", "--record", tmp_path / "none.bilateral"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 2
    assert "there is no record" in done.stderr


@pytest.mark.parametrize("fault", ["port", "record"])
def test_what_cannot_be_served_is_said_before_any_address(built_record, tmp_path, fault):
    """A port that is taken and a record that is none end with 2 and one line that says what to do."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1] if fault == "port" else free_port()
        record = built_record if fault == "port" else tmp_path / "none.bilateral"
        command = ["serve", "--record", str(record), "--port", str(port)]
        done = CliRunner().invoke(cli, command)
    assert done.exit_code == 2
    assert "open http" not in done.stderr
    assert ("--port" if fault == "port" else "bilateral add") in done.stderr
