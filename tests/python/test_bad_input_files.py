# SPDX-License-Identifier: MIT
"""Files at fault: exit 1, one clear line, nothing written; Python raises an error of its own."""

import gzip

import geopandas as gpd
import mini_input
import pytest
from bad_input import accepted, check, edit, edit_row, profile, refused, rejects
from command_line import needs_command

import libprofile as lp

pytestmark = needs_command
FILES = ["incidents.csv", "areas.geojson", "people.csv", "premises.csv"]


def test_the_whole_input_is_fine(whole):
    assert rejects(whole) == []
    assert (whole / "out" / "manifest.json").exists()


@pytest.mark.parametrize("name", FILES)
def test_a_missing_file_is_named(whole, name):
    (whole / name).unlink()
    refused(whole, name, "no such file")


@pytest.mark.parametrize("name", FILES)
def test_an_empty_file_is_named(whole, name):
    (whole / name).write_bytes(b"")
    refused(whole, name, "is empty")


@pytest.mark.parametrize("name", ["incidents.csv", "premises.csv"])
def test_a_folder_in_place_of_a_file_is_named(whole, name):
    (whole / name).unlink()
    (whole / name).mkdir()
    refused(whole, name, "is a folder")


def test_a_header_alone_has_no_incidents(whole):
    mini_input.write_rows(whole / "incidents.csv", mini_input.incidents(0))
    refused(whole, "incidents.csv", "holds no row")
    mini_input.write(whole)
    mini_input.write_rows(whole / "premises.csv", [["id", "type", "lon", "lat"]])
    refused(whole, "premises.csv", "holds no row")


def test_a_truncated_gzip_is_told(whole):
    data = gzip.compress((whole / "incidents.csv").read_bytes())
    (whole / "incidents.csv.gz").write_bytes(data[: len(data) // 2])
    edit(whole / "profile.toml", "incidents.csv", "incidents.csv.gz")
    refused(whole, "incidents.csv.gz", "damaged or cut short")
    (whole / "incidents.csv.gz").write_bytes(data)
    accepted(whole)


def test_truncated_geojson_is_told(whole):
    data = (whole / "areas.geojson").read_bytes()
    (whole / "areas.geojson").write_bytes(data[: len(data) // 2])
    refused(
        whole,
        *["areas.geojson", "cannot be read as GeoJSON"],
        python=["areas.geojson", "cannot be read as a layer"],
    )


def test_another_encoding_is_told_with_line_and_remedy(whole):
    edit_row(whole, 7, "kind", "Café")
    text = (whole / "incidents.csv").read_text(encoding="utf-8")
    (whole / "incidents.csv").write_bytes(text.encode("latin-1"))
    refused(whole, "incidents.csv, line 8, byte ", "is not UTF-8", 'encoding = "latin-1"')
    edit(whole / "profile.toml", 'x = "lon"', 'encoding = "latin-1"\nx = "lon"')
    accepted(whole)


def test_utf_16_is_told(whole):
    text = (whole / "incidents.csv").read_text(encoding="utf-8")
    (whole / "incidents.csv").write_bytes(text.encode("utf-16"))
    refused(whole, "incidents.csv", "UTF-16")


def test_a_nul_byte_is_told_with_its_line(whole):
    data = (whole / "incidents.csv").read_bytes()
    (whole / "incidents.csv").write_bytes(data.replace(b"Concern", b"Con\0ern", 1))
    refused(whole, "incidents.csv, line 2", "NUL byte")


@pytest.mark.parametrize("delimiter", [";", "\t", "|"])
def test_another_delimiter_is_read(whole, delimiter):
    mini_input.write_rows(whole / "incidents.csv", mini_input.incidents(), delimiter)
    assert rejects(whole) == []


def test_an_unknown_delimiter_is_asked_for(whole):
    mini_input.write_rows(whole / "incidents.csv", mini_input.incidents(), ":")
    refused(whole, "incidents.csv", "has no column 'ref'", "delimiter")


def test_a_file_without_a_header_does_not_give_its_first_record_away(whole):
    mini_input.write_rows(whole / "incidents.csv", [["s3cret", *"abcde"]] * 9)
    refused(whole, "incidents.csv", "has no column 'ref'")
    assert "s3cret" not in profile(whole).stderr
    with pytest.raises(lp.InputError) as caught:
        lp.problem_profile.from_toml(whole / "profile.toml")
    assert "s3cret" not in str(caught.value)


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


@pytest.mark.parametrize("line_end", ["\r\n", "\r"])
def test_other_line_ends_and_empty_lines_are_no_fault(whole, line_end):
    text = (whole / "incidents.csv").read_text(encoding="utf-8")
    text = text.replace("\n", line_end).replace(line_end, line_end * 3, 2)
    (whole / "incidents.csv").write_bytes(text.encode())
    assert rejects(whole) == []


@pytest.mark.parametrize(
    ("change", "fields"), [(lambda row: row.append("extra"), 7), (lambda row: row.pop(), 5)]
)
@pytest.mark.parametrize("kind", ["Concern", '"Concern, domestic"'])
def test_a_ragged_row_is_named(whole, change, fields, kind):
    rows = mini_input.incidents()
    rows[2][2] = kind
    change(rows[5])
    mini_input.write_rows(whole / "incidents.csv", rows)
    refused(whole, "incidents.csv, row 5 (line 6)", f"{fields} fields where the header has 6")


def test_a_quotation_mark_that_is_never_closed_is_told(whole):
    edit(whole / "incidents.csv", "Concern", '"Concern')
    refused(whole, "incidents.csv, row 1 (line 2)", "quotation mark that is never closed")


def test_a_column_named_twice_is_told(whole):
    edit(whole / "incidents.csv", "origin", "kind")
    refused(whole, "incidents.csv, header", "names the column 'kind' twice")


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
    refused(whole, "are refused", python=["is not a local file"])


def test_formats_that_open_other_files_are_refused_unless_allowed(whole):
    (whole / "incidents.vrt").write_text(
        '<OGRVRTDataSource><OGRVRTLayer name="incidents"><SrcDataSource relativeToVRT="1">'
        "incidents.csv</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>",
        encoding="utf-8",
    )
    edit(whole / "profile.toml", "incidents.csv", "incidents.vrt")
    refused(whole, "incidents.vrt", "--allow", python=["incidents.vrt", "may open other files"])
    assert profile(whole, "--allow", "OGR_VRT").returncode == 0


def test_of_several_layers_one_must_be_chosen(whole):
    areas = gpd.read_file(whole / "areas.geojson")
    areas.to_file(whole / "areas.gpkg", layer="one", driver="GPKG")
    areas.to_file(whole / "areas.gpkg", layer="two", driver="GPKG")
    edit(whole / "profile.toml", "areas.geojson", "areas.gpkg")
    refused(whole, "areas.gpkg", "one", "two", 'layer = "')
    edit(whole / "profile.toml", 'code = "code"\nname', 'layer = "two"\ncode = "code"\nname')
    accepted(whole)
