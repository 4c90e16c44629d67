# SPDX-License-Identifier: MIT
"""How unevenly incidents are spread over places."""

from dataclasses import dataclass

from libprofile import _core
from libprofile._inputs import (
    FloatArray,
    Values,
    values_1d,
)
from libprofile._results import frozen


@dataclass(frozen=True)
class Concentration:
    """Whether a few places have most of the events.

    Attributes
    ----------
    gini : float
        0 where all places have equally many, towards 1 where one has all.
    gini_generalised : float
        The same against the most even spread that so few events allow.
    share_top_tenth : float
        Share of the events in the ⌈n / 10⌉ places with the most.
    lorenz : ndarray of float, shape (n + 1, 2)
        Shares of places and of events, from (0, 0) to (1, 1).
    """

    gini: float
    gini_generalised: float
    share_top_tenth: float
    lorenz: FloatArray


def concentration(counts: Values) -> Concentration:
    """Concentration of events over places.

    Parameters
    ----------
    counts : array_like of float, shape (n,)
        Events of each place; at least 0.

    Returns
    -------
    Concentration

    Raises
    ------
    InvalidArgument
        For a count that is negative or not finite.

    References
    ----------
    Bernasco and Steenbeek (2017), J. Quant. Criminol. 33, pages 451-467.

    Examples
    --------
    >>> import libprofile as lp
    >>> lp.risk.concentration([0, 0, 0, 12]).gini
    0.75
    """
    gini, generalised, top, lorenz = _core.concentration(values_1d(counts, "counts"))
    return Concentration(gini, generalised, top, frozen(lorenz))
