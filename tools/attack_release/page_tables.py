# SPDX-License-Identifier: MIT
"""Tables and charts of a page that are made again from the files and compared as a whole."""

import html
import re

from means import means_by_area
from page_entities import band
from page_source import Source
from release import Release, Row

TABLE = re.compile(r'aria-label="([^"]*)"(?: tabindex="0")?>(<table.*?</table>)', re.DOTALL)
CROSS = re.compile(r'<table class="data cross">.*?</table>', re.DOTALL)
AREA = re.compile(r'<th scope="col"[^>]*>([^<]*)')
SIZE = re.compile(r"<td>([^<]*[kM]B)\s*$")
CLASSES = (
    *((1e4, "under 10 kB"), (1e5, "10 to 100 kB")),
    *((1e6, "100 kB to 1 MB"), (1e7, "1 to 10 MB")),
)
CELLS = re.compile(r"<t[dh]([^>]*)>([^<]*(?:<(?!t[dhr]\b|/t)[^<]*)*)")
ROWS = re.compile(r"<tr[^>]*>(.*?)(?=<tr|</tbody>|<tbody>|</table>)", re.DOTALL)
QUALITY = (
    *("rows_read", "accepted", "without_coordinates", "outside_areas", "outside_window"),
    *("without_referral", "proactive", "duplicates"),
)


def count_text(count: float | None, base: int) -> str:
    """A count as pages print it."""
    if count is None:
        return "withheld"
    return f"fewer than {base}" if count == 0 and base > 1 else f"{int(count):,}"


def range_text(count: float | None, base: int) -> str:
    """What it can mean, as pages print it."""
    if count is None or count < base or base <= 1:
        return count_text(count, base)
    return f"{int(count) - base + 1:,} to {int(count) + base - 1:,}"


def cells_of(row: str) -> list[str]:
    """Texts of the cells of a row."""
    found = [re.sub("<[^>]*>", "", cell) for _, cell in CELLS.findall(row)]
    return [html.unescape(" ".join(cell.split())) for cell in found]


def _persons(rows: list[Row], base: int) -> list[list[str]]:
    """Rows of the table of attributes: counts and what they mean, in the file's order."""
    crossed = any(row["field"] == "age_band by sex" for row in rows)
    skipped = {"age_band by sex"} | ({"age_band", "sex"} if crossed else set())
    shown = [
        float(row["count"])
        for row in rows
        if row["count"] and float(row["count"]) > 0 and row["field"] not in skipped
    ][1:]
    return [[count_text(count, base), range_text(count, base)] for count in shown]


def _crossed(rows: list[Row], base: int) -> list[list[str]]:
    """Rows of age bands by sex, with the sums."""
    of = {(row["field"], row["value"]): row["count"] for row in rows}

    def some(field: str) -> list[str]:
        return [
            row["value"] for row in rows if row["field"] == field and float(row["count"] or 0) > 0
        ]

    ages, sexes = some("age_band"), some("sex")
    table = [
        [of.get(("age_band by sex", f"{age} / {sex}")) for sex in sexes] + [of["age_band", age]]
        for age in ages
    ]
    table.append([of["sex", sex] for sex in sexes] + [rows[0]["count"]])
    return [[count_text(None if c is None else float(c), base) for c in row] for row in table]


def expected(release: Release, label: str) -> list[list[str]] | None:
    """The last cells of each row of a table, where the files give them."""
    base = release.base
    quality = release.document("data-quality.json")
    for name in ("victims", "offenders"):
        rows = release.tables.get(name, [])
        if label == f"{name.capitalize()} by attribute" and rows:
            return _persons(rows, base)
        if label == f"{name.capitalize()} by age band and sex" and rows:
            return _crossed(rows, base)
    if label == "Completeness":
        found: dict[tuple[str, str], list[str]] = {}
        for one in quality.get("completeness", []):
            share = one["share"]
            text = "–" if share is None else f"{100 * share:.0f}"
            found.setdefault((one["agency"], one["field"]), []).append(text)
        return list(found.values())
    if label == "Clusters":
        names = {row["unit"]: row["name"] for row in release.features("neighbourhoods")}
        return [
            [
                *(str(row["cluster"]), str(len(row["units"]))),
                *(count_text(row["count"], base), f"{row['area_km2']:,.1f}"),
                _listed([names[unit] for unit in row["units"]]),
            ]
            for row in release.features("clusters")
        ]
    if label == "Rows of each source":
        return [_source_row(one, base) for one in quality.get("sources", [])]
    return None


def _listed(names: list[str]) -> str:
    """The first twelve, and how many more."""
    more = f" and {len(names) - 12} more" if len(names) > 12 else ""
    return ", ".join(names[:12]) + more


def _bands(release: Release) -> set[str]:
    """Names of age bands, and of districts, as pages print them."""
    rows = [*release.tables.get("victims", []), *release.tables.get("offenders", [])]
    return {str(row["name"]) for row in rows} | {
        str(row["value"]).replace("-plus", " and over").replace("-", " to ")
        for row in rows
        if row["field"] == "age_band"
    }


