# SPDX-License-Identifier: MIT
"""How far to spread each point of a density surface."""

from typing import Literal, TypeAlias, get_args

from libprofile import _core
from libprofile._choices import require_one_of
from libprofile._inputs import Points, points_xy
from libprofile._numbers import require_real, require_whole
from libprofile.hotspots._kernel_density import Kernel, require_kernel

Rule: TypeAlias = Literal["plug_in", "scott", "silverman", "least_squares", "likelihood"]


def bandwidth(
    points: Points,
    *,
    method: Rule = "plug_in",
    kernel: Kernel = "quartic",
    n_jobs: int = -1,
) -> float:
    """Find the bandwidth in metres by a named rule.

    Parameters
    ----------
    points : GeoDataFrame or GeoSeries of points, or array_like of float, shape (n, 2)
        In metres; at least 3, not all in one place.
    method : {"plug_in", "scott", "silverman", "least_squares", "likelihood"}
        ``plug_in``: Wand and Jones (1994), two stages, one bandwidth for both axes. ``scott`` and
        ``silverman``: rules of thumb, too wide where points have more than one centre.
        ``least_squares`` and ``likelihood``: cross-validation; no answer where many points
        coincide.
    kernel : str, default "quartic"
        Whose bandwidth is wanted: a Gaussian's is found and carried over by canonical bandwidths.
    n_jobs : int, default -1
        Threads; -1 for all. The result does not depend on it.

    Returns
    -------
    float
        In metres.

    Raises
    ------
    InvalidArgument
        For too few points, or all in one place; more than 50,000 for other than rules of thumb;
        cross-validation without a minimum.

    References
    ----------
    Wand and Jones (1994), Computational Statistics 9, pages 97-116. Scott (1992), Multivariate
    Density Estimation. Silverman (1986), Density Estimation for Statistics and Data Analysis.

    Examples
    --------
    >>> import libprofile as lp
    >>> xy = [(0, 0), (200, 0), (0, 200), (200, 200)]
    >>> round(lp.hotspots.bandwidth(xy, method="scott", kernel="gaussian"), 1)
    91.6
    """
    require_whole(n_jobs=n_jobs)
    require_one_of(method, "method", get_args(Rule))
    require_kernel(kernel)
    return _core.bandwidth(points_xy(points), method=method, kernel=kernel, n_jobs=n_jobs)


def bandwidth_score(
    points: Points,
    *,
    bandwidth_m: float,
    method: Literal["least_squares", "likelihood"],
    n_jobs: int = -1,
) -> float:
    """Return what cross-validation looks at, for a Gaussian of one standard deviation.

    Parameters
    ----------
    points : GeoDataFrame or GeoSeries of points, or array_like of float, shape (n, 2)
        In metres; at least 3.
    bandwidth_m : float
        The standard deviation. Above 0.
    method : {"least_squares", "likelihood"}
        The integrated squared density less twice the mean density of each point left out, to be
        small; or the mean of the logarithms of those densities, to be great.
    n_jobs : int, default -1
        Threads; -1 for all. The result does not depend on it.

    Returns
    -------
    float

    Raises
    ------
    InvalidArgument
        As `bandwidth`.

    Examples
    --------
    >>> import libprofile as lp
    >>> xy = [(0, 0), (200, 0), (0, 200)]
    >>> round(lp.hotspots.bandwidth_score(xy, bandwidth_m=100, method="likelihood"), 3)
    -13.426
    """
    require_whole(n_jobs=n_jobs)
    require_real(bandwidth_m=bandwidth_m)
    require_one_of(method, "method", ("least_squares", "likelihood"))
    return _core.bandwidth_score(
        points_xy(points), bandwidth_m=bandwidth_m, method=method, n_jobs=n_jobs
    )
