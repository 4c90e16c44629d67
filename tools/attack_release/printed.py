# SPDX-License-Identifier: MIT
"""How released numbers, and what follows from them, are printed."""

import math
import re
from collections import Counter
from collections.abc import Iterable
from html import unescape

import geopandas as gpd
from release import Release
from scalars import scalars

# What a rounded count may stand for: "261 to 269", "516 to 524".
RANGE = re.compile(r"(\d[\d,]*) to (\d[\d,]*)(?![.\d])")
DATE = re.compile(
    r"\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November"
    r"|December) \d{4}|(?:January|February|March|April|May|June|July|August|September|October"
    r"|November|December) \d{4}"
)
# "10 to 100 kB": a class, whichever file it is of.
SIZE = re.compile(r"(?:under|over) \d+ [kM]B|\d+(?: kB)? to \d+ [kM]B")
CITATION = re.compile(r"[A-Z][a-zA-Z, ]+ \(\d{4}\)[^;]*")
# Rows of tables of areas, and their cells.
TABLE = re.compile(r'<table class="data (?:areas|groups)".*?</table>', re.DOTALL)
HEADER = re.compile(r'<th scope="col"([^>]*)>([^<]*)')
ROW = re.compile(r'<tr id="([^"]*)">(.*?)(?=<tr |</tbody>)', re.DOTALL)
CELL = re.compile(r"<t[dh][^>]*>(.*?)(?=\n?<t[dh]|\n?$)", re.DOTALL)
# Rates are printed with at most so many decimals; p and q with three.
DECIMALS = (0, 1, 2, 3)

# Numbers in words that every page has: units, the year of an act, a made-up example of a range.
TEMPLATES = {"95", "99.8", "998", "100", "1000", "10000", "2003", "18.2", "31.0"}
# The years that a time may be of, which the rules of rejected rows name.
TEMPLATES |= {"1972", "2099"}


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


def ratios(release: Release) -> Iterable[float]:
    """Rates against the rate of all areas and of their parent, and the rates of these."""
    rows = [row for row in release.features("neighbourhoods") if row["rate_per_1000"] is not None]
    groups = {"": rows}
    for row in rows:
        groups.setdefault(str(row["parent"]), []).append(row)
    for group in groups.values():
        people = sum(row["population"] for row in group)
        overall = 1000 * sum(row["count"] for row in group) / people if people else 0.0
        yield overall
        for row in group if overall else []:
            yield from (row[name] / overall for name in ("rate_per_1000", "lower", "upper"))


def means_of_types(release: Release) -> Iterable[float]:
    """The mean of all premises types, over everything and in each area."""
    types = [row for row in release.tables.get("premises_types", []) if row["incidents"]]
    if types:
        incidents = sum(float(row["incidents"]) for row in types)
        yield 100 * incidents / sum(float(row["premises"]) for row in types)
    areas: dict[str, list[tuple[float, float]]] = {}
    for row in release.features("premises_types_by_area"):
        if row["rate_per_100"] is not None:
            near = row["rate_per_100"] * row["premises"] / 100
            incidents = round(near / release.base) * release.base
            areas.setdefault(row["unit"], []).append((incidents, row["premises"]))
    for shown in areas.values():
        yield 100 * sum(incidents for incidents, _ in shown) / sum(of for _, of in shown)


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


def residents(release: Release) -> Iterable[float]:
    """Residents of every parent, of every area that premises are shown by, and of all."""
    areas = gpd.GeoDataFrame.from_features(release.layers["neighbourhoods"]["features"])
    groups = [areas.groupby("parent")["population"].sum()]
    if release.features("premises_types_by_area"):
        wide = gpd.GeoDataFrame.from_features(release.layers["premises_types_by_area"]["features"])
        inside = areas.set_geometry(areas.representative_point()).sjoin(
            wide.drop_duplicates("unit")[["unit", "geometry"]], predicate="within", rsuffix="wide"
        )
        groups.append(inside.groupby("unit_wide")["population"].sum())
    groups.append(areas.groupby(areas["unit"].map(districts_on(release)))["population"].sum())
    yield areas["population"].sum()
    for group in groups:
        yield from group


def shares_in_hundred(release: Release) -> Iterable[float]:
    """Shares as percentages."""
    return (scalar.value * 100 for scalar in scalars(release) if "share" in scalar.field)


def clearly_above(release: Release) -> Iterable[float]:
    """How many areas are clearly above the rate of all."""
    rows = [row for row in release.features("neighbourhoods") if row["rate_per_1000"] is not None]
    people = sum(row["population"] for row in rows)
    overall = 1000 * sum(row["count"] for row in rows) / people if people else 0.0
    for reliabilities in (("ok",), ("ok", "low")):
        yield sum(row["lower"] > overall for row in rows if row["reliability"] in reliabilities)


def tallies(release: Release) -> Iterable[float]:
    """How many rows and numbers a file has, and areas a label, a tier or a cluster."""
    yield from release.tallies
    yield from (len(row["units"]) for row in release.features("clusters"))
    for layer in release.layers:
        rows = release.features(layer)
        yield len(rows)
        for field in ("label", "tier", "reliability", "flag"):
            values = [str(row.get(field)) for row in rows]
            yield from (values.count(value) for value in set(values))


def rules_of(release: Release) -> set[str]:
    """Numbers of the policy, which the page for whoever signs gives its rules by."""
    policy = release.manifest["policy"]
    values = [value for value in policy.values() if isinstance(value, (int, float))]
    return {form for one in (*values, 100 * policy["dominance"]) for form in printed_forms(one)}


def explained_by_numbers(release: Release) -> set[str]:
    """Every number, as it is printed, that follows from numbers of the machine-readable files."""
    values = [scalar.value for scalar in scalars(release)]
    forms = {form for value in values for form in printed_forms(value)}
    made = (ratios, means_of_types, residents, shares_in_hundred, clearly_above, tallies)
    for more in (make(release) for make in made):
        forms.update(form for value in more for form in printed_forms(value))
    return forms


def without_ranges(text: str, base: int) -> str:
    """Take out dates, citations, and ranges that a rounded count stands for."""

    def is_band(found: re.Match[str]) -> bool:
        low, high = (int(part.replace(",", "")) for part in found.groups())
        middle = (low + high) // 2
        is_cut = low in (0, 1) and high in (base - 1, 2 * base - 1)
        return is_cut or (high - low == 2 * (base - 1) and middle % base == 0)

    text = SIZE.sub("", text)
    text = RANGE.sub(lambda found: "" if is_band(found) else found.group(), text)
    return CITATION.sub("", DATE.sub("", text))
