# SPDX-License-Identifier: MIT
"""What a release says of how sure the order of areas is, made again from its counts."""

import math

import numpy as np
import numpy.typing as npt
from release import Row

import libprofile as lp
from libprofile import _core

LEVEL = 0.95
# Draws have no secret: the manifest gives their number, and their seed is 0.
SEED = 0
FEWEST_RANKS = 5

Ranks = npt.NDArray[np.int64]


def draws_for(areas: int) -> int:
    """How many draws a profile of so many areas takes."""
    return min(1000, max(200, 4_000_000 // max(1, areas)))


def _widened(best: Ranks, worst: Ranks, places: int) -> tuple[Ranks, Ranks]:
    """Ranges of at least so many ranks: no exact rank is shown."""
    missing = np.maximum(0, min(FEWEST_RANKS, places) - (worst - best + 1))
    last = np.minimum(places, worst + missing - np.minimum(best - 1, missing // 2))
    return np.where(missing > 0, last - min(FEWEST_RANKS, places) + 1, best), last


def risks(rows: list[Row], base: int) -> dict[str, dict[str, float]]:
    """By unit: risk against the rate of all (without rates: counts), limits, chances, ranks."""
    by_rate = any(row["population"] is not None for row in rows)
    shown = [row for row in rows if row["count"] is not None]
    rated = [row for row in shown if row["rate_per_1000"] is not None] if by_rate else shown
    made = {row["unit"]: dict.fromkeys(_FIELDS, math.nan) for row in rows}
    count = np.array([float(row["count"]) for row in rated])
    people = np.array([float(row["population"]) if by_rate else 1.0 for row in rated])
    if len(rated) < 2 or count.sum() == 0:
        return made
    found = _core.poisson_gamma(
        count, people * (count.sum() / people.sum()), level=LEVEL, rounding_band=base - 1.0
    )
    top = (len(rated) + 9) // 10
    drawn = found.draws(draws_for(len(rows)), SEED)
    best, worst = _widened(*lp.risk.rank_interval(drawn, level=LEVEL), len(rated))
    p_top = lp.risk.rank_probability(drawn, top)
    above, twice = found.exceedance(1.0), found.exceedance(2.0)
    columns = (found.relative_risk, found.lower, found.upper, above, twice, best, worst, p_top)
    for row, *values in zip(rated, *columns, strict=True):
        ranked = row["reliability"] == "ok"
        kept = values if ranked else [*values[:5], math.nan, math.nan, math.nan]
        made[row["unit"]] = dict(zip(_FIELDS, map(float, kept), strict=True))
    return made


_FIELDS = (
    *("relative_risk", "lower", "upper", "p_above", "p_twice"),
    *("rank_best", "rank_worst", "p_top"),
)
