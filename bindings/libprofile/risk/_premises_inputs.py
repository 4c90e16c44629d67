# SPDX-License-Identifier: MIT
"""A register of premises, as the extension takes it."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Any

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd

from libprofile import _core
from libprofile._advice import advise
from libprofile._clock import MISSING, one_day, times_seconds
from libprofile._columns import require_columns, require_geo_frame
from libprofile._inputs import (
    FloatArray,
    Points,
    Values,
    codes_of,
    points_xy,
    require_no_protected_names,
    values_1d,
)
from libprofile._labels import require_same_labels
from libprofile.errors import InvalidArgument
from libprofile.geography._assign import require_same_crs
from libprofile.risk._premises_codes import premises_types

# Children's homes, private dwellings and online: never mapped.
NEVER_MAPPED = ("P12", "P15", "P17")

Codes = npt.NDArray[np.uint32]
Date = str | pd.Timestamp | Any


@dataclass(frozen=True)
class Register:
    """Columns of premises and of the incidents near them.

    Attributes
    ----------
    xy_m, incidents_xy_m : ndarray of float, shape (n, 2)
    types : ndarray of uint32
        Index into `names`.
    names : list of str
    excluded : list of int
        Indices of types that take no part.
    weights : ndarray of float or None
        Of incidents with a place.
    standing, placed : ndarray of bool
        Which of the premises and which of the incidents given have a place.
    """

    xy_m: FloatArray
    types: Codes
    names: list[str]
    incidents_xy_m: FloatArray
    excluded: list[int]
    weights: FloatArray | None
    standing: npt.NDArray[np.bool_]
    placed: npt.NDArray[np.bool_]


def register_of(
    premises: gpd.GeoDataFrame,
    incidents: Points,
    exclude: Sequence[str],
    weights: Values | None = None,
) -> Register:
    """Check premises and incidents and turn them into columns."""
    require_geo_frame(premises, "premises")
    require_columns(premises, ["type"], "premises")
    require_same_crs(incidents, premises, "incidents", "premises")
    require_same_labels(incidents=incidents, weights=weights)
    types = premises_types(premises["type"])
    left_out = set(premises_types(pd.Series(list(exclude), dtype=object), "exclude"))
    xy_m = points_xy(premises, "premises", missing=True)
    standing = _has_place(xy_m)
    # Homes need none: they take no part.
    away = int((~standing & ~types.isin(left_out).to_numpy()).sum())
    if away:
        advise(f"{away:,} of {len(standing):,} premises have no place and are left out")
    incidents_xy_m = points_xy(incidents, "incidents", missing=True)
    placed = _has_place(incidents_xy_m)
    if not placed.all():
        advise(
            f"{int((~placed).sum()):,} of {len(placed):,} incidents have no place and are near no "
            "premises"
        )
    codes, names = codes_of(types[standing], "type")
    by_point = None if weights is None else values_1d(weights, "weights")
    if by_point is not None and len(by_point) == len(placed):
        by_point = by_point[placed]
    return Register(
        np.ascontiguousarray(xy_m[standing]),
        codes.astype(np.uint32),
        names,
        np.ascontiguousarray(incidents_xy_m[placed]),
        [i for i, name in enumerate(names) if name in left_out],
        by_point,
        standing,
        placed,
    )


def _has_place(xy_m: FloatArray) -> npt.NDArray[np.bool_]:
    return np.asarray(~np.isnan(xy_m).any(axis=1), dtype=bool)


def labels_of(
    premises: gpd.GeoDataFrame,
    labels: "str | pd.Series[Any] | Sequence[Hashable]",
    name: str,
    standing: npt.NDArray[np.bool_],
) -> tuple[Codes, list[str]]:
    """Code a label of each premises with a place: a column's name, or the labels of all."""
    if isinstance(labels, str):
        require_columns(premises, [labels], "premises")
        labels = premises[labels]
    require_no_protected_names(labels, name)
    require_same_labels(**{"premises": premises, name: labels})
    if len(labels) != len(premises):
        raise InvalidArgument(f"{name} has {len(labels)} labels: must have one for each premises")
    of_all = pd.Series(labels).reset_index(drop=True)
    codes, names = codes_of(of_all[standing], name)
    if (codes < 0).any():
        at = int(np.flatnonzero(standing)[np.argmax(codes < 0)])
        raise InvalidArgument(
            f"{name}[{at}]: must be given; leave premises outside all areas out first"
        )
    return codes.astype(np.uint32), names


def warn_of_dates(
    register_date: Date | None, window: tuple[Date, Date] | None, incidents: Points
) -> None:
    """Warn of a register made before the incidents or after them, and of incidents outside."""
    made = None if register_date is None else _day(register_date, "register_date")
    if window is None:
        return
    if isinstance(window, str) or len(window) != 2:
        raise InvalidArgument('window: must be a pair, such as ("2018-01-01", "2018-12-31")')
    first, last = (_day(one, f"window[{k}]") for k, one in enumerate(window))
    if last < first:
        raise InvalidArgument(f"window: its end, {last}, must be after its start, {first}")
    if made is not None and not first <= made <= last:
        advise(
            f"the register is of {made}, the incidents are of {first} to {last}: premises that "
            "opened or closed between are counted wrongly"
        )
    if isinstance(incidents, gpd.GeoDataFrame) and "start" in incidents.columns:
        starts = times_seconds(incidents["start"], "incidents.start", missing=True)
        days = _core.london_days(starts[starts != MISSING]).astype("datetime64[D]")
        outside = int(((days < first) | (days > last)).sum())
        if outside:
            advise(
                f"window: {outside:,} of {len(incidents):,} incidents start outside {first} to "
                f"{last} and are counted all the same: leave them out first"
            )


def _day(value: Date, name: str) -> np.datetime64:
    return np.datetime64(one_day(value, name), "D")
