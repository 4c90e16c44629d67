# SPDX-License-Identifier: MIT
"""Incidents near premises while they are open, against when they are closed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd

from libprofile import _core
from libprofile._inputs import FloatArray, Points
from libprofile._labels import require_same_labels
from libprofile._results import Result, frozen, progress_reporter
from libprofile.errors import InvalidArgument
from libprofile.risk._premises_inputs import register_of

HOURS_OF_WEEK = 168


@dataclass(frozen=True, repr=False)
class OpeningHoursRisk(Result):
    """Odds ratios of types, open against closed, made by `opening_hours_risk`.

    Attributes
    ----------
    type : ndarray of str
    premises : ndarray of int
        That say when they are open.
    incidents : ndarray of int
        Near premises that are sometimes open and sometimes closed; only they say something.
    open : ndarray of int
        Those that happened while the premises was open.
    expected : ndarray of float
        How many would have if being open made no difference.
    odds_ratio, lower, upper : ndarray of float
        How many times the odds of an incident are while the same premises is open. NaN without an
        incident, infinite where every incident happened while open.
    p : ndarray of float
    method : ndarray of str
        "exact", or "score" above 1,000 incidents.
    """

    type: Any
    premises: Any
    incidents: Any
    open: Any
    expected: FloatArray
    odds_ratio: FloatArray
    lower: FloatArray
    upper: FloatArray
    p: FloatArray
    method: Any

    def summary(self) -> str:
        """Say in words what was found, how sure it is, and what it cannot say."""
        above = [str(one) for one in self.type[self.lower > 1]]
        below = [str(one) for one in self.type[self.upper < 1]]
        silent = [str(one) for one in self.type[self.incidents == 0]]
        return (
            "Incidents near premises while they are open, against the hours that the same premises "
            f"are open. Clearly more while open: {', '.join(above) or 'no type'}; clearly fewer: "
            f"{', '.join(below) or 'no type'}; nothing to say of: {', '.join(silent) or 'no type'}."
            " The place is its own comparison, so that where it stands cancels out; what else "
            "changes with the hour there does not. Correlation, not evidence, and nothing of any "
            "one premises."
        )


def _hours(hours: Any) -> npt.NDArray[np.int32]:
    """Hours of the week, Monday 00 first, of times or numbers; -1 where missing."""
    series = pd.Series(hours).reset_index(drop=True)
    if isinstance(series.dtype, pd.DatetimeTZDtype):
        series = series.dt.tz_convert("Europe/London")
    if pd.api.types.is_datetime64_any_dtype(series):
        series = series.dt.day_of_week * 24 + series.dt.hour
    try:
        numbers = series.astype("Float64").fillna(-1).to_numpy(dtype=float)
    except (TypeError, ValueError) as error:
        raise InvalidArgument("hours: must be times, or hours of the week from 0 to 167") from error
    wrong = np.flatnonzero((numbers != np.floor(numbers)) | (numbers < -1) | (numbers >= 168))
    if wrong.size:
        at = int(wrong[0])
        raise InvalidArgument(f"hours[{at}] = {numbers[at]:g}: must be whole, 0 to 167, or missing")
    return numbers.astype(np.int32)


def _of_placed(
    hours: npt.NDArray[np.int32], placed: npt.NDArray[np.bool_]
) -> npt.NDArray[np.int32]:
    # Of another length: the extension says so.
    return hours[placed] if len(hours) == len(placed) else hours


def opening_hours_risk(
    premises: gpd.GeoDataFrame,
    open_hours: npt.ArrayLike,
    incidents: Points,
    hours: Any,
    *,
    radius_m: float = 100.0,
    compared_with: Literal["incidents_elsewhere", "week"] = "incidents_elsewhere",
    level: float = 0.95,
    exclude: Sequence[str] = ("P12", "P15", "P17"),
    n_jobs: int = -1,
    progress: bool | Callable[[float], None] | None = None,
) -> OpeningHoursRisk:
    """Whether incidents near premises of a type happen while they are open.

    A case-crossover comparison: each incident against all hours of its own premises. An incident
    counts once for a type, for the nearest of its premises that says when it is open.

    Parameters
    ----------
    premises : GeoDataFrame of points
        In metres, with a column ``type``.
    open_hours : array_like of bool, shape (premises, 168)
        Whether each is open in each hour of the week, Monday 00 first; all False: not known.
    incidents : GeoDataFrame or GeoSeries of points, or array_like of float, shape (n, 2)
        In metres.
    hours : Series or array_like, shape (n,)
        When each incident happened: times (without a zone they are local time of Europe/London), or
        hours of the week from 0. Missing: not known, and left out.
    radius_m : float, default 100
        An incident this close to a premises is near it.
    compared_with : {"incidents_elsewhere", "week"}
        An hour counts as many times as incidents elsewhere happen in it, so that a type is not
        blamed for the evening; or every hour of the week counts the same.
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
    OpeningHoursRisk

    Raises
    ------
    CrsError
        For points in degrees, or in different reference systems.
    InputError
        For premises without a column ``type``.
    InvalidArgument
        For premises without a type, hours of another shape or outside their range, or an option
        outside its range.

    References
    ----------
    Maclure (1991), Am. J. Epidemiol. 133, pages 144-153.

    Examples
    --------
    >>> import geopandas as gpd, numpy as np, libprofile as lp
    >>> from shapely import Point
    >>> premises = gpd.GeoDataFrame({"type": ["P05"]}, geometry=[Point(0, 0)], crs=27700)
    >>> evenings = (np.arange(168) % 24 >= 18)[np.newaxis]
    >>> found = lp.risk.opening_hours_risk(
    ...     premises, evenings, [(0, 9)] * 4, [20, 21, 22, 3], compared_with="week"
    ... )
    >>> round(float(found.odds_ratio[0]), 6)
    9.0
    """
    register = register_of(premises, incidents, exclude)
    require_same_labels(premises=premises, open_hours=open_hours)
    require_same_labels(incidents=incidents, hours=hours)
    is_open = np.asarray(open_hours)
    if is_open.shape != (len(premises), HOURS_OF_WEEK) or is_open.dtype.kind not in "bui":
        raise InvalidArgument(
            f"open_hours has shape {is_open.shape} of {is_open.dtype}: must be bool of shape "
            f"({len(premises)}, 168)"
        )
    found = _core.opening_hours_risk(
        register.xy_m,
        register.types,
        np.ascontiguousarray(is_open[register.standing] != 0, dtype=np.uint8).ravel(),
        register.incidents_xy_m,
        _of_placed(_hours(hours), register.placed),
        radius_m=radius_m,
        compared_with=compared_with,
        level=level,
        excluded_types=register.excluded,
        n_jobs=n_jobs,
        progress=progress_reporter(progress, "opening_hours_risk"),
    )
    found["type"] = np.array(register.names, dtype=object)[found["type"]]
    found["method"] = np.array(found["method"], dtype=object)
    return OpeningHoursRisk(**{name: frozen(array) for name, array in found.items()})
