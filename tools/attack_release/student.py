# SPDX-License-Identifier: MIT
"""Student's quantile, for degrees of freedom that are no whole number."""

import math
from functools import lru_cache

TINY = 1e-300


def _fraction(x: float, a: float, b: float) -> float:
    """Lentz's continued fraction of the incomplete beta function."""
    c, d = 1.0, 1.0 / (1.0 - (a + b) * x / (a + 1.0))
    made = d
    for m in range(1, 10_000):
        for term in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            d = 1.0 / ((1.0 + term * d) or TINY)
            c = (1.0 + term / c) or TINY
            made *= c * d
        if abs(c * d - 1.0) < 1e-16:
            break
    return made


def _incomplete_beta(x: float, a: float, b: float) -> float:
    if x > (a + 1.0) / (a + b + 2.0):
        return 1.0 - _incomplete_beta(1.0 - x, b, a)
    front = math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b)
    front += a * math.log(x) + b * math.log1p(-x)
    return math.exp(front) / a * _fraction(x, a, b)


@lru_cache
def student_975(degrees: float) -> float:
    """How far 0.95 of Student's distribution lies from 0 at most, by bisection."""
    low, high = 1.0, 20.0
    for _ in range(60):
        t = 0.5 * (low + high)
        both_tails = _incomplete_beta(degrees / (degrees + t * t), 0.5 * degrees, 0.5)
        low, high = (t, high) if both_tails > 0.05 else (low, t)
    return 0.5 * (low + high)
