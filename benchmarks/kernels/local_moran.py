# SPDX-License-Identifier: MIT
"""Local Moran with conditional permutations on a square lattice, and the packages that have it."""

from typing import Any

from kernel import Kernel, Peer
from lattice_values import PERMUTATIONS, Lattice, any_weights, as_libpysal, as_pygeoda, lattice

import libprofile as lp

# Peers take minutes above.
MOST = 40_000


def ours(at: Lattice) -> object:
    return lp.hotspots.local_moran(at.values, at.near, permutations=PERMUTATIONS)


def ours_any(at: Lattice) -> object:
    return lp.hotspots.local_moran(at.values, any_weights(at), permutations=PERMUTATIONS)


def ours_independent(at: Lattice) -> object:
    return lp.hotspots.local_moran(
        at.values, at.near, permutations=PERMUTATIONS, draws="independent"
    )


def peers(lookup_goal: float | None, esda_goal: float | None) -> tuple[list[Peer], list[str]]:
    """Those installed, each with how many times faster than it ours is to be; and the absent."""
    found, absent = [], []
    try:
        import pygeoda
    except ImportError:
        absent.append("pygeoda")
    else:

        def lookup(at: Any) -> object:
            w, values = as_pygeoda(at)
            return pygeoda.local_moran(
                w, values, permutations=PERMUTATIONS, permutation_method="lookup-table"
            )

        found.append(Peer("pygeoda, lookup table", lookup, lookup_goal, most=MOST))
    try:
        import esda
    except ImportError:
        absent.append("esda")
    else:

        def complete(at: Any) -> object:
            w = as_libpysal(at)
            return esda.Moran_Local(at.values, w, permutations=PERMUTATIONS, n_jobs=-1)

        found.append(Peer("esda", complete, esda_goal, most=MOST))
    return found, absent


EQUAL, ABSENT = peers(100, 500)
ANY, _ = peers(20, None)
INDEPENDENT, _ = peers(None, None)
SIZES = (10_000, 40_000, 1_000_000)
KERNELS = [
    Kernel(
        "Local Moran, equal weights",
        lattice,
        ours,
        SIZES,
        compared_at=40_000,
        peers=tuple(EQUAL),
        absent=tuple(ABSENT),
    ),
    Kernel(
        "Local Moran, any weights",
        lattice,
        ours_any,
        SIZES,
        compared_at=40_000,
        peers=tuple(ANY),
        absent=tuple(ABSENT),
    ),
    Kernel(
        "Local Moran, independent draws",
        lattice,
        ours_independent,
        (10_000, 40_000),
        compared_at=40_000,
        peers=tuple(INDEPENDENT),
        absent=tuple(ABSENT),
    ),
]
