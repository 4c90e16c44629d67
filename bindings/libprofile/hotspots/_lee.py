# SPDX-License-Identifier: MIT
"""Lee's L."""

from collections.abc import Callable

from libprofile import _core
from libprofile._inputs import Values, values_1d
from libprofile._numbers import require_whole
from libprofile._results import progress_reporter
from libprofile.geography._weights import Weights, weights_for
from libprofile.hotspots._global import GlobalStatistic, Tail, require_kinds, statistic_from


def lee(
    x: Values,
    y: Values,
    weights: Weights,
    *,
    alternative: Tail = "two-sided",
    permutations: int = 0,
    seed: int = 0,
    n_jobs: int = -1,
    progress: bool | Callable[[float], None] | None = None,
) -> GlobalStatistic:
    """Lee's L: how far two values go together over the map, each smoothed over neighbours.

    Parameters
    ----------
    x, y : array_like of float, shape (n,)
        One for each place; finite.
    weights : Weights
        Of n places, usually row-standardised. A weight of a place on itself takes part.
    alternative : {"two-sided", "greater", "less"}
        Which tail of the statistic is extreme.
    permutations : int, default 0
        Arrangements for `p_permutation`; 0 for none.
    seed : int, default 0
        Of the arrangements.
    n_jobs : int, default -1
        Threads; -1 for all. The result does not depend on it.
    progress : bool or callable, optional
        True shows a bar; a function is called with the share done.

    Returns
    -------
    GlobalStatistic
        The pairs (x, y) are dealt out together.

    Raises
    ------
    InvalidArgument
        For a value that is not finite, a negative weight, or an option outside its range.

    References
    ----------
    Lee (2001), J. Geographical Systems 3, pages 369-385, equation 18. Lee (2004), Environment and
    Planning A 36, pages 1687-1703.

    Examples
    --------
    >>> import libprofile as lp
    >>> xy = [(10, 10), (20, 10), (40, 10), (15, 20), (30, 20), (30, 30)]
    >>> near = lp.geography.distance_band(xy, radius_m=15)
    >>> smooth = near.with_self().row_standardised()
    >>> round(lp.hotspots.lee([2, 3, 3.2, 5, 8, 7], [1, 2, 2, 4, 5, 6], smooth).statistic, 4)
    0.3383
    """
    require_whole(permutations=permutations, seed=seed, n_jobs=n_jobs)
    require_kinds(alternative)
    found = _core.lee(
        values_1d(x, "x"),
        values_1d(y, "y"),
        weights_for(weights, x=x, y=y),
        alternative=alternative,
        permutations=permutations,
        seed=seed,
        n_jobs=n_jobs,
        progress=progress_reporter(progress, "lee"),
    )
    return statistic_from("Lee's L", found)
