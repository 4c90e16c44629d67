# SPDX-License-Identifier: MIT
"""Coordinates from one reference system to another, as the command line transforms them."""

import warnings
from functools import lru_cache
from typing import Any

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import shapely
from pyproj import CRS
from pyproj.transformer import Transformer, TransformerGroup

from libprofile._inputs import FloatArray
from libprofile.errors import CrsError

# "Nearly all" of the points.
_NEARLY_ALL = 0.95


@lru_cache(maxsize=16)
def best_transformer(source: CRS, target: CRS) -> Transformer:
    """Return the most accurate operation that the installed grids allow, one for all points."""
    return _operations(source, target, always_xy=True).transformers[0]


def _operations(source: CRS, target: CRS, *, always_xy: bool) -> TransformerGroup:
    with warnings.catch_warnings():
        # A better one may need a grid that is not installed: `describe` says which was used.
        warnings.simplefilter("ignore", UserWarning)
        return TransformerGroup(source, target, always_xy=always_xy)


def describe(source: CRS, target: CRS) -> str:
    """Say in one line, for the manifest, what was done and how accurate it is."""
    if source == target:
        return f"{source.to_string()}, as given"
    best = _operations(source, target, always_xy=False).transformers[0]
    accuracy = "not known" if best.accuracy < 0 else f"{round(best.accuracy, 1):g} m"
    way = f"{source.to_string()} to {target.to_string()}"
    return f"{way}: {best.description}, accuracy {accuracy}"


def transform(xy: FloatArray, source: CRS, target: CRS) -> FloatArray:
    """Transform points of shape (n, 2); NaN where the operation gives nothing."""
    moved = np.column_stack(best_transformer(source, target).transform(xy[:, 0], xy[:, 1]))
    moved[~np.isfinite(moved).all(axis=1)] = np.nan
    return moved


def reproject(geometry: gpd.GeoSeries, target: Any) -> gpd.GeoSeries:
    """Transform every vertex; missing geometries stay missing."""
    wanted = CRS.from_user_input(target)
    if geometry.crs == wanted:
        return geometry
    shapes = shapely.transform(geometry.to_numpy(), lambda xy: transform(xy, geometry.crs, wanted))
    return gpd.GeoSeries(shapes, index=geometry.index, crs=wanted)


def plain_xy(geometry: gpd.GeoSeries) -> FloatArray:
    """Coordinates of points, shape (n, 2); NaN for what is no point."""
    return np.column_stack([shapely.get_x(geometry.to_numpy()), shapely.get_y(geometry.to_numpy())])


def require_units(xy: FloatArray, crs: CRS, what: str) -> None:
    """Raise CrsError for degrees where metres are due, or the reverse: half of them decide."""
    known = xy[np.isfinite(xy).all(axis=1)]
    if not len(known):
        return
    degrees = np.mean((np.abs(known) <= 180).all(axis=1))
    if crs.is_geographic and 2 * degrees < 1:
        raise CrsError(
            f"{what}: coordinates look like metres, but {crs.to_string()} is in degrees; "
            'type crs = "EPSG:27700"'
        )
    if not crs.is_geographic and 2 * degrees > 1:
        raise CrsError(
            f"{what}: coordinates look like degrees, but {crs.to_string()} is in metres; "
            'type crs = "EPSG:4326"'
        )


def require_somewhere(xy: FloatArray, crs: CRS, what: str) -> None:
    """Raise CrsError where there are points and not one lies where the plane is used."""
    known = xy[np.isfinite(xy).all(axis=1)]
    if not len(known) or crs.area_of_use is None:
        return
    lonlat = CRS.from_epsg(4326)
    bounds = best_transformer(lonlat, crs).transform_bounds(*crs.area_of_use.bounds, densify_pts=21)
    if _share_within(known, bounds) == 0:
        raise CrsError(
            f"{what}: none of {len(known)} points lies where {crs.to_string()} is used; check the "
            "reference system that they were given in, and which columns are x and y"
        )


def swapped(
    xy: FloatArray, crs: CRS, bounds: tuple[float, float, float, float] | npt.NDArray[Any]
) -> bool:
    """Whether no point lies within `bounds`, and nearly all would if x and y changed places.

    Either on the plane, or as the longitude and latitude that they were made of.
    """
    known = xy[np.isfinite(xy).all(axis=1)]
    if not len(known) or _share_within(known, bounds) > 0:
        return False
    lonlat = CRS.from_epsg(4326)
    degrees = transform(known, crs, lonlat)
    turned = transform(np.ascontiguousarray(degrees[:, ::-1]), lonlat, crs)
    return max(_share_within(known[:, ::-1], bounds), _share_within(turned, bounds)) >= _NEARLY_ALL


def _share_within(xy: FloatArray, bounds: Any) -> float:
    x_min, y_min, x_max, y_max = bounds
    x, y = xy[:, 0], xy[:, 1]
    return float(np.mean((x >= x_min) & (x <= x_max) & (y >= y_min) & (y <= y_max)))
