# SPDX-License-Identifier: MIT
"""A08 on words that stand for numbers: labels, tiers and clusters made again from counts."""

import math

import numpy as np
import week
from finding import Finding
from means import mean_of_types, means_by_area
from release import Release, Row

from libprofile import _core

LEVEL = 0.05
# Least chance of being among the highest tenth.
TIERS = (("A", 0.8), ("B", 0.5), ("C", 0.2))
TOP_ONE_IN = 10
# Of the corrected chance of a premises type: outside the inner limits, and the outer.
WARNING, ALARM = 0.05, 0.002


def tier_of(p_top: float | None, by_chance: float) -> str | None:
    """The tier that a chance gives, where it is more than all areas alike would have."""
    if p_top is None or p_top <= by_chance + 1e-9:
        return None
    return next((tier for tier, least in TIERS if p_top >= least), None)


def tiers(release: Release) -> dict[str, str | None]:
    """The tier of each area by its released chance; of none where no chances are released."""
    rows = release.features("risks")
    compared = sum(row["relative_risk"] is not None for row in rows)
    by_chance = math.ceil(compared / TOP_ONE_IN) / max(1, compared)
    return {row["unit"]: tier_of(row["p_top"], by_chance) for row in rows}


def wrong_labels(release: Release) -> int:
    """Areas whose label does not follow from z and q, or whose tier not from their chance."""
    expected_tiers = tiers(release)
    wrong = 0
    for row in release.features("hotspots"):
        wrong += row["tier"] != expected_tiers.get(row["unit"])
        if row["z"] is None:
            wrong += row["label"] in ("hot", "cold")
            continue
        is_found = row["q"] is not None and row["q"] <= LEVEL
        expected = ("hot" if row["z"] > 0 else "cold") if is_found else "none"
        wrong += row["label"] not in (expected, "island")
    return wrong


def wrong_clusters(release: Release) -> int:
    """Clusters whose count is not the sum of their areas' counts."""
    counts = {row["unit"]: row["count"] for row in release.features("neighbourhoods")}
    wrong = 0
    for row in release.features("clusters"):
        parts = [counts.get(unit) for unit in row["units"]]
        wrong += None in parts or row["count"] != sum(part or 0 for part in parts)
    return wrong


def flag_of(row: Row, mean: float) -> str:
    """Which side of the mean of all types the whole interval of a rate is on."""
    if not row["rate_per_100"]:
        return "withheld" if row["rate_per_100"] is None else str(row["flag"])
    if float(row["lower"]) > mean:
        return "high"
    return "low" if float(row["upper"]) < mean else "none"


def funnel_of(row: Row, mean: float, q: float | None) -> str:
    """The limits around the mean that a type is outside of, by its q."""
    if q is None or q > WARNING:
        return "none"
    side = "high" if float(row["rate_per_100"]) > mean else "low"
    return f"{side}_{'99.8' if q <= ALARM else '95'}"


def wrong_flags(release: Release) -> int:
    """Types of premises and parts of the week whose flags do not follow from their numbers."""
    rows = release.tables.get("premises_types", [])
    types = {row["type"]: row for row in rows}
    mean = mean_of_types(release)
    wrong = sum(row["flag"] != flag_of(row, mean) for row in rows)
    for row in release.tables.get("premises_comparisons", []):
        q = None if row["q"] is None else float(row["q"])
        told = "none" if row["type"] not in types else funnel_of(types[row["type"]], mean, q)
        wrong += row["funnel"] != told
    wrong += sum(row["flag"] != week.flag(release, row) for row in week.parts(release))
    means = means_by_area(release)
    for row in release.features("premises_types_by_area"):
        wrong += row["flag"] != flag_of(row, means.get(row["name"], math.nan))
    return wrong


def wrong_denominators(release: Release) -> int:
    """Areas whose residents are doubted otherwise than released counts and residents have it."""
    rows = release.features("neighbourhoods")
    count, residents = (
        np.array([math.nan if row[field] is None else float(row[field]) for row in rows])
        for field in ("count", "population")
    )
    found = _core.check_denominators(
        count, residents, None, people_by_day=2.0, times_all=5.0, rounding_band=release.base - 1.0
    )
    doubts = ("more events than residents", "the rate of residents is far above")
    expected = [why if why.startswith(doubts) else None for why in found["reason"]]
    return sum(row["denominator"] != why for row, why in zip(rows, expected, strict=True))


def attack(release: Release) -> Finding:
    """Make labels, tiers and clusters again."""
    labels = wrong_labels(release) + wrong_flags(release) + wrong_denominators(release)
    clusters = wrong_clusters(release)
    got = (
        f"{labels:,} labels, tiers or flags and {clusters:,} clusters that do not follow from "
        "released counts"
    )
    return Finding("A08", "labels, tiers and clusters", got, bool(labels or clusters))
