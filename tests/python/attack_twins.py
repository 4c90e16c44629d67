# SPDX-License-Identifier: MIT
"""Careless twins of a release: what tests of attacks plant, and what the attacks get."""

import json
import sys

from support import ROOT

sys.path.insert(0, str(ROOT / "tools" / "attack_release"))

from release import Release


def got(attack, folder, *arguments):
    """What an attack got that succeeds."""
    finding = attack.attack(Release(folder), *arguments)
    assert finding.succeeded
    return finding.got


def edit_csv(folder, table, line, text):
    path = folder / "tables" / f"{table}.csv"
    lines = path.read_text().splitlines(keepends=True)
    lines[line] = text(lines[line])
    path.write_text("".join(lines))


def edit_layer(folder, layer, change):
    path = folder / "layers" / f"{layer}.geojson"
    document = json.loads(path.read_text())
    change(document["features"])
    path.write_text(json.dumps(document))
