# SPDX-License-Identifier: MIT
import geopandas as gpd
import numpy as np
import pytest

import libprofile as lp

sklearn_cluster = pytest.importorskip("sklearn.cluster", reason="scikit-learn is not installed")
from estimator_checks import check_point_clusterer  # noqa: E402
from sklearn.base import clone  # noqa: E402


def made(seed, n=400):
    rng = np.random.default_rng(seed)
    centres = rng.uniform(0, 1_000, (6, 2))
    return centres[rng.integers(0, 6, n)] + rng.normal(0, 25, (n, 2))


def same_partition(a, b):
    return len(set(zip(a, b, strict=True))) == len(set(a)) == len(set(b))


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("weighted", [False, True])
def test_core_points_are_clustered_as_by_scikit_learn(seed, weighted):
    xy = made(seed)
    weights = np.random.default_rng(seed).integers(0, 4, len(xy)) if weighted else None
    ours = lp.clusters.dbscan(xy, radius_m=20, min_points=6, weights=weights)
    theirs = sklearn_cluster.DBSCAN(eps=20, min_samples=6).fit(xy, sample_weight=weights)
    core = theirs.core_sample_indices_
    assert same_partition(ours[core].tolist(), theirs.labels_[core].tolist())
    # A border point may be reached by two clusters: only whether it is noise is the same.
    np.testing.assert_array_equal(ours == -1, theirs.labels_ == -1)


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_points_does_not_matter(seed):
    xy = made(seed)
    order = np.random.default_rng(seed).permutation(len(xy))
    one = lp.clusters.dbscan(xy, radius_m=20, min_points=6)
    two = lp.clusters.dbscan(xy[order], radius_m=20, min_points=6)
    assert same_partition(one[order].tolist(), two.tolist())


def test_any_number_of_threads_gives_the_same_labels():
    xy = made(4, 5_000)
    one, two, eight = (
        lp.clusters.dbscan(xy, radius_m=5, min_points=6, n_jobs=n) for n in (1, 2, 8)
    )
    np.testing.assert_array_equal(one, two)
    np.testing.assert_array_equal(one, eight)


def test_points_come_as_frames_series_and_lists():
    xy = made(5, 50)
    series = gpd.GeoSeries(gpd.points_from_xy(*xy.T), crs=27700)
    expected = lp.clusters.dbscan(xy, radius_m=30, min_points=4)
    for points in (series, gpd.GeoDataFrame(geometry=series), xy.tolist(), np.asfortranarray(xy)):
        found = lp.clusters.dbscan(points, radius_m=30, min_points=4)
        np.testing.assert_array_equal(found, expected)
        assert found.dtype == np.int32
    fitted = lp.clusters.Dbscan(radius_m=30, min_points=4).fit(series)
    np.testing.assert_array_equal(fitted.labels_, expected)


def test_no_points_give_no_labels():
    assert lp.clusters.dbscan([], radius_m=1, min_points=1).shape == (0,)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"radius_m": -1, "min_points": 2}, "radius_m = -1"),
        ({"radius_m": np.nan, "min_points": 2}, "radius_m"),
        ({"radius_m": 1, "min_points": 0}, "min_points = 0"),
        ({"radius_m": 1, "min_points": 2, "weights": [1, -1]}, r"weights\[1\]"),
        ({"radius_m": 1, "min_points": 2, "weights": [1]}, "weights"),
    ],
)
def test_wrong_options_are_refused_in_words(options, words):
    with pytest.raises(lp.InvalidArgument, match=words):
        lp.clusters.dbscan([(0, 0), (1, 1)], **options)


def test_the_estimator_clones_and_sets_parameters():
    estimator = clone(lp.clusters.Dbscan(radius_m=7)).set_params(min_points=3)
    assert estimator.get_params() == {"radius_m": 7, "min_points": 3, "n_jobs": -1}
    with pytest.raises(ValueError, match="radius"):
        estimator.set_params(radius=3)


def test_the_estimator_passes_every_check_of_scikit_learn_but_those_listed():
    check_point_clusterer(lp.clusters.Dbscan(), takes_weights=True)
