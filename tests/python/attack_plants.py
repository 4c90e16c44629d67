# SPDX-License-Identifier: MIT
"""Numbers planted all over a release, one at a time: what tools/attack finds of them."""

import csv
import json
import random
import re
import sqlite3
import sys
from contextlib import closing
from hashlib import sha256
from io import StringIO

from support import ROOT

sys.path.insert(0, str(ROOT / "tools" / "attack_release"))

import page_figures
import page_ranks
from page_source import Source

# Where in a page a figure stands, first match first.
STRATA = (
    ("script or style", re.compile(r"<style[^>]*>.*?</style>|<script>.*?</script>", re.DOTALL)),
    ("map data", re.compile(r'<script type="application/json".*?</script>', re.DOTALL)),
    ("drawn map", re.compile(r'<svg class="drawn-map".*?</svg>', re.DOTALL)),
    ("chart", re.compile(r"<svg.*?</svg>", re.DOTALL)),
    ("attribute", re.compile(r"<[^>]*>")),
    ("cell", re.compile(r"<table.*?</table>", re.DOTALL)),
    ("words", re.compile(r"[^<]+")),
)


def another(figure, rng):
    """A number as long as this one that differs in its last figure."""
    last = (int(figure[-1]) + rng.randint(1, 4)) % 10
    return f"{figure[:-1]}{last}"


def asked(text):
    """Figures of a text, without those after the thirteenth of a number.

    Those are not asked for: sums that come in another order part there.
    """
    for number in re.finditer(r"[\d.]+", text):
        first = re.search(r"[1-9]", number.group())
        end, significant = number.end(), 0
        for at in range(number.start() + (first.start() if first else 0), number.end()):
            significant += text[at].isdigit()
            end = at + 1 if significant == 13 else end
        for figure in re.finditer(r"\d+", text[: max(end, number.start())]):
            if figure.start() >= number.start():
                yield figure


def strata_of(page):
    """Figures of a page by where they stand."""
    parts = []
    for name, pattern in STRATA:
        for found in pattern.finditer(page):
            parts.append((found.start(), found.end(), name))
    found = {name: [] for name, _ in STRATA}
    order = {name: at for at, (name, _) in enumerate(STRATA)}
    marks = [None] * len(page)
    for start, end, name in sorted(parts, key=lambda part: -order[part[2]]):
        marks[start:end] = [name] * (end - start)
    for start, end in Source(page).figures:
        if marks[start] is not None:
            found[marks[start]].append((start, end))
    return found


def pages_of(release):
    """Pages as the attack reads them, so that both speak of the same places."""
    return {name: page_ranks.without_how(page) for name, page in release.pages.items()}


def plants_in_page(page, each, rng):
    """Some figures of each kind of place, each with another number for it."""
    for name, figures in strata_of(page).items():
        for start, end in rng.sample(figures, min(each, len(figures))):
            yield name, start, end, another(page[start:end], rng)


def is_found_in_page(release, page, plant, known):
    """Whether the planted number is among those that the attack cannot explain."""
    _, start, end, text = plant
    twin = page[:start] + text + page[end:]
    left = page_figures.page(release, twin, known, others=[*release.pages.values()]).unexplained()
    return any(a < end and start < b for a, b in left)


def found_together(release, page, plants, known):
    """Where those of some plants stand that are found when all of them are on the page."""
    twin = page
    for _, start, end, text in plants:
        twin = twin[:start] + text + twin[end:]
    left = page_figures.page(release, twin, known, others=[*release.pages.values()]).unexplained()
    starts = {start for start, _ in left}
    for name, start, end, _ in plants:
        if any(at in starts for at in range(start, end)):
            yield name


def plant_in_csv(path, rng):
    """Another number in one cell of a table."""
    rows = list(csv.reader(StringIO(path.read_text())))
    cells = [
        (y, x)
        for y, row in enumerate(rows[1:], 1)
        for x, cell in enumerate(row)
        if re.search(r"\d", cell)
    ]
    y, x = rng.choice(cells)
    found = rng.choice([*asked(rows[y][x])])
    rows[y][x] = (
        rows[y][x][: found.start()] + another(found.group(), rng) + rows[y][x][found.end() :]
    )
    out = StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    path.write_text(out.getvalue())
    return f"{rows[0][x]} of {path.name}"


