# SPDX-License-Identifier: MIT
"""Areas, grids, which area each point lies in, who is whose neighbour, and counts."""

from typing import Any, Literal

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

from libprofile import _areas, _core
from libprofile._columns import require_columns, require_geo_frame
from libprofile._inputs import (
    FloatArray,
    Points,
    codes_of,
    points_xy,
    require_metres,
)
from libprofile._results import frozen
from libprofile.errors import CrsError, InvalidArgument

__all__ = [
    "Weights",
    "assign",
    "count",
    "distance_band",
    "hexagon_grid",
    "k_nearest",
    "queen",
    "rook",
    "square_grid",
]


class Weights:
    """Who is whose neighbour, and how much: sparse spatial weights of n places.

    Made by `queen`, `rook`, `distance_band`, `k_nearest` or `from_libpysal`. Immutable.

    Examples
    --------
    >>> import libprofile as lp
    >>> near = lp.geography.distance_band([(0, 0), (3, 0), (90, 0)], radius_m=5)
    >>> near.n, near.neighbours(0).tolist(), near.islands.tolist()
    (3, [1], [2])
    """

    def __init__(self, core: _core.Weights) -> None:
        if not isinstance(core, _core.Weights):
            raise InvalidArgument("weights are made by queen, rook, distance_band or k_nearest")
        self._core = core
        self._offsets = core.offsets
        self._neighbours = frozen(core.neighbours)
        self._values = frozen(core.values)

    @property
    def n(self) -> int:
        """Number of places."""
        return int(self._core.n)

    @property
    def links(self) -> int:
        """Number of ordered pairs of neighbours."""
        return int(self._core.links)

    @property
    def islands(self) -> npt.NDArray[np.uint32]:
        """Places without neighbours (itself not counted), ascending."""
        return self._core.islands

    def neighbours(self, i: int) -> npt.NDArray[np.uint32]:
        """Return the neighbours of place `i`, ascending."""
        row: npt.NDArray[np.uint32] = self._neighbours[self._row(i)]
        return row

    def weights(self, i: int) -> FloatArray:
        """Return the weights of `neighbours(i)`."""
        row: FloatArray = self._values[self._row(i)]
        return row

    def _row(self, i: int) -> slice:
        if not 0 <= i < self.n:
            raise InvalidArgument(f"i = {i}: must be from 0 to {self.n - 1}")
        return slice(int(self._offsets[i]), int(self._offsets[i + 1]))

    def row_standardised(self) -> "Weights":
        """Each row divided by its sum; rows of islands stay empty."""
        return Weights(self._core.row_standardised())

    def with_self(self) -> "Weights":
        """Each place its own neighbour too, with weight 1 unless it has one already."""
        return Weights(self._core.with_self())

    def to_libpysal(self) -> Any:
        """Return the same weights as a `libpysal.graph.Graph` (islands explicit).

        Raises
        ------
        ModuleNotFoundError
            Where libpysal is not installed.
        """
        from libpysal.graph import Graph

        degree = np.diff(self._offsets)
        focal = np.repeat(np.arange(self.n), degree)
        lonely = np.flatnonzero(degree == 0)
        focal = np.concatenate([focal, lonely])
        neighbour = np.concatenate([self._neighbours.astype(np.int64), lonely])
        weight = np.concatenate([self._values, np.zeros(lonely.size)])
        order = np.lexsort((neighbour, focal))
        return Graph.from_arrays(focal[order], neighbour[order], weight[order])

    @classmethod
    def from_libpysal(cls, graph: Any) -> "Weights":
        """Take a `libpysal.graph.Graph` or the older `libpysal.weights.W`.

        Places are numbered in the order of the graph's own ids.

        Raises
        ------
        InvalidArgument
            For anything else, or a weight that is not finite.
        """
        if not hasattr(graph, "sparse"):
            raise InvalidArgument(
                f"graph: must be a Graph or W of libpysal, not {type(graph).__name__}"
            )
        sparse = graph.sparse.tocsr()
        sparse.sort_indices()
        sparse.eliminate_zeros()
        return cls(
            _core.Weights.from_arrays(
                sparse.indptr.astype(np.int64),
                sparse.indices.astype(np.uint32),
                sparse.data.astype(np.float64),
            )
        )

    def __repr__(self) -> str:
        return f"Weights(n={self.n}, links={self.links}, islands={len(self.islands)})"


def require_weights(weights: object) -> Weights:
    """Return spatial weights, or raise InvalidArgument with the way to make them."""
    if isinstance(weights, Weights):
        return weights
    if hasattr(weights, "sparse"):
        hint = "type weights = lp.geography.Weights.from_libpysal(weights)"
    else:
        hint = "make them with lp.geography.queen, rook, distance_band or k_nearest"
    raise InvalidArgument(f"weights: must be Weights, not {type(weights).__name__}; {hint}")


