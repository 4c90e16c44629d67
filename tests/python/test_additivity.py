# SPDX-License-Identifier: MIT
"""Released counts add up, and the check of it notices every kind of sum that does not."""

import pytest
from additivity import sums_of
from support import AREA_COLUMNS, YEAR

import libprofile as lp


@pytest.fixture(scope="module")
def parents(partnership):
    areas = partnership.areas.astype({"code": str, "ward": str, "district": str})
    return [
        ("neighbourhood", "ward", dict(zip(areas["code"], areas["ward"], strict=True))),
        ("ward", "district", dict(zip(areas["ward"], areas["district"], strict=True))),
        ("district", "all", dict.fromkeys(areas["district"], "all")),
    ]


def test_every_sum_of_a_release_holds(profile, parents):
    found = sums_of(profile.counts, parents)
    assert len(found) == 4
    for step, sums in found.items():
        assert sums.checked > 0, step
        assert sums.broken == [], step


@pytest.mark.parametrize("level", ["neighbourhood", "ward", "district", "all"])
@pytest.mark.parametrize("is_margin", [False, True])
def test_one_count_that_is_off_by_the_base_breaks_its_sums(profile, parents, level, is_margin):
    counts = profile.counts.copy()
    # In a ward without a withheld neighbourhood, whose sums are all known.
    ward_of = parents[0][2]
    gaps = counts.loc[counts["count"].isna() & (counts["level"] == "neighbourhood"), "unit"]
    gaps = {ward_of[unit] for unit in gaps}
    is_known = ~counts["unit"].replace(ward_of).isin(gaps)
    is_one = (counts["level"] == level) & ((counts["category"] == "all") == is_margin)
    at = counts.index[is_known & is_one & counts["count"].notna()][0]
    counts.loc[at, "count"] += 5
    broken = {step for step, sums in sums_of(counts, parents).items() if sums.broken}
    touched = {"categories"} | {
        f"{below} to {above}" for below, above, _ in parents if level in (below, above)
    }
    assert broken == touched


def test_withheld_areas_leave_the_other_sums_to_check(partnership, parents):
    areas = partnership.areas.copy()
    few = areas.index[: len(areas) // 10]
    areas.loc[few, ["population", "under_18"]] = [40, 9]
    profile = lp.problem_profile(
        partnership.incidents, areas, window=YEAR, counts="persons", seed=1, **AREA_COLUMNS
    )
    withheld = profile.counts["count"].isna()
    assert withheld.any()
    found = sums_of(profile.counts, parents)
    assert all(sums.broken == [] for sums in found.values())
    whole = sums_of(profile.counts.assign(count=profile.counts["count"].fillna(0)), parents)
    assert found["neighbourhood to ward"].checked < whole["neighbourhood to ward"].checked
    assert found["neighbourhood to ward"].checked > 0
