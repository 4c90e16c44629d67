# SPDX-License-Identifier: MIT
"""tools/attack: a raw number is got where rows are told apart, and where documents repeat it."""

import json
import re
import sqlite3
import sys
from contextlib import closing

import pandas as pd
import pytest
from attack_plants import asked
from attack_twins import edit_layer, got
from support import ROOT

sys.path.insert(0, str(ROOT / "tools" / "attack_release"))

import classes
import coordinates
import database
import documents
import keys
import page_months
import residue
import scalars
import styles
import suite
from page_source import Source
from release import Release


def test_nothing_is_got_from_a_release(released):
    for attack in (keys, documents, styles):
        found = attack.attack(Release(released))
        assert not found.succeeded, found.got


@pytest.mark.parametrize(
    ("table", "column", "old", "new"),
    [
        ("victims", "unit", "E08900004", "E08900008"),
        ("offenders", "value", "13-15 / female", "13-17 / female"),
        ("offenders", "value", "13-15", "13-17"),
        ("premises_bands", "band", "above 5 to 10", "above 5 to 17"),
        ("premises_surroundings", "surroundings", "20 to 49 others", "20 to 47 others"),
        ("premises_distances", "distance", "100 to 200 m", "100 to 207 m"),
        ("premises_comparisons", "type", "P09", "P27"),
        ("premises_steadied", "unit", "E08900003", "E08900007"),
        ("premises_types", "name", "school, college", "3 schools"),
        ("counts", "unit", "E05900001", "E05900007"),
        ("counts", "category", "Sexual offence", "7 offences"),
    ],
)
def test_a_number_that_tells_rows_apart_is_got(twin, table, column, old, new):
    path = twin / "tables" / f"{table}.csv"
    rows = pd.read_csv(path, dtype=str, keep_default_na=False)
    at = rows.index[rows[column] == old][-1]
    rows.loc[at, column] = new
    rows.to_csv(path, index=False)
    got(keys, twin)


@pytest.mark.parametrize(
    ("layer", "field", "number"),
    [
        ("clusters", "cluster", 7),
        ("clusters", "area_km2", 0.731),
        ("hotspots", "unit", "E01900007"),
        ("neighbourhoods", "parent", "E05900777"),
    ],
)
def test_a_number_that_tells_features_apart_is_got(twin, layer, field, number):
    edit_layer(twin, layer, lambda features: features[0]["properties"].update({field: number}))
    assert f"layers/{layer}" in got(keys, twin)


@pytest.mark.parametrize(
    ("document", "told", "raw"),
    [
        ("manifest", r'("manifest_version": ?)1', r"\g<1>7"),
        ("manifest", r'("policy_hash": ?"\w+)\w"', r'\1x"'),
        ("manifest", r'("threshold": ?)5', r"\g<1>7"),
        ("manifest", r'("source": ?"victims",\s*"rows": ?)\d+', r"\g<1>1205"),
        ("data-quality", r'("month": ?"20)24', r"\g<1>25"),
        ("manifest", r'("radius_m": ?"10)0', r"\g<1>7"),
        ("manifest", r'("repaired_on_lattice": ?\{\s*"count": ?)0', r"\g<1>7"),
        ("results", r'("withheld rows": ?)\d+', r"\g<1>7"),
        ("data-quality", r'("months_without_records": ?\[)', r'\1"2023-01"'),
        ("results", r'("version": ?"1\.0\.)2', r"\g<1>3"),
        ("results", r'("version": ?"0\.1\.)0', r"\g<1>7"),
        ("results", r'("uid": ?"output_)1"', r'\g<1>3"'),
        ("results", r'("timestamp": ?"[^"]+:)\d\dZ', r"\g<1>77Z"),
        ("results", r'("summary": ?"pass; row counts are multiples of )5', r"\g<1>7"),
        ("results", r'("name": ?"tables/counts)\.csv', r"\1-7.csv"),
        ("results", r'("start": ?"2024-0)1', r"\g<1>2"),
    ],
)
def test_a_number_that_no_other_document_repeats_is_got(twin, document, told, raw):
    path = twin / f"{document}.json"
    changed, times = re.subn(told, raw, path.read_text(encoding="utf-8"), count=1)
    assert times == 1
    path.write_text(changed, encoding="utf-8")
    assert f"{document}.json" in got(documents, twin)


