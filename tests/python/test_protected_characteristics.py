# SPDX-License-Identifier: MIT
"""Protected characteristics explain, count and divide nothing: each way in refuses them."""

from collections.abc import Callable
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest

import libprofile as lp

PLACES = 40


@pytest.fixture(scope="module")
def counts() -> pd.DataFrame:
    drawn = np.random.default_rng(4).poisson(10, (PLACES, 2))
    return pd.DataFrame(drawn, columns=["incidents", "missing"])


def test_a_covariate_is_refused_by_role(counts: pd.DataFrame) -> None:
    grid = [(x, y) for x in range(0, 2_000, 500) for y in range(0, 5_000, 500)]
    neighbours = lp.geography.distance_band(grid, 600)
    count, expected = counts["missing"], np.full(PLACES, 10.0)
    for model in (lp.risk.bym2, lp.risk.leroux):
        for covariates, name in ((counts[["incidents"]] * 0.1, "incidents"), (expected, "x0")):
            with pytest.raises(lp.InvalidArgument, match=f"'{name}' has the role protected_char"):
                model(
                    count,
                    expected,
                    neighbours,
                    covariates,
                    roles={name: "protected_characteristic"},
                )
        with pytest.raises(lp.InvalidArgument, match="roles has 'y'"):
            model(count, expected, neighbours, counts[["incidents"]], roles={"y": "exposure"})
        plain = model(count, expected, neighbours, counts[["incidents"]])
        named = model(
            count, expected, neighbours, counts[["incidents"]], roles={"incidents": "deprivation"}
        )
        np.testing.assert_array_equal(plain.relative_risk, named.relative_risk)


@pytest.mark.parametrize("column", ["Religion", "Muslim residents", "nationality", "pregnancies"])
def test_nothing_is_counted_or_divided_by_a_protected_characteristic(column: str) -> None:
    named = pd.Series([10.0, 20.0], name=column)
    plain = pd.Series([10.0, 20.0], name="aged 10 to 17")
    calls: tuple[Callable[[Any], object], ...] = (
        lambda one: lp.risk.rate(one, [100, 100]),
        lambda one: lp.risk.rate([1, 2], one),
        lambda one: lp.risk.compare_rates(one, [100, 100], [5, 5], [100, 100]),
        lambda one: lp.risk.empirical_bayes(one, [100, 100]),
        lambda one: lp.risk.poisson_gamma(one, [5, 5]),
        lambda one: lp.risk.funnel(one, [5, 5]),
        lambda one: lp.risk.concentration(one),
        lambda one: lp.risk.standardised_ratio(
            [1, 2], pd.DataFrame({one.name: one, "others": one}), [10, 90], [1_000, 3_000]
        ),
    )
    for call in calls:
        with pytest.raises(lp.InputError, match=f"'{column}' holds a protected characteristic"):
            call(named)
        call(plain)


def test_premises_are_not_grouped_by_a_protected_characteristic() -> None:
    at = gpd.points_from_xy([0, 500, 1_000], [0, 0, 0], crs=27700)
    premises = gpd.GeoDataFrame(
        {"type": ["P01", "P02", "P01"], "faith": ["a", "a", "b"]}, geometry=at
    )
    with pytest.raises(lp.InputError, match="'faith' holds a protected characteristic"):
        lp.risk.matched_background(premises, [(0.0, 0.0)], "faith")
    with pytest.raises(lp.InputError, match="'faith' holds a protected characteristic"):
        lp.risk.premises_type_by_area(premises, [(0.0, 0.0)], "faith")
