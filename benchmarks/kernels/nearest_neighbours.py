# SPDX-License-Identifier: MIT
"""The eight nearest: hotspots over a background, against the tree that analysts use."""

from typing import Any

from hotspot_points import hotspot_points
from kernel import Kernel, Peer

import libprofile as lp

K = 8


def ours(points: Any) -> object:
    return lp.geography.nearest_neighbours(points, k=K)


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
        "k nearest, k = 8",
        hotspot_points,
        ours,
        (10_000, 100_000, 1_000_000, 10_000_000),
        compared_at=1_000_000,
        peers=tuple(PEERS),
        absent=tuple(ABSENT),
    )
]
