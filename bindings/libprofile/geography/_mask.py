# SPDX-License-Identifier: MIT
"""Cells outside the jurisdiction, which are not zeros."""

import pandas as pd

from libprofile import _areas, _core
from libprofile._inputs import Areas, Values, values_1d
from libprofile._numbers import require_real, require_whole
from libprofile._results import Progress, progress_reporter
from libprofile.geography._assign import require_same_crs


def share_inside(
    cells: Areas, areas: Areas, *, n_jobs: int = -1, progress: Progress = None
) -> "pd.Series[float]":
    """Find which share of each cell's ground lies in some area.

    Parameters
    ----------
    cells : GeoDataFrame or GeoSeries of polygons
        In metres, such as those of `square_grid`.
    areas : GeoDataFrame or GeoSeries of polygons
        Of the jurisdiction, in metres. They must not overlap.
    n_jobs : int, default -1
        Threads; -1 for all. The result does not depend on it.
    progress : bool or callable, optional
        True shows a bar; a function is called with the share done.

    Returns
    -------
    Series of float
        In [0, 1], under the index of `cells`.

    Raises
    ------
    CrsError
        For areas in degrees, or cells and areas in different reference systems.
    GeometryError
        For an outline that is missing, not a polygon, or invalid.
    InvalidArgument
        For areas that overlap.

    Examples
    --------
    >>> import geopandas as gpd, libprofile as lp
    >>> from shapely import box
    >>> force = gpd.GeoSeries([box(0, 0, 750, 500)], crs=27700)
    >>> cells = lp.geography.square_grid(force, cell_m=500)
    >>> lp.geography.share_inside(cells, force).tolist()
    [1.0, 0.5]
    """
    require_whole(n_jobs=n_jobs)
    made_cells, made_areas = _areas.by_position(cells), _areas.by_position(areas)
    require_same_crs(cells, areas, "cells", "areas")
    report = progress_reporter(progress, "share_inside")
    shares = _core.share_inside(made_cells, made_areas, n_jobs=n_jobs, progress=report)
    return pd.Series(shares, index=cells.index, name="share_inside")


def mask(values: Values, share: Values, *, least_share: float = 0.5) -> "pd.Series[float]":
    """Take away the values of cells that lie mostly outside: what is not known is no zero.

    Parameters
    ----------
    values : array_like of float, shape (n,)
        One a cell, such as a column of `count`.
    share : array_like of float, shape (n,)
        Of `share_inside`.
    least_share : float, default 0.5
        Cells with a smaller share inside lose their value. Above 0, at most 1.

    Returns
    -------
    Series of float
        NaN where masked, under the index of `values` or else of `share`.

    Raises
    ------
    InvalidArgument
        For lengths that differ, or a share outside [0, 1].

    Examples
    --------
    >>> import libprofile as lp
    >>> lp.geography.mask([0, 0, 7], [1.0, 0.25, 0.9]).tolist()
    [0.0, nan, 7.0]
    """
    require_real(least_share=least_share)
    given = values_1d(values, "values", missing=True)
    inside = values_1d(share, "share", missing=True)
    kept = _core.mask(given, inside, least_share=least_share)
    index = next((one.index for one in (values, share) if isinstance(one, pd.Series)), None)
    return pd.Series(kept, index=index)
