# SPDX-License-Identifier: MIT
"""A profile.toml and the files that it names, as frames.

The command line reads the same configuration with GDAL and PROJ; here pandas, geopandas and
pyproj do.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from pyproj import CRS

from libprofile import _core
from libprofile._columns import require_columns
from libprofile._config_keys import (
    AREA_KEYS,
    FILE_KEYS,
    INCIDENT_KEYS,
    PEOPLE_KEYS,
    POPULATION_KEYS,
    PREMISES_KEYS,
    PROFILE_KEYS,
    VISITS_KEYS,
    area_arguments,
    as_list,
    profile_arguments,
    require_keys,
    source_arguments,
)
from libprofile._csv import read_csv
from libprofile._files import (
    Files,
    agreed_crs,
    all_files,
    coordinates,
    crs_of_code,
    is_parquet,
    is_table,
    numbers,
    read_layer,
    read_parquet,
)
from libprofile._inputs import DEFAULT_CRS
from libprofile._reproject import describe, plain_xy, reproject, require_units
from libprofile.errors import InputError, InvalidArgument


@dataclass(frozen=True)
class ConfiguredInputs:
    """Frames in the columns of the schema, on the working plane, and the other arguments."""

    incidents: gpd.GeoDataFrame
    areas: gpd.GeoDataFrame
    premises: gpd.GeoDataFrame | None
    victims: pd.DataFrame | None
    offenders: pd.DataFrame | None
    arguments: dict[str, Any]


def read_toml(path: Path) -> dict[str, Any]:
    """Read a configuration, or say why it cannot be read."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read: {error}") from error
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"{path}: is not TOML: {error}") from error


def read_inputs(config: Mapping[str, Any], find: Files, name: str) -> ConfiguredInputs:
    """Read every file that the configuration `name` names."""
    require_keys(config, FILE_KEYS, name)
    for table in ("profile", "incidents", "areas"):
        if table not in config:
            raise InputError(f"{name}: has no table [{table}]")
    require_keys(config["profile"], PROFILE_KEYS, f"{name} [profile]")
    crs = crs_of_code(config["profile"].get("crs", DEFAULT_CRS), "crs")
    sources = as_list(config["incidents"])
    for source in sources:
        require_keys(source, INCIDENT_KEYS, f"{name} [incidents]", required=1)
    premises = config.get("premises")
    if premises is not None:
        require_keys(premises, PREMISES_KEYS, f"{name} [premises]", required=1)
    return ConfiguredInputs(
        incidents=_joined([_read_points(one, f"{name} [incidents]", find, crs) for one in sources]),
        areas=_read_areas(config["areas"], f"{name} [areas]", find, crs),
        premises=None
        if premises is None
        else _read_points(premises, f"{name} [premises]", find, crs),
        victims=_read_people(config.get("victims"), f"{name} [victims]", find),
        offenders=_read_people(config.get("offenders"), f"{name} [offenders]", find),
        arguments=_with_visits(profile_arguments(config, name), f"{name} [outreach]", find)
        | source_arguments(sources, premises or {}, name)
        | area_arguments(config["areas"]),
    )


def _with_visits(arguments: dict[str, Any], context: str, find: Files) -> dict[str, Any]:
    """Give the area of each visit in the place of the file that says so."""
    visits = arguments.get("outreach", {}).pop("visits", None)
    if visits is None:
        return arguments
    require_keys(visits, VISITS_KEYS, f"{context}.visits", required=2)
    (name, file), *_ = all_files([visits["file"]], find, f"{context}.visits")
    codes = read_csv(name, file, [visits["code"]])[visits["code"]]
    empty = codes.isna() | (codes == "")
    if empty.any():
        row = int(empty.to_numpy().argmax()) + 1
        raise InputError(f"{name}, row {row}, column {visits['code']!r}: must not be empty")
    arguments["outreach"]["visited"] = codes.tolist()
    return arguments


