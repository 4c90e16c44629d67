# SPDX-License-Identifier: MIT
"""Which places differ from expectation by more than chance, and by more than places do anyway."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from libprofile import _core
from libprofile._drawing import require_matplotlib
from libprofile._inputs import FloatArray, Values, counts_1d, index_of, values_1d
from libprofile._labels import require_same_labels
from libprofile._results import Result, frozen

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_COLOURS = {
    "inside": "#b1b4b6",
    "high": "#e69f00",
    "very high": "#d55e00",
    "low": "#56b4e9",
    "very low": "#0072b2",
}


@dataclass(frozen=True, repr=False)
class Funnel(Result):
    """Limits that a place keeps within if it is like the others.

    Attributes
    ----------
    z : ndarray of float, shape (n,)
        Deviation of the root of a count from that of its expectation, in units of chance alone.
    inner_lower, inner_upper, outer_lower, outer_upper : ndarray of float, shape (n,)
        Counts at 95 and 99.8 %; whole numbers unless ``method`` is ``roots``.
    flag : ndarray of str, shape (n,)
        ``inside``, ``high``, ``very high``, ``low``, ``very low``, ``not given``.
    target : float
        All events over all expected events.
    phi : float
        Mean square of the winsorised z: at most about 1 if there were nothing but chance.
    tau_squared : float
        Variance of what places differ by anyway, on the scale of square roots of ratios.
    overdispersion : str
        What limits allow for.
    """

    z: FloatArray
    inner_lower: FloatArray
    inner_upper: FloatArray
    outer_lower: FloatArray
    outer_upper: FloatArray
    flag: npt.NDArray[np.str_]
    target: float
    phi: float
    tau_squared: float
    overdispersion: str
    _count: FloatArray = field(compare=False)
    _expected: FloatArray = field(compare=False)
    _index: pd.Index | None = field(default=None, compare=False)

    def to_frame(self) -> pd.DataFrame:
        """Return what is said of each place, under the index of what was given."""
        names = ("z", "inner_lower", "inner_upper", "outer_lower", "outer_upper", "flag")
        return pd.DataFrame({name: getattr(self, name) for name in names}, index=self._index)

    def summary(self) -> str:
        """Say in words how many places stand out, against what, and what that leaves open."""
        shown = int((self.flag != "not given").sum())
        high = int(np.isin(self.flag, ["high", "very high"]).sum())
        low = int(np.isin(self.flag, ["low", "very low"]).sum())
        very = int(np.isin(self.flag, ["very high", "very low"]).sum())
        spread = (
            f"Places differ {self.phi:.1f} times as much as chance makes them"
            if self.phi > 1
            else "Places differ no more than chance makes them"
        )
        allowance = {
            "none": "limits allow for chance alone, so that most that stand out differ in ways "
            "that nothing here explains",
            "additive": "limits allow for what places differ by anyway, and a place that stands "
            "out does so among them",
            "multiplicative": "limits are widened alike for all places",
        }[self.overdispersion]
        return (
            f"{shown:,} places. {high:,} lie above and {low:,} below the inner limits, {very:,} of "
            f"them beyond the outer ones. {spread}; {allowance}. To stand out is a reason to ask "
            "why: who is counted, who is about, who records. It is no finding about any place."
        )

    def plot(self, ax: "Axes | None" = None) -> "Axes":
        """Draw ratios over expected events, with the limits."""
        plt = require_matplotlib()

        ax = plt.gca() if ax is None else ax
        with np.errstate(divide="ignore", invalid="ignore"):
            ratio = self._count / self._expected
        for name, colour in _COLOURS.items():
            here = self.flag == name
            if here.any():
                ax.scatter(
                    self._expected[here], ratio[here], s=12, color=colour, label=name, zorder=3
                )
        order = np.argsort(self._expected)
        order = order[self._expected[order] > 0]
        x = self._expected[order]
        for line, style in (("inner", "--"), ("outer", "-")):
            for side in ("lower", "upper"):
                limit: Any = getattr(self, f"{line}_{side}")[order] / x
                ax.plot(x, limit, style, color="#505a5f", linewidth=0.8)
        ax.axhline(self.target, color="#505a5f", linewidth=0.8)
        ax.set_xscale("log")
        ax.set_xlabel("expected events")
        ax.set_ylabel("events over expected events")
        ax.legend(frameon=False)
        return ax


def funnel(
    count: Values,
    expected: Values,
    *,
    inner_level: float = 0.95,
    outer_level: float = 0.998,
    overdispersion: Literal["none", "additive", "multiplicative"] = "additive",
    method: Literal["counts", "roots"] = "counts",
    winsorised_share: float = 0.1,
) -> Funnel:
    """Funnel limits at two levels, with allowance for places that differ anyway.

    Parameters
    ----------
    count : array_like of float, shape (n,), or Protected
        Events; NaN where withheld. A protected count is outside where all true counts are that it
        may stand for.
    expected : array_like of float, shape (n,)
        Expected events, or people; NaN where unknown.
    inner_level, outer_level : float, default 0.95 and 0.998
    overdispersion : {"additive", "none", "multiplicative"}
        ``none`` gives exact Poisson limits around the target, ``additive`` adds the variance of a
        random effect of all places, ``multiplicative`` takes the variance of counts for the same
        multiple of their mean everywhere. Where none is found, limits are exact.
    method : {"counts", "roots"}
        ``counts`` reckons with the distribution of counts itself, and its limits are quantiles:
        without a spread they keep their levels at any expectation; a large spread comes out too
        small where few events are expected. ``roots`` gives Spiegelhalter's formulae as published,
        which take the root of a count as normal with variance 1/4 and are far off where fewer than
        about ten events are expected.
    winsorised_share : float, default 0.1
        Share of places on each side that is pulled in before the spread is found, so that the few
        which the funnel should show do not widen it.

    Returns
    -------
    Funnel

    Raises
    ------
    InvalidArgument
        For negative numbers, other lengths, or an option outside its range.

    References
    ----------
    Spiegelhalter (2005), Stat. Med. 24, pages 1185-1202; Spiegelhalter and others (2012),
    J. R. Stat. Soc. A 175, pages 1-47.

    Examples
    --------
    >>> import libprofile as lp
    >>> found = lp.risk.funnel([10, 3, 22, 15], [10, 10, 10, 10], overdispersion="none")
    >>> found.flag.tolist()
    ['inside', 'low', 'high', 'inside']
    """
    require_same_labels(count=count, expected=expected)
    events, band = counts_1d(count, "count")
    base = values_1d(expected, "expected", missing=True)
    found = _core.funnel(
        events,
        base,
        inner_level=inner_level,
        outer_level=outer_level,
        overdispersion=overdispersion,
        method=method,
        winsorised_share=winsorised_share,
        rounding_band=band,
    )
    found["flag"] = np.asarray(found["flag"], dtype=np.str_)
    return Funnel(
        **{name: frozen(value) for name, value in found.items()},
        overdispersion=overdispersion,
        _count=events,
        _expected=base,
        _index=index_of(count),
    )
