# SPDX-License-Identifier: MIT
"""Choosing a radius and a number of points."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pandas as pd

from libprofile import _core
from libprofile._drawing import require_matplotlib
from libprofile._inputs import FloatArray, Points, points_xy
from libprofile._numbers import require_reals, require_whole
from libprofile._results import Result, frozen, progress_reporter
from libprofile.errors import InvalidArgument

if TYPE_CHECKING:
    from matplotlib.axes import Axes


@dataclass(frozen=True, repr=False)
class ParameterGuide(Result):
    """The curve from which a radius for `dbscan` is chosen.

    Attributes
    ----------
    distance_m : ndarray of float, shape (m,)
        From each point to its `min_points`-th nearest, itself counted, in falling order; without
        those that have not so many.
    share : ndarray of float, shape (m,)
        Share of points that would not be core at this radius.
    """

    distance_m: FloatArray
    share: FloatArray
    min_points: int
    knee_at: int = field(repr=False)

    @property
    def radius_m(self) -> float:
        """Distance where the curve bends most: a first radius to try. NaN without a curve."""
        return float(self.distance_m[self.knee_at]) if len(self.distance_m) else float("nan")

    def to_frame(self) -> pd.DataFrame:
        """Return a row a point of the curve."""
        return pd.DataFrame({"distance_m": self.distance_m, "share": self.share})

    def plot(self, ax: "Axes | None" = None) -> "Axes":
        """Draw the curve, with its knee."""
        axes = require_matplotlib().subplots()[1] if ax is None else ax
        axes.plot(self.share, self.distance_m)
        if len(self.distance_m):
            axes.plot([self.share[self.knee_at]], [self.radius_m], marker="o")
        axes.set(
            xlabel="share of points that would not be core",
            ylabel=f"metres to the {self.min_points}th nearest point",
            ylim=(0, None),
        )
        return axes

    def summary(self) -> str:
        """Say in plain words what the curve suggests and what it cannot say."""
        if not len(self.distance_m):
            return f"Fewer than {self.min_points} points: there is no curve."
        inside = 1 - float(self.share[self.knee_at])
        return (
            f"The curve bends most at {self.radius_m:,.0f} m: {inside:.0%} of the points have "
            f"{self.min_points} within that distance, themselves included. It is a first radius to "
            "try, not a test: data with several densities has several bends or none, and what "
            "an analyst can act on may need another. See how clusters change around it with "
            "lp.clusters.stability."
        )


def parameter_guide(
    points: Points,
    *,
    min_points: int,
    n_jobs: int = -1,
    progress: bool | Callable[[float], None] | None = None,
) -> ParameterGuide:
    """Measure how far from each point enough others lie, and where that curve bends.

    Parameters
    ----------
    points : GeoDataFrame or GeoSeries of points, or array_like of float, shape (n, 2)
        In metres.
    min_points : int
        As in `dbscan`: the point itself counts. At least 2.
    n_jobs : int, default -1
        Threads; -1 for all. The result does not depend on it.
    progress : bool or callable, optional
        True shows a bar; a function is called with the share done.

    Returns
    -------
    ParameterGuide

    Raises
    ------
    CrsError
        For points in degrees or without a reference system.
    GeometryError
        For a geometry that is missing or no point.
    InvalidArgument
        For `min_points` below 2, or coordinates that are not finite.

    References
    ----------
    Ester, Kriegel, Sander and Xu (1996), KDD-96, section 4.2.
    Satopää, Albrecht, Irwin and Raghavan (2011), ICDCS workshops, pages 166-171.

    Examples
    --------
    >>> import libprofile as lp
    >>> xy = [(0, 0), (1, 0), (2, 0), (3, 0), (4, 0), (5, 0), (100, 0)]
    >>> lp.clusters.parameter_guide(xy, min_points=2).radius_m
    1.0
    """
    require_whole(min_points=min_points, n_jobs=n_jobs)
    if min_points < 2:
        raise InvalidArgument(f"min_points = {min_points}: must be at least 2")
    xy = points_xy(points)
    distance = _core.k_distances(
        xy, min_points=min_points, n_jobs=n_jobs, progress=progress_reporter(progress, "guide")
    )
    falling = np.sort(distance[np.isfinite(distance)])[::-1].copy()
    share = np.arange(len(falling)) / max(len(falling), 1)
    return ParameterGuide(
        distance_m=frozen(falling),
        share=frozen(share),
        min_points=min_points,
        knee_at=_core.knee(falling),
    )


@dataclass(frozen=True, repr=False)
class Stability(Result):
    """How clusters change over radii and numbers of points, one row a setting.

    Attributes
    ----------
    radius_m, min_points : ndarray
        The setting.
    clusters : ndarray of int64
        Number of clusters.
    noise, largest : ndarray of float
        Share of points in none, and in the largest.
    agreement : ndarray of float
        Least adjusted Rand index with the settings next to it: 1 where the same points lie
        together, 0 where no more than chance would have it. Noise counts as one group.
    """

    radius_m: FloatArray
    min_points: FloatArray
    clusters: npt.NDArray[np.int64]
    noise: FloatArray
    largest: FloatArray
    agreement: FloatArray

    def summary(self) -> str:
        """Say in plain words which setting changes least, and what that cannot say."""
        best = int(np.argmax(self.agreement))
        return (
            f"Of {len(self.radius_m)} settings, clusters change least around "
            f"{self.radius_m[best]:g} m and {self.min_points[best]:g} points (agreement "
            f"{self.agreement[best]:.2f}, {self.clusters[best]:,} clusters, "
            f"{self.noise[best]:.0%} of points in none). "
            "Stable clusters are not sure to be meaningful: one that holds everything is stable."
        )


def stability(
    points: Points,
    *,
    radii_m: Sequence[float],
    min_points: Sequence[float],
    n_jobs: int = -1,
    progress: bool | Callable[[float], None] | None = None,
) -> Stability:
    """Cluster with each radius and number of points, and compare neighbours.

    Parameters
    ----------
    points : GeoDataFrame or GeoSeries of points, or array_like of float, shape (n, 2)
        In metres. At least two.
    radii_m : sequence of float
        In rising order. At least two settings in all.
    min_points : sequence of float
        In rising order.
    n_jobs : int, default -1
        Threads; -1 for all. The result does not depend on it.
    progress : bool or callable, optional
        True shows a bar; a function is called with the share done.

    Returns
    -------
    Stability

    Raises
    ------
    CrsError
        For points in degrees or without a reference system.
    GeometryError
        For a geometry that is missing or no point.
    InvalidArgument
        For fewer than two points or two settings, or settings that do not rise.

    References
    ----------
    Hubert and Arabie (1985), Journal of Classification 2, pages 193-218.

    Examples
    --------
    >>> import libprofile as lp
    >>> xy = [(0, 0), (1, 0), (2, 0), (50, 0), (51, 0), (52, 0)]
    >>> found = lp.clusters.stability(xy, radii_m=[2, 4, 60], min_points=[3])
    >>> found.clusters.tolist(), found.agreement.tolist()
    ([2, 2, 1], [1.0, 0.0, 0.0])
    """
    require_whole(n_jobs=n_jobs)
    require_reals(radii_m=radii_m, min_points=min_points)
    found = _core.stability(
        points_xy(points),
        radii_m=[float(radius) for radius in radii_m],
        min_points=[float(least) for least in min_points],
        n_jobs=n_jobs,
        progress=progress_reporter(progress, "stability"),
    )
    return Stability(**{name: frozen(column) for name, column in found.items()})
