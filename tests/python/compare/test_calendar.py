# SPDX-License-Identifier: MIT
"""Calendars of plans, read by packages that calendars are read with."""

import sys
from pathlib import Path

import icalendar
import pandas as pd
import pytest
import recurring_ical_events

sys.path.insert(0, str(Path(__file__).parents[1]))
from calendar_events import events
from sample_profile import profiled

import libprofile as lp


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = tmp_path_factory.mktemp("calendars")
    bands = ["Fri 19-23", "Sat 22-02", "Sun 02-06"]
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", str(int(pd.Timestamp("2025-01-03T20:00Z").timestamp())))
        sample = lp.sample.partnership(size=0.5, seed=1)
        outreach = {"teams": 6, "hours": 4, "bands": bands, "floor": 1}
        profiled(sample, outreach=outreach, parent=["district"]).write(made / "out")
    harm = pd.DataFrame({band: [3.0, 2.0, 1.0] for band in bands}, index=["a", "b", "c"])
    squares = sample.areas.iloc[:3].set_axis(harm.index)
    plan = lp.risk.outreach_plan(harm, areas=squares, teams=3, reserved_share=0)
    starts = dict(
        zip(bands, ["2025-03-07 19:00", "2025-03-08 22:00", "2025-03-09 02:00"], strict=True)
    )
    plan.write(made / "plan.ics", starts=starts, until="2025-11-01", tier="internal")
    return made


@pytest.mark.parametrize("name", ["out/outreach-plan.ics", "plan.ics"])
def test_two_readers_see_the_same_times(folder, name):
    text = (folder / name).read_bytes()
    calendar = icalendar.Calendar.from_ical(text)
    assert calendar.to_ical().count(b"BEGIN:VEVENT") == text.count(b"BEGIN:VEVENT") > 0
    seen = sorted(
        (str(one["SUMMARY"]), pd.Timestamp(one.start), pd.Timestamp(one.end))
        for one in recurring_ical_events.of(calendar).between("20240101", "20270101")
    )
    ours = sorted(
        (event["SUMMARY"].replace("\\", ""), begin, end)
        for event, times in events(folder / name)
        for begin, end in times
    )
    assert len(ours) > 10
    assert [one[:2] for one in seen] == [one[:2] for one in ours]
    # This reader adds minutes to the clock on the wall, in the nights when clocks change too;
    # RFC 5545 means hours that pass. Elsewhere both are the same.
    same_night = [
        (theirs[2], own[2])
        for theirs, own in zip(seen, ours, strict=True)
        if own[1].utcoffset() == own[2].utcoffset() and theirs[2].utcoffset() == own[1].utcoffset()
    ]
    assert len(same_night) > 0.9 * len(ours)
    assert [end for end, _ in same_night] == [end for _, end in same_night]
