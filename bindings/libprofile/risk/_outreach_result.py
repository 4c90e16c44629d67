# SPDX-License-Identifier: MIT
"""What a plan of visits says, shows and writes."""

from dataclasses import dataclass, field
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import geopandas as gpd
import numpy as np
import pandas as pd

from libprofile import _drawing
from libprofile._results import Result
from libprofile.errors import InvalidArgument
from libprofile.risk._outreach_files import write_phone_file

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from libprofile._map_page import MapPage

# A gap below this is none: harm is compared to one in a million.
_NO_GAP = 2e-6


@dataclass(frozen=True, repr=False)
class OutreachPlan(Result):
    """Rounds for teams in bands of time, made by `outreach_plan`.

    Attributes
    ----------
    visits : DataFrame
        A row a visit, by team and in the order of the way: ``team``, ``band``, ``stop``, ``area``,
        ``arrives_h`` and ``leaves_h`` (hours from the start of the round), ``harm``, ``reserved``.
    rounds : DataFrame
        A row a team: ``band``, ``areas`` in order, ``visits``, ``hours``, ``harm``.
    harm : float
        Expected events that the visits cover.
    bound : float
        What no plan under the same rules exceeds.
    gap : float
        (bound - harm) / bound: 0 where the plan is proven to be the best.
    reserved_visits, reserved_target : int
        Visits to areas in reserve, and what the reserved share asks for.
    cost_travel, cost_floors, cost_reserve : float or None
        Harm that the best plan without the rule covers beyond this one; None where there is no
        such rule, its rounds are too many to look at, or it is in `unknown_costs`.
    unknown_costs : tuple of str
        Of "travel", "floors" and "reserve", those where `most_nodes` did not suffice to find a
        plan without the rule.
    """

    visits: pd.DataFrame = field(compare=False)
    rounds: pd.DataFrame = field(compare=False)
    harm: float
    bound: float
    gap: float
    reserved_visits: int
    reserved_target: int
    cost_travel: float | None
    cost_floors: float | None
    cost_reserve: float | None
    unknown_costs: tuple[str, ...]
    _teams: int = field(compare=False)
    _expected: float = field(compare=False)
    _areas: gpd.GeoSeries | None = field(default=None, compare=False)

    def to_frame(self) -> pd.DataFrame:
        """Return a row a visit."""
        return self.visits.copy()

    def by_team(self) -> pd.DataFrame:
        """Return a table of teams by bands, with the areas of each in order."""
        cells = self.rounds["areas"].map(lambda areas: ", ".join(str(area) for area in areas))
        table = pd.DataFrame({"band": self.rounds["band"], "areas": cells})
        return table.pivot(columns="band", values="areas").fillna("")

    def to_geodataframe(self) -> gpd.GeoDataFrame:
        """Return a row a visit, with the outline of its area."""
        areas = self._require_areas("to_geodataframe()")
        outlines = areas.loc[self.visits["area"]].to_numpy()
        return gpd.GeoDataFrame(self.to_frame(), geometry=outlines, crs=areas.crs)

    def summary(self) -> str:
        """Say in words what the plan covers, how near the best it is, and what it cannot say."""
        share = self.harm / self._expected
        best = (
            "No plan under the same rules covers more."
            if self.gap < _NO_GAP
            else f"No plan under the same rules covers more than {self.bound:.3g}: this one may be "
            f"{self.gap:.1%} below the best."
        )
        return (
            f"{len(self.visits):,} visits by {len(self.rounds):,} of {self._teams:,} teams are "
            f"where {self.harm:.3g} events are expected, {share:.0%} of those expected in all "
            f"areas and bands. {best} {self._costs()}{self._reserve()} Expected events come from "
            "records: where nobody looked none are expected. That a visit prevents what is "
            "expected is not said, nor anything of any person."
        )

    def _costs(self) -> str:
        named = {
            "travel": ("ways between areas", self.cost_travel),
            "floors": ("floors of districts", self.cost_floors),
            "reserve": ("the reserved share", self.cost_reserve),
        }
        told = [f"{name} {cost:.3g}" for name, cost in named.values() if cost is not None]
        unknown = ", ".join(named[rule][0] for rule in self.unknown_costs)
        return (f"What the rules cost, in events: {', '.join(told)}. " if told else "") + (
            f"Not known, since most_nodes did not suffice, is what these cost: {unknown}. "
            if unknown
            else ""
        )

    def _reserve(self) -> str:
        if self.reserved_target == 0:
            return "No visit is reserved for areas where little is known: the plan feeds itself."
        return (
            f"{self.reserved_visits:,} visits go to areas where little is known; the reserved "
            f"share asks for {self.reserved_target:,}."
        )

    def plot(self, ax: "Axes | None" = None) -> "Axes":
        """Draw the areas, coloured by team, with each team's way."""
        areas = self._require_areas("plot()")
        axes = _drawing.plot(self._drawing(), ax)
        inside = areas.representative_point()
        for team in self.rounds.index.tolist():
            visits = self.visits[self.visits["team"] == team]
            places = inside.loc[visits["area"]]
            colour = _drawing.PALETTE[(team - 1) % len(_drawing.PALETTE)]
            axes.plot(places.x, places.y, color="white", linewidth=4)
            axes.plot(places.x, places.y, color=colour, marker="o", markeredgecolor="white")
        return axes

    def explore(self) -> "MapPage":
        """Make a page with a map that asks nothing of any network."""
        self._require_areas("explore()")
        return _drawing.explore(self._drawing())

    def write(
        self,
        path: str | PathLike[str],
        *,
        starts: Any = None,
        until: Any = None,
        title: str = "Outreach plan",
        created: Any = None,
        tier: Literal["internal"] | None = None,
    ) -> None:
        """Write the plan for phones, whole or not at all, readable by its owner only.

        Stops are points inside the outlines of areas. A profile writes the same files from
        protected counts.

        Parameters
        ----------
        path : path-like
            Ending in ``.kml`` (maps), ``.gpx`` (routes) or ``.ics`` (calendars).
        starts : mapping of band to datetime, optional
            When each band first starts, by clocks in London where it has no zone; calendars need
            it. Rounds are every week from then on.
        until : date, optional
            The last day on which teams go out, such as the day until which the plan's records are
            recent enough; calendars need it.
        title : str, default "Outreach plan"
            Of calendars.
        created : datetime, optional
            When the plan was made, for calendars: UTC where it has no zone. Now by default.
        tier : {"internal"}, optional
            Must be typed: the plan may come from raw counts.

        Raises
        ------
        DisclosureError
            Unless ``tier="internal"`` is typed.
        InvalidArgument
            For a plan without areas, another ending, a calendar without ``starts`` or ``until``,
            or a band that first starts after ``until``.
        InputError
            Where the file cannot be written.
        """
        write_phone_file(
            Path(path),
            self.visits,
            self._require_areas("write()"),
            (starts, until, title, created),
            tier,
        )

    def _require_areas(self, name: str) -> gpd.GeoSeries:
        if self._areas is None:
            raise InvalidArgument(f"{name} needs the areas' geometry: give the method areas=...")
        return self._areas

    def _drawing(self) -> _drawing.Drawing:
        areas = self._require_areas("plot()")
        first = self.visits.drop_duplicates("area").set_index("area")["team"].reindex(areas.index)
        codes = first.fillna(0).to_numpy(dtype=np.int32) - 1
        when = self.visits.assign(
            told=self.visits["band"] + ", team " + self.visits["team"].astype(str)
        )
        visited = when.groupby("area")["told"].agg("; ".join).reindex(areas.index).fillna("none")
        names = {
            f"team {team}, {row.band}": _drawing.PALETTE[(team - 1) % len(_drawing.PALETTE)]
            for team, row in zip(self.rounds.index, self.rounds.itertuples(), strict=True)
        }
        return _drawing.Drawing(
            title="Outreach plan",
            places=areas,
            colours=_drawing.label_colours(codes),
            legend=names | {"not visited": _drawing.GREY},
            facts=pd.DataFrame({"area": areas.index.astype(str), "visits": visited.to_numpy()}),
            note=self.summary(),
        )
