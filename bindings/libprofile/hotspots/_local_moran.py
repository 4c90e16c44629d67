# SPDX-License-Identifier: MIT
"""Local Moran: places like, or unlike, the places around them."""

from libprofile import _core
from libprofile._inputs import FloatArray, Values, values_1d
from libprofile._labels import require_same_labels
from libprofile.errors import InvalidArgument
from libprofile.geography._weights import Weights, weights_for
from libprofile.hotspots._local import (
    Alternative,
    Areas,
    Correction,
    Draws,
    LocalStatistic,
    Progress,
    index_among,
    run_local,
)


def local_moran(
    values: Values,
    weights: Weights,
    *,
    around: Values | None = None,
    population: Values | None = None,
    permutations: int = 0,
    alternative: Alternative = "two-sided",
    draws: Draws = "shared",
    stop_after: int = 0,
    correction: Correction = "benjamini-hochberg",
    level: float = 0.05,
    base: Values | None = None,
    minimum: float = 0.0,
    areas: Areas | None = None,
    seed: int = 0,
    n_jobs: int = -1,
    progress: Progress = None,
) -> LocalStatistic:
    """Local Moran's I of each place.

    Labels: ``high-high``, ``low-low``, ``low-high``, ``high-low``: the place, then its
    surroundings, against the mean.

    Parameters
    ----------
    values : array_like of float, shape (n,)
        One for each place; finite.
    weights : Weights
        Of n places. A link of a place to itself is left out.
    around : array_like of float, shape (n,), optional
        Bivariate: `values` of the place against these of its neighbours.
    population : array_like of float, shape (n,), optional
        `values` are counts of events among so many people: standardised empirical-Bayes rates are
        compared, so that small places do not stand out by chance.
    permutations : int, default 0
        Conditional permutations for `p_permutation`; 999 or more to publish from.
    alternative : {"two-sided", "greater", "less"}, default "two-sided"
        Which tail is extreme.
    draws : {"shared", "independent"}, default "shared"
        Whether places look at one set of random draws, which is exact for each and fast.
    stop_after : int, default 0
        With independent draws: those of a tail end once so many are at least as extreme, and p is
        that many over the draws made (Besag and Clifford 1991). 10 to 20 are usual; 0 for all.
    correction : {"benjamini-hochberg", "bonferroni", "none"}
        How `q` allows for the number of places tested.
    level : float, default 0.05
        Greatest q of a place that is given a label.
    base : array_like of float, shape (n,), optional
        Events, expected events or people behind each value.
    minimum : float, default 0
        Places with less `base` are not tested: ``too few``.
    areas : GeoDataFrame or GeoSeries, optional
        The places, in the order of the values: for `.plot()`, `.explore()` and a GeoDataFrame.
    seed : int, default 0
        Of the permutations.
    n_jobs : int, default -1
        Threads; -1 for all. The result does not depend on it.
    progress : bool or callable, optional
        True shows a bar; a function is called with the share done.

    Returns
    -------
    LocalStatistic
        Under the index of the values where they are a Series, or else of `areas`.

    Raises
    ------
    InvalidArgument
        For a value that is not finite, a negative weight, lengths that differ, or an option
        outside its range.

    References
    ----------
    Anselin (1995), Geographical Analysis 27, pages 93-115. Assunção and Reis (1999), Statistics in
    Medicine 18, pages 2147-2162.

    Examples
    --------
    >>> import libprofile as lp
    >>> xy = [(10, 10), (20, 10), (40, 10), (15, 20), (30, 20), (30, 30)]
    >>> near = lp.geography.distance_band(xy, radius_m=15)
    >>> found = lp.hotspots.local_moran([2, 3, 3.2, 5, 8, 7], near)
    >>> found.statistic.round(4).tolist()
    [0.6585, -0.2666, -0.8624, -0.0575, -0.3449, 1.3223]
    """
    weights_for(weights, values=values, around=around, population=population)
    columns = [values_1d(values, "values")]
    if population is not None:
        if around is not None:
            raise InvalidArgument("around: must be absent where there is a population")
        columns = [standardised_rates(values, population)]
    if around is not None:
        columns.append(values_1d(around, "around"))
    return run_local(
        _core.local_moran,
        columns,
        weights,
        index=index_among(values, areas),
        method="Local Moran" if around is None else "Bivariate local Moran",
        says="High-high and low-low places are like their surroundings, the others unlike.",
        options={
            "permutations": permutations,
            "alternative": alternative,
            "draws": draws,
            "stop_after": stop_after,
            "correction": correction,
            "level": level,
            "base": base,
            "minimum": minimum,
            "areas": areas,
            "seed": seed,
            "n_jobs": n_jobs,
            "progress": progress,
        },
    )


def standardised_rates(counts: Values, populations: Values) -> FloatArray:
    """How many standard deviations of a place of its size each rate lies above the overall one.

    Parameters
    ----------
    counts : array_like of float, shape (n,)
        Events, at least 0.
    populations : array_like of float, shape (n,)
        People, above 0.

    Returns
    -------
    ndarray of float, shape (n,)

    Raises
    ------
    InvalidArgument
        For a value outside its range, or lengths that differ.

    References
    ----------
    Assunção and Reis (1999), Statistics in Medicine 18, pages 2147-2162.

    Examples
    --------
    >>> import libprofile as lp
    >>> lp.hotspots.standardised_rates([2, 0, 2], [10, 10, 20]).round(4).tolist()
    [1.1547, -1.1547, 0.0]
    """
    require_same_labels(counts=counts, populations=populations)
    return _core.standardised_rates(
        values_1d(counts, "counts"), values_1d(populations, "populations")
    )
