# SPDX-License-Identifier: MIT
"""What a release says of premises types beyond their rates, made again from its counts."""

import math
from collections import defaultdict
from functools import cached_property
from statistics import NormalDist

import numpy as np
import numpy.typing as npt
from release import Release, Row
from student import student_975

import libprofile as lp
from libprofile import _core

Floats = npt.NDArray[np.float64]
PER_HUNDRED = 100.0
HALF_LOG_TWO_PI = 0.5 * math.log(2 * math.pi)
Z95 = NormalDist().inv_cdf(0.975)
# Limits further off than this many times the ratio are given as none.
WIDEST = 1e6
# The middles of the bands that concentration is computed from; the first is "none".
BAND_MIDDLES = (0.0, 0.5, 1.5, 3.5, 7.5, 15.0, 35.0, 75.0)
# Where each band but the last ends.
BAND_LIMITS = (0.0, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0)
# Premises among which an incident near one is split, by what stands around.
AMONG = {
    "no other": 1.0,
    "1 to 4 others": 3.5,
    "5 to 19 others": 13.0,
    "20 to 49 others": 35.5,
    "50 others or more": 75.0,
}
# Variance over mean beyond 1 that is as good as none.
INDEPENDENT = 1e-9


def _float(value: object) -> float:
    return math.nan if value is None else float(str(value))


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


def _log_repeated(counts: Floats, mean: float, extra: float) -> Floats:
    """Negative binomial with a variance of 1 + extra means, from one number to the next."""
    if extra <= INDEPENDENT:
        return _log_poisson(counts, mean)
    size = mean / extra
    steps = np.log((counts[:-1] + size) / counts[1:] * extra / (1 + extra))
    return -size * math.log1p(extra) + np.concatenate([[0.0], np.cumsum(steps)])


def _tails(least: float, most: float, means: tuple[float, float], extra: float) -> float:
    """P(X >= least) at the larger mean and P(X <= most) at the smaller, the lesser of both."""
    mean_high, mean_low = means
    reach = 60 * math.sqrt((mean_high + 1) * (1 + extra)) + 60 * (1 + extra)
    far = np.arange(0, max(most, mean_high) + reach)
    high = np.exp(_log_repeated(far, mean_high, extra))[far >= least].sum() if least > 0 else 1.0
    low = np.exp(_log_repeated(far, mean_low, extra))[far <= most].sum()
    return float(min(high, low))


def _mean_square_of_rounding(band: float) -> float:
    """Rests go to the nearer multiple of the base; those near the middle to both, evenly."""
    base = band + 1
    rest = np.arange(base)
    up = np.clip((rest - base / 2) / (0.3 * base) + 0.5, 0, 1)
    return float((up * (base - rest) ** 2 + (1 - up) * rest**2).mean()) if band > 0 else 0.0


def _over(seen: Floats, fitted: Floats) -> Floats:
    return np.divide(seen, fitted, out=np.zeros_like(seen), where=fitted > 0)


def _chance_above(limit: float, mean: float, among: list[tuple[float, float]]) -> float:
    """P(the number of a place > limit) where places split events among so many."""
    above = 0.0
    for places, split in among:
        counts = np.arange(math.floor(limit * split) + 1.0)
        below = np.exp(_log_poisson(counts, mean * split)).sum()
        above += places * max(0.0, 1.0 - float(below))
    return above / sum(places for places, _ in among)


def _share_of_top(places: int, mean: float, among: list[tuple[float, float]]) -> float:
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


