# SPDX-License-Identifier: MIT
"""What a cluster holds, and where it lies."""

from dataclasses import dataclass, field
from typing import Any, Literal

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

from libprofile import _areas, _core
from libprofile._choices import require_one_of
from libprofile._inputs import FloatArray, Points, Values, points_xy, values_1d
from libprofile._labels import require_same_labels
from libprofile._numbers import require_real, require_whole
from libprofile._results import Result, frozen
from libprofile._times import times_days
from libprofile.clusters._points import PlacedPoints
from libprofile.errors import InvalidArgument
from libprofile.geography._assign import require_same_crs

Labels = npt.NDArray[np.int32]


@dataclass(frozen=True, repr=False)
class ClusterSummary(Result):
    """A row for each cluster, in order of its number.

    Attributes
    ----------
    cluster : ndarray of int32
        Its number.
    points : ndarray of int64
        How many points it has.
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
        Of its convex hull widened by a margin, round at corners.
    per_km2, around_per_km2 : ndarray of float
        Its points over that area, and other points over a ring around it.
    """

    cluster: npt.NDArray[np.int32]
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
            "dense: that they are denser than their surroundings is no finding. Nothing here is a "
            "test: other settings give other clusters. See how they change with "
            "lp.clusters.stability. Nothing is said of how many people are there, of any person, "
            "or of why."
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
    n_jobs: int = -1,
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
    n_jobs : int, default -1
        Threads; -1 for all. The result does not depend on it.

    Returns
    -------
    ClusterSummary

    Raises
    ------
    CrsError
        For points in degrees or without a reference system.
    GeometryError
        For a geometry that is missing or no point.
    InvalidArgument
        For columns of other lengths, or a width that is not above 0.

    Examples
    --------
    >>> import libprofile as lp
    >>> xy = [(0, 0), (10, 0), (0, 10), (300, 0), (9000, 0)]
    >>> found = lp.clusters.summarise(xy, [0, 0, 0, -1, -1], persons=["a", "a", "b", "c", "d"])
    >>> found.points.tolist(), found.persons.tolist(), found.share.tolist()
    ([3], [2], [0.6])
    """
    require_real(margin_m=margin_m, ring_m=ring_m)
    require_whole(n_jobs=n_jobs)
    require_same_labels(points=points, labels=labels, times=times, persons=persons, weights=weights)
    xy = points_xy(points)
    numbers = require_labels(labels, len(xy))
    found: dict[str, Any] = _core.summarise(
        xy,
        numbers,
        times=None if times is None else times_days(times),
        persons=None if persons is None else _codes(persons),
        weights=None if weights is None else values_1d(weights, "weights"),
        margin_m=margin_m,
        ring_m=ring_m,
        n_jobs=n_jobs,
    )
    first, last = found.pop("first_days"), found.pop("last_days")
    if persons is None:
        found["persons"] = None
    if weights is None:
        found["incidents"] = None
    return ClusterSummary(
        **{name: frozen(column) for name, column in found.items()},
        **_times(times, first, last),
        _words=f"{len(numbers):,} points were counted.",
    )


def require_labels(labels: Values, n: int) -> Labels:
    """Return labels as integers, or say what is wrong with them."""
    numbers = values_1d(labels, "labels")
    if len(numbers) != n:
        raise InvalidArgument(f"labels has {len(numbers)} values: must have one for each point")
    if not ((numbers == np.floor(numbers)) & (numbers >= -1) & (numbers < 2**31)).all():
        raise InvalidArgument("labels: must be whole numbers from -1 and below 2**31")
    return numbers.astype(np.int32)


def _codes(persons: Any) -> npt.NDArray[np.int32]:
    """Return a number for each token; -1 for missing ones."""
    codes, _ = pd.factorize(pd.Series(persons).reset_index(drop=True))
    return np.asarray(codes, dtype=np.int32)


def _times(times: Any, first: FloatArray, last: FloatArray) -> dict[str, Any]:
    if times is None:
        return {"first": None, "last": None, "span_days": None}
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
    n_jobs: int = -1,
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
    n_jobs : int, default -1
        Threads; -1 for all. The result does not depend on it.

    Returns
    -------
    GeoDataFrame
        `cluster`, `points` and the outline: for a hull a point where the cluster is in one place,
        a line where it is on one, else a polygon that runs anticlockwise from its leftmost vertex.

    Raises
    ------
    CrsError
        For points in degrees or without a reference system.
    GeometryError
        For a geometry that is missing or no point.
    InvalidArgument
        For another number of labels, no units with ``kind="units"``, or a ratio outside 0 to 1.

    Examples
    --------
    >>> import libprofile as lp
    >>> xy = [(0, 0), (10, 0), (0, 10), (900, 900)]
    >>> lp.clusters.outlines(xy, [0, 0, 0, -1], kind="hull").geometry.area.tolist()
    [50.0]
    """
    require_real(ratio=ratio)
    require_whole(n_jobs=n_jobs)
    placed = PlacedPoints.of(points)
    numbers = require_labels(labels, len(placed.xy))
    require_one_of(kind, "kind", ("units", "hull", "concave"))
    if kind == "units":
        return _outlines_of_units(points, placed, numbers, units, n_jobs)
    if kind == "hull":
        cluster, sizes, hulls = _core.hulls(placed.xy, numbers, n_jobs=n_jobs)
    else:
        cluster, sizes, hulls = _core.hulls(placed.xy, numbers, ratio=ratio, n_jobs=n_jobs)
    return _frame(cluster, sizes, [_shape(hull) for hull in hulls], placed.crs)


def _shape(hull: FloatArray) -> shapely.Geometry:
    """Make a point of one vertex, a line of two, a polygon of a ring."""
    if len(hull) == 1:
        return shapely.Point(hull[0])
    return shapely.LineString(hull) if len(hull) == 2 else shapely.Polygon(hull)


def _outlines_of_units(
    points: Points,
    placed: PlacedPoints,
    labels: Labels,
    units: gpd.GeoDataFrame | None,
    n_jobs: int,
) -> gpd.GeoDataFrame:
    if units is None:
        raise InvalidArgument('units: must be given with kind="units"')
    require_same_crs(points, units, "points", "units")
    cluster, sizes, vertices, rings, polygons, areas = _core.unit_outlines(
        placed.xy, labels, _areas.by_position(units), n_jobs=n_jobs
    )
    united = _areas.multipolygons(vertices, rings, polygons, areas)
    shapes = [one.geoms[0] if len(one.geoms) == 1 else one for one in united]
    return _frame(cluster, sizes, shapes, units.crs if placed.crs is None else placed.crs)


def _frame(
    cluster: npt.NDArray[np.int32], sizes: npt.NDArray[np.int64], shapes: list[Any], crs: Any
) -> gpd.GeoDataFrame:
    columns = {"cluster": cluster.astype(np.int64), "points": sizes}
    return gpd.GeoDataFrame(columns, geometry=gpd.GeoSeries(shapes, crs=crs), crs=crs)
