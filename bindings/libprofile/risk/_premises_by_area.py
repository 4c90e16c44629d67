# SPDX-License-Identifier: MIT
"""Types of premises by area, steadied, with small numbers joined upward."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd

from libprofile import _core
from libprofile._inputs import FloatArray, Points, Values
from libprofile._results import Result, frozen, progress_reporter
from libprofile.errors import InvalidArgument
from libprofile.risk._premises_inputs import Codes, labels_of, register_of


@dataclass(frozen=True, repr=False)
class PremisesByArea(Result):
    """Steadied rates of types in areas, made by `premises_type_by_area`.

    Attributes
    ----------
    area, type : ndarray of str
    level : ndarray of str
        Where the premises and incidents lie: "area", or, joined upward because the area has too
        few premises of the type, "parent" or "all"; "none" where all areas together have too few.
    premises, incidents : ndarray of float
        At that level; NaN for "none".
    rate_per_100, lower, upper : ndarray of float
        Incidents per 100 premises, steadied by the rates of the type in all areas, and its
        interval; NaN for "none".
    """

    area: Any
    type: Any
    level: Any
    premises: FloatArray
    incidents: FloatArray
    rate_per_100: FloatArray
    lower: FloatArray
    upper: FloatArray

    def summary(self) -> str:
        """Say in words what was found, how sure it is, and what it cannot say."""
        own = int((self.level == "area").sum())
        hidden = int((self.level == "none").sum())
        joined = len(self.level) - own - hidden
        return (
            f"{len(self.level):,} types in areas. {own:,} have premises enough to be shown for "
            f"their area, {joined:,} are joined to a larger one, and {hidden:,} are not shown. "
            "Each rate is pulled towards that of its type in all areas, the more the fewer "
            "premises stand behind it: an area that differs from all others does so by more than "
            "its rate here shows. Correlation, not evidence, and nothing of any one premises."
        )


def _parents_of(areas: Codes, parents: Codes, area_names: list[str], number_of_areas: int) -> Codes:
    """Parent of each area; refused where premises of one area disagree."""
    parent_of_area = np.zeros(number_of_areas, dtype=np.uint32)
    parent_of_area[areas] = parents
    wrong = np.flatnonzero(parent_of_area[areas] != parents)
    if wrong.size:
        raise InvalidArgument(
            f"parent[{int(wrong[0])}]: area {area_names[areas[wrong[0]]]} must have one parent"
        )
    return parent_of_area


def premises_type_by_area(
    premises: gpd.GeoDataFrame,
    incidents: Points,
    area: "str | pd.Series[Any] | Sequence[Hashable]",
    *,
    parent: "str | pd.Series[Any] | Sequence[Hashable] | None" = None,
    radius_m: float = 100.0,
    minimum_premises: float = 3.0,
    weights: Values | None = None,
    level: float = 0.95,
    exclude: Sequence[str] = ("P12", "P15", "P17"),
    n_jobs: int = -1,
    progress: bool | Callable[[float], None] | None = None,
) -> PremisesByArea:
    """Rates of each type in each area, steadied; small numbers are joined upward.

    Parameters
    ----------
    premises : GeoDataFrame of points
        In metres, with a column ``type``.
    incidents : GeoDataFrame or GeoSeries of points, or array_like of float, shape (n, 2)
        In metres.
    area : str, Series or sequence
        Of each premises: the name of a column, or the labels.
    parent : str, Series or sequence, optional
        The larger area that each premises' area belongs to.
    radius_m : float, default 100
        An incident this close to a premises is near it.
    minimum_premises : float, default 3
        With fewer premises of a type, an area is joined to its parent, and that to all.
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
    PremisesByArea
        One row for each type in an area, by area and type.

    Raises
    ------
    CrsError
        For points in degrees, or in different reference systems.
    InputError
        For premises without a column that is named.
    InvalidArgument
        For premises without a type, area or parent, an area with two parents, or an option outside
        its range.

    References
    ----------
    Marshall (1991), J. R. Stat. Soc. C 40, pages 283-294.

    Examples
    --------
    >>> import geopandas as gpd, libprofile as lp
    >>> from shapely import Point
    >>> premises = gpd.GeoDataFrame(
    ...     {"type": ["P05"] * 4, "ward": ["A", "A", "A", "B"]},
    ...     geometry=[Point(1000 * i, 0) for i in range(4)],
    ...     crs=27700,
    ... )
    >>> found = lp.risk.premises_type_by_area(premises, [(10, 0), (3000, 0)], "ward")
    >>> found.level.tolist(), found.premises.tolist()
    (['area', 'all'], [3.0, 4.0])
    """
    register = register_of(premises, incidents, exclude, weights)
    areas, area_names = labels_of(premises, area, "area", register.standing)
    parents = np.zeros(0, dtype=np.uint32)
    if parent is not None:
        of_premises, _ = labels_of(premises, parent, "parent", register.standing)
        parents = _parents_of(areas, of_premises, area_names, len(area_names))
    found = _core.premises_by_area(
        register.xy_m,
        register.types,
        areas,
        parents,
        register.incidents_xy_m,
        weights=register.weights,
        radius_m=radius_m,
        level=level,
        minimum_premises=minimum_premises,
        excluded_types=register.excluded,
        n_jobs=n_jobs,
        progress=progress_reporter(progress, "premises_type_by_area"),
    )
    found["area"] = np.array(area_names, dtype=object)[found["area"]]
    found["type"] = np.array(register.names, dtype=object)[found["type"]]
    found["level"] = np.array(found["level"], dtype=object)
    return PremisesByArea(**{name: frozen(array) for name, array in found.items()})
