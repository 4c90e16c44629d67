# SPDX-License-Identifier: MIT
"""Charts of a page: every mark stands where a released number puts it."""

import math
import re
from collections.abc import Iterable

import numpy as np
from page_entities import Entities, names_in
from page_source import Source
from premises_chance import BAND_MIDDLES
from release import Release

import libprofile as lp

TABLE = re.compile(r'<table class="chart">.*?</table>', re.DOTALL)
AXIS = re.compile(r'<svg class="plot-axis".*?</svg>', re.DOTALL)
TICK = re.compile(r'<text class="tick" x="([\d.]+)%" y="(?:18|42)">([\d.,]+)</text>')
ROW = re.compile(r"<tr>.*?(?=<tr>|</tbody>)", re.DOTALL)
DRAWING = re.compile(r"<svg class=\"plot\".*?</svg>", re.DOTALL)
ITEM = re.compile(r'<li><svg class="curve".*?</span>', re.DOTALL)
NUMBERS = re.compile(r'<strong>[^<]*</strong> <span class="interval">[^<]*</span>')
SHARE = re.compile(r'<rect class="share-part" width="([\d.]+)%" height="100%"/>')
FUNNEL = re.compile(r'<figure class="funnel">.*?</figure>', re.DOTALL)
POLYGON = re.compile(r'<polygon class="(beyond-95|within-95)" points="([^"]*)"/>')
DOT = re.compile(r'<circle class="key-dot[^"]*" cx="([\d.]+)%" cy="([\d.]+)" r="11"/>')
NUMBER = re.compile(r'<text class="key-number[^"]*" x="([\d.]+)%" y="([\d.]+)">(\d+)</text>')
TOP, BASELINE = 24.0, 290.0


def place(value: float, end: float) -> str:
    """Where a value stands on an axis that ends at `end`."""
    return f"{2.0 + 94.0 * min(1.0, max(0.0, value / end)):.3f}"


def is_drawn(one: str, other: str) -> bool:
    """Whether two drawings are the same but for how the last decimal was rounded."""
    parts = [re.split(r"(-?\d+(?:\.\d+)?)", text) for text in (one, other)]
    return (
        len(parts[0]) == len(parts[1])
        and parts[0][::2] == parts[1][::2]
        and all(
            abs(float(a) - float(b)) < 0.051
            for a, b in zip(parts[0][1::2], parts[1][1::2], strict=True)
        )
    )


def _vertical(kind: str, x: str, y1: str, y2: str) -> str:
    return f'<line class="{kind}" x1="{x}%" x2="{x}%" y1="{y1}" y2="{y2}"/>'


def _row(triple: tuple[float, ...], end: float, background: str) -> str:
    """The drawing of one row."""
    value, low, high = triple
    drawn = f'<svg class="plot" aria-hidden="true">{background}'
    if math.isfinite(low) and math.isfinite(high):
        left, right = place(low, end), place(high, end)
        drawn += f'<line class="whisker" x1="{left}%" x2="{right}%" y1="50%" y2="50%"/>'
        drawn += _vertical("whisker", left, "35%", "65%")
        drawn += _vertical("whisker", right, "35%", "65%") if high <= end else ""
    if math.isfinite(value):
        drawn += f'<circle class="dot" cx="{place(value, end)}%" cy="50%" r="6"/>'
    return drawn + "</svg>"


def _numbers(triple: tuple[float, ...]) -> str:
    value, low, high = (f"{one:,.{1 if one < 99.95 else 0}f}" for one in triple)
    is_known = all(math.isfinite(one) for one in triple[1:])
    limits = f"{low} to {high}" if is_known else "–"
    return f'<strong>{value}</strong> <span class="interval">[{limits}]</span>'


def _axis(ticks: list[tuple[str, str]], end: float, mean: float, name: str) -> str:
    drawn = '<svg class="plot-axis" aria-hidden="true">'
    for _, label in ticks:
        x = place(float(label.replace(",", "")), end)
        drawn += f'<text class="tick" x="{x}%" y="{42 if name else 18}">{label}</text>'
    if name:
        side = " to-left" if mean > 0.5 * end else ""
        x = place(mean, end)
        drawn += f'<text class="reference-name{side}" x="{x}%" y="16">{name}</text>'
        drawn += _vertical("reference", x, "20", "26")
    return drawn + "</svg>"


