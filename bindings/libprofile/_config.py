# SPDX-License-Identifier: MIT
"""A profile.toml and the files that it names, as frames.

The command line reads the same configuration with GDAL and PROJ; here pandas, geopandas and
pyproj do.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from pyproj import CRS

from libprofile._columns import require_columns, suggestion
from libprofile._files import (
    Files,
    agreed_crs,
    all_files,
    is_parquet,
    is_table,
    numbers,
    read_csv,
    read_layer,
    read_parquet,
)
from libprofile._inputs import DEFAULT_CRS
from libprofile._reproject import describe, reproject
from libprofile.errors import InputError, InvalidArgument

_FILE_KEYS = ("profile", "policy", "incidents", "areas", "premises", "victims", "offenders")
_PROFILE_KEYS = ("title", "tier", "window", "crs", "seed", "key", "marking", "permutations")
_AREA_KEYS = (
    *("files", "code", "name", "parent", "parent_name", "crs", "layer", "population", "repair"),
    *("vintage", "assured_residents"),
)
_POPULATION_KEYS = ("file", "code", "count", "under_18")
_SOURCE_KEYS = (
    *("files", "layer", "encoding", "decimal", "crs", "x", "y", "columns", "constants", "values"),
    "crosswalk",
)
_INCIDENT_KEYS = (*_SOURCE_KEYS, "counts", "categories")
_PREMISES_KEYS = (*_SOURCE_KEYS, "radius_m")
_PEOPLE_KEYS = ("files", "layer", "encoding", "columns", "constants", "values")


@dataclass(frozen=True)
class ConfiguredInputs:
    """Frames in the columns of the schema, on the working plane, and the other arguments."""

    incidents: gpd.GeoDataFrame
    areas: gpd.GeoDataFrame
    premises: gpd.GeoDataFrame | None
    victims: pd.DataFrame | None
    offenders: pd.DataFrame | None
    arguments: dict[str, Any]


def read_inputs(config: Mapping[str, Any], find: Files, name: str) -> ConfiguredInputs:
    """Read every file that the configuration `name` names."""
    _require_keys(config, _FILE_KEYS, name)
    for table in ("profile", "incidents", "areas"):
        if table not in config:
            raise InputError(f"{name}: has no table [{table}]")
    _require_keys(config["profile"], _PROFILE_KEYS, f"{name} [profile]")
    crs = CRS.from_user_input(config["profile"].get("crs", DEFAULT_CRS))
    sources = _as_list(config["incidents"])
    for source in sources:
        _require_keys(source, _INCIDENT_KEYS, f"{name} [incidents]", required=1)
    premises = config.get("premises")
    if premises is not None:
        _require_keys(premises, _PREMISES_KEYS, f"{name} [premises]", required=1)
    return ConfiguredInputs(
        incidents=_joined([_read_points(one, f"{name} [incidents]", find, crs) for one in sources]),
        areas=_read_areas(config["areas"], f"{name} [areas]", find, crs),
        premises=None
        if premises is None
        else _read_points(premises, f"{name} [premises]", find, crs),
        victims=_read_people(config.get("victims"), f"{name} [victims]", find),
        offenders=_read_people(config.get("offenders"), f"{name} [offenders]", find),
        arguments=_profile_arguments(config, name)
        | _source_arguments(sources, premises or {}, name)
        | _area_arguments(config["areas"]),
    )


def _profile_arguments(config: Mapping[str, Any], name: str) -> dict[str, Any]:
    given = dict(config["profile"])
    policy = {"tier": given.pop("tier", "partner")} | config.get("policy", {})
    arguments = {"policy": policy} | given
    if "window" in given:
        window = given["window"]
        _require_keys(window, ("start", "end"), f"{name} [profile.window]", required=2)
        arguments["window"] = (str(window["start"]), str(window["end"]))
    return arguments


def _source_arguments(
    sources: Sequence[Mapping[str, Any]], premises: Mapping[str, Any], name: str
) -> dict[str, Any]:
    counts = {one.get("counts", "records") for one in sources}
    if len(counts) > 1:
        raise InvalidArgument(f"{name} [[incidents]]: counts must be the same for every source")
    arguments: dict[str, Any] = {
        "counts": counts.pop(),
        "categories": [one for source in sources for one in _as_list(source.get("categories", []))],
        "crosswalk": premises.get("crosswalk", ""),
    }
    if "radius_m" in premises:
        arguments["premises_radius_m"] = premises["radius_m"]
    return arguments


def _area_arguments(areas: Mapping[str, Any]) -> dict[str, Any]:
    arguments: dict[str, Any] = {
        "code": areas["code"],
        "name": areas.get("name"),
        "parent": _as_list(areas.get("parent", [])),
        "parent_name": _as_list(areas.get("parent_name", [])),
        "repair": areas.get("repair", False),
        "vintage": areas.get("vintage", ""),
        "assured_residents": areas.get("assured_residents", 0),
    }
    population = areas.get("population", {})
    arguments |= {"population": "population"} if population else {}
    return arguments | ({"under_18": "under_18"} if "under_18" in population else {})


def _require_keys(
    table: Mapping[str, Any], known: Sequence[str], context: str, required: int = 0
) -> None:
    """Raise InputError for an unknown key, or one of the first `required` that is not there."""
    for key in table:
        if key not in known:
            raise InputError(f"{context}: unknown key {key!r}; {suggestion(key, known)}")
    for key in known[:required]:
        if key not in table:
            raise InputError(f"{context}: has no key {key!r}")


def _as_list(value: Any) -> list[Any]:
    return list(value) if isinstance(value, (list, tuple)) else [value]


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
    files = all_files(_as_list(source["files"]), find, context)
    frames = [_read_source(name, file, source, wanted, context) for name, file in files]
    frame = pd.concat(frames, ignore_index=True)
    columns = _mapped(frame, source, context)
    points = gpd.GeoDataFrame(columns, geometry=frame.geometry, index=frame.index)
    moved = points.set_geometry(reproject(points.geometry, working_crs))
    has_places = not (points.geometry.isna() | points.geometry.is_empty).all()
    moved.attrs["transformation"] = describe(points.crs, working_crs) if has_places else ""
    moved.attrs["source"] = (files[0][0], _swap_remedy(source))
    return moved


def _mapped(frame: pd.DataFrame, source: Mapping[str, Any], context: str) -> dict[str, Any]:
    """Return the columns of the schema: mapped, translated, or the same for every row."""
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
    _require_keys(source, _PEOPLE_KEYS, context, required=1)
    wanted = list(dict.fromkeys(source.get("columns", {}).values()))
    files = all_files(_as_list(source["files"]), find, context)
    frames = [_read_table(name, file, source, wanted) for name, file in files]
    frame = pd.concat(frames, ignore_index=True)
    return pd.DataFrame(_mapped(frame, source, context), index=frame.index)


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
    x = numbers(frame[source["x"]], source["x"], decimal)
    y = numbers(frame[source["y"]], source["y"], decimal)
    has_place = ~(np.isnan(x) & np.isnan(y))
    points = np.full(len(frame), None, dtype=object)
    points[has_place] = shapely.points(x[has_place], y[has_place])
    return gpd.GeoSeries(points, index=frame.index, crs=crs)


def _read_areas(
    source: Mapping[str, Any], context: str, find: Files, working_crs: CRS
) -> gpd.GeoDataFrame:
    _require_keys(source, _AREA_KEYS, context, required=2)
    frames = [
        read_layer(name, file, source.get("layer"))
        for name, file in all_files(_as_list(source["files"]), find, context)
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
    _require_keys(source, _POPULATION_KEYS, f"{context}.population", required=3)
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
