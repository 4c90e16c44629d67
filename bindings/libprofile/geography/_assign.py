# SPDX-License-Identifier: MIT
"""Which area each point lies in."""

import geopandas as gpd
import numpy as np
import numpy.typing as npt

from libprofile import _areas, _core
from libprofile._inputs import (
    Points,
    points_xy,
    require_metres,
    require_one_crs,
)
from libprofile._numbers import require_whole


def assign(
    points: Points, areas: gpd.GeoDataFrame | gpd.GeoSeries, *, n_jobs: int = -1
) -> npt.NDArray[np.int64]:
    """Position of the area that each point lies in; -1 outside all of them.

    A point on the seam between areas belongs to one of them, so counts add up.

    Parameters
    ----------
    points : GeoDataFrame or GeoSeries of points, or array_like of float, shape (n, 2)
        In metres. NaN is allowed and lies outside.
    areas : GeoDataFrame or GeoSeries of polygons
        In metres.
    n_jobs : int, default -1
        Threads; -1 for all.

    Returns
    -------
    ndarray of int64, shape (n,)

    Raises
    ------
    CrsError
        For degrees, or areas and points in different reference systems.

    Examples
    --------
    >>> import geopandas as gpd, libprofile as lp
    >>> from shapely import box
    >>> areas = gpd.GeoSeries([box(0, 0, 900, 900), box(900, 0, 1800, 900)], crs=27700)
    >>> lp.geography.assign([(450, 450), (900, 450), (5000, 0)], areas).tolist()
    [0, 0, -1]
    """
    require_whole(n_jobs=n_jobs)
    require_same_crs(points, areas)
    xy = points_xy(points, missing=True)
    return _core.assign(xy, _areas.by_position(areas), n_jobs=n_jobs)


def require_same_crs(
    points: Points,
    others: gpd.GeoDataFrame | gpd.GeoSeries,
    name: str = "points",
    other: str = "areas",
) -> None:
    """Raise CrsError where both say their reference system and differ."""
    if isinstance(points, (gpd.GeoDataFrame, gpd.GeoSeries)):
        require_metres(points, name)
        require_metres(others, other)
        require_one_crs(points.crs, name, others.crs, other)
