# SPDX-License-Identifier: MIT
"""Where a few teams should go in the hours that they have."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import geopandas as gpd
import pandas as pd

from libprofile import _core
from libprofile._inputs import FloatArray
from libprofile._numbers import require_real, require_whole
from libprofile._results import Progress, progress_reporter
from libprofile.errors import InvalidArgument
from libprofile.risk._outreach_inputs import (
    Harm,
    band_hours_of,
    districts_of,
    harm_of,
    reserve_of,
    travel_hours_of,
)
from libprofile.risk._outreach_result import OutreachPlan


def outreach_plan(
    harm: Any,
    *,
    areas: gpd.GeoDataFrame | gpd.GeoSeries | None = None,
    teams: int = 3,
    hours: float = 4.0,
    visit_hours: float = 1.0,
    band_hours: Mapping[str, float] | Sequence[float] | None = None,
    travel_hours: Any = None,
    speed_km_h: float | None = 25.0,
    detour: float = 1.4,
    districts: Any = None,
    floors: int | Mapping[Any, int] | None = None,
    reserve: Any = None,
    reserved_share: float = 0.2,
    most_rounds: int = 200_000,
    most_nodes: int = 10_000,
    n_jobs: int = -1,
    progress: Progress = None,
) -> OutreachPlan:
    """Choose areas, bands of time and ways that cover the most expected harm.

    Each team drives one round in one band; each area is visited at most once in each band. Floors
    hold, or there is no plan; of the reserved share as much is kept as floors and ways allow.

    Parameters
    ----------
    harm : DataFrame, shape (n, bands), or array_like of float, shape (n,) or (n, bands)
        Events that a visit covers: rows are areas, columns bands of time. NaN where withheld: such
        an area is in reserve. From protected counts for anything that leaves the room.
    areas : GeoDataFrame or GeoSeries of polygons, optional
        In metres, in the order of `harm`: for ways, maps and files.
    teams : int, default 3
    hours : float, default 4
        Of each team, ways included.
    visit_hours : float, default 1
        In each area.
    band_hours : mapping of str to float, or sequence of float, optional
        How long each band lasts; a round ends with its band. As long as `hours` by default.
    travel_hours : array_like of float, shape (n, n), optional
        From each area to each. By default from straight lines between points inside the areas, by
        `detour` and `speed_km_h`; without `areas` ways take no time.
    speed_km_h : float, default 25
        None: ways take no time.
    detour : float, default 1.4
        How much longer the way is than the straight line.
    districts : str or sequence, optional
        A column of `areas`, or the district of each area. A Series has the index of `harm`.
    floors : int, or mapping of district to int, optional
        Visits that each district has at least.
    reserve : array_like of bool, shape (n,), optional
        Areas where nobody has been, or where the evidence is weak. A Series has the index of
        `harm`.
    reserved_share : float, default 0.2
        Share of the visits that all teams could make that goes to those.
    most_rounds, most_nodes : int, default 200_000 and 10_000
        More different rounds are refused; nodes of each search by branching. Where they find no
        plan without a rule, what it costs is not known.
    n_jobs : int, default -1
        Threads for the ways between many areas, -1 for all; the search runs on one. The result
        does not depend on it.
    progress : bool or callable, optional

    Returns
    -------
    OutreachPlan

    Raises
    ------
    InvalidArgument
        For no team, no harm at all, a visit longer than the hours, floors that no plan reaches, too
        many rounds, or arguments of another length.
    CrsError
        For areas in degrees.

    References
    ----------
    Butt and Cavalier (1994), Comput. Oper. Res. 21, pages 101-111. Baldacci, Christofides and
    Mingozzi (2008), Math. Program. 115, pages 351-385.

    Examples
    --------
    >>> import pandas as pd, libprofile as lp
    >>> harm = pd.DataFrame({"Friday": [3, 2, 0.5, 0.1], "Saturday": [1, 2, 0.5, 0.1]})
    >>> plan = lp.risk.outreach_plan(
    ...     harm, teams=2, hours=2, reserve=[False, False, False, True], reserved_share=0.25
    ... )
    >>> plan.rounds[["band", "areas"]].values.tolist()
    [['Friday', [0, 1]], ['Saturday', [1, 3]]]
    >>> plan.gap, round(plan.cost_reserve, 6)
    (0.0, 0.9)
    """
    asked = question_of(
        harm,
        areas=areas,
        teams=teams,
        hours=hours,
        visit_hours=visit_hours,
        band_hours=band_hours,
        travel_hours=travel_hours,
        speed_km_h=speed_km_h,
        detour=detour,
        districts=districts,
        floors=floors,
        reserve=reserve,
        reserved_share=reserved_share,
        most_rounds=most_rounds,
        most_nodes=most_nodes,
        n_jobs=n_jobs,
        progress=progress,
    )
    return plan_of(_core.outreach_plan(*asked.arrays, **asked.options), asked, asked.harm)


@dataclass(frozen=True)
class Question:
    """What a plan is made from, as the extension takes it."""

    given: Harm
    arrays: tuple[Any, ...]
    options: dict[str, Any]
    outlines: gpd.GeoSeries | None

    @property
    def harm(self) -> FloatArray:
        """Return expected events by area and band, 0 where withheld."""
        return self.given.values


def question_of(
    harm: Any,
    *,
    areas: Any,
    band_hours: Any,
    travel_hours: Any,
    speed_km_h: float | None,
    detour: float,
    districts: Any,
    floors: Any,
    reserve: Any,
    progress: Progress,
    **options: Any,
) -> Question:
    """Read the arguments of `outreach_plan`."""
    whole = {name: options[name] for name in ("teams", "most_rounds", "most_nodes")}
    require_whole(**whole)
    hours = options["hours"]
    require_real(
        hours=hours,
        visit_hours=options["visit_hours"],
        reserved_share=options["reserved_share"],
    )
    for name, value in whole.items():
        if value < 1:
            raise InvalidArgument(f"{name} = {value}: must be at least 1")
    given = harm_of(harm, areas)
    district, least = districts_of(districts, floors, areas, given)
    arrays = (
        given.values.ravel(),
        band_hours_of(band_hours, given.bands, hours),
        travel_hours_of(travel_hours, given, areas, speed_km_h, detour),
        district,
        least,
        reserve_of(reserve, given),
    )
    options["progress"] = progress_reporter(progress, "outreach_plan")
    return Question(given, arrays, options, None if areas is None else areas.geometry)


def plan_of(found: dict[str, Any], asked: Question, harm: FloatArray) -> OutreachPlan:
    """Make the result from what the extension found for this harm."""
    rounds = found.pop("rounds")
    *_, reserved = asked.arrays
    return OutreachPlan(
        visits=_visits(rounds, asked, harm, reserved),
        rounds=_rounds(rounds, asked.given),
        **found,
        _teams=asked.options["teams"],
        _expected=float(harm.sum()),
        _areas=asked.outlines,
    )


def _visits(
    rounds: list[dict[str, Any]], asked: Question, harm: FloatArray, reserved: Any
) -> pd.DataFrame:
    given, hours = asked.given, asked.options["visit_hours"]
    index = given.frame.index
    rows = [
        {
            "team": team,
            "band": given.bands[one["band"]],
            "stop": stop,
            "area": index[area],
            "arrives_h": arrives_h,
            "leaves_h": arrives_h + hours,
            "harm": harm[area, one["band"]],
            "reserved": bool(reserved[area]),
        }
        for team, one in enumerate(rounds, 1)
        for stop, (area, arrives_h) in enumerate(
            zip(one["areas"], one["arrives_h"], strict=True), 1
        )
    ]
    return pd.DataFrame(rows)


def _rounds(rounds: list[dict[str, Any]], given: Harm) -> pd.DataFrame:
    rows = [
        {
            "band": given.bands[one["band"]],
            "areas": [given.frame.index[area] for area in one["areas"]],
            "visits": len(one["areas"]),
            "hours": one["hours"],
            "harm": one["harm"],
        }
        for one in rounds
    ]
    return pd.DataFrame(rows, index=pd.RangeIndex(1, len(rows) + 1, name="team"))
