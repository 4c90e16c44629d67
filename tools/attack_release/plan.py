# SPDX-License-Identifier: MIT
"""A plan for teams, from released counts, and the hours that are named."""

import itertools
import math
import re
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from release import Release, Row

# Written to the thousandth.
HALF_STEP = 0.5e-3 + 1e-9
NOT_KNOWN = "hour not known"
HOURS_A_WEEK = 168
HOURS_A_PART = 6
LONDON = ZoneInfo("Europe/London")
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
CLOCK = re.compile(r"(?<![\d:.])([01]?\d|2[0-4]):([0-5]\d)(?!\d)")
TABLES = ("outreach_plan", "outreach_hours", "outreach_totals")


def _weeks(release: Release) -> float:
    window = release.manifest["window"]
    days = date.fromisoformat(window["end"]) - date.fromisoformat(window["start"])
    return (days.days + 1) / 7


def minutes_of(band: str) -> tuple[int, int]:
    """First minute of a band on its day, and how many it has."""
    first, last = (int(hour) * 60 + int(minute) for hour, minute in CLOCK.findall(band))
    return first, (last - first) % 1440 or 1440


def hours_of(band: str) -> list[int]:
    """Hours of the week that a band or a part has."""
    first, length = minutes_of(band)
    begin = 24 * DAYS.index(band.split()[0]) + first // 60
    return [hour % HOURS_A_WEEK for hour in range(begin, begin + length // 60)]


def parts_of_week() -> list[str]:
    """Names of the quarters of days that hours are released by, whatever a plan asks for."""
    return [
        f"{day} {first:02}:00 to {first + HOURS_A_PART:02}:00"
        for day in DAYS
        for first in range(0, 24, HOURS_A_PART)
    ]


def _share(release: Release, band: str) -> float:
    """What a band has of all whose hour is known, each part even; by its length where none is."""
    count = [float(row["count"] or 0) for row in release.tables["outreach_hours"]]
    hours, known = hours_of(band), sum(count[:-1])
    in_band = sum(count[hour // HOURS_A_PART] for hour in hours) / HOURS_A_PART
    return in_band / known if known else len(hours) / HOURS_A_WEEK


def first_day(release: Release, band: str) -> date | None:
    """The first day of a band at or after the release was made, if it is valid until then."""
    made = datetime.fromisoformat(str(release.manifest["created_utc"])).astimezone(LONDON)
    begin = timedelta(minutes=minutes_of(band)[0])
    day = made.date()
    while DAYS[day.weekday()] != band.split()[0] or (
        datetime.combine(day, datetime.min.time()) + begin < made.replace(tzinfo=None)
    ):
        day += timedelta(days=1)
    return day if day <= date.fromisoformat(str(release.manifest["valid_until"])) else None


def first_days(release: Release) -> set[date]:
    """First days of the bands that teams work in."""
    named = {str(visit["band"]) for visit in release.tables.get("outreach_plan", [])}
    return {day for band in named if (day := first_day(release, band))}


def expected(release: Release, visit: Row) -> float:
    """Incidents of a visit's area and band in a week."""
    rows = release.features("neighbourhoods")
    count = next(row["count"] for row in rows if row["unit"] == visit["unit"])
    return float(count or 0) / _weeks(release) * _share(release, str(visit["band"]))


def is_expected(release: Release, visit: Row, value: float) -> bool:
    """Whether a visit says what released counts make of it: of a withheld one, nothing."""
    rows = release.features("neighbourhoods")
    count = next(row["count"] for row in rows if row["unit"] == visit["unit"])
    return count is not None and math.isclose(value, expected(release, visit), abs_tol=HALF_STEP)


def parameters(release: Release) -> Row:
    """Settings of the plan, as the manifest has them."""
    methods = release.manifest["methods"]
    return next(one["parameters"] for one in methods if one["name"] == "outreach plan")


def bands(release: Release) -> list[str]:
    """Bands that a plan was asked for; none where there is no plan."""
    is_planned = any(one["name"] == "outreach plan" for one in release.manifest["methods"])
    return str(parameters(release)["bands"]).split("; ") if is_planned else []


def _areas(release: Release) -> int:
    return len(release.features("neighbourhoods"))


def _reserved(visits: list[Row]) -> int:
    return sum(visit["reserved"] == "yes" for visit in visits)


def is_hour(release: Release, visit: Row, field: str, value: float) -> bool:
    """Whether a visit has its length and lies in its band."""
    length = float(parameters(release)["visit_hours"])
    other = float(visit["leaves" if field == "arrives" else "arrives"])
    apart = other - value if field == "arrives" else value - other
    end_h = minutes_of(str(visit["band"]))[1] / 60
    return 0 <= value <= end_h + HALF_STEP and math.isclose(apart, length, abs_tol=2 * HALF_STEP)


def is_total(release: Release, row: Row, value: float) -> bool:
    """Whether a total follows from the visits, or lies between what they cover and all there is."""
    totals = {one["what"]: float(one["number"]) for one in release.tables["outreach_totals"]}
    visits = release.tables["outreach_plan"]
    covered = sum(expected(release, visit) for visit in visits)
    everything = totals["expected in all areas and hours considered"]
    what = str(row["what"])
    if what == "expected where teams are":
        return math.isclose(value, covered, abs_tol=HALF_STEP)
    if what == "expected at most under these rules":
        return covered - HALF_STEP <= value <= everything + HALF_STEP
    if what.startswith("expected more"):
        return 0 <= value <= everything - covered + 2 * HALF_STEP
    if what == "expected in all areas and hours considered":
        rows = [row for row in release.features("neighbourhoods") if row["count"]]
        most = sum(row["count"] for row in rows) / _weeks(release)
        share = sum(_share(release, band) for band in bands(release))
        return 0 <= value <= most * share + HALF_STEP
    if what == "visits where little is known":
        return value == _reserved(visits)
    asked = parameters(release)
    if what == "teams":
        return value in (float(asked["teams"]), len({visit["team"] for visit in visits}))
    if what == "areas considered":
        return len({visit["unit"] for visit in visits}) <= value <= _areas(release)
    if what == "visits asked for where little is known":
        most = float(asked["teams"]) * min(10, float(asked["hours"]) // float(asked["visit_hours"]))
        return value in (math.ceil(float(asked["reserved_share"]) * most - 1e-9), _reserved(visits))
    return False


def clocks(release: Release) -> set[str]:
    """Hours that parts of the week and a plan name: where they end, and every hour of a visit."""
    found = set()
    for row in release.tables.get("outreach_hours", []):
        if ":" in str(row["when"]):
            first, length = minutes_of(str(row["when"]))
            found |= {first, first + length}
    for band in bands(release):
        first, length = minutes_of(band)
        found |= {first + 60 * hour for hour in range(length // 60 + 1)}
    for visit in release.tables.get("outreach_plan", []):
        first, _ = minutes_of(str(visit["band"]))
        found |= {first + round(60 * float(visit[end])) for end in ("arrives", "leaves")}
        found |= {first + round(60 * float(visit[end]) + 0.03) for end in ("arrives", "leaves")}
        found |= {first + round(60 * float(visit[end]) - 0.03) for end in ("arrives", "leaves")}
    times = {f"{minute // 60 % 24:02}:{minute % 60:02}" for minute in found}
    return times | ({"24:00"} if "00:00" in times else set())


def clock_texts(visit: Row, end: str) -> set[str]:
    """How the beginning or the end of a visit may be told, which tables write to the thousandth."""
    first, _ = minutes_of(str(visit["band"]))
    told = set()
    for step in (-HALF_STEP, 0.0, HALF_STEP):
        minute = first + int(60 * max(0.0, float(visit[end]) + step) + 0.5)
        told.add(f"{minute // 60 % 24:02}:{minute % 60:02}")
    return told


def times_texts(visit: Row) -> set[str]:
    """How both may be told, with the day where the band began on the day before."""
    first, _ = minutes_of(str(visit["band"]))
    day = DAYS[(DAYS.index(str(visit["band"]).split()[0]) + 1) % 7]
    begins = {
        round(first + 60 * (float(visit["arrives"]) + step)) for step in (-HALF_STEP, HALF_STEP)
    }
    ends = {f", {day}" if minute >= 1440 else "" for minute in begins}
    pairs = itertools.product(clock_texts(visit, "arrives"), clock_texts(visit, "leaves"), ends)
    return {f"{arrives} to {leaves}{end}" for arrives, leaves, end in pairs}


def without_clocks(release: Release, text: str) -> str:
    """Take out the hours that parts of the week and a plan name."""
    known = clocks(release)
    return CLOCK.sub(lambda found: "" if found.group() in known else found.group(), text)


def is_in_order(rows: list[Row]) -> bool:
    """Whether visits are by team and stop: the order of the shortest way."""
    at = [(int(row["team"]), int(row["stop"])) for row in rows]
    return at == sorted(at)
