# SPDX-License-Identifier: MIT
"""Relative risk of cases among three times as many controls, with 99 simulations.

The packages for it are R's (sparr, spatstat); in Python there is none to compare with.
"""

from typing import Any

from hotspot_points import hotspot_points
from kernel import Kernel

import libprofile as lp

GIVEN = {"bandwidth_m": 1_000, "cell_m": 200, "extent": (0, 0, 40_000, 40_000)}


def points(n: int) -> Any:
    return hotspot_points(n // 4), hotspot_points(n - n // 4, seed=2)


def plain(given: Any) -> object:
    return lp.hotspots.relative_risk(*given, **GIVEN)


def simulated(given: Any) -> object:
    return lp.hotspots.relative_risk(*given, **GIVEN, simulations=99)


KERNELS = [
    Kernel("relative risk", points, plain, (10_000, 100_000, 1_000_000), compared_at=100_000),
    Kernel(
        "relative risk, 99 simulations", points, simulated, (10_000, 100_000), compared_at=10_000
    ),
]
