# SPDX-License-Identifier: MIT
"""A page's charts and table of distances from premises, made again."""

import html
import math
import re
from collections import defaultdict
from collections.abc import Iterator

import distances
from distances import number
from page_area_tables import LABELLED, PLAIN_ROW, interval_text, rate_text
from page_charts import is_drawn
from page_source import Source
from page_tables import cells_of, count_text
from release import Release, Row

BASELINE = 60.0
ITEM = re.compile(r'<li><svg class="decay".*?</span>(?=<li>|</ul>)', re.DOTALL)


def curves(release: Release) -> dict[str, list[Row]]:
    """Rows of each type, those first that have more incidents per premises."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in distances.rows(release):
        found[str(row["type"])].append(row)
    types = [row for row in release.tables.get("premises_types", []) if row["rate_per_100"]]
    types.sort(key=lambda row: (-number(row["rate_per_100"]), str(row["type"])))
    return {str(row["type"]): found[str(row["type"])] for row in types}


def phrases(release: Release) -> Iterator[str]:
    """What the page says of them."""
    drawn = [one for rows in curves(release).values() if (one := _drawn(rows))]
    shown, more = len(drawn), sum("clearly more" in one for one in drawn)
    left = len(release.tables.get("premises_types", [])) - shown
    yield f"Of {left:,} more types nothing is shown"
    yield f"{more:,} types have clearly more"
    yield f"rounding to {release.base:,}s leave open"
    yield f"{distances.NAMES[0]} than at {distances.NAMES[-2]}".replace("0 to", "within", 1)


def _rate(row: Row) -> tuple[float, float, float]:
    return number(row["per_km2"]), number(row["lower"]), number(row["upper"])


def _column(row: Row, left: float, width: float, most: float) -> str:
    value, low, high = _rate(row)
    y = [f"{BASELINE * (1 - one / most):.4f}" for one in (value, low, high)]
    return (
        f'<rect class="decay-column" x="{left + 0.1 * width:.4f}" y="{y[0]}" '
        f'width="{0.8 * width:.4f}" height="{BASELINE * value / most:.4f}"/>'
        f'<path class="decay-range" d="M{left + 0.5 * width:.4f} {y[1]}V{y[2]}"/>'
    )


def where(distance: str) -> str:
    """A band in words of a page, whose unit stays in its line."""
    words = f"within {distance[5:]}" if distance.startswith("0 to ") else f"at {distance}"
    return words.replace(" m", "&nbsp;m")


def _drawn(rows: list[Row]) -> str:
    """The item of a type; empty where it has none."""
    bands = rows[:-1]
    if len(bands) < 2 or any(math.isnan(_rate(bands[at])[0]) for at in (0, -1)):
        return ""
    width = 100.0 / len(bands)
    most = max(_rate(row)[2] for row in bands if not math.isnan(_rate(row)[2]))
    columns = "".join(
        _column(row, at * width, width, most)
        for at, row in enumerate(bands)
        if not math.isnan(_rate(row)[0])
    )
    (near, near_low, near_high), (far, far_low, far_high) = _rate(bands[0]), _rate(bands[-1])
    which = "no clear difference"
    if near_low > far_high:
        which = '<span class="mark">▲</span>&nbsp;clearly more close by'
    elif near_high < far_low:
        which = '<span class="mark">▼</span>&nbsp;clearly fewer close by'
    first, last = str(bands[0]["distance"]), str(bands[-1]["distance"])
    name = html.escape(str(rows[0]["name"]), quote=False)
    return (
        '<li><svg class="decay" aria-hidden="true" viewBox="0 -2 100 64">'
        f'{columns}<path class="decay-ground" d="M0 60H100"/></svg>'
        f'<span class="decay-ends quiet"><span>{first}</span><span>{last}</span></span>'
        f'<strong>{name}</strong> <span class="quiet">{rate_text(near)} per km² '
        f"{where(first)}, {rate_text(far)} {where(last)}; {which}</span>"
    )


def charts(source: Source, release: Release) -> None:
    """Columns, lines and words of each type, drawn again."""
    wanted = [drawn for rows in curves(release).values() if (drawn := _drawn(rows))]
    for item in ITEM.finditer(source.text):
        if any(is_drawn(one, item.group()) for one in wanted):
            source.explain(*item.span())


def land_text(land: float) -> str:
    """Square kilometres as pages print them."""
    return f"{land:,.{0 if land >= 10 else 1 if land >= 1 else 2 if land >= 0.1 else 3}f}"


def _cells(release: Release) -> Iterator[list[str]]:
    for row in distances.rows(release):
        if row["incidents"] is not None:
            land, (value, low, high) = number(row["land_km2"]), _rate(row)
            told = "–" if math.isnan(value) else f"{rate_text(value)} [{interval_text(low, high)}]"
            count = count_text(number(row["incidents"]), release.base)
            area = "–" if math.isnan(land) else land_text(land)
            yield [str(row["name"]), str(row["distance"]), count, area, told]


def table(source: Source, release: Release) -> None:
    """Rows of the table beside the file."""
    wanted = [*_cells(release)]
    for found in LABELLED.finditer(source.text):
        if html.unescape(found.group(1)) == "Table of types by distance":
            for row in PLAIN_ROW.finditer(found.group(2)):
                if cells_of(row.group(1)) in wanted:
                    at = found.start(2)
                    source.explain(at + row.start(1), at + row.end(1))
