# SPDX-License-Identifier: MIT
"""The hours in which more happens than in others."""

from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from libprofile import _core
from libprofile._advice import advise
from libprofile._clock import Seconds, Times, require_not_over, times_of, window_seconds
from libprofile._inputs import FloatArray
from libprofile._labels import require_same_labels
from libprofile._numbers import require_real, require_whole
from libprofile._results import Progress, Result, frozen, progress_reporter

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_CLOCKS = {"week": "the week", "weekday": "Monday to Friday", "weekend": "Saturday and Sunday"}


def _hour_name(hour: int, bins: int) -> str:
    day = f"{_DAYS[hour // 24 % 7]} " if bins > 24 else ""
    return f"{day}{hour % 24:02d}:00"


@dataclass(frozen=True, repr=False)
class PeakBands(Result):
    """Bands of hours that stand out, made by `peak_bands`; one entry a band, the clearest first.

    Attributes
    ----------
    band : ndarray of str
        From and to, such as "Fri 22:00 to Sat 01:00".
    first_hour, hours : ndarray of int
        Where it starts on the clock (Monday 00 first), and how long it is.
    share, lower, upper : ndarray of float
        Of the events of the clock that fall in it.
    ratio, ratio_lower, ratio_upper : ndarray of float
        Rate in it over the mean rate.
    p_top : ndarray of float
        How often the top band of events drawn again is this one, give or take some hours.
    start_shift_lower, start_shift_upper, end_shift_lower, end_shift_upper : ndarray of float
        From such draws: by how many hours it starts and ends earlier (below 0) or later.
    p : ndarray of float
        How often a band as remarkable is found where events may happen at any hour.
    by_hour : DataFrame
        ``hour``, ``ratio``, ``lower``, ``upper`` and ``in_top_band`` (how often the top band of
        events drawn again has the hour) of every hour of the clock.
    events : float
        Weight of events of known time within the clock's days.
    unknown_time, hour_not_known, outside : int
        Events longer than 7 days, events of which only the day is known, and events that start
        outside the window: in no number.
    reason : str
        Why there is no band; empty where there is one.
    """

    band: npt.NDArray[np.object_]
    first_hour: npt.NDArray[np.int64]
    hours: npt.NDArray[np.int64]
    share: FloatArray
    lower: FloatArray
    upper: FloatArray
    ratio: FloatArray
    ratio_lower: FloatArray
    ratio_upper: FloatArray
    p_top: FloatArray
    start_shift_lower: FloatArray
    start_shift_upper: FloatArray
    end_shift_lower: FloatArray
    end_shift_upper: FloatArray
    p: FloatArray
    by_hour: pd.DataFrame = field(compare=False)
    events: float
    unknown_time: int
    hour_not_known: int
    outside: int
    reason: str
    _clock: str = field(default="week", compare=False)

    def to_frame(self) -> pd.DataFrame:
        """Return a row a band."""
        left_out = ("by_hour", "events", "unknown_time", "hour_not_known", "outside", "reason")
        return pd.DataFrame(
            {
                name: value
                for name, value in vars(self).items()
                if not name.startswith("_") and name not in left_out
            }
        )

    def summary(self) -> str:
        """Say in words when most happens, how sure it is, and what it cannot say."""
        counted = f"{self.events:,.0f} events over the hours of {_CLOCKS[self._clock]}"
        if self.unknown_time:
            counted += f"; {self.unknown_time:,} more may have happened at any time"
        if self.hour_not_known:
            counted += f"; of {self.hour_not_known:,} more only the day is known"
        if self.reason:
            return f"{counted}. No peak is given: {self.reason}."
        words = [
            f"{self.band[i]} holds {self.share[i]:.0%} ({self.lower[i]:.0%} to "
            f"{self.upper[i]:.0%}), {self.ratio[i]:.1f} times the mean rate; it comes out on top "
            f"in {self.p_top[i]:.0%} of draws" + self._by_chance(i)
            for i in range(len(self.band))
        ]
        return (
            f"{counted}. {'. '.join(words)}. Hours in which things happen unseen, or are entered "
            "late, are not in it; nor is anything of a single place or person."
        )

    def _by_chance(self, i: int) -> str:
        if np.isnan(self.p[i]):
            return ""
        where = "events at any hour would give one as clear"
        return f", and {where} {'in' if self.p[i] > 0.05 else 'only in'} {self.p[i]:.1%} of cases"


