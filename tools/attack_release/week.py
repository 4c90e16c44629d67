# SPDX-License-Identifier: MIT
"""When in the week: each part against an even spread, made again from released counts."""

import math
from datetime import date, datetime, timedelta
from functools import cache

import numpy as np
import plan
from plan import HOURS_A_WEEK, LONDON, NOT_KNOWN
from release import Release, Row

import libprofile as lp

# Below so many whose hour is known nothing is said.
FEWEST_KNOWN = 20


@cache
def _hours_of_window(start: str, end: str) -> tuple[int, ...]:
    """How often the clocks of London show each hour of the week."""
    first = datetime.combine(date.fromisoformat(start), datetime.min.time(), LONDON)
    after = date.fromisoformat(end) + timedelta(days=1)
    last = datetime.combine(after, datetime.min.time(), LONDON)
    found = [0] * HOURS_A_WEEK
    seconds = int(first.timestamp())
    while seconds < last.timestamp():
        at = datetime.fromtimestamp(seconds, LONDON)
        found[24 * at.weekday() + at.hour] += 1
        seconds += 3600
    return tuple(found)


def hours_of(release: Release, part: str) -> int:
    """Hours of the window that lie in a part of the week."""
    window = release.manifest["window"]
    by_hour = _hours_of_window(window["start"], window["end"])
    return sum(by_hour[hour] for hour in plan.hours_of(part))


def parts(release: Release) -> list[Row]:
    """Rows of parts of the week, without those whose hour is not known."""
    rows = release.tables.get("outreach_hours", [])
    return [row for row in rows if row["when"] != NOT_KNOWN]


def known(release: Release) -> int:
    """How many have a known hour."""
    return sum(int(row["count"] or 0) for row in parts(release))


def total(release: Release) -> int:
    """All of them."""
    return sum(int(row["count"] or 0) for row in release.tables.get("outreach_hours", []))


def against_even(release: Release, row: Row) -> dict[str, float]:
    """Times what an even spread gives, with limits over the rounding."""
    rows, count = parts(release), row["count"]
    if row["when"] == NOT_KNOWN or count is None or known(release) < FEWEST_KNOWN:
        return {}
    hours = hours_of(release, str(row["when"]))
    of = sum(hours_of(release, str(one["when"])) for one in rows)
    even, band = known(release) * hours / of, release.base - 1
    low = lp.risk.poisson_interval(np.array([max(0.0, float(count) - band)]))[0][0]
    high = lp.risk.poisson_interval(np.array([float(count) + band]))[1][0]
    return {
        "times_even": float(count) / even,
        "lower": float(low) / even,
        "upper": float(high) / even,
    }


def is_against_even(release: Release, row: Row, field: str, value: float) -> bool:
    """Whether a row says what released counts make of it."""
    made = against_even(release, row).get(field)
    return made is not None and math.isclose(value, made, rel_tol=1e-9, abs_tol=1e-12)


def flag(release: Release, row: Row) -> str:
    """High or low where the whole interval lies on one side."""
    made = against_even(release, row)
    if row["count"] is None:
        return "withheld"
    if not made:
        return "none"
    return "high" if made["lower"] > 1 else "low" if made["upper"] < 1 else "none"


def phrases(release: Release) -> list[str]:
    """What the page says of them."""
    every, some = f"{total(release):,}", f"{known(release):,}"
    high = sum(row["flag"] == "high" for row in parts(release))
    told = [f"{high} parts of the week have clearly more "]
    for noun in ("", " incidents"):
        told.append(f"to half a day, for about {some} of {every}{noun}.")
        told.append(f"Too few of about {every}{noun} have a known hour")
    return told
