"""How far a count, a mean or a sum of scores may lie from what was seen, for lack of events alone.

Every interval has the same level. It says what chance in the coming of events would do, not how well the reader
read or how evenly outlets report. Formulae and sources stand in ``docs/measures.md``.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from statistics import NormalDist

from bilateral.measure.scores import HIGHEST, LOWEST

LEVEL = 0.95
TAIL = (1 - LEVEL) / 2
_Z = NormalDist().inv_cdf(1 - TAIL)
# Above this the approximations differ from the exact quantiles by less than two in ten thousand.
_EXACT = 100
_HALVINGS = 60


@dataclass(frozen=True, slots=True)
class Interval:
    """The two ends of an interval."""

    low: float
    high: float


def count_interval(weights: Sequence[float]) -> Interval:
    """Return the interval of the sum of weights of events that come by chance.

    With weights of 1 it is the exact interval of a Poisson count (Garwood 1936); with others that of the scaled
    Poisson distribution with the same mean and variance (Bohm and Zech 2014).
    """
    if not weights:
        return poisson_interval(0)
    total, squares = math.fsum(weights), math.fsum(w * w for w in weights)
    scale = squares / total
    plain = poisson_interval(total / scale)
    return Interval(plain.low * scale, plain.high * scale)


@lru_cache(maxsize=4096)
def poisson_interval(count: float) -> Interval:
    """Return the exact interval of the mean of a Poisson count, which need not be whole."""
    low = 0.0 if count <= 0 else gamma_quantile(count, TAIL)
    return Interval(low, gamma_quantile(count + 1, 1 - TAIL))


def mean_interval(scores: Sequence[float], weights: Sequence[float]) -> Interval | None:
    """Return Student's interval of the weighted mean score, kept within PLOVER's scale.

    The standard error is that of a ratio (Cochran 1977, section 6.4), which is s/√n where weights are equal. Null for
    fewer than two events or where all have one score, because then nothing tells how scores spread.
    """
    n, total = len(scores), math.fsum(weights)
    if n < 2:
        return None
    mean = weighted_mean(scores, weights)
    squares = math.fsum((w * (x - mean)) ** 2 for x, w in zip(scores, weights, strict=True))
    half = student_quantile(n - 1) * math.sqrt(squares * n / (n - 1)) / total
    return (
        Interval(max(LOWEST, mean - half), min(HIGHEST, mean + half)) if max(scores) > min(scores) else None
    )


def net_interval(scores: Sequence[float], weights: Sequence[float]) -> Interval | None:
    """Return the normal interval of the sum of weighted scores of events that come by chance; null for no event."""
    if not scores:
        return None
    products = [x * w for x, w in zip(scores, weights, strict=True)]
    net, half = math.fsum(products), _Z * math.sqrt(math.fsum(p * p for p in products))
    return Interval(net - half, net + half)


def weighted_mean(scores: Sequence[float], weights: Sequence[float]) -> float:
    """Return the weighted mean, which lies within its scores whatever the rounding."""
    mean = math.fsum(x * w for x, w in zip(scores, weights, strict=True)) / math.fsum(weights)
    return min(max(mean, min(scores)), max(scores))


def gamma_quantile(shape: float, level: float) -> float:
    """Return the quantile of the gamma distribution of scale 1; above a shape of 100 by Wilson and Hilferty (1931)."""
    if shape > _EXACT:
        z = NormalDist().inv_cdf(level)
        return shape * (1 - 1 / (9 * shape) + z / (3 * math.sqrt(shape))) ** 3
    return _invert(lambda x: _gamma_share(shape, x), level, 2 * shape + 10)


def _gamma_share(shape: float, x: float) -> float:
    """Return the regularised lower incomplete gamma function by its power series (DLMF 8.7.1)."""
    if x <= 0:
        return 0.0
    term = total = 1 / shape
    k = shape
    while term > total * 1e-16:
        k += 1
        term *= x / k
        total += term
    return total * math.exp(shape * math.log(x) - x - math.lgamma(shape))


@lru_cache(maxsize=512)
def student_quantile(freedom: int) -> float:
    """Return the two-sided quantile of Student's t; above 100 degrees of freedom by the first terms of its expansion."""
    if freedom > _EXACT:
        return _Z + (_Z**3 + _Z) / (4 * freedom)
    return math.sqrt(freedom) * math.tan(_invert(lambda a: _student_share(a, freedom), LEVEL, math.pi / 2))


def _student_share(angle: float, freedom: int) -> float:
    """Return P(|t| < √freedom · tan(angle)) as a finite sum (Abramowitz and Stegun 1964, 26.7.3 and 26.7.4)."""
    odd = freedom % 2
    cosine = math.cos(angle)
    term = cosine if odd else 1.0
    total = 0.0
    for k in range(odd, freedom - 1, 2):
        total += term
        term *= (k + 1) / (k + 2) * cosine * cosine
    share = math.sin(angle) * total
    return (angle + share) * 2 / math.pi if odd else share


def _invert(function: Callable[[float], float], level: float, high: float) -> float:
    """Return where a rising function reaches a level, between 0 and ``high``."""
    low = 0.0
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if function(middle) < level else (low, middle)
    return (low + high) / 2
