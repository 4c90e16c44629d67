# SPDX-License-Identifier: MIT
"""From what users have (frames, series, lists) to what the extension takes, and back."""

from collections.abc import Hashable, Sequence
from os import PathLike
from typing import Any, TypeAlias, Union

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd

from libprofile import _core
from libprofile._advice import advise, warn_of_degrees
from libprofile.errors import CrsError, GeometryError, InvalidArgument

Points: TypeAlias = gpd.GeoDataFrame | gpd.GeoSeries | npt.ArrayLike
Areas: TypeAlias = gpd.GeoDataFrame | gpd.GeoSeries
Values: TypeAlias = Union["pd.Series[Any]", npt.ArrayLike]
FloatArray: TypeAlias = npt.NDArray[np.float64]

DEFAULT_CRS = "EPSG:27700"


def index_of(data: object) -> pd.Index | None:
    """Return the index that results should carry, or None for plain arrays."""
    if isinstance(data, (pd.Series, pd.DataFrame)):
        return data.index
    units = getattr(data, "units", None)
    return units if isinstance(units, pd.Index) else None


def require_metres(frame: gpd.GeoDataFrame | gpd.GeoSeries, name: str) -> None:
    """Raise CrsError unless the frame's coordinates are metres on a plane."""
    crs = frame.crs
    if crs is None:
        raise CrsError(
            f"{name} has no coordinate reference system: say which it is, "
            f'for example {name} = {name}.set_crs("{DEFAULT_CRS}")'
        )
    if crs.is_geographic:
        raise CrsError(
            f"{name} is in degrees ({crs.name}): distances need metres; "
            f'type {name} = {name}.to_crs("{DEFAULT_CRS}")'
        )
    if any(axis.unit_name not in ("metre", "meter") for axis in crs.axis_info[:2]):
        raise CrsError(
            f"{name} is not in metres ({crs.name}): type {name} = {name}.to_crs('{DEFAULT_CRS}')"
        )
    if "Pseudo-Mercator" in crs.name or "Pseudo Mercator" in crs.name:
        raise CrsError(
            f"{name} is in web Mercator, whose metres are stretched (by two thirds in Britain): "
            f'type {name} = {name}.to_crs("{DEFAULT_CRS}")'
        )


def require_one_crs(crs: Any, name: str, other_crs: Any, other: str) -> None:
    """Raise CrsError where both reference systems are known and differ."""
    if crs is not None and other_crs is not None and crs != other_crs:
        raise CrsError(
            f"{name} is in {crs.name}, {other} in {other_crs.name}: "
            f"type {name} = {name}.to_crs({other}.crs)"
        )


def _require_points(geometry: gpd.GeoSeries, name: str, *, missing: bool) -> None:
    kinds = geometry.geom_type
    nowhere = (geometry.isna() | geometry.is_empty).to_numpy()
    wrong = (kinds != "Point").to_numpy()
    bad = np.flatnonzero(wrong & ~nowhere if missing else wrong | nowhere)
    if bad.size:
        at = int(bad[0])
        kind = "missing or empty" if geometry.isna().iloc[at] else str(kinds.iloc[at])
        if kind in ("Polygon", "MultiPolygon"):
            raise GeometryError(
                f"{name}[{at}] is {kind}: must be a point; for the middles of areas type "
                f"{name} = {name}.centroid"
            )
        raise GeometryError(
            f"{name}[{at}] is {kind}: must be a point; leave such rows out with "
            f"{name} = {name}[{name}.geom_type == 'Point']"
        )


def require_finite(array: FloatArray, name: str) -> FloatArray:
    """Raise InvalidArgument naming the first position that is missing or infinite."""
    finite = np.isfinite(array)
    if not finite.all():
        at = int(np.argwhere(~finite)[0][0])
        # Of a place no coordinate is repeated: the other one may be somebody's.
        told = f"{name}[{at}] = {array[at]}" if array.ndim == 1 else f"{name}[{at}]"
        raise InvalidArgument(f"{told}: must be finite; leave missing and infinite ones out")
    return array


