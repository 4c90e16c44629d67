# SPDX-License-Identifier: MIT
"""Areas above five levels of a density surface, beside contourpy's filled contours."""

from typing import Any

import numpy as np
from hotspot_points import hotspot_points
from kernel import Kernel, Peer

import libprofile as lp

SIDE_M = 40_000


def surface(cells: int) -> Any:
    """About so many cells in a square."""
    cell_m = round(SIDE_M / cells**0.5)
    return lp.hotspots.kernel_density(
        hotspot_points(50_000), bandwidth_m=500, cell_m=cell_m, extent=(0, 0, SIDE_M, SIDE_M)
    )


def peers() -> tuple[list[Peer], list[str]]:
    try:
        from contourpy import contour_generator
    except ImportError:
        return [], ["contourpy"]

    def contourpy(given: Any) -> object:
        values = given.values
        contours = contour_generator(z=values, fill_type="OuterOffset")
        breaks = np.linspace(values.min(), values.max(), 6)
        return [contours.filled(low, np.inf) for low in breaks[1:]]

    return [Peer("contourpy, coordinates only", contourpy)], []


PEERS, ABSENT = peers()
SIZES = (10_000, 160_000, 1_000_000)
KERNELS = [
    Kernel("isopleths", surface, lp.hotspots.isopleths, SIZES, 160_000, tuple(PEERS), tuple(ABSENT))
]