def _joined(frames: Sequence[gpd.GeoDataFrame]) -> gpd.GeoDataFrame:
    """One frame of all sources; a column that one lacks is missing in its rows."""
    if len(frames) == 1:
        return frames[0]
    done = [frame.attrs.pop("transformation") for frame in frames]
    sources = [frame.attrs.pop("source") for frame in frames]
    ends = np.cumsum([len(frame) for frame in frames])
    joined = pd.concat(frames, ignore_index=True)
    joined.attrs["transformation"] = "; ".join(dict.fromkeys(text for text in done if text))
    joined.attrs["sources"] = [
        (f"incidents {number} ({file})", int(end), remedy)
        for number, ((file, remedy), end) in enumerate(zip(sources, ends, strict=True), 1)
    ]
    return joined


def _read_points(
    source: Mapping[str, Any], context: str, find: Files, working_crs: CRS
) -> gpd.GeoDataFrame:
    mapped = source.get("columns", {}).values()
    wanted = list(dict.fromkeys([*mapped, *_coordinate_columns(source, context)]))
    files = all_files(as_list(source["files"]), find, context)
    frames = [_read_source(name, file, source, wanted, context) for name, file in files]
    frame = pd.concat(frames, ignore_index=True)
    kind = "premises" if "[premises]" in context else "incident"
    columns = _mapped(frame, source, kind, files[0][0], context)
    points = gpd.GeoDataFrame(columns, geometry=frame.geometry, index=frame.index)
    xy = plain_xy(points.geometry)
    require_units(xy, points.crs, context)
    places = reproject(points.geometry, working_crs)
    # Moved, they would be rows without a place: as given, records refuses them.
    is_faulty = ~np.isfinite(xy).all(axis=1) & ~np.isnan(xy).all(axis=1)
    places[is_faulty] = shapely.points(xy[is_faulty])
    moved = points.set_geometry(places)
    has_places = not (points.geometry.isna() | points.geometry.is_empty).all()
    moved.attrs["transformation"] = describe(points.crs, working_crs) if has_places else ""
    moved.attrs["source"] = (files[0][0], _swap_remedy(source))
    return moved


def _mapped(
    frame: pd.DataFrame, source: Mapping[str, Any], kind: str, name: str, context: str
) -> dict[str, Any]:
    """Return the columns of the schema: mapped, translated, or the same for every row."""
    mapped = source.get("columns", {})
    _core.require_safe_columns(
        _core.import_table(pd.DataFrame(frame[list(dict.fromkeys(mapped.values()))]), name),
        kind,
        mapped,
        {field: str(value) for field, value in source.get("constants", {}).items()},
        source.get("values", {}),
    )
    columns = {target: frame[column] for target, column in source.get("columns", {}).items()}
    for target, translation in source.get("values", {}).items():
        if target not in columns:
            raise InputError(f"{context}: values.{target} translates a field that is not mapped")
        columns[target] = columns[target].replace(translation)
    return {**columns, **source.get("constants", {})}


def _read_people(
    source: Mapping[str, Any] | None, context: str, find: Files
) -> pd.DataFrame | None:
    """Read records of persons, who have no places."""
    if source is None:
        return None
    require_keys(source, PEOPLE_KEYS, context, required=1)
    wanted = list(dict.fromkeys(source.get("columns", {}).values()))
    files = all_files(as_list(source["files"]), find, context)
    frames = [_read_table(name, file, source, wanted) for name, file in files]
    frame = pd.concat(frames, ignore_index=True)
    kind = "victim" if "[victims]" in context else "offender"
    return pd.DataFrame(_mapped(frame, source, kind, files[0][0], context), index=frame.index)


def _read_table(name: str, file: Any, source: Mapping[str, Any], wanted: list[str]) -> pd.DataFrame:
    """One file's wanted columns, without a geometry that it may have."""
    if is_table(name):
        return read_csv(name, file, wanted, source.get("encoding", "utf-8"))
    return pd.DataFrame(_read_any(name, file, source, wanted))[wanted]


