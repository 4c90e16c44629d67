# SPDX-License-Identifier: MIT
"""Empirical Bayes of three kinds, draws and ranks, beside esda, statsmodels and NumPy."""

import warnings
from typing import Any

import numpy as np
import pandas as pd
from kernel import Kernel, Peer

import libprofile as lp

DRAWS = 200
TOP = 20


def make(n: int) -> Any:
    """Return counts and expected counts of a lattice, its neighbours, and libpysal's."""
    side = int(n**0.5)
    rng = np.random.default_rng(1)
    xy = np.array([(x, y) for y in range(side) for x in range(side)], dtype=float)
    weights = lp.geography.distance_band(xy, 1.5)
    expected = rng.gamma(2.0, 5.0, len(xy))
    count = rng.poisson(expected * rng.gamma(2.0, 0.5, len(xy))).astype(float)
    theirs = None
    if n <= 10_000:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                theirs = weights.to_libpysal().to_W()
        except ImportError:
            pass
    return count, expected, weights, theirs


def drawn(n: int) -> Any:
    """Draws of the risks of n places."""
    return np.random.default_rng(2).gamma(3.0, 1 / 3, (DRAWS, n))


def indicators(n: int) -> Any:
    """Three indicators of n places."""
    rng = np.random.default_rng(3)
    names = ["incidents", "missing", "premises"]
    counts = pd.DataFrame(rng.poisson(8 * rng.gamma(2.0, 0.5, (n, 3))), columns=names)
    return counts, np.full(n, 8.0), dict.fromkeys(names, 1.0), dict.fromkeys(names, "harm")


def esda_peers() -> tuple[tuple[Peer, ...], tuple[Peer, ...], tuple[str, ...]]:
    try:
        from esda import smoothing
    except ImportError:
        return (), (), ("esda",)

    def overall(data: Any) -> object:
        return smoothing.Empirical_Bayes(data[0], data[1]).r

    def around(data: Any) -> object:
        return smoothing.Spatial_Empirical_Bayes(data[0], data[1], data[3]).r

    return (Peer("esda", overall),), (Peer("esda", around, most=10_000),), ()


def statsmodels_peer() -> tuple[tuple[Peer, ...], tuple[str, ...]]:
    try:
        from statsmodels.discrete.discrete_model import NegativeBinomial
    except ImportError:
        return (), ("statsmodels",)

    def fit(data: Any) -> object:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            model = NegativeBinomial(data[0], np.ones(len(data[0])), exposure=data[1])
            return model.fit(disp=0)

    return (Peer("statsmodels, prior alone", fit, most=10_000),), ()


def numpy_ranks(draws: Any) -> object:
    """P(among the highest) the way analysts write it."""
    ranks = np.argsort(np.argsort(-draws, axis=1), axis=1)
    return (ranks < TOP).mean(axis=0)


OVERALL, AROUND, NO_ESDA = esda_peers()
PRIOR, NO_STATSMODELS = statsmodels_peer()
SIZES = (1_000, 10_000, 100_000)
KERNELS = [
    Kernel(
        "empirical Bayes (Marshall)",
        make,
        lambda data: lp.risk.empirical_bayes(data[0], data[1]),
        SIZES,
        compared_at=10_000,
        peers=OVERALL,
        absent=NO_ESDA,
    ),
    Kernel(
        "empirical Bayes, spatial",
        make,
        lambda data: lp.risk.empirical_bayes(data[0], data[1], data[2]),
        SIZES,
        compared_at=10_000,
        peers=AROUND,
        absent=NO_ESDA,
    ),
    Kernel(
        "Poisson-gamma empirical Bayes",
        make,
        lambda data: lp.risk.poisson_gamma(data[0], data[1]),
        SIZES,
        compared_at=10_000,
        peers=PRIOR,
        absent=NO_STATSMODELS,
    ),
    Kernel(
        f"Poisson-gamma, {DRAWS} joint draws",
        lambda n: lp.risk.poisson_gamma(*make(n)[:2]),
        lambda found: found.draws(DRAWS),
        SIZES,
        compared_at=10_000,
    ),
    Kernel(
        f"P(among the highest {TOP}), {DRAWS} draws",
        drawn,
        lambda draws: lp.risk.rank_probability(draws, TOP),
        SIZES,
        compared_at=10_000,
        peers=(Peer("NumPy argsort", numpy_ranks),),
    ),
    Kernel(
        "neighbourhood score, three indicators",
        indicators,
        lambda data: lp.risk.neighbourhood_score(*data),
        SIZES,
        compared_at=10_000,
    ),
]
