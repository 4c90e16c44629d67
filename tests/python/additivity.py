# SPDX-License-Identifier: MIT
"""Whether released counts add up: over categories, and from areas to what they lie in."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import pandas as pd


class Sums(NamedTuple):
    """Sums of which every part and the whole are shown, and those of them that do not hold."""

    checked: int
    broken: list[tuple[str, ...]]


def sums_of(
    counts: pd.DataFrame, parents: Sequence[tuple[str, str, Mapping[str, str]]]
) -> dict[str, Sums]:
    """Check every sum of a table of counts.

    ``counts`` has the columns of ``tables/counts.csv``; ``parents`` says for each step up its two
    levels and the parent of each unit. Sums with a withheld part or whole are left out.
    """
    shown = counts.set_index(["level", "unit", "category"])["count"].astype("Float64")
    is_whole = shown.index.get_level_values("category") == "all"
    parts = shown[~is_whole].groupby(level=["level", "unit"])
    whole = shown[is_whole].droplevel("category")
    found = {"categories": _compared(parts, whole)}
    for level, above, parent_of in parents:
        below = shown[level]
        groups = below.index.get_level_values("unit").map(parent_of)
        categories = below.index.get_level_values("category")
        found[f"{level} to {above}"] = _compared(below.groupby([groups, categories]), shown[above])
    return found


def _compared(parts, whole: pd.Series) -> Sums:
    sums = parts.sum().where(parts.count() == parts.size())
    sums, whole = sums.align(whole, join="left")
    is_known = sums.notna() & whole.notna()
    is_broken = is_known & (sums != whole).fillna(value=False)
    return Sums(int(is_known.sum()), [tuple(map(str, place)) for place in sums.index[is_broken]])
