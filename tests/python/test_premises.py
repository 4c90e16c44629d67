# SPDX-License-Identifier: MIT
"""Premises types from frames: a planted high street, bad registers, words and pictures."""

import geopandas as gpd
import matplotlib as mpl
import numpy as np
import pandas as pd
import pytest
from shapely import Point

import libprofile as lp

mpl.use("Agg")


def town(ratio: float, seed: int = 1):
    """30 busy streets with most of the takeaways (P05), 30 quiet ones; P05 has `ratio` times."""
    random = np.random.default_rng(seed)
    rows, points = [], []
    for street in range(60):
        busy = street % 2 == 0
        x, y = 2_000 * (street % 10), 2_000 * (street // 10)
        for kind, number in (("P05", 8 if busy else 1), ("P06", 4), ("P07", 4)):
            for _ in range(number):
                at = (x + random.uniform(0, 1_000), y + random.uniform(0, 1_000))
                rows.append(
                    {"type": kind, "street": f"s{street:02}", "district": f"d{street // 30}"}
                )
                points.append(at)
    premises = gpd.GeoDataFrame(rows, geometry=[Point(one) for one in points], crs=27700)
    mean = np.where([int(one[1:]) % 2 == 0 for one in premises["street"]], 3.0, 0.5)
    mean = mean * np.where(premises["type"] == "P05", ratio, 1.0)
    near = np.repeat(np.arange(len(points)), random.poisson(mean))
    xy = np.array(points)[near] + random.normal(0, 15, (len(near), 2))
    return premises, xy


def test_a_takeaway_is_not_blamed_for_the_high_street():
    premises, incidents = town(1.0)
    plain = lp.risk.premises_type_risk(premises, incidents, radius_m=40).set_index("type")
    assert plain.loc["P05", "flag"] == "high"
    assert plain.loc["P05", "funnel"] == "high_99.8"
    found = lp.risk.matched_background(premises, incidents, "street", radius_m=40).to_frame()
    found = found.set_index("type")
    assert found.loc["P05", "lower"] < 1 < found.loc["P05", "upper"]
    assert found.loc["P05", "neighbourhoods"] == 60


def test_a_takeaway_that_is_the_cause_is_found_in_both():
    premises, incidents = town(3.0)
    found = lp.risk.matched_background(premises, incidents, premises["street"], radius_m=40)
    at = list(found.type).index("P05")
    assert found.lower[at] > 2
    assert found.rate_ratio[at] == pytest.approx(3, rel=0.25)
    assert "Clearly more than around them: P05;" in found.summary()
    curve = lp.risk.distance_decay(
        premises, incidents, neighbourhood="street", limits_m=[40, 200], replicates=199
    )
    near = curve.to_frame().query("type == 'P05' and from_m == 0").iloc[0]
    assert near["per_premises"] > near["upper"]
    assert "P05" in curve.summary()
    assert curve.plot("P05").get_ylim()[0] == 0
    assert found.plot().get_xscale() == "log"
    with pytest.raises(lp.InvalidArgument, match="must be one of P05, P06, P07"):
        curve.plot("P99")


def test_small_numbers_are_joined_upward_and_never_shown():
    premises, incidents = town(1.0)
    found = lp.risk.premises_type_by_area(
        premises, incidents, "street", parent="district", radius_m=40
    )
    frame = found.to_frame()
    quiet = frame.query("type == 'P05' and level != 'area'")
    assert len(quiet) == 30
    assert set(quiet["level"]) == {"parent"}
    assert frame.query("level == 'area'")["premises"].min() >= 3
    assert quiet["premises"].min() > 100
    assert "30 are joined to a larger one" in found.summary()
    with pytest.raises(lp.InvalidArgument, match="must have one parent"):
        lp.risk.premises_type_by_area(premises, incidents, "district", parent="street")


def test_incidents_of_the_evening_are_compared_with_the_evening():
    premises, _ = town(1.0)
    premises = premises[premises["type"] != "P07"].reset_index(drop=True)
    evening = np.arange(168) % 24 >= 18
    open_hours = np.where((premises["type"] == "P05").to_numpy()[:, None], evening, ~evening)
    random = np.random.default_rng(4)
    place = random.integers(0, len(premises), 3_000)
    xy = np.column_stack([premises.geometry.x, premises.geometry.y])[place] + 1.0
    is_evening = random.random(3_000) < 0.5
    days = 24 * random.integers(0, 7, 3_000)
    hours = days + np.where(
        is_evening, random.integers(18, 24, 3_000), random.integers(0, 18, 3_000)
    )
    blamed = lp.risk.opening_hours_risk(premises, open_hours, xy, hours, compared_with="week")
    assert blamed.lower[list(blamed.type).index("P05")] > 2
    found = lp.risk.opening_hours_risk(premises, open_hours, xy, hours)
    at = list(found.type).index("P05")
    assert found.lower[at] < 1 < found.upper[at]
    times = pd.Series(pd.Timestamp("2024-01-01") + pd.to_timedelta(hours, unit="h"))
    again = lp.risk.opening_hours_risk(premises, open_hours, xy, times)
    np.testing.assert_array_equal(again.odds_ratio, found.odds_ratio)
    assert "nothing of any one premises" in found.summary()


@pytest.mark.parametrize(
    ("hours", "words"),
    [([168], r"hours\[0\] = 168"), ([1.5], "whole"), (["late"], "hours: must be times")],
)
def test_hours_outside_the_week_are_refused(hours, words):
    premises = gpd.GeoDataFrame({"type": ["P05"]}, geometry=[Point(0, 0)], crs=27700)
    with pytest.raises(lp.InvalidArgument, match=words):
        lp.risk.opening_hours_risk(premises, np.ones((1, 168), dtype=bool), [(0, 0)], hours)


def test_opening_hours_of_another_shape_are_refused():
    premises = gpd.GeoDataFrame({"type": ["P05"]}, geometry=[Point(0, 0)], crs=27700)
    with pytest.raises(lp.InvalidArgument, match=r"must be bool of shape \(1, 168\)"):
        lp.risk.opening_hours_risk(premises, np.ones((1, 24), dtype=bool), [(0, 0)], [3])


def test_a_register_older_than_the_incidents_is_warned_of_with_both_dates():
    premises, incidents = town(1.0)
    window = ("2018-01-01", "2018-12-31")
    with pytest.warns(UserWarning, match="of 2015-06-30.* of 2018-01-01 to 2018-12-31"):
        lp.risk.premises_type_risk(premises, incidents, register_date="2015-06-30", window=window)
    lp.risk.premises_type_risk(premises, incidents, register_date="2018-03-01", window=window)


def test_repeats_at_one_premises_are_no_finding_about_its_type():
    premises, _ = town(1.0)
    xy = np.column_stack([premises.geometry.x, premises.geometry.y])
    random = np.random.default_rng(2)
    even = xy[random.integers(0, len(xy), 200)]
    one = np.flatnonzero(premises["type"] == "P06")[0]
    repeats = np.concatenate([even, np.repeat(xy[[one]], 50, axis=0)])
    assert lp.risk.premises_type_risk(premises, even, radius_m=1).attrs["dispersion"] < 1.4
    rows = lp.risk.premises_type_risk(premises, repeats, radius_m=1)
    assert rows.attrs["dispersion"] > 5
    found = rows.set_index("type")
    assert found.loc["P06", "flag"] == "high"
    assert found.loc["P06", "funnel"] == "none"
    assert "as incidents come in clusters" in found.loc["P06", "reason"]


def test_types_without_premises_and_premises_without_types_have_a_stated_answer():
    premises = gpd.GeoDataFrame(
        {"type": pd.Categorical(["P05", "P05"], categories=["P05", "P06"])},
        geometry=[Point(0, 0), Point(50, 0)],
        crs=27700,
    )
    found = lp.risk.premises_type_risk(premises, [(0, 0)])
    assert found["type"].tolist() == ["P05"]
    assert found.loc[0, "location_quotient"] == 1
    assert found.loc[0, "flag"] == "none"
    with pytest.raises(lp.InvalidArgument, match=r"type\[1\].*P99"):
        lp.risk.premises_type_risk(premises.assign(type=["P05", None]), [(0, 0)])


def test_no_incident_and_no_premises_give_no_flag_and_no_error():
    premises, _ = town(1.0)
    quiet = lp.risk.premises_type_risk(premises, np.empty((0, 2)))
    assert set(quiet["flag"]) == {"none"}
    assert (quiet["q"] == 1).all()
    empty = premises.iloc[:0]
    assert len(lp.risk.premises_type_risk(empty, [(0, 0)])) == 0
    assert len(lp.risk.matched_background(empty, [(0, 0)], "street").to_frame()) == 0
    assert len(lp.risk.distance_decay(empty, [(0, 0)]).to_frame()) == 0
    assert len(lp.risk.premises_type_by_area(empty, [(0, 0)], "street").to_frame()) == 0
    assert np.isnan(
        lp.risk.matched_background(premises, np.empty((0, 2)), "street").rate_ratio
    ).all()


def test_a_ratio_within_one_neighbourhood_has_no_interval():
    premises, incidents = town(3.0)
    found = lp.risk.matched_background(premises, incidents, ["all"] * len(premises), radius_m=40)
    assert np.isfinite(found.rate_ratio).all()
    assert np.isnan(found.lower).all()
    assert np.isnan(found.upper).all()
    assert "Clearly more than around them: no type;" in found.summary()
    assert f"a single neighbourhood: {len(found.type)}." in found.summary()
    found.plot()


@pytest.mark.parametrize(
    ("labels", "words"),
    [(["a"], "must have one for each premises"), (["a", None], r"neighbourhood\[1\]")],
)
def test_neighbourhoods_that_do_not_fit_are_refused(labels, words):
    premises = gpd.GeoDataFrame(
        {"type": ["P05", "P06"]}, geometry=[Point(0, 0), Point(50, 0)], crs=27700
    )
    with pytest.raises(lp.InvalidArgument, match=words):
        lp.risk.matched_background(premises, [(0, 0)], labels)
    with pytest.raises(lp.InputError, match="did you mean 'type'"):
        lp.risk.matched_background(premises, [(0, 0)], "typ")


def test_concentration_stands_against_chance():
    random = np.random.default_rng(2)
    counts = np.bincount(random.integers(0, 400, 300), minlength=400)
    by_chance = lp.risk.concentration_by_chance(400, 300, replicates=199)
    found = lp.risk.concentration(counts)
    for name in ("gini", "share_top_tenth", "places_with_half"):
        measure = getattr(by_chance, name)
        assert measure.lower <= getattr(found, name) <= measure.upper
    assert found.j_curve[0].tolist() == [0, 0]
    assert found.j_curve[40, 1] == pytest.approx(found.share_top_tenth)
    assert found.plot().get_xlabel()
    clustered = lp.risk.concentration(np.where(np.arange(400) < 20, 15, 0))
    assert clustered.share_top_tenth > by_chance.share_top_tenth.upper
    with pytest.raises(lp.InvalidArgument, match="places"):
        lp.risk.concentration_by_chance(-1, 5)


def test_the_top_tenth_of_two_periods():
    random = np.random.default_rng(3)
    risk = np.where(np.arange(300) < 30, 10.0, 1.0)
    found = lp.risk.top_tenth_overlap(random.poisson(risk), random.poisson(risk), replicates=99)
    assert found.places == 30
    assert found.shared > found.if_unrelated.upper
    assert "more than places without memory" in found.summary()
    with pytest.raises(lp.InvalidArgument, match="whole number"):
        lp.risk.top_tenth_overlap([1.5], [1])
    with pytest.raises(lp.InvalidArgument, match="sum of first"):
        lp.risk.top_tenth_overlap([0, 0], [1, 0])


def test_results_do_not_depend_on_threads():
    premises, incidents = town(2.0)
    frames = [
        lp.risk.distance_decay(
            premises, incidents, neighbourhood="street", replicates=49, n_jobs=n_jobs
        ).to_frame()
        for n_jobs in (1, 2, 8)
    ]
    pd.testing.assert_frame_equal(frames[0], frames[1], check_exact=True)
    pd.testing.assert_frame_equal(frames[0], frames[2], check_exact=True)


def test_the_gini_of_south_yorkshire_s_neighbourhoods_is_beyond_chance(real_data):
    files = sorted((real_data / "south-yorkshire" / "crimes").glob("2018-0[1-6]*.csv.gz"))
    rows = pd.concat([pd.read_csv(file, usecols=["Month", "LSOA code"]) for file in files])
    counts = rows.groupby(["LSOA code", "Month"]).size().unstack(fill_value=0)
    counts = counts[counts.index.str.startswith("E")]
    counts = counts[counts.sum(axis=1) > 5]
    first, second = counts.iloc[:, :3].sum(axis=1), counts.iloc[:, 3:].sum(axis=1)
    found = lp.risk.top_tenth_overlap(first, second, replicates=99)
    assert found.shared > found.if_unrelated.upper
    by_chance = lp.risk.concentration_by_chance(len(first), int(first.sum()), replicates=49)
    assert lp.risk.concentration(first).gini > 5 * by_chance.gini.upper
