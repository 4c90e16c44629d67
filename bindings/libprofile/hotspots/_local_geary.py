# SPDX-License-Identifier: MIT
"""Local Geary: places near to, or far from, their neighbours in value."""

import numpy as np

from libprofile import _core
from libprofile._inputs import FloatArray, Values, as_floats, values_1d
from libprofile.errors import InvalidArgument
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


def local_geary(
    values: Values,
    weights: Weights,
    *,
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
    """Local Geary's c of each place, of one value or of several together.

    Labels: ``high-high``, ``low-low``, ``similar`` (nearer than chance, on no one side of the
    mean), ``different``. With several values only the last two.

    Parameters
    ----------
    values : array_like of float, shape (n,) or (n, k)
        One, or k together, for each place; finite.
    weights : Weights
        Of n places. A link of a place to itself is left out.
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
    Anselin (1995), Geographical Analysis 27, pages 93-115; (2019), 51, pages 133-150.

    Examples
    --------
    >>> import libprofile as lp
    >>> xy = [(10, 10), (20, 10), (40, 10), (15, 20), (30, 20), (30, 30)]
    >>> near = lp.geography.distance_band(xy, radius_m=15)
    >>> found = lp.hotspots.local_geary([2, 3, 3.2, 5, 8, 7], near)
    >>> found.statistic.round(4).tolist()
    [1.7422, 5.2265, 4.0139, 3.8328, 10.1115, 0.1742]
    """
    array = as_floats(values, "values")
    columns = [values_1d(values, "values")] if array.ndim == 1 else _columns(array)
    return run_local(
        _core.local_geary,
        columns,
        weights,
        index=index_among(values, areas),
        method="Local Geary" if len(columns) == 1 else "Multivariate local Geary",
        says="Different places stand out from their neighbours; the others resemble them.",
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


def _columns(array: FloatArray) -> list[FloatArray]:
    if array.ndim != 2 or array.shape[1] == 0:
        raise InvalidArgument(f"values has shape {array.shape}: must be (n,) or (n, k)")
    return [np.ascontiguousarray(column) for column in array.T]
