# SPDX-License-Identifier: MIT
"""The Getis-Ord statistics Gi and Gi*."""

from collections.abc import Callable
from typing import Literal

import numpy as np

from libprofile import _core
from libprofile._inputs import Values, index_of, values_1d
from libprofile._results import frozen, progress_reporter
from libprofile.geography._weights import Weights, require_weights
from libprofile.hotspots._local import LocalStatistic


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
    [-1.3973, -0.2892, 0.6506, -0.2892, 1.2345, 2.0242]
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
