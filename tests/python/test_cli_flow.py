# SPDX-License-Identifier: MIT
"""Sample, check, profile and verify, one after the other, as a user runs them."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
import mini_input
from command_line import COMMAND, needs_command

pytestmark = needs_command

PAGES = [f"report-{name}.html" for name in ("analyst", "licensing", "outreach", "public")]


def run(*arguments, created="1700000000"):
    return subprocess.run(
        [COMMAND, *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "SOURCE_DATE_EPOCH": created},
    )


def contents(folder):
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="module")
def partnership(tmp_path_factory):
    folder = tmp_path_factory.mktemp("flow") / "partnership"
    done = run("sample", "--size", "1", "--seed", "1", "--out", folder)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def mini(tmp_path):
    return mini_input.write(tmp_path)


def test_the_sample_is_checked_profiled_and_verified(partnership, tmp_path):
    assert run("check", partnership / "profile.toml").returncode == 0
    done = run("profile", partnership / "profile.toml", "--out", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    printed = [Path(line) for line in done.stdout.splitlines()]
    assert all(path.exists() for path in printed)
    assert {path.name for path in printed} >= {"manifest.json", "layers.gpkg", *PAGES}
    assert run("verify", tmp_path / "out").returncode == 0


def test_a_folder_is_replaced_only_when_asked(partnership, mini, tmp_path):
    out = tmp_path / "out"
    assert run("profile", mini, "--out", out).returncode == 0
    before = contents(out)
    done = run("profile", mini, "--out", out)
    assert done.returncode == 1
    assert contents(out) == before
    assert run("profile", mini, "--out", out, "--replace").returncode == 0
    assert contents(out) == before
    assert run("sample", "--out", partnership).returncode == 1


def test_the_same_input_gives_the_same_bytes_for_any_number_of_threads(mini, tmp_path):
    made = []
    for threads in (1, 2, 8):
        out = tmp_path / f"out{threads}"
        assert run("profile", mini, "--out", out, "--threads", threads).returncode == 0
        made.append(contents(out))
    assert made[0] == made[1] == made[2]


def test_verify_tells_changed_missing_and_extra_files(mini, tmp_path):
    out = tmp_path / "out"
    assert run("profile", mini, "--out", out).returncode == 0
    (out / "results.json").write_text("{}", encoding="utf-8")
    (out / PAGES[0]).unlink()
    (out / "extra.txt").write_text("x", encoding="utf-8")
    done = run("verify", out, "--json")
    assert done.returncode == 1
    report = json.loads(done.stdout)
    assert report["changed"] == ["results.json"]
    assert report["missing"] == [PAGES[0]]
    assert report["extra"] == ["extra.txt"]


def test_rerun_makes_the_same_bytes_or_says_that_it_does_not(mini, tmp_path):
    out = tmp_path / "out"
    assert run("profile", mini, "--out", out).returncode == 0
    again = run("verify", out, "--rerun", mini, created="1800000000")
    assert again.returncode == 0, again.stdout + again.stderr
    assert "the same bytes" in again.stdout
    text = mini.read_text(encoding="utf-8")
    mini.write_text(text.replace("radius_m = 100", "radius_m = 200"), encoding="utf-8")
    assert run("verify", out, "--rerun", mini).returncode == 1


def test_tier_and_audience_can_be_typed(mini, tmp_path):
    out = tmp_path / "out"
    done = run("profile", mini, "--out", out, "--tier", "internal", "--audience", "analyst")
    assert done.returncode == 0, done.stderr
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["tier"] == "internal"
    pages = sorted(path.name for path in out.glob("*.html"))
    assert pages == ["report-analyst.html", "report-sign.html"]
    assert (out.stat().st_mode & 0o777) == 0o700
    assert run("profile", mini, "--out", tmp_path / "b", "--audience", "press").returncode == 2


def test_geojson_points_give_their_own_coordinates(mini, tmp_path):
    rows = mini_input.incidents()
    features = [
        {
            "type": "Feature",
            "properties": {"ref": ref, "month": month, "kind": kind, "origin": origin},
            "geometry": {"type": "Point", "coordinates": [float(lon), float(lat)]},
        }
        for ref, month, kind, origin, lon, lat in rows[1:]
    ]
    collection = {"type": "FeatureCollection", "features": features}
    (tmp_path / "incidents.geojson").write_text(json.dumps(collection), encoding="utf-8")
    assert run("profile", mini, "--out", tmp_path / "csv").returncode == 0
    text = mini.read_text(encoding="utf-8")
    text = text.replace("incidents.csv", "incidents.geojson")
    text = text.replace(
        'crs = "EPSG:4326"\nx = "lon"\ny = "lat"\ncolumns = { id = "ref"', 'columns = { id = "ref"'
    )
    mini.write_text(text, encoding="utf-8")
    done = run("profile", mini, "--out", tmp_path / "geojson")
    assert done.returncode == 0, done.stderr
    assert contents(tmp_path / "csv") == contents(tmp_path / "geojson")


def test_json_results_name_the_files(mini, tmp_path):
    done = run("profile", mini, "--out", tmp_path / "out", "--json")
    report = json.loads(done.stdout)
    assert "manifest.json" in report["files"]
    assert done.stderr == ""
