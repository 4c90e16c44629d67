# SPDX-License-Identifier: MIT
"""Times of records as seconds in UTC, by the rules that a profile reads its tables with.

Texts are those of ISO 8601; without a zone a time is local time of Europe/London. What a text
means, and when clocks change, is asked of the extension: there is one rule.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from libprofile import _core
from libprofile.errors import InputError, InvalidArgument

Seconds = npt.NDArray[np.int64]

# How NumPy writes a time that is missing.
MISSING = np.iinfo(np.int64).min
# Years whose clock changes are known; before and after, local time is that of Greenwich.
_FIRST = np.datetime64("1972-01-01", "s").astype(np.int64)
_LAST = np.datetime64("2099-12-31T23:00", "s").astype(np.int64)
_FIRST_TEXT, _END_TEXT = "1972-01-01", "2099-12-31"
_HOUR_S = 3600
_DAY_S = 86_400


@dataclass(frozen=True)
class Times:
    """Seconds since 1970-01-01 in UTC.

    Attributes
    ----------
    start_s, end_s : ndarray of int64
        What a time is the whole of: a text that is a date ends with the day, an instant at once.
    is_day : ndarray of bool
        Whether only the day is known: a date, or one of datetimes that are all midnight.
    """

    start_s: Seconds
    end_s: Seconds
    is_day: npt.NDArray[np.bool_]


def times_of(times: Any, name: str, *, missing: bool = False) -> Times:
    """Read datetimes, dates or texts; with `missing`, absent ones become the least integer."""
    given = pd.Series(times).reset_index(drop=True)
    if given.isna().all():
        found = _all_missing(len(given))
    elif isinstance(given.dtype, pd.DatetimeTZDtype) or given.dtype.kind == "M":
        found = _of_datetimes(given, name)
    elif given.dtype == object or pd.api.types.is_string_dtype(given.dtype):
        found = _of_each(given, name)
    else:
        raise InvalidArgument(f"{name}: must be times, not {given.dtype}: type pandas.to_datetime")
    absent = np.flatnonzero(found.start_s == MISSING)
    if absent.size and not missing:
        raise InvalidArgument(f"{name}[{int(absent[0])}]: must be given")
    return found


def times_seconds(times: Any, name: str, *, missing: bool = False) -> Seconds:
    """Seconds since 1970-01-01 in UTC of the first moment of each time."""
    return times_of(times, name, missing=missing).start_s


def require_not_over(starts: Times, ends: Times) -> None:
    """Raise InvalidArgument where an end, all that it is the whole of, is over before the start."""
    if len(starts.start_s) != len(ends.start_s):
        return  # The extension says which it has.
    over = (ends.start_s < starts.start_s) & (ends.end_s <= starts.start_s)
    if over.any():
        at = int(np.argmax(over))
        raise InvalidArgument(f"end[{at}]: must be at or after start[{at}]")


def window_seconds(window: Any) -> tuple[int, int]:
    """Start and end of a pair of texts, such as ("2018-01", "2018-12") for the whole of 2018."""
    if isinstance(window, str) or len(window) != 2:
        raise InvalidArgument('window: must be a pair, such as ("2018-01", "2018-12")')
    return _core.parse_window(str(window[0]), str(window[1]))


def one_day(value: Any, name: str) -> int:
    """Return a date as days since 1970-01-01, by the clocks of London."""
    return int(_core.london_days(times_seconds([value], name))[0])


def _all_missing(n: int) -> Times:
    none = np.full(n, MISSING, dtype=np.int64)
    return Times(none, none, np.zeros(n, dtype=bool))


def _of_datetimes(given: "pd.Series[Any]", name: str) -> Times:
    if isinstance(given.dtype, pd.DatetimeTZDtype):
        utc = given.dt.tz_convert("UTC").dt.tz_localize(None)
        start_s = utc.to_numpy().astype("datetime64[s]").astype(np.int64)
    else:
        start_s = _from_london(given.to_numpy().astype("datetime64[s]").astype(np.int64), name)
    known = start_s[start_s != MISSING]
    days = _core.london_days(known)
    # The second before midnight lies in the day before.
    all_midnight = len(known) > 0 and bool((_core.london_days(known - 1) < days).all())
    return Times(start_s, start_s, np.full(len(start_s), all_midnight))


def _from_london(local_s: Seconds, name: str) -> Seconds:
    """Seconds in UTC at which clocks in London show each local time, the first of two in autumn."""
    utc_s = local_s.copy()
    within = np.flatnonzero((local_s >= _FIRST) & (local_s < _LAST))
    # Clocks change between hours: what holds for the start of an hour holds for all of it.
    hours, of_hour = np.unique(local_s[within] // _HOUR_S, return_inverse=True)
    texts = np.datetime_as_string((hours * _HOUR_S).astype("datetime64[s]"), unit="m")
    ahead_s = np.empty(len(hours), dtype=np.int64)
    for at, text in enumerate(texts):
        try:
            ahead_s[at] = hours[at] * _HOUR_S - _core.parse_window(str(text), _END_TEXT)[0]
        except InputError:
            row = int(within[np.argmax(of_hour == at)])
            raise InvalidArgument(
                f"{name}[{row}]: clocks in London skip that hour in spring, and times without a "
                f"zone are local; if they are in UTC, type {name} = "
                f"pandas.to_datetime({name}, utc=True)"
            ) from None
    utc_s[within] -= ahead_s[of_hour]
    return utc_s


def _of_each(given: "pd.Series[Any]", name: str) -> Times:
    """Read times of which each has a type of its own: texts, dates, with and without a zone."""
    codes, distinct = pd.factorize(given)
    spans = np.array(
        [_span_of(one, f"{name}[{int(np.argmax(codes == k))}]") for k, one in enumerate(distinct)],
        dtype=np.int64,
    ).reshape(-1, 2)
    # The last is where a missing one, whose code is -1, looks.
    spans = np.vstack([spans, [[MISSING, MISSING]]])
    is_day = np.append([_is_date(one) for one in distinct], False).astype(bool)
    is_day |= spans[:, 1] - spans[:, 0] >= _DAY_S - _HOUR_S
    return Times(spans[codes, 0].copy(), spans[codes, 1].copy(), is_day[codes])


def _is_date(value: object) -> bool:
    return isinstance(value, date) and not isinstance(value, datetime)


def _span_of(value: Any, where: str) -> tuple[int, int]:
    if isinstance(value, str):
        return _span_of_text(value, where)
    if not isinstance(value, (date, np.datetime64)):
        raise InvalidArgument(f"{where} is {type(value).__name__}: must be a time")
    stamp = pd.Timestamp(value)
    if stamp.tzinfo is not None:
        at_s = int(np.floor(stamp.timestamp()))
    else:
        local_s = stamp.to_datetime64().astype("datetime64[s]").astype(np.int64)
        at_s = int(_from_london(np.array([local_s]), where)[0])
    return at_s, at_s


def _span_of_text(text: str, where: str) -> tuple[int, int]:
    try:
        # What a text is the whole of starts where a window from it does, and ends where one to it.
        start_s, _ = _core.parse_window(text, _END_TEXT)
        _, end_s = _core.parse_window(_FIRST_TEXT, text)
    except InputError:
        # The text itself may be of a person.
        raise InvalidArgument(
            f"{where}: must be a date or time with the year first, such as 2018-01-31T23:30; where "
            "the day comes first, type pandas.to_datetime(times, dayfirst=True)"
        ) from None
    return start_s, end_s
