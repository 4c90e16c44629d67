# SPDX-License-Identifier: MIT
"""How tests of bad input break one piece of a whole set, and look at what both ways in say."""

import json

import mini_input
import pytest
from command_line import run

import libprofile as lp


def profile(folder, *arguments, **options):
    return run("profile", folder / "profile.toml", "--out", folder / "out", *arguments, **options)


def check(folder):
    """The report of `check --json`: exit status, and what it says."""
    done = run("check", folder / "profile.toml", "--json")
    return done.returncode, json.loads(done.stdout or done.stderr)


def refused(folder, *words, python=None):
    """Both ways in say no.

    The command line with exit 1, ``words`` in the first line and no output folder; Python with an
    error of the library that has the same words, or those of ``python``.
    """
    refused_by_command(folder, *words)
    with pytest.raises(lp.Error) as caught:
        lp.problem_profile.from_toml(folder / "profile.toml")
    for word in words if python is None else python:
        assert word in str(caught.value)


def refused_by_command(folder, *words):
    done = profile(folder)
    assert done.returncode == 1, done.stderr
    first = done.stderr.splitlines()[0]
    assert first.startswith("libprofile: ")
    for word in words:
        assert word in first, first
    nothing_left(folder)
    assert done.stdout == ""


def nothing_left(folder):
    assert not (folder / "out").exists()
    assert not list(folder.glob(".out.*"))


def accepted(folder):
    """Both ways in say yes, and count the same."""
    done = profile(folder)
    assert done.returncode == 0, done.stderr
    quality = json.loads((folder / "out" / "data-quality.json").read_text(encoding="utf-8"))
    made = lp.problem_profile.from_toml(folder / "profile.toml")
    made.write(folder / "python")
    ours = (folder / "python" / "data-quality.json").read_text(encoding="utf-8")
    assert json.loads(ours) == quality
    return made


def rejects(folder):
    """Row, column and reason of each row that is rejected; Python rejects the same rows."""
    status, report = check(folder)
    assert status == 0, report
    found = report["incidents"]["rejected"]
    rejected = accepted(folder).rejected
    rejected = rejected[rejected["table"] == "incidents"]
    assert sorted(set(rejected["row"])) == sorted({entry["row"] for entry in found})
    return found


def edit(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def edit_row(folder, row, column, value):
    rows = mini_input.incidents()
    rows[row][rows[0].index(column)] = value
    mini_input.write_rows(folder / "incidents.csv", rows)


def edit_rows(folder, column, value):
    """Put what `value` makes of each row into its column."""
    rows = mini_input.incidents()
    at = rows[0].index(column)
    for row in rows[1:]:
        row[at] = value(row)
    mini_input.write_rows(folder / "incidents.csv", rows)


def change_areas(folder, change):
    areas = mini_input.areas()
    change(areas["features"])
    (folder / "areas.geojson").write_text(json.dumps(areas), encoding="utf-8")
