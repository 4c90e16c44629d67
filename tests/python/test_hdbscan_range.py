# SPDX-License-Identifier: MIT
"""HDBSCAN* for several numbers of points: the bytes of separate runs, and what is said of them."""

import geopandas as gpd
import numpy as np
import pytest

import libprofile as lp

NUMBERS = [1, 2, 5, 12, 30]
ARRAYS = ("labels", "probabilities", "outlier_scores", "persistence")


def places(seed, n=700):
    """Dense groups over a background; odd seeds on a lattice of 20 m, where many coincide."""
    rng = np.random.default_rng(seed)
    centres = rng.uniform(0, 3000, (6, 2))
    dense = centres[rng.integers(0, 6, n)] + rng.normal(size=(n, 2)) * rng.uniform(20, 90)
    xy = np.concatenate([dense, rng.uniform(0, 3000, (n // 3, 2))])
    return (xy / 20).round() * 20.0 if seed % 2 else xy


@pytest.mark.parametrize("selection", ["excess_of_mass", "leaf"])
@pytest.mark.parametrize("seed", range(10))
def test_each_number_has_the_bytes_of_a_run_of_its_own(seed, selection):
    xy = places(seed)
    options = {"min_cluster_size": 4 + seed, "selection": selection}
    found = lp.clusters.hdbscan_range(xy, min_points=NUMBERS, **options)
    for number in NUMBERS:
        alone = lp.clusters.hdbscan(xy, min_points=number, **options)
        for name in ARRAYS:
            assert getattr(found.at(number), name).tobytes() == getattr(alone, name).tobytes()
        assert found.at(number).condensed_tree.equals(alone.condensed_tree)
        assert found.at(number).summary() == alone.summary()


@pytest.mark.parametrize("n_jobs", [1, 2, 8])
def test_any_number_of_threads_gives_the_same_bytes(n_jobs):
    xy = places(3, 5000)
    one = lp.clusters.hdbscan_range(xy, min_points=[3, 10], n_jobs=n_jobs)
    other = lp.clusters.hdbscan_range(xy, min_points=[3, 10])
    for number in (3, 10):
        for name in ARRAYS:
            assert (
                getattr(one.at(number), name).tobytes() == getattr(other.at(number), name).tobytes()
            )


def test_the_frame_counts_what_the_results_hold():
    found = lp.clusters.hdbscan_range(places(4), min_points=NUMBERS, min_cluster_size=20)
    frame = found.to_frame()
    assert list(frame) == ["min_points", "clusters", "noise", "largest", "agreement"]
    for row in frame.itertuples():
        labels = found.at(row.min_points).labels
        assert row.clusters == labels.max() + 1
        assert row.noise == (labels == -1).mean()
        assert row.largest == np.bincount(labels[labels >= 0]).max() / len(labels)
    assert "HdbscanRange" in found._repr_html_()
    with pytest.raises(ValueError, match="read-only"):
        found.clusters[0] = 7


def test_the_summary_names_the_number_around_which_clusters_change_least():
    found = lp.clusters.hdbscan_range(places(6), min_points=NUMBERS, min_cluster_size=20)
    best = int(np.argmax(found.agreement))
    assert f"change least around {NUMBERS[best]} (agreement" in found.summary()
    assert "Nothing here is a test" in found.summary()


def test_agreement_is_one_where_every_number_finds_the_same():
    pair = [(0, 0), (1, 0), (0, 1), (500, 0), (501, 0), (500, 1)]
    found = lp.clusters.hdbscan_range(pair, min_points=[1, 2, 3], min_cluster_size=3)
    assert found.clusters.tolist() == [2, 2, 2]
    assert found.agreement.tolist() == [1.0, 1.0, 1.0]


def test_frames_keep_their_index():
    series = gpd.GeoSeries(gpd.points_from_xy(*places(2, 60).T), crs=27700)
    series.index = series.index + 100
    found = lp.clusters.hdbscan_range(series, min_points=[2, 4])
    assert found.at(4).to_frame().index[0] == 100
    assert found.at(4).to_frame().crs == series.crs


def test_no_points_one_point_and_one_number_have_nothing_to_compare():
    for points in ([], [(3, 4)]):
        found = lp.clusters.hdbscan_range(points, min_points=[1, 5])
        assert found.clusters.tolist() == [0, 0]
        assert np.isnan(found.agreement).all()
        assert found.summary().startswith("There is nothing to compare")
    assert np.isnan(lp.clusters.hdbscan_range(places(1), min_points=[5]).agreement).all()


def test_more_points_asked_for_than_there_are_make_all_noise():
    found = lp.clusters.hdbscan_range(places(1, 9), min_points=[2, 5_000])
    assert (found.at(5_000).labels == -1).all()


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"min_points": []}, "one at least"),
        ({"min_points": [2.5, 3.5]}, "whole numbers"),
        ({"min_points": 5}, "sequence"),
        ({"min_points": [0, 2]}, "at least 1"),
        ({"min_points": [5, 5]}, "each once"),
        ({"min_points": [5, 2]}, "rising order"),
        ({"min_points": [5, 2**40]}, "rising order"),
        ({"min_points": [5], "min_cluster_size": 1}, "min_cluster_size = 1"),
        ({"min_points": [5], "selection": "best"}, "excess_of_mass"),
        ({"min_points": [5], "selection_epsilon_m": np.inf}, "selection_epsilon_m"),
    ],
)
def test_wrong_options_are_refused_in_words(options, words):
    with pytest.raises(lp.InvalidArgument, match=words):
        lp.clusters.hdbscan_range([(0, 0), (1, 1)], **options)


def test_a_number_that_was_not_asked_for_is_refused():
    found = lp.clusters.hdbscan_range(places(1, 30), min_points=[2, 5])
    with pytest.raises(lp.InvalidArgument, match=r"min_points = 3: must be one of \[2, 5\]"):
        found.at(3)
