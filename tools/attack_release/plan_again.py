# SPDX-License-Identifier: MIT
"""A25: the plan for teams made again from released counts, hours and outlines: which, and how far.

Areas that are considered, ways between them, the rounds that cover most, what no plan exceeds and
what each rule costs are functions of what the folder holds. Whatever differs was made from more.
"""

import math
from functools import cached_property
from typing import Any

import geopandas as gpd
import numpy as np
import plan
import shapely
from finding import Finding
from release import Release, Row

from libprofile import _core

METRES_A_KILOMETRE = 1000.0
# Areas in reserve that are considered for each visit that they may get; visits of a round.
RESERVE_A_VISIT = 3
MOST_IN_A_ROUND = 10.0
# Written to the thousandth; corners that ways are made from to a centimetre.
NEAR = 0.5e-3 + 1e-6
COSTS = (
    ("expected more without those visits", "cost_reserve"),
    ("expected more without promised visits", "cost_floors"),
    ("expected more without ways", "cost_travel"),
)


def inside(outlines: gpd.GeoSeries) -> Any:
    """The centre of each outline, or a point on it where that lies outside."""
    centres = shapely.centroid(outlines.to_numpy())
    is_in = shapely.contains(outlines.to_numpy(), centres)
    return np.where(is_in, centres, shapely.point_on_surface(outlines.to_numpy()))


