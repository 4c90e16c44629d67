# SPDX-License-Identifier: MIT
"""What result objects share: frozen arrays, a frame, and a table in notebooks."""

from collections.abc import Callable
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, TypeAlias

import numpy as np
import pandas as pd

Progress: TypeAlias = bool | Callable[[float], None] | None

# Rows that a notebook shows of a result.
_SHOWN_ROWS = 10


def frozen(array: Any) -> Any:
    """Make an array read-only and return it; anything else is returned as it is."""
    if isinstance(array, np.ndarray):
        array.setflags(write=False)
    return array


def _short(number: float) -> str:
    return f"{number:.4g}"


@dataclass(frozen=True, repr=False)
class Result:
    """A frozen set of arrays, one entry for each place."""

    def to_frame(self) -> pd.DataFrame:
        """Return the arrays as the columns of a frame, under the index of what was given."""
        columns = {
            field.name: getattr(self, field.name)
            for field in fields(self)
            if not field.name.startswith("_") and getattr(self, field.name) is not None
        }
        return pd.DataFrame(columns, index=getattr(self, "_index", None))

    def _repr_html_(self) -> str:
        frame = self.to_frame()
        head = f"<p><strong>{type(self).__name__}</strong>, {len(frame)} rows</p>"
        return head + str(frame.to_html(max_rows=_SHOWN_ROWS, float_format=_short))

    def __repr__(self) -> str:
        return f"{type(self).__name__}\n{self.to_frame().to_string(max_rows=_SHOWN_ROWS)}"


@dataclass(frozen=True, repr=False)
class Figures(Result):
    """A frozen set of single figures: a frame of one row."""

    def to_frame(self) -> pd.DataFrame:
        """Return one row with a column a figure; a range has three: itself, lower, upper."""
        row: dict[str, Any] = {}
        for field in fields(self):
            value = getattr(self, field.name)
            if isinstance(value, (int, float, str)):
                row[field.name] = value
            elif is_dataclass(value):
                expected, lower, upper = (getattr(value, one.name) for one in fields(value))
                row |= {field.name: expected}
                row |= {f"{field.name}_lower": lower, f"{field.name}_upper": upper}
        return pd.DataFrame([row])


def progress_reporter(progress: Progress, name: str) -> Any:
    """Turn `progress` into what the extension calls: None, the caller's function, or a bar."""
    if progress is None or progress is False:
        return None
    if callable(progress):
        return progress
    return _Bar(name)


class _Bar:
    """A bar on one line of the terminal or of a notebook cell's output."""

    _WIDTH = 30

    def __init__(self, name: str) -> None:
        self._name = name

    def __call__(self, share: float) -> None:
        done = round(share * self._WIDTH)
        bar = "#" * done + "." * (self._WIDTH - done)
        end = "\n" if share >= 1 else ""
        print(f"\r{self._name} [{bar}] {share:4.0%}", end=end, flush=True)
