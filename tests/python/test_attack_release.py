# SPDX-License-Identifier: MIT
"""tools/attack: nothing is got from a release; each attack succeeds on a careless twin."""

import json
import re
import runpy
import sqlite3
import subprocess
import sys
from contextlib import closing

import pandas as pd
import pytest
from attack_twins import edit_csv, edit_layer, got
from support import ROOT

sys.path.insert(0, str(ROOT / "tools" / "attack_release"))

import coordinates
import groups
import identifiers
import intervals
import order
import page_figures
import page_text
import parent
import residue
import scalars
import suite
from release import Release


@pytest.fixture
def command(capsys, monkeypatch):
    """The command in this process: its status and what it says."""
    main = runpy.run_path(str(ROOT / "tools" / "attack_release" / "__main__.py"))["main"]

    def run(*arguments):
        monkeypatch.setattr(sys, "argv", ["tools/attack", *map(str, arguments)])
        return main(), capsys.readouterr().out

    return run


def test_no_attack_succeeds_on_a_release(released, command):
    status, said = command(released)
    assert {line[:3] for line in said.splitlines() if line[:1] == "A"} == {
        *("A01", "A07", "A08", "A09", "A12", "A13", "A17", "A21", "A23", "A25")
    }
    assert "none of 18 attacks succeeds" in said, said
    assert status == 0


def test_pages_whose_tables_are_cut_short_are_read_beside_the_layers(twin):
    said = "<p>The first 40 areas are here, those in tiers first; the rest are in a file.</p>"
    pages = {path: path.read_text(encoding="utf-8") for path in twin.glob("report-*.html")}
    for path, text in pages.items():
        begins = text.find("<tbody>", text.find('<table class="data areas"'))
        end = text.find("</tbody>", begins)
        rows = [found.start() for found in re.finditer('<tr id="', text[:end])]
        if '<table class="data areas"' in text:
            cut = next(at for k, at in enumerate(rows) if begins < rows[max(0, k - 40)])
            path.write_text(text[:cut] + text[end:].replace("</main>", f"{said}</main>"))
    release = Release(twin)
    known = page_figures.Known(release)
    pages = [*release.pages.values()]
    page = release.pages["report-outreach.html"]
    assert said in page
    assert not page_figures.page(release, page, known, pages).unexplained()
    careless = page.replace("The first 40 areas", "The first 7,777 areas")
    assert len(page_figures.page(release, careless, known, pages).unexplained()) == 1


def test_exact_counts_are_got(exact):
    for attack in (intervals, scalars, page_figures, parent):
        got(attack, exact)


def test_rounding_each_number_for_itself_is_got(twin):
    # Parts that are rounded for themselves do not add up to their sum.
    rows = (twin / "tables" / "counts.csv").read_text().splitlines()
    first = next(at for at, row in enumerate(rows) if row.startswith("all,all,") and ",all," in row)
    edit_csv(twin, "counts", first, lambda row: f"{row.rsplit(',', 1)[0]},5\n")
    got(intervals, twin)


def test_a_raw_number_in_a_table_is_got(twin):
    edit_csv(twin, "counts", 5, lambda row: f"{row.rsplit(',', 1)[0]},7\n")
    assert "tables/counts: count 1 times" in got(scalars, twin)


def test_a_rate_of_a_raw_count_is_got(twin):
    def change(features):
        row = next(f["properties"] for f in features if f["properties"]["count"] == 10)
        row["rate_per_1000"] = 1000 * 11 / row["population"]

    edit_layer(twin, "neighbourhoods", change)
    assert "layers/neighbourhoods: rate_per_1000 1 times" in got(scalars, twin)


@pytest.mark.parametrize(
    ("table", "field"),
    [
        ("premises_comparisons", "matched_ratio"),
        ("premises_comparisons", "matched_upper"),
        ("premises_comparisons", "q"),
        ("premises_comparisons", "share_top_tenth_by_chance"),
        ("premises_steadied", "steadied_per_100"),
        ("premises_steadied", "upper"),
        ("premises_types", "gini"),
        ("premises_types", "share_top_tenth"),
        ("premises_bands", "premises"),
        ("premises_surroundings", "incidents"),
        ("premises_distances", "incidents"),
        ("premises_distances", "per_km2"),
        ("premises_distances", "upper"),
        ("premises_distances", "land_km2"),
    ],
)
def test_a_number_of_premises_types_made_from_a_raw_count_is_got(twin, table, field):
    path = twin / "tables" / f"{table}.csv"
    rows = pd.read_csv(path, dtype=str, keep_default_na=False)
    at = pd.to_numeric(rows[field], errors="coerce").idxmax()
    released = float(rows.loc[at, field])
    is_count = field in ("premises", "incidents")
    rows.loc[at, field] = str(int(released) + 1 if is_count else 1.0313 * released)
    rows.to_csv(path, index=False)
    assert f"tables/{table}: {field} " in got(scalars, twin)


