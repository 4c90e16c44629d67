# SPDX-License-Identifier: MIT
"""Incidents near each type of premises."""

from collections.abc import Callable, Sequence

import geopandas as gpd
import numpy as np
import pandas as pd

from libprofile import _core
from libprofile._columns import require_columns, require_geo_frame
from libprofile._inputs import (
    Points,
    Values,
    codes_of,
    points_xy,
    values_1d,
)
from libprofile._results import progress_reporter
from libprofile.errors import InvalidArgument
from libprofile.geography._assign import require_same_crs


def premises_type_risk(
    premises: gpd.GeoDataFrame,
    incidents: Points,
    *,
    radius_m: float = 100.0,
    weights: Values | None = None,
    level: float = 0.95,
    exclude: Sequence[str] = ("P12", "P15", "P17"),
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
    exclude : sequence of str
        Types that are left out: by default children's homes, private dwellings and online.
    n_jobs : int, default -1
        Threads; -1 for all.
    progress : bool or callable, optional
        True shows a bar; a function is called with the share done.

    Returns
    -------
    DataFrame
        One row a type, ordered by it: ``type``, ``premises``, ``with_incident``, ``incidents``,
        ``rate_per_100``, ``lower``, ``upper``, ``location_quotient``, ``gini``,
        ``share_top_tenth``, ``flag`` (high, low, none) and ``reason``. ``attrs["mean_per_100"]``
        is the mean of all types.

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
    require_geo_frame(premises, "premises")
    require_columns(premises, ["type"], "premises")
    require_same_crs(incidents, premises, "incidents", "premises")
    codes, names = codes_of(premises["type"], "type")
    if (codes < 0).any():
        raise InvalidArgument(f"type[{int(np.argmax(codes < 0))}]: must be given")
    rows, mean = _core.premises_type_risk(
        points_xy(premises, "premises"),
        codes.astype(np.uint32),
        points_xy(incidents, "incidents"),
        weights=None if weights is None else values_1d(weights, "weights"),
        radius_m=radius_m,
        level=level,
        excluded_types=[i for i, name in enumerate(names) if name in set(exclude)],
        n_jobs=n_jobs,
        progress=progress_reporter(progress, "premises_type_risk"),
    )
    frame = pd.DataFrame(rows)
    if len(frame):
        frame["type"] = [names[i] for i in frame["type"]]
        frame[["premises", "with_incident"]] = frame[["premises", "with_incident"]].astype(np.int64)
    frame.attrs["mean_per_100"] = mean
    return frame
