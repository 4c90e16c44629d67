# SPDX-License-Identifier: MIT
"""A22: somebody who holds an earlier release too: one less the other, cell by cell."""

import math
from datetime import date

import geopandas as gpd
from finding import Finding
from intervals import Place, Puzzle, counts_puzzle
from release import Release

# Areas are joined where they cover one another to so much.
COVERED = 0.999
EQUAL = 0.001


def window(release: Release) -> tuple[date, date]:
    """First and last day."""
    told = release.manifest["window"]
    return date.fromisoformat(told["start"]), date.fromisoformat(told["end"])


def outlines(release: Release) -> gpd.GeoSeries:
    """Areas by code, in metres."""
    layer = release.layers["neighbourhoods"]
    areas = gpd.GeoDataFrame.from_features(layer["features"], crs=4326)
    return areas.set_index("unit").geometry.to_crs(release.manifest["crs"])


def inside(small: gpd.GeoSeries, wide: gpd.GeoSeries) -> dict[str, list[str]]:
    """Which areas lie in which wider one, those with the same code left out."""
    frame = gpd.GeoDataFrame({"part": small.index}, geometry=small.to_numpy(), crs=small.crs)
    over = gpd.GeoDataFrame({"whole": wide.index}, geometry=wide.to_numpy(), crs=wide.crs)
    points = frame.set_geometry(frame.representative_point())
    found: dict[str, list[str]] = {}
    for row in points.sjoin(over, predicate="within").itertuples():
        part, whole = small[row.part], wide[row.whole]
        if row.part != row.whole and part.intersection(whole).area >= COVERED * part.area:
            found.setdefault(row.whole, []).append(row.part)
    return found


class Both:
    """Two releases as one puzzle: places of the old one are prefixed "old", the rest "new"."""

    def __init__(self, old: Release, new: Release) -> None:
        self.puzzle = Puzzle(min(old.base, new.base), max(old.threshold, new.threshold), {}, {}, [])
        self.rests = 0
        for name, release in (("old", old), ("new", new)):
            one = counts_puzzle(release)
            self.puzzle.lower |= {(name, *place): least for place, least in one.lower.items()}
            self.puzzle.upper |= {(name, *place): most for place, most in one.upper.items()}
            self.puzzle.sums += [
                ((name, *whole), [(name, *part) for part in parts]) for whole, parts in one.sums
            ]

    def places(self, name: str) -> list[Place]:
        """Places of one release, without its name."""
        return [place[1:] for place in self.puzzle.lower if place[0] == name]

    def same(self, old: Place, new: Place) -> None:
        """Say that two numbers are one."""
        self.puzzle.add_sum(old, [new])

    def within(self, part: list[Place], whole: Place) -> None:
        """Say that numbers are parts of a wider one, of which a rest is left."""
        rest = ("rest", *whole, *part[0])
        self.puzzle.lower[rest], self.puzzle.upper[rest] = 0.0, math.inf
        self.puzzle.add_sum(whole, [*part, rest])
        self.rests += 1

    def refine(self, shared: list[Place]) -> None:
        """Cut each number into what lies in one window alone and in both, which add up alike."""
        parts = (("old", ("old alone", "shared")), ("new", ("shared", "new alone")))
        for place in shared:
            for span in ("old alone", "shared", "new alone"):
                self.puzzle.lower[span, *place], self.puzzle.upper[span, *place] = 0.0, math.inf
            for name, spans in parts:
                self.puzzle.add_sum((name, *place), [(span, *place) for span in spans])
            self.rests += 3
        sums = [*self.puzzle.sums]
        for name, spans in parts:
            for whole, below in sums:
                if whole[0] == name and all(part[0] == name for part in below):
                    for span in spans:
                        self.puzzle.add_sum((span, *whole[1:]), [(span, *one[1:]) for one in below])


def link_windows(both: Both, old: Release, new: Release) -> str:
    """Numbers of the same place in windows of which one holds the other."""
    (start, end), (now_start, now_end) = window(old), window(new)
    shared = [place for place in both.places("old") if ("new", *place) in both.puzzle.lower]
    if (start, end) == (now_start, now_end):
        for place in shared:
            both.same(("old", *place), ("new", *place))
        return "the same window"
    if now_start <= start and end <= now_end:
        for place in shared:
            both.within([("old", *place)], ("new", *place))
        return "a window inside the new one"
    if start <= now_start and now_end <= end:
        for place in shared:
            both.within([("new", *place)], ("old", *place))
        return "a window that holds the new one"
    if end < now_start or now_end < start:
        return "windows apart"
    both.refine(shared)
    return "windows that overlap in part"


def link_areas(both: Both, old: Release, new: Release) -> int:
    """Areas of one release that fill, or lie in, those of the other, where the window is one."""
    linked = 0
    categories = {place[2] for place in both.places("new")}
    for name, other, small, wide in (
        ("old", "new", outlines(old), outlines(new)),
        ("new", "old", outlines(new), outlines(old)),
    ):
        for whole, parts in inside(small, wide).items():
            is_full = abs(small[parts].area.sum() - wide[whole].area) <= EQUAL * wide[whole].area
            for category in categories:
                places = [(name, "neighbourhood", part, category) for part in parts]
                over = (other, "neighbourhood", whole, category)
                if over in both.puzzle.lower and all(one in both.puzzle.lower for one in places):
                    linked += 1
                    if is_full:
                        both.puzzle.add_sum(over, places)
                    else:
                        both.within(places, over)
    return linked


def attack(old: Release, new: Release) -> Finding:
    """Put both into one puzzle and solve it."""
    both = Both(old, new)
    alone = {place for place in both.puzzle.lower if _keeps(both.puzzle, place)}
    how = link_windows(both, old, new)
    linked = link_areas(both, old, new) if how == "the same window" else 0
    both.puzzle.solve()
    few = both.puzzle.certainly_few()
    narrow = sum(not _keeps(both.puzzle, place) for place in alone)
    contradict = sum(both.puzzle.lower[one] > both.puzzle.upper[one] for one in both.puzzle.lower)
    got = (
        f"{how}; {both.rests:,} differences and {linked:,} numbers of other areas beside "
        f"{len(alone):,} of both; {few:,} certainly 1 to {both.puzzle.threshold - 1}, {narrow:,} "
        f"with fewer than {both.puzzle.base} possible values, {contradict:,} that contradict"
    )
    return Finding("A22", "an earlier release beside it", got, bool(few or narrow or contradict))


def _keeps(puzzle: Puzzle, place: Place) -> bool:
    """Whether a number still has as many values as the base, which a difference need not."""
    return puzzle.upper[place] - puzzle.lower[place] + 1 >= max(5, puzzle.base)
