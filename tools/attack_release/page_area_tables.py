# SPDX-License-Identifier: MIT
"""Rows of areas, of premises types and of files on a page, cell by cell beside the files."""

import html
import re
from collections.abc import Callable, Iterable

from page_entities import Entities
from page_ranks import cells
from page_source import Source
from page_tables import cells_of, count_text, range_text
from release import Release, Row, tally

TABLE = re.compile(r'<table class="data (?:areas|groups)".*?</table>', re.DOTALL)
HEADER = re.compile(r'<th scope="col"[^>]*>([^<]*)')
HEADING = re.compile(r'(?:<th scope="col"[^>\d]*>|<caption>)([^<]*)')
UNITS = re.compile(
    r"per 1,000\b|\b95 %|\b[Oo]f 100\b|Rank, 1 the highest|[Pp]er 100 premises"
    r"|\(0 even, 1 all at one\)"
)
LINK = re.compile(r'<tr id="([^"]+)"><th scope=row><a href="#\1">([^<]*)</a><td class=t>\1(?=<)')
CARD = re.compile(r'<a href="#([^"]+)">([^<]*)</a>')
FACTS = re.compile(
    r'<a href="#([^"]+)">[^<]*</a></h3><p class="facts"><strong>([^<]*)</strong>[^<]*'
    r'(?:<strong>([^<]*)</strong> per 1,000 <span class="interval">\[([^<\]]*)\]</span>)?'
)
ROW = re.compile(r'<tr id="([^"]*)">(.*?)(?=<tr |</tbody>)', re.DOTALL)
CELL = re.compile(r"<td[^>]*>([^<]*)")
CUT = re.compile(r"The first ([\d,]+) areas are here, those in tiers first;")
LABELLED = re.compile(r'aria-label="([^"]*)" tabindex="0">(<table.*?</table>)', re.DOTALL)
PLAIN_ROW = re.compile(r"<tr>(.*?)(?=<tr>|</tbody>|</table>)", re.DOTALL)
CODE = re.compile(r"<code>([^<]*)</code>")

Check = Callable[[str], bool]


def rate_text(value: float | None) -> str:
    """A rate as pages print it."""
    return "–" if value is None else f"{value:,.{1 if value < 99.95 else 0}f}"


def interval_text(low: float | None, high: float | None) -> str:
    """Its limits as pages print them."""
    return "–" if low is None or high is None else f"{rate_text(low)} to {rate_text(high)}"


def _number(value: object) -> float | None:
    return None if value is None else float(str(value))


def _signed(text: str, value: float | None, decimals: int) -> bool:
    if value is None:
        return text == "–"
    return text.replace("−", "-").replace("<", "") == f"{value:.{decimals}f}"


def columns(row: Row, base: int) -> dict[str, Check]:
    """What each column of an area's row prints."""
    count = row.get("count")
    risk = row.get("risk")
    return {
        **(cells(risk, rate_text) if risk else {}),
        "What that can mean": lambda text: text == range_text(count, base),
        "Residents": lambda text: text == f"{row['population'] or 0:,.0f}" or text == "–",
        "Rate per": lambda text: text == rate_text(row["rate_per_1000"]),
        "95 % interval": lambda text: text == interval_text(row["lower"], row["upper"]),
        "Smoothed": lambda text: text == rate_text(row["smoothed_per_1000"]),
        "Gi* z": lambda text: _signed(text, row.get("z"), 2),
        "Gi* q": lambda text: _signed(text, row.get("q"), 3) or text == "under 0.001",
        "(rounded to": lambda text: text == count_text(count, base),
    }


def _rows(release: Release, entities: Entities) -> dict[str, Row]:
    rows: dict[str, Row] = {code: dict(row) for code, row in entities.areas.items()}
    for row in release.features("risks"):
        rows.setdefault(row["unit"], {}).update({"risk": row})
    for row in release.features("hotspots"):
        rows.setdefault(row["unit"], {}).update({"z": row["z"], "q": row["q"]})
    for row in release.tables.get("counts", []):
        code = str(row["unit"])
        if row["level"] != "neighbourhood" and row["category"] == "all":
            rows[code] = {
                "name": row["name"],
                "count": _number(row["count"]),
                "population": entities.residents.get(code),
                "rate_per_1000": entities.rates.get(code),
            }
    return rows


def headers(source: Source, months: Iterable[str], names: set[str], base: int) -> None:
    """Headings and captions with no figure but those of months, of units and of rounding."""
    known = {f"{month[:3]} {month[-4:]}" for month in months}
    for header in HEADING.finditer(source.text):
        rest = UNITS.sub("", header.group(1)).replace(f"rounded to {base:,}s", "")
        if rest in known or html.unescape(rest) in names or not re.search(r"\d", rest):
            source.explain(*header.span())


def cut_short(source: Source, codes: Iterable[str]) -> None:
    """How many areas a table has that is cut short: whoever reads it can count them."""
    told = CUT.search(source.text)
    tables = [ROW.findall(table.group()) for table in TABLE.finditer(source.text)]
    rows = {code for table in tables for code, _ in table}.intersection(codes)
    if told and told.group(1) == f"{len(rows):,}":
        source.explain(*told.span())


