# SPDX-License-Identifier: MIT
"""The outreach plan, beside a plain formulation for a general solver and a greedy choice.

The plain formulation has a variable for each team, area and band, and with ways one for each two
areas of a team, in the form of Miller, Tucker and Zemlin. The greedy choice gives the best round
left to team after team, without floors or ways; it proves nothing.
"""

from typing import Any

import geopandas as gpd
import numpy as np
import numpy.typing as npt
from kernel import Kernel, Peer
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import lil_array
from shapely import box

import libprofile as lp

TEAMS, BANDS, VISITS = 3, 3, 4
FLOORS = 2


def make(areas: int) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.int64]]:
    """Return harm by area and band, and the district of each area."""
    random = np.random.default_rng(areas)
    harm = random.gamma(0.6, 2.0, (areas, 1)) * random.dirichlet(np.ones(BANDS) * 4, areas)
    return harm, np.arange(areas) % 4


def ours(data: Any) -> lp.risk.OutreachPlan:
    """Plan with floors, without ways."""
    harm, district = data
    return lp.risk.outreach_plan(
        harm, teams=TEAMS, hours=VISITS, districts=district, floors=FLOORS, reserved_share=0
    )


def general_solver(data: Any) -> float:
    """Solve the same as one program of areas, bands and teams by HiGHS."""
    harm, district = data
    areas = len(harm)
    value = np.tile(harm.ravel(), TEAMS)
    slots = areas * BANDS
    visits = TEAMS * slots
    rows, upper, lower = [], [], []

    def add(row: npt.NDArray[np.float64], least: float, most: float) -> None:
        rows.append(row)
        lower.append(least)
        upper.append(most)

    for slot in range(slots):
        row = np.zeros(visits + TEAMS * BANDS)
        row[slot:visits:slots] = 1
        add(row, 0, 1)
    for team in range(TEAMS):
        one = np.zeros(visits + TEAMS * BANDS)
        one[visits + team * BANDS : visits + (team + 1) * BANDS] = 1
        add(one, 0, 1)
        for band in range(BANDS):
            row = np.zeros(visits + TEAMS * BANDS)
            row[team * slots + band : (team + 1) * slots : BANDS] = 1
            row[visits + team * BANDS + band] = -VISITS
            add(row, -np.inf, 0)
    for name in np.unique(district):
        row = np.zeros(visits + TEAMS * BANDS)
        row[:visits] = np.tile(np.repeat(district == name, BANDS), TEAMS)
        add(row, FLOORS, np.inf)
    cost = np.concatenate([-value, np.zeros(TEAMS * BANDS)])
    found = milp(
        cost,
        constraints=LinearConstraint(np.array(rows), lower, upper),
        bounds=Bounds(0, 1),
        integrality=np.ones(len(cost)),
    )
    return float(-found.fun)


