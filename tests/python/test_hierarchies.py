# SPDX-License-Identifier: MIT
import numpy as np
import pandas as pd
import pytest

import libprofile as lp
from libprofile import _core

KEY = bytes(range(32))


def monthly(seed=1, units=12):
    rng = np.random.default_rng(seed)
    months = [f"2018-{m:02}" for m in range(1, 13)]
    frame = pd.DataFrame(
        [(f"u{u:02}", m) for u in range(units) for m in months], columns=["unit", "category"]
    )
    number = frame["unit"].str[1:].astype(int)
    month = frame["category"].str[5:].astype(int)
    return frame.assign(
        ward="w" + (number // 3).astype(str),
        district="d" + (number // 6).astype(str),
        quarter="Q" + ((month + 2) // 3).astype(str),
        count=rng.poisson(3, len(frame)),
    )


@pytest.mark.parametrize("seed", range(3))
def test_both_sides_add_up_and_lie_near_the_truth(seed):
    counts = monthly(seed)
    safe = lp.disclosure.protect_hierarchies(counts, key=KEY, category_parents=["quarter"])
    frame = safe.to_frame()
    assert set(frame["level"]) == {"neighbourhood", "ward", "district", "all"}
    assert set(frame["category_level"]) == {"category", "quarter", "all"}
    assert (frame["count"] % 5 == 0).all()
    sums = frame.groupby(["level", "category_level"])["count"].sum()
    assert sums.nunique() == 1
    true = counts.groupby(["ward", "quarter"])["count"].sum()
    released = frame.query("level == 'ward' and category_level == 'quarter'")
    released = released.set_index(["unit", "category"])["count"].astype(int)
    assert ((released - true).abs() < 5).all()
    assert "withheld" in safe.summary()
    assert str(safe.base) in repr(safe)
    assert "<table" in safe._repr_html_()


def test_rows_in_another_order_are_protected_alike():
    counts = monthly()
    one, two = (
        lp.disclosure.protect_hierarchies(frame, key=KEY, category_parents=["quarter"]).to_frame()
        for frame in (counts, counts.sample(frac=1, random_state=1))
    )
    pd.testing.assert_frame_equal(one, two)


def test_small_units_are_withheld():
    residents = {f"u{u:02}": 20 if u == 0 else 1_000 for u in range(12)}
    frame = lp.disclosure.protect_hierarchies(
        monthly(), key=KEY, category_parents=["quarter"], residents=residents
    ).to_frame()
    assert frame.query("unit == 'u00'")["count"].isna().all()
    assert frame.query("unit == 'd1'")["count"].notna().all()


def test_what_is_no_hierarchy_is_refused():
    counts = monthly()
    with pytest.raises(lp.InvalidArgument, match="category_parents"):
        lp.disclosure.protect_hierarchies(counts, category_parents=["season"])
    with pytest.raises(lp.InvalidArgument, match="category_parents"):
        lp.disclosure.protect_hierarchies(counts, category_parents="quarter")
    broken = counts.assign(quarter=["Q9", *counts["quarter"][1:]])
    with pytest.raises(lp.InvalidArgument, match="a category lies in two"):
        lp.disclosure.protect_hierarchies(broken, category_parents=["quarter"])
    with pytest.raises(lp.DisclosureError, match="suppression"):
        lp.disclosure.protect_hierarchies(counts, "nhs_hes", category_parents=["quarter"])
    with pytest.raises(TypeError):
        _core.ProtectedHierarchies()
    with pytest.raises(lp.DisclosureError):
        lp.disclosure.ProtectedHierarchies(None)
