# SPDX-License-Identifier: MIT
"""How unevenly incidents are spread over places."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from libprofile import _core
from libprofile._drawing import require_matplotlib
from libprofile._inputs import (
    FloatArray,
    Values,
    values_1d,
)
from libprofile._results import Figures, frozen

if TYPE_CHECKING:
    from matplotlib.axes import Axes


@dataclass(frozen=True)
class Concentration(Figures):
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
    places_with_quarter, places_with_half, places_with_four_fifths : float
        Shares of the places, the fewest that hold at least 25, 50 and 80 % of the events.
    """

    gini: float
    gini_generalised: float
    share_top_tenth: float
    lorenz: FloatArray
    places_with_quarter: float
    places_with_half: float
    places_with_four_fifths: float

    @property
    def j_curve(self) -> FloatArray:
        """The same curve from the places with the most: shares of places and of events."""
        return 1.0 - self.lorenz[::-1]

    def plot(self, ax: "Axes | None" = None) -> "Axes":
        """Draw the share of events at the places with the most, and return the axes."""
        plt = require_matplotlib()

        if ax is None:
            _, ax = plt.subplots(figsize=(5, 5))
        curve = self.j_curve
        ax.plot(curve[:, 0], curve[:, 1], color="#0072b2")
        ax.plot([0, 1], [0, 1], color="#505a5f", linestyle="--", label="all places alike")
        ax.set_xlabel("share of places, those with the most first")
        ax.set_ylabel("share of events")
        ax.legend()
        return ax


def concentration(counts: Values) -> Concentration:
    """Concentration of events over places.

    `concentration_by_chance` says how concentrated as many events look by chance.

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
    found = _core.concentration(values_1d(counts, "counts"))
    found["lorenz"] = frozen(np.asarray(found["lorenz"]))
    return Concentration(**found)
