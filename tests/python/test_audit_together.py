# SPDX-License-Identifier: MIT
import numpy as np
import pandas as pd
import pytest

import libprofile as lp

KEY = bytes(range(32))


def counted(categories, seed, total_by_unit):
    """The same incidents of each unit, dealt out to other categories."""
    rng = np.random.default_rng(seed)
    rows = [
        (unit, f"d{i // 10}", category, n)
        for i, (unit, total) in enumerate(total_by_unit.items())
        for category, n in zip(
            categories,
            rng.multinomial(total, np.full(len(categories), 1 / len(categories))),
            strict=True,
        )
    ]
    return pd.DataFrame(rows, columns=["unit", "district", "category", "count"])


@pytest.fixture(scope="module")
def tables():
    totals = {f"u{i:02d}": n for i, n in enumerate(np.random.default_rng(3).poisson(6, 30))}
    kinds = counted(["burglary", "theft"], 1, totals)
    months = counted(["April", "May", "June"], 2, totals)
    return {
        "kinds": (lp.disclosure.protect(kinds, key=KEY), kinds),
        "months": (lp.disclosure.protect(months, key=KEY), months),
    }


def test_tables_that_pass_alone_give_sums_away_together(tables):
    for protected, counts in tables.values():
        assert lp.disclosure.audit(protected, counts).passed
    found = lp.disclosure.audit_together(tables)
    assert not found.passed
    frame = found.to_frame()
    assert set(frame["table"]) == {"kinds", "months"}
    shown = frame[(frame["category"] == "all") & (frame["level"] == "neighbourhood")]
    apart = shown.groupby("unit")["count"].nunique()
    unit = apart[apart > 1].index[0]
    row = shown[shown["unit"] == unit].iloc[0]
    assert row["upper"] - row["lower"] < 4
    assert row["verdict"] in {"too narrow", "certainly few", "few beside oneself"}
    why = found.explain("kinds", "neighbourhood", unit)
    assert set(why["table"]) == {"kinds", "months"}
    assert "must not leave" in found.summary()
    with pytest.raises(lp.InvalidArgument, match="is in no table"):
        found.explain("years", "neighbourhood", unit)


def test_the_raw_counts_lie_within_the_limits_of_both(tables):
    frame = lp.disclosure.audit_together(tables).to_frame()
    for name, (_, counts) in tables.items():
        cells = frame[(frame["table"] == name) & (frame["level"] == "neighbourhood")]
        inner = cells[cells["category"] != "all"].set_index(["unit", "category"])
        truth = counts.set_index(["unit", "category"])["count"].reindex(inner.index)
        assert (inner["lower"] <= truth).all()
        assert (truth <= inner["upper"]).all()


def test_the_same_table_twice_and_tables_with_nothing_in_common_pass(tables):
    one = {"a": tables["kinds"], "b": tables["kinds"]}
    assert lp.disclosure.audit_together(one).passed
    assert lp.disclosure.audit_together(tables, shared=[]).passed
    only_all = [[("kinds", "all", "all", "all"), ("months", "all", "all", "all")]]
    total = lp.disclosure.audit_together(tables, shared=only_all).to_frame().query("level == 'all'")
    sums = total[total["category"] == "all"]
    assert sums["lower"].nunique() == 1
    assert sums["upper"].nunique() == 1


def test_records_that_may_be_fewer_than_persons_are_refused():
    def total(count):
        counts = pd.DataFrame({"unit": ["a"], "category": "all incidents", "count": [count]})
        return lp.disclosure.protect(counts, key=KEY), counts

    whole = ("all", "all", "all")
    pair = (("records", *whole), ("persons", *whole))
    # 12 of both in truth: 10 as rounded. 13: 15. Whoever has both knows of 11 to 14.
    apart = {"records": total(12), "persons": total(13)}
    assert lp.disclosure.audit_together(apart, shared=[]).passed
    found = lp.disclosure.audit_together(apart, shared=[], at_least=[pair])
    assert not found.passed
    frame = found.to_frame()
    assert (frame[["lower", "upper"]].to_numpy() == [11, 14]).all()
    assert lp.disclosure.audit_together(apart, shared=[], at_least=[pair[::-1]]).passed
    with pytest.raises(lp.InvalidArgument, match="is in no table"):
        lp.disclosure.audit_together(apart, shared=[], at_least=[(pair[0], ("c", *whole))])


def test_wrong_arguments_are_refused(tables):
    with pytest.raises(lp.InvalidArgument, match="'units' or lists of cells"):
        lp.disclosure.audit_together(tables, shared="areas")
    with pytest.raises(lp.InvalidArgument, match="is in no table"):
        lp.disclosure.audit_together(tables, shared=[[("kinds", "all", "nowhere", "all")]])
    with pytest.raises(lp.DisclosureError):
        lp.disclosure.JointAudit(None, [])
