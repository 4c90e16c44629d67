# SPDX-License-Identifier: MIT
"""What a tired analyst may trip over, and what both ways in say then."""

import json
import os
import subprocess
import sys
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest

sys.path.insert(0, str(Path(__file__).parent))
import mini_input
from command_line import COMMAND, needs_command

import libprofile as lp

METRES = """
[[incidents]]
files = ["planar.csv"]
crs = "EPSG:27700"
x = "Easting"
y = "Northing"
columns = { id = "ref", start = "month", category = "kind", origin = "origin" }
"""


def run(*arguments):
    return subprocess.run(
        [COMMAND, *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "SOURCE_DATE_EPOCH": "1700000000"},
    )


def change(config, *pairs):
    text = config.read_text(encoding="utf-8")
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    config.write_text(text, encoding="utf-8")


@pytest.fixture
def mini(tmp_path):
    return mini_input.write(tmp_path)


@pytest.fixture
def two_sources(mini):
    """Half of the records in degrees, half in metres."""
    rows = mini_input.incidents()
    mini_input.write_rows(mini.parent / "incidents.csv", rows[:1001])
    table = pd.DataFrame(rows[1001:], columns=rows[0])
    places = gpd.points_from_xy(table["lon"].astype(float), table["lat"].astype(float))
    planar = lp.geography.to_plane(gpd.GeoDataFrame(table, geometry=places, crs=4326))
    table["Easting"] = planar.geometry.x.round(1)
    table["Northing"] = planar.geometry.y.round(1)
    table.drop(columns=["lon", "lat"]).to_csv(mini.parent / "planar.csv", index=False)
    change(mini, ("[incidents]", "[[incidents]]"), ("\n[areas]\n", METRES + "\n[areas]\n"))
    return mini


@needs_command
def test_easting_and_northing_swapped_in_one_of_several_sources(two_sources, tmp_path):
    assert run("profile", two_sources, "--out", tmp_path / "right").returncode == 0
    assert lp.problem_profile.from_toml(two_sources).tier == "partner"
    change(two_sources, ('x = "Easting"\ny = "Northing"', 'x = "Northing"\ny = "Easting"'))
    for command in (["profile", two_sources, "--out", tmp_path / "wrong"], ["check", two_sources]):
        done = run(*command)
        assert done.returncode == 1
        said = done.stderr.splitlines()[0]
        assert "incidents 2" in said
        assert "planar.csv" in said
        assert 'type x = "Easting", y = "Northing"' in said
    assert not (tmp_path / "wrong").exists()
    with pytest.raises(lp.CrsError, match=r'planar\.csv.*type x = "Easting", y = "Northing"'):
        lp.problem_profile.from_toml(two_sources)


@needs_command
def test_records_found_by_looking_have_a_column_of_their_own(mini, tmp_path):
    rows = mini_input.incidents()
    for row in rows[1:301]:
        row[3] = "proactive"
    mini_input.write_rows(mini.parent / "incidents.csv", rows)
    assert run("profile", mini, "--out", tmp_path / "out").returncode == 0
    quality = json.loads((tmp_path / "out" / "data-quality.json").read_text(encoding="utf-8"))
    assert quality["sources"][0]["proactive"] == 300
    assert quality["sources"][1]["proactive"] == 0
    page = (tmp_path / "out" / "report-analyst.html").read_text(encoding="utf-8")
    assert "Found by looking" in page


@needs_command
@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("2018-01-01, end = 2018-12-31", "2018-01-15, end = 2018-04-14", "quarter"),
        ('tier = "partner"', 'tier = "public"', "lower-layer super output area"),
    ],
)
def test_check_says_what_profile_refuses_by(mini, tmp_path, old, new, said):
    change(mini, (old, new))
    refused = run("profile", mini, "--out", tmp_path / "out")
    checked = run("check", mini)
    assert refused.returncode == checked.returncode == 1
    assert said in refused.stderr
    assert refused.stderr.splitlines()[0] in checked.stderr


@needs_command
def test_check_says_that_a_release_is_allowed(mini):
    done = run("check", mini, "--json")
    assert done.returncode == 0
    assert json.loads(done.stdout)["release"] == {"tier": "partner", "allowed": True}


def test_python_speaks_of_arguments_and_not_of_options(mini, tmp_path):
    profile = lp.problem_profile.from_toml(mini)
    profile.write(tmp_path / "out", audience="public")
    with pytest.raises(lp.InputError, match=r"replace=True") as caught:
        profile.write(tmp_path / "out", audience="public")
    assert "--replace" not in str(caught.value)
    profile.write(tmp_path / "out", audience="public", replace=True)


