# SPDX-License-Identifier: MIT
"""How often planted clusters are found, by ours and by the peers, on the same worlds.

    .venv/bin/python benchmarks/power.py                # 100 worlds of each strength
    .venv/bin/python benchmarks/power.py --worlds 20

Area statistics: 20 x 20 cells, nine of them higher by a strength (in standard deviations), 999
permutations, p at most 0.05 without correction. esda and pygeoda fold p to the smaller tail, so
theirs are doubled, which is what ours are. Points: four groups in a background, Rand index adjusted
for chance against what was planted.
"""

import argparse
import warnings
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

import libprofile as lp

SIDE = 20
PERMUTATIONS = 999
LEVEL = 0.05
STRENGTHS = (0.5, 1.0, 2.0)
P = Callable[[Any, int], Any]


def lattice() -> Any:
    """Cells of a square, each beside those that touch it."""
    xy = np.array([(x, y) for y in range(SIDE) for x in range(SIDE)], dtype=float) * 100
    return lp.geography.distance_band(xy, 150)


def planted() -> Any:
    """The block of nine in the middle."""
    row, column = np.divmod(np.arange(SIDE * SIDE), SIDE)
    return (abs(row - SIDE // 2) <= 1) & (abs(column - SIDE // 2) <= 1)


def world(seed: int, strength: float) -> Any:
    """Independent values, skewed as counts are, of variance 1; the block is higher."""
    values = np.random.default_rng(seed).gamma(2.0, size=SIDE * SIDE) / np.sqrt(2.0)
    return values + strength * planted()


def ours(name: str, weights: Any) -> P:
    """One of the local statistics here."""

    def p(values: Any, seed: int) -> Any:
        method = getattr(lp.hotspots, name)
        return method(values, weights, permutations=PERMUTATIONS, seed=seed).p_permutation

    return p


def of_esda(name: str, graph: Any) -> P | None:
    """The same from esda."""
    try:
        import esda
    except ImportError:
        return None

    def p(values: Any, seed: int) -> Any:
        if name == "getis_ord":
            given = {"permutations": PERMUTATIONS, "seed": seed, "n_jobs": 1}
            found = esda.G_Local(values, graph, star=True, **given)
        elif name == "local_moran":
            given = {"permutations": PERMUTATIONS, "seed": seed, "n_jobs": 1}
            found = esda.Moran_Local(values, graph, **given)
        else:
            found = esda.Geary_Local(connectivity=graph, permutations=PERMUTATIONS, seed=seed)
            found = found.fit(values)
        return 2 * np.asarray(found.p_sim)

    return p


def of_pygeoda(name: str) -> P | None:
    """The same from pygeoda."""
    try:
        import geopandas as gpd
        import pygeoda
        import shapely
    except ImportError:
        return None
    row, column = np.divmod(np.arange(SIDE * SIDE), SIDE)
    cells = shapely.box(column, row, column + 1, row + 1)
    queen = pygeoda.queen_weights(pygeoda.open(gpd.GeoDataFrame(geometry=cells)))
    method = {"getis_ord": "local_gstar", "local_moran": "local_moran"}.get(name, "local_geary")

    def p(values: Any, seed: int) -> Any:
        found = getattr(pygeoda, method)(
            queen, values.tolist(), permutations=PERMUTATIONS, seed=seed + 1
        )
        return 2 * np.asarray(found.lisa_pvalues())

    return p


def shares(p: P, strength: float, worlds: int) -> tuple[float, float]:
    """Share of planted cells found, and of cells far from them that are called unusual."""
    inside = planted()
    row, column = np.divmod(np.arange(SIDE * SIDE), SIDE)
    far = np.maximum(abs(row - SIDE // 2), abs(column - SIDE // 2)) > 3
    found, false = [], []
    for seed in range(worlds):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            unusual = p(world(seed, strength), seed) <= LEVEL
        found.append(unusual[inside].mean())
        false.append(unusual[far].mean())
    return float(np.mean(found)), float(np.mean(false))


def areas(worlds: int) -> None:
    """Print the table of local statistics."""
    weights = lattice()
    graph = weights.to_libpysal().to_W()
    for name in ("getis_ord", "local_moran", "local_geary"):
        makers = {
            "ours": ours(name, weights),
            "esda": of_esda(name, graph),
            "pygeoda": of_pygeoda(name),
        }
        for who, p in makers.items():
            if p is None:
                print(f"{name:<12} {who:<10} is not installed")
                continue
            found = [shares(p, strength, worlds) for strength in STRENGTHS]
            told = "  ".join(
                f"{strength} sd: {hit:4.0%}"
                for strength, (hit, _) in zip(STRENGTHS, found, strict=True)
            )
            false = np.mean([alarm for _, alarm in found])
            print(f"{name:<12} {who:<10} {told}  elsewhere {false:.1%}", flush=True)


def groups(seed: int, spread_m: float) -> tuple[Any, Any]:
    """Four groups of 60 points in 300 of background, and which each point is of."""
    draw = np.random.default_rng(seed)
    centres = np.array([(2e3, 2e3), (8e3, 2e3), (2e3, 8e3), (8e3, 8e3)])
    points = [draw.uniform(0, 1e4, (300, 2))]
    points += [draw.normal(centre, spread_m, (60, 2)) for centre in centres]
    labels = np.repeat([-1, 0, 1, 2, 3], [300, 60, 60, 60, 60])
    return np.concatenate(points), labels


def clusterings() -> Iterator[tuple[str, Callable[[Any], Any]]]:
    """Ours, and those of the peers that are installed."""
    yield "DBSCAN, ours", lambda xy: lp.clusters.dbscan(xy, radius_m=400, min_points=10)
    yield "HDBSCAN*, ours", lambda xy: lp.clusters.hdbscan(xy, min_cluster_size=20).labels
    try:
        from sklearn.cluster import DBSCAN
    except ImportError:
        return
    yield "DBSCAN, scikit-learn", lambda xy: DBSCAN(eps=400, min_samples=10).fit_predict(xy)
    try:
        import hdbscan
    except ImportError:
        return
    yield "HDBSCAN*, hdbscan", lambda xy: hdbscan.HDBSCAN(min_cluster_size=20).fit_predict(xy)


def points(worlds: int) -> None:
    """Print the table of clusterings."""
    from sklearn.metrics import adjusted_rand_score

    for who, cluster in clusterings():
        told = []
        for spread_m in (200.0, 400.0, 800.0):
            scores = []
            for seed in range(worlds):
                xy, labels = groups(seed, spread_m)
                scores.append(adjusted_rand_score(labels, cluster(xy)))
            told.append(f"{spread_m:.0f} m: {np.mean(scores):.3f}")
        print(f"{who:<24} {'  '.join(told)}", flush=True)


def main() -> None:
    """Parse the command line and print both tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--worlds", type=int, default=100)
    options = parser.parse_args()
    areas(options.worlds)
    points(options.worlds)


if __name__ == "__main__":
    main()
