# SPDX-License-Identifier: MIT
"""Incidents near each type of premises."""

from collections.abc import Callable, Sequence
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd

from libprofile import _core
from libprofile._inputs import Points, Values
from libprofile._results import progress_reporter
from libprofile.risk._premises_inputs import Date, register_of, warn_of_dates

_NUMBERS = (
    *("premises", "with_incident", "incidents", "rate_per_100", "lower", "upper"),
    *("location_quotient", "steadied_per_100", "steadied_lower", "steadied_upper"),
    *("gini", "gini_generalised", "share_top_tenth", "share_top_tenth_by_chance", "p", "q"),
)
_NO_ROWS: dict[str, "pd.Series[Any]"] = {
    "type": pd.Series(dtype=object),
    **{name: pd.Series(dtype=np.float64) for name in _NUMBERS},
    **{name: pd.Series(dtype=object) for name in ("funnel", "flag", "reason")},
}


def premises_type_risk(
    premises: gpd.GeoDataFrame,
    incidents: Points,
    *,
    radius_m: float = 100.0,
    weights: Values | None = None,
    level: float = 0.95,
    dispersion_cell_m: float = 1000.0,
    exclude: Sequence[str] = ("P12", "P15", "P17"),
    register_date: Date | None = None,
    window: tuple[Date, Date] | None = None,
    n_jobs: int = -1,
    progress: bool | Callable[[float], None] | None = None,
) -> pd.DataFrame:
    """Incidents near each type of premises, per 100 premises, against the mean of all types.

    An incident near several premises is split between them equally. Nothing is said of any one
    premises.

    Parameters
    ----------
    premises : GeoDataFrame of points
        In metres, with a column ``type``.
    incidents : GeoDataFrame or GeoSeries of points, or array_like of float, shape (n, 2)
        In metres.
    radius_m : float, default 100
        An incident this close to a premises is near it.
    weights : array_like of float, shape (n,), optional
        How many incidents each point stands for.
    level : float, default 0.95
        Of the intervals.
    dispersion_cell_m : float, default 1000
        Side of the squares over which incidents are seen to come in clusters.
    exclude : sequence of str
        Types that are left out: by default children's homes, private dwellings and online.
    register_date : str or datetime, optional
        When the register was made; with `window`, a register older or newer is warned of.
    window : tuple of str or datetime, optional
        First and last day of the incidents. Incidents with a column ``start`` outside it are warned
        of, and counted.
    n_jobs : int, default -1
        Threads; -1 for all.
    progress : bool or callable, optional
        True shows a bar; a function is called with the share done.

    Returns
    -------
    DataFrame
        One row a type, ordered by it: ``type``, ``premises``, ``with_incident``, ``incidents``,
        ``rate_per_100``, ``lower``, ``upper``, ``location_quotient``; the rate steadied by all
        types (``steadied_per_100`` with ``steadied_lower`` and ``steadied_upper``); ``gini``,
        ``gini_generalised``, ``share_top_tenth`` and what chance gives of it,
        ``share_top_tenth_by_chance``; ``p`` against the mean of all types and ``q``, corrected for
        all of them; ``funnel``
        (high_99.8, high_95, low_95, low_99.8, none), ``flag`` (high, low, none) and ``reason``.
        ``attrs["mean_per_100"]`` is the mean of all types, ``attrs["dispersion"]`` how many times
        as much incidents vary as independent ones would, over types by squares: ``p``, ``q`` and
        ``funnel`` allow for it (NaN, and taken as 1, where fewer than two types in two squares
        have incidents). Intervals and ``flag`` are those of incidents that fall independently.

    Raises
    ------
    CrsError
        For points in degrees, or in different reference systems.
    InputError
        For premises without a column ``type``.
    InvalidArgument
        For premises without a type, or an option outside its range.

    Examples
    --------
    >>> import geopandas as gpd, libprofile as lp
    >>> from shapely import Point
    >>> premises = gpd.GeoDataFrame(
    ...     {"type": ["P05", "P06"]}, geometry=[Point(0, 0), Point(900, 0)], crs=27700
    ... )
    >>> near = lp.risk.premises_type_risk(premises, [(10, 0), (20, 0), (890, 0)])
    >>> near[["type", "incidents"]].to_numpy().tolist()
    [['P05', 2.0], ['P06', 1.0]]
    """
    warn_of_dates(register_date, window, incidents)
    register = register_of(premises, incidents, exclude, weights)
    rows, mean, dispersion = _core.premises_type_risk(
        register.xy_m,
        register.types,
        register.incidents_xy_m,
        weights=register.weights,
        radius_m=radius_m,
        level=level,
        dispersion_cell_m=dispersion_cell_m,
        excluded_types=register.excluded,
        n_jobs=n_jobs,
        progress=progress_reporter(progress, "premises_type_risk"),
    )
    frame = pd.DataFrame(rows if len(rows) else _NO_ROWS)
    if len(frame):
        frame["type"] = [register.names[i] for i in frame["type"]]
    frame[["premises", "with_incident"]] = frame[["premises", "with_incident"]].astype(np.int64)
    frame.attrs["mean_per_100"] = mean
    frame.attrs["dispersion"] = dispersion
    return frame