def interval_charts(source: Source, entities: Entities, means: Iterable[float]) -> None:
    """Dots and whiskers at the numbers of their row, drawn again."""
    for table in TABLE.finditer(source.text):
        axis = AXIS.search(table.group())
        ticks = TICK.findall(axis.group()) if axis else []
        if not axis or len(ticks) < 2:
            continue
        end, start = float(ticks[-1][1].replace(",", "")), table.start()
        name = re.search(r'class="reference-name[^>]*>([^<]*)', axis.group())
        told = name.group(1) if name else ""
        labels = [float(label.replace(",", "")) for _, label in ticks]
        is_even = all(
            abs(label - end * k / (len(labels) - 1)) < 1e-9 for k, label in enumerate(labels)
        )
        for mean in (one for one in means if is_even):
            number = re.search(r"\d[\d.,]*", told)
            is_told = number is None or number.group() == f"{mean:,.{1 if mean < 99.95 else 0}f}"
            if not is_told or not is_drawn(_axis(ticks, end, mean, told), axis.group()):
                continue
            source.explain(start + axis.start(), start + axis.end())
            grid = "".join(_vertical("grid", place(label, end), "0", "100%") for label in labels)
            grid += _vertical("reference", place(mean, end), "0", "100%") if told else ""
            _rows(source, entities, table, end, grid)


def _rows(source: Source, entities: Entities, table: re.Match[str], end: float, grid: str) -> None:
    for row in ROW.finditer(table.group()):
        names, at = names_in(row.group(), entities), table.start() + row.start()
        drawing, number = DRAWING.search(row.group()), NUMBERS.search(row.group())
        nothing = (math.nan, math.nan, math.nan)
        for triple in {nothing, *(one for name in names for one in entities.triples(name))}:
            if drawing and is_drawn(_row(triple, end, grid), drawing.group()):
                source.explain(at + drawing.start(), at + drawing.end())
            if number and number.group() == _numbers(triple):
                source.explain(at + number.start(), at + number.end())


def share_bars(source: Source, entities: Entities) -> None:
    """Bars of shares in the width of their row's share."""
    for row in re.finditer(r"<tr><th scope=\"row\">.*?(?=<tr>|</tbody>)", source.text, re.DOTALL):
        for bar in SHARE.finditer(row.group()):
            shares = [v for name in names_in(row.group(), entities) for v in entities.shares(name)]
            if any(f"{100 * value:.1f}" == bar.group(1) for value in shares):
                source.explain(row.start() + bar.start(), row.start() + bar.end())


def expected_curve(release: Release, kind: str) -> tuple[str, float]:
    """The Lorenz curve of a type's bands, from its other end, and where its tenth is."""
    rows = [row for row in release.tables.get("premises_bands", []) if row["type"] == kind]
    places = np.array([float(row["premises"] or 0) for row in rows])
    if len(places) != len(BAND_MIDDLES):
        return "", math.nan
    counts = places * np.array(BAND_MIDDLES)
    held = places > 0
    x = np.concatenate([[0.0], np.cumsum(places[held][::-1]) / places.sum()])
    y = np.concatenate([[0.0], np.cumsum(counts[held][::-1]) / counts.sum()])
    points = zip(x, y, strict=True)
    drawn = "".join(f"{100 * a:.4f},{100 - 100 * b:.4f} " for a, b in points)
    return drawn, float(100 - 100 * np.interp(0.1, x, y))


def curves(source: Source, release: Release, entities: Entities) -> None:
    """Curves that their bands give, with the share of the top tenth, drawn again."""
    kinds = {row["name"]: row for row in release.tables.get("premises_types", [])}
    for item in ITEM.finditer(source.text):
        names = [name for name in names_in(item.group(), entities) if name in kinds]
        for name in names[:1]:
            points, at = expected_curve(release, str(kinds[name]["type"]))
            tenth = f"{at:.4f}"
            drawn = (
                '<li><svg class="curve" aria-hidden="true" viewBox="-2 -4 104 108">'
                '<rect class="curve-box" width="100" height="100"/>'
                '<line class="curve-even" x1="0" y1="100" x2="100" y2="0"/>'
                f'<line class="curve-tenth" x1="10" y1="100" x2="10" y2="{tenth}"/>'
                f'<polyline class="curve-line" points="{points}"/>'
                f'<circle class="curve-dot" cx="10" cy="{tenth}" r="4"/></svg>'
            )
            end = item.group().index("</svg>") + 6
            if is_drawn(drawn, item.group()[:end]):
                source.explain(item.start(), item.start() + end)


