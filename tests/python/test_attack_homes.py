# SPDX-License-Identifier: MIT
"""A30: homes and children's homes in a register are on no map and in no file, whatever the tier."""

import geopandas as gpd
import pandas as pd
import pytest
from sample_profile import profiled
from shapely import Point

import libprofile as lp

HOMES = {"P12": "children's home", "P15": "private dwelling"}
# What says how many rows a source has, and so differs: the manifest, the quality, digests of both.
TOLD = ("manifest", "data-quality", "results", "report", "checksums")


@pytest.fixture(scope="module")
def small():
    return lp.sample.partnership(size=0.1, seed=2)


def with_premises(register, incidents, kind):
    """Twenty premises of a type at places of incidents, so that each has one near."""
    places = incidents.geometry.dropna().drop_duplicates().iloc[:20].to_crs(register.crs)
    rows = {"id": [f"HOME{k:04}" for k in range(len(places))], "type": kind}
    points = list(map(Point, zip(places.x, places.y, strict=True)))
    added = gpd.GeoDataFrame(rows, geometry=points, crs=register.crs)
    return gpd.GeoDataFrame(pd.concat([register, added], ignore_index=True), crs=register.crs)


def files_of(made, folder, tier, kind=None):
    premises = with_premises(made.premises, made.incidents, kind) if kind else made.premises
    options = {"policy": "internal", "tier": "internal"} if tier == "internal" else {"policy": tier}
    written = {"tier": options.pop("tier")} if "tier" in options else {}
    profiled(made, premises=premises, **options).write(folder, **written)
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def drawn(files):
    """Tables and layers as text: what a map or a chart is made from."""
    return {
        name: content
        for name, content in files.items()
        if not name.startswith(TOLD) and name.endswith((".csv", ".geojson"))
    }


@pytest.mark.parametrize("tier", ["internal", "partner"])
@pytest.mark.parametrize("kind", HOMES)
def test_a30_homes_leave_no_trace(small, tmp_path, tier, kind):
    without = files_of(small, tmp_path / "without", tier)
    having = files_of(small, tmp_path / "having", tier, kind)
    assert drawn(having) == drawn(without)
    for name, content in having.items():
        assert b"HOME00" not in content, name
        assert f">{kind}<".encode() not in content, name
        assert HOMES[kind].encode() not in content, name


def test_a30_positive_control_hotels_at_the_same_places_are_shown(small, tmp_path):
    without = files_of(small, tmp_path / "without", "internal")
    having = files_of(small, tmp_path / "having", "internal", "P01")
    changed = {name for name, content in drawn(having).items() if drawn(without)[name] != content}
    assert "tables/premises_types.csv" in changed
    assert "layers/premises_types_by_area.geojson" in changed
