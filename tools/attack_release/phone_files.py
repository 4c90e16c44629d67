# SPDX-License-Identifier: MIT
"""A25 on files for phones: routes, maps and events of a plan, written again from its tables."""

import hashlib
import html
import itertools
import math
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time

import geopandas as gpd
import plan
import plan_reasons
import shapely
from finding import Finding
from plan_again import inside
from release import Release, Row

KML, GPX, CALENDAR = "outreach-plan.kml", "outreach-plan.gpx", "outreach-plan.ics"
# Degrees are written to five decimals, of corners that are known to seven.
NEAR_DEG = 0.51e-5
KML_STOP = re.compile(
    r"<Placemark><name>([^<]*)</name><description>([^<]*)</description><Point><coordinates>"
    r"(-?\d+\.\d{5}),(-?\d+\.\d{5})</coordinates></Point></Placemark>\n"
)
KML_LINE = re.compile(
    r"<Placemark><name>([^<]*)</name><LineString><tessellate>1</tessellate><coordinates>([^<]*)"
    r"</coordinates></LineString></Placemark>\n"
)
GPX_STOP = re.compile(
    r'<rtept lat="(-?\d+\.\d{5})" lon="(-?\d+\.\d{5})"><name>([^<]*)</name><desc>([^<]*)</desc>'
    r"</rtept>\n"
)
EVENT = re.compile(
    r"BEGIN:VEVENT\nUID:(\w+)\nDTSTAMP:(\w+)\nDTSTART;TZID=Europe/London:(\w+)\n"
    r"DURATION:(\w+)\nRRULE:([^\n]+)\nSUMMARY:([^\n]*)\nDESCRIPTION:([^\n]*)\n"
    r"CLASS:PRIVATE\nEND:VEVENT\n"
)
# Clocks of London since 1997.
ZONE = (
    "BEGIN:VTIMEZONE\nTZID:Europe/London\nBEGIN:DAYLIGHT\nTZNAME:BST\nTZOFFSETFROM:+0000\n"
    "TZOFFSETTO:+0100\nDTSTART:19970330T010000\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\n"
    "END:DAYLIGHT\nBEGIN:STANDARD\nTZNAME:GMT\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0000\n"
    "DTSTART:19971026T020000\nRRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\nEND:STANDARD\n"
    "END:VTIMEZONE\n"
)


class Stops:
    """What may be said of each visit, and where it lies."""

    def __init__(self, release: Release) -> None:
        self.release = release
        self.reasons = plan_reasons.Reasons(release)
        self.visits = release.tables["outreach_plan"]
        self.title = f"{release.manifest['title']}: outreach plan"
        self.marking = str(release.manifest["marking"])
        self.created = str(release.manifest["created_utc"])
        self.rounds = [
            [*visits] for _, visits in itertools.groupby(self.visits, lambda row: row["team"])
        ]
        units = {str(row["unit"]) for row in self.visits}
        held = [
            one
            for one in release.layers["neighbourhoods"]["features"]
            if one["properties"]["unit"] in units
        ]
        areas = gpd.GeoDataFrame.from_features(held)
        points = shapely.get_coordinates(inside(areas.geometry))
        self._place = dict(zip(areas["unit"], map(tuple, points), strict=True))

    @staticmethod
    def named(visits: list[Row]) -> str:
        """A round."""
        return f"Team {visits[0]['team']}, {visits[0]['band']}"

    def is_at(self, visit: Row, longitude: str, latitude: str) -> bool:
        """Whether a point is the centre of the area of a visit."""
        x, y = self._place[visit["unit"]]
        return abs(float(longitude) - x) < NEAR_DEG and abs(float(latitude) - y) < NEAR_DEG

    def is_told(self, visit: Row, name: str, note: str) -> bool:
        """Whether a name and a note are those of a visit, whose hours are in thousandths."""
        when, _, why = note.partition(". ")
        return (
            name == f"{visit['stop']}. {visit['name']}"
            and when in plan.times_texts(visit)
            and self.reasons.is_told(visit, why)
        )


def kml_rest(text: str, stops: Stops) -> str:
    """What of a map no table gives."""
    text = html.unescape(text)
    found = KML_STOP.findall(text)
    if len(found) == len(stops.visits):
        of_line = [(x, y) for *_, x, y in found]
        for visit, (name, note, x, y) in zip(stops.visits, found, strict=True):
            if stops.is_told(visit, name, note) and stops.is_at(visit, x, y):
                text = text.replace(_placemark(name, note, x, y), "", 1)
        for visits, (name, points) in zip(stops.rounds, KML_LINE.findall(text), strict=False):
            pairs = " ".join(f"{x},{y}" for x, y in of_line[: len(visits)])
            of_line = of_line[len(visits) :]
            if name == stops.named(visits) and points == pairs:
                text = KML_LINE.sub("", text, count=1)
    for visits in stops.rounds:
        text = text.replace(f"<Folder><name>{stops.named(visits)}</name>", "", 1)
    text = text.replace('<?xml version="1.0" encoding="UTF-8"?>', "", 1)
    text = text.replace('<kml xmlns="http://www.opengis.net/kml/2.2">', "", 1)
    return text.replace(f"<name>{stops.title}</name>", "", 1)


