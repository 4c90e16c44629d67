# SPDX-License-Identifier: MIT
"""The order in which dense places of every density come one after another."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from libprofile import _core
from libprofile._advice import warn_beyond
from libprofile._drawing import GREY, label_colours, require_matplotlib
from libprofile._inputs import FloatArray, Points
from libprofile._numbers import require_real, require_whole
from libprofile._results import frozen, progress_reporter
from libprofile.clusters._estimator import PointClusterer
from libprofile.clusters._points import PlacedPoints, PointClusters
from libprofile.errors import InvalidArgument

if TYPE_CHECKING:
    from matplotlib.axes import Axes


@dataclass(frozen=True, repr=False)
class OpticsClusters(PointClusters):
    """The reachability plot and the clusters read off it.

    Attributes
    ----------
    labels : ndarray of int32, shape (n,)
        Innermost cluster between steep slopes of the plot; -1 for noise.
    ordering : ndarray of uint32, shape (n,)
        Points in the order of the plot.
    reachability : ndarray of float, shape (n,)
        By point, in metres: the least radius at which it is within reach of a core point before it
        in the plot; infinite where undefined.
    core_distance : ndarray of float, shape (n,)
        By point, in metres: to the `min_points`-th nearest, itself counted; infinite beyond
        `radius_m`.
    predecessor : ndarray of int32, shape (n,)
        By point: the point that `reachability` is measured from; -1 where there is none.
    hierarchy : ndarray of int64, shape (m, 2)
        Clusters within clusters, as places [begin, end) of the plot, the inner before the outer.
    """

    ordering: npt.NDArray[np.uint32]
    reachability: FloatArray
    core_distance: FloatArray
    predecessor: npt.NDArray[np.int32]
    hierarchy: npt.NDArray[np.int64] = field(repr=False)
    _min_points: int = field(repr=False, compare=False)
    _radius_m: float = field(repr=False, compare=False)

    def _columns(self) -> dict[str, Any]:
        place = np.empty(len(self.ordering), dtype=np.int64)
        place[self.ordering] = np.arange(len(self.ordering))
        return {
            "labels": self.labels,
            "place": place,
            "reachability": self.reachability,
            "core_distance": self.core_distance,
            "predecessor": self.predecessor,
        }

    def cut(self, radius_m: float) -> npt.NDArray[np.int32]:
        """Return the labels of the plot cut at a radius, numbered along the plot.

        Core points are grouped as `dbscan` groups them at this radius; a point at the border of a
        cluster that comes later in the plot is noise.

        Parameters
        ----------
        radius_m : float
            Above 0, at most the radius of the plot.
        """
        if radius_m > self._radius_m:
            raise InvalidArgument(f"radius_m = {radius_m}: must be at most {self._radius_m}")
        return _core.optics_cut(*self._order(), radius_m=radius_m)

    def xi(self, xi: float, *, min_cluster_size: int | None = None) -> npt.NDArray[np.int32]:
        """Return the labels between slopes of another steepness.

        Parameters
        ----------
        xi : float
            By what share reachability must fall and rise at the ends of a cluster.
            Above 0, below 1.
        min_cluster_size : int, optional
            Points of the smallest cluster; `min_points` where absent.
        """
        labels, _ = _core.optics_xi(
            *self._order(),
            xi=xi,
            min_points=self._min_points,
            min_cluster_size=self._min_points if min_cluster_size is None else min_cluster_size,
        )
        return labels

    def plot_reachability(self, ax: "Axes | None" = None) -> "Axes":
        """Draw the reachability plot: valleys are clusters. Undefined places are left empty."""
        axes = require_matplotlib().subplots()[1] if ax is None else ax
        heights = self.reachability[self.ordering]
        places = np.flatnonzero(np.isfinite(heights))
        colours = np.array([*label_colours(self.labels), GREY])[self.ordering]
        axes.bar(places, heights[places], width=1.0, color=list(colours[places]))
        axes.set(xlabel="place in the plot", ylabel="reachability, metres")
        return axes

    def _order(self) -> tuple[Any, ...]:
        return self.ordering, self.reachability, self.core_distance, self.predecessor

    def _method(self) -> str:
        return (
            "OPTICS put them in an order in which valleys of the reachability plot are clusters, "
            f"of any density that shows within {self._radius_m:,.0f} m."
        )


def optics(
    points: Points,
    *,
    radius_m: float,
    min_points: int,
    xi: float = 0.05,
    min_cluster_size: int | None = None,
    n_jobs: int = -1,
    progress: bool | Callable[[float], None] | None = None,
) -> OpticsClusters:
    """Order points so that each follows those it is densely connected with.

    Parameters
    ----------
    points : GeoDataFrame or GeoSeries of points, or array_like of float, shape (n, 2)
        In metres.
    radius_m : float
        Points further apart are never compared: the coarsest density that can be seen. Above 0.
    min_points : int
        Neighbours, itself included, that make a point a core point. At least 2.
    xi : float, default 0.05
        By what share reachability must fall and rise at the ends of a cluster.
    min_cluster_size : int, optional
        Points of the smallest cluster; `min_points` where absent.
    n_jobs : int, default -1
        Threads; -1 for all. The result does not depend on it.
    progress : bool or callable, optional
        True shows a bar; a function is called with the share done.

    Returns
    -------
    OpticsClusters

    Raises
    ------
    CrsError
        For points in degrees or without a reference system.
    InvalidArgument
        For a coordinate that is not finite, or an option outside its range.

    References
    ----------
    Ankerst, Breunig, Kriegel and Sander (1999), SIGMOD, pages 49-60.
    Schubert and Gertz (2018), LWDA, pages 318-329.

    Examples
    --------
    >>> import libprofile as lp
    >>> xy = [(0, 0), (1, 0), (3, 0), (50, 0), (51, 0), (10, 0)]
    >>> found = lp.clusters.optics(xy, radius_m=8, min_points=2)
    >>> found.ordering.tolist()
    [0, 1, 2, 5, 3, 4]
    >>> found.reachability.tolist()
    [inf, 1.0, 2.0, inf, 1.0, 7.0]
    >>> found.cut(2).tolist()
    [0, 0, 0, 1, 1, -1]
    """
    require_whole(min_points=min_points, min_cluster_size=min_cluster_size, n_jobs=n_jobs)
    require_real(radius_m=radius_m, xi=xi)
    placed = PlacedPoints.of(points)
    warn_beyond(placed.xy, least=min_points)
    order = _core.optics(
        placed.xy,
        radius_m=radius_m,
        min_points=min_points,
        n_jobs=n_jobs,
        progress=progress_reporter(progress, "optics"),
    )
    arrays = tuple(order.values())
    labels, hierarchy = _core.optics_xi(
        *arrays,
        xi=xi,
        min_points=min_points,
        min_cluster_size=min_points if min_cluster_size is None else min_cluster_size,
    )
    ordering, reachability, core_distance, predecessor = (frozen(array) for array in arrays)
    return OpticsClusters(
        labels=frozen(labels),
        ordering=ordering,
        reachability=reachability,
        core_distance=core_distance,
        predecessor=predecessor,
        hierarchy=frozen(hierarchy),
        _points=placed,
        _min_points=min_points,
        _radius_m=radius_m,
    )


class Optics(PointClusterer):
    """OPTICS with scikit-learn's conventions.

    Parameters
    ----------
    radius_m : float, default 1000.0
        Points further apart are never compared.
    min_points : int, default 5
        Neighbours, itself included, that make a point a core point.
    xi : float, default 0.05
        By what share reachability must fall and rise at the ends of a cluster.
    min_cluster_size : int, optional
        Points of the smallest cluster; `min_points` where absent.
    n_jobs : int, default -1
        Threads; -1 for all. The result does not depend on it.

    Attributes
    ----------
    labels_ : ndarray of int32, shape (n,)
        Cluster of each point; -1 for noise.
    ordering_ : ndarray of uint32, shape (n,)
        Points in the order of the plot.
    reachability_, core_distances_ : ndarray of float, shape (n,)
        In metres, by point.
    predecessor_ : ndarray of int32, shape (n,)
        By point; -1 where there is none.
    n_features_in_ : int
        2: x and y in metres.

    Examples
    --------
    >>> import libprofile as lp
    >>> xy = [(0, 0), (10, 0), (0, 10), (700, 700), (710, 700), (700, 710)]
    >>> lp.clusters.Optics(radius_m=5_000, min_points=2).fit_predict(xy).tolist()
    [0, 0, 0, 1, 1, 1]
    """

    def __init__(
        self,
        radius_m: float = 1000.0,
        min_points: int = 5,
        xi: float = 0.05,
        min_cluster_size: int | None = None,
        n_jobs: int = -1,
    ) -> None:
        self.radius_m = radius_m
        self.min_points = min_points
        self.xi = xi
        self.min_cluster_size = min_cluster_size
        self.n_jobs = n_jobs

    def fit(self, X: Any, y: Any = None) -> "Optics":  # noqa: N803
        """Order the points and read clusters off the plot.

        Parameters
        ----------
        X : GeoDataFrame or GeoSeries of points, or array_like of float, shape (n, 2)
            In metres.
        y : ignored
            Present by convention.

        Returns
        -------
        Optics
            Itself.
        """
        del y
        found = optics(
            self._points_of(X),
            radius_m=self.radius_m,
            min_points=self.min_points,
            xi=self.xi,
            min_cluster_size=self.min_cluster_size,
            n_jobs=self.n_jobs,
        )
        self.labels_ = found.labels
        self.ordering_ = found.ordering
        self.reachability_ = found.reachability
        self.core_distances_ = found.core_distance
        self.predecessor_ = found.predecessor
        return self
