# SPDX-License-Identifier: MIT
"""LOSH: places whose surroundings vary more, or less, than those of others."""

from typing import Literal

from libprofile import _core
from libprofile._choices import require_one_of
from libprofile._inputs import Values, values_1d
from libprofile.geography._weights import Weights
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


def losh(
    values: Values,
    weights: Weights,
    *,
    permutations: int = 0,
    permute: Literal["residuals", "values"] = "residuals",
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
    """Local spatial heteroscedasticity of each place.

    Labels: ``varied``, ``uniform``.

    Parameters
    ----------
    values : array_like of float, shape (n,)
        One for each place; finite.
    weights : Weights
        Of n places, used as they are; Ord and Getis count the place itself: `.with_self()`.
    permutations : int, default 0
        For `p_permutation`; 999 or more to publish from.
    permute : {"residuals", "values"}, default "residuals"
        What they deal out: the squared residuals of the other places, which is fast and
        approximate, or the values of all places, with local means worked out anew each time,
        which is exact where values could have been exchanged. Values need shared draws.
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
    Ord and Getis (2012), Annals of Regional Science 48, pages 529-539. Xu, Mei and Yan (2014), 52,
    pages 697-710.

    Examples
    --------
    >>> import libprofile as lp
    >>> xy = [(10, 10), (20, 10), (40, 10), (15, 20), (30, 20), (30, 30)]
    >>> near = lp.geography.distance_band(xy, radius_m=15)
    >>> found = lp.hotspots.losh([2, 3, 3.2, 5, 8, 7], near)
    >>> found.statistic.round(4).tolist()
    [0.3004, 0.7366, 1.6089, 0.8968, 0.9626, 1.6089]
    """
    cores = {"residuals": _core.losh, "values": _core.losh_dealing_values}
    return run_local(
        cores[require_one_of(permute, "permute", cores)],
        [values_1d(values, "values")],
        weights,
        index=index_among(values, areas),
        method="Local spatial heteroscedasticity",
        says="Varied surroundings differ more among themselves than those of other places.",
        distribution="the chi-square distribution",
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