def _placemark(name: str, note: str, x: str, y: str) -> str:
    return (
        f"<Placemark><name>{name}</name><description>{note}</description><Point><coordinates>"
        f"{x},{y}</coordinates></Point></Placemark>\n"
    )


def gpx_rest(text: str, stops: Stops) -> str:
    """What of routes no table gives."""
    text = html.unescape(text)
    found = GPX_STOP.findall(text)
    if len(found) == len(stops.visits):
        for visit, (y, x, name, note) in zip(stops.visits, found, strict=True):
            if stops.is_told(visit, name, note) and stops.is_at(visit, x, y):
                line = f'<rtept lat="{y}" lon="{x}"><name>{name}</name><desc>{note}</desc></rtept>'
                text = text.replace(line, "", 1)
    for visits in stops.rounds:
        text = text.replace(f"<rte><name>{stops.named(visits)}</name>", "", 1)
    text = text.replace('<?xml version="1.0" encoding="UTF-8"?>', "", 1)
    head = '<gpx version="1.1" creator="libprofile" xmlns="http://www.topografix.com/GPX/1/1">'
    text = text.replace(head, "", 1)
    return text.replace(f"<name>{stops.title}</name>", "", 1)


def _times(stops: Stops, visits: list[Row]) -> Iterator[tuple[str, str, str]]:
    """When a round first begins, how long it is, and until when it is repeated."""
    band = str(visits[0]["band"])
    day = plan.first_day(stops.release, band)
    last = date.fromisoformat(str(stops.release.manifest["valid_until"]))
    until = datetime.combine(last, time(23, 59, 59), plan.LONDON).astimezone(UTC)
    first, _ = plan.minutes_of(band)
    for step in (0.0, -plan.HALF_STEP, plan.HALF_STEP) if day else ():
        minutes = math.ceil(60 * (float(visits[-1]["leaves"]) + step) - 1e-6)
        begins = f"{day:%Y%m%d}T{first // 60:02}{first % 60:02}00"
        yield begins, f"PT{minutes}M", f"FREQ=WEEKLY;UNTIL={until:%Y%m%dT%H%M%SZ}"


def _unescaped(text: str) -> str:
    return re.sub(r"\\(.)", lambda found: "\n" if found.group(1) == "n" else found.group(1), text)


def calendar_rest(text: str, stops: Stops) -> str:
    """What of events no table gives."""
    text = text.replace("\r\n", "\n").replace("\n ", "").replace(ZONE, "", 1)
    rounds = [one for one in stops.rounds if plan.first_day(stops.release, str(one[0]["band"]))]
    for visits, event in zip(rounds, [*EVENT.finditer(text)], strict=False):
        uid, stamp, *times, summary, description = event.groups()
        name = stops.named(visits)
        lines = _unescaped(description).split("\n")
        told = [stops.title, stops.created, name, *times, *lines[:-1], ""]
        digest = hashlib.sha256("\n".join(told).encode()).hexdigest()
        is_told = len(lines) == len(visits) + 1 and lines[-1] == stops.marking
        for visit, line in zip(visits, lines, strict=False):
            head = f"{visit['stop']}. {visit['name']}"
            is_told &= line.startswith(f"{head}: ")
            is_told &= stops.is_told(visit, head, line[len(head) + 2 :])
        is_told &= tuple(times) in [*_times(stops, visits)]
        is_told &= _unescaped(summary) == name and uid == digest[: len(uid)]
        if is_told and stamp == re.sub("[-:]", "", stops.created):
            text = text.replace(event.group(), "", 1)
    name = re.search(r"X-WR-CALNAME:([^\n]*)\n", text)
    if name and _unescaped(name.group(1)) == stops.title:
        text = text.replace(name.group(), "", 1)
    return text.replace("VERSION:2.0\n", "", 1)


def attack(release: Release) -> Finding:
    """Look for a figure of a file for phones that the plan's tables do not give."""
    tried = "files for phones"
    found = {name: release.folder / name for name in (KML, GPX, CALENDAR)}
    held = {name: path for name, path in found.items() if path.is_file()}
    if not held or "outreach_plan" not in release.tables:
        return Finding("A25", tried, "no files for phones", bool(held))
    stops, left = Stops(release), dict[str, int]()
    rests = {KML: kml_rest, GPX: gpx_rest, CALENDAR: calendar_rest}
    for name, path in held.items():
        rest = rests[name](path.read_bytes().decode(), stops)
        left[name] = len(re.findall(r"\d[\d.,]*", rest))
    told = ", ".join(f"{name} {times:,}" for name, times in left.items() if times)
    got = f"not explained: {told}" if told else "every figure is of the plan's tables and outlines"
    return Finding("A25", tried, got, bool(told))
