# SPDX-License-Identifier: MIT
"""Triangular kernel weights with bandwidths that reach the eighth nearest; libpysal beside it."""

from typing import Any

from hotspot_points import hotspot_points
from kernel import Kernel, Peer

import libprofile as lp

K = 8


def ours(xy: Any) -> object:
    return lp.geography.kernel_weights(xy, k=K)


def peers() -> tuple[list[Peer], list[str]]:
    try:
        from libpysal.weights import Kernel as KernelWeights
    except ImportError:
        return [], ["libpysal"]

    def libpysal(xy: Any) -> object:
        return KernelWeights(xy, fixed=False, k=K, function="triangular")

    return [Peer("libpysal", libpysal, most=10_000)], []


PEERS, ABSENT = peers()
SIZES = (2_000, 10_000, 100_000, 1_000_000)
KERNELS = [
    Kernel("kernel weights", hotspot_points, ours, SIZES, 10_000, tuple(PEERS), tuple(ABSENT))
]
