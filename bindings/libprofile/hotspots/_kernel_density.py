# SPDX-License-Identifier: MIT
"""Density surfaces of points."""

from collections.abc import Callable, Sequence
from typing import Any, Literal, TypeAlias, get_args

import geopandas as gpd
import numpy as np
import numpy.typing as npt

from libprofile import _core
from libprofile._choices import require_one_of
from libprofile._inputs import (
    FloatArray,
    Points,
    Values,
    points_xy,
    require_metres,
    require_one_crs,
    values_1d,
)
from libprofile._labels import require_same_labels
from libprofile._numbers import require_real, require_whole
from libprofile._results import frozen, progress_reporter
from libprofile.errors import InvalidArgument
from libprofile.hotspots._surface import Surface

Kernel: TypeAlias = Literal[
    "uniform", "triangular", "epanechnikov", "quartic", "triweight", "gaussian"
]
Extent: TypeAlias = Sequence[float] | npt.NDArray[Any]
Mask: TypeAlias = gpd.GeoDataFrame | gpd.GeoSeries | npt.NDArray[np.bool_]
Progress: TypeAlias = bool | Callable[[float], None] | None


def require_kernel(kernel: str) -> None:
    """Raise InvalidArgument naming the kernels, and the nearest one, unless it is one."""
    require_one_of(kernel, "kernel", get_args(Kernel))


def kernel_density(
    points: Points,
    *,
    bandwidth_m: float,
    cell_m: float = 100,
    kernel: Kernel = "quartic",
    extent: Extent | None = None,
    weights: Values | None = None,
    edge_correction: bool = False,
    mask: Mask | None = None,
    scale: Literal["per_km2", "count"] = "per_km2",
    truncation_sd: float = 8.0,
    n_jobs: int = -1,
    progress: Progress = None,
) -> Surface:
    """Spread each point over its surroundings, and sum.

    Parameters
    ----------
    points : GeoDataFrame or GeoSeries of points, or array_like of float, shape (n, 2)
        In metres.
    bandwidth_m : float
        How far a point is spread: the radius of its kernel; for ``gaussian`` the standard
        deviation. Above 0. `bandwidth` finds one.
    cell_m : float, default 100
        Side of a cell. A fifth of the bandwidth or less draws the surface faithfully.
    kernel : {"uniform", "triangular", "epanechnikov", "quartic", "triweight", "gaussian"}
        With t the distance over the bandwidth: 1, 1 - t, 1 - t², (1 - t²)², (1 - t²)³,
        exp(-t² / 2), each with the constant that makes it integrate to 1.
    extent : sequence of float, optional
        x_min, y_min, x_max, y_max in metres: what is covered, from its north-western corner on.
        By default all points with the kernel's reach around them.
    weights : array_like of float, shape (n,), optional
        How many incidents each point stands for; protected counts of units as weights of their
        centres.
    edge_correction : bool, default False
        Divide each cell by the share of its kernel's mass that lies on `mask`. Points elsewhere are
        left out, cells elsewhere are NaN.
    mask : GeoDataFrame or GeoSeries of areas, or array of bool, shape (rows, columns), optional
        With `edge_correction`: the ground that can hold points; cells whose centres lie in the
        areas. By default the whole extent.
    scale : {"per_km2", "count"}
        ``count`` scales the surface so that its cells sum to the weight of the points inside.
    truncation_sd : float, default 8
        ``gaussian`` alone: along each axis the kernel ends at so many standard deviations.
    n_jobs : int, default -1
        Threads; -1 for all. The result does not depend on it.
    progress : bool or callable, optional
        True shows a bar; a function is called with the share done.

    Returns
    -------
    Surface
        Of the internal tier: a surface of single points can be turned back into them.

    Raises
    ------
    CrsError
        For points in degrees or without a reference system.
    InvalidArgument
        For a coordinate or weight that is not finite, an option outside its range, or more than
        10^8 cells; before memory is taken.

    References
    ----------
    Silverman (1986), Density Estimation for Statistics and Data Analysis, section 4.2.

    Examples
    --------
    >>> import libprofile as lp
    >>> surface = lp.hotspots.kernel_density(
    ...     [(75, 75)], bandwidth_m=100, cell_m=50, extent=(0, 0, 150, 150)
    ... )
    >>> surface.values.round(1).tolist()
    [[23.9, 53.7, 23.9], [53.7, 95.5, 53.7], [23.9, 53.7, 23.9]]
    >>> surface.transform
    (50.0, 0.0, 0.0, 0.0, -50.0, 150.0)
    """
    require_whole(n_jobs=n_jobs)
    require_real(bandwidth_m=bandwidth_m, cell_m=cell_m, truncation_sd=truncation_sd)
    require_kernel(kernel)
    require_one_of(scale, "scale", ("per_km2", "count"))
    require_same_labels(points=points, weights=weights)
    xy = points_xy(points)
    weight = None if weights is None else values_1d(weights, "weights")
    box = extent_of(extent)
    values, where = _core.kernel_density(
        xy,
        bandwidth_m=bandwidth_m,
        cell_m=cell_m,
        kernel=kernel,
        extent=box,
        weights=weight,
        edge_correction=edge_correction,
        mask=ground_of(mask, edge_correction, points, bandwidth_m, cell_m, kernel, box),
        scale=scale,
        truncation_sd=truncation_sd,
        n_jobs=n_jobs,
        progress=progress_reporter(progress, "kernel_density"),
    )
    return surface_of(values, where, points, weight, kernel, bandwidth_m, scale)


