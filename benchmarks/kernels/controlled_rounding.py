# SPDX-License-Identifier: MIT
"""The gate by rounding: wards of 8 units, districts of 15 wards, regions of 20 districts."""

import numpy as np
from kernel import Kernel

import libprofile as lp
from libprofile import _core

CATEGORIES = 14


def make(n):
    """Counts of n units in three levels, as arrays: reading a frame is not what is measured."""
    rng = np.random.default_rng(1)
    levels = []
    for name, size in (("ward", 8), ("district", 120), ("region", 2_400)):
        group = (np.arange(n) // size).astype(np.uint32)
        levels.append((name, [f"{name[0]}{i:05d}" for i in range(int(group[-1]) + 1)], group))
    return (
        [f"E01{i:06d}" for i in range(n)],
        [f"c{j:02d}" for j in range(CATEGORIES)],
        rng.poisson(rng.gamma(0.5, 8, n * CATEGORIES)).astype(np.int64),
        levels,
        np.full(n, 1_500.0),
    )


def protect(data, preset):
    """Let the table out under a preset."""
    units, categories, counts, levels, residents = data
    return _core.protect(
        units,
        categories,
        counts,
        levels,
        residents,
        None,
        None,
        lp.Policy.preset(preset)._core,
        bytes(32),
    )


KERNELS = [
    Kernel(
        f"controlled rounding, {CATEGORIES} categories × 3 levels, base {base}, units",
        make,
        lambda data, preset=preset: protect(data, preset),
        (1_000, 8_000, 35_000, 200_000),
        35_000,
    )
    for preset, base in (("partner", 5),)
]
