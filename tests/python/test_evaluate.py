# SPDX-License-Identifier: MIT
"""A hotspot map against the next period, from Python."""

from types import SimpleNamespace

import geopandas as gpd
import numpy as np
import pytest
from shapely import box

import libprofile as lp

CELLS = gpd.GeoSeries([box(x, 0, x + 100, 100) for x in (0, 100, 200)], crs=27700)
EVENTS = [(50, 50)] * 6 + [(150, 50)] * 3
THIRDS = (1 / 3, 2 / 3, 1)


@pytest.fixture
def predicted():
    return gpd.GeoDataFrame({"score": [3, 2, 1], "other": [1, 2, 3]}, geometry=CELLS)


def test_the_published_ratios(predicted):
    found = lp.hotspots.evaluate(predicted, EVENTS, shares=THIRDS)
    np.testing.assert_allclose(found.pai, [2, 1.5, 1])
    np.testing.assert_allclose(found.pei, 1)
    assert np.isnan(found.rri).all()
    assert (found.hit_rate_lower <= found.hit_rate).all()
    earlier = [(50, 50)] * 3 + [(150, 50)] * 2 + [(250, 50)]
    again = lp.hotspots.evaluate(predicted, EVENTS, shares=THIRDS, earlier_points=earlier)
    np.testing.assert_allclose(again.rri, [4 / 3, 1.2, 1])


def test_areas_surfaces_scores_and_results_are_maps(predicted):
    by_frame = lp.hotspots.evaluate(predicted, EVENTS, shares=THIRDS)
    by_scores = lp.hotspots.evaluate([3, 2, 1], EVENTS, areas=CELLS, shares=THIRDS)
    surface = SimpleNamespace(values=np.array([[3.0, 2, 1]]), transform=(100, 0, 0, 0, -100, 100))
    by_surface = lp.hotspots.evaluate(surface, EVENTS, shares=THIRDS)
    near = lp.geography.distance_band(np.column_stack([CELLS.centroid.x, CELLS.centroid.y]), 100)
    result = lp.hotspots.getis_ord([9, 5, 1], near)
    by_result = lp.hotspots.evaluate(result, EVENTS, areas=CELLS, shares=THIRDS)
    for found in (by_scores, by_surface, by_result):
        np.testing.assert_array_equal(found.pai, by_frame.pai)
        np.testing.assert_array_equal(found.hit_rate_lower, by_frame.hit_rate_lower)
    other = lp.hotspots.evaluate(predicted, EVENTS, scores="other", shares=THIRDS)
    np.testing.assert_allclose(other.hits, [0, 3, 9])


def test_cells_without_a_value_are_no_part_of_a_surface():
    surface = SimpleNamespace(
        values=np.array([[3.0, np.nan], [2.0, 1.0]]), transform=(10, 0, 0, 0, -10, 20)
    )
    points = [(5, 15), (15, 15), (20, 0), (20.1, 0), (5, 5)]
    found = lp.hotspots.evaluate(surface, points, shares=(1 / 3,))
    assert (found.events, found.outside) == (3, 2)
    assert found.hits[0] == pytest.approx(1)


def test_a_density_surface_is_judged_cell_by_cell():
    """The cells of a real surface are the same map as their squares with the same densities."""
    rng = np.random.default_rng(5)
    first, then = rng.normal(500, 150, (200, 2)), rng.normal(520, 180, (300, 2))
    ground = gpd.GeoSeries([box(0, 0, 1_000, 700)], crs=27700)
    points = gpd.GeoSeries(gpd.points_from_xy(*first.T), crs=27700)
    surface = lp.hotspots.kernel_density(
        points,
        bandwidth_m=200,
        cell_m=50,
        extent=(0, 0, 1_000, 1_000),
        edge_correction=True,
        mask=ground,
    )
    known = surface.to_frame().dropna()
    squares = gpd.GeoDataFrame(
        {"score": known["value"].to_numpy()},
        geometry=[box(x - 25, y - 25, x + 25, y + 25) for x, y in known[["x", "y"]].to_numpy()],
        crs=27700,
    )
    found = lp.hotspots.evaluate(surface, then, seed=3)
    expected = lp.hotspots.evaluate(squares, then, seed=3)
    assert len(squares) == 20 * 14
    assert found.outside == ((then < 0) | (then > [1_000, 700])).any(axis=1).sum() > 0
    assert found.pai[0] > 2
    for name in ("hits", "hit_rate", "hit_rate_upper", "pai", "pei", "pei_lower"):
        np.testing.assert_array_equal(getattr(found, name), getattr(expected, name))


def test_a_place_without_a_score_comes_last():
    found = lp.hotspots.evaluate([np.nan, 2, 3], EVENTS, areas=CELLS, shares=THIRDS)
    np.testing.assert_allclose(found.hits, [0, 3, 9])


def test_words_and_frame(predicted):
    found = lp.hotspots.evaluate(predicted, [*EVENTS, (9_000, 0)], weights=[1.0] * 10)
    assert len(found.to_frame()) == 4
    assert "9 events" in found.summary()
    assert "1 outside" in found.summary()
    assert "The hottest 5 % of the area held" in found.summary()
    with pytest.raises(ValueError, match="read-only"):
        found.pai[0] = 1
    nothing = lp.hotspots.evaluate(predicted, np.empty((0, 2)))
    assert np.isnan(nothing.pai).all()
    runs = [lp.hotspots.evaluate(predicted, EVENTS, seed=4, n_jobs=n).pai_lower for n in (1, 2, 8)]
    assert all((run == runs[0]).all() for run in runs)


def test_words_claim_no_certainty_where_all_or_none_are_inside(predicted):
    found = lp.hotspots.evaluate(predicted, EVENTS, shares=THIRDS)
    assert "held 67% of them (between" in found.summary()
    assert "held 100% of them: " in found.summary()
    assert "cannot say how sure" in found.summary()
    some = lp.hotspots.evaluate(predicted, EVENTS, shares=[1 / 3])
    assert "cannot say how sure" not in some.summary()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"scores": "risk"}, "risk"),
        ({"scores": [1, 2]}, "areas.size"),
        ({"scores": [np.nan] * 3}, "scores"),
        ({"shares": (0.1, 2)}, r"shares\[1\]"),
        ({"ties": "half"}, "ties"),
        ({"weights": [1, 2]}, "weights.size"),
        ({"level": 0}, "level"),
        ({"replicates": 3}, "replicates"),
    ],
)
def test_bad_input_is_refused_with_its_name(predicted, arguments, message):
    with pytest.raises(lp.errors.InvalidArgument, match=message):
        lp.hotspots.evaluate(predicted, EVENTS, **arguments)
    with pytest.raises(lp.errors.InvalidArgument, match="GeoDataFrame"):
        lp.hotspots.evaluate([1, 2, 3], EVENTS)
