# SPDX-License-Identifier: MIT
"""The points that benchmarks of point methods share."""

import numpy as np
import numpy.typing as npt

SIDE_M = 40_000.0
HOTSPOTS = 200
BACKGROUND = 0.4


def hotspot_points(n: int, seed: int = 1) -> npt.NDArray[np.float64]:
    """Points in a plane of 40 x 40 km: 200 Gaussian hotspots of 50 to 500 m over 40 % uniform."""
    rng = np.random.default_rng(seed)
    centres = rng.uniform(0, SIDE_M, (HOTSPOTS, 2))
    spread = rng.uniform(50, 500, HOTSPOTS)
    uniform = int(n * BACKGROUND)
    of = rng.integers(0, HOTSPOTS, n - uniform)
    clustered = centres[of] + rng.normal(size=(n - uniform, 2)) * spread[of, None]
    xy = np.concatenate([rng.uniform(0, SIDE_M, (uniform, 2)), clustered])
    return np.ascontiguousarray(rng.permutation(xy))


def hotspot_times(n: int, days: float = 365.0, seed: int = 2) -> npt.NDArray[np.float64]:
    """Days since the first, uniform over a year."""
    return np.random.default_rng(seed).uniform(0, days, n)
