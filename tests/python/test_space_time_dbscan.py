# SPDX-License-Identifier: MIT
import datetime

import numpy as np
import pandas as pd
import pytest

import libprofile as lp

XY = [(0, 0), (1, 0), (0, 1), (0, 0), (1, 0), (0, 1)]
DAYS = [0, 1, 2, 100, 101, 102]
FIRST = pd.Timestamp("2018-03-24 12:00")
OPTIONS = {"radius_m": 2, "lag_days": 1, "min_points": 2}


@pytest.mark.parametrize(
    "times",
    [
        DAYS,
        np.array(DAYS, dtype=float),
        FIRST.to_datetime64() + np.array(DAYS, dtype="timedelta64[D]"),
        pd.Series(FIRST + pd.to_timedelta(DAYS, "D")),
        pd.DatetimeIndex(FIRST + pd.to_timedelta(DAYS, "D")),
        pd.Series(FIRST + pd.to_timedelta(DAYS, "D")).dt.tz_localize("UTC"),
        [FIRST.to_pydatetime() + datetime.timedelta(days=day) for day in DAYS],
        [datetime.date(2018, 3, 24) + datetime.timedelta(days=day) for day in DAYS],
    ],
    ids=["list", "floats", "datetime64", "series", "index", "zone", "datetimes", "dates"],
)
def test_times_come_in_every_form(times):
    found = lp.clusters.space_time_dbscan(XY, times, **OPTIONS)
    assert found.labels.tolist() == [0, 0, 0, 1, 1, 1]


def test_a_zone_is_brought_to_one_clock():
    # The clocks go forward in between: 24 hours of elapsed time, 25 by the clock on the wall.
    times = pd.to_datetime(["2018-03-24 12:00", "2018-03-25 13:00"]).tz_localize("Europe/London")
    assert lp.clusters.space_time_dbscan(XY[:2], times, **OPTIONS).labels.tolist() == [0, 0]
    wall = times.tz_localize(None)
    assert lp.clusters.space_time_dbscan(XY[:2], wall, **OPTIONS).labels.tolist() == [-1, -1]


@pytest.mark.parametrize(
    ("times", "words"),
    [
        (["2018-03-24"] * 6, "not text"),
        ([np.nan, *DAYS[1:]], r"times\[0\]"),
        (pd.Series([pd.NaT, *[FIRST] * 5]), r"times\[0\] is missing"),
        (DAYS[:5], "times has 5 entries"),
        ([object()] * 6, "must be times or days"),
    ],
)
def test_wrong_times_are_refused_in_words(times, words):
    with pytest.raises(lp.InvalidArgument, match=words):
        lp.clusters.space_time_dbscan(XY, times, **OPTIONS)


def test_the_order_of_points_and_threads_do_not_matter():
    rng = np.random.default_rng(1)
    xy = rng.uniform(0, 300, (2_000, 2))
    days = rng.uniform(0, 30, 2_000)
    options = {"radius_m": 15, "lag_days": 2, "min_points": 4}
    one = lp.clusters.space_time_dbscan(xy, days, **options, n_jobs=1).labels
    np.testing.assert_array_equal(
        one, lp.clusters.space_time_dbscan(xy, days, **options, n_jobs=8).labels
    )
    order = rng.permutation(2_000)
    two = lp.clusters.space_time_dbscan(xy[order], days[order], **options).labels
    pairs = set(zip(one[order].tolist(), two.tolist(), strict=True))
    assert one.max() > 5
    assert len(pairs) == one.max() + 2


def test_a_result_is_framed_drawn_and_summed_up():
    pytest.importorskip("matplotlib").use("agg")
    found = lp.clusters.space_time_dbscan(XY, DAYS, **OPTIONS)
    assert found.to_frame().days.tolist() == DAYS
    assert "within 2 m and 1 days" in found.summary()
    assert found.plot().collections
    assert "default-src 'none'" in found.explore().html


def test_the_estimator_takes_days_as_third_column_or_times():
    table = np.column_stack([XY, DAYS])
    expected = [0, 0, 0, 1, 1, 1]
    assert lp.clusters.SpaceTimeDbscan(**OPTIONS).fit_predict(table).tolist() == expected
    fitted = lp.clusters.SpaceTimeDbscan(**OPTIONS).fit(
        XY, times=FIRST + pd.to_timedelta(DAYS, "D")
    )
    assert fitted.labels_.tolist() == expected
    with pytest.raises(lp.InvalidArgument, match="three columns"):
        lp.clusters.SpaceTimeDbscan().fit(np.zeros((4, 2)))


def test_the_estimator_passes_every_check_of_scikit_learn_but_those_listed():
    pytest.importorskip("sklearn", reason="scikit-learn is not installed")
    from estimator_checks import NOT_PASSED_WITH_TIMES, check_clusterer

    check_clusterer(lp.clusters.SpaceTimeDbscan(), NOT_PASSED_WITH_TIMES)
