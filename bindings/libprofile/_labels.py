# SPDX-License-Identifier: MIT
"""Columns whose labels say that they are of other places, or of the same in another order.

Values are taken by position. Where labels contradict that, the answer would be wrong without a
word: every function of two or more labelled columns asks here first.
"""

import itertools
from typing import Any

import pandas as pd

from libprofile._inputs import index_of
from libprofile.errors import InvalidArgument


def require_same_labels(**columns: Any) -> None:
    """Raise InvalidArgument for the first column whose labels contradict those of one before it.

    Arrays and lists have no labels; labels 0, 1, 2, ... say nothing beside others.
    """
    labelled = [(name, *_labels_of(values, name)) for name, values in columns.items()]
    for (one, places, order), (name, index, _) in itertools.combinations(labelled, 2):
        require_same_places(index, places, name, one, order)


def _labels_of(values: Any, name: str) -> tuple[pd.Index | None, str]:
    """Return the labels of a column, a protected table or a result, and how to get at them."""
    if isinstance(values, (pd.Series, pd.DataFrame)):
        return values.index, f"{name}.index"
    units = index_of(values)
    if units is not None:
        return units, f"{name}.units"
    index = getattr(values, "_index", None)
    return index if isinstance(index, pd.Index) else None, f"{name}.to_frame().index"


def require_same_places(
    index: pd.Index | None, places: pd.Index | None, name: str, whose: str, order: str
) -> None:
    """Raise InvalidArgument where `index` has the labels `places` in another order, or others.

    Labels 0, 1, 2, ... say nothing beside others: then positions count, as where there are none.
    """
    if index is None or places is None or len(index) != len(places) or index.equals(places):
        return
    index, places = _comparable(index, places)
    if index.equals(places):
        return
    if index.is_unique and places.is_unique and index.isin(places).all():
        raise InvalidArgument(
            f"{name}: has the labels of {whose}, in another order; type {name} = "
            f"{name}.loc[{order}]"
        )
    if not _is_counted(index) and not _is_counted(places):
        raise InvalidArgument(
            f"{name}: has other labels than {whose}; type {name} = {name}.reindex({order}), or "
            f"{name}.to_numpy() where the order is right"
        )


def _comparable(index: pd.Index, places: pd.Index) -> tuple[pd.Index, pd.Index]:
    """Codes read as numbers in one table and as text in another are the same codes."""
    if index.dtype == places.dtype or isinstance(index, pd.MultiIndex):
        return index, places
    if isinstance(places, pd.MultiIndex) or _is_counted(index) or _is_counted(places):
        return index, places
    return index.astype(str), places.astype(str)


def _is_counted(index: pd.Index) -> bool:
    return bool(index.equals(pd.RangeIndex(len(index))))
