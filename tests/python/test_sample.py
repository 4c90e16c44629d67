# SPDX-License-Identifier: MIT
import pytest

import libprofile as lp


def test_one_seed_gives_one_partnership():
    one, two, other = (lp.sample.partnership(size=0.1, seed=seed) for seed in (1, 1, 2))
    assert one.incidents.equals(two.incidents)
    assert not one.incidents.equals(other.incidents)


def test_the_files_are_those_of_the_command_line(tmp_path, cli):
    cli("sample", "--size", "0.1", "--seed", "3", "--out", tmp_path / "cli")
    lp.sample.partnership(size=0.1, seed=3).write(tmp_path / "python")
    for path in (tmp_path / "cli").rglob("*"):
        if path.is_file():
            there = tmp_path / "python" / path.relative_to(tmp_path / "cli")
            assert path.read_bytes() == there.read_bytes(), path.name


def test_the_truth_names_areas_and_types_that_exist(partnership):
    codes = set(partnership.areas["code"])
    for spot in partnership.truth["hotspots"]:
        assert set(spot["units"]) <= codes
    types = set(partnership.premises["type"])
    assert {one["type"] for one in partnership.truth["premises_types"]} <= types


def test_nothing_in_it_looks_like_an_identifier(partnership):
    for table in (
        partnership.incidents,
        partnership.victims,
        partnership.offenders,
        partnership.episodes,
    ):
        assert lp.disclosure.guard(table) == []


def test_numbers_can_be_given_and_wrong_sizes_are_refused():
    assert len(lp.sample.partnership(size=0.1, incidents=500).incidents) >= 500
    with pytest.raises(lp.InvalidArgument, match="size"):
        lp.sample.partnership(size=-1)
