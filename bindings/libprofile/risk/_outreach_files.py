# SPDX-License-Identifier: MIT
"""A plan as files that phones open, for use inside the secure environment."""

import hashlib
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import shapely

from libprofile._map_page import write_private
from libprofile.errors import CrsError, DisclosureError, InputError, InvalidArgument

_MARKING = "OFFICIAL-SENSITIVE, internal tier: not for release"
_DRIVERS = {".kml": "KML", ".gpx": "GPX"}
_DECIMALS = 5


def write_phone_file(
    path: Path,
    visits: pd.DataFrame,
    areas: gpd.GeoSeries,
    calendar: tuple[Mapping[Any, Any] | None, str, Any],
    tier: str | None,
) -> None:
    if tier != "internal":
        raise DisclosureError(
            "this plan may come from raw counts: it may only be saved inside the secure "
            'environment; type tier="internal". A profile writes plans from protected counts'
        )
    ending = path.suffix.lower()
    if ending == ".ics":
        write_private(path, _calendar(visits, *calendar))
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
        {"Name": _names(visits), "Description": [_MARKING] * len(visits)},
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


def _calendar(
    visits: pd.DataFrame, starts: Mapping[Any, Any] | None, title: str, created: Any
) -> str:
    """Return events by RFC 5545, private, in the time of wherever the phone is."""
    made = _in_utc(created)
    if not isinstance(starts, Mapping):
        raise InvalidArgument("starts: must say when each band starts, {band: datetime}")
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//libprofile//outreach plan//EN"]
    for (team, band), stops in visits.groupby(["team", "band"], sort=False):
        if band not in starts:
            raise InvalidArgument(f"starts has no '{band}': must have every band of the plan")
        begin = pd.Timestamp(starts[band])
        end = begin + pd.Timedelta(hours=float(stops["leaves_h"].max()))
        order = "\\n".join(f"{row.stop}. {_escaped(str(row.area))}" for row in stops.itertuples())
        summary = _escaped(f"{title}: team {team}, {band}")
        span = f"{begin:%Y%m%dT%H%M%S}\n{end:%Y%m%dT%H%M%S}"
        told = f"{summary}\n{span}\n{order}"
        lines += [
            "BEGIN:VEVENT",
            f"UID:{hashlib.sha256(told.encode()).hexdigest()[:32]}",
            f"DTSTAMP:{made:%Y%m%dT%H%M%SZ}",
            f"DTSTART:{begin:%Y%m%dT%H%M%S}",
            f"DTEND:{end:%Y%m%dT%H%M%S}",
            f"SUMMARY:{summary}",
            f"DESCRIPTION:{order}\\n{_escaped(_MARKING)}",
            "CLASS:PRIVATE",
            "END:VEVENT",
        ]
    return "".join(_folded(line) for line in [*lines, "END:VCALENDAR"])


def _in_utc(created: Any) -> pd.Timestamp:
    if created is None:
        return pd.Timestamp.now("UTC")
    made = pd.Timestamp(created)
    return made.tz_localize("UTC") if made.tz is None else made.tz_convert("UTC")


def _escaped(text: str) -> str:
    kept = "".join(one for one in text if one.isprintable())
    return kept.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")


def _folded(line: str) -> str:
    """End a line, folded after at most 75 octets, between characters."""
    parts, width = [""], 0
    for one in line:
        octets = len(one.encode("utf-8"))
        if width + octets > 75:
            parts.append(" ")
            width = 1
        parts[-1] += one
        width += octets
    return "\r\n".join(parts) + "\r\n"
