# SPDX-License-Identifier: MIT
"""How sure it is that a place is among the highest."""

from typing import Any

import numpy as np
import numpy.typing as npt

from libprofile import _core
from libprofile._inputs import FloatArray
from libprofile.errors import InvalidArgument


def draws_2d(draws: Any) -> FloatArray:
    """Read joint draws: a row a draw, a column a place."""
    array = np.ascontiguousarray(draws, dtype=float)
    if array.ndim != 2 or array.size == 0:
        raise InvalidArgument(f"draws has shape {array.shape}: must be (draws, places), not empty")
    return array


def rank_probability(draws: Any, k: int, *, n_jobs: int = -1) -> FloatArray:
    """P(a place is among the k highest), from joint draws of all places.

    Parameters
    ----------
    draws : array_like of float, shape (draws, places)
        Such as `SpatialRisk.draws` gives.
    k : int
        1 to places.
    n_jobs : int, default -1
        Threads; -1 for all. The result does not depend on it.

    Returns
    -------
    ndarray of float, shape (places,)
        Adds up to k: places that are equal at the border share what is left.

    Raises
    ------
    InvalidArgument
        For k outside 1 to places, no draw, or values that are not finite.

    References
    ----------
    Laird and Louis (1989), J. Educ. Stat. 14, pages 29-46, for ranks from a posterior.

    Examples
    --------
    >>> import libprofile as lp
    >>> lp.risk.rank_probability([[3.0, 2.0, 1.0], [1.0, 3.0, 2.0]], k=1).tolist()
    [0.5, 0.5, 0.0]
    """
    array = draws_2d(draws)
    if k < 1:
        raise InvalidArgument(f"k = {k}: must be 1 to the number of places")
    return _core.rank_probability(array, k, n_jobs=n_jobs)


def rank_interval(
    draws: Any, level: float = 0.95, *, n_jobs: int = -1
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Ranks that hold a place's rank with probability at least `level`; 1 is the highest.

    Parameters
    ----------
    draws : array_like of float, shape (draws, places)
    level : float, default 0.95
    n_jobs : int, default -1
        Threads; -1 for all. The result does not depend on it.

    Returns
    -------
    best, worst : ndarray of int64, shape (places,)
        Places that are equal in a draw have every rank that they share in it.

    Raises
    ------
    InvalidArgument
        For a level outside (0, 1), no draw, or values that are not finite.

    References
    ----------
    Goldstein and Spiegelhalter (1996), J. R. Stat. Soc. A 159, pages 385-443.

    Examples
    --------
    >>> import libprofile as lp
    >>> best, worst = lp.risk.rank_interval([[3.0, 2.0, 1.0], [3.0, 1.0, 2.0]])
    >>> best.tolist(), worst.tolist()
    ([1, 2, 2], [1, 3, 3])
    """
    return _core.rank_interval(draws_2d(draws), level, n_jobs=n_jobs)