@pytest.mark.parametrize(
    ("table", "column"), [("premises_comparisons", "funnel"), ("premises_types", "flag")]
)
def test_a_flag_of_a_raw_count_is_got(twin, table, column):
    path = twin / "tables" / f"{table}.csv"
    rows = pd.read_csv(path, dtype=str, keep_default_na=False)
    at = rows.index[rows[column] == "none"][0]
    rows.loc[at, column] = {"funnel": "high_95", "flag": "high"}[column]
    rows.to_csv(path, index=False)
    assert got(classes, twin).startswith("1 labels, tiers or flags")


@pytest.mark.parametrize("told", ["the rate of residents is far above all others: ...", None])
def test_residents_doubted_by_a_raw_count_are_got(twin, told):
    def change(features):
        rows = [one["properties"] for one in features if not one["properties"]["denominator"]]
        doubted = [one["properties"] for one in features if one["properties"]["denominator"]]
        (doubted if told is None else rows)[0]["denominator"] = told

    edit_layer(twin, "neighbourhoods", change)
    assert got(classes, twin).startswith("1 labels, tiers or flags")


@pytest.mark.parametrize(
    ("column", "off"),
    [("q", 2e-9), ("share_top_tenth_by_chance", 2e-10), ("matched_lower", 2e-11)],
)
def test_the_last_figures_of_a_number_are_asked_for(twin, column, off):
    path = twin / "tables" / "premises_comparisons.csv"
    rows = pd.read_csv(path, dtype=str, keep_default_na=False)
    at = next(k for k, cell in rows[column].items() if re.search(r"\d{13}", cell))
    number = float(rows.loc[at, column])
    rows.loc[at, column] = repr(number * (1 + off))
    rows.to_csv(path, index=False)
    assert f"tables/premises_comparisons: {column} 1 times" in got(scalars, twin)


def test_limits_of_a_ratio_of_one_stratum_are_got(twin):
    path = twin / "tables" / "premises_comparisons.csv"
    rows = pd.read_csv(path, dtype=str, keep_default_na=False)
    alone = (rows["matched_ratio"] != "") & (rows["matched_lower"] == "")
    assert alone.any()
    rows.loc[alone.idxmax(), "matched_lower"] = repr(
        float(rows["matched_ratio"][alone].iloc[0]) / 2
    )
    rows.to_csv(path, index=False)
    assert "tables/premises_comparisons: matched_lower 1 times" in got(scalars, twin)


@pytest.mark.parametrize(("tied", "left"), [("May 2024", 0), ("June 2024", 3)])
def test_months_that_tie_are_explained_and_others_are_not(tied, left):
    counts = {"January 2024": 405, "May 2024": 405, "June 2024": 505}
    text = f'<figure class="months">fewest in January 2024 and {tied} (405)</figure>'
    page = Source(text)
    page_months.months(page, counts, 5)
    assert len(page.unexplained()) == left


def test_planted_figures_are_among_the_thirteen_that_are_asked_for():
    assert [one.group() for one in asked("0.00656953026956755")] == ["0", "006569530269567"]
    assert [one.group() for one in asked("E01900001, 21.458457860131492")] == [
        *("01900001", "21", "45845786013")
    ]


