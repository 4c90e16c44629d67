# SPDX-License-Identifier: MIT
"""The attacker's limits of every cell: wards of 8 units, districts of 15 wards, 14 categories."""

import numpy as np
import pandas as pd
from kernel import Kernel

import libprofile as lp

CATEGORIES = 14


def make(n):
    """Counts of n units as the gate lets them out, 3 in 100 units with too few residents."""
    rng = np.random.default_rng(1)
    units = [f"E01{i:06d}" for i in range(n)]
    counts = pd.DataFrame(
        {
            "unit": np.repeat(units, CATEGORIES),
            "ward": np.repeat([f"w{i // 8:05d}" for i in range(n)], CATEGORIES),
            "district": np.repeat([f"d{i // 120:04d}" for i in range(n)], CATEGORIES),
            "category": np.tile([f"c{j:02d}" for j in range(CATEGORIES)], n),
            "count": rng.poisson(rng.gamma(0.5, 8, n * CATEGORIES)),
        }
    )
    residents = {unit: 40 if rng.random() < 0.03 else 1_500 for unit in units}
    return lp.disclosure.protect(counts, key=bytes(32), residents=residents), counts


def ours(data):
    """Audit; a table that does not pass would be no comparison."""
    protected, counts = data
    if not lp.disclosure.audit(protected, counts, time_limit_s=600).passed:
        raise RuntimeError("the audit did not pass")


def withheld(preset, levels):
    """Make counts of n units under a preset that withholds cell by cell: `levels` of groups."""

    def make_withheld(n):
        rng = np.random.default_rng(1)
        counts = pd.DataFrame({"unit": np.repeat([f"E01{i:06d}" for i in range(n)], CATEGORIES)})
        for name, size in levels.items():
            counts[name] = np.repeat([f"{name[0]}{i // size:05d}" for i in range(n)], CATEGORIES)
        counts["category"] = np.tile([f"c{j:02d}" for j in range(CATEGORIES)], n)
        counts["count"] = rng.poisson(rng.gamma(0.5, 8, n * CATEGORIES))
        policy = lp.Policy.preset(preset)
        return lp.disclosure.protect(counts, policy, key=bytes(32)), counts

    return make_withheld


# South Yorkshire: 853 areas in districts of 220. England and Wales: wards, districts, regions.
ONE_LEVEL = {"district": 220}
THREE_LEVELS = {"ward": 8, "district": 120, "region": 3_600}

KERNELS = [
    Kernel("interval audit, 14 categories, units", make, ours, (1_000, 8_000, 35_000), 35_000),
    *(
        Kernel(
            f"interval audit of {preset}, 1 level", withheld(preset, ONE_LEVEL), ours, (853,), 853
        )
        for preset in ("dfe_cin", "nhs_hes", "opensafely", "ons_10_5", "acro")
    ),
    Kernel(
        "interval audit of nhs_hes, 3 levels",
        withheld("nhs_hes", THREE_LEVELS),
        ours,
        (1_000, 8_000, 35_000),
        35_000,
    ),
]
