# SPDX-License-Identifier: MIT
"""The nearest neighbour hierarchy of CrimeStat at 100 m.

CrimeStat is a Windows program: beside it, single links of the same threshold by scipy, which is
the first level only and without its rule on sizes.
"""

from typing import Any

from hotspot_points import hotspot_points
from kernel import Kernel, Peer

import libprofile as lp

THRESHOLD_M = 100.0


def ours(xy: Any) -> object:
    return lp.clusters.nearest_neighbour_hierarchy(xy, threshold_m=THRESHOLD_M)


def peers() -> tuple[list[Peer], list[str]]:
    try:
        from scipy.cluster.hierarchy import fcluster, linkage
    except ImportError:
        return [], ["scipy"]

    def scipy(xy: Any) -> object:
        return fcluster(linkage(xy, "single"), THRESHOLD_M, "distance")

    return [Peer("scipy, single links", scipy, most=10_000)], []


PEERS, ABSENT = peers()
SIZES = (2_000, 10_000, 100_000)
KERNELS = [
    Kernel(
        "nearest neighbour hierarchy",
        hotspot_points,
        ours,
        SIZES,
        10_000,
        tuple(PEERS),
        tuple(ABSENT),
    )
]
