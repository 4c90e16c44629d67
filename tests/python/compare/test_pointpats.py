# SPDX-License-Identifier: MIT
"""What pointpats has too: convex hulls, and distances to the nearest."""

import numpy as np
import pytest

import libprofile as lp

pointpats = pytest.importorskip("pointpats")

SEEDS = range(100)


def points(seed):
    """Every fourth set on a lattice: coincident points, and many on one line."""
    xy = np.random.default_rng(seed).uniform(0, 1_000, (50, 2))
    return np.round(xy, -2) if seed % 4 == 0 else xy


@pytest.mark.parametrize("seed", SEEDS)
def test_convex_hulls_have_their_corners(seed):
    xy = points(seed)
    ours = lp.clusters.outlines(xy, np.zeros(50, int), kind="hull").geometry[0]
    theirs = {tuple(corner) for corner in np.asarray(pointpats.hull(xy)).tolist()}
    assert set(ours.exterior.coords) == theirs


@pytest.mark.parametrize("seed", SEEDS)
def test_the_nearest_are_as_far_as_theirs(seed):
    xy = points(seed)
    _, theirs = pointpats.PointPattern(xy).knn(4)
    near = lp.geography.k_nearest(xy, 4)
    ours = [np.sort(np.hypot(*(xy[near.neighbours(i)] - xy[i]).T)) for i in range(50)]
    np.testing.assert_allclose(ours, theirs, rtol=1e-10, atol=1e-10)
