# SPDX-License-Identifier: MIT
"""The hierarchy, the parameter guide, summaries and outlines."""

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from shapely.geometry import box

import libprofile as lp
from libprofile import _core


def groups_of(seed, n=300):
    rng = np.random.default_rng(seed)
    centres = rng.uniform(0, 3_000, (6, 2))
    return centres[rng.integers(0, 6, n)] + rng.normal(0, 20, (n, 2))


def test_the_hierarchy_gives_points_the_cluster_of_their_cluster():
    xy = [(0, 0), (1, 0), (100, 0), (101, 0), (200, 0), (201, 0), (9_000, 0), (9_001, 0), (50, 50)]
    found = lp.clusters.nearest_neighbour_hierarchy(
        xy, threshold_m=1, level=0.5, area_m2=1e8, min_points=2
    )
    assert found.labels.tolist() == [0, 0, 1, 1, 2, 2, 3, 3, -1]
    assert found.labels_of_order(2).tolist() == [0, 0, 0, 0, 0, 0, -1, -1, -1]
    assert found.orders_frame().groupby("order").size().tolist() == [4, 1]
    assert list(found.to_frame().columns) == ["order_1", "order_2"]
    assert "order 2: 1 clusters within" in found.summary()


def test_the_hierarchy_without_points_and_with_wrong_options():
    assert lp.clusters.nearest_neighbour_hierarchy([]).labels.shape == (0,)
    for options, words in (
        ({"threshold_m": 0}, "threshold_m = 0"),
        ({"level": 0.7}, "level"),
        ({"area_m2": -1}, "area_m2"),
        ({"min_points": 1}, "min_points = 1"),
    ):
        with pytest.raises(lp.InvalidArgument, match=words):
            lp.clusters.nearest_neighbour_hierarchy(groups_of(1), **options)


def test_the_guide_finds_the_radius_at_which_groups_hold_together():
    guide = lp.clusters.parameter_guide(groups_of(3), min_points=5)
    assert (np.diff(guide.distance_m) <= 0).all()
    labels = lp.clusters.dbscan(groups_of(3), radius_m=guide.radius_m, min_points=5)
    assert labels.max() + 1 == 6
    assert "a first radius to try" in guide.summary()
    assert "no curve" in lp.clusters.parameter_guide([(0, 0)], min_points=5).summary()
    with pytest.raises(lp.InvalidArgument, match="min_points = 1"):
        lp.clusters.parameter_guide([(0, 0)], min_points=1)


def test_the_guide_is_drawn_with_its_knee():
    pytest.importorskip("matplotlib").use("agg")
    guide = lp.clusters.parameter_guide(groups_of(3), min_points=5)
    knee = guide.plot().lines[1]
    assert knee.get_ydata()[0] == guide.radius_m


def test_stability_is_highest_where_clusters_do_not_change():
    found = lp.clusters.stability(groups_of(3), radii_m=[4, 60, 80, 100, 6_000], min_points=[5, 6])
    frame = found.to_frame()
    assert len(frame) == 10
    best = frame.loc[frame.agreement.idxmax()]
    assert best.clusters == 6
    assert "clusters change least around" in found.summary()
    with pytest.raises(lp.InvalidArgument, match="rising order"):
        lp.clusters.stability(groups_of(3), radii_m=[4, 4], min_points=[5])
    with pytest.raises(lp.InvalidArgument, match="two settings"):
        lp.clusters.stability(groups_of(3), radii_m=[4], min_points=[5])


@pytest.mark.parametrize("seed", range(10))
def test_agreement_is_the_adjusted_rand_index(seed):
    metrics = pytest.importorskip("sklearn.metrics", reason="scikit-learn is not installed")
    adjusted_rand = _core.adjusted_rand
    rng = np.random.default_rng(seed)
    a = rng.integers(-1, 4, 200).astype(np.int32)
    b = np.where(rng.random(200) < 0.5, a, rng.integers(-1, 3, 200)).astype(np.int32)
    assert adjusted_rand(a, b) == pytest.approx(metrics.adjusted_rand_score(a, b), abs=1e-12)
    assert adjusted_rand(a, a) == 1


def test_a_summary_counts_persons_times_and_shares():
    xy = [(0, 0), (10, 0), (0, 10), (300, 0), (5_000, 0), (5_000, 0)]
    times = pd.to_datetime(
        [
            "2020-01-05 00:00",
            "2020-01-01 06:00",
            *["2020-01-03 00:00", "2020-02-01 00:00"],
            *["2020-03-01 00:00"] * 2,
        ]
    )
    found = lp.clusters.summarise(
        xy,
        [1, 1, 1, -1, 0, 0],
        times=times,
        persons=["a", None, "a", "b", "c", "d"],
        weights=[1, 2, 3, 4, 5, 5],
    ).to_frame()
    assert found.cluster.tolist() == [0, 1]
    assert found.points.tolist() == [2, 3]
    assert found.persons.tolist() == [2, 1]
    assert found.incidents.tolist() == [10, 6]
    assert found.share.tolist() == [0.5, 0.3]
    assert found["first"].tolist() == [pd.Timestamp("2020-03-01"), pd.Timestamp("2020-01-01 06:00")]
    assert found.span_days.tolist() == [0, 3.75]
    # A place widened by 50 m; the point 300 m away is in the ring of the other.
    assert found.area_km2[0] == pytest.approx(np.pi * 0.05**2, rel=0.01)
    assert found.around_per_km2[0] == 0
    assert found.around_per_km2[1] > 0


