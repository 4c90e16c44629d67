# SPDX-License-Identifier: MIT
"""Global statistics of a lattice by 999 permutations, and the package that analysts take."""

import warnings
from typing import Any

import numpy as np
from kernel import Kernel, Peer

import libprofile as lp

PERMUTATIONS = 999


def make(n: int) -> Any:
    """Return values of a square lattice of about n cells, ours and libpysal's weights."""
    side = int(n**0.5)
    xy = np.array([(x, y) for y in range(side) for x in range(side)], dtype=float)
    weights = lp.geography.distance_band(xy, 1.5).row_standardised()
    values = np.random.default_rng(1).gamma(2.0, size=len(xy))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            graph = weights.to_libpysal().to_W() if n <= 40_000 else None
    except ImportError:
        graph = None
    return values, weights, graph


def ours(name: str) -> Any:
    """Return ours."""
    function = getattr(lp.hotspots, name)
    return lambda data: function(data[0], data[1], permutations=PERMUTATIONS)


def peers(name: str) -> tuple[tuple[Peer, ...], tuple[str, ...]]:
    """Return esda's."""
    try:
        import esda
    except ImportError:
        return (), ("esda",)
    theirs = getattr(esda, name)
    run = lambda data: theirs(data[0], data[2], permutations=PERMUTATIONS)  # noqa: E731
    return (Peer("esda", run, most=40_000),), ()


KERNELS = []
for function, title, peer in (("moran", "Moran's I", "Moran"), ("geary", "Geary's C", "Geary")):
    found, absent = peers(peer)
    KERNELS.append(
        Kernel(
            f"{title}, 8 neighbours, {PERMUTATIONS} permutations",
            make,
            ours(function),
            (10_000, 40_000, 1_000_000),
            compared_at=40_000,
            peers=found,
            absent=absent,
        )
    )