class PremisesRecomputed:
    """Comparisons, steadied rates and concentration of premises types."""

    def __init__(self, release: Release, base: int, premises_base: int) -> None:
        self._release = release
        self._band = base - 1
        self._premises_band = premises_base - 1
        self._base = base

    @cached_property
    def _shown(self) -> list[Row]:
        rows = self._release.tables.get("premises_types", [])
        return [row for row in rows if _float(row["premises"]) > 0 and row["incidents"]]

    @cached_property
    def q(self) -> dict[str, float]:
        """By type: against the mean with clusters allowed for, corrected for all types."""
        n = np.array([_float(row["premises"]) for row in self._shown])
        y = np.array([_float(row["incidents"]) for row in self._shown])
        types = [row["type"] for row in self._shown]
        mean = y.sum() / n.sum()
        p = np.array(
            [
                min(
                    1.0,
                    2
                    * _tails(
                        max(0.0, incidents - self._band),
                        incidents + self._band,
                        (
                            mean * (of + self._premises_band),
                            mean * max(min(1.0, of), of - self._premises_band),
                        ),
                        self.dispersion - 1,
                    ),
                )
                for of, incidents in zip(n, y, strict=True)
            ]
        )
        corrected = lp.hotspots.false_discovery_rate(p)
        return dict(zip(types, map(float, corrected), strict=True))

    def by_chance(self, kind: str) -> float:
        """Share of the top tenth that equal premises would give, from bands as the share itself."""
        for row in self._shown:
            if row["type"] == kind:
                places, incidents = int(_float(row["premises"])), _float(row["incidents"])
                return _share_of_top(places, incidents / places, self._among(kind))
        return math.nan

    def _bands(self, kind: str) -> Floats:
        rows = self._release.tables.get("premises_bands", [])
        return np.array([_float(row["premises"]) for row in rows if row["type"] == kind])

    @cached_property
    def dispersion(self) -> float:
        """Squares of types by areas over those of independent incidents, less rounding."""
        rows = [
            row
            for row in self._release.features("premises_types_by_area")
            if row["rate_per_100"] is not None and _float(row["premises"]) > 0
        ]
        types, areas = (sorted({str(row[field]) for row in rows}) for field in ("type", "name"))
        n, y = np.zeros((2, len(types), len(areas)))
        for row in rows:
            at = types.index(str(row["type"])), areas.index(str(row["name"]))
            n[at] = _float(row["premises"])
            y[at] = round(_float(row["rate_per_100"]) * n[at] / 100)
        rate, level = np.ones((len(types), 1)), np.ones((1, len(areas)))
        for _ in range(1000):
            before = rate * level
            rate = rate * _over(y.sum(1, keepdims=True), (n * rate * level).sum(1, keepdims=True))
            level = level * _over(y.sum(0, keepdims=True), (n * rate * level).sum(0, keepdims=True))
            if np.allclose(before, rate * level, rtol=1e-13, atol=0):
                break
        expected = n * rate * level
        part = expected > 0
        of_all = y.sum()
        left = 1 - expected * (
            _over(np.ones_like(rate), y.sum(1, keepdims=True))
            + _over(np.ones_like(level), y.sum(0, keepdims=True))
            - (1 / of_all if of_all else 0)
        )
        rounding = _mean_square_of_rounding(self._band)
        rounding += (rate * level) ** 2 * _mean_square_of_rounding(self._premises_band)
        squares = ((y - expected) ** 2 - np.maximum(left, 0) * rounding)[part].sum()
        free = (np.maximum(left, 0) * expected)[part].sum()
        return float(max(1.0, squares / free)) if free > 1e-13 * of_all else 1.0

    def _among(self, kind: str) -> list[tuple[float, float]]:
        """How many premises split their incidents among how many, as far as that is shown."""
        rows = [
            row
            for row in self._release.tables.get("premises_surroundings", [])
            if row["type"] == kind
        ]
        shown = [
            (_float(row["premises"]), AMONG[str(row["surroundings"])])
            for row in rows
            if row["premises"] is not None and _float(row["premises"]) > 0
        ]
        return shown or [(1.0, 1.0)]

    def concentration(self, kind: str) -> dict[str, float]:
        """Gini and share of the top tenth, from the bands."""
        places = self._bands(kind)
        counts = np.repeat(BAND_MIDDLES, np.nan_to_num(places).astype(int))
        if np.isnan(places).any() or counts.sum() == 0:
            return {"gini": math.nan, "share_top_tenth": math.nan}
        ranks = np.arange(1, len(counts) + 1)
        gini = (2 * (ranks * counts).sum() / counts.sum() - len(counts) - 1) / len(counts)
        tenth = -(-len(counts) // 10)
        top = counts[len(counts) - tenth :].sum() / counts.sum()
        return {"gini": float(gini), "share_top_tenth": float(top)}

    def _strata(self, kind: str, sign: int) -> Floats:
        """Rows of (premises, incidents, premises of others, incidents of others)."""
        cells: dict[str, list[tuple[str, float, float]]] = defaultdict(list)
        for row in self._release.tables.get("premises_surroundings", []):
            if _float(row["premises"]) > 0 and row["incidents"]:
                of, incidents = _float(row["premises"]), _float(row["incidents"])
                cells[row["surroundings"]].append((row["type"], of, incidents))

        def moved(of: float, incidents: float, way: int) -> tuple[float, float]:
            return (
                max(min(1.0, of), of - way * self._premises_band),
                max(0.0, incidents + way * self._band),
            )

        rows = []
        for shown in cells.values():
            own = [moved(of, y, sign) for one, of, y in shown if one == kind]
            others = [moved(of, y, -sign) for one, of, y in shown if one != kind]
            if own and others:
                rows.append([*own[0], *np.sum(others, axis=0)])
        return np.array(rows, dtype=float).reshape(-1, 4)

    def _ratio(self, kind: str, sign: int) -> tuple[float, float, float] | None:
        rows = self._strata(kind, sign)
        n, a, m, b = rows[rows[:, 1] + rows[:, 3] > 0].T
        whole = n + m
        above, below = (a * m / whole).sum(), (b * n / whole).sum()
        if above == 0 or below == 0:
            return None
        ratio = above / below
        if len(n) < 2:
            return ratio, math.nan, math.nan
        information = (a + b) * n * m / whole**2
        share, rest = information / information.sum(), information.sum() - information
        residual = (a * m - ratio * b * n) / whole
        robust = (residual**2 * information.sum() / rest).sum() / above**2
        leverage = share * information / rest
        inverse = (share**2).sum() + leverage.sum() ** 2 - (leverage**2).sum()
        width = max(
            Z95 * math.sqrt(information.sum() / (above * below)),
            student_975(max(1.0, 1 / inverse)) * math.sqrt(robust),
        )
        if width > math.log(WIDEST):
            return ratio, 0.0, math.inf
        return ratio, ratio * math.exp(-width), ratio * math.exp(width)

    def matched(self, kind: str) -> dict[str, float | None]:
        """Ratio and limits over surroundings; None where a limit has another formula."""
        given, least, most = (self._ratio(kind, sign) for sign in (0, -1, 1))
        if given and math.isnan(given[1]):
            return {"matched_ratio": given[0], "matched_lower": None, "matched_upper": None}
        return {
            "matched_ratio": given[0] if given else None,
            "matched_lower": min(given[1], least[1]) if given and least else None,
            "matched_upper": max(given[2], most[2]) if given and most else None,
        }

    def _steadied(self, y: Floats, n: Floats) -> list[dict[str, float]]:
        """By the library itself, from nothing but what was released."""
        made = _core.steadied_premises(
            y, n, rounding_band=self._band, premises_rounding_band=self._premises_band
        )
        names = ("steadied_per_100", "lower", "upper")
        rows = zip(*made, strict=True)
        return [dict(zip(names, map(float, row), strict=True)) for row in rows]

    @cached_property
    def steadied(self) -> dict[tuple[str, str], dict[str, float]]:
        """By unit and type; "all" for the type over everything."""
        y = np.array([_float(row["incidents"]) for row in self._shown])
        n = np.array([_float(row["premises"]) for row in self._shown])
        made = {}
        if len(y):
            types = [row["type"] for row in self._shown]
            rates = self._steadied(y, n)
            made = {("all", kind): one for kind, one in zip(types, rates, strict=True)}
        cells: dict[str, list[tuple[str, float, float]]] = defaultdict(list)
        for row in self._release.features("premises_types_by_area"):
            if row["flag"] != "withheld":
                near = row["rate_per_100"] * row["premises"] / PER_HUNDRED
                incidents = round(near / self._base) * self._base
                cells[row["type"]].append((row["unit"], incidents, float(row["premises"])))
        for kind, shown in cells.items():
            rates = self._steadied(*(np.array(one) for one in list(zip(*shown, strict=True))[1:]))
            made |= {(unit, kind): one for (unit, *_), one in zip(shown, rates, strict=True)}
        return made
