# SPDX-License-Identifier: MIT
"""From a frame of polygons to the extension's area set."""

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import shapely

from libprofile import _core
from libprofile._columns import require_geo_frame
from libprofile._inputs import require_metres
from libprofile._reproject import reproject
from libprofile.errors import GeometryError


def wkb_of(geometry: gpd.GeoSeries) -> list[bytes]:
    """Outlines as well-known binary; a missing one as no bytes."""
    return [b"" if blob is None else blob for blob in shapely.to_wkb(geometry.to_numpy())]


def by_position(areas: gpd.GeoDataFrame | gpd.GeoSeries) -> _core.AreaSet:
    """Make an area set in the order of the frame: codes are positions, padded with zeros."""
    if not isinstance(areas, (gpd.GeoDataFrame, gpd.GeoSeries)):
        require_geo_frame(areas, "areas")
    require_metres(areas, "areas")
    geometry = areas.geometry
    width = len(str(len(geometry)))
    codes = [str(i).zfill(width) for i in range(len(geometry))]
    require_polygons(geometry, codes)
    return _core.make_area_set(codes, codes, wkb_of(geometry))


def lonlat_of(geometry: gpd.GeoSeries) -> npt.NDArray[np.float64]:
    """Vertices of the lattice in WGS 84, in the order in which the area set holds them."""
    on_plane = shapely.transform(geometry.to_numpy(), _core.on_lattice)
    degrees = reproject(gpd.GeoSeries(on_plane, crs=geometry.crs), "EPSG:4326")
    return np.ascontiguousarray(shapely.get_coordinates(degrees.to_numpy()))


def require_polygons(geometry: gpd.GeoSeries, codes: list[str]) -> None:
    """Raise GeometryError naming the first area that is not a polygon."""
    kinds = geometry.geom_type.to_numpy()
    for code, kind in zip(codes, kinds, strict=True):
        if kind not in ("Polygon", "MultiPolygon"):
            raise GeometryError(f"area {code} is {kind or 'missing'}: must be a polygon")


def multipolygons(
    vertices: npt.NDArray[np.float64],
    rings: npt.NDArray[np.int64],
    polygons: npt.NDArray[np.int64],
    areas: npt.NDArray[np.int64],
) -> npt.NDArray[np.object_]:
    """Outlines from flat arrays: vertices, and where each ring, polygon and area begins."""
    made: npt.NDArray[np.object_] = shapely.from_ragged_array(
        shapely.GeometryType.MULTIPOLYGON, vertices, (rings, polygons, areas)
    )
    return made
