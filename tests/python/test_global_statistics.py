# SPDX-License-Identifier: MIT
"""Moran, Geary, general G, join counts and Lee, from Python."""

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest

import libprofile as lp

XY = [(10, 10), (20, 10), (40, 10), (15, 20), (30, 20), (30, 30)]
Y = [2, 3, 3.2, 5, 8, 7]
ONE = {
    "moran": lambda x, w, **more: lp.hotspots.moran(x, w, **more),
    "geary": lambda x, w, **more: lp.hotspots.geary(x, w, **more),
    "general_g": lambda x, w, **more: lp.hotspots.general_g(x, w, **more),
    "lee": lambda x, w, **more: lp.hotspots.lee(x, x[::-1], w, **more),
    "join_counts": lambda x, w, **more: (
        lp.hotspots.join_counts((np.asarray(x) > 3).astype(float), w, **more).black_white
    ),
}


@pytest.fixture
def near():
    return lp.geography.distance_band(XY, 15)


def shapes(real_data, name):
    folder = real_data / "classics"
    frame = gpd.read_file(
        {
            "stl_hom": f"zip://{folder}/stl_hom.zip!stl_hom.shp",
            "sids2": f"zip://{folder}/sids2.zip!sids2/sids2.shp",
            "columbus": folder / "columbus" / "columbus.shp",
        }[name]
    )
    # Their units are degrees or miles: contiguity asks only who touches whom, and 1024 is exact.
    frame.geometry = frame.scale(1024, 1024, origin=(0, 0)).set_crs(27700, allow_override=True)
    return frame


def test_st_louis_homicides_have_the_published_moran(real_data):
    # esda 2.x, tests/test_moran.py (BSD-3).
    frame = shapes(real_data, "stl_hom")
    rate = frame.HC8893 / frame.PO8893 * 1e5
    weights = lp.geography.rook(frame).row_standardised()
    found = lp.hotspots.moran(rate, weights)
    assert found.statistic == pytest.approx(0.243655826218, abs=1e-6)
    assert found.variance == pytest.approx(0.00297610282861, abs=1e-6)
    normal = lp.hotspots.moran(rate, weights, assumption="normality", alternative="greater")
    assert normal.p == pytest.approx(0.000135739313855, abs=1e-6)


def test_north_carolina_sids_have_the_published_moran(real_data):
    # esda 2.x, tests/test_moran.py (BSD-3).
    frame = shapes(real_data, "sids2")
    weights = lp.geography.rook(frame).row_standardised()
    found = lp.hotspots.moran(frame.SIDR74, weights)
    assert found.statistic == pytest.approx(0.247725193205, abs=1e-9)
    rates = lp.hotspots.moran(frame.SID79, weights, population=frame.BIR79)
    assert rates.statistic == pytest.approx(0.166223435526, abs=1e-9)


def test_columbus_crime_has_the_published_geary_and_moran(real_data):
    # GeoDa workbook and esda 2.x (BSD-3); 236 queen and 200 rook links.
    frame = shapes(real_data, "columbus")
    rook, queen = lp.geography.rook(frame), lp.geography.queen(frame)
    assert (queen.links, rook.links) == (236, 200)
    geary = lp.hotspots.geary(frame.CRIME, rook.row_standardised())
    assert geary.statistic == pytest.approx(0.515440805865, abs=1e-9)
    moran = lp.hotspots.moran(frame.CRIME, queen.row_standardised())
    assert moran.statistic == pytest.approx(0.500188557183, abs=1e-9)


@pytest.mark.parametrize("name", ONE)
def test_the_same_seed_gives_the_same_p_for_any_number_of_threads(near, name):
    runs = [ONE[name](Y, near, permutations=199, seed=3, n_jobs=n) for n in (1, 2, 8)]
    assert len({run.p_permutation for run in runs}) == 1
    assert ONE[name](Y, near).p_permutation is None


@pytest.mark.parametrize("name", ONE)
@pytest.mark.parametrize(
    ("values", "radius_m", "evidence"),
    [([5.0] * 6, 15, "all values equal"), (Y, 1, "no links"), ([], 15, "no links")],
)
def test_no_information_gives_no_p_and_says_why(name, values, radius_m, evidence):
    weights = lp.geography.distance_band(np.reshape(XY[: len(values)], (-1, 2)), radius_m)
    found = ONE[name](values, weights, permutations=99)
    assert found.evidence == evidence
    assert np.isnan([found.z, found.p, found.p_permutation]).all()
    assert "nothing can be said" in found.summary()


def test_results_tell_what_was_found_in_words_and_in_a_frame(near):
    found = lp.hotspots.moran(Y, near, permutations=99)
    assert "6 places" in found.summary()
    assert found.to_frame().loc["Moran's I", "places"] == 6
    assert "GlobalStatistic" in found._repr_html_()
    with pytest.raises(AttributeError):
        found.z = 1
    joins = lp.hotspots.join_counts(pd.Series(Y) > 4, near)
    assert joins.bb + joins.bw + joins.ww == near.links / 2
    assert len(joins.to_frame()) == 3
    assert len(joins.summary().splitlines()) == 3


def test_a_planted_pattern_is_found_and_its_opposite_too():
    cells = np.array([(x, y) for x in range(10) for y in range(10)], float)
    near = lp.geography.distance_band(cells * 100, 100)
    board = ((cells.sum(axis=1) % 2) == 0).astype(float)
    halves = (cells[:, 0] < 5).astype(float)
    assert lp.hotspots.moran(board, near).statistic == pytest.approx(-1)
    assert lp.hotspots.join_counts(board, near, permutations=999).black_white.p_permutation < 0.01
    assert "are alike" in lp.hotspots.moran(halves, near, permutations=999).summary()
    assert "are alike" in lp.hotspots.geary(halves, near, permutations=999).summary()


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda w: lp.hotspots.moran([1, 2, np.nan, 4, 5, 6], w), r"values\[2\]"),
        (lambda w: lp.hotspots.moran([1, 2], w), "number of values"),
        (lambda w: lp.hotspots.moran(Y, w, around=Y, population=Y), "one of them"),
        (lambda w: lp.hotspots.moran(Y, w, population=[1, 2, 0, 4, 5, 6]), r"population\[2\]"),
        (lambda w: lp.hotspots.moran(Y, w, assumption="magic"), "assumption"),
        (lambda w: lp.hotspots.geary(Y, w, alternative="up"), "alternative"),
        (lambda w: lp.hotspots.general_g([1, -2, 3, 4, 5, 6], w), r"values\[1\]"),
        (lambda w: lp.hotspots.join_counts(Y, w), r"values\[0\]"),
        (lambda w: lp.hotspots.lee(Y, Y, w, permutations=-5), "permutations = -5"),
        (lambda _: lp.hotspots.moran(Y, "queen"), "weights"),
    ],
)
def test_bad_input_is_refused_with_its_name(near, call, message):
    with pytest.raises(lp.errors.InvalidArgument, match=message):
        call(near)
