# SPDX-License-Identifier: MIT
"""Neighbours that count less the further away they are."""

from typing import Literal, get_args

from libprofile import _core
from libprofile._choices import require_one_of
from libprofile._inputs import Points, index_of, points_xy
from libprofile._numbers import require_real, require_whole
from libprofile._results import Progress, progress_reporter
from libprofile.errors import InvalidArgument
from libprofile.geography._weights import Weights

Kernel = Literal["uniform", "triangular", "epanechnikov", "quartic", "triweight", "gaussian"]


def kernel_weights(
    points: Points,
    *,
    bandwidth_m: float | None = None,
    k: int | None = None,
    kernel: Kernel = "triangular",
    n_jobs: int = -1,
    progress: Progress = None,
) -> Weights:
    """Weights that fall with distance, from 1 at the place itself to 0 a bandwidth away.

    Parameters
    ----------
    points : GeoDataFrame or GeoSeries of points, or array_like of float, shape (n, 2)
        In metres.
    bandwidth_m : float, optional
        One bandwidth for all points; of the Gaussian, its standard deviation. Above 0.
    k : int, optional
        In its stead: each point's bandwidth is the distance to its k-th nearest other point.
    kernel : {"uniform", "triangular", "epanechnikov", "quartic", "triweight", "gaussian"}
        With u the distance divided by the bandwidth: 1, 1 - u, 1 - u^2, its square, its cube,
        and exp(-u^2 / 2), which is cut off at u = 4.
    n_jobs : int, default -1
        Threads; -1 for all. The result does not depend on it.
    progress : bool or callable, optional
        True shows a bar; a function is called with the share done.

    Returns
    -------
    Weights
        Without the points themselves; `Weights.with_self` adds them with weight 1. A point whose
        weight is 0, as at exactly a bandwidth away, is no neighbour.

    Raises
    ------
    InvalidArgument
        Unless exactly one of `bandwidth_m` and `k` is given, and for values outside their range.

    References
    ----------
    Kelejian and Prucha (2007), Journal of Econometrics 140, 131-154.

    Examples
    --------
    >>> import libprofile as lp
    >>> near = lp.geography.kernel_weights([(0, 0), (50, 0), (0, 75)], bandwidth_m=100)
    >>> near.weights(0).tolist()
    [0.5, 0.25]
    """
    require_whole(k=k, n_jobs=n_jobs)
    require_real(bandwidth_m=bandwidth_m)
    if (bandwidth_m is None) == (k is None):
        raise InvalidArgument("bandwidth_m, k: exactly one of them must be given")
    if k is not None and k < 1:
        raise InvalidArgument(f"k = {k}: must be at least 1")
    core = _core.kernel_weights(
        points_xy(points),
        bandwidth_m=1.0 if bandwidth_m is None else bandwidth_m,
        k=0 if k is None else k,
        kernel=require_one_of(kernel, "kernel", get_args(Kernel)),
        n_jobs=n_jobs,
        progress=progress_reporter(progress, "kernel_weights"),
    )
    return Weights(core, index_of(points))
