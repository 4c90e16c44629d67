# SPDX-License-Identifier: MIT
"""Groups of points closer together than chance would put them, and groups of those groups."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from libprofile import _core
from libprofile._inputs import FloatArray, Points
from libprofile._numbers import require_real, require_whole
from libprofile._results import frozen, progress_reporter
from libprofile.clusters._points import PlacedPoints, PointClusters


@dataclass(frozen=True)
class HierarchyOrder:
    """Clusters of one order.

    Attributes
    ----------
    threshold_m : float
        Items at most this far apart were pairs.
    labels : ndarray of int32
        Of each item: a point at the first order, a cluster of the order before at the others.
    sizes : ndarray of uint32
        Items in each cluster.
    centres : ndarray of float, shape (clusters, 2)
        Mean centre of each cluster's items, in metres.
    """

    threshold_m: float
    labels: npt.NDArray[np.int32]
    sizes: npt.NDArray[np.uint32]
    centres: FloatArray


@dataclass(frozen=True, repr=False)
class HierarchicalClusters(PointClusters):
    """Nearest-neighbour hierarchical clusters.

    Attributes
    ----------
    labels : ndarray of int32, shape (n,)
        First-order cluster of each point; -1 for none.
    orders : tuple of HierarchyOrder
        From the points up.
    """

    orders: tuple[HierarchyOrder, ...] = field(repr=False)

    def labels_of_order(self, order: int) -> npt.NDArray[np.int32]:
        """Return the cluster of each point at an order, from 1; -1 for none."""
        labels = np.arange(len(self.labels), dtype=np.int32)
        for level in self.orders[:order]:
            labels = np.where(labels < 0, np.int32(-1), level.labels[labels])
        return labels

    def _columns(self) -> dict[str, Any]:
        return {f"order_{k}": self.labels_of_order(k) for k in range(1, len(self.orders) + 1)} or {
            "order_1": self.labels
        }

    def orders_frame(self) -> pd.DataFrame:
        """Return a row for each cluster of each order."""
        rows = [
            {"order": k, "cluster": c, "items": int(size), "x": x, "y": y}
            for k, level in enumerate(self.orders, start=1)
            for c, (size, (x, y)) in enumerate(zip(level.sizes, level.centres, strict=True))
        ]
        return pd.DataFrame(rows, columns=["order", "cluster", "items", "x", "y"])

    def _method(self) -> str:
        steps = "; ".join(
            f"order {k}: {len(level.sizes):,} clusters within {level.threshold_m:,.0f} m"
            for k, level in enumerate(self.orders, start=1)
        )
        return f"Points closer together than a threshold were grouped, then the groups ({steps})."


def nearest_neighbour_hierarchy(
    points: Points,
    *,
    threshold_m: float | None = None,
    level: float = 0.05,
    area_m2: float | None = None,
    min_points: int = 5,
    n_jobs: int = -1,
    progress: bool | Callable[[float], None] | None = None,
) -> HierarchicalClusters:
    """Group points closer together than chance would put them, then those groups, and so on.

    The point with most others within the threshold is a seed: it and all of them are a cluster.
    Then the same among the points left, until none has `min_points` - 1 others. The mean centres
    of an order's clusters are the items of the next.

    Parameters
    ----------
    points : GeoDataFrame or GeoSeries of points, or array_like of float, shape (n, 2)
        In metres.
    threshold_m : float, optional
        Of the first order. Where absent, and at higher orders: the mean nearest-neighbour distance
        of a random pattern less so many standard errors that a share `level` lies below.
    level : float, default 0.05
        Above 0, at most 0.5.
    area_m2 : float, optional
        Over which chance would spread the points; where absent, the rectangle around them.
    min_points : int, default 5
        Items of the smallest cluster. At least 2.
    n_jobs : int, default -1
        Threads; -1 for all. The result does not depend on it.
    progress : bool or callable, optional
        True shows a bar; a function is called with the share done.

    Returns
    -------
    HierarchicalClusters

    Raises
    ------
    CrsError
        For points in degrees or without a reference system.
    InvalidArgument
        For a coordinate that is not finite, an option outside its range, or points too few or too
        much in line for a threshold from chance.

    References
    ----------
    Levine (2015), CrimeStat IV, chapter 7.

    Examples
    --------
    >>> import libprofile as lp
    >>> xy = [(0, 0), (1, 0), (2, 0), (1, 1), (1, 2)]
    >>> found = lp.clusters.nearest_neighbour_hierarchy(xy, threshold_m=1, min_points=2)
    >>> found.labels.tolist()
    [0, 0, 0, 0, -1]
    """
    require_whole(min_points=min_points, n_jobs=n_jobs)
    require_real(threshold_m=threshold_m, level=level, area_m2=area_m2)
    placed = PlacedPoints.of(points)
    orders = tuple(
        HierarchyOrder(**{name: frozen(value) for name, value in order.items()})
        for order in _core.nearest_neighbour_hierarchy(
            placed.xy,
            threshold_m=threshold_m,
            level=level,
            area_m2=area_m2,
            min_points=min_points,
            n_jobs=n_jobs,
            progress=progress_reporter(progress, "nearest_neighbour_hierarchy"),
        )
    )
    labels = orders[0].labels if orders else frozen(np.empty(0, dtype=np.int32))
    return HierarchicalClusters(labels=labels, _points=placed, orders=orders)
