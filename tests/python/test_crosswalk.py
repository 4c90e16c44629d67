# SPDX-License-Identifier: MIT
"""Crosswalks, masks, cells by code, snapped coordinates."""

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from shapely import Point, box

import libprofile as lp

GEOGRAPHY = lp.geography


def cells(side_m, n, index=None):
    boxes = [
        box(x * side_m, y * side_m, (x + 1) * side_m, (y + 1) * side_m)
        for y in range(n)
        for x in range(n)
    ]
    return gpd.GeoDataFrame(geometry=boxes, index=index, crs=27700)


@pytest.fixture
def source():
    return cells(300, 4, [f"ward {i}" for i in range(16)])


@pytest.fixture
def target():
    return cells(400, 3, [f"beat {i}" for i in range(9)])


def test_counts_are_conserved_and_bounded(source, target):
    counts = pd.Series(np.arange(16), index=source.index)
    moved = GEOGRAPHY.crosswalk(source, target).apportion(counts)
    frame = moved.to_frame()
    assert frame.index.tolist() == target.index.tolist()
    assert frame["count"].sum() + moved.outside == pytest.approx(120)
    assert (frame["lower"] <= frame["count"]).all()
    assert (frame["count"] <= frame["upper"]).all()
    assert moved.split_sources == 12
    assert "120 counts on 9 areas" in moved.summary()
    assert not moved.count.flags.writeable


def test_shares_are_those_of_an_overlay(source, target):
    pieces = gpd.overlay(
        source.rename_axis("source").reset_index(), target.rename_axis("target").reset_index()
    )
    expected = (pieces.set_index(["source", "target"]).area / 300**2).sort_index()
    frame = GEOGRAPHY.crosswalk(source, target).to_frame().set_index(["source", "target"])
    pd.testing.assert_series_equal(
        frame["share"].sort_index(), expected, check_names=False, rtol=1e-10
    )


def test_a_crosswalk_says_what_is_cut(source, target):
    links = GEOGRAPHY.crosswalk(source, target)
    assert links.summary().startswith("16 source areas on 9 target areas: 12 are cut between")
    assert links.summary() in links._repr_html_()


def test_residents_decide_where_they_are_known(source, target):
    homes = gpd.GeoSeries([Point(310, 10), Point(410, 10)], crs=27700)
    shares = GEOGRAPHY.crosswalk(source, target, points=homes, weights=[3, 1]).to_frame()
    ward = shares[shares["source"] == "ward 1"].set_index("target")
    assert ward["share"].to_dict() == {"beat 0": 0.75, "beat 1": 0.25}
    assert ward["ground_share"].to_numpy() == pytest.approx([1 / 3, 2 / 3])


def test_wrong_crosswalks_are_refused_in_words(source, target):
    with pytest.raises(lp.InvalidArgument, match="must not overlap"):
        GEOGRAPHY.crosswalk(source, pd.concat([target, target]))
    with pytest.raises(lp.CrsError, match=r"source\.to_crs\(target\.crs\)"):
        GEOGRAPHY.crosswalk(source, target.to_crs(32630))
    with pytest.raises(lp.InvalidArgument, match=r"counts\[0\]"):
        GEOGRAPHY.crosswalk(source, target).apportion([-1] * 16)
    with pytest.raises(lp.InvalidArgument, match=r"weights\[0\]"):
        GEOGRAPHY.crosswalk(source, target, points=[(1, 1)], weights=[-1])


@pytest.mark.parametrize("grid", [GEOGRAPHY.square_grid, GEOGRAPHY.hexagon_grid])
def test_cells_outside_are_masked_and_edges_keep_their_share(grid):
    force = gpd.GeoSeries([Point(1_000, 1_000).buffer(900)], crs=27700)
    made = grid(force, cell_m=250, n_jobs=1)
    share = GEOGRAPHY.share_inside(made, force)
    expected = made.intersection(force.iloc[0]).area / made.area
    np.testing.assert_allclose(share, expected, atol=2e-6)
    masked = GEOGRAPHY.mask(pd.Series(0.0, index=made.index), share)
    assert masked.isna().tolist() == (expected < 0.5).tolist()


