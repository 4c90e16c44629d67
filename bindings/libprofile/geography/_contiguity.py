# SPDX-License-Identifier: MIT
"""Areas that touch."""

import geopandas as gpd

from libprofile import _areas, _core
from libprofile._numbers import require_real, require_whole
from libprofile._results import Progress, progress_reporter
from libprofile.geography._weights import Weights


def queen(
    areas: gpd.GeoDataFrame | gpd.GeoSeries,
    *,
    snap_m: float = 0.0,
    n_jobs: int = -1,
    progress: Progress = None,
) -> Weights:
    """Areas are neighbours where they have a vertex in common.

    Parameters
    ----------
    areas : GeoDataFrame or GeoSeries of polygons
        In metres. Neighbours are numbered by position.
    snap_m : float, default 0
        Vertices at most this far apart are the same place.
    n_jobs : int, default -1
        Threads; -1 for all. The result does not depend on it.
    progress : bool or callable, optional
        True shows a bar; a function is called with the share done.

    Returns
    -------
    Weights
        Binary and symmetric.

    Raises
    ------
    CrsError
        For areas in degrees or without a reference system.
    GeometryError
        For an outline that is missing, not a polygon, or invalid.

    Examples
    --------
    >>> import geopandas as gpd, libprofile as lp
    >>> from shapely import box
    >>> areas = gpd.GeoSeries([box(0, 0, 900, 900), box(900, 900, 999, 999)], crs=27700)
    >>> lp.geography.queen(areas).links, lp.geography.rook(areas).links
    (2, 0)
    """
    require_whole(n_jobs=n_jobs)
    require_real(snap_m=snap_m)
    made = _areas.by_position(areas)
    report = progress_reporter(progress, "queen")
    core = _core.queen(made, snap_m=snap_m, n_jobs=n_jobs, progress=report)
    return Weights(core, areas.index)


def rook(
    areas: gpd.GeoDataFrame | gpd.GeoSeries,
    *,
    snap_m: float = 0.0,
    n_jobs: int = -1,
    progress: Progress = None,
) -> Weights:
    """Areas are neighbours where they have an edge in common; otherwise as `queen`.

    Parameters
    ----------
    areas : GeoDataFrame or GeoSeries of polygons
        In metres.
    snap_m : float, default 0
        Vertices at most this far apart are the same place.
    n_jobs : int, default -1
        Threads; -1 for all. The result does not depend on it.
    progress : bool or callable, optional
        True shows a bar; a function is called with the share done.

    Returns
    -------
    Weights
        Binary and symmetric.

    Raises
    ------
    CrsError, GeometryError
        As `queen`.
    InvalidArgument
        For a `snap_m` that is negative or not finite.

    Examples
    --------
    >>> import geopandas as gpd, libprofile as lp
    >>> from shapely import box
    >>> areas = gpd.GeoSeries([box(0, 0, 900, 900), box(900, 0, 1800, 900)], crs=27700)
    >>> lp.geography.rook(areas).neighbours(0).tolist()
    [1]
    """
    require_whole(n_jobs=n_jobs)
    require_real(snap_m=snap_m)
    made = _areas.by_position(areas)
    report = progress_reporter(progress, "rook")
    core = _core.rook(made, snap_m=snap_m, n_jobs=n_jobs, progress=report)
    return Weights(core, areas.index)
