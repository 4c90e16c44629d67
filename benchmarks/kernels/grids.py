# SPDX-License-Identifier: MIT
"""Squares and hexagons over a mosaic of areas, beside shapely's boxes and geopandas' join."""

from functools import partial
from typing import Any

import geopandas as gpd
import numpy as np
import shapely
from area_mosaic import SIDE_M, mosaic
from kernel import Kernel, Peer

import libprofile as lp

AREAS = mosaic(400)


def cell_m(cells: int) -> float:
    """Whole metres that make about so many cells."""
    return float(round(SIDE_M / cells**0.5))


def squares(side_m: float) -> object:
    return lp.geography.square_grid(AREAS, cell_m=side_m)


def hexagons(side_m: float) -> object:
    return lp.geography.hexagon_grid(AREAS, cell_m=side_m)


def joined(side_m: Any) -> object:
    """Boxes over the extent, those kept that meet an area: also where only edges touch."""
    x_min, y_min, x_max, y_max = AREAS.total_bounds // side_m
    x, y = np.meshgrid(np.arange(x_min, x_max + 1), np.arange(y_min, y_max + 1))
    corners = (side * side_m for side in (x.ravel(), y.ravel(), x.ravel() + 1, y.ravel() + 1))
    cells = gpd.GeoSeries(shapely.box(*corners), crs=AREAS.crs)
    return cells[np.unique(cells.sindex.query(AREAS.geometry, predicate="intersects")[1])]


GRID = partial(Kernel, make=cell_m, sizes=(1_000, 10_000, 100_000), compared_at=10_000)
KERNELS = [
    GRID(name="square grid", ours=squares, peers=(Peer("shapely and geopandas", joined),)),
    GRID(name="hexagon grid", ours=hexagons),
]