def areas(source: Source, release: Release, entities: Entities) -> None:
    """Links, codes and cells of areas and groups."""
    known = _rows(release, entities)
    cut_short(source, entities.areas)
    for kind in (LINK, CARD):
        for link in kind.finditer(source.text):
            code, name = link.groups()
            if code in known and html.unescape(name) == known[code]["name"]:
                source.explain(*link.span())
    for facts in FACTS.finditer(source.text):
        row = known.get(facts.group(1), {})
        told = [range_text(row.get("count"), release.base)]
        if facts.group(3):
            told += [rate_text(row.get("rate_per_1000"))]
            told += [interval_text(row.get("lower"), row.get("upper"))]
        if told == [one for one in facts.groups()[1:] if one]:
            source.explain(*facts.span())
    for table in TABLE.finditer(source.text):
        headers = HEADER.findall(table.group())[1:]
        for row in ROW.finditer(table.group()):
            if row.group(1) not in known:
                continue
            checks = columns(known[row.group(1)], release.base)
            district = html.escape(entities.districts.get(row.group(1), ""), quote=False)
            checks["District"] = district.__eq__
            start = table.start() + row.start(2)
            for header, cell in zip(headers, CELL.finditer(row.group(2)), strict=False):
                check = next((check for name, check in checks.items() if name in header), None)
                try:
                    if check and check(cell.group(1).strip()):
                        source.explain(start + cell.start(), start + cell.end())
                except (KeyError, TypeError):
                    continue


def _types(release: Release, label: str) -> Iterable[tuple[list[str], list[str]]]:
    """Rows of a table of types: first cells, and those beside them."""
    base, premises_base = release.base, release.premises_base
    types = [row for row in release.tables.get("premises_types", []) if row["rate_per_100"]]
    types.sort(key=lambda row: (-float(row["rate_per_100"]), str(row["type"])))
    if label == "Table of types by surroundings":
        for row in release.tables.get("premises_surroundings", []):
            counts = [
                count_text(_number(row["premises"]), premises_base),
                count_text(_number(row["incidents"]), base),
            ]
            yield [str(row["name"]), str(row["surroundings"])], counts
    steadied = {
        row["type"]: row
        for row in release.tables.get("premises_steadied", [])
        if row["unit"] == "all"
    }
    chance = {row["type"]: row for row in release.tables.get("premises_comparisons", [])}
    for place, row in enumerate(types, 1):
        count = count_text(_number(row["premises"]), premises_base)
        if label == "Table of the funnel" and row["type"] in steadied:
            of = [_number(steadied[row["type"]][k]) for k in ("steadied_per_100", "lower", "upper")]
            text = f"{rate_text(of[0])} [{interval_text(of[1], of[2])}]"
            yield [f"{place}. {row['name']}"], [count, rate_text(float(row["rate_per_100"])), text]
        if label == "Table of concentration" and row["gini"]:
            by_chance = _number(chance[row["type"]]["share_top_tenth_by_chance"])
            share = f"{100 * float(row['share_top_tenth']):.0f}"
            of_chance = "–" if by_chance is None else f"{100 * by_chance:.0f}"
            gini = f"{float(row['gini']):.2f}"
            yield [str(row["name"])], [count, share, of_chance, gini]


def _files(release: Release) -> Iterable[tuple[list[str], list[str]]]:
    tallies = {f"tables/{name}.csv": tally(rows) for name, rows in release.tables.items()}
    layers = {name: tally(release.features(name)) for name in release.layers}
    tallies |= {f"layers/{name}.geojson": counts for name, counts in layers.items()}
    tallies["layers.gpkg"] = tuple(map(sum, zip(*layers.values(), strict=True)))
    for name, counts in tallies.items():
        yield [name], [f"{count:,}" for count in counts]


def types_and_files(source: Source, release: Release) -> None:
    """Rows of tables of types and of the files that leave."""
    for table in LABELLED.finditer(source.text):
        label, start = html.unescape(table.group(1)), table.start(2)
        wanted = [*_types(release, label)]
        if label == "Files that leave":
            wanted = [*_files(release)]
        for row in PLAIN_ROW.finditer(table.group(2)) if wanted else ():
            cells = cells_of(row.group(1))
            for first, rest in wanted:
                at = len(first) if label != "Files that leave" else len(cells) - 4
                if cells[: len(first)] == first and cells[at : at + len(rest)] == rest:
                    end = row.group(1).rfind("<td") if label == "Files that leave" else None
                    source.explain(
                        start + row.start(1), start + row.start(1) + (end or len(row.group(1)))
                    )


def methods(source: Source, release: Release) -> None:
    """Names, parameters and sources of methods as the manifest has them."""
    told = {
        html.escape(text, quote=False)
        for method in release.manifest["methods"]
        for text in (
            *(method["name"], method.get("reference", "")),
            "; ".join(f"{name} = {value}" for name, value in method["parameters"].items()),
        )
    }
    for table in re.finditer(r'<table class="data methods">.*?</table>', source.text, re.DOTALL):
        for cell in re.finditer(r"<t[hd][^>]*>([^<]*)", table.group()):
            if cell.group(1).strip() in told or not re.search(r"\d", cell.group(1)):
                at = table.start()
                source.explain(at + cell.start(), at + cell.end())
