# SPDX-License-Identifier: MIT
"""Clustering with scikit-learn's conventions, whether scikit-learn is installed or not."""

import inspect
from typing import Any

import numpy as np
import numpy.typing as npt

from libprofile import _core
from libprofile._inputs import points_xy

try:
    from sklearn.base import BaseEstimator, ClusterMixin
    from sklearn.utils.validation import _check_sample_weight, validate_data
except ImportError:
    _HAS_SKLEARN = False

    class BaseEstimator:  # type: ignore[no-redef]
        """The part of scikit-learn's that notebooks use."""

        def get_params(self, deep: bool = True) -> dict[str, Any]:
            """Return the parameters by name."""
            del deep
            return {name: getattr(self, name) for name in inspect.signature(type(self)).parameters}

        def set_params(self, **params: Any) -> "BaseEstimator":
            """Set parameters by name."""
            for name, value in params.items():
                setattr(self, name, value)
            return self

    class ClusterMixin:  # type: ignore[no-redef]
        """The part of scikit-learn's that notebooks use."""

        def fit_predict(self, X: Any, y: Any = None, **kwargs: Any) -> Any:  # noqa: N803
            """Fit, and return the labels."""
            del y
            return self.fit(X, **kwargs).labels_  # type: ignore[attr-defined]
else:
    _HAS_SKLEARN = True


class Dbscan(ClusterMixin, BaseEstimator):  # type: ignore[misc]
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

    labels_: npt.NDArray[np.int32]
    n_features_in_: int

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
        if hasattr(X, "geom_type"):
            xy = points_xy(X)
            self.n_features_in_ = 2
        elif _HAS_SKLEARN:
            xy = validate_data(self, X, dtype=np.float64, order="C")
        else:
            xy = points_xy(X)
            self.n_features_in_ = 2
        weights = None
        if sample_weight is not None:
            weights = (
                _check_sample_weight(sample_weight, xy, dtype=np.float64)
                if _HAS_SKLEARN
                else np.ascontiguousarray(sample_weight, dtype=np.float64)
            )
        self.labels_ = _core.dbscan(
            xy,
            radius_m=self.radius_m,
            min_points=self.min_points,
            weights=weights,
            n_jobs=self.n_jobs,
        )
        return self
