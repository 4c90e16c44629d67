# SPDX-License-Identifier: MIT
"""Places whose surroundings hold more, or less, of a value than chance would put there."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from libprofile import _core
from libprofile._inputs import FloatArray, Values, index_of, values_1d
from libprofile._results import Result, frozen, progress_reporter
from libprofile.geography import Weights, require_weights

__all__ = ["LocalStatistic", "false_discovery_rate", "getis_ord"]


@dataclass(frozen=True, repr=False)
class LocalStatistic(Result):
    """One entry for each place, in input order; NaN throughout for an island.

    Attributes
    ----------
    statistic : ndarray of float, shape (n,)
        The ratio of the surroundings' values to all values.
    expected, variance : ndarray of float, shape (n,)
        Mean and variance of `statistic` if the values were placed at random.
    z : ndarray of float, shape (n,)
        Standard deviations above (positive) or below (negative) expectation.
    p : ndarray of float, shape (n,)
        From the normal distribution.
    p_permutation : ndarray of float, shape (n,), or None
        From conditional permutations; None where none were asked for.
    q : ndarray of float, shape (n,)
        Benjamini–Hochberg, over `p_permutation` where there is one and over `p` otherwise.
    label : ndarray of str, shape (n,)
        ``hot``, ``cold``, ``none`` or ``island``.
    """

    statistic: FloatArray
    expected: FloatArray
    variance: FloatArray
    z: FloatArray
    p: FloatArray
    p_permutation: FloatArray | None
    q: FloatArray
    label: npt.NDArray[np.str_]
    _index: pd.Index | None = field(default=None, compare=False)


def getis_ord(
    values: Values,
    weights: Weights,
    *,
    star: bool = True,
    permutations: int = 0,
    alternative: Literal["two-sided", "greater", "less"] = "two-sided",
    level: float = 0.05,
    seed: int = 0,
    n_jobs: int = -1,
    progress: bool | Callable[[float], None] | None = None,
) -> LocalStatistic:
    """Getis–Ord Gi* (or Gi) of each place.

    Parameters
    ----------
    values : array_like of float, shape (n,)
        One for each place; finite.
    weights : Weights
        Of n places.
    star : bool, default True
        The place itself is one of its neighbours, before anything is standardised. False gives Gi.
    permutations : int, default 0
        Conditional permutations for `p_permutation`: 0, or at least 19.
    alternative : {"two-sided", "greater", "less"}
        Which tail is extreme.
    level : float, default 0.05
        Greatest q of a place that is called hot or cold.
    seed : int, default 0
        Of the permutations.
    n_jobs : int, default -1
        Threads; -1 for all. The result does not depend on it.
    progress : bool or callable, optional
        True shows a bar; a function is called with the share done.

    Returns
    -------
    LocalStatistic
        Under the index of `values` where it is a Series.

    Raises
    ------
    InvalidArgument
        For a value that is not finite, a negative weight, or an option outside its range.

    References
    ----------
    Ord and Getis (1995), Geographical Analysis 27, pages 286-306, equations 5 to 8.

    Examples
    --------
    >>> import libprofile as lp
    >>> xy = [(10, 10), (20, 10), (40, 10), (15, 20), (30, 20), (30, 30)]
    >>> near = lp.geography.distance_band(xy, radius_m=15)
    >>> found = lp.hotspots.getis_ord([2, 3, 3.2, 5, 8, 7], near)
    >>> found.z.round(4).tolist()
    [-1.3973, -0.2892, 0.6507, -0.2892, 1.2345, 2.0242]
    """
    result = _core.getis_ord(
        values_1d(values, "values"),
        require_weights(weights)._core,
        star=star,
        permutations=permutations,
        alternative=alternative,
        level=level,
        seed=seed,
        n_jobs=n_jobs,
        progress=progress_reporter(progress, "getis_ord"),
    )
    label = np.asarray(result.pop("label"), dtype=np.str_)
    arrays = {name: frozen(array) for name, array in result.items()}
    return LocalStatistic(**arrays, label=frozen(label), _index=index_of(values))


def false_discovery_rate(p: Values) -> FloatArray:
    """Benjamini–Hochberg q of each p: the share of false finds among all that are as extreme.

    Parameters
    ----------
    p : array_like of float, shape (n,)
        In [0, 1]; NaN where nothing was tested.

    Returns
    -------
    ndarray of float, shape (n,)
        NaN where `p` is.

    Raises
    ------
    InvalidArgument
        For a p outside [0, 1].

    References
    ----------
    Benjamini and Hochberg (1995), J. R. Stat. Soc. B 57, pages 289-300.

    Examples
    --------
    >>> import libprofile as lp
    >>> lp.hotspots.false_discovery_rate([0.01, 0.04, 0.03]).round(3).tolist()
    [0.03, 0.04, 0.04]
    """
    return _core.false_discovery_rate(values_1d(p, "p", missing=True))
