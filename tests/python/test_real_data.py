# SPDX-License-Identifier: MIT
"""One police force's open street crime, in full: the shape, size and dirt of operational data."""

import json
import tomllib
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
from additivity import sums_of
from conftest import ROOT

import libprofile as lp

READ, WITHOUT_PLACE, IN_AREAS = 187_301, 7_628, 179_333


@pytest.fixture(scope="module")
def south_yorkshire(real_data):
    return real_data / "south-yorkshire"


@pytest.fixture(scope="module")
def config(south_yorkshire, tmp_path_factory):
    path = tmp_path_factory.mktemp("config") / "south-yorkshire.toml"
    text = (ROOT / "tests" / "support" / "south-yorkshire.toml").read_text()
    path.write_text(text.replace("SOUTH_YORKSHIRE", str(south_yorkshire)))
    return path


@pytest.fixture(scope="module")
def internal(cli, config, tmp_path_factory):
    out = tmp_path_factory.mktemp("internal") / "out"
    cli("profile", config, "--out", out, "--tier", "internal", "--audience", "analyst")
    return out


@pytest.fixture(scope="module")
def partner(cli, config, tmp_path_factory):
    out = tmp_path_factory.mktemp("partner") / "out"
    cli("profile", config, "--out", out)
    return out


def contents(folder):
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def points_of(source):
    """The frame that a user makes of a source of the configuration, with pandas and geopandas."""
    columns = source["columns"]
    mapped = list({*columns.values(), source["x"], source["y"]})
    files = source["files"][0]
    folder, _, pattern = files.rpartition("/")
    table = pd.concat(
        [
            pd.read_csv(path, usecols=mapped, dtype=str)
            for path in sorted(Path(folder).glob(pattern))
        ],
        ignore_index=True,
    )
    places = gpd.points_from_xy(table[source["x"]].astype(float), table[source["y"]].astype(float))
    frame = gpd.GeoDataFrame(table, geometry=places, crs=source["crs"])
    frame.loc[table[source["x"]].isna(), "geometry"] = None
    return lp.geography.to_plane(frame)


def profile_of_frames(config):
    """The same profile from GeoDataFrames, argument by argument."""
    said = tomllib.loads(config.read_text())
    areas = gpd.read_file(said["areas"]["files"][0])
    residents = pd.read_csv(said["areas"]["population"]["file"]).set_index("lsoa11_code")
    for column in ("pop2019", "pop2019_10_17"):
        areas[column] = residents[column].reindex(areas["LSOA11CD"]).to_numpy()
    window = said["profile"]["window"]
    return lp.problem_profile(
        points_of(said["incidents"]),
        lp.geography.to_plane(areas),
        premises=points_of(said["premises"]),
        columns=said["incidents"]["columns"],
        premises_columns=said["premises"]["columns"],
        crosswalk="fhrs",
        code="LSOA11CD",
        name="LSOA11NM",
        parent="LADCD_ACTIVE",
        population="pop2019",
        under_18="pop2019_10_17",
        window=(str(window["start"]), str(window["end"])),
        title=said["profile"]["title"],
        seed=said["profile"]["seed"],
    )


@pytest.mark.parametrize("way", ["configuration", "frames"])
def test_python_and_the_command_line_write_the_same_bytes(cli, config, tmp_path, monkeypatch, way):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    cli("profile", config, "--out", tmp_path / "command-line")
    made = (
        lp.problem_profile.from_toml(config)
        if way == "configuration"
        else profile_of_frames(config)
    )
    made.write(tmp_path / "python")
    ours, theirs = contents(tmp_path / "command-line"), contents(tmp_path / "python")
    assert list(ours) == list(theirs)
    assert [name for name in ours if ours[name] != theirs[name]] == []
    districts = ours["layers/premises_types_by_area.geojson"]
    assert len(districts) > 100_000


def test_every_row_is_accounted_for(internal):
    quality = json.loads((internal / "data-quality.json").read_text())
    incidents, premises = quality["sources"]
    assert incidents["rows_read"] == READ
    assert incidents["without_coordinates"] == WITHOUT_PLACE
    counts = pd.read_csv(internal / "tables" / "counts.csv")
    total = counts.query("level == 'all' and category == 'all'")["count"].iloc[0]
    assert total == IN_AREAS
    assert incidents["rows_read"] == total + WITHOUT_PLACE + incidents["outside_areas"]
    assert premises["rows_read"] == 9_871


