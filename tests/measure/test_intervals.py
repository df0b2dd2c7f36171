"""Intervals: the values of printed tables, and what holds for every sample."""

import math
import statistics

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilateral.measure.intervals import (
    count_interval,
    gamma_quantile,
    mean_interval,
    net_interval,
    poisson_interval,
    student_quantile,
    weighted_mean,
)

weights = st.integers(1, 30).map(float)
scores = st.floats(-10, 10, allow_nan=False).map(lambda x: round(x, 1))
samples = st.lists(st.tuples(scores, weights), min_size=1, max_size=40)


@pytest.mark.parametrize(
    ("count", "low", "high"),
    [(0, 0.0, 3.6889), (1, 0.0253, 5.5716), (2, 0.2422, 7.2247), (5, 1.6235, 11.6683), (10, 4.7954, 18.3904), (100, 81.3640, 121.6275)],
)  # fmt: skip
def test_the_interval_of_a_count_is_that_of_printed_tables(count, low, high):
    """Garwood's exact interval of a Poisson count."""
    interval = poisson_interval(count)
    assert interval.low == pytest.approx(low, abs=5e-4)
    assert interval.high == pytest.approx(high, abs=5e-4)


@pytest.mark.parametrize(
    ("freedom", "value"),
    [(1, 12.7062), (2, 4.3027), (3, 3.1824), (4, 2.7764), (10, 2.2281), (30, 2.0423), (100, 1.9840), (1000, 1.9623)],
)  # fmt: skip
def test_students_quantile_is_that_of_printed_tables(freedom, value):
    """The two-sided quantile of 95 %."""
    assert student_quantile(freedom) == pytest.approx(value, abs=5e-4)


def test_the_exact_and_the_approximate_quantile_meet():
    """Where one takes over from the other, nothing jumps."""
    assert gamma_quantile(100.001, 0.975) == pytest.approx(gamma_quantile(100, 0.975), rel=2e-4)
    assert student_quantile(101) == pytest.approx(student_quantile(100), rel=5e-4)


def test_a_mean_of_three_scores_by_hand():
    """2, 4 and 6: mean 4, standard deviation 2, so 4 ± 4.3027 · 2 / √3."""
    interval = mean_interval([2, 4, 6], [1, 1, 1])
    half = 4.3027 * 2 / math.sqrt(3)
    assert (interval.low, interval.high) == pytest.approx((4 - half, 4 + half), abs=1e-3)


def test_a_net_score_of_two_events_by_hand():
    """3 and -4 sum to -1, with a standard error of 5."""
    interval = net_interval([3, -4], [1, 1])
    assert (interval.low, interval.high) == pytest.approx((-1 - 1.96 * 5, -1 + 1.96 * 5), abs=1e-3)


@pytest.mark.parametrize("sample", [[], [2.5], [2.5, 2.5, 2.5]])
def test_no_interval_of_a_mean_is_made_up(sample):
    """One score, or many the same, do not tell how scores spread."""
    assert mean_interval(sample, [1.0] * len(sample)) is None if sample else net_interval([], []) is None


@given(st.lists(weights, max_size=40))
def test_a_count_lies_in_its_interval(sample):
    """Low end, count, high end are in order, whatever the weights."""
    interval = count_interval(sample)
    assert 0 <= interval.low <= sum(sample) <= interval.high


@given(st.integers(1, 60), st.integers(1, 9))
def test_equal_weights_only_scale_the_interval(count, weight):
    """Events of weight w have w times the interval of as many events of weight 1."""
    scaled, plain = count_interval([float(weight)] * count), poisson_interval(count)
    assert (scaled.low, scaled.high) == pytest.approx((plain.low * weight, plain.high * weight), rel=1e-6)


@given(samples)
def test_mean_and_net_lie_in_their_intervals_and_on_the_scale(sample):
    """No interval excludes what was seen; that of a mean stays between the ends of the scale."""
    values, held = zip(*sample, strict=True)
    mean, net = weighted_mean(values, held), net_interval(values, held)
    assert net.low - 1e-9 <= sum(x * w for x, w in sample) <= net.high + 1e-9
    if interval := mean_interval(values, held):
        assert -10 <= interval.low <= mean <= interval.high <= 10


@given(st.lists(scores, min_size=2, max_size=30).filter(lambda some: max(some) > min(some)))
def test_without_weights_the_standard_error_is_the_usual_one(sample):
    """Equal weights give Student's interval as every textbook has it."""
    interval = mean_interval(sample, [3.0] * len(sample))
    half = student_quantile(len(sample) - 1) * statistics.stdev(sample) / math.sqrt(len(sample))
    assert interval.high == pytest.approx(min(10, statistics.mean(sample) + half), abs=1e-9)
