# SPDX-License-Identifier: MIT
"""Square and hexagon cells with a fixed origin."""

from typing import Any

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import shapely

from libprofile import _areas, _core
from libprofile._inputs import (
    FloatArray,
)
from libprofile._numbers import require_real, require_whole
from libprofile._results import Progress, progress_reporter


def _grid(cells: tuple[list[str], FloatArray, npt.NDArray[np.int64]], crs: Any) -> gpd.GeoDataFrame:
    codes, xy, offsets = cells
    rings = shapely.linearrings(xy, indices=np.repeat(np.arange(len(codes)), np.diff(offsets)))
    return gpd.GeoDataFrame({"unit": codes}, geometry=shapely.polygons(rings), crs=crs)


def square_grid(
    areas: gpd.GeoDataFrame | gpd.GeoSeries,
    *,
    cell_m: float = 500.0,
    n_jobs: int = -1,
    progress: Progress = None,
) -> gpd.GeoDataFrame:
    """Square cells that share ground with the areas.

    Parameters
    ----------
    areas : GeoDataFrame or GeoSeries of polygons
        In metres.
    cell_m : float, default 500
        Side of a cell, in whole metres. Corners lie at multiples of it from (0, 0), so that the
        cells of one size are the same cells whatever they were made for.
    n_jobs : int, default -1
        Threads; -1 for all. The result does not depend on it.
    progress : bool or callable, optional
        True shows a bar; a function is called with the share done.

    Returns
    -------
    GeoDataFrame
        Columns ``unit`` (code) and ``geometry``, in order of code.

    Raises
    ------
    CrsError
        For areas in degrees or without a reference system.
    GeometryError
        For an outline that is missing, not a polygon, or invalid.
    InvalidArgument
        For a side that is not a whole number of metres from 10 to 1,000,000.

    Examples
    --------
    >>> import geopandas as gpd, libprofile as lp
    >>> from shapely import box
    >>> areas = gpd.GeoSeries([box(100, 100, 900, 400)], crs=27700)
    >>> lp.geography.square_grid(areas)["unit"].tolist()
    ['sq500-E0000000-N0000000', 'sq500-E0000500-N0000000']
    """
    require_whole(n_jobs=n_jobs)
    require_real(cell_m=cell_m)
    made = _areas.by_position(areas)
    report = progress_reporter(progress, "square_grid")
    cells = _core.square_grid(made, cell_m=cell_m, n_jobs=n_jobs, progress=report)
    return _grid(cells, areas.crs)


def hexagon_grid(
    areas: gpd.GeoDataFrame | gpd.GeoSeries,
    *,
    cell_m: float = 500.0,
    n_jobs: int = -1,
    progress: Progress = None,
) -> gpd.GeoDataFrame:
    """Hexagons that share ground with the areas.

    Parameters
    ----------
    areas : GeoDataFrame or GeoSeries of polygons
        In metres.
    cell_m : float, default 500
        Distance between opposite sides, in whole metres.
    n_jobs : int, default -1
        Threads; -1 for all. The result does not depend on it.
    progress : bool or callable, optional
        True shows a bar; a function is called with the share done.

    Returns
    -------
    GeoDataFrame
        Columns ``unit`` (code) and ``geometry``, in order of code.

    Raises
    ------
    CrsError
        For areas in degrees or without a reference system.
    GeometryError
        For an outline that is missing, not a polygon, or invalid.
    InvalidArgument
        For a side that is not a whole number of metres from 10 to 1,000,000.

    Examples
    --------
    >>> import geopandas as gpd, libprofile as lp
    >>> from shapely import box
    >>> areas = gpd.GeoSeries([box(400, 400, 430, 430)], crs=27700)
    >>> len(lp.geography.hexagon_grid(areas))
    1
    """
    require_whole(n_jobs=n_jobs)
    require_real(cell_m=cell_m)
    made = _areas.by_position(areas)
    report = progress_reporter(progress, "hexagon_grid")
    cells = _core.hexagon_grid(made, cell_m=cell_m, n_jobs=n_jobs, progress=report)
    return _grid(cells, areas.crs)
