# SPDX-License-Identifier: MIT
"""Seasons, survival and lags beside statsmodels, SciPy and pandas."""

import numpy as np
import pandas as pd
import pytest

import libprofile as lp

sm = pytest.importorskip("statsmodels.api")
stats = pytest.importorskip("scipy.stats")

DAYS = pd.Series(pd.date_range("2016-01-01", "2018-12-31"))
WINDOW = ("2016-01", "2018-12")


def seasonal_times(seed: int) -> "pd.Series[pd.Timestamp]":
    rng = np.random.default_rng(seed)
    rate = np.exp(rng.normal(-0.5, 0.4, 12))[DAYS.dt.month - 1] * (1 + (DAYS.dt.year - 2016) * 0.3)
    return DAYS.repeat(rng.poisson(rate))


@pytest.mark.parametrize("by", ["month", "weekday"])
def test_indices_are_those_of_a_poisson_model(by: str) -> None:
    for seed in range(20 if by == "month" else 3):
        times = seasonal_times(seed)
        found = lp.risk.seasonality(times, window=WINDOW, by=by, replicates=99)
        frame = pd.DataFrame({"day": DAYS, "count": DAYS.map(times.value_counts()).fillna(0)})
        frame["phase"] = DAYS.dt.month if by == "month" else DAYS.dt.day_of_week
        frame["stratum"] = DAYS.dt.year if by == "month" else DAYS.dt.strftime("%Y-%m")
        cells = frame.groupby(["stratum", "phase"]).agg(n=("count", "sum"), days=("day", "size"))
        dummies = [
            pd.get_dummies(cells.index.get_level_values("stratum")),
            pd.get_dummies(cells.index.get_level_values("phase")).iloc[:, 1:],
        ]
        design = np.column_stack([one.to_numpy(float) for one in dummies])
        fit = sm.GLM(cells["n"], design, family=sm.families.Poisson(), exposure=cells["days"]).fit(
            tol=1e-13, maxiter=200
        )
        rate = np.exp(np.r_[0, fit.params.to_numpy()[dummies[0].shape[1] :]])
        days = cells.groupby("phase")["days"].sum().to_numpy()
        np.testing.assert_allclose(found.index, rate * days.sum() / (rate @ days), rtol=1e-7)
        assert found.dispersion == pytest.approx(
            max(1.0, fit.pearson_chi2 / fit.df_resid), rel=1e-7
        )


def test_the_peak_of_a_season_is_the_circular_mean_where_months_are_alike() -> None:
    rng = np.random.default_rng(3)
    for _ in range(20):
        # Weekdays of 52 whole weeks: each is there as often as any other.
        days = rng.choice(7, 200, p=rng.dirichlet(np.full(7, 3.0)))
        weeks = rng.integers(0, 52, 200)
        times = pd.Timestamp("2018-01-01") + pd.to_timedelta(days + 7 * weeks, unit="D")
        found = lp.risk.seasonality(
            times, window=("2018-01-01", "2018-12-30"), by="weekday", replicates=99
        )
        angles = 2 * np.pi * (days + 0.5) / 7
        mean = stats.circmean(angles) * 7 / (2 * np.pi)
        # Months cut weeks, so that days of a stratum are not quite alike.
        assert abs((found.peak - mean + 3.5) % 7 - 3.5) < 0.35
        assert found.cycle_statistic == pytest.approx(
            2 * 200 * (1 - stats.circvar(angles)) ** 2, rel=0.2, abs=0.5
        )


# It takes logarithms of a survival that has come to 0.
@pytest.mark.filterwarnings("ignore:divide by zero", "ignore:invalid value")
def test_repeats_of_children_with_one_spell_each_are_kaplan_and_meier() -> None:
    rng = np.random.default_rng(4)
    until = pd.Timestamp("2018-12-31", tz="UTC")
    for _ in range(20):
        start = pd.Timestamp("2018-01-01", tz="UTC") + pd.to_timedelta(
            rng.integers(0, 360 * 24, 79), unit="h"
        )
        end = start + pd.to_timedelta(rng.geometric(0.02, 79), unit="h")
        found = lp.risk.missing_spells(range(79), start, end, observed_until=until).rows.iloc[0]
        hours = (np.minimum(end, until) - start).total_seconds() / 3600
        theirs = sm.SurvfuncRight(hours.to_numpy(), (end <= until).astype(int))
        for share, name in ((0.25, "quarter"), (0.5, "half"), (0.9, "nine_tenths")):
            assert found[f"hours_{name}"] == theirs.quantile(share)
            limits = theirs.quantile_ci(share, method="cloglog")
            assert found[f"hours_{name}_lower"] == pytest.approx(limits[0])


def test_completeness_is_what_a_loop_over_a_pivot_gives() -> None:
    for seed in range(20):
        rng = np.random.default_rng(seed)
        incident = pd.Series(DAYS.sample(2_000, replace=True, random_state=seed).to_numpy())
        recorded = incident + pd.to_timedelta(rng.geometric(0.015, 2_000), unit="D")
        known = recorded <= "2018-12-31"
        incident, recorded = incident[known], recorded[known]
        found = lp.risk.reporting_lag(incident, recorded, as_of="2018-12-31")
        month, entered = incident.dt.to_period("M"), recorded.dt.to_period("M")
        lag = entered.astype("int64") - month.astype("int64")
        lags = len(found.delay)
        kept = lag < lags
        table = pd.crosstab(month[kept], lag[kept]).reindex(columns=range(lags), fill_value=0)
        filled = table.cumsum(axis=1).to_numpy()
        share = np.ones(lags)
        for j in range(lags - 2, -1, -1):
            rows = len(filled) - 1 - j
            share[j] = share[j + 1] * filled[:rows, j].sum() / filled[:rows, j + 1].sum()
        np.testing.assert_allclose(found.delay["share"], share, rtol=1e-10)
