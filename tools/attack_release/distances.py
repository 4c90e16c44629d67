# SPDX-License-Identifier: MIT
"""Incidents by distance from premises of a type: bands, land and rates made again."""

import math

import numpy as np
from release import Release, Row

import libprofile as lp

FURTHER = "further"
# Where bands end, in every profile.
ENDS = (50, 100, 200, 400)
NAMES = ("0 to 50 m", "50 to 100 m", "100 to 200 m", "200 to 400 m", FURTHER)
# Below so many within the last limit nothing is said of a type.
FEWEST_NEAR = 20
# By this share land may be off.
LAND_IS_OFF = 0.07


def rows(release: Release) -> list[Row]:
    """Rows of the table; none where there is none."""
    return release.tables.get("premises_distances", [])


def number(value: object) -> float:
    """A cell as a number."""
    return math.nan if value is None else float(str(value))


def radius_m(release: Release) -> float:
    """Within which incidents are given to premises."""
    parameters = (method["parameters"] for method in release.manifest["methods"])
    return next((float(one["radius_m"]) for one in parameters if "radius_m" in one), math.nan)


def up_to(release: Release) -> tuple[int, int]:
    """How many bands lie within the radius, and how many together reach it."""
    radius = radius_m(release)
    return sum(end <= radius for end in ENDS), sum(end < radius for end in ENDS) + 1


def made(release: Release, row: Row) -> dict[str, float]:
    """Incidents per square kilometre, with limits over the rounding."""
    own = [one for one in rows(release) if one["type"] == row["type"]]
    near = sum(number(one["incidents"] or 0) for one in own if one["distance"] != FURTHER)
    land = number(row["land_km2"])
    if row["incidents"] is None or not land > 0 or near < FEWEST_NEAR:
        return {}
    incidents, band = number(row["incidents"]), release.base - 1
    low = lp.risk.poisson_interval(np.array([max(0.0, incidents - band)]))[0][0]
    high = lp.risk.poisson_interval(np.array([incidents + band]))[1][0]
    return {
        "per_km2": incidents / land,
        "lower": float(low) / land / (1 + LAND_IS_OFF),
        "upper": float(high) / land / (1 - LAND_IS_OFF),
    }


def is_made(release: Release, row: Row, field: str, value: float) -> bool:
    """Whether a row says what released counts make of it, and of land no more than two figures."""
    if field == "land_km2":
        return is_land(value)
    expected = made(release, row).get(field)
    return expected is not None and math.isclose(value, expected, rel_tol=1e-9, abs_tol=1e-12)


def is_land(value: float) -> bool:
    """To two figures, from the register and the outlines of areas."""
    return value > 0 and math.isclose(value, float(f"{value:.1e}"), rel_tol=1e-9)
