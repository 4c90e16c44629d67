# SPDX-License-Identifier: MIT
"""Files for phones of lp.risk.outreach_plan: maps, routes, and calendars that repeat."""

import stat

import geopandas as gpd
import pandas as pd
import pytest
from calendar_events import events
from outreach_squares import UNITS

import libprofile as lp


def test_files_for_phones_need_the_tier_and_hold_points_inside_areas_only(plan, areas, tmp_path):
    for name in ("plan.kml", "plan.gpx", "plan.ics"):
        with pytest.raises(lp.DisclosureError, match='tier="internal"'):
            plan.write(tmp_path / name)
    assert not list(tmp_path.iterdir())
    for name in ("plan.kml", "plan.gpx"):
        plan.write(tmp_path / name, tier="internal")
        assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o600
        layer = "waypoints" if name == "plan.gpx" else None
        there = gpd.read_file(tmp_path / name, layer=layer).to_crs(27700)
        assert len(there) == len(plan.visits)
        inside = areas.loc[plan.visits["area"]].representative_point()
        assert (there.geometry.distance(inside.reset_index(drop=True)) < 2).all()
        assert "OFFICIAL-SENSITIVE" in (tmp_path / name).read_text(encoding="utf-8")


STARTS = {"Fri 18-22": "2018-12-14 18:00", "Sat 20-24": "2018-12-15 20:00"}


def test_a_calendar_has_an_event_a_team_every_week_by_london_clocks(plan, tmp_path):
    made = pd.Timestamp("2018-07-01 10:30", tz="Europe/London")
    calendar = {"until": "2019-04-06", "created": made, "tier": "internal"}
    plan.write(tmp_path / "plan.ics", starts=STARTS, **calendar)
    told = events(tmp_path / "plan.ics")
    assert len(told) == 3
    for (event, times), team in zip(told, plan.rounds.itertuples(), strict=True):
        assert event["DTSTAMP"] == "20180701T093000Z"
        assert event["CLASS"] == "PRIVATE"
        first = pd.Timestamp(STARTS[team.band])
        # The last day is a Saturday in summer time, and an evening of it is still that day.
        expected = pd.date_range(first, "2019-04-07", freq="7D", tz="Europe/London")
        assert [begin for begin, _ in times] == [*expected]
        stays = plan.visits.loc[plan.visits["team"] == team.Index, "leaves_h"].max()
        assert {end - begin for begin, end in times} == {pd.Timedelta(hours=stays).ceil("min")}
    zoned = {band: pd.Timestamp(at, tz="Europe/Paris") for band, at in STARTS.items()}
    plan.write(tmp_path / "zoned.ics", starts=zoned, **calendar)
    assert {times[0][0].hour for _, times in events(tmp_path / "zoned.ics")} <= {17, 19}


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"starts": None}, "starts: must say when each band first starts"),
        ({"starts": {}}, "starts has no"),
        ({"starts": dict.fromkeys(STARTS, "some day")}, "must be a day or a time"),
        ({"starts": dict.fromkeys(STARTS)}, "must be a time"),
        ({"until": None}, "until: must say the last day"),
        ({"until": "some day"}, "until = 'some day': must be a day or a time"),
        ({"until": "2018-12-13"}, "must not be after until = 2018-12-13: no day is left"),
    ],
)
def test_a_calendar_without_a_day_is_refused_in_words(plan, tmp_path, wrong, message):
    asked = {"starts": STARTS, "until": "2019-03-31"} | wrong
    with pytest.raises(lp.InvalidArgument, match=message):
        plan.write(tmp_path / "plan.ics", tier="internal", **asked)
    assert not list(tmp_path.iterdir())
    with pytest.raises(lp.InvalidArgument, match=r"\.kml, \.gpx or \.ics"):
        plan.write(tmp_path / "plan.doc", tier="internal")


def test_stops_say_when_they_are_and_that_little_is_known(plan, tmp_path):
    for name, layer in (("p.kml", None), ("p.gpx", "waypoints")):
        plan.write(tmp_path / name, tier="internal")
        there = gpd.read_file(tmp_path / name, layer=layer)
        told = there[next(field for field in there if field.lower().startswith("desc"))]
        for visit, note in zip(plan.visits.itertuples(), told, strict=True):
            minutes = round(60 * visit.arrives_h)
            assert note.startswith(f"{minutes // 60}:{minutes % 60:02} to ")
            assert ("Reserve visit: little is known here" in note) == visit.reserved


def test_events_of_two_plans_of_one_team_and_hour_are_told_apart(areas, tmp_path):
    names = []
    for best in (0, 5):
        harm = pd.Series(0.0, index=UNITS, name="harm")
        harm.iloc[best] = 1
        plan = lp.risk.outreach_plan(harm, areas=areas, teams=1, hours=1, reserved_share=0)
        starts = {"all": "2018-12-14 18:00"}
        plan.write(tmp_path / "plan.ics", starts=starts, until="2018-12-31", tier="internal")
        text = (tmp_path / "plan.ics").read_text()
        names.append(next(line for line in text.splitlines() if line.startswith("UID:")))
        stamp = next(line for line in text.splitlines() if line.startswith("DTSTAMP:"))
        written = pd.Timestamp(stamp.removeprefix("DTSTAMP:"))
        assert abs(pd.Timestamp.now("UTC") - written) < pd.Timedelta(minutes=5)
    assert len(set(names)) == 2