@pytest.mark.parametrize("field", ["relative_risk", "upper", "p_above", "rank_worst", "p_top"])
def test_a_risk_or_a_rank_made_from_a_raw_count_is_got(twin, field):
    def change(features):
        row = next(f["properties"] for f in features if f["properties"]["p_top"])
        row[field] = row[field] + 1 if field == "rank_worst" else 0.97 * row[field]

    edit_layer(twin, "risks", change)
    assert f"layers/risks: {field} 1 times" in got(scalars, twin)


def test_a_field_that_nobody_spoke_of_is_got(twin):
    edit_layer(twin, "hotspots", lambda fs: fs[0]["properties"].update(mean_age=14.2))
    assert "layers/hotspots: mean_age (of no class)" in got(scalars, twin)


def test_a_coordinate_of_a_record_is_got(twin):
    def change(features):
        ring = features[0]["geometry"]["coordinates"]
        while not isinstance(ring[0][0], float):
            ring = ring[0]
        ring.insert(1, [ring[0][0] + 1e-4, ring[0][1]])

    edit_layer(twin, "clusters", change)
    got(coordinates, twin)


def test_an_order_by_count_is_got(twin):
    edit_layer(twin, "hotspots", lambda fs: fs.sort(key=lambda f: f["properties"]["count"] or 0))
    assert got(order, twin) == "layers/hotspots"


def test_a_group_of_which_all_share_a_property_is_got(twin):
    (twin / "tables" / "victims.csv").write_text(
        "level,unit,name,field,value,count\nall,all,All areas,all,all,40\n"
        "all,all,All areas,sex,female,40\nall,all,All areas,sex,male,0\n"
    )
    manifest = json.loads((twin / "manifest.json").read_text())
    manifest["policy"].update(base=1, threshold=0)
    (twin / "manifest.json").write_text(json.dumps(manifest))
    assert got(groups, twin).startswith("1 groups")


def test_identifiers_in_any_file_are_got(twin):
    path = twin / "data-quality.json"
    planted = ("a.child@example.org", "0114 496 0123", "943 476 5919", "AB 12 34 56 C", "S1 2HH")
    for one in planted:
        assert identifiers.identifiers(one.encode()) == 1
    path.write_text(path.read_text().replace('"title": "', f'"title": "{planted[0]} ', 1))
    assert "1 things that look like identifiers" in got(identifiers, twin)


def test_values_that_are_given_are_found_however_they_hide(twin):
    path = twin / "report-analyst.html"
    values = [f"canary-7f3a9{form}" for form in range(4)]
    for form, value in enumerate(values):
        hidden = list(identifiers.encodings(value))[form]
        path.write_bytes(path.read_bytes() + b"<!-- " + hidden + b"9w== -->")
    assert "4 of 4 values" in got(identifiers, twin, {*values})
    assert identifiers.hidden(Release(twin), {"canary-absent"}) == 0


def test_deleted_rows_and_files_beside_are_got(twin):
    with closing(sqlite3.connect(twin / "layers.gpkg")) as connection:
        connection.execute("CREATE TABLE raw AS SELECT hex(randomblob(90000)) AS x")
        connection.execute("DROP TABLE raw")
        connection.commit()
    (twin / "notes.txt").write_text("draft")
    said = got(residue, twin)
    assert not said.startswith("0 pages")
    assert "1 files that the manifest does not name" in said


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("3,020 counts (3,016 to 3,024)", ["3020", "3016", "3024"]),
        ("E01900001, Eastmere 001A, 12.5 per 1,000", ["12.5", "1000"]),
        ("none", []),
    ],
)
def test_numbers_are_read_as_they_are_printed(text, numbers):
    assert page_text.numbers_of(text) == numbers


def test_the_command_says_what_it_got(twin, command, monkeypatch):
    edit_csv(twin, "counts", 5, lambda row: f"{row.rsplit(',', 1)[0]},7\n")
    monkeypatch.setattr(suite, "ATTACKS", (intervals.attack, scalars.attack))
    status, said = command(twin, "--json")
    assert status == 1
    found = {one["attack"]: one["succeeded"] for one in json.loads(said)}
    assert found == {"A01": False, "A08": True, "A13": False}


def test_the_command_asks_for_a_released_folder(released):
    command = [ROOT / "tools" / "attack", released / "layers"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "give the folder that libprofile wrote" in done.stderr
