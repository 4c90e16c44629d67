# SPDX-License-Identifier: MIT
"""Places within reach of one another."""

from typing import Literal

from libprofile import _core
from libprofile._inputs import (
    Points,
    points_xy,
)
from libprofile.geography._weights import Weights


def distance_band(points: Points, radius_m: float) -> Weights:
    """Points are neighbours where they are at most `radius_m` apart.

    Parameters
    ----------
    points : GeoDataFrame or GeoSeries of points, or array_like of float, shape (n, 2)
        In metres.
    radius_m : float
        Above 0. A distance of exactly `radius_m` is within.

    Returns
    -------
    Weights
        Binary and symmetric; points at one place are neighbours.

    Examples
    --------
    >>> import libprofile as lp
    >>> lp.geography.distance_band([(0, 0), (3, 4), (9, 9)], radius_m=5).neighbours(1).tolist()
    [0]
    """
    return Weights(_core.distance_band(points_xy(points), radius_m=radius_m))


def k_nearest(points: Points, k: int, *, ties: Literal["lower", "all"] = "lower") -> Weights:
    """Each point's k nearest other points.

    Parameters
    ----------
    points : GeoDataFrame or GeoSeries of points, or array_like of float, shape (n, 2)
        In metres.
    k : int
        At least 1 and below n.
    ties : {"lower", "all"}
        Exactly k, equally distant ones by the lower index; or every point as near as the k-th.

    Returns
    -------
    Weights
        Binary, not symmetric.

    Examples
    --------
    >>> import libprofile as lp
    >>> lp.geography.k_nearest([(0, 0), (1, 0), (5, 0)], k=1).neighbours(2).tolist()
    [1]
    """
    return Weights(_core.k_nearest(points_xy(points), k=k, ties=ties))
