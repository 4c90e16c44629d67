# SPDX-License-Identifier: MIT
"""Points to 35,000 areas on one processor, and GEOS through shapely, which uses one.

Building is part of both: ours its grid, GEOS its tree.
"""

from typing import Any, NamedTuple

import numpy as np
import shapely
from area_mosaic import area_set, mosaic
from kernel import Kernel, Peer

from libprofile import _core

AREAS = 35_000


class Task(NamedTuple):
    """Points, and the areas as each package wants them."""

    xy: Any
    areas: Any
    outlines: Any
    points: Any


def make(n: int) -> Task:
    xy = np.random.default_rng(n).uniform(0, 40_000, (n, 2))
    points = shapely.points(xy) if n <= 1_000_000 else None
    return Task(xy, area_set(AREAS), mosaic(AREAS).geometry.to_numpy(), points)


def geos(task: Task) -> object:
    return shapely.STRtree(task.outlines).query(task.points, predicate="intersects")


KERNELS = [
    Kernel(
        "points to 35,000 areas, cells of areas made too",
        make,
        lambda task: _core.assign(task.xy, task.areas, n_jobs=1),
        (10_000, 100_000, 1_000_000, 10_000_000),
        compared_at=1_000_000,
        peers=(Peer("GEOS (shapely)", geos),),
    )
]
