# SPDX-License-Identifier: MIT
"""A14 to A16: a register of 20,000, a dictionary of identifiers, and a child more or less."""

import hashlib
import hmac

import numpy as np
import pandas as pd
import pytest
from identifier_corpus import nhs_number
from sample_profile import profiled

import libprofile as lp

KEY = bytes(range(32))
REGISTER = 20_000
BASE = 5


@pytest.fixture(scope="module")
def register():
    rng = np.random.default_rng(14)
    return [nhs_number(rng).replace(" ", "").replace("-", "") for _ in range(REGISTER)]


def hits(tokens, register, makers):
    """Persons of the register whose token somebody makes who tries every number in every way."""
    held = set(tokens)
    return sum(any(make(number) in held for make in makers) for number in register)


def test_a15_a_dictionary_does_not_find_tokens_made_with_a_key(register):
    persons = register[:500]
    table = lp.records.pseudonymise(pd.DataFrame({"person": persons}), "person", KEY)
    plain = (hashlib.sha256, hashlib.sha512, hashlib.md5, hashlib.blake2b)
    makers = [lambda number, make=make: make(number.encode()).hexdigest() for make in plain]
    guesses = (bytes(32), b"secret", b"libprofile", b"\xff" * 32)
    makers += [
        lambda number, key=key: hmac.new(key, number.encode(), hashlib.sha256).hexdigest()
        for key in guesses
    ]
    assert hits(table["person"], register, makers) == 0
    # The same attacker opens tokens that were made without one.
    careless = [hashlib.sha256(number.encode()).hexdigest() for number in persons]
    assert hits(careless, register, makers) == len(persons)


def counts_of(profile, folder, tier=None):
    profile.write(folder, tier=tier) if tier else profile.write(folder)
    keys = ["level", "unit", "category"]
    return pd.read_csv(folder / "tables" / "counts.csv").set_index(keys)["count"]


@pytest.mark.parametrize("policy", ["partner", "internal"])
def test_a16_a_child_less_changes_nothing_finer_than_a_whole_class(partnership, tmp_path, policy):
    persons = partnership.incidents["person"].dropna()
    child = persons.value_counts().index[0]
    fewer = partnership.incidents[partnership.incidents["person"] != child]
    options = {"policy": policy, "premises": None}
    tier = "internal" if policy == "internal" else None
    whole = counts_of(profiled(partnership, **options), tmp_path / "whole", tier)
    less = counts_of(profiled(partnership, incidents=fewer, **options), tmp_path / "less", tier)
    moved = (whole - less).abs().dropna()
    if policy == "internal":
        # The control: exact counts show where the child was.
        assert (moved == 1).any()
    else:
        assert (moved % BASE == 0).all()
        assert set(moved["neighbourhood"].unique()) <= {0, BASE}
        assert (moved > 0).mean() < 0.05


def chance_of_a_right_claim(people, sure, by):
    """Where a member is named of each group that surely holds a victim: the chance to be right."""
    share = people.groupby(by)["victim"].mean()
    return share[[group in sure for group in share.index]].mean()


def test_a14_a_register_links_no_more_than_one_in_k():
    rng = np.random.default_rng(5)
    # Hamlets, whose groups hold one or two, and towns.
    district = np.repeat(np.arange(1_545), np.repeat([6, 400, 1_200], [1_500, 30, 15])).astype(str)
    people = pd.DataFrame(
        {
            "district": district,
            "age_band": rng.choice(["10-13", "14-15", "16-17"], district.size),
            "sex": rng.choice(["female", "male"], district.size),
            "victim": rng.random(district.size) < 0.03,
        }
    )
    by = ["district", "age_band", "sex"]
    long = people.groupby(by, as_index=False)["victim"].sum().rename(columns={"victim": "count"})
    long = long.assign(unit=long["district"], category=long["age_band"] + " " + long["sex"])
    residents = people["district"].value_counts().to_dict()
    counts = long[["unit", "category", "count"]]
    shown = lp.disclosure.protect(counts, key=KEY, residents=residents).to_frame()
    cells = shown[(shown["category"] != "all") & (shown["unit"] != "all")].dropna()
    cells = cells[cells["count"] >= BASE]
    sure = {(row.unit, *row.category.split(" ")) for row in cells.itertuples()}
    assert len(sure) > 10
    assert chance_of_a_right_claim(people, sure, by) <= 1 / BASE
    # The control: exact counts of the same groups name the few of a hamlet.
    exact = set(long.loc[long["count"] > 0, by].itertuples(index=False, name=None))
    assert chance_of_a_right_claim(people, exact, by) > 1 / BASE
