# SPDX-License-Identifier: MIT
"""A profile.toml and the files that it names, as frames.

The command line reads the same configuration with GDAL and PROJ; here pandas, geopandas and
pyproj do.
"""

import glob
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from libprofile._inputs import DEFAULT_CRS
from libprofile._reproject import describe, reproject
from libprofile.errors import CrsError, InputError, InvalidArgument

# Files by the pattern that the configuration gives: names, and what pandas and geopandas read.
Files: TypeAlias = Callable[[str], list[tuple[str, Any]]]

_AREA_KEYS = {"files", "code", "name", "parent", "crs", "layer", "population", "repair"}
_PROFILE_KEYS = {
    "title",
    "tier",
    "window",
    "crs",
    "seed",
    "key",
    "marking",
    "permutations",
}
_SOURCE_KEYS = {
    "files",
    "crs",
    "x",
    "y",
    "counts",
    "columns",
    "categories",
    "crosswalk",
    "radius_m",
    "origin",
    "layer",
}


@dataclass(frozen=True)
class ConfiguredInputs:
    """Frames in the columns of the schema, on the working plane, and the other arguments."""

    incidents: gpd.GeoDataFrame
    areas: gpd.GeoDataFrame
    premises: gpd.GeoDataFrame | None
    arguments: dict[str, Any]


def files_beside(config: Path) -> Files:
    """Look patterns up relative to the configuration's folder."""

    def find(pattern: str) -> list[tuple[str, Any]]:
        if pattern.startswith("/vsi") or "://" in pattern:
            raise InputError(f"{pattern}: is not a local file: copy it beside {config.name} first")
        found = sorted(glob.glob(str(config.parent / pattern)))
        return [(name, name) for name in found]

    return find


def _all_files(source: dict[str, Any], find: Files, context: str) -> list[tuple[str, Any]]:
    found = [one for pattern in source["files"] for one in find(pattern)]
    if not found:
        raise InputError(f"{context} files = {source['files']}: no such file")
    return found


def _require_keys(table: dict[str, Any], known: set[str], context: str) -> None:
    for key in table:
        if key not in known:
            there = ", ".join(sorted(known))
            raise InputError(f"{context}: unknown key {key!r}; there are: {there}")


def _read_csv(name: str, file: Any, columns: Sequence[str]) -> pd.DataFrame:
    wanted = set(columns)
    try:
        frame = pd.read_csv(
            file,
            dtype=str,
            usecols=lambda column: column in wanted,
            keep_default_na=False,
            na_values=[""],
            encoding="utf-8-sig",
        )
    except (OSError, UnicodeDecodeError, pd.errors.ParserError, pd.errors.EmptyDataError) as error:
        raise InputError(f"{name}: cannot be read as CSV in UTF-8: {error}") from error
    missing = [column for column in columns if column not in frame.columns]
    if missing:
        raise InputError(f"{name}: has no column {missing[0]!r}")
    return frame


def _numbers(column: pd.Series, name: str) -> "np.ndarray[Any, np.dtype[np.float64]]":
    try:
        return column.astype(object).where(column.notna(), np.nan).to_numpy(dtype=np.float64)
    except ValueError as error:
        raise InputError(f"column {name!r}: holds something that is not a number") from error


def _read_points(
    source: dict[str, Any], kind: str, find: Files, working_crs: str
) -> gpd.GeoDataFrame:
    _require_keys(source, _SOURCE_KEYS, f"[{kind}]")
    mapping = dict(source.get("columns", {}))
    wanted = [*dict.fromkeys(mapping.values()), source["x"], source["y"]]
    frame = pd.concat(
        [_read_csv(name, file, wanted) for name, file in _all_files(source, find, f"[{kind}]")],
        ignore_index=True,
    )
    if "crs" not in source:
        raise CrsError(f'[{kind}]: has no reference system; add, for example, crs = "EPSG:4326"')
    columns = {target: frame[column] for target, column in mapping.items()}
    places = _places(frame, source)
    points = gpd.GeoDataFrame(columns, geometry=reproject(places, working_crs))
    if places.crs != points.crs:
        points.attrs["transformation"] = describe(places.crs, points.crs)
    return points


