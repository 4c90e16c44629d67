# SPDX-License-Identifier: MIT
"""Are the p of every Monte Carlo method right, and how often do they find what is there?

    .venv/bin/python benchmarks/calibration.py                    # 2,000 worlds each
    .venv/bin/python benchmarks/calibration.py moran --worlds 200

Under the null, p must be uniform: the table shows the Kolmogorov-Smirnov test of one p a world, and
the share of worlds with p at most 0.05, one tail and both. Power is that share where a cluster is
planted, beside the peer's. Methods that are not in this build are left out and named.
"""

import argparse
import sys
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import stats

import libprofile as lp

SIDE = 9
PERMUTATIONS = 199
MIDDLE = (SIDE * SIDE) // 2


@dataclass(frozen=True)
class Method:
    """One method: the name it has in `lp.hotspots`, and the one-sided p of a world.

    `p(values, weights, seed, tail)`; `tail` is where a cluster shows.
    """

    name: str
    p: Callable[[Any, Any, int, str], float]
    tail: str = "greater"
    # The same from esda, where it has the method: (values, W) -> p.
    peer: Callable[[Any, Any], float] | None = None
    # Values for methods that take 0 and 1 only.
    binary: bool = False
    # What of `lp.hotspots` it goes through, where that has another name.
    function: str = ""
    # Its page says that its p are approximate.
    is_exact: bool = True
    # It has no other p than that of both tails.
    is_two_sided: bool = False
    # What it looks at, by seed, with or without a cluster; values of cells by default.
    world: Callable[[int, bool], Any] | None = None

    @property
    def is_present(self) -> bool:
        """Say whether this build has it."""
        return hasattr(lp.hotspots, self.function or self.name)


def lattice() -> Any:
    """Cells of a square, each beside those that touch it."""
    xy = np.array([(x, y) for y in range(SIDE) for x in range(SIDE)], dtype=float) * 100
    return lp.geography.distance_band(xy, 150)


def local(name: str, **given: Any) -> Callable[[Any, Any, int, str], float]:
    """Return the p of the cell in the middle, which every world treats alike."""

    def p(values: Any, weights: Any, seed: int, tail: str) -> float:
        options = {"permutations": PERMUTATIONS, "alternative": tail, "seed": seed, **given}
        found = getattr(lp.hotspots, name)(values, weights, **options)
        return float(found.p_permutation[MIDDLE])

    return p


def bivariate(values: Any, weights: Any, seed: int, tail: str) -> float:
    """Return the p of a high cell among values that have nothing to do with it."""
    here = np.random.default_rng(seed + 1_000_000).gamma(2.0, size=SIDE * SIDE)
    here[MIDDLE] = 10.0
    options = {"permutations": PERMUTATIONS, "alternative": tail, "seed": seed}
    found = lp.hotspots.local_moran(here, weights, around=values, **options)
    return float(found.p_permutation[MIDDLE])


def several(values: Any, weights: Any, seed: int, tail: str) -> float:
    """Return the p of two columns, the second with nothing in it."""
    second = np.random.default_rng(seed + 1_000_000).gamma(2.0, size=SIDE * SIDE)
    return local("local_geary")(np.column_stack([values, second]), weights, seed, tail)


def joins(values: Any, weights: Any, seed: int, tail: str) -> float:
    """Return the p of a cell that has it: others are not tested."""
    has = values.copy()
    has[MIDDLE] = 1.0
    return local("local_join_counts")(has, weights, seed, tail)


def colocation(values: Any, weights: Any, seed: int, tail: str) -> float:
    """Return the p of a cell that has both things, the second being in two thirds of cells."""
    has = values.copy()
    second = (np.random.default_rng(seed + 1_000_000).random(SIDE * SIDE) < 2 / 3).astype(float)
    has[MIDDLE] = second[MIDDLE] = 1.0
    return local("local_colocation")([has, second], weights, seed, tail)


def whole(name: str) -> Callable[[Any, Any, int, str], float]:
    """Return the p of the map."""

    def p(values: Any, weights: Any, seed: int, tail: str) -> float:
        options = {"permutations": PERMUTATIONS, "alternative": tail, "seed": seed}
        function = getattr(lp.hotspots, name)
        if name == "lee":
            return float(function(values, values, weights, **options).p_permutation)
        found = function(values, weights, **options)
        return float(getattr(found, "black_black", found).p_permutation)

    return p


def two_groups(seed: int, planted: bool) -> Any:
    """Cases and controls, dense in one corner alike; or eight of the cases in the middle."""
    draw = np.random.default_rng(seed)
    cases, controls = draw.beta(1.0, 2.0, (60, 2)) * 900, draw.beta(1.0, 2.0, (120, 2)) * 900
    if planted:
        cases[:8] = draw.uniform(375, 525, (8, 2))
    return cases, controls


