# SPDX-License-Identifier: MIT
"""Twelve squares in three wards, events in two bands of hours, and a plan: for tests of outreach.

`conftest` imports the fixtures, so that tests ask for them by name.
"""

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from shapely import box

import libprofile as lp

UNITS = pd.Index([f"E{i}" for i in range(12)], name="unit")


@pytest.fixture(scope="session")
def areas() -> gpd.GeoDataFrame:
    """Squares of a kilometre, four a ward."""
    x, y = np.meshgrid(435_000 + 1000 * np.arange(4), 387_000 + 1000 * np.arange(3))
    boxes = box(x.ravel(), y.ravel(), x.ravel() + 1000, y.ravel() + 1000)
    return gpd.GeoDataFrame({"ward": [*"aaaabbbbcccc"]}, geometry=boxes, index=UNITS, crs=27700)


@pytest.fixture(scope="session")
def harm() -> pd.DataFrame:
    """Events by area and band of hours."""
    events = np.random.default_rng(2).poisson(np.linspace(1, 9, 12)).astype(float)
    return pd.DataFrame({"Fri 18-22": events, "Sat 20-24": events[::-1] / 2}, index=UNITS)


@pytest.fixture(scope="session")
def plan(areas: gpd.GeoDataFrame, harm: pd.DataFrame) -> lp.risk.OutreachPlan:
    """A visit in every ward at least; two areas are in reserve."""
    reserve = [unit in ("E1", "E2") for unit in UNITS]
    return lp.risk.outreach_plan(harm, areas=areas, districts="ward", floors=1, reserve=reserve)
