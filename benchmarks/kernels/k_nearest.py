# SPDX-License-Identifier: MIT
"""The eight nearest of each point: hotspots over a background, and scipy's k-d tree."""

from typing import Any

from hotspot_points import hotspot_points
from kernel import Kernel, Peer

import libprofile as lp

K = 8


def peers() -> tuple[list[Peer], list[str]]:
    try:
        from scipy.spatial import cKDTree
    except ImportError:
        return [], ["scipy"]

    def scipy(points: Any) -> object:
        return cKDTree(points).query(points, k=K + 1, workers=-1)

    return [Peer("scipy cKDTree", scipy, 6)], []


PEERS, ABSENT = peers()
KERNELS = [
    Kernel(
        "8 nearest, as weights",
        hotspot_points,
        lambda points: lp.geography.k_nearest(points, K),
        (10_000, 100_000, 1_000_000, 10_000_000),
        compared_at=1_000_000,
        peers=tuple(PEERS),
        absent=tuple(ABSENT),
    )
]
