# SPDX-License-Identifier: MIT
"""How well a map of 10,000 squares foretold events, with 999 bootstrap samples of them.

No package at hand does it: an analyst's NumPy, which draws the samples alone, is beside it.
"""

from typing import Any

import numpy as np
from hotspot_points import hotspot_points
from kernel import Kernel, Peer

import libprofile as lp

REPLICATES = 999
CELLS = 10_000


def map_and_events(n: int) -> Any:
    surface = lp.hotspots.kernel_density(
        hotspot_points(50_000), bandwidth_m=500, cell_m=400, extent=(0, 0, 40_000, 40_000)
    )
    return surface, hotspot_points(n, seed=1)


def ours(given: Any) -> object:
    return lp.hotspots.evaluate(*given, replicates=REPLICATES)


def numpy(given: Any) -> object:
    surface, xy = given
    column, row = (xy.clip(0, 39_999) // 400).astype(int).T
    counts = np.bincount((99 - row) * 100 + column, minlength=CELLS)
    order = np.argsort(-surface.values.ravel(), kind="stable")
    samples = np.random.default_rng(1).multinomial(len(xy), counts / len(xy), size=REPLICATES)
    held = np.cumsum(samples[:, order], axis=1)[:, [99, 499, 999, 1999]] / len(xy)
    return np.quantile(held, [0.025, 0.975], axis=0)


SIZES = (10_000, 100_000, 1_000_000)
KERNELS = [
    Kernel("evaluate", map_and_events, ours, SIZES, 100_000, (Peer("numpy, hit rates", numpy),))
]
