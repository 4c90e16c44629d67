# SPDX-License-Identifier: MIT
"""Tokens on the command line are the HMAC that anybody with the key can compute."""

import csv
import hashlib
import hmac
import subprocess
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from command_line import COMMAND, needs_command

pytestmark = needs_command

KEY = bytes(range(32))


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "key").write_bytes(KEY)
    (tmp_path / "key").chmod(0o600)
    (tmp_path / "a.csv").write_text(
        'name,friend,note\nAda,Bo,"one, two"\nBo,,"said ""no"""\n', encoding="utf-8"
    )
    return tmp_path


def run(folder, *arguments):
    command = [COMMAND, "pseudonymise", folder / "a.csv", "--key", folder / "key"]
    return subprocess.run(
        [*map(str, command), "--out", str(folder / "out.csv"), *arguments],
        capture_output=True,
        text=True,
        check=False,
    )


def token(value):
    return hmac.new(KEY, value.encode(), hashlib.sha256).hexdigest()


def test_tokens_are_hmac_sha_256_and_the_rest_stays(folder):
    done = run(folder, "--columns", "name,friend")
    assert done.returncode == 0, done.stderr
    with open(folder / "out.csv", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows == [
        {"name": token("Ada"), "friend": token("Bo"), "note": "one, two"},
        {"name": token("Bo"), "friend": "", "note": 'said "no"'},
    ]
    assert (folder / "out.csv").stat().st_mode & 0o777 == 0o600


def test_short_tokens_are_the_first_half(folder):
    assert run(folder, "--columns", "name", "--short").returncode == 0
    assert token("Ada")[:32] + "," in (folder / "out.csv").read_text(encoding="utf-8")


def test_a_file_that_is_there_stays(folder):
    (folder / "out.csv").write_text("mine", encoding="utf-8")
    assert run(folder, "--columns", "name").returncode == 1
    assert (folder / "out.csv").read_text(encoding="utf-8") == "mine"
    assert run(folder, "--columns", "name", "--replace").returncode == 0


def test_a_key_that_others_may_read_is_refused(folder):
    (folder / "key").chmod(0o644)
    done = run(folder, "--columns", "name")
    assert done.returncode == 1
    assert not (folder / "out.csv").exists()


def test_a_column_that_is_not_there_is_named(folder):
    done = run(folder, "--columns", "nmae")
    assert done.returncode == 1
    assert "nmae" in done.stderr
    assert not (folder / "out.csv").exists()
