# SPDX-License-Identifier: MIT
"""A07: a coordinate of any layer that is no corner of an area."""

import geopandas as gpd
import numpy as np
import shapely
from finding import Finding
from release import Release

# Seven decimals of a degree are written.
DECIMALS = 7


def corners(layer: dict[str, object]) -> set[tuple[float, float]]:
    """Corners of a layer's outlines."""
    geometry = gpd.GeoDataFrame.from_features(layer["features"]).geometry
    points = shapely.get_coordinates(geometry.to_numpy())
    return {tuple(point) for point in np.round(points, DECIMALS)}


def finer(layer: dict[str, object]) -> int:
    """Corners with more figures than are written of any."""
    geometry = gpd.GeoDataFrame.from_features(layer["features"]).geometry
    points = shapely.get_coordinates(geometry.to_numpy())
    return int((np.round(points, DECIMALS) != points).any(axis=1).sum())


def attack(release: Release) -> Finding:
    """Compare the corners of every layer with those of the areas."""
    areas = corners(release.layers["neighbourhoods"])
    extra = {
        name: len(corners(layer) - areas)
        for name, layer in release.layers.items()
        if layer["features"]
    }
    kinds = {
        feature["geometry"]["type"]
        for layer in release.layers.values()
        for feature in layer["features"]
        if feature["geometry"]
    }
    strange = sum(extra.values())
    points = bool(kinds - {"Polygon", "MultiPolygon"})
    fine = sum(finer(layer) for layer in release.layers.values() if layer["features"])
    got = f"{len(areas):,} corners of areas; {strange:,} coordinates that are none, {fine:,} with "
    got += "more figures than others"
    is_got = strange > 0 or points or fine > 0
    return Finding("A07", "coordinates beside those of areas", got, is_got)
