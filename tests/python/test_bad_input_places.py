# SPDX-License-Identifier: MIT
"""Coordinates, reference systems, outlines and residents at fault."""

import json

import geopandas as gpd
import mini_input
import pandas as pd
import pytest
from bad_input import (
    accepted,
    change_areas,
    check,
    edit,
    edit_row,
    edit_rows,
    refused,
    rejects,
)
from command_line import needs_command, run

import libprofile as lp

pytestmark = needs_command


@pytest.mark.parametrize("value", ["inf", "-inf", "1e999", "north"])
def test_a_coordinate_that_is_none_rejects_its_row(whole, value):
    edit_row(whole, 3, "lon", value)
    found = rejects(whole)
    assert [(r["row"], r["column"]) for r in found] == [(3, "lon")]
    assert value not in json.dumps(found)


def test_one_coordinate_without_the_other_rejects_its_row(whole):
    edit_row(whole, 3, "lat", "")
    assert [r["row"] for r in rejects(whole)] == [3]


def test_a_row_without_coordinates_is_accepted_and_counted(whole):
    rows = mini_input.incidents()
    for row in rows[3:43]:
        row[4] = row[5] = ""
    mini_input.write_rows(whole / "incidents.csv", rows)
    _, report = check(whole)
    assert report["incidents"]["without_coordinates"] == 40
    accepted(whole)


def test_nan_is_a_row_without_a_place_or_a_reject(whole):
    rows = mini_input.incidents()
    rows[3][4] = rows[3][5] = "NaN"
    mini_input.write_rows(whole / "incidents.csv", rows)
    status, report = check(whole)
    assert status == 0
    incidents = report["incidents"]
    assert incidents["without_coordinates"] + (incidents["rows"] - incidents["accepted"]) == 1
    accepted(whole)


def test_latitude_before_longitude_says_what_to_type(whole):
    edit(whole / "profile.toml", 'x = "lon"\ny = "lat"', 'x = "lat"\ny = "lon"')
    refused(
        whole,
        *["incidents.csv): x and y are swapped", 'x = "lon", y = "lat"'],
        python=["incidents: x and y are swapped", "points_from_xy(longitude, latitude)"],
    )


def test_points_that_all_lie_outside_the_area_of_the_system_are_told(whole):
    edit_rows(whole, "lon", lambda row: "20.5")
    refused(
        whole,
        *["incidents.csv): none of ", "lies where EPSG:27700 is used"],
        python=["incidents: none of ", "lies where EPSG:27700 is used"],
    )


def test_points_outside_the_area_of_the_system_are_remarked_on(whole):
    edit_row(whole, 3, "lon", "20.5")
    _, report = check(whole)
    assert "1 points lie outside the area where EPSG:27700 is used" in " ".join(report["notes"])
    accepted(whole)


def test_a_missing_crs_says_what_to_type(whole):
    edit(whole / "profile.toml", 'crs = "EPSG:4326"\nx', "x")
    refused(
        whole,
        *["crs of incidents (", "incidents.csv) is not given", 'crs = "EPSG:4326"'],
        python=["[incidents]: has no reference system", 'crs = "EPSG:4326"'],
    )


@pytest.mark.parametrize("name", ["WGS 84", "EPSG:999999", "British National Grid"])
def test_names_of_systems_are_not_guessed_at(whole, name):
    edit(whole / "profile.toml", 'crs = "EPSG:4326"\nx', f'crs = "{name}"\nx')
    refused(whole, f'"{name}": is not a reference system that PROJ knows', "EPSG:27700")


def test_degrees_where_metres_are_due(whole):
    edit(whole / "profile.toml", 'crs = "EPSG:4326"\nx', 'crs = "EPSG:27700"\nx')
    refused(whole, "incidents", "look like degrees", 'type crs = "EPSG:4326"')


def test_metres_where_degrees_are_due(whole):
    rows = mini_input.incidents()
    for number, row in enumerate(rows[1:]):
        row[4], row[5] = "431000.5", f"{390_000 + number}"
    mini_input.write_rows(whole / "incidents.csv", rows)
    refused(whole, "incidents", "look like metres", 'type crs = "EPSG:27700"')


def test_frames_of_degrees_on_a_plane_are_told(whole):
    rows = mini_input.incidents()
    table = pd.DataFrame(rows[1:], columns=["id", "start", "category", "origin", "lon", "lat"])
    places = gpd.points_from_xy(table["lon"].astype(float), table["lat"].astype(float), crs=27700)
    areas = gpd.read_file(whole / "areas.geojson").to_crs(27700)
    with pytest.raises(lp.CrsError, match="incidents: coordinates look like degrees"):
        lp.problem_profile(gpd.GeoDataFrame(table, geometry=places), areas, code="code")


