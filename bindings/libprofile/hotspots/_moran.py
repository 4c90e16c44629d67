# SPDX-License-Identifier: MIT
"""Moran's I."""

from collections.abc import Callable
from typing import Literal

from libprofile import _core
from libprofile._inputs import Values, values_1d
from libprofile._numbers import require_whole
from libprofile._results import progress_reporter
from libprofile.errors import InvalidArgument
from libprofile.geography._weights import Weights, weights_for
from libprofile.hotspots._global import GlobalStatistic, Tail, require_kinds, statistic_from


def moran(
    values: Values,
    weights: Weights,
    *,
    around: Values | None = None,
    population: Values | None = None,
    assumption: Literal["randomisation", "normality"] = "randomisation",
    alternative: Tail = "two-sided",
    permutations: int = 0,
    seed: int = 0,
    n_jobs: int = -1,
    progress: bool | Callable[[float], None] | None = None,
) -> GlobalStatistic:
    """Moran's I: whether places with much of a value lie beside places with much of it.

    Parameters
    ----------
    values : array_like of float, shape (n,)
        One for each place; finite.
    weights : Weights
        Of n places. A link of a place to itself takes no part.
    around : array_like of float, shape (n,), optional
        The bivariate form: whether much of `values` has much of this around it. Only this is
        dealt out.
    population : array_like of float, shape (n,), optional
        `values` are counts of events among these people: I is that of their rates, each in units
        of its own standard deviation (Assunção and Reis), so that small places do not rule it.
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
        For a value that is not finite, `around` together with `population`, a
        negative weight, or an option outside its range.

    References
    ----------
    Cliff and Ord (1981), Spatial Processes, pages 42-46. Assunção and Reis (1999), Statistics in
    Medicine 18, pages 2147-2162. Wartenberg (1985), Geographical Analysis 17, pages 263-283.

    Examples
    --------
    >>> import libprofile as lp
    >>> xy = [(10, 10), (20, 10), (40, 10), (15, 20), (30, 20), (30, 30)]
    >>> near = lp.geography.distance_band(xy, radius_m=15)
    >>> found = lp.hotspots.moran([2, 3, 3.2, 5, 8, 7], near)
    >>> round(found.statistic, 4), round(found.expected, 4)
    (0.0385, -0.2)
    """
    require_whole(permutations=permutations, seed=seed, n_jobs=n_jobs)
    require_kinds(alternative, assumption)
    if around is not None and population is not None:
        raise InvalidArgument("around and population: give one of them, or neither")
    found = _core.moran(
        values_1d(values, "values"),
        weights_for(weights, values=values, around=around, population=population),
        around=None if around is None else values_1d(around, "around"),
        population=None if population is None else values_1d(population, "population"),
        assumption=assumption,
        alternative=alternative,
        permutations=permutations,
        seed=seed,
        n_jobs=n_jobs,
        progress=progress_reporter(progress, "moran"),
    )
    return statistic_from("Moran's I", found)