def plant_in_text(path, rng):
    """Another number somewhere in a text file."""
    text = path.read_text()
    found = rng.choice(list(re.finditer(r"\d+", text)))
    path.write_text(text[: found.start()] + another(found.group(), rng) + text[found.end() :])
    return text[max(0, found.start() - 50) : found.end() + 10].replace("\n", " ")


def plant_in_layer(path, rng):
    """Another number in a property, or in one corner."""
    document = json.loads(path.read_text())
    feature = rng.choice(document["features"])
    fields = [
        name
        for name, value in feature["properties"].items()
        if isinstance(value, (int, float)) and not isinstance(value, bool)
    ]
    if fields and rng.random() < 0.7:
        field = rng.choice(fields)
        feature["properties"][field] += rng.choice([1, 2, 3, 4])
    else:
        field = "a corner"
        ring = feature["geometry"]["coordinates"]
        while isinstance(ring[0][0], list):
            ring = rng.choice(ring)
        rng.choice(ring)[0] += 0.00031
    path.write_text(json.dumps(document))
    return f"{field} of {path.name}"


def plant_in_database(path, rng):
    """Another number in a cell of a table of the GeoPackage."""
    with closing(sqlite3.connect(path)) as connection:
        names = [
            row[0]
            for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            if not row[0].startswith(("rtree_", "sqlite_", "gpkg_spatial", "gpkg_ogr"))
        ]
        while True:
            name = rng.choice(names)
            rows = connection.execute(f'SELECT rowid, * FROM "{name}"').fetchall()
            columns = [row[1] for row in connection.execute(f'PRAGMA table_info("{name}")')]
            if not rows:
                continue
            row = rng.choice(rows)
            at = rng.randrange(len(columns))
            value = row[at + 1]
            if isinstance(value, (int, float)):
                planted = value + rng.choice([1, 2, 3, 4])
            elif isinstance(value, str) and (figures := list(re.finditer(r"\d+", value))):
                found = rng.choice(figures)
                planted = (
                    value[: found.start()] + another(found.group(), rng) + value[found.end() :]
                )
            elif isinstance(value, bytes) and len(value) > 60:
                planted = value[:-9] + bytes([value[-9] ^ 1]) + value[-8:]
            else:
                continue
            try:
                connection.execute(
                    f'UPDATE "{name}" SET "{columns[at]}" = ? WHERE rowid = ?', (planted, row[0])
                )
            except sqlite3.Error:
                connection.rollback()
                continue
            connection.commit()
            return f"{columns[at]} of {name}"


def reseal(folder, path):
    """The manifest and checksums as they would be had the file been written so."""
    name = path.relative_to(folder).as_posix()
    manifest = folder / "manifest.json"
    if path != manifest:
        document = json.loads(manifest.read_text())
        for one in document["artefacts"]:
            if one["path"] == name:
                content = path.read_bytes()
                one["bytes"], one["sha256"] = len(content), sha256(content).hexdigest()
        manifest.write_text(json.dumps(document))
    for held in {path, manifest}:
        digest = folder / "checksums" / f"{held.relative_to(folder).as_posix()}.txt"
        if digest.is_file():
            digest.write_text(sha256(held.read_bytes()).hexdigest())


def plant_in_file(folder, path, rng):
    """Another number in a file, by what it is; where it stands."""
    if path.suffix == ".csv":
        place = plant_in_csv(path, rng)
    elif path.suffix == ".geojson":
        place = plant_in_layer(path, rng)
    elif path.suffix == ".gpkg":
        place = plant_in_database(path, rng)
    else:
        place = plant_in_text(path, rng)
    reseal(folder, path)
    return place


def seeded(seed):
    """Draws that are the same each time."""
    return random.Random(seed)
