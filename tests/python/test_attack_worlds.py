# SPDX-License-Identifier: MIT
"""A17, A26: worlds that give the same released tables give the same bytes in every file.

Whatever a file, its size, its order or a picture in it says of the records beyond the tables would
differ between such worlds; nobody has to think of the place.
"""

import re

import geopandas as gpd
import pandas as pd
import pytest
from sample_profile import profiled

import libprofile as lp

STEP_M = 100


@pytest.fixture(scope="module")
def made():
    return lp.sample.partnership(size=0.2, seed=4)


@pytest.fixture(autouse=True)
def _one_day(monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1735689600")


def files_of(made, folder, incidents, tier="partner"):
    options = {"policy": tier, "premises": None, "incidents": incidents}
    written = {"tier": "internal"} if tier == "internal" else {}
    profiled(made, **options).write(folder, **written)
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def moved_within_areas(made):
    """Incidents a hundred metres further east, where that is in the same area still."""
    incidents = made.incidents.copy()
    points = incidents.geometry.to_crs(made.areas.crs)
    there = points.translate(STEP_M, 0)

    def area_of(geometry):
        held = gpd.GeoDataFrame(geometry=geometry[~geometry.is_empty & geometry.notna()])
        found = held.sjoin(made.areas[["code", "geometry"]], predicate="within")["code"]
        return found[~found.index.duplicated()].reindex(geometry.index)

    stays = (area_of(points) == area_of(there)).fillna(False)
    incidents.geometry = points.where(~stays, there).to_crs(incidents.crs)
    return incidents, int(stays.sum())


def one_child_more(made, row):
    child = made.incidents.iloc[[row]].assign(person="a-new-token", id=f"new-{row}")
    both = pd.concat([made.incidents, child], ignore_index=True)
    return gpd.GeoDataFrame(both, crs=made.incidents.crs)


def differing(one, other):
    return {name for name in one.keys() | other.keys() if one.get(name) != other.get(name)}


def test_a26_incidents_elsewhere_in_their_area_change_no_byte(made, tmp_path):
    moved, times = moved_within_areas(made)
    assert times > 100
    here = files_of(made, tmp_path / "here", made.incidents)
    there = files_of(made, tmp_path / "there", moved)
    assert differing(here, there) == set()


def released_numbers(files):
    """Everything that was counted: tables, quality, and the months, which stand on pages alone."""
    held = {name: content for name, content in files.items() if name.startswith("tables/")}
    months = re.findall(rb'<th scope="row">\w+ 2024<td>[^<]*', files["report-analyst.html"])
    return held, files["data-quality.json"], months


def test_a26_a_child_more_changes_no_byte_where_every_count_stays(made, tmp_path):
    before = files_of(made, tmp_path / "before", made.incidents)
    stayed = 0
    for row in (1, 40, 200, 333, 334):
        after = files_of(made, tmp_path / f"after-{row}", one_child_more(made, row))
        if released_numbers(after) == released_numbers(before):
            stayed += 1
            assert differing(before, after) == set()
    assert stayed > 0


def test_a26_positive_control_exact_files_differ(made, tmp_path):
    row = int(made.incidents.geometry.notna().to_numpy().argmax())
    here = files_of(made, tmp_path / "here", made.incidents, "internal")
    more = files_of(made, tmp_path / "more", one_child_more(made, row), "internal")
    changed = differing(here, more)
    assert {
        "tables/counts.csv",
        "layers.gpkg",
        "report-public.html",
        "data-quality.json",
    } <= changed
