# SPDX-License-Identifier: MIT
"""Whether the areas that stand out still do on other grids and with other events."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd

from libprofile import _core, _drawing
from libprofile._inputs import FloatArray, Points, points_xy, require_metres
from libprofile._numbers import require_real, require_reals, require_whole
from libprofile._results import Progress, Result, frozen, progress_reporter
from libprofile.errors import InvalidArgument
from libprofile.geography._assign import assign, require_same_crs

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from libprofile._map_page import MapPage

_MOST_GROUND = 100_000_000
# Means over grids and drawings from which an area is firm, or comes up now and then. Choices.
_FIRM, _LOOSE = 0.5, 0.1
_STEPS = (
    (_FIRM, "#d55e00", "half of it or more"),
    (_LOOSE, "#e69f00", "a tenth to half of it"),
    (0.0, _drawing.GREY, "less than a tenth"),
)


@dataclass(frozen=True, repr=False)
class OutreachStability(Result):
    """How firmly areas stand out, made by `outreach_stability`; NaN for an area without ground.

    Attributes
    ----------
    stability : ndarray of float, shape (n,)
        How much of each area's ground is among the cells with the most events: the mean over all
        sizes, nine offsets each, and drawings.
    as_given : ndarray of float, shape (n,)
        The same for the events as they are, without drawings.
    by_size : DataFrame, shape (n, sizes)
        `stability` of each size of cell.
    """

    stability: FloatArray
    as_given: FloatArray
    by_size: pd.DataFrame = field(compare=False)
    _areas: gpd.GeoSeries = field(compare=False)
    _top_share: float = field(compare=False)

    def to_frame(self) -> pd.DataFrame:
        """Return stability, by size and as given, under the index of the areas."""
        frame = pd.DataFrame(
            {"stability": self.stability, "as_given": self.as_given}, index=self._areas.index
        )
        return frame.join(self.by_size)

    def summary(self) -> str:
        """Say in words what was looked at, how firm it is, and what it cannot say."""
        known = self.stability[~np.isnan(self.stability)]
        firm = int((known >= _FIRM).sum())
        loose = int((known >= _LOOSE).sum()) - firm
        sizes = ", ".join(str(name).removesuffix("_m") for name in self.by_size.columns)
        return (
            f"Cells of {sizes} m, each laid nine times: the busiest {self._top_share:.0%} of the "
            f"ground. Of {len(known):,} areas {firm:,} are among it with half their ground or more "
            f"on average over grids and drawings, and {loose:,} with a tenth to half: these come "
            "up by where the grid lies or by few events. Counts of large areas are high because "
            "they are large; cells are not. It says nothing of the people there."
        )

    def plot(self, ax: "Axes | None" = None) -> "Axes":
        """Draw the areas, coloured by how firmly they stand out."""
        return _drawing.plot(self._drawing(), ax)

    def explore(self) -> "MapPage":
        """Make a page with a map that asks nothing of any network."""
        return _drawing.explore(self._drawing())

    def _drawing(self) -> _drawing.Drawing:
        steps = [
            next(colour for least, colour, _ in _STEPS if value >= least)
            for value in np.nan_to_num(self.stability).tolist()
        ]
        return _drawing.Drawing(
            title="Stability",
            places=self._areas,
            colours=steps,
            legend={f"{words} among the busiest": colour for _, colour, words in _STEPS},
            facts=self.to_frame().reset_index(names="area"),
            note=self.summary(),
        )


def outreach_stability(
    events: Points,
    areas: gpd.GeoDataFrame | gpd.GeoSeries,
    *,
    sizes_m: Sequence[float] = (250.0, 500.0, 1000.0),
    top_share: float = 0.05,
    resamples: int = 99,
    ground_m: float | None = None,
    seed: int = 0,
    n_jobs: int = -1,
    progress: Progress = None,
) -> OutreachStability:
    """How much of each area is among the busiest cells, whatever the grid.

    Squares of each size are laid nine times, shifted by thirds of a cell, over the events as they
    are and over events drawn again with replacement.

    Parameters
    ----------
    events : GeoDataFrame or GeoSeries of points, or array_like of float, shape (m, 2)
        In metres. Raw: the result is for the analyst.
    areas : GeoDataFrame or GeoSeries of polygons
        In metres.
    sizes_m : sequence of float, default (250, 500, 1000)
        Sides of the squares.
    top_share : float, default 0.05
        Share of the ground that the cells with the most events take.
    resamples : int, default 99
        Times that the events are drawn again; 0 for none.
    ground_m : float, optional
        Ground is measured by a lattice this wide; a third of the smallest size by default.
    seed : int, default 0
    n_jobs : int, default -1
        Threads; -1 for all. The result does not depend on it.
    progress : bool or callable, optional

    Returns
    -------
    OutreachStability

    Raises
    ------
    InvalidArgument
        Without an event or ground, for an option out of its range, or a lattice of more than 10^8
        places.
    CrsError
        For degrees, or areas and points in different reference systems.

    References
    ----------
    Openshaw (1984), The modifiable areal unit problem, Geo Books, Norwich. Efron (1979), Ann.
    Stat. 7, pages 1-26.

    Examples
    --------
    >>> import geopandas as gpd, libprofile as lp
    >>> from shapely import box
    >>> areas = gpd.GeoSeries([box(x, 0, x + 900, 900) for x in (0, 900, 1800)], crs=27700)
    >>> events = [(450, 450)] * 30 + [(1350, 450), (2250, 450)]
    >>> found = lp.risk.outreach_stability(events, areas, sizes_m=(300,), top_share=1 / 27)
    >>> (found.stability > 0.05).tolist()
    [True, False, False]
    """
    require_whole(resamples=resamples, seed=seed, n_jobs=n_jobs)
    require_real(top_share=top_share, ground_m=ground_m)
    require_reals(sizes_m=sizes_m)
    if resamples < 0:
        raise InvalidArgument(f"resamples = {resamples}: must be 0 or more")
    require_same_crs(events, areas, "events")
    require_metres(areas, "areas")
    sizes = [float(size) for size in sizes_m]
    step_m = min(sizes, default=1.0) / 3 if ground_m is None else ground_m
    places, area = _ground(areas, step_m, n_jobs)
    stability, by_size, as_given = _core.outreach_stability(
        points_xy(events, "events"),
        places,
        area,
        len(areas),
        sizes_m=sizes,
        top_share=top_share,
        resamples=resamples,
        seed=seed,
        n_jobs=n_jobs,
        progress=progress_reporter(progress, "outreach_stability"),
    )
    names = [f"{size:g}_m" for size in sizes]
    return OutreachStability(
        stability=frozen(stability),
        as_given=frozen(as_given),
        by_size=pd.DataFrame(by_size, columns=names, index=areas.index),
        _areas=areas.geometry,
        _top_share=top_share,
    )


def _ground(
    areas: gpd.GeoDataFrame | gpd.GeoSeries, step_m: float, n_jobs: int
) -> tuple[FloatArray, npt.NDArray[np.uint32]]:
    """Lay a lattice over the areas, half a step off corners of cells, and say what lies where."""
    if not step_m > 0:
        raise InvalidArgument(f"ground_m = {step_m}: must be above 0")
    x_min, y_min, x_max, y_max = (float(one) for one in areas.total_bounds)
    first = np.floor(np.array([x_min, y_min]) / step_m)
    steps = np.ceil(np.array([x_max, y_max]) / step_m) - first
    if not steps.prod() <= _MOST_GROUND:
        raise InvalidArgument(
            f"ground_m = {step_m:g}: must give at most {_MOST_GROUND:,} places; "
            "larger sizes_m or ground_m"
        )
    columns, rows = (int(one) for one in steps)
    x = (first[0] + np.arange(columns) + 0.5) * step_m
    y = (first[1] + np.arange(rows) + 0.5) * step_m
    lattice = np.column_stack([np.tile(x, rows), np.repeat(y, columns)])
    inside = assign(lattice, areas, n_jobs=n_jobs)
    kept = inside >= 0
    return np.ascontiguousarray(lattice[kept]), inside[kept].astype(np.uint32)
