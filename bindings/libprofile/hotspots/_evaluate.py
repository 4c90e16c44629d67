# SPDX-License-Identifier: MIT
"""How well a hotspot map said where the next period's events would be."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd

from libprofile import _core
from libprofile._inputs import (
    Areas,
    FloatArray,
    Points,
    Values,
    as_floats,
    points_xy,
    require_one_crs,
    values_1d,
)
from libprofile._labels import require_same_labels
from libprofile._numbers import require_real, require_reals, require_whole
from libprofile._results import Result, frozen, progress_reporter
from libprofile.errors import InvalidArgument
from libprofile.geography._assign import assign, require_same_crs

_INDICES = {
    "hit_rate": "hit_rate",
    "pai": "accuracy_index",
    "pei": "efficiency_index",
    "rri": "recapture_rate_index",
}


@dataclass(frozen=True, repr=False)
class MapAccuracy(Result):
    """One entry for each share of the area. Limits are NaN without a bootstrap.

    Attributes
    ----------
    share, area_share : ndarray of float, shape (n,)
        The share of the area asked for, and that taken (more where ties are taken whole).
    hits : ndarray of float, shape (n,)
        Next period's events inside.
    hit_rate, hit_rate_lower, hit_rate_upper : ndarray of float, shape (n,)
        Of all events inside the map.
    pai, pai_lower, pai_upper : ndarray of float, shape (n,)
        Prediction accuracy index: hit rate over area share; 1 for a map without skill.
    pei, pei_lower, pei_upper : ndarray of float, shape (n,)
        Prediction efficiency index: hits over the most that so much area could have held.
    rri, rri_lower, rri_upper : ndarray of float, shape (n,)
        Recapture rate index: growth inside over growth of all; NaN without earlier events.
    events, outside : int
        Next period's events inside and outside the map.
    """

    share: FloatArray
    area_share: FloatArray
    hits: FloatArray
    hit_rate: FloatArray
    hit_rate_lower: FloatArray
    hit_rate_upper: FloatArray
    pai: FloatArray
    pai_lower: FloatArray
    pai_upper: FloatArray
    pei: FloatArray
    pei_lower: FloatArray
    pei_upper: FloatArray
    rri: FloatArray
    rri_lower: FloatArray
    rri_upper: FloatArray
    events: int
    outside: int

    def to_frame(self) -> pd.DataFrame:
        """Return a frame with a row for each share."""
        return super().to_frame().drop(columns=["events", "outside"])

    def summary(self) -> str:
        """Say in plain words what was counted, how sure it is, and what it cannot say."""
        lines = [f"{self.events:,} events of the next period lie inside the map"]
        lines[0] += f", {self.outside:,} outside it and not counted." if self.outside else "."
        for at, rate in enumerate(self.hit_rate.tolist()):
            if np.isnan(rate):
                continue
            lower, upper = float(self.hit_rate_lower[at]), float(self.hit_rate_upper[at])
            sure = f" (between {lower:.0%} and {upper:.0%})" if lower < upper else ""
            lines.append(
                f"The hottest {100 * self.area_share[at]:.3g} % of the area held {rate:.0%} of "
                f"them{sure}: "
                f"{self.pai[at]:.3g} times its share, and {self.pei[at]:.0%} of the most that so "
                f"much area could have held."
            )
        if (np.isin(self.hit_rate, (0, 1)) & (self.area_share < 1)).any():
            lines.append(
                "Where all events or none are inside, samples of them cannot say how sure that is."
            )
        lines.append(
            "It says how one map did in one period. It does not say that the map caused or "
            "prevented anything, nor how another period would turn out."
        )
        return "\n".join(lines)


@dataclass(frozen=True)
class _Units:
    scores: FloatArray
    areas: FloatArray
    unit_of: Callable[[Points, str], npt.NDArray[np.int64]]


def evaluate(
    map: Any,  # noqa: A002 - what it is called where hotspot maps are judged
    next_points: Points,
    *,
    scores: str | Values = "score",
    areas: gpd.GeoDataFrame | gpd.GeoSeries | None = None,
    weights: Values | None = None,
    earlier_points: Points | None = None,
    shares: Sequence[float] = (0.01, 0.05, 0.1, 0.2),
    ties: Literal["split", "whole"] = "split",
    replicates: int = 999,
    level: float = 0.95,
    seed: int = 0,
    n_jobs: int = -1,
    progress: bool | Callable[[float], None] | None = None,
) -> MapAccuracy:
    """Compare a hotspot map with the events of the next period.

    Parameters
    ----------
    map : GeoDataFrame, Surface, result of a local statistic, or array_like
        Areas with scores; a density surface (its cells, those of NaN left out); or, with `areas`,
        the scores themselves or a result whose `z` are taken. A place without a score, such as an
        island, comes last.
    next_points : GeoDataFrame or GeoSeries of points, or array_like of float, shape (m, 2)
        Events of the period after the one that the map was made from, in metres.
    scores : str or array_like of float, default "score"
        The column of a GeoDataFrame, or its values. Higher is hotter.
    areas : GeoDataFrame or GeoSeries of polygons, optional
        Where `map` has none.
    weights : array_like of float, shape (m,), optional
        Of the events; 1 each by default.
    earlier_points : points, optional
        Events of the period that the map was made from: gives the recapture rate index.
    shares : sequence of float, default (0.01, 0.05, 0.1, 0.2)
        Shares of the area to call hotspot, in (0, 1].
    ties : {"split", "whole"}
        Where the area ends among places of one score: each gives the same share of itself, or all
        are taken and the area is larger.
    replicates : int, default 999
        Bootstrap samples of the events for the limits; 0 for none.
    level : float, default 0.95
        Of the limits.
    seed : int, default 0
        Of the bootstrap.
    n_jobs : int, default -1
        Threads; -1 for all. The result does not depend on it.
    progress : bool or callable, optional
        True shows a bar; a function is called with the share done.

    Returns
    -------
    MapAccuracy

    Raises
    ------
    InvalidArgument
        For a map without scores or areas, or an option outside its range.

    References
    ----------
    Chainey, Tompson and Uhlig (2008), Security Journal 21, pages 4-28. Hunt (2016), PhD thesis,
    Rutgers. Levine (2008), Security Journal 21, pages 295-302.

    Examples
    --------
    >>> import geopandas as gpd, libprofile as lp
    >>> from shapely import box
    >>> cells = [box(x, 0, x + 100, 100) for x in (0, 100, 200)]
    >>> predicted = gpd.GeoDataFrame({"score": [3, 2, 1]}, geometry=cells, crs=27700)
    >>> events = [(50, 50)] * 6 + [(150, 50)] * 3
    >>> found = lp.hotspots.evaluate(predicted, events, shares=(1 / 3, 2 / 3, 1))
    >>> found.pai.round(6).tolist()
    [2.0, 1.5, 1.0]
    """
    require_whole(replicates=replicates, seed=seed, n_jobs=n_jobs)
    require_real(level=level)
    require_reals(shares=shares)
    require_same_labels(map=map, areas=areas)
    require_same_labels(map=map, scores=scores)
    require_same_labels(next_points=next_points, weights=weights)
    units = _units(map, scores, areas)
    unit = units.unit_of(next_points, "next_points")
    found = _core.evaluate(
        units.scores,
        units.areas,
        unit,
        weights=None if weights is None else values_1d(weights, "weights"),
        earlier=None if earlier_points is None else _counted(units, earlier_points),
        shares=[float(share) for share in shares],
        ties=ties,
        replicates=replicates,
        level=level,
        seed=seed,
        n_jobs=n_jobs,
        progress=progress_reporter(progress, "evaluate"),
    )
    arrays = {name: frozen(found[name]) for name in ("share", "area_share", "hits")}
    for name, source in _INDICES.items():
        for column, ending in enumerate(("", "_lower", "_upper")):
            arrays[name + ending] = frozen(found[source][:, column].copy())
    outside = int((unit < 0).sum())
    return MapAccuracy(**arrays, events=len(unit) - outside, outside=outside)


def _counted(units: _Units, points: Points) -> FloatArray:
    unit = units.unit_of(points, "earlier_points")
    return np.bincount(unit[unit >= 0], minlength=len(units.scores)).astype(np.float64)


def _units(source: Any, scores: str | Values, areas: Any) -> _Units:
    is_frame = isinstance(source, pd.DataFrame | pd.Series)
    if not is_frame and hasattr(source, "transform") and np.ndim(getattr(source, "values", 0)) == 2:
        return _cells(source)
    given = "map" if areas is None else "areas"
    if areas is None:
        if not isinstance(source, gpd.GeoDataFrame):
            raise InvalidArgument(
                f"map: must be a GeoDataFrame of areas, or a Surface, not {type(source).__name__}; "
                "for scores alone, give areas = too"
            )
        if isinstance(scores, str):
            if scores not in source:
                raise InvalidArgument(
                    f'scores = "{scores}": must be a column of map, which has '
                    f"{[str(name) for name in source.columns]}"
                )
            scores = source[scores]
        areas = source
    else:
        scores = getattr(source, "z", source)
    return _Units(
        _ranked(as_floats(scores, "scores")),
        areas.geometry.area.to_numpy(np.float64),
        lambda points, name: _unit_among(areas, given, points, name),
    )


def _unit_among(areas: Areas, given: str, points: Points, name: str) -> npt.NDArray[np.int64]:
    require_same_crs(points, areas, name, given)
    return assign(points, areas)


def _ranked(scores: FloatArray) -> FloatArray:
    """Put places without a score below all others."""
    missing = np.isnan(scores)
    if scores.ndim == 1 and missing.any() and not missing.all():
        scores = np.where(missing, np.nextafter(np.nanmin(scores), -np.inf), scores)
    return scores


def _cells(surface: Any) -> _Units:
    values = np.asarray(surface.values, dtype=np.float64)
    rows, columns = values.shape
    cell, _, x_min, _, _, y_max = surface.transform
    known = np.isfinite(values).ravel()
    number = np.where(known, np.cumsum(known) - 1, -1)

    def unit_of(points: Points, name: str) -> npt.NDArray[np.int64]:
        xy = points_xy(points, name)
        require_one_crs(getattr(points, "crs", None), name, getattr(surface, "crs", None), "map")
        column = np.floor((xy[:, 0] - x_min) / cell)
        row = np.floor((y_max - xy[:, 1]) / cell)
        # The lattice's own far edges belong to its last cells.
        column[xy[:, 0] == x_min + columns * cell] = columns - 1
        row[xy[:, 1] == y_max - rows * cell] = rows - 1
        inside = (column >= 0) & (column < columns) & (row >= 0) & (row < rows)
        at = np.where(inside, row * columns + column, 0).astype(np.int64)
        return np.where(inside, number[at], -1).astype(np.int64)

    return _Units(values.ravel()[known], np.full(int(known.sum()), cell * cell), unit_of)
