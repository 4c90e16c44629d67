# SPDX-License-Identifier: MIT
"""Maps of a page: every corner is one of an area, in the class that its released numbers give."""

import html
import json
import re
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import accumulate

import geopandas as gpd
import numpy as np
import shapely
from page_entities import Entities, count_steps
from page_source import Source
from release import Release, Row

DATA = re.compile(r'<script type="application/json" id="map-data">(.*?)</script>', re.DOTALL)
DRAWN = re.compile(r'<svg class="drawn-map".*?</svg>', re.DOTALL)
BOX = re.compile(r'viewBox="-40 -40 (\d+) (\d+)"')
PATH = re.compile(r'<path class="(area s(\d)|district)" d="([^"]*)"/>')
RULE = re.compile(r'<path class="rule" d="M0 (\d+)v14h(\d+)v-14"/>')
SCALE = re.compile(r'<text class="scale" x="(\d+)" y="(\d+)">(\d+) (k?m)</text>')
NORTH = re.compile(r'<g transform="translate\((\d+) (\d+)\)">(<path class="north"[^>]*>)')
ARROW = '<path class="north" d="M0 0l16 50-16-12-16 12z"/>'
LABEL = re.compile(r'<text class="(letter|letter on-dark|place)" x="(\d+)" y="(\d+)">([^<]*)')
HATCHED, PLAIN, WEAK = 0, 6, 7
TIERS = {"A": 5, "B": 4, "C": 2}
LONGEST, FINE = 1600, 16384
MARGIN, BELOW = 80, 130
# Corners are written to a centimetre, about.
NEAR_M = 0.03

Corner = tuple[int, int]


class Maps:
    """What maps of a release may hold."""

    def __init__(self, release: Release, entities: Entities) -> None:
        self._release = release
        self._entities = entities
        layer = release.layers["neighbourhoods"]
        self._areas = gpd.GeoDataFrame.from_features(layer["features"], crs=4326).to_crs(
            release.manifest["crs"]
        )
        self._low = self._areas.total_bounds[:2]
        self._side = self._areas.total_bounds[2:] - self._low
        self._known: dict[int, dict[Corner, set[str]]] = {}

    def unit(self, longest: int) -> float:
        """Metres of a step."""
        return max(float(self._side.max()) / longest, 0.01)

    def corners(self, longest: int) -> dict[Corner, set[str]]:
        """Corners of areas in steps, each with the areas that have it."""
        if longest not in self._known:
            xy, of = shapely.get_coordinates(self._areas.geometry.to_numpy(), return_index=True)
            steps, near = (xy - self._low) / self.unit(longest), NEAR_M / self.unit(longest)
            found: dict[Corner, set[str]] = {}
            codes = self._areas["unit"].to_numpy()
            for move in ((-near, -near), (-near, near), (near, -near), (near, near)):
                for (x, y), area in zip(np.floor(steps + move + 0.5).astype(int), of, strict=True):
                    found.setdefault((int(x), int(y)), set()).add(codes[area])
            self._known[longest] = found
        return self._known[longest]

    @cached_property
    def codes(self) -> list[list[str]]:
        """Codes of areas, and of the groups of each level, in order."""
        found: dict[str, list[str]] = {}
        for row in self._release.tables.get("counts", []):
            if row["category"] == "all" and row["level"] != "all":
                found.setdefault(str(row["level"]), []).append(str(row["unit"]))
        return [list(self._entities.areas), *found.values()]

    @cached_property
    def names(self) -> set[str]:
        """Names of areas and groups."""
        return {str(row["name"]) for row in self._release.tables.get("counts", [])}

    @cached_property
    def by_rate(self) -> dict[str, int]:
        """Class of each area and of each group by its rate, as a shaded map has it."""
        overall = self._entities.overall.get("", 0.0)
        if not overall:
            return self._by_count()
        breaks = [overall * by for by in (0.5, 0.8, 1.25, 2.0)]
        found = {}
        for code, row in self._entities.areas.items():
            rate = row["rate_per_1000"]
            is_weak = row["reliability"] == "low"
            shade = 1 + sum(one <= rate for one in breaks) if rate is not None else HATCHED
            found[code] = WEAK if is_weak and rate is not None else shade
        for code, rate in self._entities.rates.items():
            found.setdefault(code, 1 + sum(one <= rate for one in breaks))
        return found

    def _by_count(self) -> dict[str, int]:
        """The same by count, level by level, where nobody knows residents."""
        found: dict[str, int] = {}
        steps = count_steps(self._release)
        for row in self._release.tables.get("counts", []):
            step = steps.get(str(row["level"]), 1)
            if row["category"] == "all" and row["level"] != "all":
                is_shown = row["count"] is not None
                above = sum(k * step <= int(row["count"] or 0) for k in range(1, 5))
                found.setdefault(str(row["unit"]), 1 + above if is_shown else HATCHED)
        return found

    @cached_property
    def by_tier(self) -> dict[str, int]:
        """Class of each area by its tier."""
        tiers = {row["unit"]: row["tier"] for row in self._release.features("hotspots")}

        def style(code: str, row: Row) -> int:
            if tiers.get(code):
                return TIERS[tiers[code]]
            return {"withheld": HATCHED, "low": WEAK}.get(str(row["reliability"]), PLAIN)

        return {code: style(code, row) for code, row in self._entities.areas.items()}

    def are_corners(self, points: Iterable[Corner], longest: int) -> bool:
        """Whether every point is a corner of an area."""
        known = self.corners(longest)
        return all(point in known for point in points)


