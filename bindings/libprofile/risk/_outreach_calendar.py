# SPDX-License-Identifier: MIT
"""A plan as events of a calendar, every week by London clocks."""

import hashlib
import math
from collections.abc import Mapping
from typing import Any

import pandas as pd

from libprofile.errors import InvalidArgument

MARKING = "OFFICIAL-SENSITIVE, internal tier: not for release"
_ZONE = "Europe/London"
# Rules of London since 1997, as RFC 5545 wants them beside times of a zone.
_LONDON = (
    *("BEGIN:VTIMEZONE", f"TZID:{_ZONE}"),
    *("BEGIN:DAYLIGHT", "TZNAME:BST", "TZOFFSETFROM:+0000", "TZOFFSETTO:+0100"),
    *("DTSTART:19970330T010000", "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU", "END:DAYLIGHT"),
    *("BEGIN:STANDARD", "TZNAME:GMT", "TZOFFSETFROM:+0100", "TZOFFSETTO:+0000"),
    *("DTSTART:19971026T020000", "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU", "END:STANDARD"),
    "END:VTIMEZONE",
)


def visit_note(visit: Any) -> str:
    """Say what to know on arrival: when, in hours and minutes from the start, and why."""
    why = "Reserve visit: little is known here: go and see." if visit.reserved else ""
    first, last = (_clock(hours) for hours in (visit.arrives_h, visit.leaves_h))
    return f"{first} to {last} h from the start. {why}".strip()


def _clock(hours: float) -> str:
    minutes = round(60 * hours)
    return f"{minutes // 60}:{minutes % 60:02}"


def calendar_text(
    visits: pd.DataFrame, starts: Mapping[Any, Any] | None, until: Any, title: str, created: Any
) -> str:
    """Return events by RFC 5545, private, every week by London clocks."""
    made = _in_utc(created)
    last = _last_second(until)
    if not isinstance(starts, Mapping):
        raise InvalidArgument("starts: must say when each band first starts, {band: datetime}")
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//libprofile//outreach plan//EN", *_LONDON]
    for (team, band), stops in visits.groupby(["team", "band"], sort=False):
        if band not in starts:
            raise InvalidArgument(f"starts has no '{band}': must have every band of the plan")
        begin = _first_start(band, starts[band], last)
        minutes = math.ceil(60 * float(stops["leaves_h"].max()) - 1e-6)
        order = "\\n".join(
            f"{row.stop}. {_escaped(f'{row.area}: {visit_note(row)}')}"
            for row in stops.itertuples()
        )
        summary = _escaped(f"{title}: team {team}, {band}")
        # No end: where clocks change in the first round, it would change how long all others last.
        when = [
            f"DTSTART;TZID=Europe/London:{begin:%Y%m%dT%H%M%S}",
            f"DURATION:PT{minutes}M",
            f"RRULE:FREQ=WEEKLY;UNTIL={last.tz_convert('UTC'):%Y%m%dT%H%M%SZ}",
        ]
        told = "\n".join([summary, *when, order])
        lines += [
            "BEGIN:VEVENT",
            f"UID:{hashlib.sha256(told.encode()).hexdigest()[:32]}",
            f"DTSTAMP:{made:%Y%m%dT%H%M%SZ}",
            *when,
            f"SUMMARY:{summary}",
            f"DESCRIPTION:{order}\\n{_escaped(MARKING)}",
            "CLASS:PRIVATE",
            "END:VEVENT",
        ]
    return "".join(_folded(line) for line in [*lines, "END:VCALENDAR"])


def _last_second(until: Any) -> pd.Timestamp:
    """Return the end of the last day on which teams go out, in London."""
    day = _read("until", until)
    if pd.isna(day):
        raise InvalidArgument("until: must say the last day on which teams go out, as '2025-03-31'")
    after = day.tz_localize(None).normalize() + pd.Timedelta(days=1)
    return after.tz_localize(_ZONE) - pd.Timedelta(seconds=1)


def _first_start(band: Any, given: Any, last: pd.Timestamp) -> pd.Timestamp:
    """Return when a band first starts, by the clock on the wall in London."""
    begin = _read(f"starts['{band}']", given)
    if pd.isna(begin):
        raise InvalidArgument(f"starts['{band}']: must be a time")
    local = begin if begin.tz is None else begin.tz_convert(_ZONE).tz_localize(None)
    if local > last.tz_localize(None):
        raise InvalidArgument(
            f"starts['{band}'] = {local:%Y-%m-%d %H:%M}: must not be after until = "
            f"{last:%Y-%m-%d}: no day is left for that round"
        )
    return local


def _read(name: str, given: Any) -> pd.Timestamp:
    try:
        return pd.Timestamp(given)
    except (TypeError, ValueError) as error:
        raise InvalidArgument(f"{name} = {given!r}: must be a day or a time") from error


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
