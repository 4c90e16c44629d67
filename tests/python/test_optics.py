# SPDX-License-Identifier: MIT
import geopandas as gpd
import numpy as np
import pytest

import libprofile as lp


def made(seed, n=300):
    rng = np.random.default_rng(seed)
    centres = rng.uniform(0, 1_000, (5, 2))
    spread = rng.uniform(5, 40, 5)
    of = rng.integers(0, 5, n)
    return centres[of] + rng.normal(size=(n, 2)) * spread[of, None]


def test_a_frame_gives_its_index_and_points_back():
    xy = made(1, 40)
    series = gpd.GeoSeries(gpd.points_from_xy(*xy.T), crs=27700, index=range(100, 140))
    frame = lp.clusters.optics(series, radius_m=500, min_points=4).to_frame()
    assert frame.index.tolist() == series.index.tolist()
    assert frame.crs == series.crs
    assert frame.sort_values("place").reachability.iloc[0] == np.inf
    assert list(lp.clusters.optics(xy, radius_m=500, min_points=4).to_frame().columns) == [
        "labels",
        "place",
        "reachability",
        "core_distance",
        "predecessor",
    ]


@pytest.mark.parametrize("seed", range(5))
def test_the_cut_groups_core_points_as_dbscan_does(seed):
    xy = made(seed)
    found = lp.clusters.optics(xy, radius_m=400, min_points=5)
    for radius_m in (10, 30, 400):
        core = found.core_distance <= radius_m
        ours = found.cut(radius_m)[core]
        theirs = lp.clusters.dbscan(xy, radius_m=radius_m, min_points=5)[core]
        pairs = set(zip(ours.tolist(), theirs.tolist(), strict=True))
        assert len(pairs) == len(set(ours.tolist())) == len(set(theirs.tolist()))
    with pytest.raises(lp.InvalidArgument, match="at most 400"):
        found.cut(401)


def test_another_steepness_and_size_give_other_clusters():
    found = lp.clusters.optics(made(2), radius_m=1_000, min_points=5, xi=0.05)
    np.testing.assert_array_equal(found.xi(0.05), found.labels)
    assert found.xi(0.6).max() < found.labels.max()
    assert found.xi(0.05, min_cluster_size=60).max() < found.labels.max()


def test_arrays_of_a_result_cannot_be_changed():
    found = lp.clusters.optics(made(1, 40), radius_m=500, min_points=4)
    for array in (found.labels, found.ordering, found.reachability, found.hierarchy):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 0


def test_a_summary_says_what_was_counted_and_what_cannot_be_said():
    text = lp.clusters.optics(made(1), radius_m=500, min_points=5).summary()
    assert text.startswith("300 points were looked at.")
    assert "clusters hold" in text
    assert "not that there are more than expected" in text
    nothing = lp.clusters.optics([], radius_m=500, min_points=5)
    assert nothing.summary().startswith("There are no points.")
    alone = lp.clusters.optics([(0, 0)], radius_m=500, min_points=5)
    assert "No cluster was found." in alone.summary()


def test_results_are_drawn_and_explored():
    pytest.importorskip("matplotlib").use("agg")
    found = lp.clusters.optics(made(1), radius_m=500, min_points=5)
    assert "clusters" in found.plot().get_title()
    assert "reachability" in found.plot_reachability().get_ylabel()
    assert found.explore().html.count('"point"') >= 300
    assert len(found.__geo_interface__["features"]) == 300


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"radius_m": -1, "min_points": 2}, "radius_m = -1"),
        ({"radius_m": np.inf, "min_points": 2}, "radius_m"),
        ({"radius_m": 1, "min_points": 1}, "min_points = 1"),
        ({"radius_m": 1, "min_points": 2, "xi": 1}, "xi = 1"),
        ({"radius_m": 1, "min_points": 2, "min_cluster_size": 1}, "min_cluster_size = 1"),
    ],
)
def test_wrong_options_are_refused_in_words(options, words):
    with pytest.raises(lp.InvalidArgument, match=words):
        lp.clusters.optics([(0, 0), (1, 1)], **options)


def test_the_estimator_passes_every_check_of_scikit_learn_but_those_listed():
    pytest.importorskip("sklearn", reason="scikit-learn is not installed")
    from estimator_checks import NOT_PASSED, check_clusterer

    # The points of this check, a few units apart, differ in density: OPTICS sees their clusters.
    not_passed = {name: why for name, why in NOT_PASSED.items() if name != "check_clustering"}
    check_clusterer(lp.clusters.Optics(), not_passed)