class Again:
    """A plan from what the folder holds."""

    def __init__(self, release: Release) -> None:
        self._release = release
        self._asked = plan.parameters(release)
        self._rows: list[Row] = release.features("neighbourhoods")
        self._bands = plan.bands(release)
        told = str(self._asked.get("visited", "not given"))
        self._visited = None if told == "not given" else {*told.split("; ")}

    def _number(self, name: str) -> float:
        return float(self._asked[name])

    def _most_visits(self) -> float:
        rounds = math.floor(self._number("hours") / self._number("visit_hours") + 1e-9)
        return self._number("teams") * min(MOST_IN_A_ROUND, rounds)

    def _is_visited(self, at: int) -> bool:
        return self._visited is None or self._rows[at]["unit"] in self._visited

    def _is_reserve(self, at: int) -> bool:
        return bool(self._rows[at]["reliability"] != "ok") or not self._is_visited(at)

    def _count(self, at: int) -> float:
        count = self._rows[at]["count"]
        return -1.0 if count is None else float(count)

    def _rate(self, at: int) -> float:
        rate = self._rows[at]["smoothed_per_1000"]
        return -1.0 if rate is None else float(rate)

    @cached_property
    def _groups(self) -> list[str]:
        return sorted({str(row["parent"]) for row in self._rows})

    @cached_property
    def considered(self) -> list[int]:
        """In tiers, surest first, others with most; in reserve, unvisited first; for floors."""
        everywhere = range(len(self._rows))
        chances = {row["unit"]: row["p_top"] for row in self._release.features("risks")}
        tiers = [row["tier"] for row in self._release.features("hotspots")]
        sure = [float(chances[self._rows[at]["unit"]]) if tiers[at] else -1.0 for at in everywhere]
        with_any = (at for at in everywhere if self._count(at) > 0)
        expected = sorted(with_any, key=lambda at: (-sure[at], -self._count(at)))
        found = {*expected[: int(self._number("most_areas"))]}
        kept = math.ceil(self._number("reserved_share") * self._most_visits() - 1e-9)
        reserve = filter(self._is_reserve, everywhere)
        in_order = sorted(reserve, key=lambda at: (self._is_visited(at), -self._rate(at)))
        found |= {*in_order[: RESERVE_A_VISIT * kept]}
        floor = int(self._number("floor"))
        for group in self._groups if floor else ():
            held = (at for at in everywhere if str(self._rows[at]["parent"]) == group)
            found |= {*sorted(held, key=lambda at: -self._count(at))[:floor]}
        return sorted(found)

    @cached_property
    def harm(self) -> Any:
        """Expected by area and hours."""
        rows = [{"unit": self._rows[at]["unit"]} for at in self.considered]
        expected = [
            plan.expected(self._release, {**row, "band": band})
            for row in rows
            for band in self._bands
        ]
        return np.array(expected).reshape(len(rows), len(self._bands))

    @cached_property
    def ways(self) -> Any:
        """Hours from each area to each other."""
        layer = self._release.layers["neighbourhoods"]["features"]
        held = [layer[at] for at in self.considered]
        areas = gpd.GeoDataFrame.from_features(held, crs=4326).to_crs(self._release.manifest["crs"])
        xy = shapely.get_coordinates(inside(areas.geometry))
        apart_m = np.hypot(*(xy[:, None] - xy[None]).transpose(2, 0, 1))
        detour, speed = self._number("detour"), self._number("speed_km_h")
        return apart_m * detour / METRES_A_KILOMETRE / speed

    @cached_property
    def found(self) -> dict[str, Any]:
        """The best plan; without rounds where nothing is expected."""
        if not self.harm.sum() > 0:
            return {"rounds": [], "harm": 0.0, "bound": 0.0, "reserved_target": 0}
        floor, none = int(self._number("floor")), np.empty(0, dtype=np.uint32)
        groups = [self._groups.index(str(self._rows[at]["parent"])) for at in self.considered]
        made: dict[str, Any] = _core.outreach_plan(
            np.ascontiguousarray(self.harm.ravel()),
            np.array([plan.minutes_of(band)[1] / 60 for band in self._bands]),
            np.ascontiguousarray(self.ways.ravel()),
            np.array(groups, dtype=np.uint32) if floor else none,
            np.full(len(self._groups), floor, dtype=np.uint32) if floor else none,
            np.array([self._is_reserve(at) for at in self.considered], dtype=np.uint8),
            teams=int(self._number("teams")),
            hours=self._number("hours"),
            visit_hours=self._number("visit_hours"),
            reserved_share=self._number("reserved_share"),
        )
        return made

    def visits(self) -> list[tuple[Any, ...]]:
        """Area, team, stop and hours of each visit, and when it begins."""
        return [
            (self._rows[self.considered[at]]["unit"], team, stop, self._bands[one["band"]], arrives)
            for team, one in enumerate(self.found["rounds"], 1)
            for stop, (at, arrives) in enumerate(
                zip(one["areas"], one["arrives_h"], strict=True), 1
            )
        ]

    def totals(self) -> dict[str, float]:
        """What is said of the plan as a whole."""
        found = self.found
        reserved = sum(
            self._is_reserve(self.considered[at]) for one in found["rounds"] for at in one["areas"]
        )
        told = {
            "teams": self._number("teams"),
            "areas considered": float(len(self.considered)),
            "expected in all areas and hours considered": float(self.harm.sum()),
            "expected where teams are": found["harm"],
            "expected at most under these rules": found["bound"],
            "visits where little is known": float(reserved),
            "visits asked for where little is known": float(found["reserved_target"]),
        }
        costs = {what: found.get(name) for what, name in COSTS}
        return told | {what: cost for what, cost in costs.items() if cost is not None}


def differing(release: Release) -> tuple[int, int, int]:
    """Visits elsewhere or in another order, times that no way explains, and other totals."""
    again = Again(release)
    made, told = again.visits(), release.tables["outreach_plan"]
    elsewhere, late = abs(len(made) - len(told)), 0
    for (unit, team, stop, band, arrives), row in zip(made, told, strict=False):
        named = (row["unit"], int(row["team"]), int(row["stop"]), row["band"])
        elsewhere += named != (unit, team, stop, band)
        late += abs(float(row["arrives"]) - arrives) > NEAR
    totals = {str(row["what"]): float(row["number"]) for row in release.tables["outreach_totals"]}
    wanted = again.totals()
    others = sum(
        what not in totals or abs(totals[what] - number) > NEAR for what, number in wanted.items()
    )
    return elsewhere, late, others + len({*totals} - {*wanted})


def attack(release: Release) -> Finding:
    """Make the plan again and compare."""
    tried = "the plan made again"
    if "outreach_plan" not in release.tables:
        return Finding("A25", tried, "no plan", False)
    elsewhere, late, totals = differing(release)
    got = (
        f"{elsewhere:,} visits that another plan would make, {late:,} times that no way explains, "
        f"{totals:,} totals that do not follow"
    )
    return Finding("A25", tried, got, bool(elsewhere or late or totals))
