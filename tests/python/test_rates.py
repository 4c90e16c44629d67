# SPDX-License-Identifier: MIT
"""Comparisons, standardised ratios, denominators, prevalence, funnels: what Python adds."""

import numpy as np
import pandas as pd
import pytest

import libprofile as lp

NAN = float("nan")
UNITS = pd.Index(["north", "south", "centre"], name="unit")


def test_a_comparison_keeps_the_index_and_says_why_there_is_none() -> None:
    found = lp.risk.compare_rates(
        pd.Series([11, 0, NAN], index=UNITS), [800, 10, 10], [21, 0, 3], [3011, 10, 10]
    )
    frame = found.to_frame()
    assert frame.index.equals(UNITS)
    assert list(frame.columns) == ["ratio", "lower", "upper", "p", "reason"]
    np.testing.assert_allclose(found.ratio[0], 1.971488, rtol=1e-6)
    np.testing.assert_allclose(found.p[0], 0.07966863, rtol=1e-6)
    assert frame["reason"].tolist() == [
        "",
        "not compared: no event in either",
        "not compared: a count is withheld",
    ]
    assert "3 comparisons, 1 of them possible" in found.summary()


def test_rounded_counts_widen_a_comparison() -> None:
    counts = pd.DataFrame({"unit": ["north", "south"], "category": "x", "count": [40, 60]})
    safe = lp.disclosure.protect(counts, key=bytes(32))
    exact = lp.risk.compare_rates([40, 60], [900, 900], [20, 80], [900, 900])
    rounded = lp.risk.compare_rates(safe, [900, 900], [20, 80], [900, 900])
    assert (rounded.lower < exact.lower).all()
    assert (rounded.upper > exact.upper).all()
    assert (rounded.p >= exact.p).all()


def test_a_standardised_ratio_gives_what_models_take() -> None:
    people = pd.DataFrame({"0-17": [200, 100, 0], "18+": [100, 300, 0]}, index=UNITS)
    found = lp.risk.standardised_ratio(
        pd.Series([8, 4, 0], index=UNITS), people, [10, 90], [1_000, 3_000], per=1_000
    )
    assert found.expected.tolist() == pytest.approx([5, 10, 0])
    assert found.rate[0] == pytest.approx(40)
    assert found.to_frame().loc["centre", "reason"].startswith("no ratio")
    with pytest.raises(lp.InvalidArgument, match=r"population has shape \(2, 2\)"):
        lp.risk.standardised_ratio([1, 2, 3], np.ones((2, 2)), [1, 1], [1, 1])


def test_town_centres_are_told(real_data) -> None:
    profile = pd.read_csv(real_data / "south-yorkshire" / "sy_lsoa11_profile.csv")
    files = sorted((real_data / "south-yorkshire" / "crimes").glob("2018-0[1-6]*.csv.gz"))
    codes = pd.concat(pd.read_csv(file, usecols=["LSOA code"])["LSOA code"] for file in files)
    count = codes.value_counts().reindex(profile["lsoa11_code"], fill_value=0)
    found = lp.risk.check_denominators(count, profile["pop2019"].to_numpy())
    marked = found.to_frame().query("reason != ''")
    assert 3 <= len(marked) <= 8
    centre = count.idxmax()
    assert centre in marked.index
    assert "853 places" in found.summary()


def test_under_18s_from_single_years(real_data) -> None:
    table = pd.read_csv(real_data / "south-yorkshire" / "sy_lsoa11_population2020_single_year.csv")
    ages = table[[column for column in table.columns if column.strip("age_+").isdigit()]]
    assert ages.shape[1] > 80
    bands = lp.risk.age_bands(ages, [0, 18])
    assert list(bands.columns) == ["0-17", "18+"]
    assert bands.sum(axis=1).to_numpy() == pytest.approx(ages.sum(axis=1).to_numpy())
    rate = lp.risk.rate(np.ones(len(bands)), bands["0-17"])
    assert np.isfinite(rate.rate).all()


@pytest.mark.parametrize(
    ("starts", "words"), [([-1, 18], "ages from 0"), ([18, 0], "above the one before"), ([], "1")]
)
def test_bands_that_make_no_sense_are_refused(starts: list[int], words: str) -> None:
    with pytest.raises(lp.InvalidArgument, match=words):
        lp.risk.age_bands(np.ones((2, 91)), starts)