def _read_any(name: str, file: Any, source: Mapping[str, Any], wanted: list[str]) -> Any:
    """Read a file that is no CSV: Parquet or a layer."""
    if is_parquet(name):
        return read_parquet(name, file, wanted)
    frame = read_layer(name, file, source.get("layer"))
    require_columns(frame, wanted, name)
    return frame


def _swap_remedy(source: Mapping[str, Any]) -> str:
    """Say what to type where x and y turn out to be swapped."""
    if "x" not in source:
        return "give easting before northing"
    return f'type x = "{source["y"]}", y = "{source["x"]}"'


def _coordinate_columns(source: Mapping[str, Any], context: str) -> list[str]:
    if ("x" in source) != ("y" in source):
        raise InputError(f"{context}: names one of x and y without the other")
    return [source["x"], source["y"]] if "x" in source else []


def _read_source(
    name: str, file: Any, source: Mapping[str, Any], wanted: list[str], context: str
) -> gpd.GeoDataFrame:
    """One file's wanted columns and places, in its own reference system."""
    if is_table(name):
        frame = read_csv(name, file, wanted, source.get("encoding", "utf-8"))
        crs = agreed_crs(None, source.get("crs"), context)
    else:
        frame = _read_any(name, file, source, wanted)
        said = getattr(frame, "crs", None)
        crs = agreed_crs(said, source.get("crs"), context)
    if "x" in source:
        places = _places(frame, source, crs)
    elif isinstance(frame, gpd.GeoDataFrame):
        places = frame.geometry.set_crs(crs)
    else:
        places = gpd.GeoSeries([None] * len(frame), crs=crs)
    return gpd.GeoDataFrame(pd.DataFrame(frame)[wanted], geometry=places)


def _places(frame: pd.DataFrame, source: Mapping[str, Any], crs: Any) -> gpd.GeoSeries:
    """Return points; None where neither coordinate is given."""
    decimal = source.get("decimal", "point")
    if decimal not in ("point", "comma"):
        raise InvalidArgument(f'decimal = {decimal!r}: must be "point" or "comma"')
    x = coordinates(frame[source["x"]], source["x"], decimal)
    y = coordinates(frame[source["y"]], source["y"], decimal)
    has_place = ~(np.isnan(x) & np.isnan(y))
    points = np.full(len(frame), None, dtype=object)
    points[has_place] = shapely.points(x[has_place], y[has_place])
    return gpd.GeoSeries(points, index=frame.index, crs=crs)


def _read_areas(
    source: Mapping[str, Any], context: str, find: Files, working_crs: CRS
) -> gpd.GeoDataFrame:
    require_keys(source, AREA_KEYS, context, required=2)
    frames = [
        read_layer(name, file, source.get("layer"))
        for name, file in all_files(as_list(source["files"]), find, context)
    ]
    areas = pd.concat(frames, ignore_index=True) if len(frames) > 1 else frames[0]
    crs = agreed_crs(areas.crs, source.get("crs"), context)
    require_columns(areas, [source["code"]], context)
    areas = areas.set_geometry(reproject(areas.geometry.set_crs(crs), working_crs))
    if "population" in source:
        _add_residents(areas, source["code"], source["population"], context, find)
    return areas


def _add_residents(
    areas: gpd.GeoDataFrame, code: str, source: Mapping[str, Any], context: str, find: Files
) -> None:
    """Add columns population and under_18, where the configuration has them."""
    require_keys(source, POPULATION_KEYS, f"{context}.population", required=3)
    (name, file), *_ = all_files([source["file"]], find, f"{context}.population")
    wanted = {"population": source["count"]}
    if "under_18" in source:
        wanted["under_18"] = source["under_18"]
    table = read_csv(name, file, [source["code"], *wanted.values()]).set_index(source["code"])
    if not table.index.is_unique:
        raise InputError(f"{name}: has a code twice in column {source['code']!r}")
    rows = table.reindex(areas[code].astype(str))
    for target, column in wanted.items():
        areas[target] = numbers(rows[column], column)
