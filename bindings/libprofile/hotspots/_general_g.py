# SPDX-License-Identifier: MIT
"""The general G of Getis and Ord."""

from collections.abc import Callable

from libprofile import _core
from libprofile._inputs import Values, values_1d
from libprofile._numbers import require_whole
from libprofile._results import progress_reporter
from libprofile.geography._weights import Weights, weights_for
from libprofile.hotspots._global import GlobalStatistic, Tail, require_kinds, statistic_from


def general_g(
    values: Values,
    weights: Weights,
    *,
    alternative: Tail = "two-sided",
    permutations: int = 0,
    seed: int = 0,
    n_jobs: int = -1,
    progress: bool | Callable[[float], None] | None = None,
) -> GlobalStatistic:
    """General G: whether high values lie together (above expectation) or low ones (below).

    Parameters
    ----------
    values : array_like of float, shape (n,)
        One for each place; finite and at least 0, measured from a 0 that means something.
    weights : Weights
        Of n places. A link of a place to itself takes no part.
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

    Raises
    ------
    InvalidArgument
        For a value that is negative or not finite, a negative weight, or an
        option outside its range.

    References
    ----------
    Getis and Ord (1992), Geographical Analysis 24, pages 189-206, equation 5.

    Examples
    --------
    >>> import libprofile as lp
    >>> xy = [(10, 10), (20, 10), (40, 10), (15, 20), (30, 20), (30, 30)]
    >>> near = lp.geography.distance_band(xy, radius_m=15)
    >>> found = lp.hotspots.general_g([2, 3, 3.2, 5, 8, 7], near, alternative="greater")
    >>> round(found.statistic, 6), round(found.p, 6)
    (0.557098, 0.172936)
    """
    require_whole(permutations=permutations, seed=seed, n_jobs=n_jobs)
    require_kinds(alternative)
    found = _core.general_g(
        values_1d(values, "values"),
        weights_for(weights, values=values),
        alternative=alternative,
        permutations=permutations,
        seed=seed,
        n_jobs=n_jobs,
        progress=progress_reporter(progress, "general_g"),
    )
    return statistic_from("General G", found)
