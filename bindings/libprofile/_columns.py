# SPDX-License-Identifier: MIT
"""Frames and the names of their columns: what is wrong with them, and what would be right."""

import difflib
from collections.abc import Iterable, Sequence
from os import PathLike
from typing import Any

import geopandas as gpd
import pandas as pd

from libprofile.errors import InputError, InvalidArgument

# Names that a message lists at most.
_LISTED = 12


def suggestion(name: str, there: Iterable[object]) -> str:
    """Say which names there are, and the nearest one where something is near."""
    known = [str(one) for one in there]
    lowered = {one.lower(): one for one in reversed(known)}
    near = difflib.get_close_matches(name.lower(), lowered, n=1, cutoff=0.6)
    guess = f"did you mean {lowered[near[0]]!r}? " if near else ""
    more = ", ..." if len(known) > _LISTED else ""
    return f"{guess}there are: {', '.join(known[:_LISTED])}{more}"


def require_columns(frame: pd.DataFrame, names: Iterable[str | None], what: str) -> None:
    """Raise InputError for the first of `names` that is not a column, with the nearest that is."""
    for name in names:
        if name is not None and name not in frame.columns:
            raise InputError(f"{what}: has no column {name!r}; {suggestion(name, frame.columns)}")


def require_geo_frame(frame: object, what: str) -> None:
    """Raise InvalidArgument unless it is a GeoDataFrame, with the line that makes one."""
    if isinstance(frame, gpd.GeoDataFrame):
        return
    given = f"{what}: must be a GeoDataFrame, not {type(frame).__name__}"
    if isinstance(frame, (str, PathLike)):
        raise InvalidArgument(f"{given}; type {what} = geopandas.read_file({what})")
    if isinstance(frame, pd.DataFrame):
        raise InvalidArgument(
            f"{given}; type {what} = geopandas.GeoDataFrame({what}, "
            f"geometry=geopandas.points_from_xy({what}.x, {what}.y), crs=...)"
        )
    raise InvalidArgument(given)


def as_names(names: str | Sequence[str]) -> list[str]:
    """Return a list of names; a single one may be given bare."""
    return [names] if isinstance(names, str) else [str(name) for name in names]


def attributes_of(table: Any) -> Any:
    """Return a table without its geometry, which Arrow has no plain type for."""
    if isinstance(table, gpd.GeoDataFrame):
        return pd.DataFrame(table.drop(columns=table.geometry.name))
    return table
