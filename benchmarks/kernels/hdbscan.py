# SPDX-License-Identifier: MIT
"""HDBSCAN*: hotspots over a background, and the packages that do the same."""

from typing import Any

import numpy as np
from hotspot_points import hotspot_points
from kernel import Kernel, Peer

import libprofile as lp

MIN_POINTS = 10
MIN_CLUSTER_SIZE = 50


def ours(points: Any) -> object:
    return lp.clusters.hdbscan(points, min_cluster_size=MIN_CLUSTER_SIZE, min_points=MIN_POINTS)


def peers() -> tuple[list[Peer], list[str]]:
    found, absent = [], []
    try:
        from fast_hdbscan import HDBSCAN as FAST
    except ImportError:
        absent.append("fast_hdbscan")
    else:

        def fast(points: Any) -> object:
            return FAST(min_cluster_size=MIN_CLUSTER_SIZE, min_samples=MIN_POINTS - 1).fit(points)

        found.append(Peer("fast_hdbscan", fast, 1.2))
    try:
        from hdbscan import HDBSCAN
    except ImportError:
        absent.append("hdbscan")
    else:

        def plain(points: Any) -> object:
            return HDBSCAN(
                min_cluster_size=MIN_CLUSTER_SIZE, min_samples=MIN_POINTS - 1, core_dist_n_jobs=-1
            ).fit(np.array(points))  # It takes no read-only array.

        found.append(Peer("hdbscan", plain, 10, most=1_000_000))
    return found, absent


PEERS, ABSENT = peers()
KERNELS = [
    Kernel(
        "HDBSCAN*, 10 points, clusters of 50",
        hotspot_points,
        ours,
        (10_000, 100_000, 1_000_000, 10_000_000),
        compared_at=1_000_000,
        peers=tuple(PEERS),
        absent=tuple(ABSENT),
    )
]
