# SPDX-License-Identifier: MIT
"""Types of premises against other types in the same neighbourhoods."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import pandas as pd

from libprofile import _core
from libprofile._drawing import require_matplotlib
from libprofile._inputs import FloatArray, Points, Values
from libprofile._results import Result, frozen, progress_reporter
from libprofile.risk._premises_inputs import labels_of, register_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes


@dataclass(frozen=True, repr=False)
class MatchedBackground(Result):
    """Rate ratios of types within neighbourhoods, made by `matched_background`.

    Attributes
    ----------
    type : ndarray of str
    neighbourhoods : ndarray of int
        That hold premises of the type and of others: only they can be compared in.
    premises, incidents : ndarray of float
        Of the type, in those neighbourhoods.
    rate_ratio : ndarray of float
        Incidents per premises of the type over those of other types in the same neighbourhood.
        Infinite where only the type has incidents; NaN where there is nothing to compare.
    lower, upper : ndarray of float
        Its interval; 0 and infinity where there is nothing to compare, NaN where incidents are in
        a single neighbourhood, which cannot say how neighbourhoods differ.
    """

    type: Any
    neighbourhoods: Any
    premises: FloatArray
    incidents: FloatArray
    rate_ratio: FloatArray
    lower: FloatArray
    upper: FloatArray

    def summary(self) -> str:
        """Say in words what was found, how sure it is, and what it cannot say."""
        above = [str(one) for one in self.type[self.lower > 1]]
        below = [str(one) for one in self.type[self.upper < 1]]
        without = int(np.isnan(self.lower).sum())
        open_ones = len(self.type) - len(above) - len(below) - without
        return (
            "Incidents per premises of each type, over those of other types in the same "
            f"neighbourhood. Clearly more than around them: {', '.join(above) or 'no type'}; "
            f"clearly fewer: {', '.join(below) or 'no type'}; open: {open_ones} of "
            f"{len(self.type)}; without an interval, as incidents are in a single neighbourhood: "
            f"{without}. What all premises of a neighbourhood share, such as a busy street, "
            "cancels out; what only some share, such as the corner of it, does not. Correlation, "
            "not evidence, and nothing of any one premises."
        )

    def plot(self, ax: "Axes | None" = None) -> "Axes":
        """Draw a dot and its interval for each type, on a logarithmic axis, and return the axes."""
        plt = require_matplotlib()

        if ax is None:
            _, ax = plt.subplots(figsize=(7, 0.4 * len(self.type) + 1))
        order = np.argsort(np.nan_to_num(self.rate_ratio, nan=-1.0), kind="stable")
        shown = [k for k in order if np.isfinite(self.rate_ratio[k]) and self.rate_ratio[k] > 0]
        at = np.arange(len(shown))
        lower = np.maximum(self.lower[shown], 1e-3)
        upper = np.minimum(self.upper[shown], 1e3)
        ax.hlines(at, lower, upper, color="#0072b2")
        ax.plot(self.rate_ratio[shown], at, "o", color="#0072b2")
        ax.axvline(1, color="#505a5f", linestyle="--")
        ax.set_xscale("log", base=2)
        ax.xaxis.set_major_formatter(lambda value, _: f"{value:g}")
        ax.set_yticks(at, [str(self.type[k]) for k in shown])
        ax.set_xlabel("rate ratio to other types in the same neighbourhood, 95 % interval")
        return ax


def matched_background(
    premises: gpd.GeoDataFrame,
    incidents: Points,
    neighbourhood: "str | pd.Series[Any] | Sequence[Hashable]",
    *,
    radius_m: float = 100.0,
    weights: Values | None = None,
    level: float = 0.95,
    exclude: Sequence[str] = ("P12", "P15", "P17"),
    n_jobs: int = -1,
    progress: bool | Callable[[float], None] | None = None,
) -> MatchedBackground:
    """Compare each type with other types in the same neighbourhoods.

    So that a takeaway is not blamed for the high street: Mantel-Haenszel rate ratios over
    neighbourhoods. An incident near several premises is split between them equally.

    Parameters
    ----------
    premises : GeoDataFrame of points
        In metres, with a column ``type``.
    incidents : GeoDataFrame or GeoSeries of points, or array_like of float, shape (n, 2)
        In metres.
    neighbourhood : str, Series or sequence
        Of each premises: the name of a column, or the labels, as from `lp.geography.assign`.
    radius_m : float, default 100
        An incident this close to a premises is near it.
    weights : array_like of float, shape (n,), optional
        How many incidents each point stands for.
    level : float, default 0.95
        Of the intervals.
    exclude : sequence of str
        Types that are left out: by default children's homes, private dwellings and online.
    n_jobs : int, default -1
        Threads; -1 for all.
    progress : bool or callable, optional
        True shows a bar; a function is called with the share done.

    Returns
    -------
    MatchedBackground

    Raises
    ------
    CrsError
        For points in degrees, or in different reference systems.
    InputError
        For premises without a column that is named.
    InvalidArgument
        For premises without a type or neighbourhood, or an option outside its range.

    References
    ----------
    Greenland and Robins (1985), Biometrics 41, pages 55-68.

    Examples
    --------
    >>> import geopandas as gpd, libprofile as lp
    >>> from shapely import Point
    >>> premises = gpd.GeoDataFrame(
    ...     {"type": ["P05", "P06"], "ward": ["A", "A"]},
    ...     geometry=[Point(0, 0), Point(900, 0)],
    ...     crs=27700,
    ... )
    >>> found = lp.risk.matched_background(premises, [(10, 0), (20, 0), (890, 0)], "ward")
    >>> found.rate_ratio.tolist()
    [2.0, 0.5]
    """
    register = register_of(premises, incidents, exclude, weights)
    labels, _ = labels_of(premises, neighbourhood, "neighbourhood", register.standing)
    found = _core.matched_background(
        register.xy_m,
        register.types,
        labels,
        register.incidents_xy_m,
        weights=register.weights,
        radius_m=radius_m,
        level=level,
        excluded_types=register.excluded,
        n_jobs=n_jobs,
        progress=progress_reporter(progress, "matched_background"),
    )
    found["type"] = np.array(register.names, dtype=object)[found["type"]]
    return MatchedBackground(**{name: frozen(array) for name, array in found.items()})
