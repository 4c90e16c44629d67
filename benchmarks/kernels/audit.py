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


KERNELS = [
    Kernel("interval audit, 14 categories, units", make, ours, (1_000, 8_000, 35_000), 35_000)
]
