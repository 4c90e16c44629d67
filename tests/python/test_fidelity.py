# SPDX-License-Identifier: MIT
"""What a release still tells: the comparison for the secure environment, and joining areas."""

import numpy as np
import pandas as pd
import pytest

import libprofile as lp

KEY = bytes(32)
AREA = "LSOA11CD"


def frame(counts, **more):
    units = [f"u{at:02}" for at in range(len(counts))]
    return pd.DataFrame({"unit": units, "category": "x", "count": counts, **more})


def compared(counts, **options):
    protected = lp.disclosure.protect(counts, lp.Policy.preset("partner"), key=KEY, **options)
    return lp.disclosure.fidelity(protected, counts)


def test_what_is_a_multiple_of_the_base_loses_nothing():
    found = compared(frame([10, 20, 45, 60])).to_frame().loc["cells"]
    assert found[["unreliable", "withheld", "few"]].tolist() == [0, 0, 0]
    assert found["rank_correlation"] == 1.0
    assert found["hellinger"] == pytest.approx(0.0, abs=1e-7)


def test_withheld_counts_are_lost():
    counts = frame([40, 30, 50, 60])
    found = compared(counts, residents={"u00": 20, "u01": 2000, "u02": 2000, "u03": 2000})
    totals = found.to_frame().loc["totals"]
    assert totals["withheld"] >= 1
    assert totals["count_withheld"] >= 40


def test_it_says_that_little_is_left():
    assert "says little" in compared(frame([1, 2, 3, 4, 0, 2])).summary()
    assert "says little" not in compared(frame([100, 250, 90, 75])).summary()
    assert "nothing that a release could lose" in compared(frame([0, 0, 0])).summary()


def test_other_counts_are_refused():
    counts = frame([10, 20, 30])
    protected = lp.disclosure.protect(counts, key=KEY)
    with pytest.raises(lp.InvalidArgument, match="those of the protected table"):
        lp.disclosure.fidelity(protected, counts[:2])
    with pytest.raises(lp.InvalidArgument, match=r"disclosure\.protect"):
        lp.disclosure.fidelity(counts, counts)


def test_it_is_no_layer_and_cannot_be_published(tmp_path):
    found = compared(frame([10, 20, 30]))
    with pytest.raises(lp.DisclosureError):
        lp.publish.write_geojson(found, tmp_path / "layer.geojson", tier="partner")


def test_regions_reach_their_floor():
    xy = np.stack(np.meshgrid(np.arange(12.0), np.arange(12.0)), -1).reshape(-1, 2)
    near = lp.geography.distance_band(xy, radius_m=1)
    size = np.random.default_rng(3).integers(1, 9, len(xy))
    region = lp.geography.max_p_regions(near, size, floor=20, attributes=xy)
    sums = np.bincount(region, weights=size)
    assert sums.min() >= 20
    assert len(sums) > 0.7 * size.sum() / 20
    again = lp.geography.max_p_regions(near, size, floor=20, attributes=xy, n_jobs=1)
    assert (region == again).all()
    with pytest.raises(lp.InvalidArgument, match="floor"):
        lp.geography.max_p_regions(near, size, floor=0)
    with pytest.raises(lp.InvalidArgument, match="attributes"):
        lp.geography.max_p_regions(near, size, floor=5, attributes=xy[:3])


def test_the_88_cases_of_the_sample_say_little(partnership):
    victims = partnership.victims.head(88)
    areas = partnership.areas["code"]
    at = victims["home_area"].where(victims["home_area"].isin(areas))
    counts = at.dropna().value_counts().reindex(areas, fill_value=0)
    table = pd.DataFrame({"unit": counts.index, "category": "victims", "count": counts.to_numpy()})
    assert "says little" in compared(table).summary()


def test_south_yorkshire_keeps_its_order_and_its_hotspots(real_data):
    gpd = pytest.importorskip("geopandas")
    folder = real_data / "south-yorkshire"
    crimes = pd.concat(
        pd.read_csv(path) for path in sorted((folder / "crimes").glob("2018-*-street.csv.gz"))
    ).dropna(subset=["Longitude"])
    areas = gpd.read_file(folder / "boundaries" / "lsoa11.geojson").to_crs(27700).set_index(AREA)
    places = gpd.points_from_xy(crimes["Longitude"], crimes["Latitude"], crs=4326)
    points = gpd.GeoDataFrame(crimes[["Crime type"]], geometry=places).to_crs(27700)
    wide = lp.geography.count(points, areas, by="Crime type")
    long = wide.rename_axis("unit").reset_index()
    long = long.melt("unit", var_name="category", value_name="count")
    long["district"] = long["unit"].map(areas["LADCD_ACTIVE"])
    found = compared(long).to_frame()
    totals, cells = found.loc["totals"], found.loc["cells"]
    assert totals["rank_correlation"] >= 0.9
    assert cells["rank_correlation"] >= 0.9
    assert totals["unreliable"] / totals["numbers"] < 0.05
    assert cells["count_unreliable"] / cells["count"] < 0.15
    assert 0.4 < cells["few"] / cells["numbers"] < 0.5
    protected = lp.disclosure.protect(long, lp.Policy.preset("partner"), key=KEY).to_frame()
    unit = protected["unit"].isin(areas.index) & (protected["category"] == "all")
    released = protected[unit].set_index("unit")["count"].reindex(areas.index).astype(float)
    near = lp.geography.queen(areas)
    raw = long.groupby("unit")["count"].sum().reindex(areas.index)
    hot = [lp.hotspots.getis_ord(one, near).label == "hot" for one in (raw, released)]
    assert hot[0].sum() > 10
    assert (hot[0] & hot[1]).sum() / (hot[0] | hot[1]).sum() >= 0.7
