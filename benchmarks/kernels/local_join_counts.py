# SPDX-License-Identifier: MIT
"""Local join counts with 999 permutations, a third of places having it; esda beside it.

esda on one thread: each of its processes would compile anew.
"""

from typing import Any

import numpy as np
from kernel import Kernel, Peer
from lattice_values import PERMUTATIONS, Lattice, as_libpysal, lattice

import libprofile as lp


def has(n: int) -> Lattice:
    at = lattice(n)
    return Lattice((at.values > np.quantile(at.values, 2 / 3)).astype(float), at.near)


def ours(at: Lattice) -> object:
    return lp.hotspots.local_join_counts(at.values, at.near, permutations=PERMUTATIONS)


def peers() -> tuple[list[Peer], list[str]]:
    try:
        import esda
    except ImportError:
        return [], ["esda"]

    def complete(at: Any) -> object:
        w = as_libpysal(at)
        w.transform = "b"
        counts = esda.Join_Counts_Local(connectivity=w, permutations=PERMUTATIONS, n_jobs=1)
        return counts.fit(at.values, n_jobs=1, permutations=PERMUTATIONS)

    return [Peer("esda, one thread", complete, most=10_000)], []


PEERS, ABSENT = peers()
SIZES = (2_500, 10_000, 1_000_000)
KERNELS = [
    Kernel("local join counts", has, ours, SIZES, 10_000, tuple(PEERS), tuple(ABSENT)),
]
