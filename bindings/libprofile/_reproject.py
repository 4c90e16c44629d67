# SPDX-License-Identifier: MIT
"""Coordinates from one reference system to another, as the command line transforms them."""

import warnings
from functools import lru_cache
from typing import Any

import geopandas as gpd
import numpy as np
import shapely
from pyproj import CRS
from pyproj.transformer import Transformer, TransformerGroup


@lru_cache(maxsize=16)
def best_transformer(source: CRS, target: CRS) -> Transformer:
    """Return the most accurate operation that the installed grids allow, one for all points."""
    with warnings.catch_warnings():
        # A better one may need a grid that is not installed: `describe` says which was used.
        warnings.simplefilter("ignore", UserWarning)
        return TransformerGroup(source, target, always_xy=True).transformers[0]


def describe(source: CRS, target: CRS) -> str:
    """Say in one line, for the manifest, what was done and how accurate it is."""
    best = best_transformer(source, target)
    accuracy = "accuracy unknown" if best.accuracy < 0 else f"accuracy {best.accuracy:g} m"
    return f"{source.to_string()} to {target.to_string()}: {best.description}, {accuracy}"


def reproject(geometry: gpd.GeoSeries, target: Any) -> gpd.GeoSeries:
    """Transform every vertex; missing geometries stay missing."""
    wanted = CRS.from_user_input(target)
    if geometry.crs == wanted:
        return geometry
    transform = best_transformer(geometry.crs, wanted).transform

    def moved(xy: Any) -> Any:
        return np.column_stack(transform(xy[:, 0], xy[:, 1]))

    shapes = shapely.transform(geometry.to_numpy(), moved)
    return gpd.GeoSeries(shapes, index=geometry.index, crs=wanted)
