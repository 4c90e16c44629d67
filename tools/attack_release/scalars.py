# SPDX-License-Identifier: MIT
"""A08: every number of every file back to what it can have been made from.

Each is in a class that says why it gives no exact count away; a number of no class is a finding,
so that whatever a later version writes is attacked without anybody remembering to.
"""

import math
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import distances
import plan
import week
from finding import Finding
from recomputed import Recomputed
from release import Release, Row

# Shares are printed to whole hundredths.
SHARE_STEPS = 100
TOLERANCE = 1e-9


@dataclass(frozen=True)
class Scalar:
    """A number, where it stands, and what stands beside it."""

    file: str
    field: str
    value: float
    row: Row


Rule = Callable[[Recomputed, Scalar], bool]


def _is_multiple(value: float, base: int) -> bool:
    return value >= 0 and value == int(value) and int(value) % base == 0


def count(known: Recomputed, scalar: Scalar) -> bool:
    """A released count: at least five exact ones round to it."""
    return known.base >= 5 and _is_multiple(scalar.value, known.base)


def premises(known: Recomputed, scalar: Scalar) -> bool:
    """The same of premises."""
    return known.premises_base >= 3 and _is_multiple(scalar.value, known.premises_base)


def share(known: Recomputed, scalar: Scalar) -> bool:
    """A share of released counts, to whole hundredths."""
    steps = scalar.value * SHARE_STEPS
    return 0 <= scalar.value <= 1 and math.isclose(steps, round(steps), abs_tol=TOLERANCE)


def public(known: Recomputed, scalar: Scalar) -> bool:
    """Known to everybody: residents, areas, settings, sizes of the files that are held."""
    return True


def tally(known: Recomputed, scalar: Scalar) -> bool:
    """How many rows, or numbers, a file has: whoever holds it can count them."""
    return scalar.value in known.tallies


def of_areas(known: Recomputed, scalar: Scalar) -> bool:
    """How many areas two releases show otherwise: whoever holds both can count them."""
    return 0 <= scalar.value == int(scalar.value) <= max(known.tallies)


def recomputed(known: Recomputed, scalar: Scalar) -> bool:
    """Made from released counts and public numbers alone, to the digit."""
    try:
        return known.explains(scalar.field, scalar.row, scalar.value)
    except KeyError:
        # A code or a name that no other row has.
        return False


def planned(known: Recomputed, scalar: Scalar) -> bool:
    """What is expected at a visit, from released counts and hours."""
    return plan.is_expected(known.release, scalar.row, scalar.value)


def of_plan(known: Recomputed, scalar: Scalar) -> bool:
    """What a plan covers, from its visits."""
    return plan.is_total(known.release, scalar.row, scalar.value)


def of_week(known: Recomputed, scalar: Scalar) -> bool:
    """A part of the week against an even spread, from released counts."""
    return week.is_against_even(known.release, scalar.row, scalar.field, scalar.value)


def of_distance(known: Recomputed, scalar: Scalar) -> bool:
    """Incidents per square kilometre, from released ones and land; land to two figures."""
    return distances.is_made(known.release, scalar.row, scalar.field, scalar.value)


def hour_of_plan(known: Recomputed, scalar: Scalar) -> bool:
    """When a visit begins or ends, from its length and its band."""
    return plan.is_hour(known.release, scalar.row, scalar.field, scalar.value)


# Which team and where on its way: from outlines and settings.
PLAN = {
    **dict.fromkeys(("team", "stop"), public),
    **dict.fromkeys(("arrives", "leaves"), hour_of_plan),
    "expected": planned,
}

