# SPDX-License-Identifier: MIT
import numpy as np
import pandas as pd
import pytest

import libprofile as lp

KEY = bytes(range(32))


@pytest.fixture(scope="module")
def counts():
    rng = np.random.default_rng(4)
    units = [f"u{i:03d}" for i in range(60)]
    return pd.DataFrame(
        {
            "unit": np.repeat(units, 3),
            "district": np.repeat([f"d{i // 20}" for i in range(60)], 3),
            "category": ["burglary", "robbery", "theft"] * 60,
            "count": rng.poisson(4, 180),
        }
    )


@pytest.fixture(scope="module")
def residents(counts):
    return {unit: 40 if unit.endswith("7") else 1_500 for unit in counts["unit"].unique()}


def test_what_the_gate_lets_out_passes(counts, residents):
    protected = lp.disclosure.protect(counts, key=KEY, residents=residents)
    found = lp.disclosure.audit(protected, counts)
    assert found.passed
    frame = found.to_frame()
    assert list(frame)[:4] == ["level", "unit", "category", "count"]
    assert len(frame) == (60 + 3 + 1) * 4
    assert set(frame["verdict"]) == {"safe"}
    withheld = frame["count"].isna()
    assert withheld.any()
    assert (frame["upper"] - frame["lower"] >= 4).all()
    shown = frame[~withheld]
    assert (shown["lower"] <= shown["count"]).all()
    assert (shown["count"] <= shown["upper"]).all()


def test_the_raw_counts_lie_within_the_limits(counts, residents):
    protected = lp.disclosure.protect(counts, key=KEY, residents=residents)
    frame = lp.disclosure.audit(protected, counts).to_frame().query("level == 'neighbourhood'")
    raw = counts.set_index(["unit", "category"])["count"]
    inner = frame[frame["category"] != "all"].set_index(["unit", "category"])
    truth = raw.reindex(inner.index)
    assert (inner["lower"] <= truth).all()
    assert (truth <= inner["upper"]).all()


def test_exact_counts_do_not_pass(counts):
    internal = lp.disclosure.protect(counts, "internal", key=KEY)
    found = lp.disclosure.audit(internal, counts)
    # The internal tier promises nothing: exact small counts are what the partner tier refuses.
    frame = found.to_frame()
    assert (frame["lower"] == frame["upper"]).all()
    assert "exact" in found.summary()
    assert "none of which" not in found.summary()


def test_a_cell_is_explained_by_the_numbers_that_narrow_it(counts, residents):
    found = lp.disclosure.audit(lp.disclosure.protect(counts, key=KEY, residents=residents), counts)
    frame = found.to_frame()
    cell = frame[frame["count"].isna() & (frame["category"] == "theft")].iloc[0]
    narrowing = found.explain(cell["level"], cell["unit"], "theft")
    assert list(narrowing) == ["limit", "level", "unit", "category", "count"]
    assert len(narrowing) > 0
    assert narrowing["count"].notna().all()
    with pytest.raises(lp.InvalidArgument, match="not in the table"):
        found.explain("ward", "nowhere")


@pytest.mark.parametrize("preset", ["nhs_hes", "ons_10_5", "opensafely", "dfe_cin", "acro"])
def test_presets_that_withhold_pass_at_the_size_of_a_county(preset):
    units = [f"u{i:03d}" for i in range(853)]
    county = pd.DataFrame(
        {
            "unit": np.repeat(units, 14),
            "district": np.repeat([f"d{i // 220}" for i in range(853)], 14),
            "category": np.tile([f"c{j:02d}" for j in range(14)], 853),
            "count": (rng := np.random.default_rng(0)).poisson(rng.gamma(1, 12, 853 * 14)),
        }
    )
    protected = lp.disclosure.protect(county, lp.Policy.preset(preset), key=KEY)
    found = lp.disclosure.audit(protected, county)
    assert found.passed
    frame = found.to_frame()
    assert len(frame) == (853 + 4 + 1) * 15
    assert frame["count"].isna().mean() > 0.1
    inner = frame[(frame["level"] == "neighbourhood") & (frame["category"] != "all")]
    raw = county.set_index(["unit", "category"])["count"]
    truth = raw.reindex(inner.set_index(["unit", "category"]).index).to_numpy()
    assert (inner["lower"] <= truth).all()
    assert (truth <= inner["upper"]).all()


def test_time_that_runs_out_is_refused(counts):
    # Cells withheld by themselves take a search.
    policy = lp.Policy.preset("dfe_cin")
    protected = lp.disclosure.protect(counts, policy, key=KEY)
    found = lp.disclosure.audit(protected, counts, time_limit_s=1e-9)
    assert not found.passed
    assert "not proved" in found.summary()


def test_other_counts_than_those_protected_are_refused(counts):
    protected = lp.disclosure.protect(counts, key=KEY)
    with pytest.raises(lp.InvalidArgument, match="those of the protected table"):
        lp.disclosure.audit(protected, counts[counts["category"] != "theft"])
    with pytest.raises(lp.InvalidArgument, match=r"disclosure\.protect"):
        lp.disclosure.audit(counts, counts)


def test_an_audit_is_made_by_audit_only():
    with pytest.raises(lp.DisclosureError):
        lp.disclosure.Audit(object())


def test_threads_do_not_change_it(counts, residents):
    protected = lp.disclosure.protect(counts, key=KEY, residents=residents)
    one, eight = (lp.disclosure.audit(protected, counts, n_jobs=jobs).to_frame() for jobs in (1, 8))
    pd.testing.assert_frame_equal(one, eight)
