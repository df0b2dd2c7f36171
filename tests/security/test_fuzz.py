"""A small, bounded part of the fuzzing; `python -m fuzz` does as much as one wants."""

import pytest
from fuzz.runs import run, tried
from fuzz.targets import Target, all_targets
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

TARGETS = all_targets()
# Where each input is an article or a page that is made whole.
COSTLY = {"html": 60, "feed": 150, "warc": 150, "reader": 40, "times": 100, "pages": 60, "lexicon": 200}


@pytest.mark.slow
@pytest.mark.parametrize("name", TARGETS)
def test_no_input_brings_it_down(name):
    """Inputs changed at random end as an answer or as an error of ours, the same each time, and in time."""
    report = run(TARGETS[name], COSTLY.get(name, 200), 30, seed=2024)
    assert not report.faults
    assert report.inputs > 5


@pytest.mark.slow
@pytest.mark.parametrize("name", TARGETS)
def test_no_input_made_by_hypothesis_brings_it_down(name):
    """Hypothesis joins pieces of the format and anything at all."""
    target = TARGETS[name]
    text = isinstance(target.seeds[0], str)
    anything = st.text() if text else st.binary()
    pieces = st.lists(st.one_of(st.sampled_from([*target.words, *target.seeds]), anything), max_size=8)

    @settings(
        max_examples=min(25, COSTLY.get(name, 50)),
        deadline=None,
        suppress_health_check=list(HealthCheck),
        derandomize=True,
    )
    @given(pieces)
    def holds(parts):
        data = ("" if text else b"").join(parts)
        fault, _ = tried(target, data)
        assert fault is None

    holds()


def test_what_breaks_a_law_is_reported():
    """The fuzzer itself sees an exception, an outcome that differs and one that takes too long."""
    outcomes = iter(range(1000))
    broken = Target("x", lambda data: 1 / len(data), [b""], [b"a"])
    unlike = Target("x", lambda _: next(outcomes), [b""], [b"a"])
    slow = Target("x", lambda _: sum(range(2_000_000)), [b""], [b"a"], seconds=0.0001)
    assert [next(iter(run(target, 1, 5).faults)).split(":")[0] for target in (broken, unlike, slow)] == [
        "test_fuzz.py",
        "unlike",
        "slow",
    ]