def queen(areas: gpd.GeoDataFrame | gpd.GeoSeries, *, snap_m: float = 0.0) -> Weights:
    """Areas are neighbours where they have a vertex in common.

    Parameters
    ----------
    areas : GeoDataFrame or GeoSeries of polygons
        In metres. Neighbours are numbered by position.
    snap_m : float, default 0
        Vertices at most this far apart are the same place.

    Returns
    -------
    Weights
        Binary and symmetric.

    Raises
    ------
    CrsError
        For areas in degrees or without a reference system.
    GeometryError
        For an outline that is missing, not a polygon, or invalid.

    Examples
    --------
    >>> import geopandas as gpd, libprofile as lp
    >>> from shapely import box
    >>> areas = gpd.GeoSeries([box(0, 0, 900, 900), box(900, 900, 999, 999)], crs=27700)
    >>> lp.geography.queen(areas).links, lp.geography.rook(areas).links
    (2, 0)
    """
    return Weights(_core.queen(_areas.by_position(areas), snap_m=snap_m))


def rook(areas: gpd.GeoDataFrame | gpd.GeoSeries, *, snap_m: float = 0.0) -> Weights:
    """Areas are neighbours where they have an edge in common; otherwise as `queen`.

    Parameters
    ----------
    areas : GeoDataFrame or GeoSeries of polygons
        In metres.
    snap_m : float, default 0
        Vertices at most this far apart are the same place.

    Returns
    -------
    Weights
        Binary and symmetric.

    Examples
    --------
    >>> import geopandas as gpd, libprofile as lp
    >>> from shapely import box
    >>> areas = gpd.GeoSeries([box(0, 0, 900, 900), box(900, 0, 1800, 900)], crs=27700)
    >>> lp.geography.rook(areas).neighbours(0).tolist()
    [1]
    """
    return Weights(_core.rook(_areas.by_position(areas), snap_m=snap_m))


def distance_band(points: Points, radius_m: float) -> Weights:
    """Points are neighbours where they are at most `radius_m` apart.

    Parameters
    ----------
    points : GeoDataFrame or GeoSeries of points, or array_like of float, shape (n, 2)
        In metres.
    radius_m : float
        Above 0. A distance of exactly `radius_m` is within.

    Returns
    -------
    Weights
        Binary and symmetric; points at one place are neighbours.

    Examples
    --------
    >>> import libprofile as lp
    >>> lp.geography.distance_band([(0, 0), (3, 4), (9, 9)], radius_m=5).neighbours(1).tolist()
    [0]
    """
    return Weights(_core.distance_band(points_xy(points), radius_m=radius_m))


def k_nearest(points: Points, k: int, *, ties: Literal["lower", "all"] = "lower") -> Weights:
    """Each point's k nearest other points.

    Parameters
    ----------
    points : GeoDataFrame or GeoSeries of points, or array_like of float, shape (n, 2)
        In metres.
    k : int
        At least 1 and below n.
    ties : {"lower", "all"}
        Exactly k, equally distant ones by the lower index; or every point as near as the k-th.

    Returns
    -------
    Weights
        Binary, not symmetric.

    Examples
    --------
    >>> import libprofile as lp
    >>> lp.geography.k_nearest([(0, 0), (1, 0), (5, 0)], k=1).neighbours(2).tolist()
    [1]
    """
    return Weights(_core.k_nearest(points_xy(points), k=k, ties=ties))


def assign(
    points: Points, areas: gpd.GeoDataFrame | gpd.GeoSeries, *, n_jobs: int = -1
) -> npt.NDArray[np.int64]:
    """Position of the area that each point lies in; -1 outside all of them.

    A point on the seam between areas belongs to one of them, so counts add up.

    Parameters
    ----------
    points : GeoDataFrame or GeoSeries of points, or array_like of float, shape (n, 2)
        In metres. NaN is allowed and lies outside.
    areas : GeoDataFrame or GeoSeries of polygons
        In metres.
    n_jobs : int, default -1
        Threads; -1 for all.

    Returns
    -------
    ndarray of int64, shape (n,)

    Raises
    ------
    CrsError
        For degrees, or areas and points in different reference systems.

    Examples
    --------
    >>> import geopandas as gpd, libprofile as lp
    >>> from shapely import box
    >>> areas = gpd.GeoSeries([box(0, 0, 900, 900), box(900, 0, 1800, 900)], crs=27700)
    >>> lp.geography.assign([(450, 450), (900, 450), (5000, 0)], areas).tolist()
    [0, 0, -1]
    """
    require_same_crs(points, areas)
    xy = points_xy(points, missing=True)
    return _core.assign(xy, _areas.by_position(areas), n_jobs=n_jobs)


def require_same_crs(
    points: Points,
    others: gpd.GeoDataFrame | gpd.GeoSeries,
    name: str = "points",
    other: str = "areas",
) -> None:
    """Raise CrsError where both say their reference system and differ."""
    if isinstance(points, (gpd.GeoDataFrame, gpd.GeoSeries)):
        require_metres(points, name)
        require_metres(others, other)
        if points.crs != others.crs:
            raise CrsError(
                f"{name} are in {points.crs.name}, {other} in {others.crs.name}: "
                f"type {name} = {name}.to_crs({other}.crs)"
            )