def peak_bands(
    start: Any,
    end: Any = None,
    *,
    clock: Literal["week", "weekday", "weekend"] = "week",
    rule: Literal["scan", "shortest"] = "scan",
    share: float = 0.5,
    longest_hours: int = 8,
    most_bands: int = 3,
    fewest_events: int = 20,
    window: tuple[str, str] | None = None,
    level: float = 0.95,
    replicates: int = 999,
    seed: int = 0,
    n_jobs: int = -1,
    progress: Progress = None,
) -> PeakBands:
    """Find the bands of hours that have more events than their part, and how sure that is.

    Events whose time is known as an interval are shared over the hours that it touches
    (`lp.records.aoristic`), by the clocks of London. Intervals are percentiles over events drawn
    again; p turns every event round the clock at random.

    Parameters
    ----------
    start, end : array_like of datetime64, or Series of datetimes, shape (n,)
        Texts as in ISO 8601, the year first. Without a zone they are local time of Europe/London.
        No end: events are instants. Dates, or times that are all midnight, have no hour: they are
        counted in `hour_not_known` and warned of.
    clock : {"week", "weekday", "weekend"}
        168 hours of the week, or 24 of Monday to Friday, or of Saturday and Sunday, together.
    rule : {"scan", "shortest"}
        The bands that stand out most by likelihood ratio and do not overlap, or the one shortest
        band that holds `share` of all.
    share : float, default 0.5
        Of the events, for ``rule="shortest"``.
    longest_hours : int, default 8
        Of a band by ``rule="scan"``.
    most_bands : int, default 3
        By ``rule="scan"``.
    fewest_events : int, default 20
        Below it no band and no interval is given.
    window : pair of str, optional
        Such as ("2018-01", "2018-12"): hours are weighed by how often the window has them; events
        that start outside it are left out. Without it every hour counts the same.
    level : float, default 0.95
        Of the intervals.
    replicates : int, default 999
        Times that events are drawn again, and turned round.
    seed : int, default 0
    n_jobs : int, default -1
        Threads; -1 for all. The result does not depend on it.
    progress : bool or callable, optional

    Returns
    -------
    PeakBands

    Raises
    ------
    InvalidArgument
        For a time that is missing, an end before its start, or an option outside its range.

    References
    ----------
    Ratcliffe and McCullagh (1998), doi:10.1080/136588198241644; Kulldorff (1997),
    doi:10.1080/03610929708831995; Efron and Tibshirani (1993), An Introduction to the Bootstrap.

    Examples
    --------
    >>> import pandas as pd, libprofile as lp
    >>> fridays = pd.date_range("2018-01-05T22:30", periods=30, freq="7D")
    >>> mornings = pd.date_range("2018-01-01T00:30", periods=30, freq="29h")
    >>> found = lp.risk.peak_bands(fridays.append(mornings), replicates=199)
    >>> found.band[0]
    'Fri 22:00 to Fri 23:00'
    """
    require_real(share=share, level=level)
    require_whole(longest_hours=longest_hours, most_bands=most_bands, replicates=replicates)
    require_whole(fewest_events=fewest_events, seed=seed, n_jobs=n_jobs)
    require_same_labels(start=start, end=end)
    starts = times_of(start, "start")
    ends = None if end is None else times_of(end, "end")
    window_s = None if window is None else window_seconds(window)
    start_s, end_s, left_out = _known(starts, ends, window_s)
    found = _core.peak_bands(
        start_s,
        end_s,
        window_s,
        clock=clock,
        rule=rule,
        share=share,
        longest_hours=longest_hours,
        most_bands=most_bands,
        fewest_events=fewest_events,
        level=level,
        replicates=replicates,
        seed=seed,
        n_jobs=n_jobs,
        progress=progress_reporter(progress, "peak_bands"),
    )
    return _result(found, clock, left_out)


def _known(
    starts: Times, ends: Times | None, window_s: tuple[int, int] | None
) -> tuple[Seconds, Seconds, dict[str, int]]:
    """Start and end of events whose hour is known, within the window, and how many are not."""
    start_s = starts.start_s
    end_s = starts.end_s if ends is None else ends.end_s
    left_out = {"outside": 0, "hour_not_known": 0}
    if ends is not None:
        require_not_over(starts, ends)
    if len(start_s) != len(end_s):
        return start_s, end_s, left_out  # The extension says which it has.
    within = np.full(len(start_s), True)
    if window_s is not None:
        within = (start_s >= window_s[0]) & (start_s < window_s[1])
    days = starts.is_day if ends is None else starts.is_day & ends.is_day
    left_out = {"outside": int((~within).sum()), "hour_not_known": int((within & days).sum())}
    if left_out["hour_not_known"]:
        advise(
            f"start: {left_out['hour_not_known']:,} of {len(start_s):,} times are days without an "
            "hour (all at midnight, or dates), and are left out: give times as they were recorded"
        )
    return start_s[within & ~days], end_s[within & ~days], left_out


def _result(found: dict[str, Any], clock: str, left_out: dict[str, int]) -> PeakBands:
    hourly = {name: found.pop(name) for name in ("ratio", "lower", "upper", "in_top_band")}
    bins = len(hourly["ratio"])
    by_hour = pd.DataFrame({"hour": [_hour_name(hour, bins) for hour in range(bins)], **hourly})
    bands = found.pop("bands")
    names = [
        f"{_hour_name(one['first_hour'], bins)} to "
        f"{_hour_name((one['first_hour'] + one['hours']) % bins, bins)}"
        for one in bands
    ]
    columns = {
        name: frozen(np.array([one[name] for one in bands], dtype=kind))
        for name, kind in _COLUMNS.items()
    }
    return PeakBands(
        band=frozen(np.array(names, dtype=object)),
        **columns,
        by_hour=by_hour,
        hour_not_known=left_out["hour_not_known"],
        outside=left_out["outside"],
        **found,
        _clock=clock,
    )


_COLUMNS: dict[str, type] = {
    "first_hour": np.int64,
    "hours": np.int64,
    **dict.fromkeys(
        ("share", "lower", "upper", "ratio", "ratio_lower", "ratio_upper", "p_top"), np.float64
    ),
    **dict.fromkeys((f"{end}_shift_lower" for end in ("start", "end")), np.float64),
    **dict.fromkeys((f"{end}_shift_upper" for end in ("start", "end")), np.float64),
    "p": np.float64,
}
