# SPDX-License-Identifier: MIT
"""Counts with a hierarchy on both sides, as they may leave."""

from collections.abc import Mapping, Sequence

import pandas as pd

from libprofile import _core
from libprofile._counts import category_levels_of, cells_of, levels_of, long_counts
from libprofile.disclosure._policy import Policy
from libprofile.disclosure._protect import residents_of
from libprofile.errors import DisclosureError, InvalidArgument
from libprofile.records import Key


class ProtectedHierarchies:
    """Counts of areas by a hierarchy of categories, made by `protect_hierarchies` only.

    Examples
    --------
    >>> import pandas as pd, libprofile as lp
    >>> counts = pd.DataFrame(
    ...     {
    ...         "unit": ["a", "a", "b", "b"],
    ...         "category": ["January", "April"] * 2,
    ...         "quarter": ["Q1", "Q2"] * 2,
    ...         "count": [7, 12, 23, 4],
    ...     }
    ... )
    >>> safe = lp.disclosure.protect_hierarchies(
    ...     counts, key=bytes(32), category_parents=["quarter"]
    ... )
    >>> safe.to_frame().query("level == 'all' and category == 'all'")["count"].tolist()
    [45]
    """

    def __init__(self, core: _core.ProtectedHierarchies) -> None:
        if not isinstance(core, _core.ProtectedHierarchies):
            raise DisclosureError(
                "only libprofile.disclosure.protect_hierarchies makes protected counts"
            )
        self._core = core

    def to_frame(self) -> pd.DataFrame:
        """Return level, unit, category_level, category, count (or NA) and reliability."""
        level, unit, category_level, category, count, reliability = self._core.columns
        return pd.DataFrame(
            {
                "level": level,
                "unit": unit,
                "category_level": category_level,
                "category": category,
                "count": pd.array(count, dtype="Int64"),
                "reliability": reliability,
            }
        )

    @property
    def base(self) -> int:
        """What counts are rounded to: c stands for a true one between c - base and c + base."""
        return self._core.base

    def summary(self) -> str:
        """Say in words what is there."""
        frame = self.to_frame()
        inner = frame["category_level"].isin(["category", "all"])
        text = (
            f"{len(frame):,} counts and sums, rounded to {self.base}; "
            f"{int(frame['count'].isna().sum()):,} are withheld."
        )
        if not inner.all() and frame.loc[~inner, "count"].isna().all():
            text += (
                " None is shown for the levels between the categories and their sum: no rounding "
                "that adds up on both sides was found."
            )
        return text

    def _repr_html_(self) -> str:
        return f"<p>{self.summary()}</p>" + str(self.to_frame().to_html(max_rows=10))

    def __repr__(self) -> str:
        return f"ProtectedHierarchies(base={self.base}, counts={len(self.to_frame())})"


def protect_hierarchies(
    counts: pd.DataFrame,
    policy: Policy | str = "partner",
    key: Key | None = None,
    *,
    category_parents: Sequence[str],
    residents: Mapping[str, float] | None = None,
) -> ProtectedHierarchies:
    """Let counts of areas by a hierarchy of categories out, such as months in quarters and years.

    Every cell and every sum of the one side by the other is rounded, and all of them add up. There
    are tables for which that cannot be done; then the sums of the categories' levels are withheld.

    Parameters
    ----------
    counts : DataFrame
        Columns ``unit``, parents of units (nearest first), ``category``, parents of categories,
        ``count``: inner cells only, one row each. A cell without a row is 0.
    policy : Policy or str, default "partner"
        One that rounds.
    key : bytes or path, optional
        Breaks ties, as in `protect`.
    category_parents : sequence of str
        Columns that are parents of the category, nearest first; all others are parents of the unit.
    residents : mapping of unit to float, optional
        Units with fewer than the policy's are withheld.

    Returns
    -------
    ProtectedHierarchies

    Raises
    ------
    InvalidArgument
        As `protect`, for either side.
    DisclosureError
        For a policy that withholds small counts.

    References
    ----------
    Causey, Cox and Ernst (1985), J. Am. Stat. Assoc. 80, pages 903-909.

    Examples
    --------
    >>> import pandas as pd, libprofile as lp
    >>> counts = pd.DataFrame(
    ...     {"unit": ["a", "b"], "category": "May", "quarter": "Q2", "count": [1, 4]}
    ... )
    >>> safe = lp.disclosure.protect_hierarchies(
    ...     counts, key=bytes(32), category_parents=["quarter"]
    ... )
    >>> set(safe.to_frame()["count"]) <= {0, 5}
    True
    """
    if not isinstance(policy, Policy):
        policy = Policy.preset(policy)
    missing = [name for name in category_parents if name not in getattr(counts, "columns", ())]
    if missing or isinstance(category_parents, str):
        raise InvalidArgument(
            f"category_parents: must be a list of columns of counts, not {category_parents!r}"
        )
    frame = long_counts(counts)
    units: list[str] = sorted(frame["unit"].unique())
    categories: list[str] = sorted(frame["category"].unique())
    by_unit = frame.drop(columns=list(category_parents))
    made = _core.protect_hierarchies(
        units,
        categories,
        cells_of(frame, units, categories),
        levels_of(by_unit, units),
        category_levels_of(frame, list(category_parents), categories),
        residents_of(residents, units),
        policy._core,
        key,
    )
    return ProtectedHierarchies(made)