def test_a_working_crs_in_degrees(whole):
    edit(whole / "profile.toml", 'crs = "EPSG:27700"', 'crs = "EPSG:4326"')
    refused(
        whole,
        *["must be a plane in metres", 'crs = "EPSG:27700"'],
        python=["distances need metres", "EPSG:27700"],
    )


def test_mixed_geometry_is_named_by_code(whole):
    point = {"type": "Point", "coordinates": [-1.5, 53.5]}
    change_areas(whole, lambda features: features[3].update(geometry=point))
    refused(whole, mini_input.code(0, 3), "polygon")


def test_an_absent_outline_is_named_by_code(whole):
    change_areas(whole, lambda features: features[3].update(geometry=None))
    refused(whole, mini_input.code(0, 3), "polygon")


def cross(features):
    ring = features[3]["geometry"]["coordinates"][0]
    ring[1], ring[2] = ring[2], ring[1]


def test_self_intersecting_outlines_are_named_and_repaired_only_when_asked(whole):
    change_areas(whole, cross)
    refused(whole, mini_input.code(0, 3), "repair = true")
    edit(whole / "profile.toml", 'code = "code"\nname', 'repair = true\ncode = "code"\nname')
    made = accepted(whole)
    assert made.manifest["repaired_areas"] == [mini_input.code(0, 3)]
    assert made.manifest["repaired_on_lattice"] == {"count": 0, "codes": []}


def needle(features):
    """A spike thinner than the lattice of a millimetre, on an outer side."""
    ring = features[0]["geometry"]["coordinates"][0]
    south = ring[0][1]
    middle = (ring[0][0] + ring[1][0]) / 2
    ring[1:1] = [[middle - 1e-9, south], [middle, south - 1e-4], [middle + 1e-9, south]]


def test_outlines_that_the_lattice_breaks_are_mended_and_listed_by_code(whole):
    change_areas(whole, needle)
    code = mini_input.code(0, 0)
    made = accepted(whole)
    manifest = json.loads((whole / "out" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["repaired_areas"] == []
    assert manifest["repaired_on_lattice"] == {"count": 1, "codes": [code]}
    assert made.manifest["repaired_on_lattice"] == manifest["repaired_on_lattice"]
    quality = json.loads((whole / "out" / "data-quality.json").read_text(encoding="utf-8"))
    assert quality["outlines"] == {"repaired": [], "repaired_on_lattice": [code]}
    page = (whole / "out" / "report-analyst.html").read_text(encoding="utf-8")
    assert f"<dd>1 area: {code}</dd>" in page
    said = run("check", whole / "profile.toml").stdout
    assert "1 mended on the millimetre lattice" in said


def test_overlapping_areas_are_remarked_on(whole):
    def widen(features):
        for vertex in features[0]["geometry"]["coordinates"][0]:
            if vertex[0] > -1.59:
                vertex[0] += 0.005

    change_areas(whole, widen)
    status, report = check(whole)
    assert status == 0
    said = f"{mini_input.code(0, 0)} and {mini_input.code(0, 1)} overlap"
    assert said in " ".join(report["notes"])
    accepted(whole)


def test_duplicate_codes_are_refused(whole):
    change_areas(whole, lambda features: features.append(features[0]))
    refused(whole, mini_input.code(0, 0), "is there twice")


def test_an_area_without_a_code_is_refused(whole):
    change_areas(whole, lambda features: features[2]["properties"].update(code=None))
    refused(whole, python=["code"])


def test_population_zero_or_absent_is_no_fault_of_reading(whole):
    edit(whole / "people.csv", f"{mini_input.code(0, 0)},1500,300", f"{mini_input.code(0, 0)},0,0")
    edit(whole / "people.csv", f"{mini_input.code(0, 1)},1500,300\n", "")
    status, report = check(whole)
    assert status == 0
    assert mini_input.code(0, 1) in " ".join(report["notes"])
    counts = accepted(whole).counts
    of_areas = counts[(counts["level"] == "neighbourhood") & (counts["category"] == "all")]
    withheld = of_areas.loc[of_areas["count"].isna(), "unit"]
    assert {mini_input.code(0, 0), mini_input.code(0, 1)} <= set(withheld)


@pytest.mark.parametrize("residents", ["-5", "many"])
def test_residents_that_are_no_number_are_told(whole, residents):
    code = mini_input.code(0, 0)
    edit(whole / "people.csv", f"{code},1500,300", f"{code},{residents},300")
    refused(
        whole,
        *["people.csv, row 1, column 'n'", "at least 0"],
        python=["population" if residents == "-5" else "column 'n'"],
    )
