# SPDX-License-Identifier: MIT
"""Counts as they may leave."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from libprofile import _core
from libprofile._counts import cells_of, levels_of, long_counts, require_whole
from libprofile._inputs import FloatArray, as_floats
from libprofile.disclosure._policy import Policy
from libprofile.errors import DisclosureError, InvalidArgument
from libprofile.records import Key

# Units, categories and levels, in the order of the compiled table.
Shape = tuple[list[str], list[str], list[tuple[str, list[str], npt.NDArray[np.uint32]]]]


class Protected:
    """Counts as they may leave, made by `protect` only.

    Where counts are taken, in `libprofile.risk` and `libprofile.hotspots`, it stands for the count
    of each unit over all categories, in the order in which the units were given.

    Examples
    --------
    >>> import pandas as pd, libprofile as lp
    >>> counts = pd.DataFrame({"unit": ["a", "b"], "category": "x", "count": [7, 23]})
    >>> safe = lp.disclosure.protect(counts, "partner", key=bytes(32))
    >>> safe.to_frame().query("level == 'all'")["count"].tolist()
    [30, 30]
    >>> lp.risk.rate(safe, [1_000, 1_000]).to_frame().index.tolist()
    ['a', 'b']
    """

    def __init__(
        self, core: _core.ProtectedTable, units: pd.Index, shape: Shape = ([], [], [])
    ) -> None:
        if not isinstance(core, _core.ProtectedTable):
            raise DisclosureError("only libprofile.disclosure.protect makes protected counts")
        self._core = core
        self._units = units
        self._shape = shape

    def to_frame(self) -> pd.DataFrame:
        """Return every cell and margin: level, unit, category, count (or NA), reliability."""
        level, unit, category, count, reliability = self._core.columns
        return pd.DataFrame(
            {
                "level": level,
                "unit": unit,
                "category": category,
                "count": pd.array(count, dtype="Int64"),
                "reliability": reliability,
            }
        )

    @property
    def base(self) -> int:
        """What counts are rounded to: c stands for a true one between c - base and c + base."""
        return self._core.base

    @property
    def total_base(self) -> int:
        """The same for counts over all areas."""
        return self._core.total_base

    @property
    def method(self) -> str:
        """What hides small counts: rounding or suppression."""
        return str(self._core.policy.fields["method"])

    @property
    def rounding_band(self) -> int:
        """How far a count may be from the true one, either way."""
        return max(self.base - 1, 0)

    @property
    def units(self) -> pd.Index:
        """The units, in the order in which they were given."""
        return self._units

    def __len__(self) -> int:
        return len(self._units)

    def __array__(self, dtype: Any = None, copy: Any = None) -> npt.NDArray[Any]:
        """Count of each unit over all categories, NaN where withheld."""
        del copy
        frame = self.to_frame()
        inner = frame[(frame["level"] == frame["level"].iloc[0]) & (frame["category"] == "all")]
        ordered = inner.set_index("unit")["count"].loc[self._units.astype(str)]
        array: npt.NDArray[Any] = ordered.to_numpy(dtype=dtype or np.float64, na_value=np.nan)
        return array

    def _repr_html_(self) -> str:
        how = f"rounded to {self.base}" if self.base > 1 else "exact"
        if self.method == "suppression":
            how += ", small ones withheld"
        return f"<p>Protected counts, {how}</p>" + str(self.to_frame().to_html(max_rows=10))

    def __repr__(self) -> str:
        return f"Protected(base={self.base}, units={len(self)})"


def protect(
    counts: pd.DataFrame,
    policy: Policy | str = "partner",
    key: Key | None = None,
    *,
    residents: Mapping[str, float] | None = None,
    largest: str | None = None,
    second: str | None = None,
) -> Protected:
    """Let counts out under a policy: controlled rounding, then withholding of small units.

    A policy whose method is suppression withholds small cells instead, and others beside them so
    that no small one can be worked out; `libprofile.disclosure.audit` proves it.

    Parameters
    ----------
    counts : DataFrame
        The result of `libprofile.geography.count`, or columns ``unit``, parents (nearest first),
        ``category``, ``count``: inner cells only, one row each. A cell without a row is 0.
    policy : Policy or str, default "partner"
        Or the name of a preset.
    key : bytes or path, optional
        Breaks ties; at least 32 bytes, a file readable by its owner only. Without it the rounding
        repeats but is not secret.
    residents : mapping of unit to float, optional
        Units with fewer than the policy's are withheld.
    largest : str, optional
        Column with the most that one person or agency contributes to each cell, for the rules
        about dominance.
    second : str, optional
        Column with the second most.

    Returns
    -------
    Protected

    Raises
    ------
    InvalidArgument
        For a unit and category that come twice, a count that is not a whole number from 0, or
        parents that do not nest.

    References
    ----------
    Cox (1987), J. Am. Stat. Assoc. 82, pages 520-524.
    Kelly, Golden and Assad (1992), Networks 22, pages 397-417.

    Examples
    --------
    >>> import pandas as pd, libprofile as lp
    >>> counts = pd.DataFrame({"unit": ["a", "b"], "category": "x", "count": [1, 4]})
    >>> frame = lp.disclosure.protect(counts, key=bytes(32)).to_frame()
    >>> set(frame["count"]) <= {0, 5}
    True
    >>> counts = pd.DataFrame({"unit": ["a", "b", "c"], "category": "x", "count": [3, 8, 20]})
    >>> frame = lp.disclosure.protect(counts, lp.Policy.preset("dfe_cin")).to_frame()
    >>> frame.query("category == 'x'")["count"].tolist()
    [<NA>, <NA>, 20, 30]
    """
    if not isinstance(policy, Policy):
        policy = Policy.preset(policy)
    frame, given = _without_contributions(counts, {"largest": largest, "second": second})
    frame = long_counts(frame)
    units: list[str] = sorted(frame["unit"].unique())
    categories: list[str] = sorted(frame["category"].unique())
    levels = levels_of(frame, units)
    made = _core.protect(
        units,
        categories,
        cells_of(frame, units, categories),
        levels,
        residents_of(residents, units),
        _contributions_of(frame, given["largest"], units, categories),
        _contributions_of(frame, given["second"], units, categories),
        policy._core,
        key,
    )
    shape = (units, categories, levels)
    return Protected(made, pd.Index(frame["unit"].unique(), name="unit"), shape)


def _without_contributions(
    counts: pd.DataFrame, columns: Mapping[str, str | None]
) -> tuple[pd.DataFrame, dict[str, pd.Series | None]]:
    """Columns that are no parents apart from the rest, by the name of their argument."""
    given: dict[str, pd.Series | None] = dict.fromkeys(columns)
    for name, column in columns.items():
        if column is None:
            continue
        if column not in counts.columns or "unit" not in counts.columns:
            raise InvalidArgument(f"{name}: counts has no column {column!r}")
        given[name] = counts[column]
    taken = [column for column in columns.values() if column is not None]
    return (counts.drop(columns=taken) if taken else counts), given


def _contributions_of(
    frame: pd.DataFrame, column: pd.Series | None, units: list[str], categories: list[str]
) -> npt.NDArray[np.int64] | None:
    if column is None:
        return None
    cells = frame.assign(count=column)
    require_whole(as_floats(column, str(column.name)), str(column.name))
    return cells_of(cells, units, categories)


def residents_of(residents: Mapping[str, float] | None, units: list[str]) -> FloatArray | None:
    """Residents in the order of the units."""
    if residents is None:
        return None
    by_name = {str(unit): number for unit, number in residents.items()}
    missing = [unit for unit in units if unit not in by_name]
    if missing:
        raise InvalidArgument(f"residents: has no unit {missing[0]!r}")
    return np.array([by_name[unit] for unit in units], dtype=np.float64)
