# SPDX-License-Identifier: MIT
"""What every file of a profile must keep to: no number in it is a NaN or infinite."""

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import numpy as np

NOT_A_NUMBER = re.compile(
    rb"(?<![A-Za-z0-9+/])-?(?:nan|inf(?:inity)?)(?![A-Za-z0-9+/=])", re.IGNORECASE
)
TEXTS = {".csv", ".json", ".geojson", ".html", ".kml", ".gpx", ".ics", ".txt"}
PROGRAM = re.compile(rb"<(script|style)>.*?</\1>", re.DOTALL)
# Lines of a calendar go on after a break and a space.
FOLD = re.compile(rb"\r?\n ")


def no_number_is_none(folder: Path) -> None:
    """No file of a profile holds a NaN or an infinite number, in whatever form."""
    looked_at = 0
    for path in sorted(folder.rglob("*")):
        if path.suffix in TEXTS:
            content = PROGRAM.sub(b"", path.read_bytes())
            if path.suffix == ".ics":
                content = FOLD.sub(b"", content)
            found = NOT_A_NUMBER.search(content)
            assert found is None, (path.name, content[max(0, found.start() - 80) : found.end()])
            looked_at += 1
        else:
            assert path.is_dir() or path.suffix in {".gpkg", ".qml", ".sld"}, path.name
    with closing(sqlite3.connect(f"file:{folder / 'layers.gpkg'}?mode=ro", uri=True)) as database:
        tables = [row[0] for row in database.execute("SELECT table_name FROM gpkg_contents")]
        for table in tables:
            for row in database.execute(f'SELECT * FROM "{table}"'):
                assert all(not isinstance(v, float) or np.isfinite(v) for v in row), table
    assert looked_at >= 9
    assert len(tables) >= 3