# By file (layers of the GeoPackage are those of GeoJSON) and field; a list's positions are "[]".
RULES: dict[str, dict[str, Rule]] = {
    "tables/counts": {"count": count},
    "tables/victims": {"count": count},
    "tables/offenders": {"count": count},
    "tables/premises_types": {
        "premises": premises,
        "with_incident": premises,
        "incidents": count,
        **dict.fromkeys(("rate_per_100", "lower", "upper", "location_quotient"), recomputed),
        **dict.fromkeys(("gini", "share_top_tenth"), recomputed),
    },
    "tables/premises_comparisons": dict.fromkeys(
        (
            *("share_top_tenth_by_chance", "q"),
            *("matched_ratio", "matched_lower", "matched_upper"),
        ),
        recomputed,
    ),
    "tables/premises_steadied": dict.fromkeys(("steadied_per_100", "lower", "upper"), recomputed),
    "tables/premises_bands": {"premises": premises},
    "tables/premises_surroundings": {"premises": premises, "incidents": count},
    "tables/premises_distances": {
        "incidents": count,
        **dict.fromkeys(("land_km2", "per_km2", "lower", "upper"), of_distance),
    },
    "tables/outreach_plan": PLAN,
    "layers/outreach_plan": PLAN,
    "tables/outreach_hours": {
        "count": count,
        **dict.fromkeys(("times_even", "lower", "upper"), of_week),
    },
    "tables/outreach_totals": {"number": of_plan},
    "layers/neighbourhoods": {
        "count": count,
        "population": public,
        **dict.fromkeys(("rate_per_1000", "lower", "upper", "smoothed_per_1000"), recomputed),
    },
    "layers/hotspots": {"count": count, **dict.fromkeys(("z", "p", "q"), recomputed)},
    "layers/risks": dict.fromkeys(
        (
            *("relative_risk", "lower", "upper", "p_above", "p_twice"),
            *("rank_best", "rank_worst", "p_top"),
        ),
        recomputed,
    ),
    "layers/clusters": {"cluster": public, "count": count, "area_km2": public},
    "layers/premises_types_by_area": {
        "premises": premises,
        "with_incident": premises,
        **dict.fromkeys(("rate_per_100", "lower", "upper"), recomputed),
    },
    "data-quality.json": {
        **dict.fromkeys(
            (
                f"sources[].{what}"
                for what in (
                    "rows_read",
                    "accepted",
                    "rejected[].rows",
                    "without_coordinates",
                    "outside_areas",
                    "outside_window",
                    "without_referral",
                    "proactive",
                    "duplicates",
                )
            ),
            count,
        ),
        **dict.fromkeys(
            (
                f"sources[].snapped.share_on_{where}"
                for where in ("1_m", "10_m", "100_m", "top_points")
            ),
            share,
        ),
        "completeness[].share": share,
        "fields_given[].share": share,
    },
    "manifest.json": {
        **dict.fromkeys(
            (
                "manifest_version",
                "policy.threshold",
                "policy.premises_threshold",
                "policy.dominance",
                "policy.base",
                "policy.minimum_residents",
                "policy.total_base",
                "policy.pair_dominance",
                "policy.p_ratio",
                "seed",
                "repaired_on_lattice.count",
                "artefacts[].bytes",
            ),
            public,
        ),
        "inputs[].rows": count,
        "ledger.since.total_then": count,
        "ledger.since.total_now": count,
        **dict.fromkeys(
            (
                "ledger.since.areas_compared",
                "ledger.since.certainly_more",
                "ledger.since.certainly_fewer",
            ),
            of_areas,
        ),
    },
    "results.json": {"results.output.files[].sdc.summary.withheld rows": tally},
}


def leaves(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every value of a document with its path."""
    if isinstance(value, dict):
        for name, below in value.items():
            yield from leaves(below, f"{path}.{name}" if path else name)
    elif isinstance(value, list):
        for below in value:
            yield from leaves(below, f"{path}[]")
    else:
        yield path, value


def _number(value: Any) -> float | None:
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, (int, float)):
        return float(value)
    return float(value) if re.fullmatch(r"-?\d+(\.\d+)?(e-?\d+)?", str(value)) else None


def _of_rows(file: str, rows: list[Row], labels: tuple[str, ...]) -> Iterator[Scalar]:
    for row in rows:
        for field, value in row.items():
            number = None if field in labels else _number(value)
            if number is not None:
                yield Scalar(file, field, number, row)


# Codes and names, which may look like numbers.
LABELS = (
    *("fid", "level", "unit", "units", "name", "category", "type", "parent", "field", "value"),
    *("label", "tier", "flag", "reason", "reliability", "denominator", "from", "funnel", "band"),
    *("surroundings", "distance"),
)


def scalars(release: Release) -> Iterator[Scalar]:
    """Every number of tables, layers and documents."""
    for name, rows in release.tables.items():
        yield from _of_rows(f"tables/{name}", rows, LABELS)
    for name in release.layers:
        yield from _of_rows(f"layers/{name}", release.features(name), LABELS)
        held = [
            {field: value for field, value in row.items() if field != "geom"}
            for row in release.database.get(name, [])
        ]
        yield from _of_rows(f"layers/{name}", held, LABELS)
    for path in release.paths:
        if path.suffix == ".json":
            name = release.name(path)
            for path_of, value in leaves(release.document(name)):
                field = re.sub(r"output_\d+", "output", path_of)
                if isinstance(value, (int, float)) and not isinstance(value, bool):
                    yield Scalar(name, field, float(value), {})


def attack(release: Release) -> Finding:
    """Look for a number that no rule explains."""
    known = Recomputed(release)
    total = 0
    found: dict[str, int] = {}
    for scalar in scalars(release):
        total += 1
        rule = RULES.get(scalar.file, {}).get(scalar.field)
        if rule is None or not rule(known, scalar):
            place = f"{scalar.file}: {scalar.field}" + (" (of no class)" if rule is None else "")
            found[place] = found.get(place, 0) + 1
    worst = ", ".join(f"{place} {times:,} times" for place, times in sorted(found.items())[:5])
    got = f"{total:,} numbers in tables, layers and documents; " + (
        f"not explained by released counts: {worst}" if found else "all follow from released counts"
    )
    return Finding("A08", "every number back to the count", got, bool(found))
