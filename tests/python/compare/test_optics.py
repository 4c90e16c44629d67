# SPDX-License-Identifier: MIT
"""Reachability, ordering, cut and xi beside scikit-learn's."""

import numpy as np
import pytest

import libprofile as lp

cluster = pytest.importorskip("sklearn.cluster", reason="scikit-learn is not installed")

TOLERANCE_M = 1e-10


def made(seed):
    """Distances between these points are all different, so that the order is the same for all."""
    rng = np.random.default_rng(seed)
    n = int(rng.integers(10, 70))
    centres = rng.uniform(0, 500, (4, 2))
    spread = rng.uniform(2, 40, 4)
    of = rng.integers(0, 4, n)
    return centres[of] + rng.normal(size=(n, 2)) * spread[of, None]


def both(xy, radius_m, min_points, xi=0.05):
    ours = lp.clusters.optics(xy, radius_m=radius_m, min_points=min_points, xi=xi)
    theirs = cluster.OPTICS(
        min_samples=min_points, max_eps=radius_m, xi=xi, algorithm="kd_tree"
    ).fit(xy)
    return ours, theirs


def assert_same_plot(ours, theirs):
    np.testing.assert_array_equal(ours.ordering, theirs.ordering_)
    np.testing.assert_array_equal(ours.predecessor, theirs.predecessor_)
    np.testing.assert_allclose(ours.reachability, theirs.reachability_, rtol=0, atol=TOLERANCE_M)
    np.testing.assert_allclose(ours.core_distance, theirs.core_distances_, rtol=0, atol=TOLERANCE_M)


@pytest.mark.filterwarnings("ignore:All reachability values are inf")
@pytest.mark.filterwarnings("ignore:divide by zero")
@pytest.mark.parametrize("seed", range(100))
def test_optics_is_scikit_learn_s(seed):
    xy = made(seed)
    radius_m = (40.0, 5_000.0)[seed % 2]
    min_points = 2 + seed % 7
    ours, theirs = both(xy, radius_m, min_points, xi=(0.05, 0.2)[seed // 2 % 2])
    assert_same_plot(ours, theirs)
    np.testing.assert_array_equal(ours.labels, theirs.labels_)
    hierarchy = theirs.cluster_hierarchy_.reshape(-1, 2)
    hierarchy[:, 1] += 1
    np.testing.assert_array_equal(ours.hierarchy, hierarchy)
    for cut_m in (5.0, 20.0, 40.0):
        expected = cluster.cluster_optics_dbscan(
            reachability=theirs.reachability_,
            core_distances=theirs.core_distances_,
            ordering=theirs.ordering_,
            eps=cut_m,
        )
        np.testing.assert_array_equal(ours.cut(cut_m), expected)


def test_optics_of_real_incidents_is_scikit_learn_s(real_data):
    gpd = pytest.importorskip("geopandas")
    frame = gpd.read_file(real_data / "classics" / "sids.gpkg")
    points = frame.to_crs(32119).representative_point()
    ours, theirs = both(np.column_stack([points.x, points.y]), 1e6, 4)
    assert_same_plot(ours, theirs)
    np.testing.assert_array_equal(ours.labels, theirs.labels_)