def test_counts_equal_a_join_by_another_library(internal, south_yorkshire):
    areas = gpd.read_file(south_yorkshire / "boundaries" / "lsoa11.geojson").to_crs(27700)
    months = [
        pd.read_csv(path, usecols=["Longitude", "Latitude"])
        for path in sorted((south_yorkshire / "crimes").glob("*.csv.gz"))
    ]
    crimes = pd.concat(months).dropna()
    points = gpd.GeoDataFrame(
        geometry=gpd.points_from_xy(crimes.Longitude, crimes.Latitude, crs=4326)
    ).to_crs(27700)
    areas = areas.sort_values("LSOA11CD", ignore_index=True)
    joined = points.sjoin(areas[["geometry"]], predicate="intersects")["index_right"]
    expected = joined.groupby(level=0).min().value_counts()
    counts = pd.read_csv(internal / "tables" / "counts.csv")
    ours = counts.query("level == 'neighbourhood' and category == 'all'").set_index("unit")["count"]
    theirs = expected.set_axis(areas["LSOA11CD"].iloc[expected.index]).reindex(ours.index)
    assert (ours - theirs.fillna(0)).abs().max() == 0
    assert theirs.sum() == IN_AREAS


def test_the_released_profile_rounds_and_says_what_has_no_place(partner):
    counts = pd.read_csv(partner / "tables" / "counts.csv")
    assert (counts["count"].dropna() % 5 == 0).all()
    page = (partner / "report-outreach.html").read_text()
    assert "7,630" in page or "7,625" in page
    assert "7,628" not in page


def test_released_counts_add_up_to_the_last_digit(partner):
    counts = pd.read_csv(partner / "tables" / "counts.csv")
    assert counts["count"].notna().all()
    layer = json.loads((partner / "layers" / "neighbourhoods.geojson").read_text())
    parent_of = {f["properties"]["unit"]: f["properties"]["parent"] for f in layer["features"]}
    districts = dict.fromkeys(parent_of.values(), "all")
    steps = [("neighbourhood", "district", parent_of), ("district", "all", districts)]
    units, categories = len(parent_of) + len(districts) + 1, counts["category"].nunique()
    found = sums_of(counts, steps)
    assert [sums.checked for sums in found.values()] == [
        units,
        len(districts) * categories,
        categories,
    ]
    assert [sums.broken for sums in found.values()] == [[], [], []]


def test_no_business_name_leaves_the_room(partner, south_yorkshire):
    register = pd.read_csv(south_yorkshire / "sy_premises_fhrs_2015.csv", dtype=str)
    names = {n.encode() for n in register["businessname"].dropna() if len(n) > 12 and " " in n}
    for path in partner.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert not [name for name in names if name in content], path.name


STOP_AND_SEARCH = """
[profile]
window = {{ start = 2020-01-01, end = 2020-03-31 }}
[incidents]
files = ["{data}/stop-and-search/2020-01-essex-stop-and-search.csv"]
crs = "EPSG:4326"
x = "{x}"
y = "{y}"
columns = {{ start = "Date", category = "{category}" }}
[areas]
files = ["{data}/boundaries/ward.geojson"]
code = "{code}"
"""


def stop_and_search(cli, tmp_path, data, **columns):
    wards = gpd.read_file(data / "boundaries" / "ward.geojson", rows=1)
    code = next(name for name in wards.columns if name.upper().endswith("CD"))
    text = STOP_AND_SEARCH.format(data=data, code=code, **columns)
    (tmp_path / "stops.toml").write_text(text)
    return cli("profile", tmp_path / "stops.toml", "--out", tmp_path / "out", check=False)


def test_latitude_before_longitude_is_noticed(cli, tmp_path, south_yorkshire):
    done = stop_and_search(
        cli, tmp_path, south_yorkshire, x="Latitude", y="Longitude", category="Type"
    )
    assert done.returncode == 1
    assert "Longitude" in done.stderr
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("column", ["Self-defined ethnicity", "Officer-defined ethnicity"])
def test_protected_characteristics_are_refused(cli, tmp_path, south_yorkshire, column):
    done = stop_and_search(
        cli, tmp_path, south_yorkshire, x="Longitude", y="Latitude", category=column
    )
    assert done.returncode == 1
    assert column in done.stderr
    assert "White" not in done.stderr
    assert not (tmp_path / "out").exists()
