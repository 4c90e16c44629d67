# SPDX-License-Identifier: MIT
"""How released numbers, and what follows from them, are printed."""

import math
import re
from collections import Counter
from collections.abc import Iterable
from html import unescape

import geopandas as gpd
from release import Release

# Rows of tables of areas, and their cells.
TABLE = re.compile(r'<table class="data (?:areas|groups)".*?</table>', re.DOTALL)
HEADER = re.compile(r'<th scope="col"([^>]*)>([^<]*)')
ROW = re.compile(r'<tr id="([^"]*)">(.*?)(?=<tr |</tbody>)', re.DOTALL)
CELL = re.compile(r"<t[dh][^>]*>(.*?)(?=\n?<t[dh]|\n?$)", re.DOTALL)
# Rates are printed with at most so many decimals; p and q with three.
DECIMALS = (0, 1, 2, 3)

# Units of rates and limits, and the years that a time may be of, which rules of rejected rows name.
TEMPLATES = {"95", "100", "1000", "1972", "2099"}


def printed_forms(value: float) -> Iterable[str]:
    """How a number may be printed: a whole number as it is, others to a few decimals."""
    if value == int(value):
        yield str(int(value))
    if not math.isfinite(value):
        return
    for decimals in DECIMALS:
        if decimals > 0 or value >= 9.5:
            text = f"{value:.{decimals}f}"
            yield text
            yield text.rstrip("0").rstrip(".") if "." in text else text


def districts_on(release: Release) -> dict[str, str]:
    """The district that most pages say each area lies in."""
    found: dict[str, Counter[str]] = {}
    for page in release.pages.values():
        for table in TABLE.findall(page):
            headers = [header for _, header in HEADER.findall(table)]
            if "District" in headers[1:]:
                at = headers.index("District")
                for code, row in ROW.findall(table):
                    found.setdefault(code, Counter())[unescape(CELL.findall(row)[at])] += 1
    return {code: told.most_common(1)[0][0] for code, told in found.items()}


def _in_outlines(release: Release) -> dict[str, str]:
    """The name of the widest group that each area lies in, where a layer has outlines of groups."""
    groups = {
        row["unit"]: row["name"]
        for row in release.tables.get("counts", [])
        if row["level"] not in ("all", "neighbourhood")
    }
    layer = release.layers.get("premises_types_by_area", {"features": []})
    wide = {
        one["properties"]["unit"]: one
        for one in layer["features"]
        if one["properties"]["unit"] in groups and one["geometry"]
    }
    areas = release.layers["neighbourhoods"]["features"]
    if not wide or not areas:
        return {}
    outlines = gpd.GeoDataFrame.from_features([*wide.values()])
    inner = gpd.GeoDataFrame.from_features(areas)
    inner = inner.set_geometry(inner.representative_point())
    pairs = inner[["unit", "geometry"]].sjoin(outlines[["unit", "geometry"]], predicate="within")
    return {row.unit_left: str(groups[row.unit_right]) for row in pairs.itertuples()}


def districts_of(release: Release) -> dict[str, str]:
    """The district of each area: by outlines, as pages say it, or as other areas of its group.

    Pages of so many areas cut their tables short, and layers name the nearest group alone.
    """
    found = districts_on(release) | _in_outlines(release)
    rows = release.features("neighbourhoods")
    of_group: dict[str, Counter[str]] = {}
    for row in rows:
        if row["unit"] in found:
            of_group.setdefault(str(row["parent"]), Counter())[found[row["unit"]]] += 1
    for row in rows:
        told = of_group.get(str(row["parent"]))
        if told and row["unit"] not in found:
            found[row["unit"]] = told.most_common(1)[0][0]
    return found


def rules_of(release: Release) -> set[str]:
    """Numbers of the policy, which the page for whoever signs gives its rules by."""
    policy = release.manifest["policy"]
    values = [value for value in policy.values() if isinstance(value, (int, float))]
    return {form for one in (*values, 100 * policy["dominance"]) for form in printed_forms(one)}