def _places(frame: pd.DataFrame, source: dict[str, Any]) -> gpd.GeoSeries:
    """Return points; None where neither coordinate is given."""
    x = _numbers(frame[source["x"]], source["x"])
    y = _numbers(frame[source["y"]], source["y"])
    has_place = ~(np.isnan(x) & np.isnan(y))
    points = np.full(len(frame), None, dtype=object)
    points[has_place] = shapely.points(x[has_place], y[has_place])
    return gpd.GeoSeries(points, crs=source["crs"])


def _read_areas(source: dict[str, Any], find: Files, working_crs: str) -> gpd.GeoDataFrame:
    _require_keys(source, _AREA_KEYS, "[areas]")
    frames = []
    for name, file in _all_files(source, find, "[areas]"):
        try:
            frames.append(gpd.read_file(file))
        except Exception as error:
            raise InputError(f"{name}: cannot be read as a layer of areas: {error}") from error
    areas = pd.concat(frames, ignore_index=True) if len(frames) > 1 else frames[0]
    if areas.crs is None:
        raise CrsError('[areas]: has no reference system; add, for example, crs = "EPSG:4326"')
    areas = areas.set_geometry(reproject(areas.geometry, working_crs))
    population = source.get("population")
    if population is not None:
        (name, file), *_ = find(population["file"]) or [(population["file"], None)]
        if file is None:
            raise InputError(f"{name}: no such file")
        count = population["count"]
        extra = [population["under_18"]] if "under_18" in population else []
        table = _read_csv(name, file, [population["code"], count, *extra])
        table = table.set_index(population["code"])
        codes = areas[source["code"]].astype(str)
        areas["population"] = _numbers(table[count].reindex(codes), count)
        if extra:
            areas["under_18"] = _numbers(table[extra[0]].reindex(codes), extra[0])
    return areas


def _as_list(value: Any) -> list[Any]:
    return list(value) if isinstance(value, (list, tuple)) else [value]


def read_inputs(config: dict[str, Any], find: Files) -> ConfiguredInputs:
    """Read every file that a configuration names."""
    _require_keys(config, {"profile", "incidents", "areas", "premises", "policy"}, "profile.toml")
    profile = config.get("profile", {})
    _require_keys(profile, _PROFILE_KEYS, "[profile]")
    working_crs = profile.get("crs", DEFAULT_CRS)
    sources = _as_list(config["incidents"])
    incidents = [_read_points(source, "incidents", find, working_crs) for source in sources]
    attrs = incidents[0].attrs
    joined = pd.concat(incidents, ignore_index=True) if len(incidents) > 1 else incidents[0]
    joined.attrs = dict(attrs)
    premises = config.get("premises")
    source = config["areas"]
    arguments: dict[str, Any] = {
        "title": profile.get("title", "Problem profile"),
        "seed": profile.get("seed", 0),
        "marking": profile.get("marking", ""),
        "counts": sources[0].get("counts", "records"),
        "categories": sources[0].get("categories", []),
        "code": source["code"],
        "name": source.get("name"),
        "parent": _as_list(source["parent"]) if "parent" in source else [],
        "crosswalk": (premises or {}).get("crosswalk", ""),
        "repair": source.get("repair", False),
    }
    if len({one.get("counts", "records") for one in sources}) > 1:
        raise InvalidArgument("[[incidents]]: counts must be the same for every source")
    if "window" in profile:
        arguments["window"] = (str(profile["window"]["start"]), str(profile["window"]["end"]))
    if "permutations" in profile:
        arguments["permutations"] = profile["permutations"]
    if premises is not None and "radius_m" in premises:
        arguments["premises_radius_m"] = premises["radius_m"]
    arguments["policy"] = {"tier": profile.get("tier", "partner")} | config.get("policy", {})
    if "key" in profile:
        arguments["key"] = profile["key"]
    return ConfiguredInputs(
        incidents=joined,
        areas=_read_areas(source, find, working_crs),
        premises=None
        if premises is None
        else _read_points(premises, "premises", find, working_crs),
        arguments=arguments,
    )
