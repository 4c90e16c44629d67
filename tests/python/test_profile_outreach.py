# SPDX-License-Identifier: MIT
"""A plan for teams in a profile, from Python and from the command line."""

import json
import subprocess
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
from calendar_events import events
from command_line import COMMAND, needs_command
from finite_numbers import TEXTS, no_number_is_none
from mini_input import write
from sample_profile import profiled

import libprofile as lp

OUTREACH = {"teams": 2, "hours": 4, "bands": ["Fri 18-22", "Sat 20-24"], "floor": 1}
FILES = {"outreach-plan.kml", "outreach-plan.gpx", "outreach-plan.ics"}


@pytest.fixture(scope="module")
def sample():
    return lp.sample.partnership(size=0.5, seed=1)


def made_at(sample, when, **options):
    """A profile with a plan, as if made at a time."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", str(int(pd.Timestamp(when).timestamp())))
        return profiled(sample, outreach=OUTREACH | options, parent=["district"])


@pytest.fixture(scope="module")
def profile(sample):
    return made_at(sample, "2025-01-03T18:30:00Z")


def test_without_asking_there_is_no_plan(sample):
    plain = profiled(sample)
    assert not {"outreach_plan", "outreach_totals"} & set(plain.layers)
    hours = plain.layers["outreach_hours"].to_frame()
    assert len(hours) == 29
    assert set(hours["flag"]) <= {"high", "low", "none", "withheld"}
    shown = hours["times_even"].notna()
    assert (hours["lower"] <= hours["times_even"])[shown].all()


def test_no_file_holds_a_number_that_is_none_and_one_that_did_would_be_found(profile, tmp_path):
    out = tmp_path / "out"
    profile.write(out)
    no_number_is_none(out)
    seen = set()
    for path in sorted(out.rglob("*")):
        if path.suffix in TEXTS - seen:
            seen.add(path.suffix)
            kept = path.read_bytes()
            path.write_bytes(kept + b"<x>-1.5,nan</x>")
            with pytest.raises(AssertionError, match="nan"):
                no_number_is_none(out)
            path.write_bytes(kept)
    assert seen == TEXTS


def test_visits_are_a_layer_and_hours_a_table(profile, sample):
    visits = profile.layers["outreach_plan"].to_frame()
    assert set(visits["team"]) <= {1, 2}
    assert visits["leaves"].max() <= 4
    areas = sample.areas.set_index("code")
    assert set(areas.loc[visits["unit"], "district"]) == set(areas["district"])
    hours = profile.layers["outreach_hours"].to_frame()
    assert (hours["count"].dropna() % 5 == 0).all()
    # The same rows and counts as without a plan.
    assert hours.equals(profiled(sample, parent=["district"]).layers["outreach_hours"].to_frame())


def test_what_is_expected_can_be_worked_out_from_the_tables(profile):
    counts = profile.counts
    inner = counts[(counts["level"] == "neighbourhood") & (counts["category"] == "all")]
    by_unit = inner.set_index("unit")["count"].fillna(0).astype(float)
    hours = profile.layers["outreach_hours"].to_frame().set_index("when")["count"].astype(float)
    evenings = hours[["Friday 18:00 to 24:00", "Saturday 18:00 to 24:00"]]
    # Each band has four of the six hours.
    share = evenings * 4 / 6 / hours.drop("hour not known").sum()
    share.index = ["Friday 18:00 to 22:00", "Saturday 20:00 to 24:00"]
    for visit in profile.layers["outreach_plan"].to_frame().itertuples():
        expected = by_unit[visit.unit] / (366 / 7) * share[visit.band]
        assert visit.expected == pytest.approx(expected, abs=5.1e-4)


def test_files_for_phones_are_read_by_gdal_and_lie_inside_their_areas(profile, sample, tmp_path):
    names = {Path(name).name for name in profile.write(tmp_path / "out")}
    assert names >= FILES | {"outreach_plan.geojson", "outreach_plan.csv", "outreach_hours.csv"}
    visits = pd.read_csv(tmp_path / "out" / "tables" / "outreach_plan.csv")
    areas = sample.areas.set_index("code").to_crs(4326)
    for name, layer in (("outreach-plan.kml", None), ("outreach-plan.gpx", "route_points")):
        stops = pd.concat(
            gpd.read_file(tmp_path / "out" / name, layer=one, engine="pyogrio")
            for one in ([layer] if layer else gpd.list_layers(tmp_path / "out" / name)["name"])
        )
        points = stops[stops.geometry.geom_type == "Point"]
        assert len(points) == len(visits)
        outlines = areas.geometry.loc[visits["unit"]].to_numpy()
        assert (
            points.geometry.reset_index(drop=True).within(gpd.GeoSeries(outlines, crs=4326)).all()
        )
    assert len(events(tmp_path / "out" / "outreach-plan.ics")) == visits["team"].nunique()
    page = (tmp_path / "out" / "report-outreach.html").read_text(encoding="utf-8")
    assert "Plan by team" in page
    results = json.loads((tmp_path / "out" / "results.json").read_text(encoding="utf-8"))
    listed = {file["name"] for one in results["results"].values() for file in one["files"]}
    assert listed >= FILES


def test_rounds_are_every_week_by_london_clocks_while_the_profile_is_valid(
    profile, sample, tmp_path
):
    profile.write(tmp_path / "out")
    visits = pd.read_csv(tmp_path / "out" / "tables" / "outreach_plan.csv")
    rounds = visits.groupby("team").agg({"band": "first", "leaves": "max"})
    told = events(tmp_path / "out" / "outreach-plan.ics")
    assert len(told) == len(rounds)
    for (event, times), (team, one) in zip(told, rounds.iterrows(), strict=True):
        assert event["SUMMARY"] == f"Team {team}\\, {one['band']}"
        # Made on Friday 3 January 2025 at 18:30, when Friday's hours had begun; valid until
        # Monday 31 March, a day after summer time began.
        hour, first = (18, "2025-01-10") if one["band"].startswith("Fri") else (20, "2025-01-04")
        expected = pd.date_range(first, "2025-03-31", freq="7D") + pd.Timedelta(hours=hour)
        assert [begin for begin, _ in times] == [*expected.tz_localize("Europe/London")]
        minutes = [(end - begin).total_seconds() / 60 for begin, end in times]
        assert len({*minutes}) == 1
        assert minutes[0] == pytest.approx(60 * one["leaves"], abs=1)
    later = made_at(sample, "2024-12-31T10:00:00Z", bands=["Sun 00-04", "Sun 18-22"])
    later.write(tmp_path / "later")
    for _, times in events(tmp_path / "later" / "outreach-plan.ics"):
        assert {begin.hour for begin, _ in times} <= {0, 18}
        assert times[-1][0].strftime("%Y-%m-%d") == "2025-03-30"


def test_after_the_last_day_there_is_no_calendar(sample, tmp_path):
    over = made_at(sample, "2025-03-31T12:00:00Z")
    names = {Path(name).name for name in over.write(tmp_path / "out")}
    assert "outreach-plan.kml" in names
    assert "outreach-plan.ics" not in names
    page = (tmp_path / "out" / "report-outreach.html").read_text(encoding="utf-8")
    assert "No day is left for these rounds: the profile is valid until 31 March 2025" in page


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"teams": 0}, "teams = 0"),
        ({"teams": "many"}, "teams: must be a whole number"),
        ({"floor": 99}, "no plan makes more than"),
        ({"bands": ["Fri 18"]}, "Fri 18-22"),
        ({"bands": ["Fri 18-22", "Fri 20-23"]}, "another band"),
        ({"team": 3}, "unknown key 'team'"),
        ({"most_rounds": 3}, "unknown key"),
    ],
)
def test_what_cannot_be_planned_is_told(sample, wrong, message):
    with pytest.raises(lp.Error, match=message):
        profiled(sample, outreach=OUTREACH | wrong, parent=["district"])
    with pytest.raises(lp.InvalidArgument, match="must be a mapping"):
        profiled(sample, outreach=3)


@needs_command
def test_visits_are_read_from_a_file_alike(tmp_path):
    config = write(tmp_path)
    areas = gpd.read_file(tmp_path / "areas.geojson")
    visits = areas["code"].iloc[[0, 0, *range(2, len(areas))]]
    visits.rename("area").to_csv(tmp_path / "visits.csv", index=False)
    asked = '\n[outreach]\nteams = 2\nvisits = { file = "visits.csv", code = "area" }\n'
    config.write_text(config.read_text(encoding="utf-8") + asked, encoding="utf-8")
    done = subprocess.run(
        [COMMAND, "profile", config, "--out", tmp_path / "out"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    here = lp.problem_profile.from_toml(config).layers["outreach_plan"].to_frame()
    there = pd.read_csv(tmp_path / "out" / "tables" / "outreach_plan.csv")
    assert here.to_dict("list") == there.to_dict("list")
    assert areas["code"].iloc[1] in set(there.loc[there["reserved"] == "yes", "unit"])
    told = f"area\n{areas['code'].iloc[0]}\n14 Mill Lane (Kayleigh)\n"
    (tmp_path / "visits.csv").write_text(told, encoding="utf-8")
    with pytest.raises(lp.InputError, match="visits, row 2: not the code of an area") as error:
        lp.problem_profile.from_toml(config)
    refused = subprocess.run(
        [COMMAND, "profile", config, "--out", tmp_path / "no"],
        check=False,
        capture_output=True,
        text=True,
    )
    assert refused.returncode == 1
    assert "visits, row 2: not the code of an area" in refused.stderr
    assert "Mill" not in refused.stderr + str(error.value)


@needs_command
def test_the_command_line_makes_the_same_plan(tmp_path):
    config = write(tmp_path)
    asked = '\n[outreach]\nteams = 2\nbands = ["Fri 18-22", "Sat 20-24"]\nfloor = 1\n'
    config.write_text(config.read_text(encoding="utf-8") + asked, encoding="utf-8")
    out = tmp_path / "out"
    done = subprocess.run(
        [COMMAND, "profile", config, "--out", out], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    here = lp.problem_profile.from_toml(config).layers["outreach_plan"].to_frame()
    there = pd.read_csv(out / "tables" / "outreach_plan.csv")
    assert here.to_dict("list") == there.to_dict("list")
    assert len(there) > 2
    for wrong, message in (
        ("teams = 0", "teams = 0"),
        ("teams = 2.5", "teams"),
        ('bands = "never"', "Fri 18-22"),
        ("people = 3", "people"),
    ):
        config.write_text(config.read_text(encoding="utf-8").split("\n[outreach]")[0], "utf-8")
        with config.open("a", encoding="utf-8") as file:
            file.write(f"\n[outreach]\n{wrong}\n")
        done = subprocess.run(
            [COMMAND, "profile", config, "--out", tmp_path / "no"],
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 1
        assert message in done.stderr
        assert not (tmp_path / "no").exists()
