# SPDX-License-Identifier: MIT
"""What an attacker learns from several tables that leave together."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal

import numpy as np
import pandas as pd

from libprofile import _core
from libprofile._results import progress_reporter
from libprofile.disclosure._audit import Audit, audit
from libprofile.disclosure._protect import Protected
from libprofile.errors import DisclosureError, InvalidArgument

_Cell = tuple[str, str, str, str]


class JointAudit:
    """The limits of every cell of every table, made by `audit_together` only.

    Examples
    --------
    >>> import pandas as pd, libprofile as lp
    >>> kinds = pd.DataFrame({"unit": ["a", "b"], "category": "x", "count": [7, 23]})
    >>> months = kinds.assign(category="May")
    >>> safe = {
    ...     name: (lp.disclosure.protect(counts, key=bytes(32)), counts)
    ...     for name, counts in (("kinds", kinds), ("months", months))
    ... }
    >>> lp.disclosure.audit_together(safe).passed
    True
    """

    def __init__(self, core: _core.JointAudit, names: list[str]) -> None:
        if not isinstance(core, _core.JointAudit):
            raise DisclosureError("only libprofile.disclosure.audit_together makes such an audit")
        self._core = core
        self._names = names
        self._frames = [Audit(table).to_frame() for table in core.tables]

    @property
    def passed(self) -> bool:
        """Whether every cell of every table is safe."""
        return all(table.refused == 0 for table in self._core.tables)

    def to_frame(self) -> pd.DataFrame:
        """Return table, level, unit, category, count (or NA), lower, upper and verdict."""
        return (
            pd.concat(dict(zip(self._names, self._frames, strict=True)), names=["table"])
            .reset_index(level="table")
            .reset_index(drop=True)
        )

    def explain(self, table: str, level: str, unit: str, category: str = "all") -> pd.DataFrame:
        """Return the released numbers, of whichever table, that narrow a cell.

        Parameters
        ----------
        table : str
            One of the names that were given.
        level, unit : str
            As in `to_frame`.
        category : str, default "all"

        Returns
        -------
        DataFrame
            Columns ``limit`` (lower or upper), ``table``, ``level``, ``unit``, ``category``,
            ``count``.

        Raises
        ------
        InvalidArgument
            For a cell that is in no table.
        """
        number, cell = _position((table, level, unit, category), self._names, self._frames)
        limits, tables, cells = self._core.explain(number, cell)
        rows = [
            {"limit": limit, "table": self._names[t]}
            | self._frames[t].loc[c, ["level", "unit", "category", "count"]].to_dict()
            for limit, t, c in zip(limits, tables, cells, strict=True)
        ]
        return pd.DataFrame(rows, columns=["limit", "table", "level", "unit", "category", "count"])

    def summary(self) -> str:
        """Say in words what an attacker learns from all tables together."""
        frame = self.to_frame()
        refused = frame[frame["verdict"] != "safe"]
        head = f"{len(self._names)} tables of {len(frame):,} cells and margins, "
        if refused.empty:
            return (
                f"{head}none of which gives anybody away. What two tables say of the same few "
                "people without sharing a number is not looked at."
            )
        kinds = ", ".join(
            f"{n:,} {verdict}" for verdict, n in refused["verdict"].value_counts().items()
        )
        tables = ", ".join(dict.fromkeys(refused["table"]))
        return f"{head}{len(refused):,} of which must not leave ({tables}): {kinds}."

    def _repr_html_(self) -> str:
        frame = self.to_frame()
        shown = frame[frame["verdict"] != "safe"]
        return f"<p>{self.summary()}</p>" + (
            "" if shown.empty else str(shown.to_html(max_rows=10, index=False))
        )

    def __repr__(self) -> str:
        return f"JointAudit(passed={self.passed}, tables={len(self._names)})"


def _position(cell: _Cell, names: list[str], frames: list[pd.DataFrame]) -> tuple[int, int]:
    table, level, unit, category = cell
    if table in names:
        number = names.index(table)
        frame = frames[number]
        at = np.flatnonzero(
            (frame["level"] == level) & (frame["unit"] == unit) & (frame["category"] == category)
        )
        if len(at) == 1:
            return number, int(at[0])
    raise InvalidArgument(
        f"cell: {table!r}, {level!r}, {unit!r}, {category!r} is in no table; to_frame() lists all"
    )


def _units_shared(frames: list[pd.DataFrame]) -> list[list[tuple[int, int]]]:
    """Cells over all categories of one unit of one level, where several tables have it."""
    found: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for number, frame in enumerate(frames):
        sums = frame[frame["category"] == "all"]
        for cell, level, unit in zip(sums.index, sums["level"], sums["unit"], strict=True):
            found.setdefault((level, unit), []).append((number, int(cell)))
    return [places for places in found.values() if len(places) > 1]


def audit_together(
    tables: Mapping[str, tuple[Protected, pd.DataFrame]],
    shared: Literal["units"] | Sequence[Sequence[_Cell]] = "units",
    at_least: Sequence[tuple[_Cell, _Cell]] = (),
    *,
    time_limit_s: float = 60.0,
    n_jobs: int = -1,
    progress: bool | Callable[[float], None] | None = None,
) -> JointAudit:
    """Work out what an attacker learns from several tables of one release together.

    A number that stands in several tables is one unknown: two roundings of it, or a cell that one
    table withholds and another shows, narrow it. Verdicts are those of `audit`.

    Parameters
    ----------
    tables : mapping of str to (Protected, DataFrame)
        By name: what `protect` made, and the counts that were protected, for the hierarchy.
    shared : "units" or sequence of sequences of cells, default "units"
        Which cells are one number. ``units``: of each unit, and of everything, the sum over all
        categories; right where all tables count the same records. Else lists of cells, each
        ``(table, level, unit, category)``; an empty one for tables with nothing in common.
    at_least : sequence of pairs of cells, default none
        Cells of two tables of which the first is never below the second: records, and the persons
        who have them. Then neither may be shown so that the other is narrowed.
    time_limit_s : float, default 60
        For all of it. Cells whose limits were not found in time are not proved, and so refused.
    n_jobs : int, default -1
        Threads; -1 for all. The result does not depend on it.
    progress : bool or callable, optional
        True shows a bar; a function is called with the share done.

    Returns
    -------
    JointAudit

    Raises
    ------
    InvalidArgument
        As `audit`, for a cell that is in no table, or where no numbers fit all that is shown.

    Examples
    --------
    >>> import pandas as pd, libprofile as lp
    >>> kinds = pd.DataFrame({"unit": ["a", "b"], "category": "x", "count": [7, 23]})
    >>> months = kinds.assign(category="May")
    >>> found = lp.disclosure.audit_together(
    ...     {
    ...         "kinds": (lp.disclosure.protect(kinds, key=bytes(32)), kinds),
    ...         "months": (lp.disclosure.protect(months, key=bytes(32)), months),
    ...     }
    ... )
    >>> bool(found.explain("kinds", "all", "all")["table"].isin(["kinds", "months"]).all())
    True
    """
    names = list(tables)
    alone = [
        audit(protected, counts, time_limit_s=time_limit_s, n_jobs=n_jobs)
        for protected, counts in tables.values()
    ]
    frames = [one.to_frame() for one in alone]
    if isinstance(shared, str):
        if shared != "units":
            raise InvalidArgument(f"shared = {shared!r}: must be 'units' or lists of cells")
        places = _units_shared(frames)
    else:
        places = [[_position(cell, names, frames) for cell in number] for number in shared]
    pairs = [
        (_position(more, names, frames), _position(less, names, frames)) for more, less in at_least
    ]
    reporter: Any = progress_reporter(progress, "audit")
    made = _core.audit_together(
        names,
        [one._core for one in alone],
        places,
        pairs,
        time_limit_s=time_limit_s,
        n_jobs=n_jobs,
        progress=reporter,
    )
    return JointAudit(made, names)
