# SPDX-License-Identifier: MIT
"""An audit and a comparison are of the counts that were protected, or are refused."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest

import libprofile as lp

COUNTS = pd.DataFrame(
    {
        "unit": np.repeat([f"u{i:02d}" for i in range(20)], 2),
        "category": ["a", "b"] * 20,
        "count": np.arange(40) * 7 + 3,
        "ward": np.repeat(["w1", "w2"], 20),
    }
)
KEY = bytes(range(32))
CALLS: dict[str, Callable[..., Any]] = {
    "audit": lp.disclosure.audit,
    "fidelity": lp.disclosure.fidelity,
    "audit_together": lambda protected, counts: lp.disclosure.audit_together(
        {"one": (protected, counts), "other": (protected, COUNTS)}
    ),
}


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
@pytest.mark.parametrize("policy", ["partner", "public"])
def test_counts_that_were_not_protected_are_refused_by_how_many(call: Any, policy: str) -> None:
    protected = lp.disclosure.protect(COUNTS, policy, KEY)
    with pytest.raises(lp.InvalidArgument, match=r"counts: \d+ of \d+ cells and") as refused:
        call(protected, COUNTS.assign(count=COUNTS["count"].to_numpy()[::-1]))
    assert "u0" not in str(refused.value)
    one = COUNTS.copy()
    one.loc[0, "count"] += 100
    with pytest.raises(lp.InvalidArgument, match="further from what is shown"):
        call(protected, one)


@pytest.mark.parametrize("policy", ["internal", "public"])
def test_what_was_protected_is_never_refused(policy: str) -> None:
    draw = np.random.default_rng(2)
    for mean in (0.5, 3, 40):
        counts = COUNTS.assign(count=draw.poisson(mean, 40))
        protected = lp.disclosure.protect(counts, policy, KEY)
        lp.disclosure.fidelity(protected, counts.sample(frac=1, random_state=1))
    small = lp.disclosure.Policy("partner", method="suppression")
    counts = COUNTS.assign(count=draw.poisson(9, 40))
    lp.disclosure.fidelity(lp.disclosure.protect(counts, small, KEY), counts)


def test_a_wide_table_and_cells_without_a_row_are_the_same_counts() -> None:
    wide = COUNTS.pivot(index="unit", columns="category", values="count")
    lp.disclosure.fidelity(lp.disclosure.protect(wide, "partner", KEY), wide)
    sparse = COUNTS.assign(count=COUNTS["count"].where(COUNTS.index % 3 > 0, 0))
    lp.disclosure.fidelity(
        lp.disclosure.protect(sparse, "partner", KEY), sparse[sparse["count"] > 0]
    )
