# SPDX-License-Identifier: MIT
"""Local join counts: places that have something beside others that have it."""

from collections.abc import Sequence

from libprofile import _core
from libprofile._inputs import Values, values_1d
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


def local_join_counts(
    values: Values,
    weights: Weights,
    *,
    around: Values | None = None,
    permutations: int = 0,
    alternative: Alternative = "greater",
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
    """Count the neighbours that have what the place has.

    Labels: ``joined``, ``apart``; ``absent`` where the place does not have it (not tested).

    Parameters
    ----------
    values : array_like of float, shape (n,)
        1 where a place has it, 0 where not.
    weights : Weights
        Of n places. A link of a place to itself is left out.
    around : array_like of float, shape (n,), optional
        Bivariate: places with `values` alone beside places with this alone.
    permutations : int, default 0
        Conditional permutations for `p_permutation`; 999 or more to publish from.
    alternative : {"two-sided", "greater", "less"}, default "greater"
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
        For a value other than 0 and 1, a negative weight, lengths that differ, or an option
        outside its range.

    References
    ----------
    Anselin and Li (2019), Journal of Geographical Systems 21, pages 189-210.

    Examples
    --------
    >>> import libprofile as lp
    >>> xy = [(10, 10), (20, 10), (40, 10), (15, 20), (30, 20), (30, 30)]
    >>> near = lp.geography.distance_band(xy, radius_m=15)
    >>> found = lp.hotspots.local_join_counts([0, 0, 1, 0, 1, 1], near)
    >>> found.statistic.tolist()
    [0.0, 0.0, 1.0, 0.0, 2.0, 1.0]
    """
    weights_for(weights, values=values, around=around)
    columns = [values_1d(values, "values")]
    if around is not None:
        columns.append(values_1d(around, "around"))
    return run_local(
        _core.local_join_counts,
        columns,
        weights,
        index=index_among(values, areas),
        method="Local join counts" if around is None else "Bivariate local join counts",
        says="Joined places have more neighbours with it than chance would give them.",
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


def local_colocation(
    columns: Sequence[Values],
    weights: Weights,
    *,
    permutations: int = 0,
    alternative: Alternative = "greater",
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
    """Count the neighbours that have all of several things, at places that have them all.

    Labels: ``joined``, ``apart``; ``absent`` where the place lacks any (not tested).

    Parameters
    ----------
    columns : sequence of array_like of float, each of shape (n,)
        1 where a place has the thing, 0 where not; two or more.
    weights : Weights
        Of n places. A link of a place to itself is left out.
    permutations : int, default 0
        Conditional permutations for `p_permutation`; 999 or more to publish from.
    alternative : {"two-sided", "greater", "less"}, default "greater"
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
        For a value other than 0 and 1, a negative weight, lengths that differ, or an option
        outside its range.

    References
    ----------
    Anselin and Li (2019), Journal of Geographical Systems 21, pages 189-210.

    Examples
    --------
    >>> import libprofile as lp
    >>> xy = [(10, 10), (20, 10), (40, 10), (15, 20), (30, 20), (30, 30)]
    >>> near = lp.geography.distance_band(xy, radius_m=15)
    >>> found = lp.hotspots.local_colocation([[0, 0, 1, 0, 1, 1], [1, 0, 0, 0, 1, 1]], near)
    >>> found.statistic.tolist()
    [0.0, 0.0, 0.0, 0.0, 1.0, 1.0]
    """
    weights_for(weights, **{f"columns[{k}]": column for k, column in enumerate(columns)})
    return run_local(
        _core.local_colocation,
        [values_1d(column, f"columns[{k}]") for k, column in enumerate(columns)],
        weights,
        index=index_among(columns[0] if len(columns) else [], areas),
        method="Local colocation",
        says="Joined places have all of it, and more such neighbours than chance would give them.",
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