def ring_of(numbers: Sequence[int]) -> list[Corner]:
    """Points of differences."""
    return list(zip(accumulate(numbers[::2]), accumulate(numbers[1::2]), strict=True))


def _data_holds(maps: Maps, data: dict[str, object]) -> bool:
    known = {"unit", "size", "outlines", "labels", "ids", "styles", "letters", "names"}
    shapes = [data, *([data["background"]] if "background" in data else [])]
    if set(data) - known - {"background"} or abs(data["unit"] - maps.unit(FINE)) > 1e-6:
        return False
    size = [max(1, int(np.ceil(side / maps.unit(FINE) - 1e-6))) for side in maps._side]
    rings = [ring_of(ring) for shape in shapes for area in shape["outlines"] for ring in area]
    if data["size"] != size or not all(maps.are_corners(ring, FINE) for ring in rings):
        return False
    if data["ids"] not in maps.codes or set(data.get("names", [])) - maps.names:
        return False
    shown = dict(zip(data["ids"], map(int, data["styles"]), strict=True))
    is_rate = all(maps.by_rate.get(code) == style for code, style in shown.items())
    is_tier = all(maps.by_tier.get(code) == style for code, style in shown.items())
    labels_fit = all(_labels_hold(shape) for shape in shapes)
    return (is_rate or is_tier) and labels_fit and data["letters"] in ({}, _letters(shown))


def label_point(ring: list[Corner]) -> Corner:
    """Where a name stands in a ring: in the middle of its widest part, as pages say they do."""
    low, high = min(y for _, y in ring), max(y for _, y in ring)
    widest, best = -1.0, ring[0]
    for share in (0.5, 0.4, 0.6, 0.3, 0.7):
        y = np.floor(low + share * (high - low)) + 0.5
        ends = zip(ring, [*ring[1:], ring[0]], strict=True)
        xs = sorted(
            x1 + (y - y1) / (y2 - y1) * (x2 - x1)
            for (x1, y1), (x2, y2) in ends
            if (y1 > y) != (y2 > y)
        )
        for left, right in zip(xs[::2], xs[1::2], strict=False):
            if right - left > widest * 1.15:
                widest, best = right - left, (int((left + right) / 2), int(y))
    return best


def _labels_hold(shape: dict[str, object]) -> bool:
    told = list(zip(shape["labels"][::2], shape["labels"][1::2], strict=True))
    places = [{label_point(ring_of(ring)) for ring in area} for area in shape["outlines"]]
    return len(told) == len(places) and all(
        any(abs(x - a) <= 1 and abs(y - b) <= 1 for a, b in near)
        for (x, y), near in zip(told, places, strict=True)
    )


