# SPDX-License-Identifier: MIT
"""What somebody holds who was given a released folder, and nothing else."""

import csv
import json
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

Row = dict[str, Any]


@dataclass(frozen=True)
class Release:
    """The files of a profile's folder, read as they stand."""

    folder: Path

    def __post_init__(self) -> None:
        if not (self.folder / "manifest.json").is_file():
            raise FileNotFoundError(
                f"{self.folder}: no manifest.json, so this is no profile's folder"
            )

    @cached_property
    def paths(self) -> list[Path]:
        """Every file, in order of path."""
        return sorted(path for path in self.folder.rglob("*") if path.is_file())

    def name(self, path: Path) -> str:
        """A file's path inside the folder."""
        return path.relative_to(self.folder).as_posix()

    @cached_property
    def manifest(self) -> Row:
        """`manifest.json`."""
        return self.document("manifest.json")

    def document(self, name: str) -> Row:
        """A JSON file."""
        found: Row = json.loads((self.folder / name).read_text(encoding="utf-8"))
        return found

    @cached_property
    def tables(self) -> dict[str, list[Row]]:
        """Rows of each CSV file, by its name without folder and ending; empty cells are None."""
        return {path.stem: _rows(path) for path in self.paths if path.suffix == ".csv"}

    @cached_property
    def layers(self) -> dict[str, Row]:
        """Each GeoJSON file, by its name without folder and ending."""
        return {
            path.stem: json.loads(path.read_text(encoding="utf-8"))
            for path in self.paths
            if path.suffix == ".geojson"
        }

    @cached_property
    def pages(self) -> dict[str, str]:
        """Text of each page."""
        return {
            self.name(path): path.read_text(encoding="utf-8")
            for path in self.paths
            if path.suffix == ".html"
        }

    @cached_property
    def database(self) -> dict[str, list[Row]]:
        """Rows of every table of the GeoPackage; empty where there is none."""
        path = self.folder / "layers.gpkg"
        return _database(path) if path.is_file() else {}

    def features(self, layer: str) -> list[Row]:
        """Properties of a layer's features; none where there is no such layer."""
        return [one["properties"] for one in self.layers.get(layer, {}).get("features", [])]

    @cached_property
    def tallies(self) -> set[int]:
        """How many rows, numbers and withheld rows each table and layer has, and all layers."""
        of_tables = [tally(rows) for rows in self.tables.values()]
        of_layers = [tally(self.features(name)) for name in self.layers]
        whole = tuple(map(sum, zip(*of_layers, strict=True)))
        return {number for tally in (*of_tables, *of_layers, whole) for number in tally}

    @property
    def base(self) -> int:
        """What counts are rounded to."""
        policy = self.manifest["policy"]
        return _multiple(policy["base"], policy["threshold"])

    @property
    def premises_base(self) -> int:
        """What premises are rounded to."""
        policy = self.manifest["policy"]
        return _multiple(policy["base"], policy["premises_threshold"])

    @property
    def threshold(self) -> int:
        """Fewest persons of a cell."""
        return max(1, int(self.manifest["policy"]["threshold"]))


def _multiple(base: int, least: int) -> int:
    """The smallest multiple of a base that is at least so much."""
    return max(1, base, -(-least // max(1, base)) * max(1, base))


# What tells apart, and is no figure.
_LABELS = {"level", "unit", "units", "name", "category", "type", "parent", "field", "value"}
_LABELS |= {"label", "tier", "flag", "reason", "reliability", "denominator"}
_LABELS |= {"from", "funnel", "band", "surroundings", "reserved", "when", "what", "distance"}


def tally(rows: list[Row]) -> tuple[int, int, int]:
    """Rows, numbers in them, and rows that are withheld."""
    numbers = sum(
        value is not None for row in rows for field, value in row.items() if field not in _LABELS
    )
    withheld = sum(
        row.get("count", 0) is None or "withheld" in (row.get("reliability"), row.get("flag"))
        for row in rows
    )
    return len(rows), numbers, withheld


def _rows(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return [
            {name: None if value == "" else value for name, value in row.items()}
            for row in csv.DictReader(file)
        ]


def _database(path: Path) -> dict[str, list[Row]]:
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        connection.row_factory = sqlite3.Row
        names = [
            row["name"]
            for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        ]
        return {
            name: [dict(row) for row in connection.execute(f'SELECT * FROM "{name}"')]
            for name in names
            if not name.startswith("rtree_")
        }
