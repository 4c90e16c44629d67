# SPDX-License-Identifier: MIT
"""Errors name the argument, or the file and the line, and what would work."""

import mini_input
import pytest
from command_line import needs_command, run
from sample_profile import profiled

import libprofile as lp


@pytest.fixture
def mini(tmp_path):
    (tmp_path / "in").mkdir()
    return mini_input.write(tmp_path / "in")


@pytest.fixture(scope="module")
def made():
    return lp.sample.partnership(size=0.3, seed=1)


def test_options_of_the_wrong_kind_are_named(made):
    for seed in ("x", None, -1, 1.5):
        with pytest.raises(lp.InvalidArgument, match="seed: must be a whole number from 0"):
            profiled(made, seed=seed)
    with pytest.raises(lp.InvalidArgument, match="permutations: must be a whole number"):
        profiled(made, permutations="many")
    with pytest.raises(lp.InputError, match=r"^premises: ") as caught:
        profiled(made, premises=made.premises.drop(columns="type"))
    assert "premisess" not in str(caught.value)


def test_lengths_that_differ_are_both_told(made):
    weights = lp.geography.queen(made.areas)
    with pytest.raises(lp.InvalidArgument, match=rf"weights = {len(made.areas)}: must be 3, the n"):
        lp.hotspots.getis_ord([1.0, 2.0, 3.0], weights)
    with pytest.raises(lp.InvalidArgument, match=r"min_points = 0: must be finite and above 0"):
        lp.clusters.dbscan([[0.0, 0.0]], radius_m=1.0, min_points=0)
    points = made.incidents.copy()
    points.loc[points.index[0], "geometry"] = None
    with pytest.raises(lp.GeometryError, match=r"leave such rows out with points = points\["):
        lp.clusters.dbscan(points, radius_m=100.0, min_points=5)


@needs_command
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["sample", "--seed", "abc", "--out", "x"], "must be a whole number from 0 to"),
        (["profile", "a.toml", "--out", "x", "--seed", "-1"], "must be a whole number from 0 to"),
        (["profile", "a.toml", "--out", "x", "--audience", "police"], "audience"),
    ],
)
def test_wrong_values_are_wrong_usage(arguments, said):
    done = run(*arguments)
    assert done.returncode == 2
    assert said in done.stderr
    assert len(done.stderr) < 300


@needs_command
@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("[premises]", "[premisses]", "profile.toml, line 27: [premisses] is not a table"),
        ("start = 2018-01-01", 'start = "soon"', "profile.toml, line 4, [profile.window] start: "),
        ("end = 2018-12-31", "end = 2017-12-31", "[profile.window] end: must be after the start"),
        ('crs = "EPSG:4326"\n', "", "incidents.csv) is not given"),
        ('x = "lon"\ny = "lat"', 'x = "lat"\ny = "lon"', "incidents.csv): "),
    ],
)
def test_errors_name_the_file_and_the_line(mini, old, new, said):
    text = mini.read_text(encoding="utf-8")
    mini.write_text(text.replace(old, new, 1), encoding="utf-8")
    done = run("check", mini)
    assert done.returncode == 1
    assert said in done.stderr


@needs_command
def test_verify_says_that_there_is_no_such_folder(tmp_path):
    done = run("verify", tmp_path / "nix")
    assert done.returncode == 1
    assert "no such folder" in done.stderr
