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


def peers() -> tuple[list[Peer], list[str]]:
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

        found.append(Peer("pygeoda, lookup table", lookup, 100, most=MOST))
    try:
        import esda
    except ImportError:
        absent.append("esda")
    else:

        def complete(at: Any) -> object:
            w = as_libpysal(at)
            return esda.Moran_Local(at.values, w, permutations=PERMUTATIONS, n_jobs=-1)

        found.append(Peer("esda", complete, 500, most=MOST))
    return found, absent


PEERS, ABSENT = peers()
SIZES = (10_000, 40_000, 1_000_000)
KERNELS = [
    Kernel(
        "Local Moran, equal weights",
        lattice,
        ours,
        SIZES,
        compared_at=40_000,
        peers=tuple(PEERS),
        absent=tuple(ABSENT),
    ),
    Kernel(
        "Local Moran, any weights",
        lattice,
        ours_any,
        SIZES,
        compared_at=40_000,
        peers=tuple(PEERS),
        absent=tuple(ABSENT),
    ),
    Kernel(
        "Local Moran, independent draws",
        lattice,
        ours_independent,
        (10_000, 40_000),
        compared_at=40_000,
        peers=tuple(PEERS),
        absent=tuple(ABSENT),
    ),
]
