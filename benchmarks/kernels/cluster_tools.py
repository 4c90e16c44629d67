# SPDX-License-Identifier: MIT
"""Hulls and summaries of a thousand clusters, beside what shapely does alone."""

from typing import Any

import numpy as np
from hotspot_points import SIDE_M, hotspot_points
from kernel import Kernel, Peer

import libprofile as lp

CLUSTERS = 1_000


def labelled(n: int) -> Any:
    """Points of squares of a kilometre, four tenths of them in no cluster."""
    xy = hotspot_points(n)
    column, row = (xy.clip(0, SIDE_M - 1) // 1_000).astype(int).T
    labels = row * 40 + column
    return xy, np.where(labels < CLUSTERS, labels, -1).astype(np.int32)


def by_shapely(given: Any) -> object:
    """Convex hulls alone, from points already sorted into clusters."""
    import shapely

    xy, labels = given
    order = np.argsort(labels, kind="stable")
    order = order[labels[order] >= 0]
    points = shapely.points(xy[order])
    _, group = np.unique(labels[order], return_inverse=True)
    return shapely.convex_hull(shapely.multipoints(points, indices=group))


SIZES = (10**4, 10**5, 10**6)
KERNELS = [
    Kernel(
        name="convex hulls of 1,000 clusters",
        make=labelled,
        ours=lambda given: lp.clusters.outlines(*given, kind="hull"),
        sizes=SIZES,
        compared_at=10**6,
        peers=(Peer("shapely", by_shapely),),
    ),
    Kernel(
        name="summary of 1,000 clusters",
        make=labelled,
        ours=lambda given: lp.clusters.summarise(*given),
        sizes=SIZES,
        compared_at=10**6,
    ),
]
