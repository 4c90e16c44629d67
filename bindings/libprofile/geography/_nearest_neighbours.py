# SPDX-License-Identifier: MIT
"""The nearest other points of each point."""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pandas as pd

from libprofile import _core
from libprofile._inputs import FloatArray, Points, index_of, points_xy
from libprofile._numbers import require_whole
from libprofile._results import Result, frozen, progress_reporter


@dataclass(frozen=True, repr=False)
class NearestNeighbours(Result):
    """The k nearest other points of each of n points, nearest first.

    Attributes
    ----------
    indices : ndarray of uint32, shape (n, k)
        Positions in the input.
    distances_m : ndarray of float, shape (n, k)
        In metres.
    """

    indices: npt.NDArray[np.uint32]
    distances_m: FloatArray
    _index: pd.Index | None = field(default=None, compare=False)

    def to_frame(self) -> pd.DataFrame:
        """Return a row a pair: `point`, `rank` from 1, `neighbour` and `distance_m`."""
        n, k = self.indices.shape
        names = pd.RangeIndex(n) if self._index is None else self._index
        return pd.DataFrame(
            {
                "point": names.repeat(k),
                "rank": np.tile(np.arange(1, k + 1), n),
                "neighbour": names.take(self.indices.ravel()),
                "distance_m": self.distances_m.ravel(),
            }
        )


def nearest_neighbours(
    points: Points,
    *,
    k: int = 8,
    n_jobs: int = -1,
    progress: bool | Callable[[float], None] | None = None,
) -> NearestNeighbours:
    """Find the k nearest other points of each point.

    Of points equally far, those of lower index. Points at one place are neighbours at distance 0.

    Parameters
    ----------
    points : GeoDataFrame or GeoSeries of points, or array_like of float, shape (n, 2)
        In metres.
    k : int, default 8
        At least 1 and below the number of points.
    n_jobs : int, default -1
        Threads; -1 for all. The result does not depend on it.
    progress : bool or callable, optional
        True shows a bar; a function is called with the share done.

    Returns
    -------
    NearestNeighbours

    Raises
    ------
    CrsError
        For points in degrees or without a reference system.
    InvalidArgument
        For a coordinate that is not finite, or `k` outside its range.

    References
    ----------
    Friedman, Bentley and Finkel (1977), ACM TOMS 3 (3), pages 209-226.

    Examples
    --------
    >>> import libprofile as lp
    >>> found = lp.geography.nearest_neighbours([(0, 0), (3, 4), (6, 8)], k=1)
    >>> found.indices.tolist(), found.distances_m.tolist()
    ([[1], [0], [1]], [[5.0], [5.0], [5.0]])
    """
    require_whole(k=k, n_jobs=n_jobs)
    indices, distances_m = _core.nearest_neighbours(
        points_xy(points), k=k, n_jobs=n_jobs, progress=progress_reporter(progress, "nearest")
    )
    return NearestNeighbours(frozen(indices), frozen(distances_m), index_of(points))
