# SPDX-License-Identifier: MIT
"""tools/attack by somebody who holds or knows more: A20 to A24, each beside a careless twin."""

import csv
import json
import shutil
import sys

import geopandas as gpd
import pytest
from attack_twins import edit_csv, edit_layer, got
from support import ROOT

sys.path.insert(0, str(ROOT / "tools" / "attack_release"))

import beside
import insider
import parent
import raw
import witness
from intervals import Puzzle
from release import Release


def edit_manifest(folder, change):
    path = folder / "manifest.json"
    document = json.loads(path.read_text())
    change(document)
    path.write_text(json.dumps(document))


def rows_of(folder):
    with (folder / "tables" / "counts.csv").open(newline="") as file:
        return list(csv.DictReader(file))


def write_counts(folder, rows):
    with (folder / "tables" / "counts.csv").open("w", newline="") as file:
        writer = csv.DictWriter(file, fieldnames=list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def exact_totals(exact, *levels):
    known = beside.totals(exact / "tables" / "counts.csv")
    return {place: count for place, count in known.items() if not levels or place[0] in levels}


def test_a20_exact_totals_of_another_publication(released, exact):
    release = Release(released)
    wide = beside.attack(release, exact_totals(exact, "all", "district"))
    assert not wide.succeeded
    assert " 0 contradict" in wide.got
    # The same counts to the unit for every ward are too much for anybody to publish beside.
    small = beside.attack(release, exact_totals(exact, "all", "district", "ward"))
    assert small.succeeded


def test_a20_a_table_without_its_columns_is_told(tmp_path):
    file = tmp_path / "council.csv"
    file.write_text("ward,count\nx,3\n")
    with pytest.raises(ValueError, match="no column level"):
        beside.totals(file)


@pytest.mark.parametrize(("base", "told"), [(5, False), (2, True)])
def test_a21_one_known_record(base, told):
    puzzle = Puzzle(base, 5, {}, {}, [])
    for cell, shown in (("all", 10), ("here", 4 if base == 2 else 5), ("there", 5)):
        puzzle.add((cell,), shown)
    puzzle.add_sum(("all",), [("here",), ("there",)])
    puzzle.solve()
    before = dict(puzzle.lower), dict(puzzle.upper)
    assert parent.tells(parent.Knowing(puzzle).others(("here",)), 5) is told
    assert before == (puzzle.lower, puzzle.upper)


def test_a22_the_same_numbers_twice_say_nothing_more(released, twin):
    assert not insider.attack(Release(released), Release(twin)).succeeded


def test_a22_another_rounding_of_the_same_records_is_got(released, twin):
    line = next(
        at
        for at, row in enumerate(rows_of(twin))
        if row["count"] == "0" and row["level"] == "neighbourhood" and row["category"] != "all"
    )
    edit_csv(twin, "counts", line + 1, lambda row: f"{row.rsplit(',', 1)[0]},5\n")
    finding = insider.attack(Release(released), Release(twin))
    assert finding.succeeded
    assert finding.got.startswith("the same window")


@pytest.mark.parametrize("base", [1, 5])
def test_a22_a_window_within_another(exact, tmp_path, monkeypatch, base):
    new = shutil.copytree(exact, tmp_path / "new")
    old = shutil.copytree(exact, tmp_path / "old")
    for folder in (old, new):
        edit_manifest(folder, lambda manifest: manifest["policy"].update(threshold=5))
    edit_manifest(old, lambda manifest: manifest["window"].update(end="2024-09-30"))
    rows = rows_of(old)
    cell = next(row for row in rows if row["category"] != "all" and int(row["count"]) > 3)
    cell["count"] = str(int(cell["count"]) - 2)
    write_counts(old, rows)
    # Exact counts that differ by two; rounded ones would stand for several each.
    monkeypatch.setattr(Release, "base", base)
    finding = insider.attack(Release(old), Release(new))
    assert finding.succeeded is (base == 1)
    assert finding.got.startswith("a window inside the new one")


def by_ward(folder):
    """The same release with wards for areas."""
    path = folder / "layers" / "neighbourhoods.geojson"
    areas = gpd.read_file(path)
    wards = areas.dissolve("parent", aggfunc={"population": "sum"}).reset_index(names="unit")
    counts = {row["unit"]: row for row in rows_of(folder) if row["level"] == "ward"}
    wards["count"] = [int(counts[unit]["count"]) for unit in wards["unit"]]
    wards["parent"] = "all"
    path.write_text(wards.to_json())
    rows = [row for row in rows_of(folder) if row["level"] != "neighbourhood"]
    for row in rows:
        row["level"] = "neighbourhood" if row["level"] == "ward" else row["level"]
    write_counts(folder, rows)


def test_a22_wards_beside_their_parts(released, twin):
    by_ward(twin)
    finding = insider.attack(Release(released), Release(twin))
    assert not finding.succeeded
    assert " 0 numbers of other areas" not in finding.got
    rows = rows_of(twin)
    ward = next(row for row in rows if row["level"] == "neighbourhood" and row["count"] != "0")
    ward["count"] = str(int(ward["count"]) + 40)
    write_counts(twin, rows)
    assert insider.attack(Release(released), Release(twin)).succeeded


def test_a23_a_day_an_hour_an_agency_or_a_place(twin):
    page = twin / "report-public.html"
    page.write_text(page.read_text().replace("</main>", "<p>Last seen 17 March 2024.</p></main>"))
    quality = twin / "data-quality.json"
    document = json.loads(quality.read_text())
    document["sources"][0].update(proactive=3, note="most after 23:45")
    quality.write_text(json.dumps(document))
    (twin / "tables" / "victims.csv").write_text(
        "level,unit,name,field,value,count\nall,all,All areas,all,all,40\n"
        "all,all,All areas,referral_source,police,40\nall,all,All areas,referral_source,school,\n"
    )

    def shrink(features):
        features[0]["geometry"]["coordinates"] = [
            [[-1.4, 53.4], [-1.3999, 53.4], [-1.3999, 53.4001], [-1.4, 53.4]]
        ]
        features[0]["geometry"]["type"] = "Polygon"

    edit_layer(twin, "clusters", shrink)
    said = got(witness, twin)
    assert said.startswith("1 files with a day beside those of the window, 1 with an hour, ")
    assert "1 outlines smaller" in said
    assert "1 sources of which few" in said


def test_a24_beside_the_records(released, exact):
    finding = raw.attack(Release(released), exact_totals(exact))
    assert not finding.succeeded
    assert " 0 out of their limits; possible values at least 5, in the median 5; 0 certain" in (
        finding.got
    )
    control = raw.attack(Release(exact), exact_totals(exact))
    assert control.succeeded
    assert "possible values at least 1," in control.got
    assert "prosecutor risk 1 as recorded, at most 1 in 1 certain" in control.got
