# SPDX-License-Identifier: MIT
import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from shapely import Point, box

import libprofile as lp

libpysal = pytest.importorskip("libpysal", reason="libpysal is not installed")


@pytest.fixture(params=range(3))
def points(request):
    rng = np.random.default_rng(request.param)
    xy = rng.uniform(0, 1_000, (500, 2))
    frame = gpd.GeoDataFrame(geometry=gpd.points_from_xy(*xy.T), crs=27700)
    return frame.assign(kind=rng.choice(["a", "b"], 500), child=rng.integers(0, 40, 500))


@pytest.fixture
def areas():
    cells = [box(x, y, x + 250, y + 250) for y in (0, 250, 500) for x in (0, 250, 500)]
    return gpd.GeoDataFrame(geometry=cells, index=[f"area {i}" for i in range(9)], crs=27700)


def test_points_are_assigned_as_by_sjoin(points, areas):
    joined = gpd.sjoin(points, areas.reset_index(), predicate="within")["index_right"]
    expected = joined.reindex(points.index).fillna(-1).astype("int64")
    found = lp.geography.assign(points, areas)
    assert found.dtype == np.int64
    assert found.tolist() == expected.tolist()


def test_counts_are_those_of_a_join(points, areas):
    joined = gpd.sjoin(points, areas.rename_axis("area").reset_index(), predicate="within")
    records = pd.crosstab(joined["area"], joined["kind"]).reindex(areas.index, fill_value=0)
    counted = lp.geography.count(points, areas, by="kind")
    pd.testing.assert_frame_equal(counted, records, check_names=False)
    assert counted.attrs["outside"] == 500 - len(joined)
    persons = joined.groupby("area")["child"].nunique().reindex(areas.index, fill_value=0)
    distinct = lp.geography.count(points, areas, distinct="child")["count"]
    pd.testing.assert_series_equal(distinct, persons, check_names=False)


def test_a_point_without_a_place_lies_outside(areas):
    places = gpd.GeoSeries([Point(1, 1), None, Point()], crs=27700)
    assert lp.geography.assign(places, areas).tolist() == [0, -1, -1]


def test_records_without_category_or_person_are_counted_apart(areas):
    frame = gpd.GeoDataFrame(
        {"kind": ["a", None, "a"], "child": ["x", "y", None]},
        geometry=[Point(1, 1)] * 3,
        crs=27700,
    )
    assert lp.geography.count(frame, areas, by="kind").attrs["without_category"] == 1
    assert lp.geography.count(frame, areas, distinct="child").attrs["without_person"] == 1


@pytest.mark.parametrize("rule", ["queen", "rook"])
def test_contiguity_is_that_of_libpysal(areas, rule):
    ours = getattr(lp.geography, rule)(areas)
    theirs = libpysal.graph.Graph.build_contiguity(
        areas.reset_index(drop=True), rook=rule == "rook"
    )
    for i in range(ours.n):
        assert set(ours.neighbours(i).tolist()) == set(theirs[i].index) - {i}


@pytest.mark.parametrize("seed", range(5))
def test_distance_weights_are_those_of_libpysal(seed):
    xy = np.random.default_rng(seed).uniform(0, 100, (60, 2))
    band = lp.geography.distance_band(xy, 20)
    graph = libpysal.graph.Graph.build_distance_band(xy, 20, binary=True)
    assert all(set(band.neighbours(i)) == set(graph[i].index) - {i} for i in range(60))
    nearest = lp.geography.k_nearest(xy, 4)
    graph = libpysal.graph.Graph.build_knn(xy, 4)
    assert all(set(nearest.neighbours(i)) == set(graph[i].index) for i in range(60))


def test_weights_go_to_libpysal_and_back():
    near = lp.geography.distance_band([(0, 0), (3, 0), (90, 0)], 5).row_standardised()
    graph = near.to_libpysal()
    assert graph.isolates.tolist() == [2]
    for other in (graph, graph.to_W()):
        back = lp.geography.Weights.from_libpysal(other)
        assert (back.n, back.links, back.islands.tolist()) == (3, 2, [2])
        assert back.weights(0).tolist() == near.weights(0).tolist()


def test_weights_with_self_have_no_islands_left():
    near = lp.geography.distance_band([(0, 0), (90, 0)], 5)
    assert near.islands.tolist() == [0, 1]
    assert near.with_self().neighbours(1).tolist() == [1]
    with pytest.raises(lp.InvalidArgument, match="i = 2"):
        near.neighbours(2)


@pytest.mark.parametrize("grid", [lp.geography.square_grid, lp.geography.hexagon_grid])
def test_grids_cover_the_areas_once(areas, grid):
    cells = grid(areas, cell_m=100)
    assert cells["unit"].is_unique
    assert cells["unit"].tolist() == sorted(cells["unit"])
    assert cells.union_all().buffer(1e-6).covers(areas.union_all())
    assert cells.area.sum() == pytest.approx(cells.union_all().area)
    assert cells.crs == areas.crs


@pytest.mark.parametrize(
    ("given", "error", "words"),
    [
        (gpd.GeoSeries([Point(-1.5, 53)], crs=4326), lp.CrsError, r"to_crs\(\"EPSG:27700\"\)"),
        (gpd.GeoSeries([Point(0, 0)]), lp.CrsError, "set_crs"),
        (gpd.GeoSeries([Point(0, 0)], crs=2272), lp.CrsError, "not in metres"),
        (gpd.GeoSeries([box(0, 0, 1, 1)], crs=27700), lp.GeometryError, r"points\[0\]"),
        ([(0, 0), (1, np.nan)], lp.InvalidArgument, r"points\[1\].*finite"),
        ([(0, np.inf)], lp.InvalidArgument, r"points\[0\].*finite"),
        ([1, 2, 3], lp.InvalidArgument, r"\(n, 2\)"),
        ("points.csv", lp.InvalidArgument, "read it first"),
    ],
)
def test_wrong_points_are_refused_in_words(given, error, words):
    with pytest.raises(error, match=words) as caught:
        lp.geography.distance_band(given, 5)
    assert isinstance(caught.value, ValueError)


def test_wrong_tables_are_refused_in_words(points, areas):
    with pytest.raises(lp.InputError, match="did you mean 'kind'"):
        lp.geography.count(points, areas, by="kinds")
    with pytest.raises(lp.CrsError, match=r"points\.to_crs\(areas\.crs\)"):
        lp.geography.assign(points, areas.to_crs(32630))
    with pytest.raises(lp.InvalidArgument, match="GeoDataFrame"):
        lp.geography.queen("areas.geojson")
    with pytest.raises(lp.GeometryError, match="must be a polygon"):
        lp.geography.queen(points)
    with pytest.raises(lp.InvalidArgument, match="libpysal"):
        lp.geography.Weights.from_libpysal([[0, 1]])
