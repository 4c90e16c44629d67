# SPDX-License-Identifier: MIT
import json

import geopandas as gpd
import pandas as pd
import pytest
from shapely import Point

import libprofile as lp

RAW = gpd.GeoDataFrame({"count": [1]}, geometry=[Point(400_000, 400_000)], crs=27700)


def test_layers_of_a_profile_are_written_as_geojson(profile, tmp_path):
    paths = lp.publish.write_layers(profile.layers, tmp_path / "layers")
    assert {path.stem for path in paths} == {
        *("neighbourhoods", "hotspots", "clusters", "risks", "premises_types_by_area"),
    }
    for path in paths:
        content = json.loads(path.read_text())
        assert content["type"] == "FeatureCollection"
        assert content["tier"] == "partner"
        assert len(gpd.read_file(path)) == len(profile.layers[path.stem].to_frame())


def test_a_layer_is_a_frame_a_geo_interface_and_a_table_in_notebooks(profile):
    layer = profile.layers["hotspots"]
    assert list(layer.to_frame())[:3] == ["unit", "name", "count"]
    assert len(layer.__geo_interface__["features"]) == len(layer.to_frame())
    assert "partner tier" in layer._repr_html_()
    with pytest.raises(AttributeError, match="table"):
        _ = profile.layers["counts"].__geo_interface__


def test_one_page_is_written_for_each_reader(profile, tmp_path):
    for audience in ("analyst", "outreach", "licensing", "public"):
        lp.publish.report(profile, tmp_path / f"{audience}.html", audience)
        assert "default-src 'none'" in (tmp_path / f"{audience}.html").read_text()
    with pytest.raises(lp.InvalidArgument, match="audience"):
        lp.publish.report(profile, tmp_path / "x.html", "press")


@pytest.mark.parametrize("thing", [RAW, pd.DataFrame({"count": [1]}), [1], None])
def test_nothing_unprotected_is_published(thing, tmp_path):
    calls = [
        lambda: lp.publish.write_geojson(thing, tmp_path / "raw.geojson"),
        lambda: lp.publish.write_layers({"raw": thing}, tmp_path / "raw"),
        lambda: lp.publish.report(thing, tmp_path / "raw.html"),
    ]
    for call in calls:
        with pytest.raises(lp.DisclosureError, match="not protected"):
            call()
    assert not list(tmp_path.iterdir())


def test_raw_layers_need_the_tier_typed_and_are_marked_and_private(profile, tmp_path):
    with pytest.raises(lp.DisclosureError, match='tier="internal"'):
        lp.publish.write_layers(profile.internal.layers, tmp_path / "internal")
    with pytest.raises(lp.DisclosureError):
        lp.publish.write_geojson(RAW, tmp_path / "raw.geojson", tier="partner")
    assert not list(tmp_path.iterdir())
    lp.publish.write_geojson(RAW, tmp_path / "raw.geojson", tier="internal")
    content = json.loads((tmp_path / "raw.geojson").read_text())
    assert content["marking"] == "OFFICIAL-SENSITIVE"
    assert content["tier"] == "internal"
    assert (tmp_path / "raw.geojson").stat().st_mode & 0o077 == 0
    lp.publish.write_layers({"raw": RAW}, tmp_path / "folder", tier="internal")
    assert (tmp_path / "folder" / "raw.geojson").exists()


def test_names_of_layers_stay_in_the_folder(tmp_path):
    with pytest.raises(lp.InvalidArgument, match="plain file name"):
        lp.publish.write_layers({"../raw": RAW}, tmp_path / "a", tier="internal")


def test_a_raw_frame_needs_a_reference_system(tmp_path):
    bare = RAW.set_crs(None, allow_override=True)
    with pytest.raises(lp.CrsError, match="set_crs"):
        lp.publish.write_geojson(bare, tmp_path / "raw.geojson", tier="internal")
