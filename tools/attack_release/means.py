# SPDX-License-Identifier: MIT
"""Rates of all types of premises together, which each of them is held against."""

from release import Release


def mean_of_types(release: Release) -> float:
    """The rate of all types that are shown, over everything."""
    shown = [row for row in release.tables.get("premises_types", []) if row["incidents"]]
    places = sum(float(row["premises"]) for row in shown)
    return 100 * sum(float(row["incidents"]) for row in shown) / places if places else 0.0


def means_by_area(release: Release) -> dict[str, float]:
    """The rate of all types that are shown, by area."""
    sums: dict[str, list[float]] = {}
    for row in release.features("premises_types_by_area"):
        if row["rate_per_100"] is not None:
            near = row["rate_per_100"] * row["premises"] / 100
            of = sums.setdefault(row["name"], [0.0, 0.0])
            of[0] += round(near / release.base) * release.base
            of[1] += row["premises"]
    return {name: 100 * incidents / of for name, (incidents, of) in sums.items()}
