# SPDX-License-Identifier: MIT
"""What bad input gets: exit 1 or a report of rejects, one clear line, nothing written by half."""

import json
import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
import mini_input
from command_line import COMMAND, needs_command, run

pytestmark = needs_command


@pytest.fixture
def whole(tmp_path):
    mini_input.write(tmp_path)
    return tmp_path


def profile(folder, *arguments, **options):
    return run("profile", folder / "profile.toml", "--out", folder / "out", *arguments, **options)


def check(folder):
    """The report of `check --json`: exit status, errors, and the rest."""
    done = run("check", folder / "profile.toml", "--json")
    return done.returncode, json.loads(done.stdout or done.stderr)


def refused(folder, *words):
    """`profile` says no: exit 1, these words in the first line, and no output folder."""
    done = profile(folder)
    first = done.stderr.splitlines()[0]
    assert done.returncode == 1, done.stderr
    assert first.startswith("libprofile: ")
    for word in words:
        assert word in first, first
    assert not (folder / "out").exists()
    assert not list(folder.glob(".out.*"))
    assert done.stdout == ""


def edit(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def edit_row(folder, row, column, value):
    rows = mini_input.incidents()
    rows[row][rows[0].index(column)] = value
    mini_input.write_rows(folder / "incidents.csv", rows)


def rejects(folder):
    status, report = check(folder)
    assert status == 0, report
    return report["incidents"]["rejected"]


def test_the_whole_input_is_fine(whole):
    done = profile(whole)
    assert done.returncode == 0, done.stderr
    assert (whole / "out" / "manifest.json").exists()
    assert rejects(whole) == []


@pytest.mark.parametrize("name", ["incidents.csv", "areas.geojson", "people.csv", "premises.csv"])
def test_a_missing_file_is_named(whole, name):
    (whole / name).unlink()
    refused(whole, name, "no such file")


@pytest.mark.parametrize("name", ["incidents.csv", "areas.geojson", "people.csv", "premises.csv"])
def test_an_empty_file_is_named(whole, name):
    (whole / name).write_bytes(b"")
    refused(whole, name, "is empty")


def test_a_header_alone_has_no_incidents(whole):
    mini_input.write_rows(whole / "incidents.csv", mini_input.incidents(0))
    refused(whole, "incidents.csv", "holds no row")


def test_a_truncated_gzip_is_told(whole):
    import gzip

    data = gzip.compress((whole / "incidents.csv").read_bytes())
    (whole / "incidents.csv.gz").write_bytes(data[: len(data) // 2])
    edit(whole / "profile.toml", "incidents.csv", "incidents.csv.gz")
    refused(whole, "incidents.csv.gz", "damaged or cut short")


def test_truncated_geojson_is_told(whole):
    data = (whole / "areas.geojson").read_bytes()
    (whole / "areas.geojson").write_bytes(data[: len(data) // 2])
    refused(whole, "areas.geojson", "cannot be read as GeoJSON")


def test_another_encoding_is_told_with_line_and_remedy(whole):
    edit_row(whole, 7, "kind", "Café")
    text = (whole / "incidents.csv").read_text(encoding="utf-8")
    (whole / "incidents.csv").write_bytes(text.encode("latin-1"))
    refused(whole, "incidents.csv, line 8", 'encoding = "latin-1"')
    edit(whole / "profile.toml", 'x = "lon"', 'encoding = "latin-1"\nx = "lon"')
    assert profile(whole).returncode == 0


def test_utf_16_is_told(whole):
    text = (whole / "incidents.csv").read_text(encoding="utf-8")
    (whole / "incidents.csv").write_bytes(text.encode("utf-16"))
    refused(whole, "incidents.csv", "UTF-16")


def test_another_delimiter_is_read_and_an_unknown_one_shows_the_columns(whole):
    mini_input.write_rows(whole / "incidents.csv", mini_input.incidents(), ";")
    assert rejects(whole) == []
    mini_input.write_rows(whole / "incidents.csv", mini_input.incidents(), ":")
    refused(whole, "incidents.csv", "has no column 'ref'")


def test_decimal_commas_are_read_where_they_are_said(whole):
    rows = mini_input.incidents()
    for row in rows[1:]:
        row[4], row[5] = row[4].replace(".", ","), row[5].replace(".", ",")
    mini_input.write_rows(whole / "incidents.csv", rows, ";")
    _, report = check(whole)
    assert report["errors"]
    edit(whole / "profile.toml", 'x = "lon"', 'decimal = "comma"\nx = "lon"')
    assert rejects(whole) == []


def test_a_byte_order_mark_is_no_fault(whole):
    text = (whole / "incidents.csv").read_text(encoding="utf-8")
    (whole / "incidents.csv").write_text(text, encoding="utf-8-sig")
    assert rejects(whole) == []


def test_a_ragged_row_is_named(whole):
    rows = mini_input.incidents()
    rows[5].append("extra")
    mini_input.write_rows(whole / "incidents.csv", rows)
    refused(whole, "incidents.csv, row 5 (line 6)", "7 fields where the header has 6")


@pytest.mark.parametrize("value", ["inf", "-inf", "1e999", "north"])
def test_a_coordinate_that_is_none_rejects_its_row(whole, value):
    edit_row(whole, 3, "lon", value)
    found = rejects(whole)
    assert [(r["row"], r["column"]) for r in found] == [(3, "lon")]
    assert value not in json.dumps(found)


def test_nan_is_a_row_without_a_place_or_a_reject(whole):
    rows = mini_input.incidents()
    rows[3][4] = rows[3][5] = "NaN"
    mini_input.write_rows(whole / "incidents.csv", rows)
    status, report = check(whole)
    assert status == 0
    incidents = report["incidents"]
    assert incidents["without_coordinates"] + (incidents["rows"] - incidents["accepted"]) == 1


def test_latitude_before_longitude_says_what_to_type(whole):
    edit(whole / "profile.toml", 'x = "lon"\ny = "lat"', 'x = "lat"\ny = "lon"')
    refused(whole, "incidents: x and y are swapped", 'x = "lon", y = "lat"')


def test_coordinates_outside_the_area_of_the_system(whole):
    rows = mini_input.incidents()
    for row in rows[1:]:
        row[4] = "20.5"
    mini_input.write_rows(whole / "incidents.csv", rows)
    refused(whole, "incidents", "EPSG:27700")
    mini_input.write(whole)
    edit_row(whole, 3, "lon", "20.5")
    _, report = check(whole)
    assert "1 points lie outside the area where EPSG:27700 is used" in " ".join(report["notes"])


def test_a_missing_crs_says_what_to_type(whole):
    edit(whole / "profile.toml", 'crs = "EPSG:4326"\nx', "x")
    refused(whole, "crs of incidents is not given", 'crs = "EPSG:4326"')


def test_degrees_where_metres_are_due(whole):
    edit(whole / "profile.toml", 'crs = "EPSG:4326"\nx', 'crs = "EPSG:27700"\nx')
    refused(whole, "look like degrees", 'type crs = "EPSG:4326"')


def test_a_working_crs_in_degrees(whole):
    edit(whole / "profile.toml", 'crs = "EPSG:27700"', 'crs = "EPSG:4326"')
    refused(whole, "must be a plane in metres", 'crs = "EPSG:27700"')


def change_areas(folder, change):
    areas = mini_input.areas()
    change(areas["features"])
    (folder / "areas.geojson").write_text(json.dumps(areas), encoding="utf-8")


def test_mixed_geometry_is_named_by_code(whole):
    point = {"type": "Point", "coordinates": [-1.5, 53.5]}
    change_areas(whole, lambda features: features[3].update(geometry=point))
    refused(whole, mini_input.code(0, 3), "polygon")


def test_an_absent_outline_is_named_by_code(whole):
    change_areas(whole, lambda features: features[3].update(geometry=None))
    refused(whole, mini_input.code(0, 3))


def cross(features):
    ring = features[3]["geometry"]["coordinates"][0]
    ring[1], ring[2] = ring[2], ring[1]


def test_self_intersecting_outlines_are_named_and_repaired_only_when_asked(whole):
    change_areas(whole, cross)
    refused(whole, mini_input.code(0, 3))
    edit(whole / "profile.toml", 'code = "code"\nname', 'repair = true\ncode = "code"\nname')
    assert profile(whole).returncode == 0
    manifest = json.loads((whole / "out" / "manifest.json").read_text(encoding="utf-8"))
    assert mini_input.code(0, 3) in json.dumps(manifest)


def test_overlapping_areas_are_remarked_on(whole):
    def widen(features):
        for vertex in features[0]["geometry"]["coordinates"][0]:
            if vertex[0] > -1.59:
                vertex[0] += 0.005

    change_areas(whole, widen)
    status, report = check(whole)
    assert status == 0
    assert f"{mini_input.code(0, 0)} and {mini_input.code(0, 1)} overlap" in " ".join(
        report["notes"]
    )


def test_duplicate_codes_are_refused(whole):
    change_areas(whole, lambda features: features.append(features[0]))
    refused(whole, mini_input.code(0, 0))


def test_population_zero_or_absent_is_no_fault_of_reading(whole):
    edit(whole / "people.csv", f"{mini_input.code(0, 0)},1500,300", f"{mini_input.code(0, 0)},0,0")
    edit(whole / "people.csv", f"{mini_input.code(0, 1)},1500,300\n", "")
    status, report = check(whole)
    assert status == 0
    assert mini_input.code(0, 1) in " ".join(report["notes"])
    assert profile(whole).returncode in (0, 1)


def test_a_code_value_that_is_not_known_rejects_its_row(whole):
    edit_row(whole, 4, "origin", "rumour")
    assert [(r["row"], r["column"]) for r in rejects(whole)] == [(4, "origin")]


def test_a_month_that_does_not_exist_rejects_its_row(whole):
    edit_row(whole, 4, "month", "2018-13")
    assert [(r["row"], r["column"]) for r in rejects(whole)] == [(4, "month")]


def test_rows_that_are_all_rejected_leave_nothing_to_profile(whole):
    rows = mini_input.incidents()
    for row in rows[1:]:
        row[1] = "2018-13"
    mini_input.write_rows(whole / "incidents.csv", rows)
    refused(whole, "incidents.csv", "none of the rows can be used")
    status, report = check(whole)
    assert status == 1
    assert report["errors"]


def test_duplicate_ids_are_counted(whole):
    edit_row(whole, 9, "ref", "r0")
    status, report = check(whole)
    assert status == 0
    assert report["incidents"]["duplicates"] == 1


def test_a_window_without_records(whole):
    edit(
        whole / "profile.toml",
        "start = 2018-01-01, end = 2018-12-31",
        "start = 2011-01-01, end = 2011-12-31",
    )
    refused(whole, "window")
    status, _ = check(whole)
    assert status == 1


def test_fewer_records_than_any_threshold(whole):
    mini_input.write_rows(whole / "incidents.csv", mini_input.incidents(3))
    refused(whole, "threshold")


def test_no_category_left(whole):
    edit(whole / "profile.toml", "columns = {", 'categories = ["Concrn"]\ncolumns = {')
    refused(whole, "categor", "Concern")


def test_identifiers_and_protected_characteristics_are_refused(whole):
    edit(whole / "profile.toml", 'category = "kind"', 'category = "Self-defined ethnicity"')
    refused(whole, "ethnicity")
    mini_input.write(whole)
    rows = mini_input.incidents()
    for row in rows[1:]:
        row[2] = f"someone{row[0]}@example.org"
    mini_input.write_rows(whole / "incidents.csv", rows)
    refused(whole, "kind", "e-mail")


@pytest.mark.parametrize(
    "path",
    [
        "/vsicurl/http://127.0.0.1/a.csv",
        "https://127.0.0.1/a.csv",
        "/vsizip/a.zip/a.csv",
        "s3://b/a.csv",
    ],
)
def test_addresses_are_refused(whole, path):
    edit(whole / "profile.toml", "incidents.csv", path)
    refused(whole, "are refused")


def test_formats_that_open_other_files_are_refused_unless_allowed(whole):
    (whole / "incidents.vrt").write_text(
        '<OGRVRTDataSource><OGRVRTLayer name="incidents"><SrcDataSource relativeToVRT="1">'
        "incidents.csv</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>",
        encoding="utf-8",
    )
    edit(whole / "profile.toml", "incidents.csv", "incidents.vrt")
    refused(whole, "incidents.vrt", "--allow")
    assert profile(whole, "--allow", "OGR_VRT").returncode == 0


def limit_file_size():
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))


def test_a_disk_that_fills_up_leaves_nothing(whole):
    done = profile(whole, preexec_fn=limit_file_size)
    assert done.returncode == 1
    assert not (whole / "out").exists()
    assert not list(whole.glob(".out.*"))


def test_a_folder_that_may_not_be_written(whole):
    done = run("profile", whole / "profile.toml", "--out", "/proc/libprofile-out")
    assert done.returncode == 1
    assert "/proc" in done.stderr.splitlines()[0]


def test_a_killed_process_leaves_no_folder_and_the_next_run_works(whole):
    rows = mini_input.incidents(60_000)
    mini_input.write_rows(whole / "incidents.csv", rows)
    for delay in (0.02, 0.1, 0.2, 0.3):
        command = [COMMAND, "profile", whole / "profile.toml", "--out", whole / "out", "--quiet"]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(delay)
        process.send_signal(signal.SIGKILL)
        if process.wait() == 0:
            break
        assert not (whole / "out").exists() or (whole / "out" / "manifest.json").exists()
    assert profile(whole, "--replace").returncode == 0
    assert not list(whole.glob(".out.*"))


def test_ctrl_c_stops_with_130_and_leaves_nothing(whole):
    mini_input.write_rows(whole / "incidents.csv", mini_input.incidents(300_000))
    command = [COMMAND, "profile", whole / "profile.toml", "--out", whole / "out", "--threads", "1"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    time.sleep(0.15)
    process.send_signal(signal.SIGINT)
    began = time.monotonic()
    _, errors = process.communicate()
    assert process.returncode == 130, errors
    assert time.monotonic() - began < 2.0
    assert "stopped" in errors
    assert not (whole / "out").exists()
    assert not list(whole.glob(".out.*"))


def bad_files():
    root = Path(
        os.environ.get("LIBPROFILE_REAL_DATA", Path(__file__).parents[2].parent / "shared" / "data")
    )
    return sorted(path for path in (root / "bad-input").rglob("*") if path.is_file())


# A small process of its own starts the command, so that the peak is that of the command alone.
WATCH = """
import json, os, subprocess, sys, time
for path in sys.argv[2:]:
    began = time.monotonic()
    command = [sys.argv[1], "check", path, "--threads", "1"]
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    told = child.stderr.read()
    _, status, usage = os.wait4(child.pid, 0)
    seconds = usage.ru_utime + usage.ru_stime
    first = told[:200].decode(errors="replace")
    exit_status = os.waitstatus_to_exitcode(status)
    print(json.dumps([path, exit_status, seconds, usage.ru_maxrss / 1024, first]))
"""


@pytest.mark.timeout(900)
def test_every_bad_file_gives_a_clean_read_or_a_clean_error():
    files = bad_files()
    if not files:
        pytest.skip("the folder bad-input of the real data is not there")
    command = [sys.executable, "-c", WATCH, str(COMMAND), *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    reports = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(reports) == len(files) > 800
    faults = [
        report
        for report in reports
        for _, status, seconds, megabytes, told in [report]
        if not ((status == 0 and told == "") or (status == 1 and told.startswith("libprofile: ")))
        or seconds >= 1.0
        or megabytes >= 256
    ]
    assert faults == []
