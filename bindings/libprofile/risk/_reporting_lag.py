# SPDX-License-Identifier: MIT
"""How long it takes until an incident is in the records, and what the latest months lack."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from libprofile import _core
from libprofile._clock import one_day, times_seconds
from libprofile._labels import require_same_labels
from libprofile._numbers import require_real, require_whole
from libprofile._results import Result

_STEPS = {
    "to_report": "incident to report",
    "to_record_from_report": "report to record",
    "to_record": "incident to record",
}


@dataclass(frozen=True, repr=False)
class ReportingLag(Result):
    """Lags from incident to report to record, made by `reporting_lag`.

    Attributes
    ----------
    months : DataFrame
        By month: ``observed`` so far; ``expected`` in the end, with ``standard_error``;
        ``completeness``, the share that is recorded, with ``lower`` and ``upper``. NaN where
        nothing is recorded yet or nothing can be said.
    quantiles : DataFrame
        By step: days within which a ``share`` of incidents has gone it, with ``lower`` and
        ``upper`` (infinite where so few events do not bound it), corrected for lags that could not
        have been seen yet; ``events`` it is from, ``missing`` and ``backwards`` days.
    delay : DataFrame
        ``share`` recorded at each lag in months or before it.
    triangle : DataFrame
        Events by month (rows) and lag in months; missing for what has not been seen.
    events : int
        Events used.
    left_out : dict
        Events that are not, by reason: ``missing`` days, ``backwards``, ``not_yet`` (recorded after
        the last whole month) and ``too_long``.
    """

    months: pd.DataFrame = field(compare=False)
    quantiles: pd.DataFrame = field(compare=False)
    delay: pd.DataFrame = field(compare=False)
    triangle: pd.DataFrame = field(compare=False)
    events: int
    left_out: dict[str, int]

    def to_frame(self) -> pd.DataFrame:
        """Return a copy of the months."""
        return self.months.copy()

    def incomplete(self, below: float = 0.9) -> pd.DataFrame:
        """Return the months of which less than this share is recorded.

        Parameters
        ----------
        below : float, default 0.9
            A share of 1.

        Returns
        -------
        DataFrame
            Rows of `months`, with ``is_sure``: whether the whole interval is below.

        Examples
        --------
        >>> import pandas as pd, libprofile as lp
        >>> incident = pd.date_range("2018-01-01", "2018-12-20")
        >>> recorded = incident + pd.to_timedelta([1, 40] * 177, unit="D")
        >>> known = recorded <= "2018-12-31"
        >>> found = lp.risk.reporting_lag(incident[known], recorded[known], as_of="2018-12-31")
        >>> found.incomplete(0.7).index.tolist()
        ['2018-12']
        """
        require_real(below=below)
        rows = self.months[self.months["completeness"] < below]
        return rows.assign(is_sure=rows["upper"] < below)

    def summary(self) -> str:
        """Say in words how late records are, which months lack some, and what it cannot say."""
        if not self.events:
            return "No event with both days by then, and nothing to say of lags."
        whole = self.quantiles[self.quantiles["step"] == _STEPS["to_record"]].set_index("share")
        half, most = whole["days"][0.5], whole["days"][0.9]
        short = [
            f"{month} ({row.completeness:.0%}, {_range(row.lower, row.upper)})"
            for month, row in self.incomplete().iterrows()
        ]
        months = ", ".join(short[-6:]) or "none"
        return (
            f"Of {self.events:,} incidents half are recorded within {half:.0f} days and nine "
            f"tenths within {most:.0f}, corrected for those that are not in yet. Months less than "
            f"90% complete: {months}. A fall in them is no fall in incidents until they have "
            "filled up. It takes later months to fill up as earlier ones did: a backlog or a new "
            "system makes it wrong, and what is never recorded is in no number."
        )


def reporting_lag(
    incident: Any,
    recorded: Any,
    *,
    reported: Any = None,
    as_of: Any,
    longest_months: int = 24,
    level: float = 0.95,
) -> ReportingLag:
    """Lags from incident to report to record, and how much of each month has been recorded.

    Parameters
    ----------
    incident, recorded : array_like of datetime64, or Series of datetimes, shape (n,)
        When it happened (or began), and when it was entered; days are those of London, and texts
        are as in ISO 8601. Without a zone they are local time of Europe/London. Missing ones are
        counted and left out.
    reported : the same, optional
        When it was told to somebody; missing ones say nothing of that step.
    as_of : str or datetime
        The last day by which all records have been taken. Only whole months count. Leave out
        incidents from before records began, of which only those recorded late are known.
    longest_months : int, default 24
        Longer lags are left out, and a month this old counts as complete; both sooner where fewer
        than 10 events have been watched for so long.
    level : float, default 0.95
        Of the intervals.

    Returns
    -------
    ReportingLag

    Raises
    ------
    InvalidArgument
        For columns of different lengths, fewer than 3 months, or an option outside its range.

    References
    ----------
    Lawless (1994), Can. J. Stat. 22, pages 15-31; Brookmeyer and Damiano (1989), Stat. Med. 8,
    pages 23-34; Mack (1993), ASTIN Bulletin 23, pages 213-225.

    Examples
    --------
    >>> import pandas as pd, libprofile as lp
    >>> incident = pd.date_range("2018-01-01", "2018-12-20")
    >>> recorded = incident + pd.to_timedelta([1, 40] * 177, unit="D")
    >>> known = recorded <= "2018-12-31"
    >>> found = lp.risk.reporting_lag(incident[known], recorded[known], as_of="2018-12-31")
    >>> found.months["completeness"].round(2).tolist()[-3:]
    [1.0, 0.84, 0.48]
    """
    require_whole(longest_months=longest_months)
    require_real(level=level)
    require_same_labels(incident=incident, recorded=recorded, reported=reported)
    found = _core.reporting_lag(
        _days(incident, "incident"),
        None if reported is None else _days(reported, "reported"),
        _days(recorded, "recorded"),
        as_of_day=one_day(as_of, "as_of"),
        longest_months=longest_months,
        level=level,
    )
    return _result(found)


def _range(lower: float, upper: float) -> str:
    """Say an interval, or that none is known: of a month of which nothing is recorded yet."""
    if np.isnan(lower) or np.isnan(upper):
        return "how sure is not known"
    return f"{lower:.0%} to {upper:.0%}"


def _days(times: Any, name: str) -> Any:
    return _core.london_days(times_seconds(times, name, missing=True))


def _result(found: dict[str, Any]) -> ReportingLag:
    first = np.datetime64("0000-01", "M") + found["first_month"]
    months = pd.Index((first + np.arange(len(found["months"]))).astype(str), name="month")
    columns = ["observed", "expected", "standard_error", "completeness", "lower", "upper"]
    triangle = found["triangle"]
    rows, lags = triangle.shape
    seen = np.add.outer(np.arange(rows), np.arange(lags)) < rows
    quantiles = [
        {
            "step": words,
            **dict(zip(("share", "days", "lower", "upper"), one, strict=True)),
            **{name: found[step][name] for name in ("events", "missing", "backwards")},
        }
        for step, words in _STEPS.items()
        for one in found[step]["quantiles"]
    ]
    return ReportingLag(
        months=pd.DataFrame(found["months"], columns=columns, index=months, dtype=float),
        quantiles=pd.DataFrame(quantiles),
        delay=pd.DataFrame({"lag_months": np.arange(lags), "share": found["share"]}),
        triangle=pd.DataFrame(np.where(seen, triangle, np.nan), index=months),
        events=found["events"],
        left_out={name: found[name] for name in ("missing", "backwards", "not_yet", "too_long")},
    )
