# SPDX-License-Identifier: MIT
"""A surface as classes of its cells, and as the ground where it is above a level."""

from typing import Any, Literal, TypeAlias

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import shapely

from libprofile import _core
from libprofile._inputs import FloatArray, Values, values_1d
from libprofile._numbers import require_whole
from libprofile.errors import InvalidArgument
from libprofile.hotspots._surface import Surface

Breaks: TypeAlias = Literal["equal_interval", "quantile", "geometric"]


def isopleths(
    surface: Surface,
    levels: Values | None = None,
    *,
    classes: int = 5,
    breaks: Breaks = "equal_interval",
) -> gpd.GeoDataFrame:
    """Outline the ground where a surface reaches each level, with holes.

    Parameters
    ----------
    surface : Surface
    levels : array_like of float, optional
        By default those that part `classes` by `breaks`.
    classes : int, default 5
        From 2 to 100. Without effect where `levels` are given.
    breaks : {"equal_interval", "quantile", "geometric"}
        Equal steps from 0 to the greatest value; as many cells above 0 in each class; or equal
        ratios, from no less than a thousandth of the greatest value.

    Returns
    -------
    GeoDataFrame
        ``level``, ``area_km2`` and multipolygons, in the order of the levels; empty ones where a
        level is nowhere reached. Of the internal tier, as the surface is.

    Raises
    ------
    InvalidArgument
        For a level that is not finite, or an option outside its range.

    References
    ----------
    Marching squares: Lorensen and Cline (1987), SIGGRAPH 21, pages 163-169, in two dimensions.

    Examples
    --------
    >>> import libprofile as lp
    >>> surface = lp.hotspots.kernel_density([(0, 0)], bandwidth_m=100, cell_m=10)
    >>> lp.hotspots.isopleths(surface, [50]).area_km2.round(3).tolist()
    [0.009]
    """
    require_whole(classes=classes)
    values = _require_surface(surface)
    if levels is None:
        levels = _core.class_breaks(values.ravel(), classes=classes, breaks=breaks)
    rising = values_1d(levels, "levels")
    geometry = areas_above(values, surface.transform, rising)
    return gpd.GeoDataFrame(
        {"level": rising, "area_km2": shapely.area(geometry) / 1e6},
        geometry=geometry,
        crs=surface.crs,
    )


def isopleth_classes(
    surface: Surface,
    levels: Values | None = None,
    *,
    classes: int = 5,
    breaks: Breaks = "equal_interval",
) -> npt.NDArray[np.int32]:
    """Class each cell of a surface: how many levels it reaches.

    Parameters
    ----------
    surface : Surface
    levels : array_like of float, optional
        Rising. By default those that part `classes` by `breaks`.
    classes : int, default 5
        From 2 to 100. Without effect where `levels` are given.
    breaks : {"equal_interval", "quantile", "geometric"}
        As for `isopleths`.

    Returns
    -------
    ndarray of int32, shape (rows, columns)
        From 0; -1 where the surface is NaN.

    Raises
    ------
    InvalidArgument
        For levels that do not rise, or an option outside its range.

    Examples
    --------
    >>> import libprofile as lp
    >>> surface = lp.hotspots.kernel_density(
    ...     [(75, 75)], bandwidth_m=100, cell_m=50, extent=(0, 0, 150, 150)
    ... )
    >>> lp.hotspots.isopleth_classes(surface, classes=3).tolist()
    [[0, 1, 0], [1, 2, 1], [0, 1, 0]]
    """
    require_whole(classes=classes)
    values = _require_surface(surface)
    if levels is None:
        levels = _core.class_breaks(values.ravel(), classes=classes, breaks=breaks)
    rising = values_1d(levels, "levels")
    return _core.classify(values.ravel(), rising).reshape(values.shape)


def areas_above(
    values: FloatArray, transform: tuple[float, ...], levels: FloatArray
) -> npt.NDArray[Any]:
    """Return a multipolygon for each level."""
    xy, rings, polygons, areas = _core.isopleths(
        values, x_min_m=transform[2], y_max_m=transform[5], cell_m=transform[0], levels=levels
    )
    return np.asarray(
        shapely.from_ragged_array(shapely.GeometryType.MULTIPOLYGON, xy, (rings, polygons, areas))
    )


def _require_surface(surface: object) -> FloatArray:
    if not isinstance(surface, Surface):
        raise InvalidArgument("surface: must be a Surface, such as kernel_density returns")
    return surface.values
