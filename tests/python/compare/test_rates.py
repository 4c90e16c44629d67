# SPDX-License-Identifier: MIT
"""Exact comparisons and Poisson-gamma risks beside SciPy and statsmodels."""

import numpy as np
import pandas as pd
import pytest

import libprofile as lp

stats = pytest.importorskip("scipy.stats")


def test_comparisons_are_those_of_scipy() -> None:
    rng = np.random.default_rng(1)
    count, other = rng.integers(0, 60, (2, 100))
    count[0], other[0] = 0, 4
    people, others = rng.integers(1, 5_000, (2, 100))
    found = lp.risk.compare_rates(count, people, other, others)
    for i in np.flatnonzero(count + other > 0):
        test = stats.binomtest(
            int(count[i]), int(count[i] + other[i]), people[i] / (people + others)[i]
        )
        share = test.proportion_ci(0.95, "exact")
        assert found.p[i] == pytest.approx(test.pvalue, rel=1e-10)
        scale = others[i] / people[i]
        assert found.lower[i] == pytest.approx(share.low / (1 - share.low) * scale, rel=1e-9)
        if other[i] > 0:
            assert found.upper[i] == pytest.approx(share.high / (1 - share.high) * scale, rel=1e-9)


def test_comparisons_are_those_of_statsmodels() -> None:
    rates = pytest.importorskip("statsmodels.stats.rates")
    rng = np.random.default_rng(2)
    count, other = rng.integers(1, 200, (2, 50))
    people, others = rng.integers(100, 5_000, (2, 50))
    found = lp.risk.compare_rates(count, people, other, others)
    for i in range(50):
        theirs = rates.test_poisson_2indep(
            count[i], people[i], other[i], others[i], method="exact-cond"
        )
        assert found.p[i] == pytest.approx(theirs.pvalue, rel=1e-9, abs=1e-14)


# It says that it has not converged at a gradient near its own rounding.
@pytest.mark.filterwarnings("ignore:Maximum Likelihood optimization failed")
def test_poisson_gamma_risks_are_the_negative_binomial_of_statsmodels() -> None:
    models = pytest.importorskip("statsmodels.discrete.discrete_model")
    rng = np.random.default_rng(3)
    for _ in range(20):
        expected = rng.uniform(1, 20, 120)
        count = rng.poisson(expected * rng.gamma(2.0, 0.6, 120))
        found = lp.risk.poisson_gamma(count, expected)
        fit = models.NegativeBinomial(count, np.ones(120), exposure=expected).fit(
            disp=0, maxiter=500, gtol=1e-10
        )
        assert found.prior_mean == pytest.approx(np.exp(fit.params[0]), rel=1e-5)
        spread = found.prior_variance / found.prior_mean**2
        assert spread == pytest.approx(fit.params[1], rel=1e-4)
        exact = stats.gamma(
            1 / spread + count, scale=1 / (1 / spread / found.prior_mean + expected)
        )
        np.testing.assert_allclose(found.relative_risk, exact.mean(), rtol=1e-10)
        np.testing.assert_allclose(found.lower, exact.ppf(0.025), rtol=1e-9)
        np.testing.assert_allclose(found.exceedance(1.5), exact.sf(1.5), rtol=1e-9, atol=1e-14)


def test_correlations_are_those_of_scipy() -> None:
    rng = np.random.default_rng(4)
    names = ["a", "b"]
    for _ in range(20):
        risk = rng.gamma(1.5, 0.7, (30, len(names)))
        counts = pd.DataFrame(rng.poisson(5 * risk), columns=names)
        deprivation = rng.integers(0, 8, len(counts)).astype(float)
        found = lp.risk.neighbourhood_score(
            counts,
            np.full(len(counts), 5.0),
            dict.fromkeys(names, 1.0),
            dict.fromkeys(names, "harm"),
            deprivation=deprivation,
        )
        assert found.with_deprivation is not None
        spearman = stats.spearmanr(found.score, deprivation)[0]
        assert found.with_deprivation.spearman == pytest.approx(spearman, rel=1e-9)
        pearson = stats.pearsonr(found.score, deprivation)[0]
        assert found.with_deprivation.pearson == pytest.approx(pearson, rel=1e-9)
