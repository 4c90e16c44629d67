# SPDX-License-Identifier: MIT
"""Adaptive density, 500 m on average, 400 x 400 cells; beside it the fixed bandwidth.

No package at hand has bandwidths by point on a lattice: what they add is the comparison.
"""

from typing import Any

from hotspot_points import hotspot_points
from kernel import Kernel, Peer

import libprofile as lp

GIVEN = {"bandwidth_m": 500, "cell_m": 100, "extent": (0, 0, 40_000, 40_000)}


def ours(xy: Any) -> object:
    return lp.hotspots.adaptive_density(xy, **GIVEN)


def fixed(xy: Any) -> object:
    return lp.hotspots.kernel_density(xy, **GIVEN)


KERNELS = [
    Kernel(
        "adaptive density, 400 x 400 cells",
        hotspot_points,
        ours,
        (10_000, 100_000, 1_000_000),
        compared_at=100_000,
        peers=(Peer("ours, one bandwidth for all", fixed),),
    )
]
