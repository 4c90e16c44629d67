# SPDX-License-Identifier: MIT
"""Space-time DBSCAN side by side with st_dbscan, and with scikit-learn's DBSCAN in another metric.

Two incidents are neighbours where the larger of distance / radius and lag / lag_days is at most 1:
without the paper's third threshold the method is DBSCAN in that metric.
"""

import numpy as np
import pytest

import libprofile as lp

st_dbscan = pytest.importorskip("st_dbscan")
SkDbscan = pytest.importorskip("sklearn.cluster").DBSCAN


def by_st_dbscan(xy, days, radius_m, lag_days, min_points):
    fitted = st_dbscan.ST_DBSCAN(eps1=radius_m, eps2=lag_days, min_samples=min_points)
    return fitted.fit(np.column_stack([days, xy])).labels


def gaps(xy, days, radius_m, lag_days):
    """The larger share of either threshold, pair by pair."""
    apart = np.hypot(*(xy[:, None] - xy[None]).transpose(2, 0, 1)) / radius_m
    return np.maximum(apart, np.abs(days[:, None] - days) / lag_days)


def by_scikit_learn(xy, days, radius_m, lag_days, min_points):
    fitted = SkDbscan(eps=1.0, min_samples=min_points, metric="precomputed")
    return fitted.fit(gaps(xy, days, radius_m, lag_days)).labels_


def ours(xy, days, radius_m, lag_days, min_points):
    return lp.clusters.space_time_dbscan(
        xy, days, radius_m=radius_m, lag_days=lag_days, min_points=min_points
    ).labels


def renumbered(labels):
    """Numbers by first point."""
    rank = {}
    return np.array([-1 if c < 0 else rank.setdefault(c, len(rank)) for c in labels.tolist()])


def incidents(seed):
    rng = np.random.default_rng(seed)
    centres = rng.uniform(0, 1000, (5, 2))
    dense = centres[rng.integers(0, 5, 200)] + rng.normal(size=(200, 2)) * 30
    xy = np.concatenate([dense, rng.uniform(0, 1000, (100, 2))])
    days = rng.uniform(0, 60, 300)
    return (xy.round(), days.round()) if seed % 2 else (xy, days)


@pytest.mark.parametrize("peer", [by_st_dbscan, by_scikit_learn])
@pytest.mark.parametrize("seed", range(100))
def test_core_points_and_noise_are_theirs_and_so_are_borders_within_reach_of_one(seed, peer):
    xy, days = incidents(seed)
    settings = (30.0 + seed % 7 * 10, 5.0 + seed % 5 * 3, 2 + seed % 5)
    near = gaps(xy, days, *settings[:2]) <= 1
    is_core = near.sum(axis=1) >= settings[2]
    theirs, found = peer(xy, days, *settings), ours(xy, days, *settings)
    assert found.max() >= 0
    np.testing.assert_array_equal(found == -1, theirs == -1)
    np.testing.assert_array_equal(renumbered(found[is_core]), renumbered(theirs[is_core]))
    # Between two clusters theirs takes the one visited first, ours the nearer.
    lone = [k for k in range(300) if is_core[k] or len(set(found[near[k] & is_core])) <= 1]
    np.testing.assert_array_equal(renumbered(found[lone]), renumbered(theirs[lone]))


def test_all_cases_of_burkitt_s_lymphoma(real_data):
    gpd = pytest.importorskip("geopandas")
    cases = gpd.read_file(real_data / "classics" / "burkitt" / "burkitt.shp")
    xy, days = cases[["X", "Y"]].to_numpy(dtype=float), cases["T"].to_numpy(dtype=float)
    found = ours(xy, days, 10.0, 400.0, 4)
    np.testing.assert_array_equal(
        renumbered(found), renumbered(by_st_dbscan(xy, days, 10.0, 400.0, 4))
    )
    # st_dbscan 0.2.3: seven clusters, and 100 of 188 cases in none.
    assert np.bincount(renumbered(found) + 1).tolist() == [100, 23, 4, 6, 9, 5, 30, 11]
