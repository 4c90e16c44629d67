# SPDX-License-Identifier: MIT
"""How often intervals of a matched ratio hold it, by strata and by how incidents cluster.

Counts with one, two and four times the variance of independent incidents; in brackets with a normal
quantile for strata as observations too. The formulae are written out in NumPy, as the library takes
points. Some seconds; the table is that of docs/methods/matched_background.md.

    .venv/bin/python benchmarks/matched_coverage.py [WORLDS]
"""

import sys

import numpy as np
import numpy.typing as npt
from scipy import stats

RATIO = 1.5
Numbers = npt.NDArray[np.float64]


def clustered(mean: Numbers, times: float, random: np.random.Generator) -> Numbers:
    """Counts whose variance is so many times their mean."""
    if times > 1:
        mean = random.gamma(mean / (times - 1), times - 1)
    return random.poisson(mean).astype(float)


def held(strata: int, times: float, worlds: int) -> tuple[float, float]:
    """Shares of worlds whose interval holds the ratio: the library's, and with normal quantiles."""
    random = np.random.default_rng(5)
    shape = (worlds, strata)
    own = random.integers(10, 40, shape).astype(float)
    others = random.integers(40, 160, shape).astype(float)
    rate = random.gamma(4, 0.5 / 4, shape)
    a, b = clustered(RATIO * rate * own, times, random), clustered(rate * others, times, random)
    whole = own + others
    above, below = (a * others / whole).sum(axis=1), (b * own / whole).sum(axis=1)
    has_both = (above > 0) & (below > 0)
    above, below = np.where(has_both, above, 1), np.where(has_both, below, 1)
    ratio = above / below
    independent = np.sqrt(((a + b) * own * others / whole**2).sum(axis=1) / (above * below))
    residual = (a * others - ratio[:, None] * b * own) / whole
    robust = np.sqrt(strata / (strata - 1) * (residual**2).sum(axis=1)) / above
    normal, student = stats.norm.ppf(0.975), stats.t.ppf(0.975, strata - 1)
    off = np.abs(np.log(ratio / RATIO))
    ours = off <= np.maximum(normal * independent, student * robust)
    before = off <= normal * np.maximum(independent, robust)
    return ours[has_both].mean(), before[has_both].mean()


def main(worlds: int) -> None:
    """Print one row a number of strata."""
    print("| strata | once | twice | four times |\n|---|---|---|---|")
    for strata in (2, 3, 5, 20):
        shares = [held(strata, times, worlds) for times in (1.0, 2.0, 4.0)]
        cells = [f"{100 * ours:.1f} ({100 * before:.1f})" for ours, before in shares]
        print(f"| {strata} | {' | '.join(cells)} |")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 40_000)
