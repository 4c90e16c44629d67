# SPDX-License-Identifier: MIT
"""OPTICS: hotspots over a background, beside scikit-learn."""

from typing import Any

from hotspot_points import hotspot_points
from kernel import Kernel, Peer

import libprofile as lp

RADIUS_M = 100.0
MIN_POINTS = 20


def ours(points: Any) -> object:
    return lp.clusters.optics(points, radius_m=RADIUS_M, min_points=MIN_POINTS)


def peers() -> tuple[list[Peer], list[str]]:
    try:
        from sklearn.cluster import OPTICS
    except ImportError:
        return [], ["scikit-learn"]

    def sklearn(points: Any) -> object:
        return OPTICS(min_samples=MIN_POINTS, max_eps=RADIUS_M, n_jobs=-1).fit(points)

    return [Peer("scikit-learn", sklearn)], []


PEERS, ABSENT = peers()
KERNELS = [
    Kernel(
        "OPTICS, 20 points, 100 m",
        hotspot_points,
        ours,
        (10_000, 100_000, 1_000_000),
        compared_at=10_000,
        peers=tuple(PEERS),
        absent=tuple(ABSENT),
    )
]
