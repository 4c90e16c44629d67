# SPDX-License-Identifier: MIT
"""Times of records as days, for what only compares them with each other."""

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from libprofile._inputs import FloatArray, Values, values_1d
from libprofile.errors import InvalidArgument

_MICROSECONDS_A_DAY = 86_400_000_000
_TEXT = "must be times or days, not text: use pandas.to_datetime"


def times_days(times: Values | npt.NDArray[np.datetime64], name: str = "times") -> FloatArray:
    """Days since 1970-01-01 (UTC where a zone is given), or the numbers given, as days.

    Whole days are exact, times of day to a microsecond.
    """
    array = times if isinstance(times, (pd.Series, pd.Index)) else np.asarray(times)
    if isinstance(array.dtype, pd.DatetimeTZDtype) or array.dtype.kind == "M":
        return _days_of_instants(pd.Series(array), name)
    if array.dtype.kind in "US":
        raise InvalidArgument(f"{name}: {_TEXT}")
    if array.dtype == object and len(array) and not isinstance(array[0], (int, float)):
        return _days_of_instants(_instants(array, name), name)
    return values_1d(times, name)


def _instants(array: Any, name: str) -> "pd.Series[Any]":
    if any(isinstance(one, str) for one in array):
        raise InvalidArgument(f"{name}: {_TEXT}")
    try:
        return pd.Series(pd.to_datetime(pd.Series(array), utc=True))
    except (TypeError, ValueError) as error:
        raise InvalidArgument(f"{name}: must be times or days") from error


def _days_of_instants(instants: "pd.Series[Any]", name: str) -> FloatArray:
    missing = np.flatnonzero(instants.isna().to_numpy())
    if missing.size:
        raise InvalidArgument(f"{name}[{int(missing[0])}] is missing: must be a time")
    if isinstance(instants.dtype, pd.DatetimeTZDtype):
        instants = instants.dt.tz_convert("UTC").dt.tz_localize(None)
    microseconds = instants.to_numpy().astype("datetime64[us]").astype(np.int64)
    whole, part = np.divmod(microseconds, _MICROSECONDS_A_DAY)
    return np.asarray(whole + part / _MICROSECONDS_A_DAY, dtype=np.float64)