def _letters(shown: dict[str, int]) -> dict[str, str]:
    styles = set(shown.values())
    return {str(style): tier for tier, style in TIERS.items() if style in styles}


def points_of(path: str, height: int) -> list[list[Corner]]:
    """Rings of a drawn path, upright."""
    rings = []
    for ring in path.split("M")[1:]:
        numbers = [int(one) for one in re.findall(r"-?\d+", ring)]
        rings.append([(x, height - y) for x, y in ring_of(numbers)])
    return rings


def _explain_drawing(source: Source, maps: Maps, start: int, end: int) -> None:
    text = source.text[start:end]
    box = BOX.search(text)
    width, height = (int(part) for part in box.groups()) if box else (0, 0)
    width, height = width - MARGIN, height - BELOW
    step = maps.unit(LONGEST)
    if box and [width, height] == [int(np.ceil(side / step - 1e-6)) for side in maps._side]:
        source.explain(start + box.start(), start + box.end())
    known = maps.corners(LONGEST)
    at = text.find(" per 1,000 residents. The table")
    if at >= 0:
        source.explain(start + at, start + at + 20)
    places = set()
    for path in PATH.finditer(text):
        rings = points_of(path.group(3), height)
        places |= {label_point(ring) for ring in rings}
        if not all(maps.are_corners(ring, LONGEST) for ring in rings):
            continue
        style = path.group(2)
        if style is None or all(_is_of(ring, known, maps, int(style)) for ring in rings):
            source.explain(start + path.start(), start + path.end())
    _explain_scale(source, text, start, (width, height), step)
    for label in LABEL.finditer(text):
        x, y = int(label.group(2)), int(label.group(3))
        is_placed = any((x + a, height - y + b) in places for a in (-1, 0, 1) for b in (-1, 0, 1))
        is_name = html.unescape(label.group(4)) in maps.names
        if is_placed and (is_name or not re.search(r"\d", label.group(4))):
            source.explain(start + label.start(), start + label.end())


def _is_of(ring: list[Corner], known: dict[Corner, set[str]], maps: Maps, style: int) -> bool:
    """Whether an area of the class has all corners of a ring; a group has none of its own."""
    areas = set.intersection(*(known[point] for point in ring))
    if not areas:
        return style in maps.by_rate.values()
    return any(style in (maps.by_rate.get(one), maps.by_tier.get(one)) for one in areas)


def _explain_scale(
    source: Source, text: str, start: int, size: tuple[int, int], step: float
) -> None:
    width, height = size
    rule, scale, north = RULE.search(text), SCALE.search(text), NORTH.search(text)
    if rule and scale:
        metres = int(scale.group(3)) * (1000 if scale.group(4) == "km" else 1)
        length = int(rule.group(2))
        is_round = int(str(metres)[0]) in (1, 2, 5) and not int(str(metres)[1:] or 0)
        holds = (
            is_round
            and length == round(metres / step)
            and rule.group(1) == str(height + 46)
            and scale.group(1, 2) == (str(length + 14), str(height + 60))
        )
        for found in (rule, scale) if holds else ():
            source.explain(start + found.start(), start + found.end())
    if north and north.groups() == (str(width - 20), str(height + 10), ARROW):
        source.explain(start + north.start(), start + north.end())
        letter = text.find('<text class="scale north-letter" y="-8">')
        source.explain(start + letter, start + letter + 40)


def explain(source: Source, maps: Maps) -> None:
    """Explain the maps of a page that hold."""
    for found in DRAWN.finditer(source.text):
        _explain_drawing(source, maps, found.start(), found.end())
    for found in DATA.finditer(source.text):
        try:
            is_held = _data_holds(maps, json.loads(found.group(1)))
        except (ValueError, TypeError, KeyError):
            continue
        if is_held:
            source.explain(*found.span())
