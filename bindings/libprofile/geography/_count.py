# SPDX-License-Identifier: MIT
"""Counts of records or of distinct persons in each area, or in cells given by code."""

from collections.abc import Hashable, Sequence
from typing import Any

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd

from libprofile import _areas, _core
from libprofile._advice import advise
from libprofile._columns import require_columns, require_geo_frame
from libprofile._inputs import (
    FloatArray,
    codes_of,
    points_xy,
)
from libprofile._numbers import require_whole
from libprofile.errors import InvalidArgument
from libprofile.geography._assign import require_same_crs


def count(
    points: pd.DataFrame,
    areas: "gpd.GeoDataFrame | pd.Series[Any] | Sequence[Hashable]",
    *,
    by: str | None = None,
    distinct: str | None = None,
    n_jobs: int = -1,
) -> pd.DataFrame:
    """Count points by area and category.

    Parameters
    ----------
    points : GeoDataFrame of points
        In metres. Where `areas` are codes, any DataFrame.
    areas : GeoDataFrame of polygons, or array_like of codes
        Polygons in metres; or the cell of each point, such as H3 indices from the package h3,
        with missing values where a point has none.
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
        One row an area, under the index of `areas`, or one a code that occurs, ascending as text:
        cells without points are not known of, so join them to a list of all cells for zeros. One
        column a category (``count`` without `by`). ``attrs`` has the numbers of points that are
        not in it: ``outside`` all areas, ``without_category``, ``without_person``.

    Warns
    -----
    UserWarning
        With the number of points without a place, where there are any.

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

    Cells by code, as ``h3.latlng_to_cell`` gives them:

    >>> codes = ["8a195da49a97fff", "8a195da49a97fff", "8a195da4982ffff"]
    >>> lp.geography.count(points, codes)["count"].to_dict()
    {'8a195da4982ffff': 1, '8a195da49a97fff': 2}
    """
    require_whole(n_jobs=n_jobs)
    if not isinstance(areas, (gpd.GeoDataFrame, gpd.GeoSeries)):
        return _count_by_code(points, areas, by, distinct, n_jobs)
    require_geo_frame(points, "points")
    require_same_crs(points, areas)
    made = _areas.by_position(areas)
    xy = points_xy(points, missing=True)
    unit = _core.assign(xy, made, n_jobs=n_jobs).astype(np.int32)
    _warn_of_no_place(xy)
    return _counted(points, unit, made, areas.index, by, distinct, n_jobs)


def _warn_of_no_place(xy: FloatArray) -> None:
    without = int(np.isnan(xy).any(axis=1).sum())
    if without:
        advise(
            f"{without:,} of {len(xy):,} points have no place and are in no count; "
            '.attrs["outside"] has them beside those outside all areas'
        )


def _count_by_code(
    points: pd.DataFrame,
    codes: "pd.Series[Any] | Sequence[Hashable]",
    by: str | None,
    distinct: str | None,
    n_jobs: int,
) -> pd.DataFrame:
    if not isinstance(points, pd.DataFrame):
        raise InvalidArgument(f"points: must be a DataFrame, not {type(points).__name__}")
    if isinstance(codes, (str, bytes)) or not hasattr(codes, "__len__"):
        raise InvalidArgument("areas: must be a GeoDataFrame of polygons, or one code a point")
    if len(codes) != len(points):
        raise InvalidArgument(f"areas has {len(codes)} codes: must be one a point ({len(points)})")
    unit, names = codes_of(codes, "areas")
    made = _core.units_of_codes(names)
    return _counted(points, unit, made, pd.Index(names, name="unit"), by, distinct, n_jobs)


def _counted(
    points: pd.DataFrame,
    unit: npt.NDArray[np.int32],
    made: _core.AreaSet,
    index: pd.Index,
    by: str | None,
    distinct: str | None,
    n_jobs: int,
) -> pd.DataFrame:
    require_columns(points, [by, distinct], "points")
    if by is None:
        category, categories = np.zeros(len(points), dtype=np.int32), ["count"]
    else:
        category, categories = codes_of(points[by], "by")
    person = None if distinct is None else codes_of(points[distinct], "distinct")[0]
    table, *left_out = _core.count(unit, category, categories, person, made, n_jobs=n_jobs)
    frame = pd.DataFrame(table, columns=categories, index=index)
    frame.attrs.update(
        zip(("outside", "without_category", "without_person"), left_out, strict=True)
    )
    return frame
