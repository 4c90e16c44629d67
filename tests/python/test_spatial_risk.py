# SPDX-License-Identifier: MIT
"""lp.risk.bym2, leroux and ranks: what Python adds to the tests in C++."""

import numpy as np
import pandas as pd
import pytest

import libprofile as lp


@pytest.fixture(scope="module")
def neighbours() -> lp.geography.Weights:
    xy = [(x, y) for y in range(0, 4000, 500) for x in range(0, 4000, 500)]
    return lp.geography.distance_band(xy, 750)


@pytest.fixture(scope="module")
def count() -> np.ndarray:
    expected = np.outer(np.linspace(1, 9, 8), np.ones(8)).ravel()
    return np.random.default_rng(3).poisson(expected).astype(float)


def test_a_series_gives_its_index_back(count: np.ndarray, neighbours: object) -> None:
    units = pd.Index([f"u{i}" for i in range(64)], name="unit")
    risk = lp.risk.bym2(pd.Series(count, index=units), np.full(64, 5.0), neighbours)
    frame = risk.to_frame()
    assert frame.index.equals(units)
    assert list(frame.columns) == ["relative_risk", "lower", "upper"]
    assert (
        (frame["lower"] < frame["relative_risk"]) & (frame["relative_risk"] < frame["upper"])
    ).all()


def test_a_gradient_is_found_and_said_to_be_smooth(count: np.ndarray, neighbours: object) -> None:
    risk = lp.risk.bym2(count, np.full(64, 5.0), neighbours)
    assert risk.mixing.mean > 0.6
    assert risk.exceedance(1.0)[56:].mean() > 0.8
    assert risk.exceedance(1.0)[:8].mean() < 0.2
    assert "64 places" in risk.summary()


def test_names_of_covariates_are_kept(count: np.ndarray, neighbours: object) -> None:
    row = pd.DataFrame({"row": np.repeat(np.arange(8.0), 8)})
    risk = lp.risk.bym2(count, np.full(64, 5.0), neighbours, row)
    assert list(risk.coefficients.index) == ["intercept", "row"]
    assert risk.coefficients.loc["row", "lower"] > 0


def test_draws_are_repeatable_and_rank_places(count: np.ndarray, neighbours: object) -> None:
    risk = lp.risk.bym2(count, np.full(64, 5.0), neighbours)
    draws = risk.draws(400, seed=5)
    assert draws.shape == (400, 64)
    assert np.array_equal(draws, risk.draws(400, seed=5, n_jobs=1))
    assert not np.array_equal(draws, risk.draws(400, seed=6))
    top = lp.risk.rank_probability(draws, k=8)
    assert top.sum() == pytest.approx(8)
    assert top[32:].sum() > 7
    best, worst = lp.risk.rank_interval(draws)
    assert (best <= worst).all()


def test_rounding_of_equal_risks_is_no_finding() -> None:
    xy = np.array([(x, y) for y in range(0, 9_500, 500) for x in range(0, 9_500, 500)])
    count = np.random.default_rng(3).poisson(2.5, len(xy))
    cells = pd.DataFrame({"unit": np.arange(len(xy)), "category": "x", "count": count})
    safe = lp.disclosure.protect(cells, "partner", key=bytes(32))
    even, beside = np.full(len(xy), 2.5), lp.geography.distance_band(xy, 750)
    for model in (lp.risk.bym2, lp.risk.leroux):
        risk = model(safe, even, beside)
        assert risk.deviation.mean < 0.2
        assert risk.exceedance(1.5).max() < 0.2
        tiers = lp.risk.outreach_tiers(risk, k=len(xy) // 10, seed=1)
        assert not np.isin(tiers.tier, ["A", "B"]).any()
        assert "Rounding of the counts is taken as noise." in risk.summary()
        assert "up to 4 off" in risk.priors["rounding"]
        as_exact = model(np.asarray(safe), even, beside)
        assert as_exact.exceedance(1.5).max() > 0.8
        assert "Rounding" not in as_exact.summary()


def test_rounded_counts_widen_the_interval(neighbours: object) -> None:
    units = [f"u{i:02}" for i in range(64)]
    exact = np.full(64, 20)
    frame = pd.DataFrame({"unit": units, "category": "x", "count": exact})
    protected = lp.disclosure.protect(frame, "partner", key=bytes(32))
    released = protected.to_frame().query("unit in @units and category == 'x'")["count"]
    assert released.to_list() == exact.tolist()
    plain = lp.risk.bym2(exact, np.full(64, 20.0), neighbours)
    rounded = lp.risk.bym2(protected, np.full(64, 20.0), neighbours)
    assert (rounded.lower < plain.lower).all()
    assert (rounded.upper > plain.upper).all()


def test_leroux_says_its_priors(count: np.ndarray, neighbours: object) -> None:
    risk = lp.risk.leroux(count, np.full(64, 5.0), neighbours, tail=0.05)
    assert risk.priors["mixing"] == "uniform"
    assert "0.05" in risk.priors["deviation"]


def test_what_is_wrong_is_named(count: np.ndarray, neighbours: object) -> None:
    with pytest.raises(lp.InvalidArgument, match="sum of count"):
        lp.risk.bym2(np.zeros(64), np.ones(64), neighbours)
    with pytest.raises(lp.InvalidArgument, match="covariates has shape"):
        lp.risk.bym2(count, np.ones(64), neighbours, np.ones((3, 2)))
    with pytest.raises(lp.InvalidArgument, match="mixing_prior"):
        lp.risk.bym2(count, np.ones(64), neighbours, mixing_prior="flat")
    nearest = lp.geography.k_nearest(np.random.default_rng(0).uniform(0, 1e4, (64, 2)), 3)
    with pytest.raises(lp.InvalidArgument, match="symmetric"):
        lp.risk.bym2(count, np.ones(64), nearest)
    with pytest.raises(lp.InvalidArgument, match="n = 0"):
        lp.risk.bym2(count, np.ones(64), neighbours).draws(0)
    with pytest.raises(lp.InvalidArgument, match="k = 0"):
        lp.risk.rank_probability(np.ones((2, 3)), 0)
    with pytest.raises(lp.InvalidArgument, match="must be \\(draws, places\\)"):
        lp.risk.rank_probability(np.ones(3), 1)
