# SPDX-License-Identifier: MIT
"""Density-based clusters."""

from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt

from libprofile import _core
from libprofile._advice import warn_beyond
from libprofile._inputs import Points, Values, points_xy, values_1d
from libprofile._labels import require_same_labels
from libprofile._numbers import require_real, require_whole
from libprofile._results import progress_reporter
from libprofile.clusters._estimator import PointClusterer


def dbscan(
    points: Points,
    *,
    radius_m: float,
    min_points: float,
    weights: Values | None = None,
    n_jobs: int = -1,
    progress: bool | Callable[[float], None] | None = None,
) -> npt.NDArray[np.int32]:
    """Label each point with its cluster.

    Clusters are numbered from 0 by their first core point. A point that is not core takes the
    cluster of the nearest core point within reach; with none it is noise, -1.

    Parameters
    ----------
    points : GeoDataFrame or GeoSeries of points, or array_like of float, shape (n, 2)
        In metres.
    radius_m : float
        Two points at most this far apart are neighbours. Above 0.
    min_points : float
        Neighbours, itself included, that make a point a core point; with weights, their sum.
    weights : array_like of float, shape (n,), optional
        How many incidents each point stands for.
    n_jobs : int, default -1
        Threads; -1 for all. The result does not depend on it.
    progress : bool or callable, optional
        True shows a bar; a function is called with the share done.

    Returns
    -------
    ndarray of int32, shape (n,)
        What the clusters hold, in words and as a table, is `summarise(points, labels)`; where they
        lie, `outlines`.

    Raises
    ------
    CrsError
        For points in degrees or without a reference system.
    InvalidArgument
        For a coordinate or weight that is not finite, or an option outside its range.

    References
    ----------
    Ester, Kriegel, Sander and Xu (1996), KDD-96, pages 226-231.

    Examples
    --------
    >>> import libprofile as lp
    >>> xy = [(0, 0), (10, 0), (0, 10), (900, 900)]
    >>> lp.clusters.dbscan(xy, radius_m=15, min_points=3).tolist()
    [0, 0, 0, -1]
    """
    require_whole(n_jobs=n_jobs)
    require_real(radius_m=radius_m, min_points=min_points)
    require_same_labels(points=points, weights=weights)
    xy = points_xy(points)
    weight = None if weights is None else values_1d(weights, "weights")
    warn_beyond(xy, radius_m=radius_m, least=min_points, weights=weight)
    return _core.dbscan(
        xy,
        radius_m=radius_m,
        min_points=min_points,
        weights=weight,
        n_jobs=n_jobs,
        progress=progress_reporter(progress, "dbscan"),
    )


class Dbscan(PointClusterer):
    """Density-based clusters of points on a plane.

    Parameters
    ----------
    radius_m : float, default 250.0
        Two points at most this far apart are neighbours. Above 0.
    min_points : float, default 5
        Neighbours, itself included, that make a point a core point; with sample weights, their
        sum.
    n_jobs : int, default -1
        Threads; -1 for all. The result does not depend on it.

    Attributes
    ----------
    labels_ : ndarray of int32, shape (n,)
        Cluster of each point; -1 for noise.
    n_features_in_ : int
        2: x and y in metres.

    Examples
    --------
    >>> import libprofile as lp
    >>> lp.clusters.Dbscan(radius_m=15, min_points=3).fit_predict(
    ...     [(0, 0), (10, 0), (0, 10), (900, 900)]
    ... ).tolist()
    [0, 0, 0, -1]
    """

    def __init__(self, radius_m: float = 250.0, min_points: float = 5, n_jobs: int = -1) -> None:
        self.radius_m = radius_m
        self.min_points = min_points
        self.n_jobs = n_jobs

    def fit(self, X: Any, y: Any = None, sample_weight: Any = None) -> "Dbscan":  # noqa: N803
        """Cluster the points.

        Parameters
        ----------
        X : GeoDataFrame or GeoSeries of points, or array_like of float, shape (n, 2)
            In metres.
        y : ignored
            Present by convention.
        sample_weight : array_like of float, shape (n,), optional
            How many incidents each point stands for.

        Returns
        -------
        Dbscan
            Itself.
        """
        del y
        xy = self._points_of(X)
        weights = self._weights_of(sample_weight, xy)
        self.labels_ = _core.dbscan(
            xy,
            radius_m=self.radius_m,
            min_points=self.min_points,
            weights=weights,
            n_jobs=self.n_jobs,
        )
        self._advise(X, xy, radius_m=self.radius_m, least=self.min_points, weights=weights)
        return self
