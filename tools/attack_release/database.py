# SPDX-License-Identifier: MIT
"""A08 on the GeoPackage: the same rows, outlines and times as the layers, and nothing else."""

import re
import sqlite3
import struct
from contextlib import closing
from typing import Any

import numpy as np
import pyproj
import shapely
from finding import Finding
from release import Release, Row

# Corners are written as they are; a box of the index to single precision.
NEAR_DEG = 1e-9
ENVELOPES = (0, 32, 48, 48, 64)
HEAD = 8
FIGURE = re.compile(r"\d[\d.]*")
STANDARD = "https://www.rfc-editor.org/rfc/rfc2046"
EXTENSIONS = tuple(
    f"http://www.geopackage.org/spec120/#extension_{name}" for name in ("metadata", "rtree")
)
# Name and code of each reference system, by number.
REFERENCE_SYSTEMS = {
    -1: ("Undefined Cartesian", -1),
    0: ("Undefined geographic", 0),
    4326: ("WGS 84", 4326),
}


def outline_of(blob: bytes) -> Any:
    """The outline behind a header and its box; nothing where it is none."""
    try:
        return shapely.from_wkb(blob[HEAD + ENVELOPES[blob[3] >> 1 & 7] :])
    except shapely.errors.ShapelyError:
        return shapely.MultiPolygon()


def is_boxed(blob: bytes, outline: Any) -> bool:
    """Whether a header is of this outline: its box, and longitude and latitude."""
    if blob[:3] != b"GP\0" or struct.unpack("<i", blob[4:8])[0] != 4326:
        return False
    if not blob[3] >> 1 & 7:
        return True
    x_min, x_max, y_min, y_max = struct.unpack("<4d", blob[HEAD : HEAD + 32])
    return bool(np.allclose((x_min, y_min, x_max, y_max), outline.bounds, rtol=0, atol=NEAR_DEG))


def same(value: Any, other: Any) -> bool:
    """Whether a cell is a property; lists are joined."""
    told = ";".join(other) if isinstance(other, list) else other
    if isinstance(value, float) and isinstance(told, (int, float)):
        return value == told
    return bool(value == told)


def wrong_rows(rows: list[Row], features: list[Row]) -> int:
    """Rows that are not their feature, by place."""
    wrong = abs(len(rows) - len(features))
    for at, (row, feature) in enumerate(zip(rows, features, strict=False), 1):
        properties = feature["properties"]
        fields = set(row) - {"fid", "geom"}
        outline = outline_of(row["geom"])
        corners = shapely.get_coordinates(shapely.geometry.shape(feature["geometry"]))
        held = shapely.get_coordinates(outline)
        wrong += not (
            row["fid"] == at
            and fields == set(properties)
            and all(same(row[field], properties[field]) for field in fields)
            and held.shape == corners.shape
            and np.allclose(held, corners, rtol=0, atol=NEAR_DEG)
            and is_boxed(row["geom"], outline)
        )
    return wrong


def wrong_index(connection: sqlite3.Connection, layer: str, rows: list[Row]) -> int:
    """Boxes of the index that are not those of their outline."""
    wrong = 0
    try:
        boxes = connection.execute(f'SELECT * FROM "rtree_{layer}_geom"').fetchall()
    except sqlite3.Error:
        return 1
    outlines = {row["fid"]: outline_of(row["geom"]).bounds for row in rows}
    for fid, x_min, x_max, y_min, y_max in boxes:
        told = (x_min, y_min, x_max, y_max)
        wrong += fid not in outlines or not np.allclose(told, outlines[fid], rtol=0, atol=1e-5)
    return wrong + abs(len(boxes) - len(outlines))


def wrong_times(release: Release) -> int:
    """Times that are not when the release was made."""
    made = str(release.manifest.get("created_utc", ""))[:19]
    told = [row["last_change"] for row in release.database.get("gpkg_contents", [])]
    told += [row["timestamp"] for row in release.database.get("gpkg_metadata_reference", [])]
    told += [row["update_time"] for row in release.database.get("layer_styles", [])]
    return sum(not str(time).startswith(made) for time in told)


def numbered(rows: list[Row], field: str) -> int:
    """Whether rows are not numbered from 1."""
    return int([row[field] for row in rows] != [*range(1, len(rows) + 1)])


def strange_constants(release: Release) -> int:
    """Cells that are the same in every GeoPackage."""
    database = release.database
    told = database.get("gpkg_metadata", [])
    strange = numbered(told, "id") + numbered(database.get("layer_styles", []), "id")
    strange += sum(row["md_standard_uri"] != STANDARD for row in told)
    strange += sum(
        row["md_file_id"] not in {one["id"] for one in told}
        for row in database.get("gpkg_metadata_reference", [])
    )
    strange += sum(row["useAsDefault"] != 1 for row in database.get("layer_styles", []))
    strange += sum(
        row["definition"] not in EXTENSIONS for row in database.get("gpkg_extensions", [])
    )
    for row in database.get("gpkg_spatial_ref_sys", []):
        known = REFERENCE_SYSTEMS.get(row["srs_id"])
        figures = FIGURE.findall(pyproj.CRS(4326).to_wkt("WKT1_GDAL")) if row["srs_id"] > 0 else []
        strange += known != (row["srs_name"], row["organization_coordsys_id"])
        strange += FIGURE.findall(row["definition"]) != figures
    return strange


def strange_cells(release: Release) -> int:
    """Cells of the tables that every GeoPackage has which are not as its layers have them."""
    database, strange = release.database, 0
    layers = {name for name in release.layers if name in database}
    for row in database.get("gpkg_geometry_columns", []):
        told = [row[name] for name in ("column_name", "srs_id", "z", "m")]
        strange += row["table_name"] not in layers or told != ["geom", 4326, 0, 0]
    for row in database.get("gpkg_contents", []):
        is_layer = row["table_name"] in layers and row["srs_id"] == 4326
        strange += not (is_layer or (row["table_name"] == "layer_styles" and not row["srs_id"]))
    for row in database.get("sqlite_sequence", []):
        strange += row["seq"] != len(database.get(row["name"], []))
    for row in database.get("gpkg_spatial_ref_sys", []):
        known = row["srs_id"] in (-1, 0) and row["definition"] == "undefined"
        if not known:
            known = pyproj.CRS(row["definition"]) == pyproj.CRS(row["srs_id"])
            known = known and row["organization_coordsys_id"] == row["srs_id"]
        strange += not known
    return strange


def attack(release: Release) -> Finding:
    """Compare every row, outline, box and time."""
    path = release.folder / "layers.gpkg"
    rows = index = 0
    if path.is_file():
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
            for name, layer in release.layers.items():
                held = release.database.get(name, [])
                rows += wrong_rows(held, layer["features"])
                index += wrong_index(connection, name, held)
    times, cells = wrong_times(release), strange_cells(release) + strange_constants(release)
    got = (
        f"{rows:,} rows and {index:,} boxes of the index that are not those of the layers, "
        f"{times:,} times other than when it was made, {cells:,} strange cells of its own tables"
    )
    return Finding("A08", "the GeoPackage beside the layers", got, any((rows, index, times, cells)))
