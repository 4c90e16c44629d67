# SPDX-License-Identifier: MIT
"""A plan as files that phones open, for use inside the secure environment."""

import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import shapely

from libprofile._map_page import write_private
from libprofile.errors import CrsError, DisclosureError, InputError, InvalidArgument
from libprofile.risk._outreach_calendar import MARKING, calendar_text, visit_note

_DRIVERS = {".kml": "KML", ".gpx": "GPX"}
_DECIMALS = 5


def write_phone_file(
    path: Path,
    visits: pd.DataFrame,
    areas: gpd.GeoSeries,
    calendar: tuple[Mapping[Any, Any] | None, Any, str, Any],
    tier: str | None,
) -> None:
    if tier != "internal":
        raise DisclosureError(
            "this plan may come from raw counts: it may only be saved inside the secure "
            'environment; type tier="internal". A profile writes plans from protected counts'
        )
    ending = path.suffix.lower()
    if ending == ".ics":
        write_private(path, calendar_text(visits, *calendar))
    elif ending in _DRIVERS:
        write_private(path, _through_gdal(_stops(visits, areas), _DRIVERS[ending]))
    else:
        raise InvalidArgument(f"path: must end in .kml, .gpx or .ics, not '{path.suffix}'")


def _stops(visits: pd.DataFrame, areas: gpd.GeoSeries) -> gpd.GeoDataFrame:
    """Name, words and a point inside the area's outline of each visit, in degrees."""
    if areas.crs is None:
        raise CrsError("areas has no coordinate reference system: type areas = areas.set_crs(...)")
    inside = areas.representative_point().to_crs("EPSG:4326").loc[visits["area"]]
    return gpd.GeoDataFrame(
        {
            "Name": _names(visits),
            "Description": [f"{visit_note(row)} {MARKING}" for row in visits.itertuples()],
        },
        geometry=shapely.set_precision(inside.to_numpy(), 10.0**-_DECIMALS),
        crs="EPSG:4326",
    )


def _names(visits: pd.DataFrame) -> list[str]:
    return [f"Team {row.team}, {row.band}, {row.stop}. {row.area}" for row in visits.itertuples()]


def _through_gdal(stops: gpd.GeoDataFrame, driver: str) -> str:
    """Let GDAL write a file where nobody else looks, and return its text."""
    if driver == "GPX":
        stops = stops.rename(columns={"Name": "name", "Description": "desc"})
    layer = "waypoints" if driver == "GPX" else "outreach_plan"
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"plan.{driver.lower()}"
        try:
            stops.to_file(file, driver=driver, layer=layer, engine="pyogrio")
        except Exception as error:
            raise InputError(f"{driver}: cannot be written: {error}") from error
        return file.read_text(encoding="utf-8")
