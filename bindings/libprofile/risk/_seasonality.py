# SPDX-License-Identifier: MIT
"""Whether events come with the months of the year or the days of the week."""

from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from libprofile import _core
from libprofile._clock import times_seconds, window_seconds
from libprofile._inputs import FloatArray
from libprofile._numbers import require_real, require_whole
from libprofile._results import Progress, Result, frozen, progress_reporter
from libprofile.errors import InvalidArgument

_NAMES = {
    "month": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
    "weekday": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
}
# So many times that all fall on the first of a month are months, not days.
_MOST_FIRSTS = 10


@dataclass(frozen=True, repr=False)
class Seasonality(Result):
    """Indices of the months of the year or the days of the week, made by `seasonality`.

    Attributes
    ----------
    phase : ndarray of str
        "Jan" to "Dec", or "Mon" to "Sun".
    count, days : ndarray of float
        Events, and days that the window has of each.
    expected : ndarray of float
        Events to expect if all days were alike.
    index, lower, upper : ndarray of float
        Rate a day over the mean rate a day, the level of each year (or month) allowed for.
    events, outside : int
        Events counted, and those outside the window.
    dispersion : float
        How many times more years (or months) differ than chance makes them; intervals allow for it.
    p : float
        If all days were alike, years differing as they do (F test); NaN where it is not known.
    p_plain : float
        The same for events that come one by one. Believe the larger.
    cycle_statistic, cycle_p : float
        Roger's test of one wave a year (or week).
    peak, amplitude : float
        Where the wave is highest (0 the start of the first phase), and by how much above the mean.
    """

    phase: npt.NDArray[np.object_]
    count: FloatArray
    days: FloatArray
    expected: FloatArray
    index: FloatArray
    lower: FloatArray
    upper: FloatArray
    events: int
    outside: int
    dispersion: float
    p: float
    p_plain: float
    cycle_statistic: float
    cycle_p: float
    peak: float
    amplitude: float
    _level: float = field(default=0.95, compare=False)

    def to_frame(self) -> Any:
        """Return a row a month or weekday."""
        names = ("phase", "count", "days", "expected", "index", "lower", "upper")
        return Result.to_frame(self)[list(names)]

    def summary(self) -> str:
        """Say in words what the season is, how sure it is, and what it cannot say."""
        if self.events == 0:
            return "No event in the window, and nothing to say of a season."
        above = ", ".join(str(one) for one in self.phase[self.lower > 1])
        below = ", ".join(str(one) for one in self.phase[self.upper < 1])
        p = np.nanmax([self.p, self.p_plain])
        clear = "No season stands out" if p > 1 - self._level else "A season stands out"
        return (
            f"{self.events:,} events. {clear} (p = {p:.2g}). Clearly more a day than the mean: "
            f"{above or 'none'}; clearly fewer: {below or 'none'}; in the others the counts leave "
            f"it open. Besides, counts differ {self.dispersion:.1f} times as much as by chance, "
            "which intervals allow for. Why, a calendar does not say: holidays, recording and "
            "who is out all go with it."
        )


def _days_of(times: Any, by: str) -> npt.NDArray[np.int32]:
    seconds = times_seconds(times, "times")
    days = _core.london_days(seconds)
    if by == "weekday" and len(days) > _MOST_FIRSTS:
        dates = days.astype("datetime64[D]")
        if (dates == dates.astype("datetime64[M]").astype("datetime64[D]")).all():
            raise InvalidArgument(
                "times: all are the first of a month, so that they are months without a day: "
                'use by="month"'
            )
    return days


def seasonality(
    times: Any,
    *,
    window: tuple[str, str],
    by: Literal["month", "weekday"] = "month",
    level: float = 0.95,
    exact_up_to: int = 10_000,
    replicates: int = 999,
    seed: int = 0,
    n_jobs: int = -1,
    progress: Progress = None,
) -> Seasonality:
    """Compare months of the year, or days of the week, by events a day.

    Parameters
    ----------
    times : array_like of datetime64, or Series of datetimes, shape (n,)
        When events happened (or began); days are those of London. Without a zone they are local
        time of Europe/London. Texts as in ISO 8601, the year first.
        Months are enough for ``by="month"``.
    window : pair of str
        Such as ("2016-01", "2018-12"): at least 24 whole months by month (one year cannot tell a
        season from a change), 8 weeks by weekday.
    by : {"month", "weekday"}
    level : float, default 0.95
        Of the intervals.
    exact_up_to : int, default 10,000
        Up to so many events `p_plain` deals them out at random; above, it is that of chi-squared.
    replicates : int, default 999
        Times that events are dealt out.
    seed : int, default 0
    n_jobs : int, default -1
        Threads; -1 for all. The result does not depend on it.
    progress : bool or callable, optional

    Returns
    -------
    Seasonality

    Raises
    ------
    InvalidArgument
        For a window that is too short, a time that is missing, or an option outside its range.

    References
    ----------
    Roger (1977), Biometrika 64, pages 152-155; McCullagh and Nelder (1989), Generalized Linear
    Models, chapter 6.

    Examples
    --------
    >>> import pandas as pd, libprofile as lp
    >>> days = pd.date_range("2016-01-01", "2018-12-31")
    >>> times = days.append(days[days.month == 7])
    >>> found = lp.risk.seasonality(times, window=("2016-01", "2018-12"))
    >>> found.index.round(2)[:7].tolist()
    [0.92, 0.92, 0.92, 0.92, 0.92, 0.92, 1.84]
    """
    require_real(level=level)
    require_whole(exact_up_to=exact_up_to, replicates=replicates, seed=seed, n_jobs=n_jobs)
    start_s, end_s = window_seconds(window)
    first_day, last_day = _core.london_days(np.array([start_s, end_s - 1], dtype=np.int64))
    found = _core.seasonality(
        _days_of(times, by),
        int(first_day),
        int(last_day),
        by=by,
        level=level,
        exact_up_to=exact_up_to,
        replicates=replicates,
        seed=seed,
        n_jobs=n_jobs,
        progress=progress_reporter(progress, "seasonality"),
    )
    found["events"] = int(found["events"])
    return Seasonality(
        phase=frozen(np.array(_NAMES[by], dtype=object)),
        **{name: frozen(value) for name, value in found.items()},
        _level=level,
    )