@needs_command
def test_decimal_commas_are_read_by_both(mini, tmp_path, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert run("profile", mini, "--out", tmp_path / "points").returncode == 0
    rows = [[value.replace(".", ",") for value in row] for row in mini_input.incidents()]
    mini_input.write_rows(mini.parent / "incidents.csv", rows, delimiter=";")
    change(mini, ('columns = { id = "ref"', 'decimal = "comma"\ncolumns = { id = "ref"'))
    assert run("profile", mini, "--out", tmp_path / "commas").returncode == 0
    lp.problem_profile.from_toml(mini).write(tmp_path / "python")
    made = [(tmp_path / name / "manifest.json").read_bytes() for name in ("points", "commas")]
    assert made[0] == made[1] == (tmp_path / "python" / "manifest.json").read_bytes()
    change(mini, ('decimal = "comma"', 'decimal = "dot"'))
    with pytest.raises(lp.InvalidArgument, match='"point" or "comma"'):
        lp.problem_profile.from_toml(mini)


def test_parquet_is_read_with_and_without_geometry(mini):
    plain = lp.problem_profile.from_toml(mini)
    rows = mini_input.incidents()
    table = pd.DataFrame(rows[1:], columns=rows[0]).astype({"lon": float, "lat": float})
    table.to_parquet(mini.parent / "incidents.parquet")
    gpd.read_file(mini.parent / "areas.geojson").to_parquet(mini.parent / "areas.parquet")
    change(mini, ("incidents.csv", "incidents.parquet"), ("areas.geojson", "areas.parquet"))
    pd.testing.assert_frame_equal(lp.problem_profile.from_toml(mini).counts, plain.counts)

    places = gpd.points_from_xy(table["lon"], table["lat"], crs=4326)
    gpd.GeoDataFrame(table.drop(columns=["lon", "lat"]), geometry=places).to_parquet(
        mini.parent / "incidents.parquet"
    )
    change(
        mini,
        (
            'files = ["incidents.parquet"]\ncrs = "EPSG:4326"\nx = "lon"\ny = "lat"\n',
            'files = ["incidents.parquet"]\n',
        ),
    )
    pd.testing.assert_frame_equal(lp.problem_profile.from_toml(mini).counts, plain.counts)
    change(mini, ('category = "kind"', 'category = "knd"'))
    with pytest.raises(lp.InputError, match="did you mean 'kind'"):
        lp.problem_profile.from_toml(mini)
    (mini.parent / "incidents.parquet").write_bytes(b"PAR1 and nothing else")
    with pytest.raises(lp.InputError, match="cannot be read as Parquet"):
        lp.problem_profile.from_toml(mini)


@needs_command
def test_the_vintage_of_the_areas_stands_in_the_manifest(mini, tmp_path):
    change(mini, ('code = "code"\nname', 'vintage = "2011"\ncode = "code"\nname'))
    assert run("profile", mini, "--out", tmp_path / "out").returncode == 0
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["vintage"] == "2011"
    assert lp.problem_profile.from_toml(mini).manifest["vintage"] == "2011"
    assert not [limit for limit in manifest["limits"] if "vintage" in limit]


@needs_command
def test_areas_of_unknown_size_need_residents_or_an_assurance(mini, tmp_path):
    text = mini.read_text(encoding="utf-8")
    before, rest = text.split("[areas.population]")
    mini.write_text(before + "[premises]" + rest.split("[premises]")[1], encoding="utf-8")
    assert run("profile", mini, "--out", tmp_path / "official").returncode == 0
    collection = (mini.parent / "areas.geojson").read_text(encoding="utf-8")
    (mini.parent / "areas.geojson").write_text(
        collection.replace('"E010', '"cell'), encoding="utf-8"
    )
    for done in (run("profile", mini, "--out", tmp_path / "own"), run("check", mini)):
        assert done.returncode == 1
        assert "assured_residents = 100" in done.stderr
    with pytest.raises(lp.DisclosureError, match="assured_residents = 100"):
        lp.problem_profile.from_toml(mini)
    change(mini, ('code = "code"\nname', 'assured_residents = 100\ncode = "code"\nname'))
    assert run("profile", mini, "--out", tmp_path / "assured").returncode == 0
    limits = lp.problem_profile.from_toml(mini).manifest["limits"]
    assert any("assures" in limit for limit in limits)
