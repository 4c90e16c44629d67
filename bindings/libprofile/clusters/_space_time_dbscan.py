# SPDX-License-Identifier: MIT
"""Clusters in space and time."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from libprofile import _core
from libprofile._advice import warn_beyond
from libprofile._inputs import FloatArray, Points, Values
from libprofile._numbers import require_real, require_whole
from libprofile._results import frozen, progress_reporter
from libprofile._times import times_days
from libprofile.clusters._estimator import PointClusterer
from libprofile.clusters._points import PlacedPoints, PointClusters
from libprofile.errors import InvalidArgument


@dataclass(frozen=True, repr=False)
class SpaceTimeClusters(PointClusters):
    """A label for each point, of clusters that are dense in space and time.

    Attributes
    ----------
    labels : ndarray of int32, shape (n,)
        Cluster of each point; -1 for noise.
    """

    _days: FloatArray = field(repr=False, compare=False)
    _words: str = field(repr=False, compare=False)

    def _columns(self) -> dict[str, Any]:
        return {"labels": self.labels, "days": self._days}

    def _method(self) -> str:
        return self._words


def space_time_dbscan(
    points: Points,
    times: Values | npt.NDArray[np.datetime64],
    *,
    radius_m: float,
    lag_days: float,
    min_points: int,
    n_jobs: int = -1,
    progress: bool | Callable[[float], None] | None = None,
) -> SpaceTimeClusters:
    """Label each point with its cluster in space and time.

    Neighbours are at most `radius_m` and at most `lag_days` apart. A cluster can move, and last
    longer than `lag_days`.

    Parameters
    ----------
    points : GeoDataFrame or GeoSeries of points, or array_like of float, shape (n, 2)
        In metres.
    times : array_like of datetime, or of float, shape (n,)
        When; numbers are days. Times with a zone are brought to UTC.
    radius_m : float
        Two points at most this far apart can be neighbours. Above 0.
    lag_days : float
        Two points at most so many days apart can be neighbours. Above 0.
    min_points : int
        Neighbours, itself included, that make a point a core point. At least 1.
    n_jobs : int, default -1
        Threads; -1 for all. The result does not depend on it.
    progress : bool or callable, optional
        True shows a bar; a function is called with the share done.

    Returns
    -------
    SpaceTimeClusters

    Raises
    ------
    CrsError
        For points in degrees or without a reference system.
    InvalidArgument
        For a coordinate or time that is missing, or an option outside its range.

    References
    ----------
    Birant and Kut (2007), Data and Knowledge Engineering 60, pages 208-221.

    Examples
    --------
    >>> import libprofile as lp
    >>> xy = [(0, 0), (1, 0), (0, 1), (0, 0), (1, 0), (0, 1)]
    >>> found = lp.clusters.space_time_dbscan(
    ...     xy, [0, 1, 2, 100, 101, 102], radius_m=2, lag_days=5, min_points=3
    ... )
    >>> found.labels.tolist()
    [0, 0, 0, 1, 1, 1]
    """
    require_whole(min_points=min_points, n_jobs=n_jobs)
    require_real(radius_m=radius_m, lag_days=lag_days)
    placed = PlacedPoints.of(points)
    days = times_days(times)
    if len(days) != len(placed.xy):
        raise InvalidArgument(
            f"times has {len(days)} entries: must have one for each of {len(placed.xy)} points"
        )
    warn_beyond(placed.xy, least=min_points)
    labels = _core.space_time_dbscan(
        placed.xy,
        days,
        radius_m=radius_m,
        lag_days=lag_days,
        min_points=min_points,
        n_jobs=n_jobs,
        progress=progress_reporter(progress, "space_time_dbscan"),
    )
    words = (
        f"A cluster is a chain of places with at least {min_points} points within {radius_m:,g} m "
        f"and {lag_days:g} days."
    )
    return SpaceTimeClusters(
        labels=frozen(labels), _points=placed, _days=frozen(days), _words=words
    )


class SpaceTimeDbscan(PointClusterer):
    """Space-time DBSCAN with scikit-learn's conventions.

    Parameters
    ----------
    radius_m : float, default 250.0
        Two points at most this far apart can be neighbours.
    lag_days : float, default 14.0
        Two points at most so many days apart can be neighbours.
    min_points : int, default 5
        Neighbours, itself included, that make a point a core point.
    n_jobs : int, default -1
        Threads; -1 for all. The result does not depend on it.

    Attributes
    ----------
    labels_ : ndarray of int32, shape (n,)
        Cluster of each point; -1 for noise.
    n_features_in_ : int
        2 with `times`, otherwise 3: x and y in metres, and days.

    Examples
    --------
    >>> import libprofile as lp
    >>> xyt = [(0, 0, 0), (1, 0, 1), (0, 1, 2), (0, 0, 100), (1, 0, 101), (0, 1, 102)]
    >>> lp.clusters.SpaceTimeDbscan(radius_m=2, lag_days=5, min_points=3).fit_predict(xyt).tolist()
    [0, 0, 0, 1, 1, 1]
    """

    def __init__(
        self,
        radius_m: float = 250.0,
        lag_days: float = 14.0,
        min_points: int = 5,
        n_jobs: int = -1,
    ) -> None:
        self.radius_m = radius_m
        self.lag_days = lag_days
        self.min_points = min_points
        self.n_jobs = n_jobs

    def fit(self, X: Any, y: Any = None, times: Any = None) -> "SpaceTimeDbscan":  # noqa: N803
        """Cluster the points.

        Parameters
        ----------
        X : array_like of float, shape (n, 3), or with `times` whatever `space_time_dbscan` takes
            x and y in metres, and days.
        y : ignored
            Present by convention.
        times : array_like of datetime, or of float, shape (n,), optional
            When; numbers are days.

        Returns
        -------
        SpaceTimeDbscan
            Itself.
        """
        del y
        values = self._points_of(X) if times is not None else self._table_of(X, 3)
        if times is None and values.shape[1] != 3:
            raise InvalidArgument("X: must have three columns, x and y in metres and days")
        self.labels_ = _core.space_time_dbscan(
            values[:, :2],
            values[:, 2] if times is None else times_days(times),
            radius_m=self.radius_m,
            lag_days=self.lag_days,
            min_points=self.min_points,
            n_jobs=self.n_jobs,
        )
        self._advise(X, values[:, :2], least=self.min_points)
        return self