def _without_place(xy: FloatArray, name: str) -> FloatArray:
    """Make NaN of what `to_crs` makes of a point without coordinates: two infinite ones."""
    nowhere = np.isinf(xy).all(axis=1)
    if nowhere.any():
        advise(
            f"{name}: {int(nowhere.sum()):,} of {len(xy):,} points are at infinity, which to_crs "
            "makes of missing coordinates and of those it has no place for: they have no place"
        )
        xy[nowhere] = np.nan
    return np.ascontiguousarray(xy)


def points_xy(points: Points, name: str = "points", *, missing: bool = False) -> FloatArray:
    """Points in metres as a C-contiguous array of shape (n, 2).

    With `missing`, points without a place become NaN instead of an error.
    """
    if isinstance(points, gpd.GeoDataFrame):
        points = points.geometry
    if isinstance(points, gpd.GeoSeries):
        require_metres(points, name)
        _require_points(points, name, missing=missing)
        xy = np.column_stack([points.x.to_numpy(), points.y.to_numpy()]).astype(np.float64)
        return _without_place(xy, name) if missing else require_finite(xy, name)
    xy = as_floats(points, name)
    if xy.shape == (0,):
        return np.empty((0, 2))
    if xy.ndim != 2 or xy.shape[1] != 2:
        raise InvalidArgument(f"{name} has shape {xy.shape}: must be (n, 2), x and y in metres")
    warn_of_degrees(xy, name, DEFAULT_CRS)
    return xy if missing else require_finite(xy, name)


def as_floats(values: Values, name: str) -> FloatArray:
    """Convert to a C-contiguous array of doubles, of any shape; missing values become NaN."""
    if isinstance(values, (str, PathLike)):
        raise InvalidArgument(f"{name}: must be numbers, not the name of a file: read it first")
    try:
        if isinstance(values, pd.Series):
            return np.ascontiguousarray(values.to_numpy(dtype=np.float64, na_value=np.nan))
        array = np.asarray(values)
        if array.dtype.kind in "USmMc":
            raise TypeError(array.dtype.name)
        return np.asarray(array, dtype=np.float64, order="C")
    except (TypeError, ValueError) as error:
        raise InvalidArgument(f"{name}: must be numbers") from error


def require_no_protected_names(values: object, name: str) -> None:
    """Raise InputError where a name of a series or its columns says a protected characteristic.

    Age and sex pass: standards are set by them. Models and scores refuse those too.
    """
    if isinstance(values, pd.DataFrame):
        names = [str(column) for column in values.columns]
    elif isinstance(values, pd.Series) and values.name is not None:
        names = [str(values.name)]
    else:
        return
    _core.require_no_protected_characteristics(names, name)


def values_1d(values: Values, name: str, *, missing: bool = False) -> FloatArray:
    """Return numbers of one dimension, finite unless `missing`."""
    require_no_protected_names(values, name)
    array = as_floats(values, name)
    if array.ndim != 1:
        raise InvalidArgument(f"{name} has {array.ndim} dimensions: must have one")
    return array if missing else require_finite(array, name)


def counts_1d(values: Values, name: str) -> tuple[FloatArray, float]:
    """Return counts (NaN where withheld) and how far each may be from the true one.

    Protected counts say how far; any others are taken to be exact.
    """
    band = float(getattr(values, "rounding_band", 0))
    return values_1d(values, name, missing=True), band


def codes_of(
    labels: "pd.Series[Any] | Sequence[Hashable]", name: str
) -> tuple[npt.NDArray[np.int32], list[str]]:
    """Code each label by its rank among the distinct ones; missing labels become -1."""
    codes, distinct = pd.factorize(pd.Series(labels).astype("string"), sort=True)
    if len(distinct) > np.iinfo(np.int32).max:
        raise InvalidArgument(f"{name} has {len(distinct)} distinct values: must be below 2^31")
    return codes.astype(np.int32), [str(label) for label in distinct]
