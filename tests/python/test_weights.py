# SPDX-License-Identifier: MIT
"""Kinds of weights, sets of links, files of weights."""

import gc

import numpy as np
import pytest

import libprofile as lp

GEOGRAPHY = lp.geography
XY = np.random.default_rng(1).uniform(0, 1_000, (200, 2))
MAKERS = [
    lambda **more: GEOGRAPHY.distance_band(XY, 100, **more),
    lambda **more: GEOGRAPHY.k_nearest(XY, 5, **more),
    lambda **more: GEOGRAPHY.inverse_distance(XY, radius_m=100, **more),
    lambda **more: GEOGRAPHY.kernel_weights(XY, k=5, **more),
    lambda **more: GEOGRAPHY.triangulation(XY, **more),
    lambda **more: GEOGRAPHY.gabriel(XY, **more),
    lambda **more: GEOGRAPHY.relative_neighbourhood(XY, **more),
    lambda **more: GEOGRAPHY.block(XY[:, 0] // 100, **more),
    lambda **more: GEOGRAPHY.higher_order(GEOGRAPHY.k_nearest(XY, 3), 2, **more),
]


@pytest.mark.parametrize("make", MAKERS)
def test_threads_change_nothing_and_progress_ends_at_one(make):
    seen = []
    one = make(n_jobs=1, progress=seen.append)
    two = make(n_jobs=2)
    assert seen[-1] == 1.0
    assert all(one.neighbours(i).tolist() == two.neighbours(i).tolist() for i in range(200))
    assert all(one.weights(i).tolist() == two.weights(i).tolist() for i in range(200))
    with pytest.raises(lp.InvalidArgument, match="n_jobs"):
        make(n_jobs=0)


def test_exactly_one_of_bandwidth_and_k():
    for wrong in ({}, {"bandwidth_m": 5, "k": 3}):
        with pytest.raises(lp.InvalidArgument, match="exactly one"):
            GEOGRAPHY.kernel_weights(XY, **wrong)
    with pytest.raises(lp.InvalidArgument, match="k = 0"):
        GEOGRAPHY.kernel_weights(XY, k=0)
    with pytest.raises(lp.InvalidArgument, match=r"kernel = \"cosine\": must be uniform"):
        GEOGRAPHY.kernel_weights(XY, k=3, kernel="cosine")


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: GEOGRAPHY.inverse_distance(XY, radius_m=0), "radius_m"),
        (lambda: GEOGRAPHY.inverse_distance(XY, radius_m=5, power=np.nan), "power"),
        (lambda: GEOGRAPHY.inverse_distance(XY, radius_m=5, least_m=0), "least_m"),
        (lambda: GEOGRAPHY.kernel_weights(XY, bandwidth_m=-1), "bandwidth_m"),
        (lambda: GEOGRAPHY.k_nearest(XY, 200), "k = 200: must be below"),
        (lambda: GEOGRAPHY.higher_order(GEOGRAPHY.k_nearest(XY, 2), 0), "order"),
        (lambda: GEOGRAPHY.higher_order("rook"), "weights"),
        (lambda: GEOGRAPHY.block(np.zeros(40_000)), "smaller groups"),
        (lambda: GEOGRAPHY.k_nearest(XY, 2).union(GEOGRAPHY.k_nearest(XY[:9], 2)), "places"),
        (lambda: GEOGRAPHY.triangulation(np.zeros((40_000, 2))), "each place once"),
    ],
)
def test_wrong_options_are_refused_in_words(call, words):
    with pytest.raises(lp.InvalidArgument, match=words):
        call()


def test_weights_without_self_and_both_ways():
    near = GEOGRAPHY.k_nearest([(0, 0), (1, 0), (5, 0)], 1)
    assert near.with_self().without_self().links == near.links == 3
    assert near.symmetrised().neighbours(1).tolist() == [0, 2]
    assert near.counts.tolist() == [1, 1, 1]


def test_rows_are_views_that_outlive_the_weights_and_cannot_be_written():
    near = GEOGRAPHY.k_nearest(XY, 5)
    core = near._core
    arrays = (core.offsets, core.neighbours, core.values)
    assert [array.dtype.name for array in arrays] == ["int64", "uint32", "float64"]
    assert all(
        np.shares_memory(array, again)
        for array, again in zip(arrays, (core.offsets, core.neighbours, core.values), strict=True)
    )
    row, weight = near.neighbours(7), near.weights(7)
    expected = row.tolist()
    assert np.shares_memory(row, arrays[1])
    for array in (*arrays, row, weight):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 9
        with pytest.raises(ValueError, match="WRITEABLE"):
            array.setflags(write=True)
    del near, core, arrays
    gc.collect()
    # What was freed would be handed out again here.
    taken = [GEOGRAPHY.k_nearest(XY[::-1].copy(), 5) for _ in range(20)]
    assert row.tolist() == expected
    assert weight.tolist() == [1.0] * 5
    assert len(taken) == 20


def test_weights_as_a_frame_and_in_words():
    near = GEOGRAPHY.distance_band([(0, 0), (3, 0), (6, 0), (90, 0)], 5)
    frame = near.row_standardised().to_frame()
    assert frame.to_dict("list") == {
        "place": [0, 1, 1, 2],
        "neighbour": [1, 0, 2, 1],
        "weight": [1.0, 0.5, 0.5, 1.0],
    }
    assert near.summary().startswith("4 places with 4 links: 0 to 2 each, 1.0 on average. 1 have")
    assert near.summary() in near._repr_html_()
    assert GEOGRAPHY.distance_band(np.empty((0, 2)), 5).summary() == "There are no places."


def test_a_missing_code_makes_an_island():
    assert GEOGRAPHY.block(["a", None, "a"]).islands.tolist() == [1]


def test_files_keep_identifiers_islands_and_values(tmp_path):
    near = GEOGRAPHY.inverse_distance([(0, 0), (3, 0), (90, 0)], radius_m=5)
    ids = ["E01", "E02", "E03"]
    path = tmp_path / "near.gwt"
    GEOGRAPHY.write_weights(near, path, ids=ids)
    back, read_ids = GEOGRAPHY.read_weights(path, ids=ids)
    assert read_ids == ids
    assert back.islands.tolist() == [2]
    assert back.weights(0).tolist() == near.weights(0).tolist()
    with pytest.raises(lp.InputError, match="already there"):
        GEOGRAPHY.write_weights(near, path)
    GEOGRAPHY.write_weights(near, path, replace=True)
    with pytest.raises(lp.InvalidArgument, match="write GWT"):
        GEOGRAPHY.write_weights(near, tmp_path / "near.gal")
    with pytest.raises(lp.InvalidArgument, match=r"gal or \.gwt"):
        GEOGRAPHY.write_weights(near, tmp_path / "near.csv")
    path.write_text("2\n1 2\n")
    with pytest.raises(lp.InputError, match=r"near\.gwt, line 2"):
        GEOGRAPHY.read_weights(path)
    with pytest.raises(lp.InputError, match="no such"):
        GEOGRAPHY.read_weights(tmp_path / "absent.gal")
