# SPDX-License-Identifier: MIT
"""From the frames that `problem_profile` is given to what the extension takes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
from pyproj import CRS

from libprofile import _areas, _core
from libprofile._columns import require_columns, require_geo_frame
from libprofile._inputs import FloatArray, as_floats, points_xy, require_metres
from libprofile._reproject import describe, require_somewhere, require_units, swapped
from libprofile.errors import CrsError, InvalidArgument


@dataclass(frozen=True)
class AreaColumns:
    """What the columns of a frame of areas mean."""

    code: str
    name: str | None
    parents: Sequence[str]
    parent_names: Sequence[str]
    population: str | None
    under_18: str | None


def require_crs(frame: gpd.GeoDataFrame, name: str, crs: CRS) -> None:
    """Raise unless the frame is a GeoDataFrame on the working plane."""
    require_geo_frame(frame, name)
    require_metres(frame, name)
    if frame.crs != crs:
        raise CrsError(
            f"{name} is in {frame.crs.name}, not in {crs.name}: "
            f'type {name} = {name}.to_crs("{crs.to_string()}")'
        )


def source_of(
    frame: gpd.GeoDataFrame,
    kind: str,
    columns: Mapping[str, str] | None,
    crosswalk: str,
    areas: gpd.GeoDataFrame,
) -> _core.Source:
    """Return records of one kind, checked against the plane and the places of `areas`."""
    name = "incidents" if kind == "incident" else kind
    crs = areas.crs
    require_crs(frame, name, crs)
    if columns is None:
        fields = [field for field, *_ in _core.schema(kind)]
        columns = {field: field for field in fields if field in frame.columns}
    require_columns(frame, columns.values(), name)
    xy = points_xy(frame, name, missing=True)
    require_units(xy, crs, name)
    if swapped(xy, crs, areas.total_bounds):
        raise InvalidArgument(
            f"{name}: x and y are swapped; longitude is x and latitude y: "
            "geopandas.points_from_xy(longitude, latitude)"
        )
    require_somewhere(xy, crs, name)
    table = pd.DataFrame(frame[list(dict.fromkeys(columns.values()))])
    transformation = frame.attrs.get("transformation")
    if transformation is None and np.isfinite(xy).any():
        transformation = describe(crs, crs)
    return _core.Source(
        _core.import_table(table, name),
        kind,
        dict(columns),
        crosswalk,
        xy,
        transformation or "",
        _sources_of(frame, name),
    )


def people_of(table: pd.DataFrame, kind: str, columns: Mapping[str, str] | None) -> _core.Source:
    """Return victims or offenders: a table without places."""
    name = f"{kind}s"
    if not isinstance(table, pd.DataFrame):
        raise InvalidArgument(f"{name}: must be a DataFrame, not {type(table).__name__}")
    if columns is None:
        fields = [field for field, *_ in _core.schema(kind)]
        columns = {field: field for field in fields if field in table.columns}
    require_columns(table, columns.values(), name)
    wanted = pd.DataFrame(table[list(dict.fromkeys(columns.values()))])
    return _core.Source(_core.import_table(wanted, name), kind, dict(columns), "", None, "")


def _sources_of(frame: gpd.GeoDataFrame, name: str) -> list[tuple[str, int, str]]:
    """Return name, last row and remedy for swapped coordinates of each file that a frame is of."""
    several = frame.attrs.get("sources")
    # A frame that was filtered or sorted since keeps what pandas noted of it, but not its rows.
    is_as_read = frame.index.equals(pd.RangeIndex(len(frame)))
    if several is not None and is_as_read and several[-1][1] == len(frame):
        return list(several)
    file, remedy = frame.attrs.get(
        "source", ("", "type geopandas.points_from_xy(easting, northing), in that order")
    )
    return [(f"{name} ({file})" if file else name, len(frame), remedy)]


def area_set_of(
    areas: gpd.GeoDataFrame, columns: AreaColumns, crs: CRS, *, repair: bool
) -> _core.AreaSet:
    """Return the areas with everything that their columns say of them."""
    require_crs(areas, "areas", crs)
    if columns.parent_names and len(columns.parent_names) != len(columns.parents):
        raise InvalidArgument("parent_name: must name a column for each of parent, or be left out")
    named = [columns.code, columns.name, columns.population, columns.under_18]
    require_columns(areas, [*named, *columns.parents, *columns.parent_names], "areas")
    codes = _texts(areas, columns.code)
    _areas.require_polygons(areas.geometry, codes)
    parent_names = [_texts(areas, column) for column in columns.parent_names]
    return _core.make_area_set(
        codes,
        [] if columns.name is None else areas[columns.name].astype("string").fillna("").tolist(),
        _areas.wkb_of(areas.geometry),
        parents=[
            (column, _texts(areas, column), parent_names[level] if parent_names else [])
            for level, column in enumerate(columns.parents)
        ],
        population=_numbers(areas, columns.population),
        under_18=_numbers(areas, columns.under_18),
        lonlat_deg=_areas.lonlat_of(areas.geometry),
        repair=repair,
        on_lattice=True,
    )


def _texts(areas: gpd.GeoDataFrame, column: str) -> list[str]:
    missing = areas[column].isna().to_numpy()
    if missing.any():
        raise InvalidArgument(f"areas: {column}[{int(np.argmax(missing))}] must be given")
    return [str(value) for value in areas[column]]


def _numbers(areas: gpd.GeoDataFrame, column: str | None) -> FloatArray | None:
    return None if column is None else as_floats(areas[column], column)
