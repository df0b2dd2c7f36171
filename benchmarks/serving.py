"""How fast the pages of a record answer, ten visitors at once, while articles are added beside them.

    python benchmarks/serving.py RECORD [--add SOURCE] [--seconds 20] [--visitors 10] [--pause 0] [--json]

The record is copied first. Every visitor asks for one page after another, of every kind, of actors, entries and articles
drawn from the record with a fixed seed; one page of each kind is asked for before. Server and writer run in processes of
their own. Prints milliseconds at the median and the 95th percentile for each kind of page.
"""

import argparse
import json
import random
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections import defaultdict
from pathlib import Path

PORT = 8571
SEED = 7
SERVED = "import sys; from bilateral.cli import main; sys.argv = ['bilateral', *sys.argv[1:]]; main()"


def addresses(record: Path, chance: random.Random) -> dict[str, list[str]]:
    """Return addresses of each kind of page, those of much-used actors as often as those of others."""
    with sqlite3.connect(record) as connection:
        states = [row[0] for row in connection.execute("SELECT state FROM entry_actors WHERE part <> 'about' GROUP BY state ORDER BY count(*) DESC LIMIT 40")]  # fmt: skip
        entries = [row[0] for row in connection.execute("SELECT id FROM entries ORDER BY id LIMIT 400")]
        much = [row[0] for row in connection.execute("SELECT id FROM entries ORDER BY families DESC LIMIT 40")]  # fmt: skip
        texts = [row[0] for row in connection.execute("SELECT address FROM articles ORDER BY address LIMIT 400")]  # fmt: skip
    dyads = [f"/{a}/{b}" for a, b in (chance.sample(states, 2) for _ in range(200))]
    words = ["trade", "nuclear", "president", "sanctions", '"foreign minister"', "meet*", "agreement oil"]
    return {
        "home": ["/"],
        "dyad": [f"/{states[0]}/{states[1]}", *dyads],
        "dyad, one kind": [f"{path}?show={kind}&page=2" for path in dyads for kind in ("event", "statement")],
        "dyad, filtered": [f"{path}?since=2015&families=1&status=actual" for path in dyads],
        "series": [f"{path}/series" for path in dyads[:20]],
        "state": [f"/{state}" for state in states],
        "balance": [f"/{state}/balance" for state in states],
        "entry": [f"/entry/{entry}" for entry in entries + much],
        "article": [f"/article/{address}" for address in texts],
        "search": [f"/search?q={urllib.request.quote(each)}&in={where}" for each in words for where in ("", "articles")],
        "review": ["/review", "/review?why=sample", "/review?why=uncertain&kind=event"],
        "lists": ["/judgements", "/problems", "/runs"],
        "network": ["/network"],
    }  # fmt: skip


def visit(
    kinds: dict[str, list[str]], seed: int, until: float, pause: float, took: dict[str, list[float]]
) -> None:
    """Ask for pages until a moment, with a pause to look at each, and note how long each took."""
    chance = random.Random(seed)
    while time.monotonic() < until:
        kind = chance.choice(list(kinds))
        start = time.perf_counter()
        with urllib.request.urlopen(f"http://127.0.0.1:{PORT}{chance.choice(kinds[kind])}") as answer:
            answer.read()
        took[kind].append(1000 * (time.perf_counter() - start))
        time.sleep(chance.uniform(0, 2 * pause))


def wait_for(server: subprocess.Popen[bytes]) -> None:
    """Wait until the server answers."""
    for _ in range(600):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{PORT}/runs").close()
        except OSError:
            if server.poll() is not None:
                raise
            time.sleep(0.1)
        else:
            return


def measure(record: Path, given: argparse.Namespace) -> dict[str, list[float]]:
    """Serve a record, add to it, and return the milliseconds of each answer by kind of page."""
    command = [sys.executable, "-c", SERVED]
    server = subprocess.Popen([*command, "serve", "--record", record, "--port", str(PORT)])
    writer = None
    try:
        wait_for(server)
        if given.add:
            writer = subprocess.Popen([*command, "add", given.add, "--record", record], stderr=subprocess.DEVNULL)  # fmt: skip
        kinds, took = addresses(record, random.Random(SEED)), defaultdict(list)
        for each in kinds.values():
            urllib.request.urlopen(f"http://127.0.0.1:{PORT}{each[-1]}").close()
        until = time.monotonic() + given.seconds
        visitors = [
            threading.Thread(target=visit, args=(kinds, n, until, given.pause, took))
            for n in range(given.visitors)
        ]
        for visitor in visitors:
            visitor.start()
        for visitor in visitors:
            visitor.join()
        if writer is not None and writer.poll() is not None:
            sys.exit("the writer ended before the visitors did; give --add more articles or fewer --seconds")
    finally:
        for process in (writer, server):
            if process is not None:
                process.terminate()
                process.wait()
    return took


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("record", type=Path)
    parser.add_argument("--add", type=Path, help="articles that a writer adds meanwhile")
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--visitors", type=int, default=10)
    parser.add_argument(
        "--pause", type=float, default=0.0, help="mean seconds that a visitor looks at a page"
    )
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        took = measure(Path(shutil.copy(given.record, folder)), given)
    took["all"] = [ms for some in list(took.values()) for ms in some]
    rows = {kind: (len(ms), statistics.median(ms), statistics.quantiles(ms, n=20)[-1]) for kind, ms in took.items() if len(ms) > 1}  # fmt: skip
    if given.json:
        names = ("answers", "median_ms", "p95_ms")
        print(json.dumps({kind: dict(zip(names, row, strict=True)) for kind, row in rows.items()}))
        return
    for kind, (number, median, p95) in rows.items():
        print(f"{kind:16} {number:6} answers  median {median:7.1f} ms  95% {p95:7.1f} ms")


if __name__ == "__main__":
    main()