@pytest.mark.parametrize(
    ("layer", "form", "told", "raw"),
    [
        ("risks", "styleQML", r'(v="18,63,11)2,', r"\g<1>7,"),
        ("risks", "styleSLD", r"(#123f7)0", r"\g<1>7"),
        ("clusters", "styleQML", r'(v="244,24)4,', r"\g<1>7,"),
        ("hotspots", "styleQML", r'(outline_width" v="0\.1)5', r"\g<1>7"),
        ("hotspots", "styleSLD", r"(stroke-width\">0\.5)3", r"\g<1>7"),
        ("neighbourhoods", "styleQML", r"(rate_per_100)0", r"\g<1>7"),
        ("neighbourhoods", "styleQML", r"(&lt; )(\d)", r"\g<1>7\2"),
        ("neighbourhoods", "styleSLD", r"(<se:Title>under )", r"\g<1>7"),
        ("premises_types_by_area", "styleQML", r'(key="\{3-)2', r"\g<1>7"),
        ("premises_types_by_area", "styleQML", r"(apos;P0)3", r"\g<1>7"),
        ("premises_types_by_area", "styleQML", r"(P03: [^\"]* multiples of )5", r"\g<1>7"),
        ("risks", "styleQML", r'(symbol=")3', r"\g<1>7"),
        ("risks", "styleQML", r'(alpha=")1', r"\g<1>0"),
        ("risks", "styleQML", r"</qgis>", "<!-- 7 --></qgis>"),
        ("risks", "styleSLD", r"</StyledLayerDescriptor>", "<!-- 7 -->"),
    ],
)
def test_a_number_in_a_style_is_got(released, layer, form, told, raw):
    release = Release(released)
    rows = [dict(row) for row in release.database["layer_styles"]]
    style = next(row for row in rows if row["f_table_name"] == layer)
    style[form], times = re.subn(told, raw, style[form], count=1)
    assert times == 1
    release.__dict__["database"] = {**release.database, "layer_styles": rows}
    finding = styles.attack(release)
    assert finding.succeeded
    assert layer in finding.got


@pytest.mark.parametrize(
    ("table", "column", "number"),
    [
        ("gpkg_spatial_ref_sys", "srs_name", "WGS 87"),
        ("gpkg_extensions", "definition", "http://www.geopackage.org/spec127/#extension_rtree"),
        ("gpkg_metadata", "id", 7),
        ("gpkg_metadata", "md_standard_uri", "https://www.rfc-editor.org/rfc/rfc2047"),
        ("gpkg_metadata_reference", "md_file_id", 7),
        ("layer_styles", "id", 77),
        ("layer_styles", "useAsDefault", 7),
        ("layer_styles", "update_time", "2024-03-17T00:00:00.000Z"),
    ],
)
def test_a_number_in_the_tables_of_a_geopackage_is_got(released, table, column, number):
    release = Release(released)
    rows = [dict(row) for row in release.database[table]]
    rows[-1][column] = number
    release.__dict__["database"] = {**release.database, table: rows}
    finding = database.attack(release)
    assert finding.succeeded
    assert ", 0 times other than when it was made, 0 strange" not in finding.got


def test_a_row_that_was_deleted_inside_a_page_is_got(twin):
    path = twin / "layers.gpkg"
    before = residue.slack(path.read_bytes())
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA secure_delete = OFF")
        insert = "INSERT INTO gpkg_extensions VALUES ('raw of E01900001: 7', 'a', 'b', 'c', 'd')"
        connection.execute(insert)
        connection.commit()
        connection.execute("DELETE FROM gpkg_extensions WHERE table_name LIKE 'raw%'")
        connection.commit()
        assert connection.execute("PRAGMA freelist_count").fetchone()[0] == 0
    assert before == 0
    assert residue.slack(path.read_bytes()) >= 1
    assert "0 pages of deleted rows and 0 words" not in got(residue, twin)


def test_a_coordinate_with_more_figures_than_others_is_got(twin):
    def change(features):
        ring = features[0]["geometry"]["coordinates"]
        while not isinstance(ring[0][0], float):
            ring = ring[0]
        ring[1][0] += 3e-9

    edit_layer(twin, "clusters", change)
    assert "0 coordinates that are none, 1 with more figures" in got(coordinates, twin)


def test_files_that_cannot_be_read_together_are_something_got(twin):
    with closing(sqlite3.connect(twin / "layers.gpkg")) as connection:
        connection.execute("UPDATE gpkg_spatial_ref_sys SET definition = 'none' WHERE srs_id > 0")
        connection.commit()
    finding = suite.tried(database.attack, Release(twin))
    assert finding.succeeded
    assert finding.got == "files that do not fit together: CRSError in database"


def test_the_windows_and_the_policy_of_a_release_are_in_the_manifest(released):
    manifest = json.loads((released / "manifest.json").read_text())
    assert len(documents.months_of_window(manifest["window"])) == 12
    assert documents.policy_hash(manifest["policy"]) == manifest["policy_hash"]
    assert documents.policy_hash({**manifest["policy"], "base": 10}) != manifest["policy_hash"]
