# SPDX-License-Identifier: MIT
"""Values on a square lattice with its queen neighbours, as each package holds them."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np

import libprofile as lp

PERMUTATIONS = 999


@dataclass
class Lattice:
    """The same input for all; what a peer needs is made outside the time that is measured."""

    values: np.ndarray
    near: Any
    held: dict[str, Any] = field(default_factory=dict)


def lattice(n: int) -> Lattice:
    side = round(n**0.5)
    row, column = np.divmod(np.arange(side * side), side)
    xy = np.column_stack([column, row]) * 100.0
    values = np.random.default_rng(1).gamma(2.0, size=side * side)
    return Lattice(values, lp.geography.distance_band(xy, 150.0))


def as_libpysal(at: Lattice) -> Any:
    """Queen contiguity of libpysal."""
    if "libpysal" not in at.held:
        import libpysal

        side = round(len(at.values) ** 0.5)
        at.held["libpysal"] = libpysal.weights.lat2W(side, side, rook=False)
        at.held["libpysal"].transform = "r"
    return at.held["libpysal"]


def as_pygeoda(at: Lattice) -> tuple[Any, Any]:
    """Queen contiguity of pygeoda, and the values as it takes them."""
    if "pygeoda" not in at.held:
        import geopandas as gpd
        import pygeoda
        import shapely

        side = round(len(at.values) ** 0.5)
        row, column = np.divmod(np.arange(side * side), side)
        cells = shapely.box(column, row, column + 1, row + 1)
        areas = pygeoda.open(gpd.GeoDataFrame(geometry=cells))
        at.held["pygeoda"] = (pygeoda.queen_weights(areas), at.values.tolist())
    return at.held["pygeoda"]


def any_weights(at: Lattice) -> Any:
    """The same links, each with a weight of its own."""
    if "any" not in at.held:
        graph = at.near.to_libpysal()
        links = graph.adjacency.copy()
        links[:] = np.random.default_rng(2).uniform(0.5, 1.5, len(links))
        at.held["any"] = lp.geography.Weights.from_libpysal(type(graph)(links))
    return at.held["any"]
