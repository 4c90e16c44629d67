# SPDX-License-Identifier: MIT
"""Poisson-gamma risks and the neighbourhood score: what Python adds to the tests in C++."""

import numpy as np
import pandas as pd
import pytest

import libprofile as lp

PLACES = 40
UNITS = pd.Index([f"u{i:02}" for i in range(PLACES)], name="unit")
ROLES = {"incidents": "harm", "missing": "harm", "premises": "exposure"}
WEIGHTS = {"incidents": 2.0, "missing": 1.0, "premises": 1.0}


@pytest.fixture(scope="module")
def counts() -> pd.DataFrame:
    rng = np.random.default_rng(4)
    risk = rng.gamma(2.0, 0.5, (PLACES, 3))
    return pd.DataFrame(rng.poisson(10 * risk), columns=list(ROLES), index=UNITS)


def test_a_series_gives_its_index_back(counts: pd.DataFrame) -> None:
    found = lp.risk.poisson_gamma(counts["incidents"], np.full(PLACES, 10.0))
    frame = found.to_frame()
    assert frame.index.equals(UNITS)
    assert (frame["lower"] < frame["relative_risk"]).all()
    above = found.exceedance(1.0)
    assert (above[found.lower > 1] > 0.97).all()
    top = lp.risk.rank_probability(found.draws(300, seed=2), k=5)
    assert top.sum() == pytest.approx(5)
    assert np.array_equal(found.draws(50, seed=2), found.draws(50, seed=2, n_jobs=1))
    assert "40 places" in found.summary()


def test_no_more_than_chance_is_said() -> None:
    found = lp.risk.poisson_gamma([5, 5, 5], [5, 5, 5])
    assert found.prior_variance == 0
    assert "nothing here tells one place from another" in found.summary()


def test_rounded_counts_widen_the_interval() -> None:
    frame = pd.DataFrame({"unit": UNITS, "category": "x", "count": np.arange(PLACES) * 5})
    protected = lp.disclosure.protect(frame, "partner", key=bytes(32))
    expected = np.full(PLACES, 100.0)
    rounded = lp.risk.poisson_gamma(protected, expected)
    plain = lp.risk.poisson_gamma(np.asarray(protected.to_frame()["count"][:PLACES]), expected)
    assert len(rounded.to_frame()) == PLACES
    assert (rounded.upper > plain.upper).mean() > 0.9


def test_a_score_exports_what_it_is_made_of(counts: pd.DataFrame) -> None:
    deprivation = pd.Series(np.linspace(0, 50, PLACES), index=UNITS)
    found = lp.risk.neighbourhood_score(
        counts, np.full(PLACES, 10.0), WEIGHTS, ROLES, deprivation=deprivation
    )
    assert found.contributions.sum(axis=1).to_numpy() == pytest.approx(found.score)
    assert found.weights.to_dict() == {"incidents": 0.5, "missing": 0.25, "premises": 0.25}
    frame = found.to_frame()
    assert frame.index.equals(UNITS)
    assert "contribution_missing" in frame.columns
    assert (found.rank_best <= found.rank).all()
    assert (found.rank <= found.rank_worst).all()
    assert (found.rank_best < found.rank_worst).any()
    assert list(found.indicators_with_deprivation.index) == list(WEIGHTS)
    assert "rank correlation with deprivation is" in found.summary()
    assert (
        "give it before anybody"
        in lp.risk.neighbourhood_score(counts, np.full(PLACES, 10.0), WEIGHTS, ROLES).summary()
    )


def test_rounded_counts_give_contributions_and_ranks_a_range(counts: pd.DataFrame) -> None:
    ten = np.full(PLACES, 10.0)
    rounded = (counts[list(WEIGHTS)] / 5).round() * 5
    exact = lp.risk.neighbourhood_score(rounded, ten, WEIGHTS, ROLES, weight_change=0)
    assert exact.contributions_lower.equals(exact.contributions_upper)
    assert "or rounding is undone" not in exact.summary()
    found = lp.risk.neighbourhood_score(
        rounded, ten, WEIGHTS, ROLES, weight_change=0, rounding_band=4
    )
    assert (found.contributions_lower <= found.contributions).all(axis=None)
    assert (found.contributions <= found.contributions_upper).all(axis=None)
    assert (found.rank_best < found.rank_worst).mean() > 0.8
    assert "or rounding is undone" in found.summary()
    one = lp.risk.neighbourhood_score(
        rounded, ten, WEIGHTS, ROLES, rounding_band=dict.fromkeys(WEIGHTS, 0) | {"missing": 4}
    )
    assert one.contributions_lower["incidents"].equals(one.contributions_upper["incidents"])
    assert not one.contributions_lower["missing"].equals(one.contributions_upper["missing"])
    with pytest.raises(lp.InvalidArgument, match="rounding_band has no 'missing'"):
        lp.risk.neighbourhood_score(rounded, ten, WEIGHTS, ROLES, rounding_band={"incidents": 4})


