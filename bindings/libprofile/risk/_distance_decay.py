# SPDX-License-Identifier: MIT
"""Incidents by distance from premises of each type."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import pandas as pd

from libprofile import _core
from libprofile._drawing import require_matplotlib
from libprofile._inputs import FloatArray, Points, Values, values_1d
from libprofile._results import Result, frozen, progress_reporter
from libprofile.errors import InvalidArgument
from libprofile.risk._premises_inputs import labels_of, register_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes


@dataclass(frozen=True, repr=False)
class DistanceDecay(Result):
    """Curves of each type, made by `distance_decay`: one entry for each type and band.

    Attributes
    ----------
    type : ndarray of str
    premises : ndarray of float
    from_m, to_m : ndarray of float
        Where the band begins and ends.
    per_premises : ndarray of float
        Mean number of incidents in the band around a premises of the type.
    per_km2 : ndarray of float
        The same per square kilometre of the band.
    expected, lower, upper : ndarray of float
        The mean of as many premises of any type in the same neighbourhoods, and the range of that
        mean where types are dealt out at random.
    """

    type: Any
    premises: FloatArray
    from_m: FloatArray
    to_m: FloatArray
    per_premises: FloatArray
    per_km2: FloatArray
    expected: FloatArray
    lower: FloatArray
    upper: FloatArray

    def summary(self) -> str:
        """Say in words what was found, how sure it is, and what it cannot say."""
        first = self.from_m == 0
        above = [str(one) for one in self.type[first & (self.per_premises > self.upper)]]
        below = [str(one) for one in self.type[first & (self.per_premises < self.lower)]]
        to_m = float(self.to_m[0]) if len(self.to_m) else 0.0
        return (
            f"Incidents within {to_m:g} m of a premises and in bands beyond, against premises of "
            "any type in the same neighbourhoods. Closest to them more than dealing out the types "
            f"at random gives: {', '.join(above) or 'no type'}; fewer: "
            f"{', '.join(below) or 'no type'}. Where only the first band stands out, incidents "
            "gather at the type; where all do, they gather where the type stands. Correlation, not "
            "evidence, and nothing of any one premises."
        )

    def plot(self, premises_type: str, ax: "Axes | None" = None) -> "Axes":
        """Draw the curve of one type with what is expected, and return the axes."""
        plt = require_matplotlib()

        chosen = self.type == premises_type
        if not chosen.any():
            known = ", ".join(sorted({str(one) for one in self.type}))
            raise InvalidArgument(f"premises_type = {premises_type!r}: must be one of {known}")
        if ax is None:
            _, ax = plt.subplots(figsize=(7, 4))
        area_km2 = np.pi * (self.to_m[chosen] ** 2 - self.from_m[chosen] ** 2) / 1e6
        edges = np.append(self.from_m[chosen], self.to_m[chosen][-1])

        def steps(values: FloatArray) -> FloatArray:
            density = values[chosen] / area_km2
            return np.append(density, density[-1])

        ax.fill_between(
            edges,
            steps(self.lower),
            steps(self.upper),
            step="post",
            color="#b1b4b6",
            label="types at random in the same neighbourhoods",
        )
        ax.step(edges, steps(self.per_premises), where="post", color="#0072b2", label=premises_type)
        ax.set_xlabel("metres from a premises")
        ax.set_ylabel("incidents per km²")
        ax.set_ylim(bottom=0)
        ax.legend()
        return ax


def distance_decay(
    premises: gpd.GeoDataFrame,
    incidents: Points,
    *,
    neighbourhood: "str | pd.Series[Any] | Sequence[Hashable] | None" = None,
    limits_m: Sequence[float] = (50.0, 100.0, 200.0, 300.0, 400.0, 500.0),
    weights: Values | None = None,
    level: float = 0.95,
    replicates: int = 999,
    seed: int = 0,
    exclude: Sequence[str] = ("P12", "P15", "P17"),
    n_jobs: int = -1,
    progress: bool | Callable[[float], None] | None = None,
) -> DistanceDecay:
    """How incidents thin out with distance from premises of each type.

    An incident counts in a band of every premises that it lies in: a curve is a mean around one
    premises, and no sum over premises is formed.

    Parameters
    ----------
    premises : GeoDataFrame of points
        In metres, with a column ``type``.
    incidents : GeoDataFrame or GeoSeries of points, or array_like of float, shape (n, 2)
        In metres.
    neighbourhood : str, Series or sequence, optional
        Of each premises: types are dealt out within it. Without it a busy street shows as the type.
    limits_m : sequence of float
        Where each band ends, ascending; the first begins at the premises itself.
    weights : array_like of float, shape (n,), optional
        How many incidents each point stands for.
    level : float, default 0.95
        Of the range around what is expected.
    replicates : int, default 999
        Times that types are dealt out anew.
    seed : int, default 0
    exclude : sequence of str
        Types that are left out: by default children's homes, private dwellings and online.
    n_jobs : int, default -1
        Threads; -1 for all. The result does not depend on it.
    progress : bool or callable, optional
        True shows a bar; a function is called with the share done.

    Returns
    -------
    DistanceDecay

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
    Diggle (2003), Statistical Analysis of Spatial Point Patterns.

    Examples
    --------
    >>> import geopandas as gpd, libprofile as lp
    >>> from shapely import Point
    >>> premises = gpd.GeoDataFrame(
    ...     {"type": ["P05", "P06"]}, geometry=[Point(0, 0), Point(900, 0)], crs=27700
    ... )
    >>> found = lp.risk.distance_decay(
    ...     premises, [(10, 0), (20, 0), (880, 0)], limits_m=[15, 50], replicates=99
    ... )
    >>> found.per_premises.tolist()
    [1.0, 1.0, 0.0, 1.0]
    """
    register = register_of(premises, incidents, exclude, weights)
    labels = np.zeros(0, dtype=np.uint32)
    if neighbourhood is not None:
        labels, _ = labels_of(premises, neighbourhood, "neighbourhood", register.standing)
    found = _core.distance_decay(
        register.xy_m,
        register.types,
        labels,
        register.incidents_xy_m,
        weights=register.weights,
        limits_m=values_1d(list(limits_m), "limits_m").tolist(),
        level=level,
        replicates=replicates,
        seed=seed,
        excluded_types=register.excluded,
        n_jobs=n_jobs,
        progress=progress_reporter(progress, "distance_decay"),
    )
    found["type"] = np.array(register.names, dtype=object)[found["type"]]
    return DistanceDecay(**{name: frozen(array) for name, array in found.items()})
