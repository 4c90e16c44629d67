# SPDX-License-Identifier: MIT
"""Exact comparisons and funnels of many places, and what analysts write with SciPy for them."""

from typing import Any

import numpy as np
from kernel import Kernel, Peer

import libprofile as lp


def two_periods(n: int) -> Any:
    """Counts and people of n places in two periods."""
    rng = np.random.default_rng(1)
    people = rng.uniform(800, 3_000, n)
    rate = 0.02 * rng.gamma(2.0, 0.5, n)
    return rng.poisson(people * rate), people, rng.poisson(people * rate), people * 1.02


def spread_counts(n: int) -> Any:
    """Counts and expected counts of n places that differ."""
    rng = np.random.default_rng(2)
    expected = rng.gamma(2.0, 10.0, n)
    return rng.poisson(expected * np.exp(rng.normal(0, 0.3, n))).astype(float), expected


def scipy_comparison() -> tuple[tuple[Peer, ...], tuple[str, ...]]:
    try:
        from scipy.stats import binomtest
    except ImportError:
        return (), ("scipy",)

    def one_by_one(data: Any) -> object:
        found = []
        for a, n, b, m in zip(*data, strict=True):
            if a + b > 0:
                test = binomtest(int(a), int(a + b), n / (n + m))
                found.append((test.pvalue, test.proportion_ci(0.95, "exact")))
        return found

    return (Peer("SciPy binomtest, place by place", one_by_one, most=1_000),), ()


def scipy_funnel() -> tuple[tuple[Peer, ...], tuple[str, ...]]:
    try:
        from scipy.stats import norm, poisson
    except ImportError:
        return (), ("scipy",)

    def by_columns(data: Any) -> object:
        count, expected = data
        mu = expected * count.sum() / expected.sum()
        z = 2 * (np.sqrt(count) - np.sqrt(mu))
        phi = np.mean(np.clip(z, *np.quantile(z, [0.1, 0.9])) ** 2)
        limits = [poisson.ppf(share, mu) for share in (0.025, 0.975, 0.001, 0.999)]
        return phi, norm.ppf(0.975), limits

    return (Peer("NumPy and scipy.stats.poisson", by_columns),), ()


COMPARISON, NO_COMPARISON = scipy_comparison()
FUNNEL, NO_FUNNEL = scipy_funnel()
KERNELS = [
    Kernel(
        "two rates compared exactly",
        two_periods,
        lambda data: lp.risk.compare_rates(*data),
        (1_000, 10_000, 100_000),
        compared_at=1_000,
        peers=COMPARISON,
        absent=NO_COMPARISON,
    ),
    Kernel(
        "funnel, exact limits at two levels",
        spread_counts,
        lambda data: lp.risk.funnel(*data, overdispersion="none"),
        (1_000, 10_000, 100_000),
        compared_at=10_000,
        peers=FUNNEL,
        absent=NO_FUNNEL,
    ),
    Kernel(
        "funnel with overdispersion",
        spread_counts,
        lambda data: lp.risk.funnel(*data),
        (1_000, 10_000, 100_000),
        compared_at=10_000,
    ),
]
