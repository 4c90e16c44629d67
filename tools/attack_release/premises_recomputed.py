# SPDX-License-Identifier: MIT
"""What a release says of premises types beyond their rates, made again from its counts."""

import math
from collections import defaultdict
from functools import cached_property
from statistics import NormalDist

import numpy as np
from premises_chance import (
    BAND_MIDDLES,
    Floats,
    mean_square_of_rounding,
    over,
    share_of_top,
    tails,
)
from release import Release, Row
from student import student_975

import libprofile as lp
from libprofile import _core

PER_HUNDRED = 100.0
Z95 = NormalDist().inv_cdf(0.975)
# Limits further off than this many times the ratio are given as none.
WIDEST = 1e6
# Premises among which an incident near one is split, by what stands around.
AMONG = {
    "no other": 1.0,
    "1 to 4 others": 3.5,
    "5 to 19 others": 13.0,
    "20 to 49 others": 35.5,
    "50 others or more": 75.0,
}


def _float(value: object) -> float:
    return math.nan if value is None else float(str(value))


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
                    * tails(
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
                return share_of_top(places, incidents / places, self._among(kind))
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
            rate = rate * over(y.sum(1, keepdims=True), (n * rate * level).sum(1, keepdims=True))
            level = level * over(y.sum(0, keepdims=True), (n * rate * level).sum(0, keepdims=True))
            if np.allclose(before, rate * level, rtol=1e-13, atol=0):
                break
        expected = n * rate * level
        part = expected > 0
        of_all = y.sum()
        left = 1 - expected * (
            over(np.ones_like(rate), y.sum(1, keepdims=True))
            + over(np.ones_like(level), y.sum(0, keepdims=True))
            - (1 / of_all if of_all else 0)
        )
        rounding = mean_square_of_rounding(self._band)
        rounding += (rate * level) ** 2 * mean_square_of_rounding(self._premises_band)
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
