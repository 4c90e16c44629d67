# SPDX-License-Identifier: MIT
"""A profile's results.json, read by SACRO's own package.

It needs neither libprofile nor its packages, so that ``acro`` may have an environment of its own:
``pytest --noconftest tests/python/compare/test_acro.py``.
"""

import json
import sys
from pathlib import Path

import pytest

pytest.importorskip("acro")
sys.path.insert(0, str(Path(__file__).parents[1]))
import mini_input
import pandas as pd
from acro.record import load_records
from acro.version import __version__
from command_line import needs_command, run

pytestmark = needs_command


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = tmp_path_factory.mktemp("acro")
    done = run("profile", mini_input.write(made), "--out", made / "out")
    assert done.returncode == 0, done.stderr
    return made / "out"


def test_every_output_is_loaded_with_its_status_and_reasons(folder):
    if __version__ != "1.0.2":
        pytest.skip(f"acro {__version__} reads results of its own version alone")
    records = load_records(str(folder))
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    files = {name for name in files if not name.startswith("checksums/")} - {"results.json"}
    loaded = {record.summary.split(";")[0] for record in records.results.values()}
    assert loaded == {"pass", "review"}
    assert len(records.results) == len(files)
    for record in records.results.values():
        assert record.status in ("pass", "review")
        assert record.comments
        if record.output_type == "custom":
            assert record.output[0] in files
    tables = [r for r in records.results.values() if r.output_type == "table"]
    expected = [pd.read_csv(folder / name) for name in sorted(files) if name.endswith(".csv")]
    assert len(tables) == len(expected)
    for record, frame in zip(tables, expected, strict=True):
        assert record.output[0].equals(frame)
        assert record.sdc["summary"]["suppressed"] == (record.sdc["summary"]["withheld rows"] > 0)


def test_what_acro_writes_of_it_is_what_it_read(folder, tmp_path, monkeypatch):
    if __version__ != "1.0.2":
        pytest.skip(f"acro {__version__} reads results of its own version alone")
    records = load_records(str(folder))
    monkeypatch.chdir(folder)
    records.finalise_json(str(tmp_path / "again"))
    ours = json.loads((folder / "results.json").read_text("utf-8"))["results"]
    theirs = json.loads((tmp_path / "again" / "results.json").read_text("utf-8"))["results"]
    assert ours.keys() == theirs.keys()
    for uid, output in ours.items():
        same = {key: value for key, value in output.items() if key not in ("files", "outcome")}
        assert same == {key: theirs[uid][key] for key in same}
        assert theirs[uid].keys() == output.keys()
