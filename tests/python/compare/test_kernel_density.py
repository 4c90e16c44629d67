# SPDX-License-Identifier: MIT
"""Density surfaces and bandwidths beside scipy, scikit-learn and statsmodels."""

import numpy as np
import pandas as pd
import pytest

import libprofile as lp

stats = pytest.importorskip("scipy.stats")
neighbors = pytest.importorskip("sklearn.neighbors")
nonparametric = pytest.importorskip("statsmodels.nonparametric.api")

EXTENT = (0, 0, 1_000, 1_000)


def random_points(seed):
    """Clusters over a background; every fourth set with coincident points."""
    rng = np.random.default_rng(seed)
    xy = np.vstack(
        [rng.uniform(0, 1_000, (40, 2)), rng.normal(rng.uniform(200, 800, 2), 60, (30, 2))]
    )
    return np.round(xy, -1) if seed % 4 == 0 else xy


def centres(surface):
    x, y = np.meshgrid(surface.x, surface.y)
    return np.column_stack([x.ravel(), y.ravel()])


def agree(surface, points_of_peer, kernel, bandwidth_m):
    peer = neighbors.KernelDensity(kernel=kernel, bandwidth=bandwidth_m, rtol=0, atol=0)
    peer.fit(points_of_peer)
    expected = np.exp(peer.score_samples(centres(surface))) * len(points_of_peer) * 1e6
    np.testing.assert_allclose(
        surface.values.ravel(), expected, rtol=1e-10, atol=1e-10 * expected.max()
    )


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("uniform", "tophat"),
        ("epanechnikov", "epanechnikov"),
        ("triangular", "linear"),
        ("gaussian", "gaussian"),
    ],
)
def test_surfaces_are_those_of_scikit_learn(ours, theirs):
    for seed in range(100):
        xy = random_points(seed)
        surface = lp.hotspots.kernel_density(
            xy, bandwidth_m=117.3, cell_m=25, kernel=ours, extent=EXTENT
        )
        agree(surface, xy, theirs, 117.3)


def test_the_counties_of_north_carolina_have_the_surface_of_scikit_learn(real_data):
    table = pd.read_csv(real_data / "classics" / "nc_sids.csv")
    xy = table[["x", "y"]].to_numpy(float)
    surface = lp.hotspots.kernel_density(xy, bandwidth_m=60, cell_m=10, kernel="epanechnikov")
    agree(surface, xy, "epanechnikov", 60)


def test_scott_is_scipy_s_for_data_that_are_round():
    for seed in range(100):
        xy = random_points(seed)
        # Both axes with one spread and no correlation, so that scipy's matrix is a number.
        centred = xy - xy.mean(axis=0)
        white = centred @ np.linalg.inv(np.linalg.cholesky(np.cov(centred.T))).T * 100
        peer = stats.gaussian_kde(white.T, bw_method="scott")
        ours = lp.hotspots.bandwidth(white, method="scott", kernel="gaussian")
        assert ours == pytest.approx(np.sqrt(peer.covariance[0, 0]), rel=1e-10)


def test_gaussian_surfaces_are_scipy_s_for_data_that_are_round():
    for seed in range(100):
        xy = random_points(seed)
        centred = xy - xy.mean(axis=0)
        weights = np.random.default_rng(seed).uniform(0.5, 3, len(xy)) if seed % 3 == 0 else None
        spread = np.cov(centred.T, aweights=weights)
        white = centred @ np.linalg.inv(np.linalg.cholesky(spread)).T * 100
        peer = stats.gaussian_kde(white.T, bw_method=0.4, weights=weights)
        ours = lp.hotspots.kernel_density(
            white,
            bandwidth_m=np.sqrt(peer.covariance[0, 0]),
            cell_m=20,
            kernel="gaussian",
            extent=(-200, -200, 200, 200),
            weights=weights,
        )
        expected = peer(centres(ours).T) * 1e6 * (len(xy) if weights is None else weights.sum())
        np.testing.assert_allclose(
            ours.values.ravel(), expected, rtol=1e-10, atol=1e-10 * expected.max()
        )


def test_scores_are_those_of_statsmodels():
    for seed in range(100):
        xy = random_points(seed)[:30]
        sd_m = 40.0 + seed
        peer = nonparametric.KDEMultivariate(xy, "cc", bw=[sd_m, sd_m])
        likelihood = lp.hotspots.bandwidth_score(xy, bandwidth_m=sd_m, method="likelihood")
        squares = lp.hotspots.bandwidth_score(xy, bandwidth_m=sd_m, method="least_squares")
        theirs = peer.loo_likelihood(np.array([sd_m, sd_m]), np.log)
        # Theirs leaves out the constant by which the densities integrate to 1.
        theirs += len(xy) * np.log(len(xy) - 1)
        assert -likelihood * len(xy) == pytest.approx(theirs, rel=1e-10)
        assert squares == pytest.approx(peer.imse(np.array([sd_m, sd_m])), rel=1e-10)
