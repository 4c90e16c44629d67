# SPDX-License-Identifier: MIT
import random

import numpy as np
import pandas as pd
import pytest

import libprofile as lp

KEY = bytes(range(32))
PRESETS = {
    "dfe_cin": ("internal", 6, 1),
    "nhs_hes": ("partner", 8, 5),
    "opensafely": ("partner", 8, 5),
    "ons_10_5": ("partner", 10, 5),
    "acro": ("internal", 10, 1),
}


def long_frame(seed=1, units=12):
    rng = np.random.default_rng(seed)
    rows = [
        {"unit": f"u{u:02}", "district": f"d{u % 3}", "category": kind, "count": rng.poisson(12)}
        for u in range(units)
        for kind in ("a", "b")
    ]
    return pd.DataFrame(rows)


@pytest.mark.parametrize("name", PRESETS)
def test_presets_hold_their_tier_and_no_stricter_one(name):
    tier, threshold, base = PRESETS[name]
    fields = lp.Policy.preset(name).fields
    assert (fields["tier"], fields["threshold"], fields["base"]) == (tier, threshold, base)
    assert fields["method"] == "suppression"
    for stricter in {"internal": ["partner", "public"], "partner": ["public"]}[tier]:
        with pytest.raises(lp.DisclosureError, match=f"floor of the {stricter} tier"):
            lp.Policy.preset(name, tier=stricter)


@pytest.mark.parametrize("name", PRESETS)
@pytest.mark.parametrize("seed", range(3))
def test_the_audit_passes_what_a_preset_lets_out(name, seed):
    counts = long_frame(seed)
    policy = lp.Policy.preset(name)
    safe = lp.disclosure.protect(counts, policy, KEY)
    found = lp.disclosure.audit(safe, counts)
    assert found.passed
    frame = found.to_frame()
    known = int((frame["lower"] == frame["upper"]).sum())
    assert "at least 1 values" not in found.summary()
    assert known == 0 or f"{known:,} can be known exactly" in found.summary()
    frame = safe.to_frame()
    assert set(frame["reliability"]) <= {"ok", "withheld"}
    shown = frame["count"].dropna()
    assert ((shown == 0) | (shown >= policy.fields["threshold"])).all()
    lower = frame[frame["level"] != "all"]["count"].dropna()
    assert (lower % policy.fields["base"] == 0).all()
    assert safe.method == "suppression"


def test_children_in_need_show_zeros_and_round_totals_to_ten():
    counts = pd.DataFrame({"unit": list("abcd"), "category": "x", "count": [0, 3, 8, 21]})
    safe = lp.disclosure.protect(counts, lp.Policy.preset("dfe_cin"))
    assert safe.to_frame().query("category == 'x'")["count"].tolist() == [0, pd.NA, pd.NA, 21, 30]
    assert (safe.base, safe.total_base, safe.rounding_band) == (1, 10, 0)
    assert "exact, small ones withheld" in safe._repr_html_()


def test_rates_of_withheld_counts_are_not_given():
    counts = pd.DataFrame({"unit": list("abcd"), "category": "x", "count": [30, 3, 12, 121]})
    safe = lp.disclosure.protect(counts, lp.Policy.preset("dfe_cin"))
    rates = lp.risk.rate(safe, [1_000] * 4).to_frame()["rate"]
    assert rates.isna().tolist() == [False, True, True, False]