@pytest.mark.parametrize("grid", [GEOGRAPHY.square_grid, GEOGRAPHY.hexagon_grid])
def test_points_on_edges_and_corners_are_counted_once(grid):
    force = gpd.GeoSeries([box(0, 0, 1_000, 1_000)], crs=27700)
    made = grid(force, cell_m=100)
    corners = np.unique(
        np.vstack([np.asarray(one.exterior.coords) for one in made.geometry]), axis=0
    )
    inside = corners[((corners >= 0) & (corners <= 1_000)).all(axis=1)]
    edges = (inside[:-1] + inside[1:]) / 2
    points = gpd.GeoDataFrame(geometry=gpd.points_from_xy(*np.vstack([inside, edges]).T), crs=27700)
    counted = GEOGRAPHY.count(points, made)
    assert counted["count"].sum() == len(points)
    assert counted.attrs["outside"] == 0


def test_counts_by_code_are_those_of_a_group_by():
    rng = np.random.default_rng(3)
    points = pd.DataFrame({"kind": rng.choice(["a", "b"], 500), "child": rng.integers(0, 60, 500)})
    codes = pd.Series(rng.integers(10, 30, 500).astype("uint64")).astype(str)
    codes[rng.uniform(size=500) < 0.1] = None
    counted = GEOGRAPHY.count(points, codes, by="kind")
    expected = pd.crosstab(codes, points["kind"])
    pd.testing.assert_frame_equal(
        counted, expected, check_names=False, check_index_type=False, check_column_type=False
    )
    assert counted.attrs["outside"] == codes.isna().sum()
    persons = points["child"].groupby(codes).nunique()
    assert GEOGRAPHY.count(points, codes, distinct="child")["count"].tolist() == persons.tolist()
    with pytest.raises(lp.InvalidArgument, match="one a point"):
        GEOGRAPHY.count(points, codes[:9])
    with pytest.raises(lp.InvalidArgument, match="areas"):
        GEOGRAPHY.count(points, "8a195da49a97fff")


def test_counts_by_h3_index():
    h3 = pytest.importorskip("h3")
    codes = [h3.latlng_to_cell(53.38 + k / 1_000, -1.47, 9) for k in range(20)]
    counted = GEOGRAPHY.count(pd.DataFrame(index=range(20)), codes)
    assert counted["count"].to_dict() == pd.Series(codes).value_counts().sort_index().to_dict()


def test_snapping_says_what_was_rounded():
    rng = np.random.default_rng(1)
    rounded = rng.integers(0, 50, (500, 2)) * 100.0
    found = GEOGRAPHY.snapping(rounded)
    assert found.share_on_100_m == 1.0
    assert "rounded to 100 m" in found.summary()
    assert found.to_frame().shape == (1, 6)
    streets = rng.uniform(0, 1_000, (20, 2))[rng.integers(0, 20, 500)]
    assert "middle of a street" in GEOGRAPHY.snapping(streets).summary()
    assert "whether places are right" in GEOGRAPHY.snapping(rng.uniform(0, 9e3, (50, 2))).summary()
    assert GEOGRAPHY.snapping([]).summary() == "No point has a place."
    with pytest.raises(lp.InvalidArgument, match="tolerance_m"):
        GEOGRAPHY.snapping(streets, tolerance_m=0.5)


def test_masks_refuse_what_is_no_share():
    with pytest.raises(lp.InvalidArgument, match="must be as many"):
        GEOGRAPHY.mask([1, 2], [1.0])
    with pytest.raises(lp.InvalidArgument, match="least_share"):
        GEOGRAPHY.mask([1], [1.0], least_share=0)
    with pytest.raises(lp.InvalidArgument, match=r"share\[0\]"):
        GEOGRAPHY.mask([1], [7.0])
