# SPDX-License-Identifier: MIT
"""What a local statistic says about each place."""

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pandas as pd

from libprofile._inputs import FloatArray
from libprofile._results import Result


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