def test_prevalence_has_no_sum() -> None:
    found = lp.risk.prevalence(
        pd.Series([4, 0, NAN], index=UNITS),
        [10_000, 300, 10],
        {"national": (0.001, 0.002), "survey": (0.0005, 0.004)},
    )
    frame = found.to_frame()
    assert frame.index.names == ["scenario", "unit"]
    assert len(frame) == 6
    assert not [name for name in frame.columns if "total" in name or "sum" in name]
    assert frame.loc[("survey", "north"), "at_risk_upper"] == pytest.approx(40)
    assert frame.loc[("national", "south"), "with_chance_lower"] == 0
    assert "not to be added" in found.summary()
    with pytest.raises(lp.InvalidArgument, match="percentage"):
        lp.risk.prevalence([1], [10], {"wrong": (1, 2)})
    with pytest.raises(lp.InvalidArgument, match="scenarios is empty"):
        lp.risk.prevalence([1], [10], {})


def test_a_funnel_flags_and_draws() -> None:
    pytest.importorskip("matplotlib").use("Agg")
    rng = np.random.default_rng(2)
    expected = rng.gamma(2.0, 10.0, 300)
    count = pd.Series(rng.poisson(expected * np.exp(rng.normal(0, 0.4, 300))).astype(float))
    count[5] = 10 * expected[5] + 40
    count[6] = NAN
    found = lp.risk.funnel(count, expected)
    assert found.flag[5] == "very high"
    assert found.flag[6] == "not given"
    assert found.phi > 1.5
    alone = lp.risk.funnel(count, expected, overdispersion="none")
    assert (alone.flag != "inside").sum() > 2 * (found.flag != "inside").sum()
    assert "among them" in found.summary()
    assert list(found.to_frame().columns)[-1] == "flag"
    axes = found.plot()
    assert axes.get_xlabel() == "expected events"
    with pytest.raises(lp.InvalidArgument, match="overdispersion"):
        lp.risk.funnel(count, expected, overdispersion="some")  # type: ignore[arg-type]
    with pytest.raises(lp.InvalidArgument, match="method"):
        lp.risk.funnel(count, expected, method="logs")  # type: ignore[arg-type]


def test_chance_among_places_of_two_expected_events_is_no_spread() -> None:
    count = np.random.default_rng(3).poisson(2.0, 400)
    found = lp.risk.funnel(count, np.full(400, 2.0))
    assert found.phi < 1.1
    assert (found.flag != "inside").mean() < 0.05
    as_published = lp.risk.funnel(count, np.full(400, 2.0), method="roots")
    assert as_published.phi > 1.3
    assert (as_published.flag != "inside").mean() > 0.1


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: lp.risk.compare_rates([1.5], [1], [1], [1]), r"count\[0\]"),
        (lambda: lp.risk.compare_rates([1], [1], [1, 2], [1, 2]), "other_count has 2 values"),
        (lambda: lp.risk.compare_rates([1], [1], [1], [1], two_sided="both"), "two_sided"),  # type: ignore[arg-type]
        (lambda: lp.risk.check_denominators([1], [1], people_by_day=1), "people_by_day"),
        (lambda: lp.risk.funnel([1], [-1]), r"expected\[0\]"),
        (lambda: lp.risk.age_bands([1, 2], [0]), "two, places and ages"),
    ],
)
def test_wrong_arguments_are_refused_in_words(call, words: str) -> None:
    with pytest.raises(lp.InvalidArgument, match=words):
        call()


def test_protected_counts_bring_their_band_to_standardised_rates_and_funnels() -> None:
    bands = ["0-17", "18-64", "65+"]
    counts = pd.DataFrame({"unit": bands, "category": "x", "count": [5, 5, 5]})
    safe = lp.disclosure.protect(counts, key=bytes(32))
    assert np.asarray(safe).tolist() == [5, 5, 5]
    people = [200, 20_000, 20_000]
    exact = lp.risk.standardised_rate([5, 5, 5], people, [1, 1, 1])
    rounded = lp.risk.standardised_rate(safe, people, [1, 1, 1])
    assert rounded.rate == exact.rate
    assert rounded.lower == 0
    np.testing.assert_allclose(rounded.upper, 281, atol=1)
    expected = [14, 1, 1]
    assert lp.risk.funnel([5, 5, 5], expected, overdispersion="none").flag[0] != "inside"
    assert lp.risk.funnel(safe, expected, overdispersion="none").flag[0] == "inside"


def test_single_figures_have_a_frame_and_a_table() -> None:
    figures = [
        lp.risk.concentration([0, 0, 3, 12]),
        lp.risk.concentration_by_chance(15, 40, replicates=9),
        lp.risk.standardised_rate([10, 20], [1_000, 1_000], [500, 500]),
        lp.risk.weighted_displacement_difference((40, 20), (50, 50)),
        lp.risk.top_tenth_overlap([9, 1] * 10, [8, 2] * 10, replicates=9),
    ]
    for one in figures:
        assert len(one.to_frame()) == 1
        assert type(one).__name__ in one._repr_html_()
    by_chance = figures[1].to_frame()
    assert by_chance["gini_lower"][0] <= by_chance["gini"][0] <= by_chance["gini_upper"][0]
