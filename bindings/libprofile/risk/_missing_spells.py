# SPDX-License-Identifier: MIT
"""Episodes of going missing as spells, by children and never by child."""

from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from libprofile import _core
from libprofile._advice import advise
from libprofile._clock import times_of, times_seconds
from libprofile._inputs import codes_of
from libprofile._labels import require_same_labels
from libprofile._numbers import require_real, require_whole
from libprofile._results import Result
from libprofile.errors import InvalidArgument

_MISSING = np.iinfo(np.int64).min
_NOT_RETURNED = np.iinfo(np.int64).max
_COUNTS = ("episodes", "spells", "children", "open", "without_return")


@dataclass(frozen=True, repr=False)
class MissingSpells(Result):
    """Spells of missing children, made by `missing_spells`, for the analyst alone.

    Attributes
    ----------
    rows : DataFrame
        A row for all, and for each area or month with enough children; those with fewer share one
        row, called "together". ``episodes``; ``spells``; ``children`` (distinct); ``open`` (no
        return yet); ``without_return`` (a return that was not recorded); ``hours_quarter``,
        ``hours_half`` and ``hours_nine_tenths`` (hours by which that part of spells is over,
        infinite where fewer are); ``repeat_30_days`` and ``repeat_90_days`` (share of returns
        followed by going missing again so soon), with ``_children`` of whom it was seen. Each
        estimate has ``_lower`` and ``_upper``. Empty where there are too few children in all.
    together : tuple of str
        The areas or months in the row that is called so.
    fewest_children : int
        That a row stands for.
    """

    rows: pd.DataFrame = field(compare=False)
    together: tuple[str, ...]
    fewest_children: int
    _days: tuple[int, int] = field(default=(30, 90), compare=False)

    def to_frame(self) -> pd.DataFrame:
        """Return a copy of the rows."""
        return self.rows.copy()

    def summary(self) -> str:
        """Say in words how many, how long and how soon again, and what it cannot say."""
        if self.rows.empty:
            return f"Fewer than {self.fewest_children} children: nothing is said of them."
        all_rows = self.rows.iloc[0]
        repeats = [self._repeat(all_rows, days) for days in self._days]
        return (
            f"{all_rows['spells']:,.0f} spells of {all_rows['children']:,.0f} children, from "
            f"{all_rows['episodes']:,.0f} episodes; {all_rows['open']:,.0f} are open. Half are "
            f"over within {all_rows['hours_half']:.3g} hours. {' '.join(repeats)} It counts what "
            "is recorded, which grows with who looks and reports, and it says nothing of any one "
            "child's risk. It holds exact counts: to release them, protect them."
        )

    @staticmethod
    def _repeat(row: "pd.Series[Any]", days: int) -> str:
        name = f"repeat_{days}_days"
        if np.isnan(row[name]):
            return f"Nobody was watched for {days} days after a return."
        return (
            f"After {row[name]:.0%} of returns ({row[f'{name}_lower']:.0%} to "
            f"{row[f'{name}_upper']:.0%}) the child is missing again within {days} days."
        )


def _child_codes(child: Any) -> npt.NDArray[np.uint32]:
    codes, _ = pd.factorize(pd.Series(child).reset_index(drop=True))
    missing = np.flatnonzero(codes < 0)
    if missing.size:
        raise InvalidArgument(f"child[{int(missing[0])}] is missing: leave such rows out")
    return np.ascontiguousarray(codes, dtype=np.uint32)


def _groups_of(by: Any, start_s: npt.NDArray[np.int64]) -> tuple[Any, list[str]]:
    if by is None:
        return None, []
    if isinstance(by, str):
        if by != "month":
            raise InvalidArgument('by: must be "month", or a label for each episode')
        by = _core.london_days(start_s).astype("datetime64[D]").astype("datetime64[M]").astype(str)
    codes, names = codes_of(by, "by")
    missing = np.flatnonzero(codes < 0)
    if missing.size:
        raise InvalidArgument(f"by[{int(missing[0])}] is missing: must be given")
    return codes.astype(np.uint32), names


