# SPDX-License-Identifier: MIT
"""Areas like small census areas: a mosaic with wandering outlines that share every vertex."""

import functools

import geopandas as gpd
import numpy as np
import shapely

from libprofile import _areas, _core

SIDE_M = 40_000.0
# Vertices between two corners; with four sides an area has about 48, as small census areas do.
STEPS = 11


def _side(start: np.ndarray, end: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """A wandering line from corner to corner, both included, for each row."""
    along = np.linspace(0, 1, STEPS + 2)[None, :, None]
    line = start[:, None, :] + along * (end - start)[:, None, :]
    length = np.linalg.norm(end - start, axis=1)[:, None, None]
    wander = rng.uniform(-0.02, 0.02, line.shape) * length
    wander[:, [0, -1]] = 0
    return line + wander


@functools.lru_cache(maxsize=4)
def mosaic(n: int) -> gpd.GeoDataFrame:
    """About n areas that fill a square."""
    rng = np.random.default_rng(20_260_801)
    across = round(np.sqrt(n))
    step = SIDE_M / across
    grid = np.stack(np.meshgrid(np.arange(across + 1.0), np.arange(across + 1.0)), axis=-1)
    corner = (grid + rng.uniform(-0.15, 0.15, grid.shape)) * step
    east = _side(corner[:, :-1].reshape(-1, 2), corner[:, 1:].reshape(-1, 2), rng)
    east = east.reshape(across + 1, across, STEPS + 2, 2)
    north = _side(corner[:-1].reshape(-1, 2), corner[1:].reshape(-1, 2), rng)
    north = north.reshape(across, across + 1, STEPS + 2, 2)
    rings = np.concatenate(
        [
            east[:-1, :, :-1],
            north[:, 1:, :-1],
            east[1:, :, :0:-1],
            north[:, :-1, ::-1],
        ],
        axis=2,
    )
    rings[:, :, -1] = rings[:, :, 0]
    outlines = shapely.polygons(rings.reshape(across * across, -1, 2))
    return gpd.GeoDataFrame(geometry=outlines, crs=27700)


@functools.lru_cache(maxsize=4)
def area_set(n: int) -> _core.AreaSet:
    """The same as the compiled part has them: reading outlines is not what is timed."""
    return _areas.by_position(mosaic(n))
