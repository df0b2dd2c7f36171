"""Several writers at the same time make the record that they would have made one after the other."""

import contextlib
import json
import subprocess
import sys

import pytest
from tests.record.content import content

import bilateral
from bilateral import adding
from bilateral.sample import SAMPLE

LINES = SAMPLE.read_text(encoding="utf-8").splitlines()
# An appearance of the third report that is earlier than all others: it changes its date and its family.
EARLIER = json.dumps({**json.loads(LINES[2]), "id": "earlier", "source": "Dawn Post", "date": "2022-07-05"})


@pytest.fixture(scope="module")
def one_after_the_other(copy_sample, tmp_path_factory):
    """Return what a record holds to which the sample and the earlier appearance were added by one writer."""
    place, earlier = copy_sample(), tmp_path_factory.mktemp("earlier") / "earlier.jsonl"
    earlier.write_text(EARLIER, encoding="utf-8")
    bilateral.add([earlier], place)
    return content(place)


@pytest.fixture
def small_chunks(monkeypatch):
    """Trace and read few articles in one transaction, so that others come between."""
    monkeypatch.setattr(adding, "TRACE_CHUNK", 3)
    monkeypatch.setattr(adding, "READ_CHUNK", 3)


def first_time(run):
    """Return a function that runs another one when it is first called."""
    left = [run]
    return lambda: left and left.pop()()


@pytest.mark.slow
def test_processes_that_add_at_the_same_time_make_one_record(new_place, write_lines, one_after_the_other):
    """Three processes, begun together on a record that is not there yet, each with some of what the others have."""
    shares = [
        write_lines("one.jsonl", *LINES[:11]),
        write_lines("two.jsonl", *reversed(LINES[5:])),
        write_lines("three.jsonl", EARLIER, *LINES[::3]),
    ]
    command = [sys.executable, "-m", "bilateral", "add", "--record", str(new_place)]
    running = [subprocess.Popen([*command, share], stderr=subprocess.PIPE) for share in shares]
    told = [process.communicate(timeout=300)[1].decode() for process in running]
    assert [process.returncode for process in running] == [0, 0, 0], told
    assert content(new_place) == one_after_the_other
    assert not bilateral.check(new_place)


@pytest.mark.slow
@pytest.mark.parametrize("stage", ["collect", "trace", "read"])
@pytest.mark.parametrize(
    ("mine", "theirs"),
    [(LINES[:8], [*LINES[4:], EARLIER]), (LINES, [EARLIER])],
    ids=["halves", "an earlier appearance"],
)
@pytest.mark.usefixtures("small_chunks")
def test_another_may_do_all_of_its_work_in_the_midst_of_ours(  # noqa: PLR0917 -- its cases are two arguments each
    new_place, write_lines, one_after_the_other, stage, mine, theirs
):
    """What another writer has added, traced, read or forgotten meanwhile is neither done again nor passed over."""
    other = write_lines("theirs.jsonl", *theirs)
    half, meanwhile = len(mine) // 2, first_time(lambda: bilateral.add([other], new_place))
    bilateral.add(
        [write_lines("mine.jsonl", *mine)],
        new_place,
        progress=lambda at, done, _all: meanwhile() if at == stage and done >= half else None,
    )
    assert content(new_place) == one_after_the_other
    assert not bilateral.check(new_place)


@pytest.mark.slow
@pytest.mark.usefixtures("small_chunks")
def test_another_may_be_killed_after_it_has_collected(new_place, write_lines, one_after_the_other):
    """A family that it left untraced is not taken for traced; the next run finishes what both left."""
    earlier = write_lines("earlier.jsonl", EARLIER)

    def stop(*_):
        raise KeyboardInterrupt

    def collect_only():
        with contextlib.suppress(KeyboardInterrupt):
            bilateral.add([earlier], new_place, progress=stop)

    meanwhile = first_time(collect_only)
    bilateral.add(
        [SAMPLE],
        new_place,
        progress=lambda at, done, _all: meanwhile() if at == "trace" and done >= 8 else None,
    )
    bilateral.add([], new_place)
    assert content(new_place) == one_after_the_other


@pytest.mark.slow
def test_an_article_whose_date_changes_while_it_is_read_is_read_anew(
    new_place, write_lines, one_after_the_other, monkeypatch
):
    """Dates in a text hang on the day of its article, so what was read with another day is not kept."""
    earlier, in_order = write_lines("earlier.jsonl", EARLIER), adding.map_batches
    meanwhile = first_time(lambda: bilateral.add([earlier], new_place))

    def slowly(*arguments):
        for readings in in_order(*arguments):
            meanwhile()
            yield readings

    monkeypatch.setattr(adding, "map_batches", slowly)
    bilateral.add([SAMPLE], new_place)
    assert content(new_place) == one_after_the_other


@pytest.mark.slow
@pytest.mark.usefixtures("small_chunks")
def test_runs_beside_each_other_seldom_read_the_same(new_place, monkeypatch):
    """Each begins at another place, and what one has read the other passes over."""
    numbers, in_order = [], adding.map_batches
    meanwhile = first_time(lambda: numbers.append(bilateral.add([], new_place).counts["read"]))

    def slowly(*arguments):
        for readings in in_order(*arguments):
            meanwhile()
            yield readings

    monkeypatch.setattr(adding, "map_batches", slowly)
    numbers.append(bilateral.add([SAMPLE], new_place).counts["read"])
    assert sum(numbers) == len(LINES)
