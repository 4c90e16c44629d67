# SPDX-License-Identifier: MIT
"""What chance leaves open about a count or a share."""

from typing import Literal

import numpy as np

from libprofile import _core
from libprofile._inputs import (
    FloatArray,
    Values,
    as_floats,
    values_1d,
)
from libprofile._labels import require_same_labels


def _at_least_1d(values: Values, name: str) -> tuple[FloatArray, bool]:
    array = as_floats(values, name)
    return values_1d(np.atleast_1d(array), name), array.ndim == 0


def _limits(pair: tuple[FloatArray, FloatArray], scalar: bool) -> tuple[FloatArray, FloatArray]:
    return (pair[0][0], pair[1][0]) if scalar else pair


def poisson_interval(
    count: Values, level: float = 0.95, method: Literal["auto", "exact", "byar"] = "auto"
) -> tuple[FloatArray, FloatArray]:
    """Mean numbers of events that a count is compatible with.

    Parameters
    ----------
    count : array_like of float, shape (n,), or float
        Events; at least 0.
    level : float, default 0.95
        In (0, 1).
    method : {"auto", "exact", "byar"}
        ``auto`` is exact below 10 events and Byar's approximation from 10, the convention of
        public health in the United Kingdom.

    Returns
    -------
    lower, upper : ndarray of float, shape (n,), or float

    Raises
    ------
    InvalidArgument
        For a count that is negative or not finite, or an option outside its range.

    References
    ----------
    Garwood (1936), Biometrika 28, pages 437-442; Breslow and Day (1987), IARC 82, page 69.

    Examples
    --------
    >>> import libprofile as lp
    >>> lower, upper = lp.risk.poisson_interval([5, 65])
    >>> lower.round(3).tolist(), upper.round(3).tolist()
    ([1.623, 50.163], [11.668, 82.849])
    """
    array, scalar = _at_least_1d(count, "count")
    return _limits(_core.poisson_interval(array, level=level, method=method), scalar)


def wilson_interval(
    successes: Values, total: Values, level: float = 0.95
) -> tuple[FloatArray, FloatArray]:
    """Shares that `successes` out of `total` are compatible with.

    Parameters
    ----------
    successes, total : array_like of float, shape (n,), or float
        Successes from 0 to the total. A total of 0 gives (0, 1).
    level : float, default 0.95
        In (0, 1).

    Returns
    -------
    lower, upper : ndarray of float, shape (n,), or float

    Raises
    ------
    InvalidArgument
        For successes outside 0 to the total, or another number of totals.

    References
    ----------
    Wilson (1927), J. Am. Stat. Assoc. 22, pages 209-212.

    Examples
    --------
    >>> import libprofile as lp
    >>> [round(float(limit), 4) for limit in lp.risk.wilson_interval(65, 100)]
    [0.5525, 0.7364]
    """
    require_same_labels(successes=successes, total=total)
    some, scalar = _at_least_1d(successes, "successes")
    every, _ = _at_least_1d(total, "total")
    return _limits(_core.wilson_interval(some, every, level=level), scalar)


def funnel_limits(
    expected: Values, level: float = 0.95, *, dispersion: float = 1.0
) -> tuple[FloatArray, FloatArray]:
    """Give the counts between which chance alone keeps a place with `expected` events.

    Parameters
    ----------
    expected : array_like of float, shape (n,), or float
        At least 0.
    level : float, default 0.95
        Funnels are drawn at 0.95 and 0.998.
    dispersion : float, default 1.0
        How many times as much events vary as independent ones would, at least 1.

    Returns
    -------
    lower, upper : ndarray of float, shape (n,), or float
        Exact quantiles of the Poisson distribution, of the negative binomial one where dispersion
        is above 1: whole numbers of events.

    Raises
    ------
    InvalidArgument
        For an expected number that is negative or not finite, a level outside (0, 1), or a
        dispersion below 1.

    References
    ----------
    Spiegelhalter (2005), Stat. Med. 24, pages 1185-1202.

    Examples
    --------
    >>> import libprofile as lp
    >>> [float(limit) for limit in lp.risk.funnel_limits(10)]
    [4.0, 17.0]
    """
    array, scalar = _at_least_1d(expected, "expected")
    return _limits(_core.funnel_limits(array, level=level, dispersion=dispersion), scalar)
