# SPDX-License-Identifier: MIT
"""A register of premises, as the extension takes it."""

import warnings
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Any

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd

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
    """

    xy_m: FloatArray
    types: Codes
    names: list[str]
    incidents_xy_m: FloatArray
    excluded: list[int]
    weights: FloatArray | None


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
    codes, names = codes_of(premises["type"], "type")
    if (codes < 0).any():
        raise InvalidArgument(
            f"type[{int(np.argmax(codes < 0))}]: must be given; P99 stands for a type not known"
        )
    return Register(
        points_xy(premises, "premises"),
        codes.astype(np.uint32),
        names,
        points_xy(incidents, "incidents"),
        [i for i, name in enumerate(names) if name in set(exclude)],
        None if weights is None else values_1d(weights, "weights"),
    )


def labels_of(
    premises: gpd.GeoDataFrame, labels: "str | pd.Series[Any] | Sequence[Hashable]", name: str
) -> tuple[Codes, list[str]]:
    """Code a label of each premises: a column's name, or the labels themselves."""
    if isinstance(labels, str):
        require_columns(premises, [labels], "premises")
        labels = premises[labels]
    require_no_protected_names(labels, name)
    require_same_labels(**{"premises": premises, name: labels})
    codes, names = codes_of(labels, name)
    if len(codes) != len(premises):
        raise InvalidArgument(f"{name} has {len(codes)} labels: must have one for each premises")
    if (codes < 0).any():
        at = int(np.argmax(codes < 0))
        raise InvalidArgument(
            f"{name}[{at}]: must be given; leave premises outside all areas out first"
        )
    return codes.astype(np.uint32), names


def warn_of_old_register(register_date: Date | None, window: tuple[Date, Date] | None) -> None:
    """Warn where the register was made before the incidents, with both dates."""
    if register_date is None or window is None:
        return
    made, first, last = (pd.Timestamp(one) for one in (register_date, *window))
    if made < first:
        warnings.warn(
            f"the register is of {made:%Y-%m-%d}, the incidents are of {first:%Y-%m-%d} to "
            f"{last:%Y-%m-%d}: premises that opened or closed between are counted wrongly",
            UserWarning,
            stacklevel=3,
        )
