# SPDX-License-Identifier: MIT
"""Clusters of any density for several numbers of points."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, get_args

import numpy as np
import numpy.typing as npt

from libprofile import _core
from libprofile._choices import require_one_of
from libprofile._inputs import FloatArray, Points
from libprofile._numbers import require_real, require_whole
from libprofile._results import Result, frozen, progress_reporter
from libprofile.clusters._hdbscan import HdbscanClusters, Selection, clusters_of
from libprofile.clusters._points import PlacedPoints
from libprofile.errors import InvalidArgument


@dataclass(frozen=True, repr=False)
class HdbscanRange(Result):
    """How clusters change with `min_points`, one row a number.

    Attributes
    ----------
    min_points : ndarray of int32, shape (m,)
        The numbers, in rising order.
    clusters : ndarray of int64, shape (m,)
        Number of clusters.
    noise, largest : ndarray of float, shape (m,)
        Share of points in none, and in the largest; NaN without points.
    agreement : ndarray of float, shape (m,)
        Least adjusted Rand index with the numbers next to it: 1 where the same points lie together,
        0 where no more than chance would have it. Noise counts as one group. NaN where there is
        nothing to compare: one number, or fewer than two points.
    """

    min_points: npt.NDArray[np.int32]
    clusters: npt.NDArray[np.int64]
    noise: FloatArray
    largest: FloatArray
    agreement: FloatArray
    _results: tuple[HdbscanClusters, ...] = field(repr=False, compare=False)

    def at(self, min_points: int) -> HdbscanClusters:
        """Return the clusters for one of the numbers."""
        found = np.flatnonzero(self.min_points == min_points)
        if not len(found):
            raise InvalidArgument(
                f"min_points = {min_points}: must be one of {self.min_points.tolist()}"
            )
        return self._results[int(found[0])]

    def summary(self) -> str:
        """Say in plain words which number changes least, and what that cannot say."""
        if not np.isfinite(self.agreement).any():
            return "There is nothing to compare: it takes two numbers and two points at least."
        best = int(np.argmax(self.agreement))
        return (
            f"Of {len(self.min_points)} values of min_points, clusters change least around "
            f"{self.min_points[best]} (agreement {self.agreement[best]:.2f}, "
            f"{self.clusters[best]:,} clusters, {self.noise[best]:.0%} of points in none). "
            "Nothing here is a test: stable clusters are not sure to be meaningful, and one that "
            "holds everything is stable."
        )


def _numbers(min_points: Sequence[int]) -> npt.NDArray[np.int32]:
    numbers = np.asarray(min_points)
    if numbers.ndim != 1 or not len(numbers) or numbers.dtype.kind not in "iu":
        raise InvalidArgument("min_points: must be a sequence of whole numbers, one at least")
    if numbers[0] < 1 or numbers[-1] > np.iinfo(np.int32).max or (np.diff(numbers) <= 0).any():
        raise InvalidArgument("min_points: must be in rising order, each once, at least 1")
    return numbers.astype(np.int32)


def hdbscan_range(
    points: Points,
    *,
    min_points: Sequence[int],
    min_cluster_size: int = 5,
    selection: Selection = "excess_of_mass",
    allow_single_cluster: bool = False,
    selection_epsilon_m: float = 0.0,
    n_jobs: int = -1,
    progress: bool | Callable[[float], None] | None = None,
) -> HdbscanRange:
    """Cluster as `hdbscan` for each of several `min_points`, in little more time than for one.

    Parameters
    ----------
    points : GeoDataFrame or GeoSeries of points, or array_like of float, shape (n, 2)
        In metres.
    min_points : sequence of int
        As in `hdbscan`, in rising order. A number above that of points makes every point noise.
    min_cluster_size : int, default 5
        Points that make a group a cluster, for all of them. At least 2.
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
    HdbscanRange
        `.at(min_points)` is what `hdbscan` gives for that number, to the bit.

    Raises
    ------
    CrsError
        For points in degrees or without a reference system.
    InvalidArgument
        For a coordinate that is not finite, or an option outside its range.

    References
    ----------
    Neto, Naldi, Campello and Sander (2022), CORE-SG, IEEE 38th ICDE.

    Examples
    --------
    >>> import libprofile as lp
    >>> xy = [(0, 0), (1, 0), (2, 0), (7, 0), (8, 0), (9, 0), (100, 0), (101, 0)]
    >>> found = lp.clusters.hdbscan_range(xy, min_points=[1, 3], min_cluster_size=2)
    >>> found.clusters.tolist()
    [3, 2]
    >>> found.at(3).labels.tolist()
    [0, 0, 0, 1, 1, 1, -1, -1]
    """
    require_whole(min_cluster_size=min_cluster_size, n_jobs=n_jobs)
    require_real(selection_epsilon_m=selection_epsilon_m)
    require_one_of(selection, "selection", get_args(Selection))
    numbers = _numbers(min_points)
    placed = PlacedPoints.of(points)
    found = _core.hdbscan_range(
        placed.xy,
        min_points=numbers,
        min_cluster_size=min_cluster_size,
        selection=selection,
        allow_single_cluster=allow_single_cluster,
        selection_epsilon_m=selection_epsilon_m,
        n_jobs=n_jobs,
        progress=progress_reporter(progress, "hdbscan"),
    )
    return _range_of(numbers, [clusters_of(one, placed, min_cluster_size) for one in found])


def _range_of(numbers: npt.NDArray[np.int32], results: list[HdbscanClusters]) -> HdbscanRange:
    labels = [one.labels for one in results]
    n = len(labels[0])
    sizes = [np.bincount(one + 1, minlength=2) for one in labels]
    agreement = np.full(len(numbers), np.nan)
    if len(numbers) > 1 and n > 1:
        between = [_core.adjusted_rand(a, b) for a, b in pairwise(labels)]
        agreement = np.fmin([*between, np.nan], [np.nan, *between])

    def shares(counts: list[Any]) -> FloatArray:
        return np.array(counts) / n if n else np.full(len(numbers), np.nan)

    return HdbscanRange(
        min_points=frozen(numbers),
        clusters=frozen(np.array([one.n_clusters for one in results], dtype=np.int64)),
        noise=frozen(shares([one[0] for one in sizes])),
        largest=frozen(shares([one[1:].max() for one in sizes])),
        agreement=frozen(agreement),
        _results=tuple(results),
    )
