# SPDX-License-Identifier: MIT
"""DBSCAN: hotspots over a background, and the packages that cluster points of a plane."""

from typing import Any

from hotspot_points import hotspot_points
from kernel import Kernel, Peer

import libprofile as lp

MIN_POINTS = 20
# 30 m at ten million points, 100 m below, as the points get denser.
DENSE = 5_000_000


def radius_m(points: Any) -> float:
    return 30.0 if len(points) > DENSE else 100.0


def ours(points: Any) -> object:
    return lp.clusters.dbscan(points, radius_m=radius_m(points), min_points=MIN_POINTS)


def peers() -> tuple[list[Peer], list[str]]:
    found, absent = [], []
    try:
        from dbscan import DBSCAN as WANG
    except ImportError:
        absent.append("dbscan")
    else:
        found.append(
            Peer("dbscan (Wang)", lambda p: WANG(p, eps=radius_m(p), min_samples=MIN_POINTS), 8)
        )
    try:
        from sklearn.cluster import DBSCAN
    except ImportError:
        absent.append("scikit-learn")
    else:

        def sklearn(points: Any) -> object:
            return DBSCAN(eps=radius_m(points), min_samples=MIN_POINTS, n_jobs=-1).fit(points)

        found.append(Peer("scikit-learn", sklearn, 100, most=1_000_000))
    return found, absent


PEERS, ABSENT = peers()
KERNELS = [
    Kernel(
        "DBSCAN, 20 points within 100 m (10^7: 30 m)",
        hotspot_points,
        ours,
        (10_000, 100_000, 1_000_000, 10_000_000),
        compared_at=1_000_000,
        peers=tuple(PEERS),
        absent=tuple(ABSENT),
    )
]
