# SPDX-License-Identifier: MIT
"""What the extension says of an argument, in the names of who called.

Its columns have names of their own and lie flat: here they get those of the function that was
called, and a position gets the label of the row.
"""

import re
from collections.abc import Iterator
from types import FrameType
from typing import Any

import numpy as np
import pandas as pd

from libprofile._inputs import index_of

_PACKAGE = __name__.partition(".")[0]

# What the extension calls a column, and what functions of Python may call it.
_NAMES: dict[str, tuple[str, ...]] = {
    "counts": ("counts", "count", "known"),
    "populations": ("populations", "population"),
    "people": ("people", "population"),
    "first.counts": ("count",),
    "first.populations": ("population",),
    "second.counts": ("other_count",),
    "second.populations": ("other_population",),
    "standard.counts": ("standard_count",),
    "standard.populations": ("standard_population",),
    "premises.types": ("type",),
    "hour_of_week": ("hours",),
}
# One value a place: their labels are names of places. Those of records may be anybody's.
_OF_PLACES = frozenset(
    [
        *("around", "base", "by_day", "count", "counts", "covariates", "deprivation", "expected"),
        *("first", "harm", "known", "other_count", "other_population", "population"),
        *("populations", "residents", "second", "successes", "total", "values", "x", "y"),
    ]
)
_NAMED = re.compile(r"^(sum of )?([a-z_.]+?)(\.size\(\))?(\[(\d+)\])?(?= = | has |: )")
_LENGTH = re.compile(r"^([\w.\[\]]+)\.size\(\) = (\d+): must be the length of ([\w. ]+), (\d+)")
_OTHER = re.compile(r"(?<=the length of )[a-z_.]+")


def retold(message: str, frame: FrameType | None) -> str:
    """Put the caller's names, and the label of the row, into what the extension said."""
    found = _NAMED.match(message)
    if found is None:
        return message
    name, value = _argument(found[2], frame)
    at = _place(value, int(found[5])) if found[5] and name in _OF_PLACES else None
    where = (found[4] or "") if at is None else at
    told = f"{found[1] or ''}{name}{found[3] or ''}{where}{message[found.end() :]}"
    told = _OTHER.sub(lambda other: _argument(other[0], frame)[0], told)
    return _LENGTH.sub(r"\1 has \2 values: must have one for each of the \4 of \3", told)


def _argument(name: str, frame: FrameType | None) -> tuple[str, Any]:
    """Name and value of the argument that a column came from; its own name where none is known."""
    for given in _arguments(frame):
        for candidate in _NAMES.get(name, (name,)):
            if candidate in given:
                return candidate, given[candidate]
    return name, None


def _arguments(frame: FrameType | None) -> Iterator[dict[str, Any]]:
    """Arguments of each function of this package, from the extension outwards."""
    while frame is not None and frame.f_globals.get("__name__", "").partition(".")[0] == _PACKAGE:
        code = frame.f_code
        names = code.co_varnames[: code.co_argcount + code.co_kwonlyargcount]
        yield {name: frame.f_locals[name] for name in names if name in frame.f_locals}
        frame = frame.f_back


def _place(value: Any, at: int) -> str | None:
    """Label of the row, and of the column where there are several, at a flat position."""
    columns = np.shape(value)[1] if np.ndim(value) == 2 else 1
    row, column = divmod(at, columns)
    index = index_of(value)
    if index is None or row >= len(index) or index.equals(pd.RangeIndex(len(index))):
        return None if columns == 1 else f"[{row}, {column}]"
    label = f"{index[row]}"
    if isinstance(value, pd.DataFrame) and columns > 1:
        return f"[{row}, {column}] ({label}, {value.columns[column]})"
    return f"[{row}] ({label})"
