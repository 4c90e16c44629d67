# SPDX-License-Identifier: MIT
"""Files that a configuration names, read with pandas and geopandas."""

import glob
import json
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeAlias

import geopandas as gpd
import numpy as np
import pandas as pd
import pyarrow.parquet
from pyproj import CRS
from pyproj.exceptions import CRSError

from libprofile._columns import require_columns
from libprofile._inputs import FloatArray
from libprofile.errors import CrsError, InputError

# Files by the pattern that the configuration gives: names, and what pandas and geopandas read.
Files: TypeAlias = Callable[[str], list[tuple[str, Any]]]

_TABLES = (".csv", ".csv.gz")
# Formats that open other files.
_REFUSED = (".vrt", ".ovf", ".xml", ".gpkg.zip", ".zip")


def files_beside(config: Path) -> Files:
    """Look patterns up relative to the configuration's folder."""

    def find(pattern: str) -> list[tuple[str, Any]]:
        if pattern.startswith(("/vsi", "PG:")) or "://" in pattern:
            raise InputError(
                f"{pattern}: is not a local file: copy it beside {config.name} first, or read it "
                "with geopandas and call problem_profile with frames"
            )
        if pattern.lower().endswith(_REFUSED):
            raise InputError(f"{pattern}: may open other files: convert it first")
        exact = config.parent / pattern
        if exact.exists():
            return [(str(exact), str(exact))]
        names = sorted(glob.glob(pattern, root_dir=config.parent))
        return [(str(config.parent / name), str(config.parent / name)) for name in names]

    return find


def all_files(patterns: Sequence[str], find: Files, context: str) -> list[tuple[str, Any]]:
    """Return every file of every pattern, in order; at least one a pattern."""
    found = []
    for pattern in patterns:
        names = find(pattern)
        if not names:
            raise InputError(f"{context}: {pattern}: no such file")
        found += names
    return found


def read_parquet(name: str, file: Any, columns: Sequence[str] | None = None) -> Any:
    """Read some columns, or all: a GeoDataFrame where the file has a geometry."""
    try:
        schema = pyarrow.parquet.read_schema(file)
        geometry = json.loads((schema.metadata or {}).get(b"geo", b"null"))
    except (OSError, ValueError) as error:
        raise InputError(f"{name}: cannot be read as Parquet: {error}") from error
    if columns is None:
        wanted = None
    else:
        require_columns(pd.DataFrame(columns=schema.names), columns, name)
        wanted = list(dict.fromkeys(columns))
    if geometry is None:
        return pd.read_parquet(file, columns=wanted)
    places = [geometry["primary_column"]]
    return gpd.read_parquet(file, columns=None if wanted is None else [*wanted, *places])


def read_layer(name: str, file: Any, layer: str | None) -> gpd.GeoDataFrame:
    """Read a layer of a spatial file."""
    if is_parquet(name):
        return read_parquet(name, file)
    if isinstance(file, str) and Path(file).is_file() and Path(file).stat().st_size == 0:
        raise InputError(f"{name}: is empty")
    try:
        # A file in memory is one of ours, with one layer.
        there = list(gpd.list_layers(file)["name"]) if isinstance(file, str) and not layer else []
        if len(there) > 1:
            raise InputError(
                f'{name}: holds several layers; type layer = "{there[0]}"; '
                f"there are: {', '.join(there)}"
            )
        return gpd.read_file(file, layer=layer) if layer else gpd.read_file(file)
    except InputError:
        raise
    except Exception as error:
        raise InputError(f"{name}: cannot be read as a layer: {error}") from error


def is_table(name: str) -> bool:
    """Whether a file is read as a table without geometry."""
    return name.lower().endswith(_TABLES)


def is_parquet(name: str) -> bool:
    """Whether a file is read with pyarrow."""
    return name.lower().endswith(".parquet")


def agreed_crs(said: Any, configured: str | None, context: str) -> Any:
    """Return the reference system of a file and its configuration, which must agree."""
    if said is None and configured is None:
        raise CrsError(f'{context}: has no reference system; add, for example, crs = "EPSG:4326"')
    if configured is not None:
        crs_of_code(configured, f"crs of {context}")
    if said is not None and configured is not None and said != configured:
        world = {"EPSG:4326", "OGC:CRS84"}
        if not {said.to_string(), configured} <= world:
            raise CrsError(
                f'{context}: crs = "{configured}", but the file is in {said.to_string()}; '
                "take the line out"
            )
    return configured if said is None else said


def crs_of_code(code: Any, what: str) -> CRS:
    """Return the reference system of a code; names are not guessed at, as two may share one."""
    known = re.fullmatch(r"[A-Za-z]+:[A-Za-z0-9]+", str(code))
    try:
        if known:
            return CRS.from_user_input(code)
    except CRSError:
        pass
    raise CrsError(
        f'{what} = "{code}": is not a reference system that PROJ knows; type a code such as '
        '"EPSG:4326" or "EPSG:27700"'
    )


def coordinates(column: "pd.Series[Any]", name: str, decimal: str = "point") -> FloatArray:
    """Numbers as `numbers` reads them; infinite where there is none, so that rows are rejected."""
    try:
        return numbers(column, name, decimal)
    except InputError:
        return np.array([_number_or_infinity(value, decimal) for value in column])


def _number_or_infinity(value: Any, decimal: str) -> float:
    if pd.isna(value):
        return np.nan
    try:
        return float(str(value).replace(",", ".") if decimal == "comma" else value)
    except ValueError:
        return np.inf


def numbers(column: "pd.Series[Any]", name: str, decimal: str = "point") -> FloatArray:
    """Numbers of a column of text, with decimal points or commas; NaN where it is empty."""
    try:
        if decimal == "comma" and not pd.api.types.is_numeric_dtype(column):
            column = column.str.replace(",", ".")
        return column.astype(object).where(column.notna(), np.nan).to_numpy(dtype=np.float64)
    except ValueError as error:
        raise InputError(f"column {name!r}: holds something that is not a number") from error