def make_with_ways(areas: int) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Return harm, and hours of the ways between places in a town."""
    random = np.random.default_rng(areas)
    places = random.uniform(0, 10, (areas, 2))
    ways = np.hypot(*(places[:, None] - places[None]).transpose(2, 0, 1)) / 20
    return make(areas)[0], ways


def ours_with_ways(data: Any) -> lp.risk.OutreachPlan:
    """Plan with ways, without floors."""
    harm, ways = data
    return lp.risk.outreach_plan(
        harm, teams=TEAMS, hours=VISITS, travel_hours=ways, reserved_share=0
    )


def general_solver_with_ways(data: Any) -> float:
    """Solve the same with an arc for each two areas of a team, by HiGHS."""
    harm, ways = data
    n = len(harm)
    arcs, first = (n + 1) * (n + 1), TEAMS * n * BANDS
    order = first + TEAMS * arcs
    bands = order + TEAMS * n
    size = bands + TEAMS * BANDS
    rows: list[tuple[dict[int, float], float, float]] = []
    for slot in range(n * BANDS):
        rows.append(({team * n * BANDS + slot: 1 for team in range(TEAMS)}, 0, 1))
    hours = np.zeros((n + 1, n + 1))
    hours[1:, 1:] = ways
    for team in range(TEAMS):
        arc = first + team * arcs + np.arange(arcs).reshape(n + 1, n + 1)
        rows.append(({bands + team * BANDS + band: 1 for band in range(BANDS)}, 0, 1))
        rows.append(({int(one): 1 for one in arc[0, 1:]}, 0, 1))
        rows.append(({int(one): 1 for one in np.diag(arc)}, 0, 0))
        time = {int(arc[a, b]): hours[a, b] + (b > 0) for a in range(n + 1) for b in range(n + 1)}
        rows.append((time, 0, VISITS))
        for at in range(n + 1):
            into = {int(arc[a, at]): 1.0 for a in range(n + 1) if a != at}
            out = {int(arc[at, b]): -1.0 for b in range(n + 1) if b != at}
            rows.append((into | out, 0, 0))
            if at:
                slots = [(team * n + at - 1) * BANDS + band for band in range(BANDS)]
                rows.append((into | dict.fromkeys(slots, -1.0), 0, 0))
                for band, slot in enumerate(slots):
                    rows.append(({slot: 1, bands + team * BANDS + band: -1}, -1, 0))
        for a in range(1, n + 1):
            for b in range(1, n + 1):
                if a != b:
                    at = order + team * n
                    row = {at + a - 1: 1.0, at + b - 1: -1.0, int(arc[a, b]): float(n)}
                    rows.append((row, -np.inf, n - 1))
    matrix = lil_array((len(rows), size))
    for at, (row, _, _) in enumerate(rows):
        for column, value in row.items():
            matrix[at, column] = value
    cost = np.zeros(size)
    cost[:first] = -np.tile(harm.ravel(), TEAMS)
    upper = np.ones(size)
    upper[order:bands] = n
    whole = np.ones(size)
    whole[order:bands] = 0
    found = milp(
        cost,
        constraints=LinearConstraint(
            matrix.tocsr(), [row[1] for row in rows], [row[2] for row in rows]
        ),
        bounds=Bounds(0, upper),
        integrality=whole,
    )
    return float(-found.fun)


def greedy(data: Any) -> float:
    """Give each team the band and areas that add most, and leave floors to chance."""
    harm = data[0].copy()
    total = 0.0
    for _ in range(TEAMS):
        best = np.sort(harm, axis=0)[-VISITS:].sum(axis=0)
        band = int(np.argmax(best))
        total += float(best[band])
        harm[np.argsort(harm[:, band])[-VISITS:], band] = 0
    return total


def make_events(events: int) -> tuple[Any, Any]:
    """Return events in the plane and square areas."""
    random = np.random.default_rng(events)
    steps = range(0, 20_000, 1000)
    squares = [box(x, y, x + 1000, y + 1000) for x in steps for y in steps]
    return random.uniform(0, 20_000, (events, 2)), gpd.GeoSeries(squares, crs=27700)


KERNELS = [
    Kernel(
        f"outreach plan, {TEAMS} teams, {BANDS} bands, {VISITS} visits, areas",
        make,
        ours,
        (10, 20, 40),
        40,
        (Peer("scipy.optimize.milp (HiGHS)", general_solver), Peer("greedy", greedy)),
    ),
    Kernel(
        f"the same with ways, {TEAMS} teams, {BANDS} bands, areas",
        make_with_ways,
        ours_with_ways,
        (12, 24, 48),
        12,
        (Peer("scipy.optimize.milp (HiGHS)", general_solver_with_ways),),
    ),
    Kernel(
        "outreach stability, 3 sizes × 9 offsets × 100 drawings, events",
        make_events,
        lambda data: lp.risk.outreach_stability(*data),
        (1_000, 10_000, 100_000),
        10_000,
    ),
]
