# SPDX-License-Identifier: MIT
"""How often intervals of a matched ratio hold it, by strata and by how incidents cluster.

Counts with one, two and four times the variance of independent incidents, in strata of equal and of
unequal size, some without incidents. In brackets with S / (S - 1) and S - 1 degrees of freedom for
all S strata; where a single stratum has incidents there is no interval, and the brackets are of
independent ones. The formulae are written out in NumPy, as the library takes points. Some seconds;
the table is that of docs/methods/matched_background.md.

    .venv/bin/python benchmarks/matched_coverage.py [WORLDS]
"""

import sys

import numpy as np
import numpy.typing as npt
from scipy import stats

RATIO = 1.5
# Strata: the share of premises that each has; how many more have premises and no incident.
CASES = {
    "1": ((1.0,), 0),
    "1, and 2 without incidents": ((1.0,), 2),
    "2": ((1 / 2,) * 2, 0),
    "3": ((1 / 3,) * 3, 0),
    "5": ((1 / 5,) * 5, 0),
    "20": ((1 / 20,) * 20, 0),
    "2, and 1 without incidents": ((1 / 2,) * 2, 1),
    "2, and 3 without incidents": ((1 / 2,) * 2, 3),
    "80 and 20 of 100 premises": ((0.8, 0.2), 0),
    "97 and 3": ((0.97, 0.03), 0),
    "10, 80 and 10": ((0.1, 0.8, 0.1), 0),
    "5, 90 and 5": ((0.05, 0.9, 0.05), 0),
    "5, 80, 10, 4 and 1": ((0.05, 0.8, 0.1, 0.04, 0.01), 0),
}
PREMISES_OF_TYPE = 300
OTHERS_PER_PREMISES = 8
Numbers = npt.NDArray[np.float64]


def clustered(mean: Numbers, times: float, random: np.random.Generator) -> Numbers:
    """Counts whose variance is so many times their mean."""
    if times > 1:
        mean = random.gamma(np.maximum(mean, 1e-9) / (times - 1), times - 1)
    return random.poisson(mean).astype(float)


def student(degrees: Numbers | float) -> Numbers:
    """Student's quantile of 95 %."""
    return np.asarray(stats.t.ppf(0.975, degrees))


def spread(residual: Numbers, share: Numbers) -> Numbers:
    """Half widths by Bell and McCaffrey's residuals and Satterthwaite's degrees of freedom."""
    left = np.maximum(1 - share, 1e-300)
    leverage = share**2 / left
    inverse = (share**2).sum(axis=1) + leverage.sum(axis=1) ** 2 - (leverage**2).sum(axis=1)
    return student(np.maximum(1.0, 1 / inverse)) * np.sqrt((residual**2 / left).sum(axis=1))


def held(
    shares: tuple[float, ...], without: int, times: float, worlds: int
) -> tuple[float, float, float]:
    """Shares of worlds whose interval holds the ratio: the library's and as before; without any."""
    random = np.random.default_rng(5)
    sizes = np.array([*shares, *[1 / (len(shares) + without)] * without])
    own = np.maximum(1.0, np.round(PREMISES_OF_TYPE * np.broadcast_to(sizes, (worlds, len(sizes)))))
    others = OTHERS_PER_PREMISES * own
    rate = 0.4 * random.gamma(4, 1 / 4, own.shape)
    rate[:, len(shares) :] = 0.0
    a, b = clustered(RATIO * rate * own, times, random), clustered(rate * others, times, random)
    whole = own + others
    above, below = (a * others / whole).sum(axis=1), (b * own / whole).sum(axis=1)
    both = (above > 0) & (below > 0)
    a, b, own, others, whole = (one[both] for one in (a, b, own, others, whole))
    above, below = above[both, None], below[both, None]
    ratio = above / below
    information = (a + b) * own * others / whole**2
    independent = stats.norm.ppf(0.975) * np.sqrt(information.sum(axis=1) / (above * below)[:, 0])
    residual = (a * others - ratio * b * own) / whole / above
    strata = len(sizes)
    of_all = independent
    if strata > 1:
        factor = student(strata - 1) * np.sqrt(strata / (strata - 1))
        of_all = np.maximum(independent, factor * np.sqrt((residual**2).sum(axis=1)))
    off = np.abs(np.log(ratio[:, 0] / RATIO))
    has = ((a + b) > 0).sum(axis=1) > 1
    if not has.any():
        return float("nan"), float((off <= of_all).mean()), 1.0
    share = information[has] / information[has].sum(axis=1, keepdims=True)
    ours = off[has] <= np.maximum(independent[has], spread(residual[has], share))
    return float(ours.mean()), float((off <= of_all).mean()), float(1 - has.mean())


def main(worlds: int) -> None:
    """Print one row a number of strata."""
    print("| strata | once | twice | four times |\n|---|---|---|---|")
    for name, (shares, without) in CASES.items():
        cells = []
        for times in (1.0, 2.0, 4.0):
            ours, before, none = held(shares, without, times, worlds)
            told = "none" if none == 1.0 else f"{100 * ours:.1f}"
            cells.append(f"{told} ({100 * before:.1f})")
        print(f"| {name} | {' | '.join(cells)} |")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 40_000)
