# SPDX-License-Identifier: MIT
"""Whether raw counts can be those that a protected table was made from."""

import numpy as np
import pandas as pd

from libprofile.disclosure._protect import Protected
from libprofile.errors import InvalidArgument

_LONG = ("unit", "category", "count")


def require_protected(protected: object) -> Protected:
    """Return a protected table, or raise InvalidArgument with the way to make it."""
    if isinstance(protected, Protected):
        return protected
    raise InvalidArgument(
        f"protected: must come from libprofile.disclosure.protect, not {type(protected).__name__}"
    )


def require_same_counts(protected: Protected, frame: pd.DataFrame) -> None:
    """Raise InvalidArgument where rounding cannot lead from counts to what is shown.

    Says how many cells and margins, and neither which nor what they hold.
    """
    shown = protected.to_frame()
    given = _cells_and_margins(frame, str(shown["level"].iloc[0]))
    for column in ("unit", "category"):
        if set(given[column]) != set(shown[column]):
            return  # Other places or categories: the extension says so.
    beside = shown.merge(given, how="left", on=["level", "unit", "category"])
    moved = (beside["count"].astype("Float64") - beside["raw"].fillna(0)).abs()
    base = np.where(
        beside["level"] == "all", max(protected.base, protected.total_base), protected.base
    )
    wrong = int((moved > np.maximum(base - 1, 0)).fillna(False).sum())
    if wrong:
        raise InvalidArgument(
            f"counts: {wrong:,} of {len(beside):,} cells and margins are further from what is "
            "shown of them than rounding moves any: give the counts that were protected"
        )


def _cells_and_margins(frame: pd.DataFrame, leaf: str) -> pd.DataFrame:
    """Every sum that a protected table shows: level, unit, category and raw."""
    parents = [name for name in frame.columns if name not in _LONG]
    places = {leaf: frame["unit"], **{str(name): frame[name].astype(str) for name in parents}}
    places["all"] = pd.Series("all", index=frame.index)
    sums = []
    for level, unit in places.items():
        for category in (frame["category"], pd.Series("all", index=frame.index)):
            raw = frame["count"].groupby([unit, category]).sum()
            raw.index.names = ["unit", "category"]
            sums.append(raw.rename("raw").reset_index().assign(level=level))
    return pd.concat(sums, ignore_index=True)
