# SPDX-License-Identifier: MIT
"""From a frame of counts, wide or long, to the cells and levels that the gate takes."""

import graphlib
import itertools

import numpy as np
import numpy.typing as npt
import pandas as pd

from libprofile._inputs import as_floats
from libprofile.errors import InvalidArgument

_LONG = ("unit", "category", "count")


def long_counts(counts: pd.DataFrame) -> pd.DataFrame:
    """Return columns unit, category (both text), count and parents, one row a cell."""
    if not isinstance(counts, pd.DataFrame):
        raise InvalidArgument(f"counts: must be a DataFrame, not {type(counts).__name__}")
    frame = counts if set(_LONG) <= set(counts.columns) else _from_wide(counts)
    for column in ("unit", "category"):
        if frame[column].isna().any():
            at = int(np.argmax(frame[column].isna()))
            raise InvalidArgument(f"{column}[{at}]: must be given")
    frame = frame.assign(unit=frame["unit"].astype(str), category=frame["category"].astype(str))
    twice = frame.duplicated(["unit", "category"]).to_numpy()
    if twice.any():
        raise InvalidArgument(
            f"counts: row {int(np.argmax(twice))} repeats a unit and category: inner cells only, "
            "one row each"
        )
    require_whole(as_floats(frame["count"], "count"), "count")
    return frame


def _from_wide(counts: pd.DataFrame) -> pd.DataFrame:
    """One row a unit and one column a category, as `libprofile.geography.count` gives them."""
    if any(column in counts.columns for column in ("unit", "category")):
        raise InvalidArgument("counts: must have the columns unit, category and count, or be wide")
    cells = counts.to_numpy()
    return pd.DataFrame(
        {
            "unit": np.repeat(counts.index.to_numpy(), cells.shape[1]),
            "category": np.tile(counts.columns.to_numpy(), cells.shape[0]),
            "count": cells.ravel(),
        }
    )


def require_whole(cells: npt.NDArray[np.float64], name: str) -> None:
    """Refuse what is no number of persons, by its position."""
    # Written so that NaN fails.
    good = (cells >= 0) & (cells == np.floor(cells)) & np.isfinite(cells)
    if not good.all():
        raise InvalidArgument(f"{name}[{int(np.argmin(good))}]: must be a whole number from 0")


def cells_of(frame: pd.DataFrame, units: list[str], categories: list[str]) -> npt.NDArray[np.int64]:
    """Cells in order of unit, then category; a cell without a row is 0."""
    cells = np.zeros((len(units), len(categories)), dtype=np.int64)
    rows = pd.Index(units).get_indexer(pd.Index(frame["unit"]))
    columns = pd.Index(categories).get_indexer(pd.Index(frame["category"]))
    cells[rows, columns] = frame["count"].to_numpy(dtype=np.int64)
    return cells.ravel()


Levels = list[tuple[str, list[str], npt.NDArray[np.uint32]]]


def levels_of(frame: pd.DataFrame, units: list[str]) -> Levels:
    """Name, codes and the group of each unit for every parent column, nearest first."""
    parents = [column for column in frame.columns if column not in _LONG]
    return _levels(frame, "unit", units, parents)


def category_levels_of(frame: pd.DataFrame, parents: list[str], categories: list[str]) -> Levels:
    """Do the same for the parents of categories."""
    return _levels(frame, "category", categories, parents)


def _levels(frame: pd.DataFrame, leaf: str, leaves: list[str], parents: list[str]) -> Levels:
    levels = []
    for name in parents:
        by_leaf = frame[name].groupby(frame[leaf])
        if (by_leaf.nunique(dropna=False) > 1).any():
            raise InvalidArgument(f"{name}: a {leaf} lies in two of them")
        groups, codes = pd.factorize(by_leaf.first().reindex(leaves).astype(str), sort=True)
        levels.append((str(name), [str(code) for code in codes], groups.astype(np.uint32)))
    _require_no_circle(leaves, levels)
    return levels


def _require_no_circle(leaves: list[str], levels: Levels) -> None:
    """Refuse names that lie in each other; a place that is a level of its own may keep its name."""
    paths = [leaves] + [[codes[group] for group in groups] for _, codes, groups in levels]
    above: dict[str, set[str]] = {}
    for lower, upper in itertools.pairwise(paths):
        for child, parent in set(zip(lower, upper, strict=True)):
            if child != parent:
                above.setdefault(child, set()).add(parent)
    try:
        tuple(graphlib.TopologicalSorter(above).static_order())
    except graphlib.CycleError as error:
        circle = " in ".join(repr(name) for name in reversed(error.args[1]))
        raise InvalidArgument(f"hierarchy: goes in a circle: {circle}") from error
