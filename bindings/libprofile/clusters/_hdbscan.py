# SPDX-License-Identifier: MIT
"""Clusters of any density."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal, get_args

import numpy as np
import pandas as pd

from libprofile import _core
from libprofile._advice import warn_beyond
from libprofile._choices import require_one_of
from libprofile._inputs import FloatArray, Points
from libprofile._numbers import require_real, require_whole
from libprofile._results import frozen, progress_reporter
from libprofile.clusters._estimator import PointClusterer
from libprofile.clusters._points import PlacedPoints, PointClusters
from libprofile.errors import InvalidArgument

Selection = Literal["excess_of_mass", "leaf"]


@dataclass(frozen=True, repr=False)
class HdbscanClusters(PointClusters):
    """Clusters of any density, and how firmly each point belongs to its own.

    Attributes
    ----------
    labels : ndarray of int32, shape (n,)
        Cluster of each point, numbered by first point; -1 for noise.
    probabilities : ndarray of float, shape (n,)
        How far the point stays in its cluster as density grows, in [0, 1]; 0 for noise.
    outlier_scores : ndarray of float, shape (n,)
        GLOSH, in [0, 1]: how much less dense the point is than the densest place around it.
    persistence : ndarray of float, shape (clusters,)
        How much of the range of densities each cluster lasts through, in [0, 1].
    condensed_tree : DataFrame
        A row a cluster, the root first: `parent` (-1 for the root), `birth_density` and
        `death_density` (1 / metres), `size`, `stability` and `label` (-1 where not chosen).
    """

    probabilities: FloatArray
    outlier_scores: FloatArray
    persistence: FloatArray
    condensed_tree: pd.DataFrame = field(repr=False, compare=False)
    _words: str = field(repr=False, compare=False)

    def _columns(self) -> dict[str, Any]:
        return {
            "labels": self.labels,
            "probabilities": self.probabilities,
            "outlier_scores": self.outlier_scores,
        }

    def _method(self) -> str:
        return self._words

    def _confidence(self) -> str:
        words = "Nothing here is a test: other sizes give other clusters."
        if not self.n_clusters:
            return words
        firm = int(np.argmax(self.persistence))
        return (
            f"Number {firm} lasts longest as density grows (persistence "
            f"{self.persistence[firm]:.2f}; near 0, a cluster depends on the settings). {words}"
        )


def _tree_of(found: dict[str, Any]) -> pd.DataFrame:
    names = ("parent", "birth_density", "death_density", "size", "stability")
    tree = pd.DataFrame({name: found[name] for name in names})
    label = np.full(len(tree), -1, dtype=np.int32)
    label[found["cluster_of_label"]] = np.arange(len(found["cluster_of_label"]))
    tree["label"] = label
    return tree


def clusters_of(
    found: dict[str, Any], placed: PlacedPoints, min_cluster_size: int
) -> HdbscanClusters:
    """Make a result of what the extension found."""
    return HdbscanClusters(
        labels=frozen(found["labels"]),
        probabilities=frozen(found["probabilities"]),
        outlier_scores=frozen(found["outlier_scores"]),
        persistence=frozen(found["persistence"]),
        condensed_tree=_tree_of(found),
        _points=placed,
        _words=(
            f"A cluster is a group of at least {min_cluster_size} points that stays together while "
            "density grows and others leave."
        ),
    )


def hdbscan(
    points: Points,
    *,
    min_cluster_size: int = 5,
    min_points: int | None = None,
    selection: Selection = "excess_of_mass",
    allow_single_cluster: bool = False,
    selection_epsilon_m: float = 0.0,
    n_jobs: int = -1,
    progress: bool | Callable[[float], None] | None = None,
) -> HdbscanClusters:
    """Cluster points that stay together while density grows and others leave.

    Parameters
    ----------
    points : GeoDataFrame or GeoSeries of points, or array_like of float, shape (n, 2)
        In metres.
    min_cluster_size : int, default 5
        Points that make a group a cluster. At least 2.
    min_points : int, optional
        The core distance of a point is that to its so-manyth nearest point, itself the first. At
        least 1; `min_cluster_size` where not given.
    selection : {"excess_of_mass", "leaf"}
        The clusters that last longest, or the smallest and densest.
    allow_single_cluster : bool, default False
        Whether all points may be one cluster.
    selection_epsilon_m : float, default 0.0
        Clusters that come apart only at less than this are left together.
    n_jobs : int, default -1
        Threads; -1 for all. The result does not depend on it.
    progress : bool or callable, optional
        True shows a bar; a function is called with the share of the present step done.

    Returns
    -------
    HdbscanClusters
        Under the index of `points` where it is a frame.

    Raises
    ------
    CrsError
        For points in degrees or without a reference system.
    InvalidArgument
        For a coordinate that is not finite, or an option outside its range.

    References
    ----------
    Campello, Moulavi, Zimek and Sander (2015), ACM TKDD 10 (1), article 5.

    Examples
    --------
    >>> import libprofile as lp
    >>> xy = [(0, 0), (1, 0), (2, 0), (12, 0), (23, 0), (24, 0), (26, 0)]
    >>> found = lp.clusters.hdbscan(xy, min_cluster_size=3, min_points=1)
    >>> found.labels.tolist()
    [0, 0, 0, 0, 1, 1, 1]
    >>> found.probabilities.round(2).tolist()
    [1.0, 1.0, 1.0, 0.1, 1.0, 1.0, 1.0]
    """
    require_whole(min_cluster_size=min_cluster_size, min_points=min_points, n_jobs=n_jobs)
    require_real(selection_epsilon_m=selection_epsilon_m)
    require_one_of(selection, "selection", get_args(Selection))
    if min_points is not None and min_points < 1:
        raise InvalidArgument(f"min_points = {min_points}: must be at least 1")
    placed = PlacedPoints.of(points)
    warn_beyond(placed.xy, least=min_cluster_size, name="min_cluster_size")
    found = _core.hdbscan(
        placed.xy,
        min_cluster_size=min_cluster_size,
        min_points=0 if min_points is None else min_points,
        selection=selection,
        allow_single_cluster=allow_single_cluster,
        selection_epsilon_m=selection_epsilon_m,
        n_jobs=n_jobs,
        progress=progress_reporter(progress, "hdbscan"),
    )
    return clusters_of(found, placed, min_cluster_size)


class Hdbscan(PointClusterer):
    """Clusters of any density of points on a plane.

    Parameters
    ----------
    min_cluster_size : int, default 5
        Points that make a group a cluster. At least 2.
    min_points : int, optional
        The core distance of a point is that to its so-manyth nearest point, itself the first.
    selection : {"excess_of_mass", "leaf"}
        The clusters that last longest, or the smallest and densest.
    allow_single_cluster : bool, default False
        Whether all points may be one cluster.
    selection_epsilon_m : float, default 0.0
        Clusters that come apart only at less than this are left together.
    n_jobs : int, default -1
        Threads; -1 for all. The result does not depend on it.

    Attributes
    ----------
    labels_ : ndarray of int32, shape (n,)
        Cluster of each point; -1 for noise.
    probabilities_, outlier_scores_ : ndarray of float, shape (n,)
        As in `HdbscanClusters`.
    cluster_persistence_ : ndarray of float, shape (clusters,)
        As `persistence` in `HdbscanClusters`.
    n_features_in_ : int
        2: x and y in metres.

    Examples
    --------
    >>> import libprofile as lp
    >>> lp.clusters.Hdbscan(min_cluster_size=2, min_points=1).fit_predict(
    ...     [(0, 0), (1, 0), (50, 0), (51, 0)]
    ... ).tolist()
    [0, 0, 1, 1]
    """

    def __init__(
        self,
        min_cluster_size: int = 5,
        min_points: int | None = None,
        selection: Selection = "excess_of_mass",
        allow_single_cluster: bool = False,
        selection_epsilon_m: float = 0.0,
        n_jobs: int = -1,
    ) -> None:
        self.min_cluster_size = min_cluster_size
        self.min_points = min_points
        self.selection = selection
        self.allow_single_cluster = allow_single_cluster
        self.selection_epsilon_m = selection_epsilon_m
        self.n_jobs = n_jobs

    def fit(self, X: Any, y: Any = None) -> "Hdbscan":  # noqa: N803
        """Cluster the points.

        Parameters
        ----------
        X : GeoDataFrame or GeoSeries of points, or array_like of float, shape (n, 2)
            In metres.
        y : ignored
            Present by convention.

        Returns
        -------
        Hdbscan
            Itself.
        """
        del y
        found = hdbscan(
            self._points_of(X),
            min_cluster_size=self.min_cluster_size,
            min_points=self.min_points,
            selection=self.selection,
            allow_single_cluster=self.allow_single_cluster,
            selection_epsilon_m=self.selection_epsilon_m,
            n_jobs=self.n_jobs,
        )
        # The arrays of a result are read-only; those of an estimator are the caller's.
        self.labels_ = found.labels.copy()
        self.probabilities_ = found.probabilities.copy()
        self.outlier_scores_ = found.outlier_scores.copy()
        self.cluster_persistence_ = found.persistence.copy()
        return self