def _source_row(source: Row, base: int) -> list[str]:
    rejected = "; ".join(
        f"{rule['rule']}: {count_text(rule['rows'], base)}" for rule in source.get("rejected", [])
    )
    counts = [source.get(name) for name in QUALITY]
    return [count_text(count or 0, base) for count in counts] + [rejected or "none"]


def _holds(label: str, cells: list[str], wanted: list[str]) -> bool:
    """Whether a row prints these; a source leaves out with a dash what it cannot have."""
    if label == "Clusters":
        return cells[:5] == wanted
    tail = cells[-len(wanted) :]
    is_source = label == "Rows of each source"
    return len(tail) == len(wanted) and all(
        told == want or (is_source and told == "–") for told, want in zip(tail, wanted, strict=True)
    )


def tables(source: Source, release: Release) -> None:
    """Explain the rows of tables that the files give in the same order."""
    for table in TABLE.finditer(source.text):
        label, text = html.unescape(table.group(1) or ""), table.group(2)
        wanted = expected(release, label) if text else None
        if not wanted:
            continue
        start, names = table.start(2), _bands(release)
        rows = [row for row in ROWS.finditer(text) if "<td" in row.group()]
        for row, cells in zip(rows, wanted, strict=False):
            if len(rows) == len(wanted) and _holds(label, cells_of(row.group(1)), cells):
                skip = re.match(r'(?:<th scope="row">[^<]*|<td class="t">[^<]*)*', row.group(1))
                is_named = label == "Clusters" or cells_of(row.group(1))[0] in names
                begin = 0 if is_named or skip is None else skip.end()
                for text in re.finditer(r"(?:^|>)([^<]+)", row.group(1)):
                    if text.end() > begin:
                        source.explain(
                            start + row.start(1) + text.start(1), start + row.start(1) + text.end()
                        )


def _rate(value: float | None) -> str:
    return "–" if value is None else f"{value:,.{1 if value < 99.95 else 0}f}"


def crossed(source: Source, release: Release) -> None:
    """Rates of types by area, in the column of their area."""
    names = {row["type"]: row["name"] for row in release.tables.get("premises_types", [])}
    of = {
        (names.get(row["type"]), row["name"]): row
        for row in release.features("premises_types_by_area")
    }
    means = means_by_area(release)
    over_all = {
        row["name"]: float(row["rate_per_100"])
        for row in release.tables.get("premises_types", [])
        if row["rate_per_100"]
    }
    for table in CROSS.finditer(source.text):
        areas = [html.unescape(one) for one in AREA.findall(table.group())]
        for row in ROWS.finditer(table.group()):
            kind = re.match(r'<th scope="row">([^<]*)', row.group(1))
            parts = re.finditer(r"<td.*?(?=<td|$)", row.group(1), re.DOTALL)
            for area, part in zip(areas[1:] if kind else [], parts, strict=False):
                known = of.get((html.unescape(kind.group(1)), area)) if kind else None
                told = re.findall(r"\d[\d,.]*", re.sub("<[^>]*>", "", part.group()))
                wanted = known and [_rate(known[one]) for one in ("rate_per_100", "lower", "upper")]
                rate = over_all.get(html.unescape(kind.group(1))) if kind else None
                is_wide = "everywhere" in part.group() and told == [_rate(rate)]
                is_mean = told == [_rate(means[area])] if area in means else False
                if (
                    (wanted and told == wanted)
                    or is_wide
                    or (is_mean and kind and kind.group(1) == "all types")
                ):
                    at = table.start() + row.start(1)
                    source.explain(at + part.start(), at + part.end())


def sizes(source: Source, release: Release) -> None:
    """Classes of size of files, by their bytes in the manifest."""
    held = {one["path"]: one["bytes"] for one in release.manifest["artefacts"]}
    for row in ROWS.finditer(source.text):
        path, size = re.search(r"<code>([^<]*)", row.group(1)), SIZE.search(row.group(1))
        if path and size and path.group(1) in held:
            named = [name for limit, name in CLASSES if held[path.group(1)] < limit]
            if size.group(1) == (named or ["over 10 MB"])[0]:
                source.explain(row.start(1) + size.start(), row.start(1) + size.end())


def ranges(source: Source, base: int, premises_base: int) -> None:
    """The table that says what a printed number stands for."""
    for row in re.finditer(
        r'<tr><th scope="row" class="t">([\d,]+)((?:<td class="t">[^<]*)+)', source.text
    ):
        count = int(row.group(1).replace(",", ""))
        cells = re.findall(r">([^<]+)", row.group(2))
        steps = [(base, cells[0]), *((premises_base, cell) for cell in cells[1:] if cell != "–")]
        if all(cell.startswith(" to ".join(list(band(count, of))[1:3])) for of, cell in steps):
            source.explain(*row.span())