def count(
    points: gpd.GeoDataFrame,
    areas: gpd.GeoDataFrame,
    *,
    by: str | None = None,
    distinct: str | None = None,
    n_jobs: int = -1,
) -> pd.DataFrame:
    """Count points by area and category.

    Parameters
    ----------
    points : GeoDataFrame of points
        In metres.
    areas : GeoDataFrame of polygons
        In metres.
    by : str, optional
        Column of `points` that holds the category.
    distinct : str, optional
        Column of `points`: each different value counts once in each cell, so that one child with
        thirty episodes is one child. Absent: records are counted.
    n_jobs : int, default -1
        Threads; -1 for all.

    Returns
    -------
    DataFrame of int64
        One row an area, under the index of `areas`; one column a category (``count`` without
        `by`). ``attrs`` has the numbers of points that are not in it: ``outside`` all areas,
        ``without_category``, ``without_person``.

    Raises
    ------
    CrsError
        For degrees, or areas and points in different reference systems.
    InputError
        For a column that is not there, with the nearest name that is.

    Examples
    --------
    >>> import geopandas as gpd, libprofile as lp
    >>> from shapely import Point, box
    >>> areas = gpd.GeoDataFrame(geometry=[box(0, 0, 900, 900)], crs=27700)
    >>> points = gpd.GeoDataFrame(
    ...     {"child": ["a", "a", "b"]}, geometry=[Point(1, 1), Point(2, 2), Point(3, 3)], crs=27700
    ... )
    >>> int(lp.geography.count(points, areas, distinct="child")["count"].iloc[0])
    2
    """
    require_geo_frame(points, "points")
    require_columns(points, [by, distinct], "points")
    require_same_crs(points, areas)
    made = _areas.by_position(areas)
    unit = _core.assign(points_xy(points, missing=True), made, n_jobs=n_jobs).astype(np.int32)
    if by is None:
        category, names = np.zeros(len(points), dtype=np.int32), ["count"]
    else:
        category, names = codes_of(points[by], "by")
    person = None if distinct is None else codes_of(points[distinct], "distinct")[0]
    table, *left_out = _core.count(unit, category, names, person, made, n_jobs=n_jobs)
    frame = pd.DataFrame(table, columns=names, index=areas.index)
    frame.attrs.update(
        zip(("outside", "without_category", "without_person"), left_out, strict=True)
    )
    return frame


def _grid(cells: tuple[list[str], FloatArray, npt.NDArray[np.int64]], crs: Any) -> gpd.GeoDataFrame:
    codes, xy, offsets = cells
    rings = shapely.linearrings(xy, indices=np.repeat(np.arange(len(codes)), np.diff(offsets)))
    return gpd.GeoDataFrame({"unit": codes}, geometry=shapely.polygons(rings), crs=crs)


def square_grid(
    areas: gpd.GeoDataFrame | gpd.GeoSeries, *, cell_m: float = 500.0
) -> gpd.GeoDataFrame:
    """Square cells that share ground with the areas.

    Parameters
    ----------
    areas : GeoDataFrame or GeoSeries of polygons
        In metres.
    cell_m : float, default 500
        Side of a cell, in whole metres. Corners lie at multiples of it from (0, 0), so that the
        cells of one size are the same cells whatever they were made for.

    Returns
    -------
    GeoDataFrame
        Columns ``unit`` (code) and ``geometry``, in order of code.

    Examples
    --------
    >>> import geopandas as gpd, libprofile as lp
    >>> from shapely import box
    >>> areas = gpd.GeoSeries([box(100, 100, 900, 400)], crs=27700)
    >>> lp.geography.square_grid(areas)["unit"].tolist()
    ['sq500-E0000000-N0000000', 'sq500-E0000500-N0000000']
    """
    return _grid(_core.square_grid(_areas.by_position(areas), cell_m=cell_m), areas.crs)


def hexagon_grid(
    areas: gpd.GeoDataFrame | gpd.GeoSeries, *, cell_m: float = 500.0
) -> gpd.GeoDataFrame:
    """Hexagons that share ground with the areas.

    Parameters
    ----------
    areas : GeoDataFrame or GeoSeries of polygons
        In metres.
    cell_m : float, default 500
        Distance between opposite sides, in whole metres.

    Returns
    -------
    GeoDataFrame
        Columns ``unit`` (code) and ``geometry``, in order of code.

    Examples
    --------
    >>> import geopandas as gpd, libprofile as lp
    >>> from shapely import box
    >>> areas = gpd.GeoSeries([box(-10, -10, 10, 10)], crs=27700)
    >>> len(lp.geography.hexagon_grid(areas))
    1
    """
    return _grid(_core.hexagon_grid(_areas.by_position(areas), cell_m=cell_m), areas.crs)
