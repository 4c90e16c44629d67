# SPDX-License-Identifier: MIT
"""Space-time DBSCAN: hotspots over a background and a year."""

from typing import Any

from hotspot_points import hotspot_points, hotspot_times
from kernel import Kernel

import libprofile as lp


def make(n: int) -> Any:
    return hotspot_points(n), hotspot_times(n)


def ours(data: Any) -> object:
    points, days = data
    return lp.clusters.space_time_dbscan(points, days, radius_m=200, lag_days=14, min_points=8)


# No package that is maintained does the same: none to compare with.
KERNELS = [
    Kernel(
        "Space-time DBSCAN, 8 points, 200 m, 14 days",
        make,
        ours,
        (10_000, 100_000, 1_000_000),
        compared_at=100_000,
    )
]
