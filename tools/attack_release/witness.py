# SPDX-License-Identifier: MIT
"""A23: a group that looks for a witness: a day, an hour, an agency or a place that few fit."""

import re
from collections.abc import Iterator

import geopandas as gpd
import plan
from finding import Finding
from intervals import people_puzzle
from page_text import texts_of
from release import Release
from scalars import leaves

ISO = re.compile(r"(?<![\d-])(?:19|20)\d\d-[01]\d-[0-3]\d(?![\d-])")
MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
LONG = re.compile(rf"(?<!\d)([0-3]?\d) ({'|'.join(MONTHS)}) ((?:19|20)\d\d)")
HOUR = re.compile(r"(?<![\d:.])(?:[01]?\d|2[0-3]):[0-5]\d(?![\d])")
STAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z")
# A union of areas is as large as its parts but for the decimals of its corners.
SLACK = 0.999


def days_that_everybody_knows(release: Release) -> set[str]:
    """Days of the window, of the making and of what comes after it."""
    manifest = release.manifest
    windows = [manifest.get(name, {}) for name in ("window", "next_window")]
    told = {value for at, value in leaves(windows) if isinstance(value, str)}
    told |= {str(manifest.get("created_utc")), str(manifest.get("valid_until"))}
    told |= {str(manifest.get("vintage"))}
    told |= {str(value) for _, value in leaves(manifest.get("ledger", {}))}
    told |= {str(value) for _, value in leaves(manifest.get("sharing") or {})}
    known = {day for one in told for day in ISO.findall(one.replace("T", " "))}
    return known | {day.isoformat() for day in plan.first_days(release)}


def texts(release: Release) -> Iterator[tuple[str, str]]:
    """Everything that somebody reads, with the file that it is from."""
    for name, page in release.pages.items():
        yield from ((name, text) for text in texts_of(page))
    for path in release.paths:
        name = release.name(path)
        if path.suffix in (".json", ".geojson", ".csv", ".txt"):
            yield name, STAMP.sub(lambda found: found.group()[:10], path.read_text("utf-8"))
    for table, rows in release.database.items():
        for row in rows:
            words = " ".join(value for value in row.values() if isinstance(value, str))
            yield f"layers.gpkg: {table}", STAMP.sub(lambda found: found.group()[:10], words)


def days_and_hours(release: Release) -> tuple[set[str], set[str]]:
    """Files with a day that is none of those that everybody knows, and files with an hour."""
    known = days_that_everybody_knows(release)
    days, hours = set(), set()
    for name, text in texts(release):
        found = set(ISO.findall(text)) | {
            f"{year}-{MONTHS.index(month) + 1:02}-{int(day):02}"
            for day, month, year in LONG.findall(text)
        }
        if found - known:
            days.add(name)
        if HOUR.search(plan.without_clocks(release, text)):
            hours.add(name)
    return days, hours


def agencies(release: Release) -> int:
    """Attributes of persons, agencies among them, of which only one value can have anybody."""
    alone = 0
    for table in ("victims", "offenders"):
        puzzle = people_puzzle(release, table)
        puzzle.solve()
        for whole, parts in puzzle.sums:
            possible = [part for part in parts if puzzle.upper[part] >= 1]
            alone += puzzle.lower[whole] >= 1 and len(parts) > 1 and len(possible) == 1
    return alone


def small_outlines(release: Release) -> int:
    """Outlines that are smaller, or have fewer residents, than an area that may be shown."""
    areas = gpd.GeoDataFrame.from_features(release.layers["neighbourhoods"]["features"], crs=4326)
    areas = areas.to_crs(release.manifest["crs"])
    smallest = areas.area.min() * SLACK
    fewest = release.manifest["policy"]["minimum_residents"]
    shown = areas[areas["count"].notna()]
    small = int((shown["population"] < fewest).sum())
    for layer in release.layers.values():
        if layer["features"]:
            made = gpd.GeoDataFrame.from_features(layer["features"], crs=4326).to_crs(areas.crs)
            small += int((made.area < smallest).sum())
            small += int((made.geom_type.isin(["Point", "LineString", "MultiPoint"])).sum())
    return small


def sources(release: Release) -> int:
    """Reports and proactive records of a source, where one of both is certainly few."""
    few = 0
    for source in release.document("data-quality.json").get("sources", []):
        parts = [source.get("proactive"), source.get("duplicates")]
        few += sum(0 < part < release.threshold for part in parts if part is not None)
    return few


def attack(release: Release) -> Finding:
    """Look for the one that fits."""
    days, hours = days_and_hours(release)
    alone, small, few = agencies(release), small_outlines(release), sources(release)
    got = (
        f"{len(days)} files with a day beside those of the window, {len(hours)} with an hour, "
        f"{alone} attributes of persons with one possible value, {small} outlines smaller than an "
        f"area that may be shown, {few} sources of which few were reported"
    )
    if days or hours:
        got += f" ({', '.join(sorted(days | hours)[:5])})"
    return Finding(
        "A23",
        "a day, an hour, an agency or a place",
        got,
        bool(days or hours or alone or small or few),
    )
