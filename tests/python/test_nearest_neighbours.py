# SPDX-License-Identifier: MIT
"""Nearest neighbours from Python."""

import geopandas as gpd
import numpy as np
import pytest
from scipy.spatial import cKDTree

import libprofile as lp


@pytest.mark.parametrize("seed", range(5))
def test_distances_are_those_of_scipy(seed):
    xy = np.random.default_rng(seed).uniform(0, 1000, (2000, 2))
    found = lp.geography.nearest_neighbours(xy, k=6)
    distances, indices = cKDTree(xy).query(xy, k=7)
    np.testing.assert_allclose(found.distances_m, distances[:, 1:], rtol=1e-14)
    np.testing.assert_array_equal(found.indices, indices[:, 1:])


def test_frames_name_neighbours_by_their_index():
    points = gpd.GeoSeries(gpd.points_from_xy([0, 3, 6], [0, 4, 9]), index=list("abc"), crs=27700)
    frame = lp.geography.nearest_neighbours(points, k=1).to_frame()
    assert frame["point"].tolist() == ["a", "b", "c"]
    assert frame["neighbour"].tolist() == ["b", "a", "b"]
    assert frame["distance_m"].tolist()[0] == 5.0


def test_no_points_have_no_neighbours():
    found = lp.geography.nearest_neighbours([], k=3)
    assert found.indices.shape == (0, 3)
    assert found.distances_m.shape == (0, 3)


@pytest.mark.parametrize("k", [0, -2, 3])
def test_as_many_neighbours_as_points_are_refused(k):
    with pytest.raises(lp.InvalidArgument, match=f"k = {k}"):
        lp.geography.nearest_neighbours([(0, 0), (1, 1), (2, 2)], k=k)