def ratio_of_groups(groups: Any, weights: Any, seed: int, tail: str) -> float:
    """Return the two-sided p of the cell in the middle."""
    del weights, tail
    found = lp.hotspots.relative_risk(
        *groups,
        bandwidth_m=200,
        cell_m=100,
        extent=(0, 0, 900, 900),
        simulations=PERMUTATIONS,
        seed=seed,
    )
    return float(found.p_simulated[SIDE // 2, SIDE // 2])


def of_esda(name: str, attribute: str = "p_sim") -> Callable[[Any, Any], float]:
    """Return esda's p of the map; the legacy global generator is the one that it draws from."""

    def p(values: Any, graph: Any) -> float:
        import esda

        found = getattr(esda, name)(values, graph, permutations=PERMUTATIONS)
        p_value = getattr(found, attribute)
        return float(p_value)

    return p


METHODS = [
    Method("getis_ord", local("getis_ord")),
    Method("local_moran", local("local_moran")),
    Method("local_geary", local("local_geary"), "less"),
    Method("losh", local("losh"), is_exact=False),
    Method("losh_values", local("losh", permute="values"), function="losh"),
    Method("gi_independent", local("getis_ord", draws="independent"), function="getis_ord"),
    Method("moran_bivariate", bivariate, function="local_moran"),
    Method("geary_of_two", several, "less", function="local_geary"),
    Method("local_joins", joins, binary=True, function="local_join_counts"),
    Method("colocation", colocation, binary=True, function="local_colocation"),
    Method("moran", whole("moran"), peer=of_esda("Moran")),
    Method("geary", whole("geary"), "less", of_esda("Geary")),
    Method("general_g", whole("general_g"), peer=of_esda("G")),
    Method("lee", whole("lee")),
    Method("relative_risk", ratio_of_groups, is_two_sided=True, world=two_groups),
    Method(
        "join_counts", whole("join_counts"), peer=of_esda("Join_Counts", "p_sim_bb"), binary=True
    ),
]


def world(seed: int, *, binary: bool, planted: bool) -> Any:
    """Values of cells: independent, or with a block of nine in the middle that is higher."""
    draw = np.random.default_rng(seed)
    values = draw.gamma(2.0, size=SIDE * SIDE)
    if planted:
        row, column = np.divmod(np.arange(SIDE * SIDE), SIDE)
        block = (abs(row - SIDE // 2) <= 1) & (abs(column - SIDE // 2) <= 1)
        values[block] += 2.0
    return (values > np.quantile(values, 0.7)).astype(float) if binary else values


def p_values(method: Method, worlds: int, *, planted: bool, tail: str) -> Any:
    """One p a world."""
    weights = lattice()

    def made(seed: int) -> Any:
        if method.world is not None:
            return method.world(seed, planted)
        return world(seed, binary=method.binary, planted=planted)

    return np.array([method.p(made(seed), weights, seed, tail) for seed in range(worlds)])


def uniformity(method: Method, worlds: int) -> float:
    """Kolmogorov-Smirnov p of the p of null worlds.

    Ties count as extreme, which makes p of counts too large on purpose. What both tails hold are
    the ties; a random part of them is taken, so that an exact p is exactly uniform.
    """
    total = PERMUTATIONS + 1
    part = np.random.default_rng(7).uniform(0, 1, worlds)
    if method.is_two_sided:
        # Surfaces of groups do not tie: every second step up to 1 is equally likely.
        both = p_values(method, worlds, planted=False, tail="two-sided")
        return float(stats.kstest(both - 2 * part / total, "uniform").pvalue)
    at_least, at_most = (
        np.rint(p_values(method, worlds, planted=False, tail=tail) * total) - 1
        for tail in ("greater", "less")
    )
    ties = at_least + at_most - PERMUTATIONS
    return float(stats.kstest((at_least - ties + part * (ties + 1)) / total, "uniform").pvalue)


def power_of_peer(method: Method, worlds: int) -> float:
    """Share of planted worlds that esda finds at 0.05; NaN where it is absent."""
    if method.peer is None:
        return float("nan")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            graph = lattice().to_libpysal().to_W()
            np.random.seed(1)  # noqa: NPY002 - esda draws from the global generator
            found = [
                method.peer(world(seed, binary=method.binary, planted=True), graph)
                for seed in range(worlds)
            ]
    except ImportError:
        return float("nan")
    return float((np.array(found) <= 0.05).mean())


def main() -> int:
    """Print the table; 1 where a method's p are not uniform."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("methods", nargs="*", help="all by default")
    parser.add_argument("--worlds", type=int, default=2_000)
    parser.add_argument("--power-worlds", type=int, default=200)
    options = parser.parse_args()
    print(f"{'method':16} {'KS p':>8} {'p <= .05':>9} {'both':>7} {'power':>7} {'esda':>7}")
    failed = []
    for method in METHODS:
        if options.methods and method.name not in options.methods:
            continue
        if not method.is_present:
            print(f"{method.name:16} not in this build")
            continue
        null = (p_values(method, options.worlds, planted=False, tail=method.tail) <= 0.05).mean()
        both = (p_values(method, options.worlds, planted=False, tail="two-sided") <= 0.05).mean()
        uniform = uniformity(method, options.worlds)
        power = (
            p_values(method, options.power_worlds, planted=True, tail=method.tail) <= 0.05
        ).mean()
        peer = power_of_peer(method, options.power_worlds)
        print(
            f"{method.name:16} {uniform:8.3f} {null:9.3f} {both:7.3f} {power:7.2f} {peer:7.2f}",
            flush=True,
        )
        if method.is_exact and uniform < 0.001:
            failed.append(method.name)
    if failed:
        print("not uniform:", ", ".join(failed))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
