# SPDX-License-Identifier: MIT
"""What a cluster holds, and where it lies."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

from libprofile._inputs import FloatArray, Points, Values, values_1d
from libprofile._numbers import require_real
from libprofile._results import Result, frozen
from libprofile._times import times_days
from libprofile.clusters._points import PlacedPoints
from libprofile.errors import InvalidArgument
from libprofile.geography._assign import assign

Labels = npt.NDArray[np.int32]


@dataclass(frozen=True, repr=False)
class ClusterSummary(Result):
    """A row for each cluster, in order of its number.

    Attributes
    ----------
    cluster, points : ndarray of int64
        Its number, and how many points it has.
    persons : ndarray of int64, or None
        Distinct persons; missing ones are not counted.
    incidents : ndarray of float, or None
        Sum of weights.
    first, last : ndarray of datetime64, or of float, or None
        Its first and last time.
    span_days : ndarray of float, or None
        Days between them.
    share : ndarray of float
        Of all points; with weights, of all incidents.
    area_km2 : ndarray of float
        Of its convex hull widened by a margin.
    per_km2, around_per_km2 : ndarray of float
        Its points over that area, and other points over a ring around it.
    """

    cluster: npt.NDArray[np.int64]
    points: npt.NDArray[np.int64]
    persons: npt.NDArray[np.int64] | None
    incidents: FloatArray | None
    first: npt.NDArray[Any] | None
    last: npt.NDArray[Any] | None
    span_days: FloatArray | None
    share: FloatArray
    area_km2: FloatArray
    per_km2: FloatArray
    around_per_km2: FloatArray
    _words: str = field(repr=False, compare=False, default="")

    def summary(self) -> str:
        """Say in plain words what was counted, what stands out and what cannot be said."""
        if not len(self.cluster):
            return f"{self._words} No cluster was found."
        largest = int(np.argmax(self.points))
        around = self.around_per_km2[largest]
        ratio = self.per_km2[largest] / around if around > 0 else np.inf
        denser = f"{ratio:,.1f} times as dense as" if around > 0 else "with no others in"
        people = "" if self.persons is None else f", {self.persons[largest]:,} distinct persons"
        return (
            f"{self._words} {len(self.cluster):,} clusters hold {self.share.sum():.0%}. The "
            f"largest, number {self.cluster[largest]}, has {self.points[largest]:,} points"
            f"{people}: {denser} the ring around it. Clusters were made to be "
            "dense: that they are denser than their surroundings is no finding. Nothing is said "
            "of how many people are there, of any person, or of why."
        )


def summarise(
    points: Points,
    labels: Values,
    *,
    times: Any = None,
    persons: Any = None,
    weights: Values | None = None,
    margin_m: float = 50.0,
    ring_m: float = 500.0,
) -> ClusterSummary:
    """Describe each cluster: size, persons, time, share, and density against its surroundings.

    Parameters
    ----------
    points : GeoDataFrame or GeoSeries of points, or array_like of float, shape (n, 2)
        In metres.
    labels : array_like of int, shape (n,)
        As the methods of this package give them: -1 is in no cluster.
    times : array_like of datetime, or of float, shape (n,), optional
        When; numbers are days.
    persons : array_like, shape (n,), optional
        Tokens of persons.
    weights : array_like of float, shape (n,), optional
        How many incidents each point stands for.
    margin_m : float, default 50
        Width by which a cluster's hull is widened, so that one in a single place has an area.
    ring_m : float, default 500
        Width of the ring around that, for comparison.

    Returns
    -------
    ClusterSummary

    Examples
    --------
    >>> import libprofile as lp
    >>> xy = [(0, 0), (10, 0), (0, 10), (300, 0), (9000, 0)]
    >>> found = lp.clusters.summarise(xy, [0, 0, 0, -1, -1], persons=["a", "a", "b", "c", "d"])
    >>> found.points.tolist(), found.persons.tolist(), found.share.tolist()
    ([3], [2], [0.6])
    """
    require_real(margin_m=margin_m, ring_m=ring_m)
    placed = PlacedPoints.of(points)
    numbers = require_labels(labels, len(placed.xy))
    if not margin_m > 0 or not ring_m > 0:
        raise InvalidArgument(f"margin_m = {margin_m}, ring_m = {ring_m}: must be above 0")
    weight = np.ones(len(numbers)) if weights is None else values_1d(weights, "weights")
    groups = list(_groups(numbers))
    spread = [_density(placed.xy, numbers, k, margin_m, ring_m) for k, _ in groups]
    counted = np.array([weight[members].sum() for _, members in groups])
    total = weight.sum()
    area, inside, around = np.array(spread, dtype=np.float64).reshape(-1, 3).T
    return ClusterSummary(
        cluster=frozen(np.array([k for k, _ in groups], dtype=np.int64)),
        points=frozen(np.array([len(members) for _, members in groups], dtype=np.int64)),
        persons=_persons(persons, groups),
        incidents=None if weights is None else frozen(counted),
        **_times(times, groups),
        share=frozen(counted / total if total else counted),
        area_km2=frozen(area),
        per_km2=frozen(inside),
        around_per_km2=frozen(around),
        _words=f"{len(numbers):,} points were counted.",
    )


def require_labels(labels: Values, n: int) -> Labels:
    """Return labels as integers, or say what is wrong with them."""
    numbers = values_1d(labels, "labels")
    if len(numbers) != n:
        raise InvalidArgument(f"labels has {len(numbers)} values: must have one for each point")
    if (numbers != np.floor(numbers)).any() or (numbers < -1).any():
        raise InvalidArgument("labels: must be whole numbers from -1")
    return numbers.astype(np.int32)


def _groups(labels: Labels) -> Iterator[tuple[int, npt.NDArray[np.intp]]]:
    if not len(labels):
        return
    order = np.argsort(labels, kind="stable")
    kinds, begin = np.unique(labels[order], return_index=True)
    for kind, members in zip(kinds.tolist(), np.split(order, begin[1:]), strict=True):
        if kind >= 0 and len(members):
            yield kind, members


def _density(
    xy: FloatArray, labels: Labels, cluster: int, margin_m: float, ring_m: float
) -> tuple[float, float, float]:
    own = labels == cluster
    inner = shapely.MultiPoint(xy[own]).convex_hull.buffer(margin_m)
    outer = inner.buffer(ring_m)
    x_min, y_min, x_max, y_max = outer.bounds
    near = (xy >= (x_min, y_min)).all(axis=1) & (xy <= (x_max, y_max)).all(axis=1) & ~own
    x, y = xy[near].T
    in_ring = shapely.contains_xy(outer, x, y) & ~shapely.contains_xy(inner, x, y)
    area_km2 = inner.area / 1e6
    ring_km2 = (outer.area - inner.area) / 1e6
    return area_km2, own.sum() / area_km2, in_ring.sum() / ring_km2


def _persons(persons: Any, groups: list[Any]) -> npt.NDArray[np.int64] | None:
    if persons is None:
        return None
    codes, _ = pd.factorize(pd.Series(persons).reset_index(drop=True))
    distinct = [len(np.unique(codes[members][codes[members] >= 0])) for _, members in groups]
    counts: npt.NDArray[np.int64] = frozen(np.array(distinct, dtype=np.int64))
    return counts


def _times(times: Any, groups: list[Any]) -> dict[str, Any]:
    if times is None:
        return {"first": None, "last": None, "span_days": None}
    days = times_days(times)
    first = np.array([days[members].min() for _, members in groups])
    last = np.array([days[members].max() for _, members in groups])
    is_days = np.asarray(times).dtype.kind in "iuf"
    return {
        "first": frozen(first if is_days else _instants(first)),
        "last": frozen(last if is_days else _instants(last)),
        "span_days": frozen(last - first),
    }


def _instants(days: FloatArray) -> npt.NDArray[np.datetime64]:
    microseconds = (days * 86_400e6).round().astype("timedelta64[us]")
    instants: npt.NDArray[np.datetime64] = np.datetime64(0, "us") + microseconds
    return instants


def outlines(
    points: Points,
    labels: Values,
    *,
    kind: Literal["units", "hull", "concave"],
    units: gpd.GeoDataFrame | None = None,
    ratio: float = 0.3,
) -> gpd.GeoDataFrame:
    """Outline each cluster: by units, or raw, by a hull of its points.

    The vertices of a hull are places of incidents: hulls are for the internal tier, and
    `lp.publish` refuses them unless ``tier="internal"`` is typed. Which units hold a cluster of
    raw points is raw too.

    Parameters
    ----------
    points : GeoDataFrame or GeoSeries of points, or array_like of float, shape (n, 2)
        In metres.
    labels : array_like of int, shape (n,)
        -1 is in no cluster.
    kind : {"units", "hull", "concave"}
        The units that hold a point of it; the convex hull; the concave hull.
    units : GeoDataFrame, optional
        For ``kind="units"``: areas in metres.
    ratio : float, default 0.3
        For ``kind="concave"``: from 0 (tightest) to 1 (the convex hull).

    Returns
    -------
    GeoDataFrame
        `cluster`, `points` and the outline; a cluster in one place has a point for a hull.

    Examples
    --------
    >>> import libprofile as lp
    >>> xy = [(0, 0), (10, 0), (0, 10), (900, 900)]
    >>> lp.clusters.outlines(xy, [0, 0, 0, -1], kind="hull").geometry.area.tolist()
    [50.0]
    """
    require_real(ratio=ratio)
    placed = PlacedPoints.of(points)
    numbers = require_labels(labels, len(placed.xy))
    if kind == "units":
        return _outlines_of_units(points, placed, numbers, units)
    if kind not in ("hull", "concave"):
        raise InvalidArgument(f"kind = {kind!r}: must be units, hull or concave")
    if not 0 <= ratio <= 1:
        raise InvalidArgument(f"ratio = {ratio}: must be from 0 to 1")
    groups = list(_groups(numbers))
    places = [shapely.MultiPoint(placed.xy[members]) for _, members in groups]
    hulls = [
        place.convex_hull if kind == "hull" else shapely.concave_hull(place, ratio=ratio)
        for place in places
    ]
    return _frame(groups, hulls, placed.crs)


def _outlines_of_units(
    points: Points, placed: PlacedPoints, labels: Labels, units: gpd.GeoDataFrame | None
) -> gpd.GeoDataFrame:
    if units is None:
        raise InvalidArgument('units: must be given with kind="units"')
    unit = assign(points, units)
    groups = list(_groups(labels))
    held = [np.unique(unit[members]) for _, members in groups]
    united = [units.geometry.iloc[one[one >= 0]].union_all() for one in held]
    return _frame(groups, united, units.crs if placed.crs is None else placed.crs)


def _frame(groups: list[Any], shapes: list[Any], crs: Any) -> gpd.GeoDataFrame:
    columns = {
        "cluster": np.array([k for k, _ in groups], dtype=np.int64),
        "points": np.array([len(members) for _, members in groups], dtype=np.int64),
    }
    return gpd.GeoDataFrame(columns, geometry=gpd.GeoSeries(shapes, crs=crs), crs=crs)
