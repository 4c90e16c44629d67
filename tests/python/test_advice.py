# SPDX-License-Identifier: MIT
"""What is seldom meant is said: orders that differ, degrees, settings beyond the data, names."""

import warnings

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from shapely import Point, box

import libprofile as lp

GEOGRAPHY = lp.geography
CODES = list("dacb")
AREAS = gpd.GeoSeries(
    [box(100 * k, 0, 100 * k + 100, 100) for k in range(4)], index=CODES, crs=27700
)
POINTS = AREAS.centroid
NEAR = GEOGRAPHY.queen(AREAS)
COUNTS = pd.Series([5, 4, 1, 0], index=CODES)
XY = np.random.default_rng(1).uniform(0, 1_000, (40, 2)).round(1)
LONDON = np.random.default_rng(1).uniform((-0.2, 51.4), (0.1, 51.6), (40, 2))


def said(call):
    """Every warning of a call, and the file that it points to."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        call()
    assert all(one.filename == __file__ for one in caught)
    return [str(one.message) for one in caught]


@pytest.mark.parametrize(
    "make",
    [
        lambda: GEOGRAPHY.queen(AREAS),
        lambda: GEOGRAPHY.rook(AREAS),
        lambda: GEOGRAPHY.distance_band(POINTS, 100),
        lambda: GEOGRAPHY.k_nearest(POINTS, 1),
        lambda: GEOGRAPHY.kernel_weights(POINTS, k=1),
        lambda: GEOGRAPHY.inverse_distance(POINTS, radius_m=150),
        lambda: GEOGRAPHY.triangulation(POINTS),
        lambda: GEOGRAPHY.gabriel(POINTS),
        lambda: GEOGRAPHY.relative_neighbourhood(POINTS),
        lambda: GEOGRAPHY.block(COUNTS.astype(str)),
        lambda: GEOGRAPHY.higher_order(NEAR, 2),
        NEAR.row_standardised,
        NEAR.with_self,
        NEAR.without_self,
        NEAR.symmetrised,
        lambda: NEAR.union(NEAR),
        lambda: NEAR.intersection(NEAR),
        lambda: NEAR.difference(NEAR),
        lambda: NEAR.symmetric_difference(NEAR),
    ],
)
def test_weights_keep_the_index_of_what_they_were_made_from(make):
    assert make().index.tolist() == CODES


def test_weights_of_plain_arrays_have_no_index():
    assert GEOGRAPHY.k_nearest(XY, 3).index is None


USES = {
    "getis_ord": lambda v: lp.hotspots.getis_ord(v, NEAR),
    "local_moran": lambda v: lp.hotspots.local_moran(v, NEAR),
    "local_geary": lambda v: lp.hotspots.local_geary(v, NEAR),
    "losh": lambda v: lp.hotspots.losh(v, NEAR),
    "local_join_counts": lambda v: lp.hotspots.local_join_counts(v.clip(upper=1), NEAR),
    "moran": lambda v: lp.hotspots.moran(v, NEAR),
    "geary": lambda v: lp.hotspots.geary(v, NEAR),
    "general_g": lambda v: lp.hotspots.general_g(v, NEAR),
    "join_counts": lambda v: lp.hotspots.join_counts(v.clip(upper=1), NEAR),
    "lee": lambda v: lp.hotspots.lee(v, v, NEAR),
    "empirical_bayes": lambda v: lp.risk.empirical_bayes(v, v + 100, NEAR),
    "max_p_regions": lambda v: GEOGRAPHY.max_p_regions(NEAR, v + 1, floor=3),
}


@pytest.mark.parametrize("name", USES)
def test_values_in_another_order_than_the_weights_are_refused(name):
    use = USES[name]
    use(COUNTS)
    use(COUNTS.reset_index(drop=True))
    with pytest.raises(lp.InvalidArgument, match=r"in another order; type (\w+) = \1\.loc\[weigh"):
        use(COUNTS.sort_index())
    use(COUNTS.sort_index().loc[NEAR.index])
    with pytest.raises(lp.InvalidArgument, match=r"other labels .*\.to_numpy\(\)"):
        use(COUNTS.set_axis(list("wxyz")))


@pytest.mark.parametrize(
    ("call", "name"),
    [
        (lambda v: lp.hotspots.moran(COUNTS, NEAR, around=v), "around"),
        (lambda v: lp.hotspots.moran(COUNTS, NEAR, population=v + 50), "population"),
        (lambda v: lp.hotspots.lee(COUNTS, v, NEAR), "y"),
        (lambda v: lp.hotspots.local_moran(COUNTS, NEAR, around=v), "around"),
        (lambda v: lp.hotspots.local_moran(COUNTS, NEAR, population=v + 50), "population"),
        (
            lambda v: lp.hotspots.local_join_counts(
                COUNTS.clip(upper=1), NEAR, around=v.clip(upper=1)
            ),
            "around",
        ),
        (
            lambda v: lp.hotspots.local_colocation([v.clip(upper=1), v.clip(upper=1)], NEAR),
            r"columns\[0\]",
        ),
    ],
)
def test_every_column_must_be_in_the_order_of_the_weights(call, name):
    call(COUNTS)
    with pytest.raises(lp.InvalidArgument, match=f"^{name}: .* in another order"):
        call(COUNTS.sort_index())


def test_numbers_that_were_sorted_are_refused_and_those_that_count_are_not():
    plain = GEOGRAPHY.queen(AREAS.reset_index(drop=True))
    values = pd.Series([5.0, 4.0, 1.0, 0.0])
    lp.hotspots.moran(COUNTS, plain)
    lp.hotspots.moran(values, plain)
    with pytest.raises(lp.InvalidArgument, match="in another order"):
        lp.hotspots.moran(values.sort_values(), plain)
    with pytest.raises(lp.InvalidArgument, match="in another order"):
        NEAR.union(GEOGRAPHY.queen(AREAS.sort_index()))


def test_ids_of_a_libpysal_graph_are_the_index():
    graph = pytest.importorskip("libpysal.graph")
    made = graph.Graph.build_contiguity(AREAS, rook=False)
    assert lp.geography.Weights.from_libpysal(made).index.tolist() == CODES
    assert lp.geography.Weights.from_libpysal(made.to_W()).index.tolist() == CODES


@pytest.mark.parametrize(
    "call",
    [
        lambda: GEOGRAPHY.k_nearest(LONDON, 3),
        lambda: lp.clusters.hdbscan(LONDON, min_cluster_size=5),
        lambda: lp.hotspots.kernel_density(LONDON, bandwidth_m=1, cell_m=1),
        lambda: lp.clusters.Dbscan(radius_m=0.01).fit(LONDON),
        lambda: lp.clusters.Hdbscan().fit(LONDON),
        lambda: lp.clusters.Optics(radius_m=0.01).fit(LONDON),
        lambda: lp.clusters.SpaceTimeDbscan(radius_m=0.01).fit(LONDON, times=range(40)),
    ],
)
def test_plain_arrays_in_degrees_are_noticed(call):
    words = said(call)
    assert any("are taken for metres; if they are degrees, type" in one for one in words)
    assert any('.to_crs("EPSG:27700")' in one for one in words)


@pytest.mark.parametrize(
    "points", [XY, XY / 10, [(0, 0), (1, 0), (0, 1)], LONDON + 200, [(51.5, 0.1)], []]
)
def test_metres_are_not_taken_for_degrees(points):
    assert not said(lambda: lp.clusters.summarise(points, [-1] * len(points)))


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (
            lambda: lp.clusters.dbscan(XY, radius_m=2_000, min_points=5),
            "radius_m = 2000 reaches from any point to any other",
        ),
        (lambda: GEOGRAPHY.distance_band(XY, 2_000), "radius_m = 2000 reaches"),
        (lambda: GEOGRAPHY.inverse_distance(XY, radius_m=2_000), "radius_m = 2000 reaches"),
        (
            lambda: lp.clusters.dbscan(XY, radius_m=50, min_points=41),
            "min_points = 41 is more than the 40 points there are: no cluster can be found",
        ),
        (
            lambda: lp.clusters.dbscan(XY, radius_m=50, min_points=41, weights=[0.5] * 40),
            "than the 20 points",
        ),
        (lambda: lp.clusters.optics(XY, radius_m=50, min_points=41), "min_points = 41"),
        (
            lambda: lp.clusters.space_time_dbscan(
                XY, range(40), radius_m=50, lag_days=2, min_points=41
            ),
            "min_points = 41",
        ),
        (lambda: lp.clusters.hdbscan(XY, min_cluster_size=41), "min_cluster_size = 41 is more"),
        (lambda: lp.clusters.Dbscan(radius_m=2_000).fit(XY), "radius_m = 2000 reaches"),
        (lambda: lp.clusters.Hdbscan(min_cluster_size=41).fit(XY), "min_cluster_size = 41"),
    ],
)
def test_settings_beyond_the_data_are_noticed(call, words):
    assert [one for one in said(call) if words in one]


def test_settings_within_the_data_pass_without_a_word():
    assert not said(lambda: lp.clusters.dbscan(XY, radius_m=200, min_points=40))
    assert not said(lambda: lp.clusters.dbscan([(5, 5)] * 9, radius_m=200, min_points=4))
    assert not said(lambda: lp.clusters.dbscan([], radius_m=200, min_points=4))


def test_count_says_how_many_points_have_no_place():
    points = gpd.GeoDataFrame(geometry=[Point(50, 50), None, Point(), Point(9e5, 0)], crs=27700)
    words = said(lambda: GEOGRAPHY.count(points, AREAS))
    assert [one for one in words if one.startswith("2 of 4 points have no place")]
    assert not said(lambda: GEOGRAPHY.count(points[:1], AREAS))


@pytest.mark.parametrize("areas", [AREAS, AREAS.to_frame("geometry").set_geometry("geometry")])
def test_areas_given_for_points_are_told_of_their_middles(areas):
    with pytest.raises(lp.GeometryError, match=r"is Polygon: .* type points = points\.centroid"):
        GEOGRAPHY.distance_band(areas, 100)
    assert GEOGRAPHY.distance_band(areas.centroid, 100).links == 6


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: lp.hotspots.kernel_density(XY, bandwidth_m=9, kernel="quartc"), '"quartic"?'),
        (lambda: lp.hotspots.adaptive_density(XY, bandwidth_m=9, kernel="biweight"), '"quartic"?'),
        (lambda: lp.hotspots.bandwidth(XY, kernel="Gauss"), '"gaussian"?'),
        (lambda: lp.hotspots.bandwidth(XY, method="plugin"), '"plug_in"?'),
        (lambda: lp.hotspots.bandwidth_score(XY, bandwidth_m=9, method="lsq"), "must be least_"),
        (
            lambda: lp.hotspots.relative_risk(XY, XY, bandwidth_m=9, kernel="normal"),
            '"gaussian"?',
        ),
        (lambda: GEOGRAPHY.kernel_weights(XY, k=3, kernel="triangle"), '"triangular"?'),
        (lambda: GEOGRAPHY.k_nearest(XY, 3, ties="al"), '"all"?'),
        (lambda: GEOGRAPHY.higher_order(NEAR, 2, lower="included"), '"include"?'),
        (lambda: lp.hotspots.getis_ord(COUNTS, NEAR, correction="fdr"), '"benjamini-hochberg"?'),
        (lambda: lp.hotspots.losh(COUNTS, NEAR, alternative="two_sided"), '"two-sided"?'),
        (lambda: lp.hotspots.losh(COUNTS, NEAR, permute="value"), '"values"?'),
        (lambda: lp.hotspots.local_moran(COUNTS, NEAR, draws="indep"), '"independent"?'),
        (lambda: lp.hotspots.moran(COUNTS, NEAR, assumption="normal"), '"normality"?'),
        (lambda: lp.hotspots.geary(COUNTS, NEAR, alternative="larger"), '"greater"?'),
        (lambda: lp.clusters.hdbscan(XY, min_cluster_size=5, selection="eom"), '"excess_of_mass"'),
        (lambda: lp.clusters.outlines(XY, [0] * 40, kind="convex"), '"hull"?'),
    ],
)
def test_misspelt_names_are_told_the_nearest(call, words):
    with pytest.raises(lp.InvalidArgument) as caught:
        call()
    assert words in str(caught.value)
    with pytest.raises(lp.InvalidArgument, match="kernel is int: must be uniform, triangular"):
        lp.hotspots.kernel_density(XY, bandwidth_m=9, kernel=3)
