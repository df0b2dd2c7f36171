"""The plan for many articles: its page shows what the script prints, and the arithmetic holds."""

import runpy
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from tests.docs.blocks import get_blocks

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def plan():
    """Return the names of the script."""
    return SimpleNamespace(**runpy.run_path(str(ROOT / "benchmarks" / "plan.py")))


def test_the_page_shows_what_the_script_prints(plan):
    """docs/scale.md has the table of the pieces measured last; after a change, run scripts/docs make."""
    shown = [block.shown for block in get_blocks(ROOT / "docs" / "scale.md") if block.shown]
    assert shown == ["\n".join(plan.lines(plan.Pieces())) + "\n"]


def test_twice_the_articles_take_twice_the_time_or_more(plan):
    """In linear growth every stage takes twice the time; in the growth of the last step no stage takes less."""
    once, twice = (plan.core_seconds(plan.Pieces(articles=n, speed=4)) for n in (1e7, 2e7))
    for name, (linear, steep) in once.items():
        assert twice[name][0] == pytest.approx(2 * linear)
        assert twice[name][1] >= 2 * steep * 0.999


def test_the_growth_of_the_last_step_is_that_between_the_two_largest_runs(plan):
    """A stage drawn out back to the smaller run gives what was measured there."""
    stage = plan.STAGES["trace"]
    doublings = plan.log2(plan.MEASURED / plan.LAST)
    assert stage.each() / stage.step() ** doublings * plan.LAST == pytest.approx(stage.before)


def test_a_faster_reader_shortens_reading_alone(plan):
    """Twice the speed halves the time of reading, and no other."""
    slow = plan.core_seconds(plan.Pieces(speed=4))
    fast = plan.core_seconds(replace(plan.Pieces(speed=4), speed=8))
    assert fast["read"][0] == slow["read"][0] / 2
    assert {name: fast[name] for name in plan.STAGES} == {name: slow[name] for name in plan.STAGES}


def test_the_speed_comes_from_the_results(plan):
    """The speed of reading is a number of the table of results; a file that it does not name is an error."""
    assert 0.5 < plan.read_speed() < 1_000
    with pytest.raises(ValueError, match=r"nobody\.jsonl"):
        plan.read_speed("nobody.jsonl")
