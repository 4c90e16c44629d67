# SPDX-License-Identifier: MIT
"""From longitude and latitude to metres, as the command line does it."""

import geopandas as gpd
from pyproj import CRS

from libprofile._columns import require_geo_frame
from libprofile._inputs import DEFAULT_CRS, require_metres
from libprofile._reproject import describe, reproject
from libprofile.errors import CrsError


def to_plane(frame: gpd.GeoDataFrame, crs: str = DEFAULT_CRS) -> gpd.GeoDataFrame:
    """Project a frame by one operation for all its points, and note which for the manifest.

    `GeoDataFrame.to_crs` gives the same coordinates, and a profile whose manifest says that they
    came in metres. With this one the manifest says how they were projected and how accurate that
    is, as the command line does.

    Parameters
    ----------
    frame : GeoDataFrame
        With a reference system; missing geometries stay missing.
    crs : str, default "EPSG:27700"
        The working plane, in metres.

    Returns
    -------
    GeoDataFrame
        The same rows and columns; ``attrs["transformation"]`` says what was done.

    Raises
    ------
    CrsError
        Where the frame has no reference system, or `crs` is not in metres.

    Examples
    --------
    >>> import geopandas as gpd, libprofile as lp
    >>> degrees = gpd.GeoDataFrame(geometry=gpd.points_from_xy([-1.47], [53.38]), crs=4326)
    >>> metres = lp.geography.to_plane(degrees)
    >>> metres.crs.to_epsg(), metres.attrs["transformation"].split(":")[0]
    (27700, 'EPSG')
    """
    require_geo_frame(frame, "frame")
    if frame.crs is None:
        raise CrsError(
            "frame has no coordinate reference system: say which it is, for example "
            'frame = frame.set_crs("EPSG:4326")'
        )
    plane = CRS.from_user_input(crs)
    moved = frame.set_geometry(reproject(frame.geometry, plane))
    require_metres(moved, "frame")
    has_places = not (frame.geometry.isna() | frame.geometry.is_empty).all()
    moved.attrs["transformation"] = describe(frame.crs, plane) if has_places else ""
    return moved
