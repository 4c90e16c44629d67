# SPDX-License-Identifier: MIT
"""HDBSCAN* side by side with the packages hdbscan and scikit-learn.

With core distances to the second nearest point, itself the first, a link weighs the distance of its
ends: no two of random points weigh the same. From the third on, links of one length are many (all
those that weigh the core distance of one end), and the packages order them as sorting left them.
"""

import numpy as np
import pytest

import libprofile as lp

theirs = pytest.importorskip("hdbscan")
SkHdbscan = pytest.importorskip("sklearn.cluster").HDBSCAN
adjusted_rand = pytest.importorskip("sklearn.metrics").adjusted_rand_score
SELECTIONS = {"eom": "excess_of_mass", "leaf": "leaf"}


def spread(seed, n=150):
    """Points without two equal distances, as far as doubles tell."""
    rng = np.random.default_rng(seed)
    centres = rng.uniform(0, 1000, (4, 2))
    dense = centres[rng.integers(0, 4, n)] + rng.normal(size=(n, 2)) * rng.uniform(5, 60)
    return np.concatenate([dense, rng.uniform(0, 1000, (n // 3, 2))])


def renumbered(labels):
    """Numbers by first point, as ours."""
    rank = {}
    return np.array([-1 if c < 0 else rank.setdefault(c, len(rank)) for c in labels.tolist()])


def by_hdbscan(xy, size, samples, method="eom"):
    return theirs.HDBSCAN(
        min_cluster_size=size,
        min_samples=samples,
        cluster_selection_method=method,
        algorithm="generic",
        approx_min_span_tree=False,
    ).fit(xy)


def by_scikit_learn(xy, size, samples, method="eom"):
    return SkHdbscan(
        min_cluster_size=size, min_samples=samples, cluster_selection_method=method, copy=True
    ).fit(xy)


@pytest.mark.parametrize("method", SELECTIONS)
@pytest.mark.parametrize("seed", range(100))
def test_hdbscan_agrees_without_the_point_itself(seed, method):
    xy = spread(seed)
    size = 3 + seed % 12
    fitted = by_hdbscan(xy, size, 1, method)
    ours = lp.clusters.hdbscan(
        xy, min_cluster_size=size, min_points=2, selection=SELECTIONS[method]
    )
    np.testing.assert_array_equal(ours.labels, renumbered(fitted.labels_))
    np.testing.assert_allclose(ours.probabilities, fitted.probabilities_, atol=1e-10)
    np.testing.assert_allclose(ours.outlier_scores, fitted.outlier_scores_, atol=1e-10)
    first = [np.flatnonzero(ours.labels == cluster)[0] for cluster in range(ours.n_clusters)]
    in_order = np.asarray(fitted.cluster_persistence_)[fitted.labels_[first]]
    np.testing.assert_allclose(ours.persistence, in_order, atol=1e-10)


@pytest.mark.parametrize("method", SELECTIONS)
@pytest.mark.parametrize("seed", range(100))
def test_scikit_learn_agrees_with_the_point_itself(seed, method):
    xy = spread(seed)
    size = 3 + seed % 12
    fitted = by_scikit_learn(xy, size, 2, method)
    ours = lp.clusters.hdbscan(
        xy, min_cluster_size=size, min_points=2, selection=SELECTIONS[method]
    )
    np.testing.assert_array_equal(ours.labels, renumbered(fitted.labels_))
    np.testing.assert_allclose(ours.probabilities, fitted.probabilities_, atol=1e-10)


@pytest.mark.parametrize(("package", "less"), [(by_hdbscan, 1), (by_scikit_learn, 0)])
def test_where_links_tie_theirs_follow_the_order_of_points_and_ours_do_not(package, less):
    def by_ours(xy, size, samples):
        return lp.clusters.hdbscan(xy, min_cluster_size=size, min_points=samples + less)

    agreement, theirs_changed = [], 0
    for seed in range(100):
        xy, size, samples = spread(seed), 3 + seed % 12, 3 + seed % 9 - less
        order = np.random.default_rng(seed).permutation(len(xy))
        before = package(xy, size, samples).labels_
        after = package(xy[order], size, samples).labels_
        theirs_changed += not np.array_equal(renumbered(before[order]), renumbered(after))
        ours = by_ours(xy, size, samples)
        moved = by_ours(xy[order], size, samples)
        np.testing.assert_array_equal(renumbered(ours.labels[order]), moved.labels)
        np.testing.assert_array_equal(ours.probabilities[order], moved.probabilities)
        np.testing.assert_array_equal(ours.outlier_scores[order], moved.outlier_scores)
        agreement.append(adjusted_rand(ours.labels, before))
    assert theirs_changed >= 30
    assert min(agreement) > 0.95
    assert np.median(agreement) > 0.98