def test_a_score_that_is_deprivation_is_called_so(counts: pd.DataFrame) -> None:
    first = lp.risk.neighbourhood_score(counts, np.full(PLACES, 10.0), WEIGHTS, ROLES)
    again = lp.risk.neighbourhood_score(
        counts, np.full(PLACES, 10.0), WEIGHTS, ROLES, deprivation=first.score
    )
    assert "little that deprivation does not" in again.summary()


@pytest.mark.parametrize(
    "column",
    ["Ethnicity", "religion", "pct_disabled", "share_white", "IC1", "TS021001", "mean age"],
)
def test_protected_characteristics_are_refused_by_name(counts: pd.DataFrame, column: str) -> None:
    table = counts.assign(**{column: 1})
    with pytest.raises(lp.InputError, match=f"'{column}' holds a protected characteristic"):
        lp.risk.neighbourhood_score(
            table, np.full(PLACES, 10.0), {column: 1, "missing": 1}, ROLES | {column: "harm"}
        )
    grid = [(x, y) for x in range(0, 2_000, 500) for y in range(0, 5_000, 500)]
    neighbours = lp.geography.distance_band(grid, 600)
    with pytest.raises(lp.InputError, match=f"covariates: column '{column}'"):
        lp.risk.bym2(counts["missing"], np.full(PLACES, 10.0), neighbours, table[[column]])
    with pytest.raises(lp.InputError, match=f"covariates: column '{column}'"):
        lp.risk.leroux(counts["missing"], np.full(PLACES, 10.0), neighbours, table[column])


def test_protected_characteristics_and_deprivation_are_refused_by_role(
    counts: pd.DataFrame,
) -> None:
    def score(role: str) -> object:
        return lp.risk.neighbourhood_score(
            counts, np.full(PLACES, 10.0), WEIGHTS, ROLES | {"missing": role}
        )

    with pytest.raises(
        lp.InvalidArgument, match=r"'missing' has the role protected_char.*Equality"
    ):
        score("protected_characteristic")
    with pytest.raises(lp.InvalidArgument, match="'missing' has the role deprivation"):
        score("deprivation")
    with pytest.raises(lp.InvalidArgument, match="harm, exposure, service"):
        score("crime")


def test_what_is_wrong_with_a_score_is_named(counts: pd.DataFrame) -> None:
    ten = np.full(PLACES, 10.0)
    with pytest.raises(lp.InvalidArgument, match="roles has no 'missing'"):
        lp.risk.neighbourhood_score(counts, ten, WEIGHTS, {"incidents": "harm"})
    with pytest.raises(lp.InvalidArgument, match="counts has no column 'stops'"):
        lp.risk.neighbourhood_score(counts, ten, {"stops": 1}, {"stops": "exposure"})
    with pytest.raises(lp.InvalidArgument, match="weight of missing"):
        lp.risk.neighbourhood_score(counts, ten, WEIGHTS | {"missing": -1}, ROLES)
    with pytest.raises(lp.InvalidArgument, match="weight_change"):
        lp.risk.neighbourhood_score(counts, ten, WEIGHTS, ROLES, weight_change=2)
    with pytest.raises(lp.InvalidArgument, match="without an event"):
        lp.risk.neighbourhood_score(counts.assign(missing=0), ten, WEIGHTS, ROLES)
    with pytest.raises(lp.InvalidArgument, match="sum of count"):
        lp.risk.poisson_gamma([0, 0], [1, 1])
    with pytest.raises(lp.InvalidArgument, match="n = 0"):
        lp.risk.poisson_gamma([0, 1], [1, 1]).draws(0)


@pytest.mark.parametrize("mean", [2.5, 5.0])
def test_rounding_by_the_gate_does_not_pass_for_a_spread_of_risks(mean: float) -> None:
    random = np.random.default_rng(7)
    areas = [f"a{k:03d}" for k in range(600)]
    counts = random.poisson(mean, 600)
    frame = pd.DataFrame(
        {
            "unit": areas,
            "district": [f"d{k % 20:02d}" for k in range(600)],
            "category": "x",
            "count": counts,
        }
    )
    released = lp.disclosure.protect(frame, key=bytes(32))
    expected = np.full(600, mean)
    found = lp.risk.poisson_gamma(released, expected)
    assert lp.risk.poisson_gamma(np.asarray(released), expected).prior_variance > 0.08
    assert found.prior_variance < 0.05
    assert found.exceedance(2.0).max() < 0.05
    smoothed = lp.risk.empirical_bayes(released, expected * 1000)
    assert float(smoothed.prior_variance) * 1e6 < 0.05
    if found.prior_variance == 0:
        assert "chance and rounding together" in found.summary()


def test_places_that_are_alike_may_each_have_any_rank() -> None:
    best, worst = lp.risk.rank_interval(np.ones((20, 50)))
    assert set(best) == {1}
    assert set(worst) == {50}
