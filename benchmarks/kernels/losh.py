# SPDX-License-Identifier: MIT
"""LOSH on a square lattice: chi-square p beside esda's, and 999 permutations."""

from typing import Any

from kernel import Kernel, Peer
from lattice_values import PERMUTATIONS, Lattice, as_libpysal, lattice

import libprofile as lp


def ours(at: Lattice) -> object:
    return lp.hotspots.losh(at.values, at.near)


def permuted(at: Lattice) -> object:
    return lp.hotspots.losh(at.values, at.near, permutations=PERMUTATIONS)


def peers() -> tuple[list[Peer], list[str]]:
    try:
        import esda
    except ImportError:
        return [], ["esda"]

    def chi_square(at: Any) -> object:
        return esda.LOSH(as_libpysal(at), inference="chi-square").fit(at.values)

    return [Peer("esda", chi_square)], []


PEERS, ABSENT = peers()
SIZES = (10_000, 40_000, 1_000_000)
KERNELS = [
    Kernel("LOSH", lattice, ours, SIZES, 40_000, tuple(PEERS), tuple(ABSENT)),
    Kernel("LOSH, 999 permutations", lattice, permuted, SIZES, 40_000),
]