def missing_spells(
    child: Any,
    start: Any,
    end: Any,
    *,
    observed_until: Any,
    by: Any | Literal["month"] | None = None,
    joined_within_h: float = 0.0,
    repeat_days: tuple[int, int] = (30, 90),
    fewest_children: int = 10,
    level: float = 0.95,
) -> MissingSpells:
    """Join episodes of going missing to spells, and describe them by children.

    Episodes of a child that overlap or abut are one spell. Spells without a return, and returns
    that were watched for less than 30 or 90 days, count for as long as they were watched.

    Parameters
    ----------
    child : array_like, shape (n,)
        Pseudonym of the child of each episode. It goes into no result and no message.
    start, end : array_like of datetime64, or Series of datetimes, shape (n,)
        Texts as in ISO 8601, the year first. Without a zone they are local time of Europe/London.
        A missing end: no return (yet).
    observed_until : str or datetime
        When the records were taken; a date is its first moment. Later returns have not happened
        yet.
    by : "month" or array_like, shape (n,), optional
        Rows by month of the start, or by a label of each episode, such as its area: that of a
        spell's first episode.
    joined_within_h : float, default 0
        Hours between episodes of one spell at most.
    repeat_days : pair of int, default (30, 90)
        After return.
    fewest_children : int, default 10
        That a row stands for. Areas or months with fewer share a row; if it has too few itself, it
        takes the smallest of the others too. Children may be in several groups, so that the
        difference of two rows may be of fewer: what leaves the room goes through the gate.
    level : float, default 0.95
        Of the intervals, in which spells of one child go together.

    Returns
    -------
    MissingSpells

    Raises
    ------
    InvalidArgument
        For an end before its start, a start after `observed_until` or a missing child or start,
        by row and column and never with the value; or an option outside its range.

    References
    ----------
    Kaplan and Meier (1958), J. Am. Stat. Assoc. 53, pages 457-481; Williams (1995), Lifetime Data
    Analysis 1, pages 171-186; Brookmeyer and Crowley (1982), Biometrics 38, pages 29-41.

    Examples
    --------
    >>> import pandas as pd, libprofile as lp
    >>> starts = pd.to_datetime(["2018-01-01T20:00"] * 12 + ["2018-01-11T20:00"] * 3, utc=True)
    >>> found = lp.risk.missing_spells(
    ...     [*range(12), 0, 1, 2], starts, starts + pd.Timedelta("5h"), observed_until="2018-12-31"
    ... )
    >>> named = ["spells", "children", "hours_half", "repeat_30_days"]
    >>> found.rows[named].iloc[0].round(3).tolist()
    [15.0, 12.0, 5.0, 0.2]
    """
    require_real(joined_within_h=joined_within_h, level=level)
    if isinstance(repeat_days, str) or len(repeat_days) != 2:
        raise InvalidArgument("repeat_days: must be two numbers of days, such as (30, 90)")
    require_whole(fewest_children=fewest_children, **{"repeat_days[0]": repeat_days[0]})
    require_whole(**{"repeat_days[1]": repeat_days[1]})
    if not 0 <= float(joined_within_h) < 720:
        raise InvalidArgument(f"joined_within_h = {joined_within_h}: must be at least 0, below 720")
    require_same_labels(child=child, start=start, end=end, by=by)
    starts, ends = times_of(start, "start"), times_of(end, "end", missing=True)
    start_s = starts.start_s
    end_s = ends.start_s
    if starts.is_day.all() and len(starts.is_day) > 0:
        advise("start: all are days without an hour, so that hours missing are whole days")
    groups, names = _groups_of(by, start_s)
    found = _core.missing_spells(
        _child_codes(child),
        start_s,
        np.where(end_s == _MISSING, _NOT_RETURNED, end_s),
        groups,
        observed_until_s=int(times_seconds([observed_until], "observed_until")[0]),
        joined_within_s=round(float(joined_within_h) * 3600),
        repeat_days=list(repeat_days),
        fewest_children=fewest_children,
        level=level,
    )
    return _result(found, names, repeat_days, fewest_children)


def _result(
    found: list[dict[str, Any]], names: list[str], repeat_days: tuple[int, int], fewest: int
) -> MissingSpells:
    together: tuple[str, ...] = ()
    labels = []
    for row in found:
        groups = [names[group] for group in row.pop("groups")]
        if len(groups) > 1:
            together = tuple(groups)
        labels.append("together" if len(groups) > 1 else groups[0] if groups else "all")
    rows = pd.DataFrame(found, index=pd.Index(labels, name="by", dtype=object))
    return MissingSpells(rows, together, fewest, (repeat_days[0], repeat_days[1]))
