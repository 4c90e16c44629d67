# SPDX-License-Identifier: MIT
"""A08 on words that stand for numbers: labels, tiers and clusters made again from counts."""

import math

from finding import Finding
from release import Release, Row

LEVEL = 0.05
ALONE = 2.0


def overall_per_1000(rows: list[Row]) -> float:
    """The rate of all areas whose count and residents are known."""
    known = [row for row in rows if row["rate_per_1000"] is not None]
    people = sum(row["population"] for row in known)
    return 1000 * sum(row["count"] for row in known) / people if people else math.nan


def tier_of(row: Row, label: str, overall: float) -> str | None:
    """The tier that a rate and its surroundings give."""
    if row["reliability"] != "ok" or (row["lower"] is None and label != "hot"):
        return None
    lower = -math.inf if row["lower"] is None else row["lower"]
    if label == "hot":
        return "A" if lower > overall else "B"
    return "C" if lower > ALONE * overall else None


def wrong_labels(release: Release) -> int:
    """Areas whose label or tier does not follow from z, q and their rate."""
    rows = {row["unit"]: row for row in release.features("neighbourhoods")}
    overall = overall_per_1000(list(rows.values()))
    wrong = 0
    for row in release.features("hotspots"):
        if row["z"] is None:
            wrong += row["label"] in ("hot", "cold") or row["tier"] is not None
            continue
        is_found = row["q"] is not None and row["q"] <= LEVEL
        expected = ("hot" if row["z"] > 0 else "cold") if is_found else "none"
        wrong += row["label"] not in (expected, "island")
        wrong += row["tier"] != tier_of(rows[row["unit"]], row["label"], overall)
    return wrong


def wrong_clusters(release: Release) -> int:
    """Clusters whose count is not the sum of their areas' counts."""
    counts = {row["unit"]: row["count"] for row in release.features("neighbourhoods")}
    wrong = 0
    for row in release.features("clusters"):
        parts = [counts.get(unit) for unit in row["units"]]
        wrong += None in parts or row["count"] != sum(part or 0 for part in parts)
    return wrong


def attack(release: Release) -> Finding:
    """Make labels, tiers and clusters again."""
    labels, clusters = wrong_labels(release), wrong_clusters(release)
    got = (
        f"{labels:,} labels or tiers and {clusters:,} clusters that do not follow from released "
        "counts"
    )
    return Finding("A08", "labels, tiers and clusters", got, bool(labels or clusters))
