# SPDX-License-Identifier: MIT
"""A small, whole set of inputs in one folder, for tests to break one piece of."""

import json
import random
from pathlib import Path

SIDE = 6
STEP = 0.02
WEST, SOUTH = -1.60, 53.40

CONFIG = """[profile]
title = "Small"
tier = "partner"
window = { start = 2018-01-01, end = 2018-12-31 }
crs = "EPSG:27700"
seed = 1

[incidents]
files = ["incidents.csv"]
crs = "EPSG:4326"
x = "lon"
y = "lat"
columns = { id = "ref", start = "month", category = "kind", origin = "origin" }

[areas]
files = ["areas.geojson"]
code = "code"
name = "name"
parent = "district"

[areas.population]
file = "people.csv"
code = "code"
count = "n"
under_18 = "u18"

[premises]
files = ["premises.csv"]
crs = "EPSG:4326"
x = "lon"
y = "lat"
columns = { id = "id", type = "type" }
radius_m = 100
"""


def code(row: int, column: int) -> str:
    return f"E010{row:02d}{column:03d}"


def square(row: int, column: int) -> list[list[list[float]]]:
    west, south = round(WEST + column * STEP, 6), round(SOUTH + row * STEP, 6)
    east, north = round(west + STEP, 6), round(south + STEP, 6)
    return [[[west, south], [east, south], [east, north], [west, north], [west, south]]]


def areas() -> dict:
    features = [
        {
            "type": "Feature",
            "properties": {
                "code": code(row, column),
                "name": f"Area {row} {column}",
                "district": "East" if column < SIDE // 2 else "West",
            },
            "geometry": {"type": "Polygon", "coordinates": square(row, column)},
        }
        for row in range(SIDE)
        for column in range(SIDE)
    ]
    return {"type": "FeatureCollection", "features": features}


def incidents(count: int = 2000) -> list[list[str]]:
    draw = random.Random(1)
    rows = [["ref", "month", "kind", "origin", "lon", "lat"]]
    for i in range(count):
        lon = WEST + SIDE * STEP * draw.random() ** 2
        lat = SOUTH + SIDE * STEP * draw.random()
        month = f"2018-{i % 12 + 1:02d}"
        rows.append([f"r{i}", month, "Concern", "reported", f"{lon:.6f}", f"{lat:.6f}"])
    return rows


def write_rows(
    path: Path, rows: list[list[str]], delimiter: str = ",", encoding: str = "utf-8"
) -> None:
    path.write_text("".join(delimiter.join(row) + "\n" for row in rows), encoding=encoding)


def write(folder: Path) -> Path:
    """Write all of it. Returns the configuration."""
    write_rows(folder / "incidents.csv", incidents())
    (folder / "areas.geojson").write_text(json.dumps(areas()), encoding="utf-8")
    people = [["code", "n", "u18"]]
    people += [[code(r, c), "1500", "300"] for r in range(SIDE) for c in range(SIDE)]
    write_rows(folder / "people.csv", people)
    shops = [["id", "type", "lon", "lat"]]
    shops += [[f"p{i}", f"P{i % 5 + 5:02d}", *row[4:]] for i, row in enumerate(incidents(400)[1:])]
    write_rows(folder / "premises.csv", shops)
    config = folder / "profile.toml"
    config.write_text(CONFIG, encoding="utf-8")
    return config