def surface_of(
    values: FloatArray,
    where: tuple[float, float, float, int, int],
    points: Points,
    weights: FloatArray | None,
    kernel: str,
    bandwidth_m: float,
    scale: str = "per_km2",
) -> Surface:
    """Wrap what the extension returns."""
    x_min, y_max, cell, _, _ = where
    n = len(points)  # type: ignore[arg-type]
    return Surface(
        values=frozen(values),
        transform=(cell, 0.0, x_min, 0.0, -cell, y_max),
        kernel=kernel,
        bandwidth_m=float(bandwidth_m),
        scale=scale,
        n=n,
        total=float(n) if weights is None else float(weights.sum()),
        crs=getattr(points, "crs", None),
    )


def extent_of(extent: Extent | None) -> list[float] | None:
    """Return four finite numbers, or None."""
    if extent is None:
        return None
    box = values_1d(np.asarray(extent), "extent")
    if box.shape != (4,):
        raise InvalidArgument(
            f"extent has {box.size} numbers: must be four, x_min, y_min, x_max, y_max"
        )
    if not (box[0] < box[2] and box[1] < box[3]):
        raise InvalidArgument("extent: must be in the order x_min, y_min, x_max, y_max")
    return [float(one) for one in box]


def ground_of(
    mask: Mask | None,
    edge_correction: bool,
    points: Points,
    bandwidth_m: float,
    cell_m: float,
    kernel: Kernel,
    extent: list[float] | None,
) -> npt.NDArray[np.uint8] | None:
    """Return the mask of the surface that these arguments give."""
    if mask is None:
        return None
    if not edge_correction:
        raise InvalidArgument("mask: must come with edge_correction=True")
    where = _core.density_frame(
        points_xy(points), bandwidth_m=bandwidth_m, cell_m=cell_m, kernel=kernel, extent=extent
    )
    return mask_of(mask, where, getattr(points, "crs", None), "points")


def mask_of(
    mask: Mask, where: tuple[float, float, float, int, int], crs: Any, of: str
) -> npt.NDArray[np.uint8]:
    """Return 1 for each cell, row by row, that lies on the mask of points in a system."""
    x_min, y_max, cell, rows, columns = where
    if not isinstance(mask, (gpd.GeoDataFrame, gpd.GeoSeries)):
        array = np.asarray(mask)
        if array.shape != (rows, columns) or array.dtype != np.bool_:
            raise InvalidArgument(
                f"mask: must be areas, or an array of bool of shape ({rows}, {columns})"
            )
        return np.ascontiguousarray(array.ravel(), dtype=np.uint8)
    import shapely

    require_metres(mask, "mask")
    require_one_crs(mask.crs, "mask", crs, of)
    ground = shapely.union_all(mask.geometry.to_numpy())
    shapely.prepare(ground)
    x = x_min + (np.arange(columns) + 0.5) * cell
    y = y_max - (np.arange(rows) + 0.5) * cell
    inside = [shapely.intersects_xy(ground, x, np.full(columns, one)) for one in y]
    return np.concatenate([*inside, np.empty(0, bool)]).astype(np.uint8)