def test_a_summary_says_that_dense_clusters_are_no_finding():
    xy = groups_of(1)
    labels = lp.clusters.dbscan(xy, radius_m=40, min_points=5)
    text = lp.clusters.summarise(xy, labels).summary()
    assert "300 points were counted." in text
    assert "is no finding" in text
    assert "other settings give other clusters" in text
    assert "No cluster" in lp.clusters.summarise(xy, np.full(300, -1)).summary()
    assert "No cluster" in lp.clusters.summarise([], []).summary()


@pytest.mark.parametrize(
    ("labels", "words"),
    [([0], "one for each point"), ([0, 0.5], "whole numbers"), ([0, -2], "whole numbers")],
)
def test_wrong_labels_are_refused(labels, words):
    with pytest.raises(lp.InvalidArgument, match=words):
        lp.clusters.summarise([(0, 0), (1, 1)], labels)
    with pytest.raises(lp.InvalidArgument, match=words):
        lp.clusters.outlines([(0, 0), (1, 1)], labels, kind="hull")


def test_outlines_are_hulls_concave_hulls_or_units():
    corner = [(0, 0), (100, 0), (100, 10), (10, 10), (10, 100), (0, 100), (900, 900)]
    labels = [0] * 6 + [-1]
    hull = lp.clusters.outlines(corner, labels, kind="hull").geometry.area[0]
    concave = lp.clusters.outlines(corner, labels, kind="concave", ratio=0).geometry.area[0]
    assert hull == 5_950
    assert concave < hull
    units = gpd.GeoDataFrame(geometry=[box(0, 0, 50, 200), box(50, 0, 200, 200)], crs=27700)
    points = gpd.GeoSeries(gpd.points_from_xy(*np.transpose(corner)), crs=27700)
    united = lp.clusters.outlines(points, labels, kind="units", units=units)
    assert united.geometry.area.tolist() == [200 * 200]
    assert united.crs == units.crs
    assert lp.clusters.outlines([], [], kind="hull").empty


@pytest.mark.parametrize("seed", range(5))
def test_hulls_are_those_of_shapely_up_to_where_they_begin(seed):
    xy = groups_of(seed)
    labels = lp.clusters.dbscan(xy, radius_m=40, min_points=5)
    convex = lp.clusters.outlines(xy, labels, kind="hull", n_jobs=2)
    concave = lp.clusters.outlines(xy, labels, kind="concave", ratio=0.4)
    for k, (outer, inner) in enumerate(zip(convex.geometry, concave.geometry, strict=True)):
        places = shapely.MultiPoint(xy[labels == k])
        assert outer.normalize() == places.convex_hull.normalize()
        # shapely brings a later GEOS of its own, whose concave hulls differ here and there.
        assert inner.covers(places)
        assert outer.covers(inner)
        assert set(inner.exterior.coords) <= set(map(tuple, xy))
        assert outer.exterior.is_ccw
        assert inner.exterior.is_ccw


def test_hulls_of_one_place_and_of_a_line_are_a_point_and_a_line():
    xy = [(5, 5), (5, 5), (0, 0), (9, 9), (3, 3)]
    shapes = lp.clusters.outlines(xy, [0, 0, 1, 1, 1], kind="concave").geometry
    assert shapes.to_wkt().tolist() == ["POINT (5 5)", "LINESTRING (0 0, 9 9)"]


def test_wrong_weights_and_widths_are_refused():
    xy, labels = [(0, 0), (1, 1)], [0, 0]
    for options, words in (
        ({"weights": [1, -1]}, r"weights\[1\] = -1"),
        ({"weights": [1]}, "weights has 1 values"),
        ({"times": [1]}, "times has 1 values"),
        ({"persons": ["a"]}, "persons has 1 values"),
        ({"margin_m": 0}, "margin_m = 0"),
        ({"ring_m": np.inf}, "ring_m = inf"),
    ):
        with pytest.raises(lp.InvalidArgument, match=words):
            lp.clusters.summarise(xy, labels, **options)


def test_outlines_refuse_what_they_do_not_know():
    for options, words in (
        ({"kind": "circle"}, 'kind = "circle"'),
        ({"kind": "units"}, "units: must be given"),
        ({"kind": "concave", "ratio": 2}, "ratio = 2"),
    ):
        with pytest.raises(lp.InvalidArgument, match=words):
            lp.clusters.outlines([(0, 0)], [0], **options)


def test_an_outline_is_published_only_where_the_internal_tier_is_typed(tmp_path):
    points = gpd.GeoSeries(gpd.points_from_xy([0, 10, 0], [0, 0, 10]), crs=27700)
    hull = lp.clusters.outlines(points, [0, 0, 0], kind="hull")
    with pytest.raises(lp.DisclosureError, match="internal"):
        lp.publish.write_geojson(hull, tmp_path / "hull.geojson")
    assert not list(tmp_path.iterdir())
    lp.publish.write_geojson(hull, tmp_path / "hull.geojson", tier="internal")
    assert '"tier": "internal"' in (tmp_path / "hull.geojson").read_text()
