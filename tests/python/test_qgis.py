# SPDX-License-Identifier: MIT
"""A profile's GeoPackage opens in QGIS already styled.

Needs Debian's package python3-qgis; skipped where it is absent.
"""

import json
import os
import subprocess

import pytest
from support import ROOT

QGIS_PYTHON = "/usr/bin/python3"


@pytest.fixture(scope="module")
def seen(profile, tmp_path_factory):
    """What QGIS makes of each layer."""
    has_qgis = subprocess.run([QGIS_PYTHON, "-c", "import qgis.core"], capture_output=True)
    if has_qgis.returncode != 0:
        pytest.skip("python3-qgis is not installed")
    folder = tmp_path_factory.mktemp("qgis")
    (folder / "runtime").mkdir(mode=0o700)
    profile.write(folder / "profile")
    done = subprocess.run(
        [
            QGIS_PYTHON,
            ROOT / "tests" / "qgis" / "render_layers.py",
            folder / "profile" / "layers.gpkg",
            folder,
        ],
        capture_output=True,
        text=True,
        timeout=120,
        env={
            "PATH": os.environ["PATH"],
            "HOME": str(folder),
            "XDG_RUNTIME_DIR": str(folder / "runtime"),
            "QT_QPA_PLATFORM": "offscreen",
        },
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_every_layer_opens_with_the_style_beside_it(seen):
    layers = {"neighbourhoods", "hotspots", "clusters", "risks", "premises_types_by_area"}
    assert set(seen) == layers
    for name, layer in seen.items():
        assert layer["valid"], name
        assert layer["features"] > 0, name
        assert layer["styled"], layer["message"]
        # QGIS gives a layer without a style one symbol for all.
        assert layer["renderer"] == "RuleRenderer", name


def test_the_legend_says_what_the_colours_mean(seen):
    tiers = {label[0] for label in seen["hotspots"]["legend"] if label[1:2] == ":"}
    assert tiers == {"A", "B", "C"}
    for name, layer in seen.items():
        assert all(layer["legend"]), name


def test_what_is_drawn_has_more_than_one_colour(seen):
    for name in ("neighbourhoods", "hotspots", "risks"):
        assert len(set(seen[name]["colours"]) - {"#ffffff"}) >= 3, (name, seen[name]["colours"])
