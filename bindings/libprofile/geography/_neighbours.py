# SPDX-License-Identifier: MIT
"""Places within reach of one another."""

from typing import Literal

from libprofile import _core
from libprofile._advice import warn_beyond
from libprofile._choices import require_one_of
from libprofile._inputs import Points, index_of, points_xy
from libprofile._numbers import require_real, require_whole
from libprofile._results import Progress, progress_reporter
from libprofile.geography._weights import Weights


def distance_band(
    points: Points, radius_m: float, *, n_jobs: int = -1, progress: Progress = None
) -> Weights:
    """Points are neighbours where they are at most `radius_m` apart.

    Parameters
    ----------
    points : GeoDataFrame or GeoSeries of points, or array_like of float, shape (n, 2)
        In metres.
    radius_m : float
        Above 0. A distance of exactly `radius_m` is within.
    n_jobs : int, default -1
        Threads; -1 for all. The result does not depend on it.
    progress : bool or callable, optional
        True shows a bar; a function is called with the share done.

    Returns
    -------
    Weights
        Binary and symmetric; points at one place are neighbours.

    Raises
    ------
    CrsError
        For points in degrees or without a reference system.
    GeometryError
        For a geometry that is missing or no point.
    InvalidArgument
        For a radius that is not above 0, or coordinates that are not finite.

    Examples
    --------
    >>> import libprofile as lp
    >>> lp.geography.distance_band([(0, 0), (3, 4), (9, 9)], radius_m=5).neighbours(1).tolist()
    [0]
    """
    require_whole(n_jobs=n_jobs)
    require_real(radius_m=radius_m)
    report = progress_reporter(progress, "distance_band")
    xy = points_xy(points)
    warn_beyond(xy, radius_m=radius_m)
    core = _core.distance_band(xy, radius_m=radius_m, n_jobs=n_jobs, progress=report)
    return Weights(core, index_of(points))


def k_nearest(
    points: Points,
    k: int,
    *,
    ties: Literal["lower", "all"] = "lower",
    n_jobs: int = -1,
    progress: Progress = None,
) -> Weights:
    """Each point's k nearest other points.

    Parameters
    ----------
    points : GeoDataFrame or GeoSeries of points, or array_like of float, shape (n, 2)
        In metres.
    k : int
        At least 1 and below n.
    ties : {"lower", "all"}
        Exactly k, equally distant ones by the lower index; or every point as near as the k-th:
        the places with more than k neighbours are those with ties, and `Weights.counts` tells.
    n_jobs : int, default -1
        Threads; -1 for all. The result does not depend on it.
    progress : bool or callable, optional
        True shows a bar; a function is called with the share done.

    Returns
    -------
    Weights
        Binary, not symmetric.

    Raises
    ------
    CrsError
        For points in degrees or without a reference system.
    GeometryError
        For a geometry that is missing or no point.
    InvalidArgument
        For a k outside 1 to n - 1, or coordinates that are not finite.

    Examples
    --------
    >>> import libprofile as lp
    >>> xy = [(0, 0), (1, 0), (5, 0), (0, 1)]
    >>> lp.geography.k_nearest(xy, k=1).neighbours(0).tolist()
    [1]
    >>> tied = lp.geography.k_nearest(xy, k=1, ties="all")
    >>> tied.neighbours(0).tolist(), (tied.counts > 1).nonzero()[0].tolist()
    ([1, 3], [0])
    """
    require_whole(k=k, n_jobs=n_jobs)
    report = progress_reporter(progress, "k_nearest")
    xy = points_xy(points)
    core = _core.k_nearest(
        xy, k=k, ties=require_one_of(ties, "ties", ("lower", "all")), n_jobs=n_jobs, progress=report
    )
    return Weights(core, index_of(points))


def inverse_distance(
    points: Points,
    *,
    radius_m: float,
    power: float = 1.0,
    least_m: float = 1.0,
    n_jobs: int = -1,
    progress: Progress = None,
) -> Weights:
    """Points within `radius_m` are neighbours, and count less the further away they are.

    Parameters
    ----------
    points : GeoDataFrame or GeoSeries of points, or array_like of float, shape (n, 2)
        In metres.
    radius_m : float
        Above 0. A distance of exactly `radius_m` is within.
    power : float, default 1
        The weight is the distance to the power of minus this. Above 0, at most 16.
    least_m : float, default 1
        Shorter distances count as this one, so that points at one place have a finite weight.
    n_jobs : int, default -1
        Threads; -1 for all. The result does not depend on it.
    progress : bool or callable, optional
        True shows a bar; a function is called with the share done.

    Returns
    -------
    Weights
        Symmetric.

    Raises
    ------
    CrsError
        For points in degrees or without a reference system.
    GeometryError
        For a geometry that is missing or no point.
    InvalidArgument
        For a radius, power or least distance outside its range, or coordinates not finite.

    Examples
    --------
    >>> import libprofile as lp
    >>> near = lp.geography.inverse_distance([(0, 0), (4, 0), (0, 0), (90, 0)], radius_m=10)
    >>> near.neighbours(0).tolist(), near.weights(0).tolist()
    ([1, 2], [0.25, 1.0])
    """
    require_whole(n_jobs=n_jobs)
    require_real(radius_m=radius_m, power=power, least_m=least_m)
    xy = points_xy(points)
    warn_beyond(xy, radius_m=radius_m)
    core = _core.inverse_distance(
        xy,
        radius_m=radius_m,
        power=power,
        least_m=least_m,
        n_jobs=n_jobs,
        progress=progress_reporter(progress, "inverse_distance"),
    )
    return Weights(core, index_of(points))
