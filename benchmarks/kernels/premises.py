# SPDX-License-Identifier: MIT
"""Types of premises around many incidents, and concentration by chance, with scipy and NumPy."""

from typing import Any

import geopandas as gpd
import numpy as np
from hotspot_points import hotspot_points
from kernel import Kernel, Peer

import libprofile as lp

PREMISES = 10_000
# All of which take part: P12 is a home.
CODES = [*(f"P{k:02}" for k in range(1, 12)), "P13"]
TYPES = len(CODES)
RADIUS_M = 100.0
LIMITS_M = [50.0, 100.0, 200.0]
REPLICATES = 99


def town(n: int) -> tuple[Any, Any]:
    """Ten thousand premises at places of incidents, n incidents around them."""
    incidents = hotspot_points(n)
    random = np.random.default_rng(1)
    at = incidents[random.integers(0, n, PREMISES)] + random.normal(0, 20, (PREMISES, 2))
    premises = gpd.GeoDataFrame(
        {
            "type": [CODES[k] for k in random.integers(0, TYPES, PREMISES)],
            "neighbourhood": [f"{x:.0f} {y:.0f}" for x, y in at // 1_000],
        },
        geometry=gpd.points_from_xy(at[:, 0], at[:, 1]),
        crs=27700,
    )
    return premises, incidents


def scipy_matched(given: Any) -> object:
    """The same ratio: parts by a k-d tree, sums by pandas."""
    from scipy.spatial import cKDTree

    premises, incidents = given
    xy = np.column_stack([premises.geometry.x, premises.geometry.y])
    near = cKDTree(xy).query_ball_point(incidents, RADIUS_M, workers=-1)
    parts = np.zeros(len(xy))
    for places in near:
        if places:
            parts[places] += 1.0 / len(places)
    frame = premises[["type", "neighbourhood"]].assign(a=parts, n=1.0)
    cells = frame.groupby(["neighbourhood", "type"])[["a", "n"]].sum()
    whole = cells.groupby(level=0).transform("sum")
    above = (cells["a"] * (whole["n"] - cells["n"]) / whole["n"]).groupby(level=1).sum()
    below = ((whole["a"] - cells["a"]) * cells["n"] / whole["n"]).groupby(level=1).sum()
    return above / below


def scipy_types(given: Any) -> object:
    """Rates per 100 premises of a type: parts by a k-d tree, exact limits by scipy, no prior."""
    from scipy.spatial import cKDTree
    from scipy.stats import chi2

    premises, incidents = given
    xy = np.column_stack([premises.geometry.x, premises.geometry.y])
    near = cKDTree(xy).query_ball_point(incidents, RADIUS_M, workers=-1)
    parts = np.zeros(len(xy))
    for places in near:
        if places:
            parts[places] += 1.0 / len(places)
    found = premises.assign(a=parts).groupby("type")["a"].agg(["sum", "size"])
    low, high = chi2.ppf(0.025, 2 * found["sum"]) / 2, chi2.ppf(0.975, 2 * found["sum"] + 2) / 2
    return [100 * one / found["size"] for one in (found["sum"], low, high)]


def periods(n: int) -> Any:
    """Counts of n places in eight periods."""
    random = np.random.default_rng(3)
    return random.poisson(random.gamma(0.5, 4.0, n), (8, n)).astype(float)


def scipy_decay(given: Any) -> object:
    """Counts within each limit by two k-d trees; types dealt out by NumPy."""
    from scipy.spatial import cKDTree

    premises, incidents = given
    xy = np.column_stack([premises.geometry.x, premises.geometry.y])
    tree = cKDTree(incidents)
    within = np.stack(
        [tree.query_ball_point(xy, limit, return_length=True, workers=-1) for limit in LIMITS_M]
    )
    bands = np.diff(within, axis=0, prepend=0).T.astype(float)
    types = premises["type"].astype("category").cat.codes.to_numpy()
    _, group = np.unique(premises["neighbourhood"], return_inverse=True)
    random = np.random.default_rng(0)
    means = np.empty((REPLICATES, TYPES, len(LIMITS_M)))
    order = np.argsort(group, kind="stable")
    for r in range(REPLICATES):
        shuffled = np.lexsort((random.random(len(group)), group))
        dealt = np.empty_like(types)
        dealt[order] = types[shuffled]
        for b in range(len(LIMITS_M)):
            means[r, :, b] = np.bincount(dealt, bands[:, b], TYPES) / np.bincount(dealt)
    return np.quantile(means, [0.025, 0.975], axis=0)


def numpy_by_chance(n: int) -> object:
    """Multinomial draws by NumPy; Gini and top tenth of each."""
    random = np.random.default_rng(0)
    places = n // 10
    top = -(-places // 10)
    found = []
    for _ in range(REPLICATES):
        counts = np.sort(random.multinomial(n, np.full(places, 1 / places)))
        ranks = np.arange(1, places + 1)
        gini = (2 * (ranks * counts).sum() / counts.sum() - places - 1) / places
        found.append((gini, counts[-top:].sum() / n))
    return np.quantile(found, [0.025, 0.975], axis=0)


def peers(name: str, run: Any, most: int = 10**9) -> tuple[tuple[Peer, ...], tuple[str, ...]]:
    try:
        import scipy  # noqa: F401
    except ImportError:
        return (), ("scipy",)
    return (Peer(name, run, most=most),), ()


MATCHED, ABSENT = peers("scipy and pandas", scipy_matched, 1_000_000)
RATES, _ = peers("scipy and pandas, no prior", scipy_types, 1_000_000)
DECAY, _ = peers("scipy and NumPy", scipy_decay, 1_000_000)

KERNELS = [
    Kernel(
        "types of premises, rates and empirical Bayes",
        town,
        lambda given: lp.risk.premises_type_risk(*given, radius_m=RADIUS_M),
        (10_000, 100_000, 1_000_000, 10_000_000),
        compared_at=100_000,
        peers=RATES,
        absent=ABSENT,
    ),
    Kernel(
        "matched background",
        town,
        lambda given: lp.risk.matched_background(*given, "neighbourhood", radius_m=RADIUS_M),
        (10_000, 100_000, 1_000_000, 10_000_000),
        compared_at=100_000,
        peers=MATCHED,
        absent=ABSENT,
    ),
    Kernel(
        "distance decay, 99 draws",
        town,
        lambda given: lp.risk.distance_decay(
            *given, neighbourhood="neighbourhood", limits_m=LIMITS_M, replicates=REPLICATES
        ),
        (10_000, 100_000, 1_000_000, 10_000_000),
        compared_at=100_000,
        peers=DECAY,
        absent=ABSENT,
    ),
    Kernel(
        "concentration by chance, 99 draws",
        lambda n: n,
        lambda n: lp.risk.concentration_by_chance(n // 10, n, replicates=REPLICATES),
        (10_000, 100_000, 1_000_000, 10_000_000),
        compared_at=100_000,
        peers=(Peer("NumPy", numpy_by_chance),),
    ),
    Kernel(
        "top tenth over eight periods, 99 draws, places",
        periods,
        lambda counts: lp.risk.top_tenth_over_time(counts, replicates=REPLICATES),
        (1_000, 10_000, 100_000),
        compared_at=10_000,
    ),
]
