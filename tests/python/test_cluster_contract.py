# SPDX-License-Identifier: MIT
"""What every method of `lp.clusters` promises alike: few points, one place, nowhere, degrees."""

import geopandas as gpd
import numpy as np
import pytest

import libprofile as lp

RADIUS_M = 12.0


def nearest(xy):
    orders = lp.clusters.nearest_neighbour_hierarchy(xy, threshold_m=RADIUS_M, area_m2=1e8)
    return np.array(orders.labels, dtype=np.int32)


# Each may make one cluster of all.
LABELS = {
    "dbscan": lambda xy: lp.clusters.dbscan(xy, radius_m=RADIUS_M, min_points=5),
    "hdbscan": lambda xy: (
        lp.clusters.hdbscan(xy, min_cluster_size=5, allow_single_cluster=True).labels
    ),
    "hdbscan_range": lambda xy: (
        lp.clusters.hdbscan_range(xy, min_points=[2, 5], allow_single_cluster=True).at(5).labels
    ),
    "optics": lambda xy: lp.clusters.optics(xy, radius_m=100, min_points=5).cut(RADIUS_M),
    "space_time_dbscan": lambda xy: (
        lp.clusters.space_time_dbscan(
            xy, np.zeros(len(xy)), radius_m=RADIUS_M, lag_days=7, min_points=5
        ).labels
    ),
    "nearest_neighbour_hierarchy": nearest,
}
every_method = pytest.mark.parametrize("labels", LABELS.values(), ids=LABELS)


@every_method
def test_no_points_have_no_labels(labels):
    for nothing in ([], np.empty((0, 2)), gpd.GeoSeries([], crs=27700)):
        assert labels(nothing).shape == (0,)


@every_method
def test_one_point_is_noise(labels):
    assert labels([(430_000, 390_000)]).tolist() == [-1]


@every_method
def test_points_in_one_place_are_one_cluster(labels):
    assert (labels(np.full((500, 2), 430_000.25)) == 0).all()


@every_method
@pytest.mark.parametrize("wrong", [np.nan, np.inf, -np.inf])
@pytest.mark.parametrize("axis", [0, 1])
def test_a_coordinate_that_is_nowhere_is_refused_by_its_place(labels, wrong, axis):
    xy = np.arange(20.0).reshape(10, 2)
    xy[7, axis] = wrong
    with pytest.raises(lp.InvalidArgument, match=r"points\[7\]"):
        labels(xy)


@every_method
def test_a_point_that_is_missing_from_a_frame_is_refused_by_its_place(labels):
    series = gpd.GeoSeries(gpd.points_from_xy([0, 1, 2], [0, 1, 2]), crs=27700)
    series.iloc[1] = None
    with pytest.raises(lp.GeometryError, match=r"points\[1\]"):
        labels(series)


@every_method
def test_a_frame_in_degrees_is_refused_with_the_line_to_type(labels):
    degrees = gpd.GeoSeries(gpd.points_from_xy([-1.5] * 9, [53.4] * 9), crs=4326)
    with pytest.raises(lp.CrsError, match=r'points = points.to_crs\("EPSG:27700"\)'):
        labels(degrees)
    with pytest.raises(lp.CrsError, match="no coordinate reference system"):
        labels(gpd.GeoSeries(degrees.to_numpy()))


@pytest.mark.parametrize("method", LABELS)
def test_numbers_that_look_like_degrees_are_metres(method):
    # A plain array says nothing of its units: there is a warning, and nothing is guessed.
    xy = np.column_stack([np.linspace(-1.5, -1.0, 40), np.full(40, 53.4)])
    close, far = LABELS[method](xy), LABELS[method](xy * 1024)
    if method.startswith("hdbscan"):  # It knows no distance, only which is the longer.
        np.testing.assert_array_equal(close, far)
    else:
        assert (close == 0).all()
        assert (far == -1).all()


@every_method
def test_one_column_or_three_are_refused(labels):
    for shape in ((4, 1), (4, 3), (4,)):
        with pytest.raises(lp.InvalidArgument, match=r"\(n, 2\)"):
            labels(np.zeros(shape))


@every_method
def test_read_only_and_strided_arrays_give_what_copies_give(labels):
    rng = np.random.default_rng(1)
    wide = rng.normal(size=(300, 4)) * 60
    strided = wide[:, ::2]
    read_only = strided.copy()
    read_only.setflags(write=False)
    np.testing.assert_array_equal(labels(strided), labels(read_only))
    assert labels(read_only).max() >= 0
