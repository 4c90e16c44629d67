# SPDX-License-Identifier: MIT
"""Neighbours with nobody between them."""

from libprofile import _core
from libprofile._inputs import Points, index_of, points_xy
from libprofile._numbers import require_whole
from libprofile._results import Progress, progress_reporter
from libprofile.geography._weights import Weights


def triangulation(points: Points, *, n_jobs: int = -1, progress: Progress = None) -> Weights:
    """Points joined by a side of the Delaunay triangulation.

    Some circle through two neighbours holds no other point. Decided exactly; of points on one
    circle the coordinates decide. Points at one place are neighbours of each other and of all
    that their place is joined to.

    Parameters
    ----------
    points : GeoDataFrame or GeoSeries of points, or array_like of float, shape (n, 2)
        In metres.
    n_jobs : int, default -1
        Threads; -1 for all. The result does not depend on it.
    progress : bool or callable, optional
        True shows a bar; a function is called with the share done.

    Returns
    -------
    Weights
        Binary and symmetric. The same whatever the order of the points.

    Raises
    ------
    CrsError
        For points in degrees or without a reference system.
    GeometryError
        For a geometry that is missing or no point.
    InvalidArgument
        For coordinates that are not finite.

    References
    ----------
    Delaunay (1934); Guibas and Stolfi (1985), ACM Transactions on Graphics 4, 74-123.

    Examples
    --------
    >>> import libprofile as lp
    >>> lp.geography.triangulation([(0, 0), (3, 3), (6, 0)]).links
    6
    """
    require_whole(n_jobs=n_jobs)
    report = progress_reporter(progress, "triangulation")
    core = _core.triangulation(points_xy(points), n_jobs=n_jobs, progress=report)
    return Weights(core, index_of(points))


def gabriel(points: Points, *, n_jobs: int = -1, progress: Progress = None) -> Weights:
    """Points with no other in the circle that has the way between them as diameter.

    Fewer links than `triangulation`. A point on that circle parts them too. Points at one place
    as there.

    Parameters
    ----------
    points : GeoDataFrame or GeoSeries of points, or array_like of float, shape (n, 2)
        In metres.
    n_jobs : int, default -1
        Threads; -1 for all. The result does not depend on it.
    progress : bool or callable, optional
        True shows a bar; a function is called with the share done.

    Returns
    -------
    Weights
        Binary and symmetric. The same whatever the order of the points.

    Raises
    ------
    CrsError
        For points in degrees or without a reference system.
    GeometryError
        For a geometry that is missing or no point.
    InvalidArgument
        For coordinates that are not finite.

    References
    ----------
    Gabriel and Sokal (1969), Systematic Zoology 18, 259-278.

    Examples
    --------
    >>> import libprofile as lp
    >>> lp.geography.gabriel([(0, 0), (3, 3), (6, 0)]).links
    4
    """
    require_whole(n_jobs=n_jobs)
    report = progress_reporter(progress, "gabriel")
    core = _core.gabriel(points_xy(points), n_jobs=n_jobs, progress=report)
    return Weights(core, index_of(points))


def relative_neighbourhood(
    points: Points, *, n_jobs: int = -1, progress: Progress = None
) -> Weights:
    """Points with no other nearer to both than they are to each other.

    Fewer links than `gabriel`, and still all points connected. Points at one place as in
    `triangulation`.

    Parameters
    ----------
    points : GeoDataFrame or GeoSeries of points, or array_like of float, shape (n, 2)
        In metres.
    n_jobs : int, default -1
        Threads; -1 for all. The result does not depend on it.
    progress : bool or callable, optional
        True shows a bar; a function is called with the share done.

    Returns
    -------
    Weights
        Binary and symmetric. The same whatever the order of the points.

    Raises
    ------
    CrsError
        For points in degrees or without a reference system.
    GeometryError
        For a geometry that is missing or no point.
    InvalidArgument
        For coordinates that are not finite.

    References
    ----------
    Toussaint (1980), Pattern Recognition 12, 261-268.

    Examples
    --------
    >>> import libprofile as lp
    >>> lp.geography.relative_neighbourhood([(0, 0), (3, 3), (6, 0)]).links
    4
    """
    require_whole(n_jobs=n_jobs)
    report = progress_reporter(progress, "relative_neighbourhood")
    core = _core.relative_neighbourhood(points_xy(points), n_jobs=n_jobs, progress=report)
    return Weights(core, index_of(points))
