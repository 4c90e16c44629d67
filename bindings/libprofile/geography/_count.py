# SPDX-License-Identifier: MIT
"""Counts of records or of distinct persons in each area."""

import geopandas as gpd
import numpy as np
import pandas as pd

from libprofile import _areas, _core
from libprofile._columns import require_columns, require_geo_frame
from libprofile._inputs import (
    codes_of,
    points_xy,
)
from libprofile.geography._assign import require_same_crs


def count(
    points: gpd.GeoDataFrame,
    areas: gpd.GeoDataFrame,
    *,
    by: str | None = None,
    distinct: str | None = None,
    n_jobs: int = -1,
) -> pd.DataFrame:
    """Count points by area and category.

    Parameters
    ----------
    points : GeoDataFrame of points
        In metres.
    areas : GeoDataFrame of polygons
        In metres.
    by : str, optional
        Column of `points` that holds the category.
    distinct : str, optional
        Column of `points`: each different value counts once in each cell, so that one child with
        thirty episodes is one child. Absent: records are counted.
    n_jobs : int, default -1
        Threads; -1 for all.

    Returns
    -------
    DataFrame of int64
        One row an area, under the index of `areas`; one column a category (``count`` without
        `by`). ``attrs`` has the numbers of points that are not in it: ``outside`` all areas,
        ``without_category``, ``without_person``.

    Raises
    ------
    CrsError
        For degrees, or areas and points in different reference systems.
    InputError
        For a column that is not there, with the nearest name that is.

    Examples
    --------
    >>> import geopandas as gpd, libprofile as lp
    >>> from shapely import Point, box
    >>> areas = gpd.GeoDataFrame(geometry=[box(0, 0, 900, 900)], crs=27700)
    >>> points = gpd.GeoDataFrame(
    ...     {"child": ["a", "a", "b"]}, geometry=[Point(1, 1), Point(2, 2), Point(3, 3)], crs=27700
    ... )
    >>> int(lp.geography.count(points, areas, distinct="child")["count"].iloc[0])
    2
    """
    require_geo_frame(points, "points")
    require_columns(points, [by, distinct], "points")
    require_same_crs(points, areas)
    made = _areas.by_position(areas)
    unit = _core.assign(points_xy(points, missing=True), made, n_jobs=n_jobs).astype(np.int32)
    if by is None:
        category, names = np.zeros(len(points), dtype=np.int32), ["count"]
    else:
        category, names = codes_of(points[by], "by")
    person = None if distinct is None else codes_of(points[distinct], "distinct")[0]
    table, *left_out = _core.count(unit, category, names, person, made, n_jobs=n_jobs)
    frame = pd.DataFrame(table, columns=names, index=areas.index)
    frame.attrs.update(
        zip(("outside", "without_category", "without_person"), left_out, strict=True)
    )
    return frame
