# SPDX-License-Identifier: MIT
import numpy as np
import pandas as pd
import pytest

import libprofile as lp
from libprofile import _core

KEY = bytes(range(32))


def long_frame(seed=1, units=12):
    rng = np.random.default_rng(seed)
    rows = [
        {"unit": f"u{u:02}", "district": f"d{u % 3}", "category": kind, "count": rng.poisson(6)}
        for u in range(units)
        for kind in ("a", "b")
    ]
    return pd.DataFrame(rows)


def test_presets_are_tiers_and_equal_policies_have_equal_hashes():
    assert lp.Policy.preset("partner").fields["base"] == 5
    assert lp.Policy.preset("public").fields["base"] == 10
    assert lp.Policy.preset("partner") == lp.Policy()
    assert hash(lp.Policy()) == hash(lp.Policy("partner"))
    assert lp.Policy("partner", threshold=8) != lp.Policy()
    assert lp.Policy() != "partner"
    assert "threshold=8" in repr(lp.Policy("partner", threshold=8))


def test_a_policy_is_frozen_and_never_laxer_than_its_tier():
    policy = lp.Policy()
    with pytest.raises(AttributeError):
        policy.hash = "x"
    with pytest.raises(lp.DisclosureError, match="threshold"):
        lp.Policy("partner", threshold=2)
    with pytest.raises(lp.DisclosureError, match="base"):
        lp.Policy("public", base=5)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("threshhold = 6", "did you mean 'threshold'"),
        ('tier = "private"', "tier"),
        ('threshold = "six"', "number"),
        ("threshold = ", "TOML"),
    ],
)
def test_a_wrong_policy_file_is_refused_in_words(tmp_path, text, words):
    path = tmp_path / "policy.toml"
    path.write_text(text)
    with pytest.raises(lp.Error, match=words):
        lp.Policy.from_toml(path)


def test_a_policy_file_has_its_fields_at_the_top_or_in_a_table(tmp_path):
    for text in ('tier = "public"\nthreshold = 20', '[policy]\ntier = "public"\nthreshold = 20'):
        (tmp_path / "policy.toml").write_text(text)
        assert lp.Policy.from_toml(tmp_path / "policy.toml").fields["threshold"] == 20
    with pytest.raises(lp.InputError):
        lp.Policy.from_toml(tmp_path / "absent.toml")


@pytest.mark.parametrize("seed", range(5))
def test_protected_counts_are_near_multiples_of_the_base_and_add_up(seed):
    counts = long_frame(seed)
    frame = lp.disclosure.protect(counts, "partner", KEY).to_frame()
    assert set(frame["level"]) == {"neighbourhood", "district", "all"}
    assert (frame["count"] % 5 == 0).all()
    inner = frame.query("level == 'neighbourhood' and category != 'all'")
    true = counts.set_index(["unit", "category"])["count"]
    released = inner.set_index(["unit", "category"])["count"].astype(int)
    assert ((released - true).abs() < 5).all()
    everything = frame.query("level == 'all' and category == 'all'")["count"].item()
    assert inner["count"].sum() == everything
    assert frame.query("level == 'district' and category == 'all'")["count"].sum() == everything


def test_wide_and_long_counts_are_protected_alike():
    counts = long_frame().drop(columns="district")
    wide = counts.pivot(index="unit", columns="category", values="count")
    pd.testing.assert_frame_equal(
        lp.disclosure.protect(counts, key=KEY).to_frame(),
        lp.disclosure.protect(wide, key=KEY).to_frame(),
    )


def test_rounding_repeats_under_one_key_given_as_bytes_or_file(tmp_path):
    path = tmp_path / "key"
    path.write_bytes(KEY)
    path.chmod(0o600)
    one, two = (lp.disclosure.protect(long_frame(), key=key).to_frame() for key in (KEY, path))
    pd.testing.assert_frame_equal(one, two)
    path.chmod(0o644)
    with pytest.raises(lp.Error):
        lp.disclosure.protect(long_frame(), key=path)


def test_rows_in_another_order_are_protected_alike():
    shuffled = long_frame().sample(frac=1, random_state=1)
    pd.testing.assert_frame_equal(
        lp.disclosure.protect(long_frame(), key=KEY).to_frame(),
        lp.disclosure.protect(shuffled, key=KEY).to_frame(),
    )


def test_small_units_are_withheld():
    residents = {f"u{u:02}": 20 if u == 0 else 1_000 for u in range(12)}
    frame = lp.disclosure.protect(long_frame(), key=KEY, residents=residents).to_frame()
    own = frame.query("unit == 'u00'")
    assert own["count"].isna().all()
    assert set(own["reliability"]) == {"withheld"}
    with pytest.raises(lp.InvalidArgument, match="u01"):
        lp.disclosure.protect(long_frame(), key=KEY, residents={"u00": 5})


@pytest.mark.parametrize("bad", [-1, 1.5, np.nan, np.inf])
def test_counts_are_whole_numbers(bad):
    counts = pd.DataFrame({"unit": ["a", "b"], "category": "x", "count": [3, bad]})
    with pytest.raises(lp.InvalidArgument, match=r"count\[1\]"):
        lp.disclosure.protect(counts)


def test_cells_come_once_and_parents_nest():
    counts = long_frame()
    with pytest.raises(lp.InvalidArgument, match="repeats"):
        lp.disclosure.protect(pd.concat([counts, counts.head(1)]))
    counts.loc[0, "district"] = "elsewhere"
    with pytest.raises(lp.InvalidArgument, match="two of them"):
        lp.disclosure.protect(counts)
    with pytest.raises(lp.InvalidArgument, match="DataFrame"):
        lp.disclosure.protect([1, 2, 3])


def test_protected_things_cannot_be_made_by_hand():
    for thing in (_core.ProtectedTable, _core.Layer, _core.Document):
        with pytest.raises(TypeError):
            thing()
    for core in (None, {}, pd.DataFrame({"count": [1]})):
        with pytest.raises(lp.DisclosureError):
            lp.disclosure.Protected(core, pd.Index([]))
        with pytest.raises(lp.DisclosureError):
            lp.publish.ProtectedLayer(core)


def test_protected_counts_show_themselves():
    safe = lp.disclosure.protect(long_frame(), key=KEY)
    assert "rounded to 5" in safe._repr_html_()
    assert "units=12" in repr(safe)
    assert np.asarray(safe).shape == (12,)


def test_the_guard_names_columns_and_never_values():
    table = pd.DataFrame({"contact": ["a.person@example.org"] * 3, "start": ["2024-01"] * 3})
    (finding,) = lp.disclosure.guard(table)
    assert finding.column == "contact"
    assert finding.rows == 3
    assert "person" not in str(finding)
    assert lp.disclosure.guard(table[["start"]]) == []


def test_a09_rows_given_in_order_of_their_counts_leave_in_order_of_their_codes():
    raw = long_frame(units=40).sort_values("count", ascending=False)
    assert not raw["unit"].is_monotonic_increasing
    shown = lp.disclosure.protect(raw[["unit", "category", "count"]], key=KEY).to_frame()
    units = shown.loc[shown["unit"] != "all", "unit"]
    assert units.is_monotonic_increasing
