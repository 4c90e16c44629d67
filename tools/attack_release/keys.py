# SPDX-License-Identifier: MIT
"""A08 on what tells rows apart: codes, names and labels are those of every other row of a kind."""

import re
from collections.abc import Iterable, Iterator, Sequence

import distances
import geopandas as gpd
import plan
from finding import Finding
from order import NO_AREA
from release import Release, Row

BANDS = (
    *("none", "above 0 to 1", "above 1 to 2", "above 2 to 5"),
    *("above 5 to 10", "above 10 to 20", "above 20 to 50", "above 50"),
)
SURROUNDINGS = (
    *("no other", "1 to 4 others", "5 to 19 others"),
    *("20 to 49 others", "50 others or more"),
)
AGES = ("0-9", "10-12", "13-15", "16-17", "18-24", "25-34", "35-49", "50-plus")
CROSSED = "age_band by sex"
PEOPLE = ("victims", "offenders")
# Written to the millionth of a square kilometre; corners are written to a centimetre.
NEAR_KM2 = 2e-6
NEAR_SHARE = 1e-4


def _labels(rows: Iterable[Row], group: Sequence[str], label: str) -> dict[object, list[object]]:
    found: dict[object, list[object]] = {}
    for row in rows:
        found.setdefault(tuple(row.get(name) for name in group), []).append(row[label])
    return found


def unlike(rows: Sequence[Row], group: Sequence[str], label: str) -> int:
    """Groups of rows that have other labels than the first, or one twice."""
    told = [*_labels(rows, group, label).values()]
    return sum(one != told[0] or len({*one}) != len(one) for one in told)


def _codes(release: Release) -> Iterator[tuple[str, int]]:
    """Codes of areas and of their groups that no table of counts has, and areas left out."""
    counts = release.tables.get("counts", [])
    areas = [str(row["unit"]) for row in release.features("neighbourhoods")]
    known = {*areas, *NO_AREA, "all"} | {str(row["unit"]) for row in counts}
    told = [str(row["unit"]) for row in counts if row["level"] == "neighbourhood"]
    yield "tables/counts: areas", len({*told} ^ {*areas})
    yield (
        "layers/neighbourhoods: parent",
        sum(
            row["parent"] is not None and str(row["parent"]) not in known
            for row in release.features("neighbourhoods")
        ),
    )
    for name in ("hotspots", "risks"):
        units = [str(row["unit"]) for row in release.features(name)]
        yield f"layers/{name}: unit", int(bool(units) and units != areas)
    for name, rows in _all_rows(release):
        units = [one for row in rows for one in (row.get("units") or [row.get("unit")])]
        yield f"{name}: unit", sum(one is not None and str(one) not in known for one in units)


def _all_rows(release: Release) -> Iterator[tuple[str, list[Row]]]:
    yield from ((f"tables/{name}", rows) for name, rows in release.tables.items())
    yield from ((f"layers/{name}", release.features(name)) for name in release.layers)


def _of_people(release: Release) -> Iterator[tuple[str, int]]:
    """Values of attributes of persons, and districts."""
    for name in PEOPLE:
        rows = release.tables.get(name, [])
        of: dict[str, list[str]] = {}
        for row in rows:
            if row["level"] == "all":
                of.setdefault(str(row["field"]), []).append(str(row["value"]))
        ages, sexes = of.get("age_band", []), of.get("sex", [])
        strange = sum(bool(re.search(r"\d", one)) and one not in AGES for one in ages)
        strange += CROSSED in of and of[CROSSED] != [f"{a} / {s}" for a in ages for s in sexes]
        districts = [row["unit"] for row in rows if row["level"] != "all"]
        strange += len(districts) != len({*districts})
        for other in PEOPLE:
            there = [row["unit"] for row in release.tables.get(other, []) if row["level"] != "all"]
            strange += bool(districts and there) and there != districts
        yield f"tables/{name}: values and districts", strange


def _of_premises(release: Release) -> Iterator[tuple[str, int]]:
    """Types and their names, bands, surroundings and distances."""
    tables = release.tables
    names = {row["type"]: row["name"] for row in tables.get("premises_types", [])}
    for table, label, known in (
        ("premises_bands", "band", BANDS),
        ("premises_surroundings", "surroundings", SURROUNDINGS),
        ("premises_distances", "distance", distances.NAMES),
    ):
        told = _labels(tables.get(table, []), ["type"], label)
        yield f"tables/{table}: {label}", sum(tuple(one) != known for one in told.values())
    for table, rows in _all_rows(release):
        wrong = sum(row["type"] not in names for row in rows if "type" in row)
        if table.startswith("tables/premises") and "unit" not in (rows[0] if rows else {}):
            wrong += sum(row["name"] != names.get(row["type"]) for row in rows)
        yield f"{table}: type", wrong
    yield (
        "layers/premises_types_by_area: type",
        unlike(release.features("premises_types_by_area"), ["unit"], "type"),
    )


def _of_clusters(release: Release) -> Iterator[tuple[str, int]]:
    """Numbers of clusters, from 0, and their areas as they are drawn."""
    rows = release.features("clusters")
    yield "layers/clusters: cluster", int([row["cluster"] for row in rows] != [*range(len(rows))])
    if rows:
        drawn = gpd.GeoDataFrame.from_features(release.layers["clusters"]["features"], crs=4326)
        areas = drawn.to_crs(release.manifest["crs"]).area / 1e6
        yield (
            "layers/clusters: area_km2",
            sum(
                abs(row["area_km2"] - area) > NEAR_KM2 + NEAR_SHARE * area
                for row, area in zip(rows, areas, strict=True)
            ),
        )


def _of_plan(release: Release) -> Iterator[tuple[str, int]]:
    """Parts of the week as in every release; teams and stops from 1, in bands asked for."""
    hours = [str(row["when"]) for row in release.tables.get("outreach_hours", [])]
    named = plan.bands(release)
    if hours:
        every = [*plan.parts_of_week(), plan.NOT_KNOWN]
        yield "tables/outreach_hours: when", int(hours != every)
    for table, rows in _all_rows(release):
        if table.endswith("/outreach_plan"):
            teams = [int(row["team"]) for row in rows]
            steps = [int(row["stop"]) for row in rows]
            wanted = [1 + teams[:at].count(team) for at, team in enumerate(teams)]
            yield f"{table}: stop", int(steps != wanted)
            yield f"{table}: band", sum(str(row["band"]) not in named for row in rows)


def strange_keys(release: Release) -> dict[str, int]:
    """Where a code, a name or a label is none of those that all others have, and how often."""
    counts = release.tables.get("counts", [])
    found = [("tables/counts: category", unlike(counts, ["level", "unit"], "category"))]
    for part in (_codes, _of_people, _of_premises, _of_clusters, _of_plan):
        found += part(release)
    return {place: times for place, times in found if times}


def attack(release: Release) -> Finding:
    """Look for a row that is named as no other is."""
    strange = strange_keys(release)
    told = ", ".join(f"{place} {times:,} times" for place, times in [*strange.items()][:5])
    got = f"not those of other rows: {told}" if told else "all are those of other rows of a kind"
    return Finding("A08", "codes, names and labels of rows", got, bool(strange))
