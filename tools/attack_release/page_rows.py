# SPDX-License-Identifier: MIT
"""A08 on pages, place by place: each area's row beside its layer, and what no reader sees."""

import re
from collections.abc import Callable
from html.parser import HTMLParser

from finding import Finding
from page_text import numbers_of
from printed import CELL, HEADER, ROW, TABLE
from release import Release, Row

SCRIPT = re.compile(r"<script(?! type=)[^>]*>(.*?)</script>", re.DOTALL)

# Attributes that lay a page out. What is drawn is not measured here; a row or a word has none.
LAYOUT = {
    *("width", "height", "x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "r", "d", "points"),
    *("viewbox", "transform", "patterntransform", "class", "colspan", "tabindex", "charset"),
    *("content",),
}


def is_printed(text: str, value: float | None, base: int) -> bool:
    """Whether a cell is this number, to the decimals that it has."""
    is_below = text[:1] in ("-", "−")
    numbers = numbers_of(text.lstrip("-−"))
    if value is None:
        return not numbers
    if text.startswith("fewer than"):
        return value == 0 and numbers == [str(base)]
    if len(numbers) != 1:
        return False
    decimals = len(numbers[0].partition(".")[2])
    shown = -float(numbers[0]) if is_below else float(numbers[0])
    return abs(shown - value) <= 0.5 * 10**-decimals + 1e-9


def _interval(text: str, row: Row, base: int) -> bool:
    low, _, high = text.partition(" to ")
    return is_printed(low, row["lower"], base) and is_printed(high, row["upper"], base)


def _band(text: str, row: Row, base: int) -> bool:
    low, _, high = text.partition(" to ")
    count = row["count"]
    least = None if count is None else max(0, count - base + 1)
    most = None if count is None else count + base - 1
    return is_printed(low, least, base) and is_printed(high, most, base)


def _field(name: str) -> Callable[[str, Row, int], bool]:
    return lambda text, row, base: is_printed(text, row[name], base)


# By the first words of a header; rows of groups have no rate of their own in any file.
COLUMNS: dict[str, Callable[[str, Row, int], bool]] = {
    "Rate per": _field("rate_per_1000"),
    "95 % interval": _interval,
    "Smoothed": _field("smoothed_per_1000"),
    "Gi* z": _field("z"),
    "Gi* q": _field("q"),
    "Residents": _field("population"),
    "What that can mean": _band,
}


def _rows_by_code(release: Release) -> dict[str, Row]:
    rows: dict[str, Row] = {
        row["unit"]: {"count": None if row["count"] is None else int(row["count"])}
        for row in release.tables.get("counts", [])
        if row["category"] == "all"
    }
    for layer in ("neighbourhoods", "hotspots"):
        for row in release.features(layer):
            rows.setdefault(row["unit"], {}).update(row)
    return rows


def wrong_cells(release: Release, page: str) -> int:
    """Cells of areas that are not what the files say of that area."""
    known = _rows_by_code(release)
    wrong = 0
    for table in TABLE.findall(page):
        headers = [header for _, header in HEADER.findall(table)]
        for code, cells in ROW.findall(table):
            row = known.get(code)
            for header, cell in zip(headers, CELL.findall(cells), strict=False):
                text = re.sub("<[^>]*>", "", cell).strip()
                check = next((c for name, c in COLUMNS.items() if header.startswith(name)), None)
                if "(rounded to" in header:
                    check = _field("count")
                try:
                    wrong += check is not None and not (row and check(text, row, release.base))
                except KeyError:
                    continue
    return wrong


class _Unseen(HTMLParser):
    """Comments, and attributes with figures that lay nothing out."""

    def __init__(self, codes: set[str]) -> None:
        super().__init__()
        self.codes = codes
        self.found: list[str] = []

    def handle_comment(self, data: str) -> None:
        self.found.append("comment")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in LAYOUT or value is None or not re.search(r"\d", value):
                continue
            is_code = name in ("id", "href") and value.removeprefix("#") in self.codes
            is_hatch = name == "fill" or (name == "id" and tag == "pattern")
            if not is_code and not is_hatch and name != "aria-label":
                self.found.append(name)


def unseen(release: Release, page: str) -> list[str]:
    """Numbers of a page in places that nobody reads."""
    parser = _Unseen(set(_rows_by_code(release)))
    parser.feed(page)
    return parser.found


def attack(release: Release) -> Finding:
    """Compare each row of each page, and look where no reader looks."""
    cells = {name: wrong_cells(release, page) for name, page in release.pages.items()}
    hidden = {name: unseen(release, page) for name, page in release.pages.items()}
    scripts = {script for page in release.pages.values() for script in SCRIPT.findall(page)}
    told = [f"{name} {count:,} cells" for name, count in cells.items() if count]
    told += [f"{name} {', '.join(sorted(set(at)))}" for name, at in hidden.items() if at]
    told += ["pages whose scripts differ"] if len(scripts) > 1 else []
    got = f"{len(cells)} pages; " + (
        f"not what the files say, or where nobody reads: {'; '.join(told)}"
        if told
        else "rows of areas are those of the files, and nothing is hidden beside them"
    )
    return Finding("A08", "each area's row on a page", got, bool(told))
