# SPDX-License-Identifier: MIT
"""Density surfaces whose bandwidth follows the points."""

from typing import Literal

import numpy as np

from libprofile import _core
from libprofile._choices import require_one_of
from libprofile._inputs import Points, Values, points_xy, values_1d
from libprofile._labels import require_same_labels
from libprofile._numbers import require_real, require_whole
from libprofile._results import progress_reporter
from libprofile.hotspots._kernel_density import (
    Extent,
    Kernel,
    Mask,
    Progress,
    extent_of,
    ground_of,
    require_kernel,
    surface_of,
)
from libprofile.hotspots._surface import Surface


def adaptive_density(
    points: Points,
    *,
    bandwidth_m: float,
    pilot_m: float | None = None,
    most_ratio: float = 5.0,
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
    """Spread each point narrowly where points are dense, and widely where they are few.

    Point i is spread by `bandwidth_m` times the square root of g / f, with f a pilot surface in the
    point's cell and g the geometric mean of those: Abramson's estimator.

    Parameters
    ----------
    points : GeoDataFrame or GeoSeries of points, or array_like of float, shape (n, 2)
        In metres.
    bandwidth_m : float
        Of a point whose pilot is the geometric mean of all. Above 0.
    pilot_m : float, optional
        Bandwidth of the pilot surface; `bandwidth_m` by default.
    most_ratio : float, default 5
        No point is spread wider than so many times `bandwidth_m`.
    cell_m, kernel, extent, weights, scale, truncation_sd, n_jobs, progress
        As for `kernel_density`.
    edge_correction, mask
        As for `kernel_density`, for the pilot too; the kernel of a cell is as wide as that of a
        point in it would be.

    Returns
    -------
    Surface
        Its `bandwidth_m` is the mean of the points' own.

    Raises
    ------
    CrsError
        For points in degrees or without a reference system.
    InvalidArgument
        As `kernel_density`.

    References
    ----------
    Abramson (1982), Annals of Statistics 10, pages 1217-1223. Marshall and Hazelton (2010), Journal
    of Multivariate Analysis 101, pages 949-963.

    Examples
    --------
    >>> import libprofile as lp
    >>> xy = [(0, 0), (10, 0), (0, 10), (900, 900)]
    >>> surface = lp.hotspots.adaptive_density(xy, bandwidth_m=100, cell_m=50)
    >>> round(surface.bandwidth_m)
    103
    """
    require_whole(n_jobs=n_jobs)
    require_real(
        bandwidth_m=bandwidth_m,
        pilot_m=pilot_m,
        most_ratio=most_ratio,
        cell_m=cell_m,
        truncation_sd=truncation_sd,
    )
    require_kernel(kernel)
    require_one_of(scale, "scale", ("per_km2", "count"))
    require_same_labels(points=points, weights=weights)
    xy = points_xy(points)
    weight = None if weights is None else values_1d(weights, "weights")
    box = extent_of(extent)
    values, where, own = _core.adaptive_density(
        xy,
        bandwidth_m=bandwidth_m,
        pilot_m=pilot_m,
        most_ratio=most_ratio,
        cell_m=cell_m,
        kernel=kernel,
        extent=box,
        weights=weight,
        edge_correction=edge_correction,
        mask=ground_of(mask, edge_correction, points, bandwidth_m, cell_m, kernel, box),
        scale=scale,
        truncation_sd=truncation_sd,
        n_jobs=n_jobs,
        progress=progress_reporter(progress, "adaptive_density"),
    )
    mean = float(np.nanmean(own)) if np.isfinite(own).any() else float(bandwidth_m)
    return surface_of(values, where, points, weight, kernel, mean, scale)
