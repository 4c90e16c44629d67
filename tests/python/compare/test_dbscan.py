# SPDX-License-Identifier: MIT
"""Core points, clusters and noise beside scikit-learn's and the package dbscan's (Wang)."""

import numpy as np
import pytest

import libprofile as lp

cluster = pytest.importorskip("sklearn.cluster", reason="scikit-learn is not installed")


def made(seed):
    rng = np.random.default_rng(seed)
    n = int(rng.integers(1, 400))
    centres = rng.uniform(0, 1_000, (5, 2))
    xy = centres[rng.integers(0, 5, n)] + rng.normal(0, 30, (n, 2))
    # Every other case on a lattice: coincident points, equal distances, some exactly the radius.
    return np.round(xy / 5) * 5 if seed % 2 else xy


def same_partition(a, b):
    return len(set(zip(a, b, strict=True))) == len(set(a)) == len(set(b))


def assert_same(xy, radius_m, min_points):
    ours = lp.clusters.dbscan(xy, radius_m=radius_m, min_points=min_points)
    theirs = cluster.DBSCAN(eps=radius_m, min_samples=min_points, algorithm="brute").fit(xy)
    core = theirs.core_sample_indices_
    assert same_partition(ours[core].tolist(), theirs.labels_[core].tolist())
    # A border point may be reached by two clusters: only whether it is noise is the same.
    np.testing.assert_array_equal(ours == -1, theirs.labels_ == -1)


@pytest.mark.parametrize("seed", range(100))
def test_dbscan_is_scikit_learn_s(seed):
    assert_same(made(seed), (10.0, 25.0, 60.0)[seed % 3], 1 + seed % 8)


@pytest.mark.parametrize("seed", range(0, 100, 2))
def test_dbscan_is_wang_s(seed):
    wang = pytest.importorskip("dbscan", reason="dbscan is not installed")
    xy = made(seed)
    if len(xy) < 2:
        pytest.skip("dbscan does not take one point")
    radius_m, min_points = (10.0, 25.0, 60.0)[seed % 3], 2 + seed % 8
    labels, is_core = wang.DBSCAN(xy, eps=radius_m, min_samples=min_points)
    ours = lp.clusters.dbscan(xy, radius_m=radius_m, min_points=min_points)
    assert same_partition(ours[is_core].tolist(), labels[is_core].tolist())
    np.testing.assert_array_equal(ours == -1, labels == -1)


def test_dbscan_of_real_places_is_scikit_learn_s(real_data):
    pd = pytest.importorskip("pandas")
    cells = pd.read_csv(real_data / "classics" / "nc_sids.csv")
    assert_same(cells[["x", "y"]].to_numpy(dtype=float), 40.0, 4)
