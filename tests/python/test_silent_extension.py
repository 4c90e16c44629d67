# SPDX-License-Identifier: MIT
"""Arguments of the wrong type: the answer names them and repeats no coordinate and no count."""

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest

import libprofile as lp

XY = np.array([(401234.5, 387654.25), (401300.0, 387700.0), (401900.0, 388000.0)])


@pytest.mark.parametrize(
    ("call", "name"),
    [
        (lambda: lp.clusters.dbscan(XY, radius_m=None, min_points=2), "radius_m"),
        (lambda: lp.clusters.hdbscan(XY, min_cluster_size=None), "min_cluster_size"),
        (lambda: lp.geography.distance_band(XY, radius_m=None), "radius_m"),
        (lambda: lp.geography.k_nearest(XY, k=None), "k"),
        (lambda: lp.hotspots.kernel_density(XY, bandwidth_m=None), "bandwidth_m"),
        (lambda: lp.hotspots.kernel_density(XY, bandwidth_m=500, kernel=None), "kernel"),
        (lambda: lp.hotspots.bandwidth(XY, n_jobs=None), "n_jobs"),
    ],
)
def test_an_argument_that_is_none_is_named(call, name):
    with pytest.raises(lp.InvalidArgument) as caught:
        call()
    said = str(caught.value)
    assert name in said
    assert "401234" not in said
    assert "387654" not in said
    assert "Invoked" not in said


def test_no_coordinate_stands_beside_a_missing_one():
    xy = XY.copy()
    xy[0, 0] = np.nan
    with pytest.raises(lp.InvalidArgument, match=r"points\[0\]: must be finite") as caught:
        lp.clusters.dbscan(xy, radius_m=100, min_points=2)
    assert "387654" not in str(caught.value)


def test_values_in_another_order_than_the_areas_are_refused():
    cells = gpd.GeoDataFrame(
        {"n": [4, 1, 9, 2]},
        geometry=gpd.points_from_xy([0, 1, 2, 3], [0, 0, 0, 0], crs=27700).buffer(0.5),
        index=list("abcd"),
    )
    near = lp.geography.distance_band(np.c_[np.arange(4.0), np.zeros(4)], radius_m=1)
    with pytest.raises(lp.InvalidArgument, match=r"values\.loc\[areas\.index\]"):
        lp.hotspots.getis_ord(cells["n"].sort_values(), near, areas=cells)
    found = lp.hotspots.getis_ord(cells["n"], near, areas=cells)
    assert found.to_frame().index.tolist() == list("abcd")


def test_too_few_permutations_are_said_to_be():
    side = 12
    xy = np.stack(np.meshgrid(np.arange(side), np.arange(side)), -1).reshape(-1, 2) * 1.0
    near = lp.geography.distance_band(xy, radius_m=1.5)
    values = np.random.default_rng(1).poisson(5, len(xy)).astype(float)
    few = lp.hotspots.getis_ord(values, near, permutations=99, seed=1).summary()
    assert "Nothing unusual was found" in few
    assert "with 5,760 permutations a single place could be found" in few
    many = lp.hotspots.getis_ord(values, near, permutations=5_999, seed=1).summary()
    assert "could be found" not in many


def test_nothing_to_test_is_not_nothing_found():
    line = lp.geography.distance_band([(0, 0), (1, 0), (2, 0)], radius_m=1)
    same = lp.hotspots.local_moran([3.0, 3.0, 3.0], line).summary()
    assert "Nothing can be said: the values do not differ" in same
    alone = lp.geography.distance_band([(0, 0), (9, 0), (99, 0)], radius_m=1)
    islands = lp.hotspots.getis_ord(pd.Series([3.0, 1.0, 2.0]), alone).summary()
    assert "Nothing can be said: no place has neighbours" in islands


def test_stretched_metres_are_no_metres():
    points = gpd.GeoSeries(gpd.points_from_xy(XY[:, 0], XY[:, 1]), crs=27700)
    lp.clusters.dbscan(points, radius_m=100, min_points=2)
    with pytest.raises(lp.CrsError, match=r"web Mercator.*to_crs\(\"EPSG:27700\"\)"):
        lp.clusters.dbscan(points.to_crs(3857), radius_m=100, min_points=2)
