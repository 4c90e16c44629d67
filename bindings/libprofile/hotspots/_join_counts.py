# SPDX-License-Identifier: MIT
"""Join counts."""

from collections.abc import Callable

from libprofile import _core
from libprofile._inputs import Values
from libprofile._numbers import require_whole
from libprofile._results import progress_reporter
from libprofile.geography._weights import Weights, weights_for
from libprofile.hotspots._global import (
    JoinCounts,
    Tail,
    require_kinds,
    statistic_from,
    zeros_and_ones,
)


def join_counts(
    values: Values,
    weights: Weights,
    *,
    alternative: Tail = "two-sided",
    permutations: int = 0,
    seed: int = 0,
    n_jobs: int = -1,
    progress: bool | Callable[[float], None] | None = None,
) -> JoinCounts:
    """Join counts: whether places of one kind adjoin places of the same kind.

    Parameters
    ----------
    values : array_like of float or bool, shape (n,)
        1 (black) or 0 (white) for each place.
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
    JoinCounts

    Raises
    ------
    InvalidArgument
        For a value other than 0 and 1, a negative weight, or an option outside its range.

    References
    ----------
    Moran (1948), J. R. Stat. Soc. B 10, pages 243-251. Cliff and Ord (1981), Spatial Processes,
    pages 11-20: without replacement.

    Examples
    --------
    >>> import libprofile as lp
    >>> xy = [(10, 10), (20, 10), (40, 10), (15, 20), (30, 20), (30, 30)]
    >>> near = lp.geography.distance_band(xy, radius_m=15)
    >>> found = lp.hotspots.join_counts([0, 0, 0, 1, 1, 1], near)
    >>> found.bb, found.bw, found.ww
    (2.0, 4.0, 1.0)
    """
    require_whole(permutations=permutations, seed=seed, n_jobs=n_jobs)
    require_kinds(alternative)
    found = _core.join_counts(
        zeros_and_ones(values, "values"),
        weights_for(weights, values=values),
        alternative=alternative,
        permutations=permutations,
        seed=seed,
        n_jobs=n_jobs,
        progress=progress_reporter(progress, "join_counts"),
    )
    return JoinCounts(
        black_black=statistic_from("Black-black joins", found["bb"]),
        black_white=statistic_from("Black-white joins", found["bw"]),
        white_white=statistic_from("White-white joins", found["ww"]),
    )
