# SPDX-License-Identifier: MIT
"""What chance gives near premises of a type: tails of counts, the share of the busiest tenth."""

import math

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
HALF_LOG_TWO_PI = 0.5 * math.log(2 * math.pi)
# The middles of the bands that concentration is computed from; the first is "none".
BAND_MIDDLES = (0.0, 0.5, 1.5, 3.5, 7.5, 15.0, 35.0, 75.0)
# Where each band but the last ends.
BAND_LIMITS = (0.0, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0)
# Variance over mean beyond 1 that is as good as none.
INDEPENDENT = 1e-9


def _stirling(n: Floats) -> Floats:
    """What the logarithm of a factorial has beyond Stirling's formula."""
    small = np.array([math.lgamma(k + 1) - (k + 0.5) * math.log(k or 1) + k for k in range(16)])
    far = np.maximum(n, 16.0)
    square = 1.0 / (far * far)
    series = (1 / 12 - square * (1 / 360 - square * (1 / 1260 - square / 1680))) / far
    return np.where(n < 16, small[np.minimum(n, 15).astype(int)] - HALF_LOG_TWO_PI, series)


def _deviance(n: Floats, mean: Floats | float) -> Floats:
    """n log(n / mean) - n + mean, without loss where both are near."""
    with np.errstate(divide="ignore", invalid="ignore"):
        away = (n - mean) / mean
        plain = np.where(n > 0, n * np.log(n / mean), 0.0) - n + mean
        # log(1 + x) - x, whose first terms cancel.
        x = np.where(np.abs(away) < 0.1, away, 0.0)
        terms = sum((-1) ** (k + 1) * x**k / k for k in range(2, 17))
        near = n * terms + mean * x * x
    return np.where(np.abs(away) < 0.1, near, plain)


def _log_poisson(counts: Floats, mean: float) -> Floats:
    """Loader's form, whose terms are small: sums of large logarithms lose their last figures."""
    held = np.maximum(counts, 1.0)
    log = -_stirling(held) - _deviance(held, mean) - 0.5 * np.log(held) - HALF_LOG_TWO_PI
    return np.where(counts > 0, log, -mean)


def _log_binomial(n: Floats, p: float) -> Floats:
    """The same of each number of successes from none to all."""
    places = n[-1]
    here, rest = n[1:-1], places - n[1:-1]
    inner = _stirling(n[-1:]) - _stirling(here) - _stirling(rest) - HALF_LOG_TWO_PI
    inner = inner - _deviance(here, places * p) - _deviance(rest, places * (1 - p))
    inner = inner + 0.5 * (math.log(places) - np.log(here) - np.log(rest))
    return np.concatenate([[places * math.log1p(-p)], inner, [places * math.log(p)]])


def _log_clustered(counts: Floats, mean: float, extra: float) -> Floats:
    """Negative binomial with a variance of 1 + extra means, from one number to the next."""
    if extra <= INDEPENDENT:
        return _log_poisson(counts, mean)
    size = mean / extra
    steps = np.log((counts[:-1] + size) / counts[1:] * extra / (1 + extra))
    return -size * math.log1p(extra) + np.concatenate([[0.0], np.cumsum(steps)])


def tails(least: float, most: float, means: tuple[float, float], extra: float) -> float:
    """P(X >= least) at the larger mean and P(X <= most) at the smaller, the lesser of both."""
    mean_high, mean_low = means
    reach = 60 * math.sqrt((mean_high + 1) * (1 + extra)) + 60 * (1 + extra)
    far = np.arange(0, max(most, mean_high) + reach)
    high = np.exp(_log_clustered(far, mean_high, extra))[far >= least].sum() if least > 0 else 1.0
    low = np.exp(_log_clustered(far, mean_low, extra))[far <= most].sum()
    return float(min(high, low))


def mean_square_of_rounding(band: float) -> float:
    """Rests go to the nearer multiple of the base; those near the middle to both, evenly."""
    base = band + 1
    rest = np.arange(base)
    up = np.clip((rest - base / 2) / (0.3 * base) + 0.5, 0, 1)
    return float((up * (base - rest) ** 2 + (1 - up) * rest**2).mean()) if band > 0 else 0.0


def over(seen: Floats, fitted: Floats) -> Floats:
    return np.divide(seen, fitted, out=np.zeros_like(seen), where=fitted > 0)


def _chance_above(limit: float, mean: float, among: list[tuple[float, float]]) -> float:
    """P(the number of a place > limit) where places split events among so many."""
    above = 0.0
    for places, split in among:
        counts = np.arange(math.floor(limit * split) + 1.0)
        below = np.exp(_log_poisson(counts, mean * split)).sum()
        above += places * max(0.0, 1.0 - float(below))
    return above / sum(places for places, _ in among)


def share_of_top(places: int, mean: float, among: list[tuple[float, float]]) -> float:
    """What the top tenth of Poisson counts has of all, each at the middle of its band."""
    top = -(-places // 10)
    n = np.arange(places + 1.0)
    of_top = of_all = 0.0
    for limit, more in zip(BAND_LIMITS, np.diff(BAND_MIDDLES), strict=True):
        p = _chance_above(limit, mean, among)
        if p >= 1.0:
            of_top, of_all = of_top + more * top, of_all + more * places
        elif p > 0.0:
            held = (np.minimum(n, top) * np.exp(_log_binomial(n, float(p)))).sum()
            of_top, of_all = of_top + more * held, of_all + more * places * p
    return min(1.0, float(of_top / of_all))
