# SPDX-License-Identifier: MIT
"""Geary's C."""

from collections.abc import Callable
from typing import Literal

from libprofile import _core
from libprofile._inputs import Values, values_1d
from libprofile._numbers import require_whole
from libprofile._results import progress_reporter
from libprofile.geography._weights import Weights, weights_for
from libprofile.hotspots._global import GlobalStatistic, Tail, require_kinds, statistic_from


def geary(
    values: Values,
    weights: Weights,
    *,
    assumption: Literal["randomisation", "normality"] = "randomisation",
    alternative: Tail = "two-sided",
    permutations: int = 0,
    seed: int = 0,
    n_jobs: int = -1,
    progress: bool | Callable[[float], None] | None = None,
) -> GlobalStatistic:
    """Geary's C: how far neighbours differ, beside how far all places do.

    0 where neighbours are equal, 1 by chance, above 1 where they differ more; `z` is below 0 where
    they are alike.

    Parameters
    ----------
    values : array_like of float, shape (n,)
        One for each place; finite.
    weights : Weights
        Of n places. A link of a place to itself takes no part.
    assumption : {"randomisation", "normality"}
        For `expected`, `variance`, `z` and `p`: the values dealt out anew over the places, or
        drawn from one normal distribution.
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
        For a value that is not finite, a negative weight, or an option outside its range.

    References
    ----------
    Geary (1954), The Incorporated Statistician 5, pages 115-146. Cliff and Ord (1981), Spatial
    Processes, pages 42-46.

    Examples
    --------
    >>> import libprofile as lp
    >>> xy = [(10, 10), (20, 10), (40, 10), (15, 20), (30, 20), (30, 30)]
    >>> near = lp.geography.distance_band(xy, radius_m=15)
    >>> round(lp.hotspots.geary([2, 3, 3.2, 5, 8, 7], near).statistic, 4)
    0.8965
    """
    require_whole(permutations=permutations, seed=seed, n_jobs=n_jobs)
    require_kinds(alternative, assumption)
    found = _core.geary(
        values_1d(values, "values"),
        weights_for(weights, values=values),
        assumption=assumption,
        alternative=alternative,
        permutations=permutations,
        seed=seed,
        n_jobs=n_jobs,
        progress=progress_reporter(progress, "geary"),
    )
    return statistic_from("Geary's C", found)
