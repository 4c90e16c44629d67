# SPDX-License-Identifier: MIT
"""When the events of a calendar take place, by its own rules of the zone: read with dateutil."""

import io
import re
from datetime import timedelta
from pathlib import Path

import pandas as pd
from dateutil import rrule, tz


def unfolded(path):
    """Lines of a calendar; none is longer than 75 octets as written."""
    lines = Path(path).read_bytes().split(b"\r\n")
    assert max(len(line) for line in lines) <= 75
    assert lines[-1] == b""
    return b"\n".join(lines).replace(b"\n ", b"").decode("utf-8")


def events(path):
    """What is told of each event, and when each of its times begins and ends, in London."""
    text = unfolded(path)
    zone = re.search(r"BEGIN:VTIMEZONE\n.*?END:VTIMEZONE\n", text, re.DOTALL).group()
    london = tz.tzical(io.StringIO(zone)).get("Europe/London")
    found = []
    for event in re.findall(r"BEGIN:VEVENT\n(.*?)END:VEVENT\n", text, re.DOTALL):
        told = dict(line.split(":", 1) for line in event.splitlines())
        begin = pd.Timestamp(told["DTSTART;TZID=Europe/London"]).to_pydatetime()
        minutes = int(re.fullmatch(r"PT(\d+)M", told["DURATION"]).group(1))
        every = rrule.rrulestr(told["RRULE"], dtstart=begin.replace(tzinfo=london))
        begins = [pd.Timestamp(one.astimezone(tz.UTC)).tz_convert("Europe/London") for one in every]
        found.append((told, [(one, one + timedelta(minutes=minutes)) for one in begins]))
    return found