def _pairs(points: str) -> list[tuple[float, ...]]:
    return [tuple(float(one) for one in pair.split(",")) for pair in points.split()]


def funnel(source: Source, release: Release, mean: float, dispersion: float) -> None:
    """Dots at premises and rate of their type; limits at what chance gives around the mean."""
    found = FUNNEL.search(source.text)
    rows = [row for row in release.tables.get("premises_types", []) if row["rate_per_100"]]
    if found is None or not rows:
        return
    text, start = found.group(), found.start()
    types = sorted(rows, key=lambda row: (-float(row["rate_per_100"]), row["type"]))
    labels = re.findall(r'<text class="tick to-left" x="12%" y="[\d.]+">([\d.,]+)</text>', text)
    sizes = sorted({float(row["premises"]) for row in types})
    if not labels:
        return
    end, low, high = float(labels[-1].replace(",", "")), 0.85 * sizes[0], 1.15 * sizes[-1]

    def x(places: float) -> float:
        return (math.log(places) - math.log(low)) / (math.log(high) - math.log(low))

    def y(rate: float) -> float:
        return BASELINE - (BASELINE - TOP) * min(1.0, max(0.0, rate / end))

    dots, numbers = DOT.findall(text), NUMBER.findall(text)
    wanted = [
        (f"{13 + 84 * x(float(row['premises'])):.2f}", f"{y(float(row['rate_per_100'])):.1f}")
        for row in reversed(types)
    ]
    places = [str(len(types) - at) for at in range(len(types))]
    dots_hold = dots == wanted and [number for *_, number in numbers] == places
    texts_hold = (
        all(
            a[0] == b[0] and abs(float(a[1]) - float(b[1]) - 4.5) < 0.06
            for a, b in zip(numbers, wanted, strict=True)
        )
        if len(numbers) == len(wanted)
        else False
    )
    for kind in (DOT, NUMBER) if dots_hold and texts_hold else ():
        for mark in kind.finditer(text):
            source.explain(start + mark.start(), start + mark.end())
    for polygon in POLYGON.finditer(text):
        points = _pairs(polygon.group(2))
        if points and all(
            _is_limit(point, polygon.group(1), low, high, end, mean, dispersion) for point in points
        ):
            source.explain(start + polygon.start(), start + polygon.end())
    _axes(source, text, start, y, x, mean)


def _is_limit(
    point: tuple[float, ...],
    kind: str,
    low: float,
    high: float,
    end: float,
    mean: float,
    dispersion: float,
) -> bool:
    """Whether a point is on a limit; its place is written to a hundredth."""
    level = 0.95 if kind == "within-95" else 0.998
    shares = np.array([point[0] - 0.006, point[0], point[0] + 0.006]) / 100
    places = np.exp(math.log(low) + shares * (math.log(high) - math.log(low)))
    for side in lp.risk.funnel_limits(places * mean / 100, level, dispersion=dispersion):
        heights = 100 - 100 * np.clip(side * 100 / places / end, 0, 1)
        if heights.min() - 0.02 <= point[1] <= heights.max() + 0.02:
            return True
    return False


def _axes(source: Source, text: str, start: int, y, x, mean: float) -> None:
    for mark in re.finditer(
        r'<line class="(grid|reference)" x1="13%" x2="97%" y1="([\d.]+)" y2="\2"/>'
        r'(?:<text class="tick to-left" x="12%" y="([\d.]+)">([\d.,]+)</text>)?',
        text,
    ):
        kind, at, label_at, label = mark.groups()
        value = mean if kind == "reference" else float((label or "nan").replace(",", ""))
        is_placed = label_at is None or abs(float(label_at) - float(at) - 5) < 0.06
        if f"{y(value):.1f}" == at and is_placed:
            source.explain(start + mark.start(), start + mark.end())
    for mark in re.finditer(
        r'<text class="tick" x="([\d.]+)%" y="(?:310|334)">([^<]*)</text>', text
    ):
        label = mark.group(2).replace(",", "")
        if not label.isdigit() or f"{13 + 84 * x(float(label)):.2f}" == mark.group(1):
            source.explain(start + mark.start(), start + mark.end())
    box = '<svg x="13%" y="24" width="84%" height="266" viewBox="0 0 100 100" '
    box += 'preserveAspectRatio="none">'
    frame = '<svg aria-hidden="true" width="100%" height="346">'
    for part in (box, frame):
        at = text.find(part)
        if at >= 0:
            source.explain(start + at, start + at + len(part))
