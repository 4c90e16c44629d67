# SPDX-License-Identifier: MIT
"""tools/attack by somebody who holds or knows more: A20 to A24, each beside a careless twin."""

import json
import sys

import pytest
from attack_twins import edit_layer, got
from support import ROOT

sys.path.insert(0, str(ROOT / "tools" / "attack_release"))

import beside
import insider
import parent
import raw
import witness
from intervals import Puzzle
from release import Release


def square(x, wide=1):
    """A square of hundredths of a degree, so many wide."""
    left, right = -1 + x / 100, -1 + (x + wide) / 100
    ring = [[left, 53], [right, 53], [right, 53.01], [left, 53.01], [left, 53]]
    return {"type": "Polygon", "coordinates": [ring]}


def tiny(folder, areas, base=5, end="2024-12-31", wide=1):
    """A release of one category with counts by area, base and last day as they are given."""
    for name in ("layers", "tables"):
        (folder / name).mkdir(parents=True)
    rows = [f"neighbourhood,{unit},{unit},all,{count}" for unit, count in areas.items()]
    rows.append(f"all,all,All areas,all,{sum(areas.values())}")
    head = "level,unit,name,category,count"
    (folder / "tables" / "counts.csv").write_text("\n".join([head, *rows, ""]))
    features = [
        {
            "type": "Feature",
            "geometry": square(x * wide, wide),
            "properties": {"unit": unit, "count": count, "parent": "all"},
        }
        for x, (unit, count) in enumerate(areas.items())
    ]
    layer = {"type": "FeatureCollection", "features": features}
    (folder / "layers" / "neighbourhoods.geojson").write_text(json.dumps(layer))
    manifest = {
        "policy": {"base": base, "threshold": 5, "premises_threshold": 3},
        "window": {"start": "2024-01-01", "end": end},
        "crs": "EPSG:27700",
    }
    (folder / "manifest.json").write_text(json.dumps(manifest))
    return Release(folder)


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


def test_a20_totals_of_other_records_prove_nothing(tmp_path):
    release = tiny(tmp_path, {"a": 5, "b": 10})
    place = ("neighbourhood", "a", "all")
    right = beside.attack(release, {place: 7})
    strange = ("neighbourhood", "b", "all")
    beyond = beside.attack(release, {place: 7, strange: 47})
    assert "1 contradict it and were left out" in beyond.got
    assert beyond.succeeded is right.succeeded
    assert beyond.got.split("; ")[1] == right.got.split("; ")[1]
    # Each fits by itself: all together do not.
    together = beside.attack(release, {place: 9, strange: 14, ("all", "all", "all"): 11})
    assert together.got.endswith("nothing follows")
    assert not together.succeeded


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


def test_a22_another_rounding_of_the_same_records_is_got(tmp_path):
    old = tiny(tmp_path / "old", {"a": 0, "b": 10})
    new = tiny(tmp_path / "new", {"a": 5, "b": 10})
    finding = insider.attack(old, new)
    assert finding.succeeded
    assert finding.got.startswith("the same window")
    assert " 2 certainly 1 to 4" in finding.got


@pytest.mark.parametrize(("base", "got"), [(1, True), (5, False)])
def test_a22_a_window_within_another(tmp_path, monkeypatch, base, got):
    old = tiny(tmp_path / "old", {"a": 5, "b": 10}, end="2024-09-30")
    new = tiny(tmp_path / "new", {"a": 5, "b": 12 if base == 1 else 15})
    # Exact counts differ by two; rounded ones stand for several each.
    monkeypatch.setattr(Release, "base", base)
    finding = insider.attack(old, new)
    assert finding.succeeded is got
    assert finding.got.startswith("a window inside the new one")


@pytest.mark.parametrize(("base", "got"), [(1, True), (5, False)])
@pytest.mark.parametrize("order", [("old", "new"), ("new", "old")])
def test_a22_windows_that_overlap_in_part(tmp_path, monkeypatch, base, got, order):
    counts = ({"a": 4, "b": 30}, {"a": 2, "b": 40}) if base == 1 else ({"a": 5}, {"a": 0})
    for name, areas, start, end in zip(
        ("old", "new"), counts, ("01-01", "04-01"), ("06-30", "09-30"), strict=True
    ):
        tiny(tmp_path / name, areas)
        manifest = json.loads((tmp_path / name / "manifest.json").read_text())
        manifest["window"] = {"start": f"2024-{start}", "end": f"2024-{end}"}
        (tmp_path / name / "manifest.json").write_text(json.dumps(manifest))
    monkeypatch.setattr(Release, "base", base)
    first, second = (Release(tmp_path / name) for name in order)
    both = insider.Both(first, second)
    assert insider.link_windows(both, first, second) == "windows that overlap in part"
    both.puzzle.solve()
    place = ("neighbourhood", "a", "all")
    # Of four in the first half year and two in the middle two quarters, two to four are in winter.
    told = tuple(
        side[f"{order[0]} alone", *place] for side in (both.puzzle.lower, both.puzzle.upper)
    )
    assert told == ((2, 4) if base == 1 else (0, 9)), order
    assert (told[0] >= 2 and told[1] < 5) is got
    few = sum(
        both.puzzle.lower[one] >= 1 and both.puzzle.upper[one] < 5
        for one in both.puzzle.lower
        if one[0] in ("old alone", "shared", "new alone")
    )
    assert (few > 0) is got


@pytest.mark.parametrize(("count", "got"), [(25, False), (55, True)])
def test_a22_wide_areas_beside_their_parts(tmp_path, count, got):
    old = tiny(tmp_path / "old", {"a": 10, "b": 15, "c": 20, "d": 5})
    new = tiny(tmp_path / "new", {"w1": count, "w2": 25}, wide=2)
    finding = insider.attack(old, new)
    assert finding.succeeded is got
    assert " 2 numbers of other areas" in finding.got


def test_a22_windows_apart_say_nothing_together(tmp_path):
    old = tiny(tmp_path / "old", {"a": 5, "b": 10}, end="2024-03-31")
    new = tiny(tmp_path / "new", {"a": 0, "b": 10})
    manifest = json.loads((tmp_path / "new" / "manifest.json").read_text())
    manifest["window"]["start"] = "2024-04-01"
    (tmp_path / "new" / "manifest.json").write_text(json.dumps(manifest))
    finding = insider.attack(old, Release(tmp_path / "new"))
    assert not finding.succeeded
    assert finding.got.startswith("windows apart")
    assert new.base == 5


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
