# SPDX-License-Identifier: MIT
"""A profile's folder is one that SACRO's viewer opens.

What the viewer asks for is written out here from its ``sacro/models.py`` and ``versioning.py``;
``compare/test_acro.py`` asks the package ``acro`` itself.
"""

import hashlib
import json
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
import mini_input
from command_line import needs_command, run

import libprofile as lp

pytestmark = needs_command

# The keys of an output that `acro` 1.0.2 writes and asks for.
KEYS = ["uid", "status", "type", "properties", "files", "outcome", "command", "summary"]
KEYS += ["timestamp", "comments", "exception", "fair"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = tmp_path_factory.mktemp("sacro")
    done = run("profile", mini_input.write(made), "--out", made / "out")
    assert done.returncode == 0, done.stderr
    return made / "out"


def is_acro_metadata(path):
    """Return whether the viewer takes a JSON file for results."""
    content = json.loads(path.read_text("utf-8"))
    if "version" not in content or "results" not in content:
        return False
    outputs = content["results"].values()
    return all(one.get("files") and all("name" in f for f in one["files"]) for one in outputs)


def test_the_viewer_finds_one_file_of_results(folder):
    assert not (folder / "outputs.json").exists()
    found = [path.name for path in folder.glob("*.json") if is_acro_metadata(path)]
    assert found == ["results.json"]
    version = json.loads((folder / "results.json").read_text("utf-8"))["version"]
    assert [int(part) for part in version.split(".")] >= [0, 4]


def test_every_file_is_there_unchanged_and_has_a_status_with_reasons(folder):
    results = json.loads((folder / "results.json").read_text("utf-8"))["results"]
    for uid, output in results.items():
        assert list(output) == KEYS
        assert output["uid"] == uid
        assert output["status"] in ("pass", "review", "fail")
        assert output["summary"].startswith(output["status"] + "; ")
        assert output["comments"]
        (file,) = output["files"]
        bytes_ = (folder / file["name"]).read_bytes()
        checksum = (folder / "checksums" / (file["name"] + ".txt")).read_text("utf-8")
        assert checksum == hashlib.sha256(bytes_).hexdigest()
        assert (output["type"] == "table") == file["name"].endswith(".csv")
        for cells in file["sdc"].get("cells", {}).values():
            assert all(len(cell) == 2 for cell in cells)


def test_the_bytes_of_an_output_are_these(folder):
    text = (folder / "results.json").read_text("utf-8")
    head = text[: text.index('  "results"')]
    assert head == (
        '{\n  "version": "1.0.2",\n  "title": "Small",\n  "marking": "OFFICIAL-SENSITIVE",\n'
        '  "tier": "partner",\n'
        '  "window": {\n    "start": "2018-01-01",\n    "end": "2018-12-31"\n  },\n'
        '  "next_window": {\n    "start": "2019-01-01",\n    "end": "2019-12-31"\n  },\n'
        '  "tool": {\n    "@type": "SoftwareApplication",\n'
        '    "name": "libprofile",\n    "version": "' + lp.__version__ + '"\n  },\n'
    )
    results = json.loads(text)["results"]
    (counts,) = [o for o in results.values() if o["files"][0]["name"] == "tables/counts.csv"]
    counts.pop("timestamp")
    assert counts == {
        "uid": counts["uid"],
        "status": "pass",
        "type": "table",
        "properties": {},
        "files": [
            {
                "name": "tables/counts.csv",
                "sdc": {"summary": {"suppressed": False, "withheld rows": 0}, "cells": {}},
            }
        ],
        "outcome": {},
        "command": "libprofile profile",
        "summary": "pass; counts are multiples of 5, counts of premises of 5; "
        "withheld rows hold no rate and no number of incidents",
        "comments": [
            "counts are multiples of 5, counts of premises of 5; "
            "withheld rows hold no rate and no number of incidents"
        ],
        "exception": "",
        "fair": {},
    }
