# SPDX-License-Identifier: MIT
"""What an attacker learns at most about each cell of what is to be released."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

from libprofile import _core
from libprofile._counts import cells_of, levels_of, long_counts
from libprofile._results import progress_reporter
from libprofile.disclosure._protect import Protected
from libprofile.disclosure._same_counts import require_protected, require_same_counts
from libprofile.errors import DisclosureError, InvalidArgument


def _left_open(frame: pd.DataFrame, base: int) -> str:
    """Say how many values are possible, apart from cells that a policy releases as they are."""
    possible = frame["upper"] - frame["lower"] + 1
    open_cells = possible[possible > 1]
    known = len(frame) - len(open_cells)
    exactly = f"{known:,} can be known exactly, which the policy allows. " if known else ""
    if open_cells.empty:
        return exactly.rstrip()
    attacker = "An attacker who knows all that is released" + (
        ", and not how it was rounded," if base > 1 else ""
    )
    of_which = " of the others" if known else ""
    return (
        f"{exactly}{attacker} is left with at least {open_cells.min():,.0f} values for each"
        f"{of_which}."
    )


class Audit:
    """The limits of every cell, made by `audit` only.

    Examples
    --------
    >>> import pandas as pd, libprofile as lp
    >>> counts = pd.DataFrame({"unit": ["a", "b"], "category": "x", "count": [7, 23]})
    >>> found = lp.disclosure.audit(lp.disclosure.protect(counts, key=bytes(32)), counts)
    >>> found.passed
    True
    >>> print(found.summary())
    6 cells and margins, none of which gives anybody away. ...
    """

    def __init__(self, core: _core.TableAudit) -> None:
        if not isinstance(core, _core.TableAudit):
            raise DisclosureError("only libprofile.disclosure.audit makes an audit")
        self._core = core

    @property
    def passed(self) -> bool:
        """Whether every cell is safe."""
        return self._core.refused == 0

    def to_frame(self) -> pd.DataFrame:
        """Return level, unit, category, count (or NA), lower, upper and verdict of every cell.

        ``lower`` and ``upper`` are what an attacker can work out; ``upper`` is infinite where
        nothing limits it. ``verdict`` is safe, certainly few, too narrow, few beside oneself or not
        proved.
        """
        level, unit, category, count, lower, upper, verdict = self._core.columns
        return pd.DataFrame(
            {
                "level": level,
                "unit": unit,
                "category": category,
                "count": pd.array(count, dtype="Int64"),
                "lower": lower,
                "upper": upper,
                "verdict": verdict,
            }
        )

    def explain(self, level: str, unit: str, category: str = "all") -> pd.DataFrame:
        """Return the released numbers that keep a cell from being less, or more, than it can be.

        Parameters
        ----------
        level : str
            As in `to_frame`.
        unit : str
        category : str, default "all"

        Returns
        -------
        DataFrame
            Columns ``limit`` (lower or upper), ``level``, ``unit``, ``category``, ``count``.

        Raises
        ------
        InvalidArgument
            For a cell that is not in the table.
        """
        frame = self.to_frame()
        at = np.flatnonzero(
            (frame["level"] == level) & (frame["unit"] == unit) & (frame["category"] == category)
        )
        if len(at) != 1:
            raise InvalidArgument(
                f"cell: {level!r}, {unit!r}, {category!r} is not in the table; to_frame() lists all"
            )
        limit, cell = self._core.explain(int(at[0]))
        columns = ["level", "unit", "category", "count"]
        narrowing = frame.loc[cell, columns].reset_index(drop=True)
        narrowing.insert(0, "limit", limit)
        return narrowing

    def summary(self) -> str:
        """Say in words what an attacker learns."""
        frame = self.to_frame()
        refused = frame[frame["verdict"] != "safe"]
        head = f"{len(frame):,} cells and margins, "
        is_known = bool((frame["lower"] == frame["upper"]).all())
        if refused.empty and is_known and self._core.base == 1:
            return (
                f"{head}exact: whoever reads them knows them. None is refused under this policy, "
                "which asks for no threshold that they miss."
            )
        if refused.empty:
            return f"{head}none of which gives anybody away. {_left_open(frame, self._core.base)}"
        kinds = ", ".join(
            f"{n:,} {verdict}" for verdict, n in refused["verdict"].value_counts().items()
        )
        return f"{head}{len(refused):,} of which must not leave: {kinds}."

    def _repr_html_(self) -> str:
        frame = self.to_frame()
        shown = frame[frame["verdict"] != "safe"]
        return f"<p>{self.summary()}</p>" + (
            "" if shown.empty else str(shown.to_html(max_rows=10, index=False))
        )

    def __repr__(self) -> str:
        return f"Audit(passed={self.passed}, cells={len(self.to_frame())})"


def audit(
    protected: Protected,
    counts: pd.DataFrame,
    *,
    time_limit_s: float = 60.0,
    n_jobs: int = -1,
    progress: bool | Callable[[float], None] | None = None,
) -> Audit:
    """Work out what an attacker learns at most about each cell of a protected table.

    The attacker knows everything that is released: every count and margin, what they are rounded
    to, that sums hold and that no count is below 0. A cell is refused where it certainly holds
    somebody and fewer than the policy's threshold, where fewer values are possible than it is
    rounded to, or where one of its contributors could say so of the others.

    Parameters
    ----------
    protected : Protected
    counts : DataFrame
        What was protected: gives the hierarchy. Of its counts only whether rounding can
        lead from them to what is shown is looked at.
    time_limit_s : float, default 60
        For all of it. A cell whose limits were not found in time is not proved, and so refused.
    n_jobs : int, default -1
        Threads; -1 for all. The result does not depend on it.
    progress : bool or callable, optional
        True shows a bar; a function is called with the share done.

    Returns
    -------
    Audit

    Raises
    ------
    InvalidArgument
        Where the counts are not those that were protected, or no table fits what is shown.

    References
    ----------
    Cox (1980), J. Am. Stat. Assoc. 75, pages 377-385.
    Fischetti and Salazar (2000), J. Am. Stat. Assoc. 95, pages 916-928.

    Examples
    --------
    >>> import pandas as pd, libprofile as lp
    >>> counts = pd.DataFrame({"unit": ["a", "b"], "category": "x", "count": [7, 23]})
    >>> found = lp.disclosure.audit(lp.disclosure.protect(counts, key=bytes(32)), counts)
    >>> print(found.to_frame().loc[[0], ["unit", "lower", "upper", "verdict"]])
      unit  lower  upper verdict
    0    a    1.0    9.0    safe
    """
    require_protected(protected)
    frame = long_counts(counts)
    require_same_counts(protected, frame)
    units: list[str] = sorted(frame["unit"].unique())
    categories: list[str] = sorted(frame["category"].unique())
    reporter: Any = progress_reporter(progress, "audit")
    made = _core.audit_table(
        protected._core,
        units,
        categories,
        cells_of(frame, units, categories),
        levels_of(frame, units),
        time_limit_s=time_limit_s,
        n_jobs=n_jobs,
        progress=reporter,
    )
    return Audit(made)