def test_dominance_is_asked_of_given_contributions():
    counts = pd.DataFrame(
        {
            "unit": list("abc"),
            "category": "x",
            "count": [100, 60, 60],
            "most": [60, 1, 1],
            "next": [35, 1, 1],
        }
    )
    plain = counts[["unit", "category", "count"]]
    acro = lp.Policy.preset("acro")
    assert lp.disclosure.protect(plain, acro).to_frame()["count"].notna().all()
    safe = lp.disclosure.protect(counts, acro, largest="most", second="next").to_frame()
    assert safe.query("unit == 'a'")["count"].isna().all()
    with pytest.raises(lp.InvalidArgument, match="largest"):
        lp.disclosure.protect(counts, acro, largest="biggest")
    with pytest.raises(lp.InvalidArgument, match=r"most\[0\]"):
        lp.disclosure.protect(counts.assign(most=-1), acro, largest="most", second="next")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('method = "rounding"\nzeros = "withheld"', "method = rounding"),
        ("p_ratio = 0.1", "method = rounding"),
        ('method = "suppresion"', "one of rounding, suppression"),
        ('method = "suppression"\nzeros = "maybe"', "zeros"),
        ('method = "suppression"\ntotal_base = 7', "total_base = 7"),
        ('method = "suppression"\nbase = 11', "base = 11"),
        ('method = "suppression"\nthreshold = 3', "floor of the partner tier"),
        ('tier = "internal"\nmethod = "suppression"\nthreshold = 1', "threshold = 1"),
        ("threshold = 6\n[policy]\nthreshold = 7", "stands beside"),
        ("policy = 5", "must be a table"),
        ("method = 3", "must be text"),
        ('tier = "dfe_cin"', "tier"),
        ("suppress = true", "has no field 'suppress'"),
    ],
)
def test_rules_that_contradict_are_refused_in_words(tmp_path, text, words):
    path = tmp_path / "policy.toml"
    path.write_text(text)
    with pytest.raises(lp.Error, match=words):
        lp.Policy.from_toml(path)


def test_a_policy_file_may_withhold(tmp_path):
    path = tmp_path / "policy.toml"
    path.write_text('tier = "public"\nmethod = "suppression"\nthreshold = 12\nbase = 10')
    policy = lp.Policy.from_toml(path)
    assert policy.fields["method"] == "suppression"
    assert policy != lp.Policy("public", threshold=12)


def test_a_damaged_policy_file_gives_a_policy_or_an_error_of_ours(tmp_path):
    whole = (
        b'[policy]\ntier = "partner"\nthreshold = 8\ndominance = 0.4\nbase = 5\n'
        b'method = "suppression"\nzeros = "withheld"\ntotal_base = 10\np_ratio = 0.1\n'
    )
    rng = random.Random(1)
    path = tmp_path / "policy.toml"
    made = 0
    for _ in range(2_000):
        text = bytearray(whole)
        for _ in range(rng.randint(1, 6)):
            at = rng.randrange(len(text))
            match rng.randrange(3):
                case 0:
                    text[at] = rng.randrange(256)
                case 1:
                    del text[at : at + rng.randint(1, 12)]
                case _:
                    text[at:at] = text[rng.randrange(len(text)) :][: rng.randint(1, 12)]
            if not text:
                break
        path.write_bytes(bytes(text))
        try:
            policy = lp.Policy.from_toml(path)
        except lp.Error:
            continue
        made += 1
        floor = lp.Policy(policy.fields["tier"]).fields
        assert policy.fields["threshold"] >= floor["threshold"]
        assert policy.fields["base"] >= floor["base"]
    assert 10 < made < 1_900


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"count": [3, 1_000_000_000_000]}, "at most 1000000000"),
        ({"count": [3, -1]}, r"count\[1\]"),
        ({"count": [3, 2.5]}, r"count\[1\]"),
        ({"unit": ["a", "all"]}, "no totals"),
        ({"category": ["x", "all"]}, "no totals"),
        ({"unit": ["a", "b"], "ward": ["b", "a"]}, "goes in a circle"),
        ({"ward": ["v", "w"], "district": ["w", "v"]}, "goes in a circle"),
    ],
)
@pytest.mark.parametrize("policy", ["partner", "nhs_hes"])
def test_counts_and_hierarchies_that_are_none_are_refused(change, words, policy):
    counts = pd.DataFrame({"unit": ["a", "b"], "category": ["x", "y"], "count": [3, 9]})
    with pytest.raises(lp.InvalidArgument, match=words):
        lp.disclosure.protect(counts.assign(**change), policy)


def test_a_ward_in_two_districts_is_refused():
    counts = pd.DataFrame(
        {
            "unit": ["a", "b"],
            "ward": ["w", "w"],
            "district": ["d", "e"],
            "category": "x",
            "count": [3, 9],
        }
    )
    for policy in ("partner", "dfe_cin"):
        with pytest.raises(lp.InvalidArgument, match="two groups of the next"):
            lp.disclosure.protect(counts, policy)
