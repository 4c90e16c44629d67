# SPDX-License-Identifier: MIT
"""Counts as they may leave."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from libprofile import _core
from libprofile._counts import cells_of, levels_of, long_counts
from libprofile._inputs import FloatArray
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
        return f"<p>Protected counts, rounded to {self.base}</p>" + str(
            self.to_frame().to_html(max_rows=10)
        )

    def __repr__(self) -> str:
        return f"Protected(base={self.base}, units={len(self)})"


def protect(
    counts: pd.DataFrame,
    policy: Policy | str = "partner",
    key: Key | None = None,
    *,
    residents: Mapping[str, float] | None = None,
) -> Protected:
    """Let counts out under a policy: controlled rounding, then withholding of small units.

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

    Examples
    --------
    >>> import pandas as pd, libprofile as lp
    >>> counts = pd.DataFrame({"unit": ["a", "b"], "category": "x", "count": [1, 4]})
    >>> frame = lp.disclosure.protect(counts, key=bytes(32)).to_frame()
    >>> set(frame["count"]) <= {0, 5}
    True
    """
    if not isinstance(policy, Policy):
        policy = Policy.preset(policy)
    frame = long_counts(counts)
    units: list[str] = sorted(frame["unit"].unique())
    categories: list[str] = sorted(frame["category"].unique())
    levels = levels_of(frame, units)
    made = _core.protect(
        units,
        categories,
        cells_of(frame, units, categories),
        levels,
        _residents_of(residents, units),
        policy._core,
        key,
    )
    shape = (units, categories, levels)
    return Protected(made, pd.Index(frame["unit"].unique(), name="unit"), shape)


def _residents_of(residents: Mapping[str, float] | None, units: list[str]) -> FloatArray | None:
    if residents is None:
        return None
    by_name = {str(unit): number for unit, number in residents.items()}
    missing = [unit for unit in units if unit not in by_name]
    if missing:
        raise InvalidArgument(f"residents: has no unit {missing[0]!r}")
    return np.array([by_name[unit] for unit in units], dtype=np.float64)
