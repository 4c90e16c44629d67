# SPDX-License-Identifier: MIT
"""Tokens on the command line are the HMAC that anybody with the key can compute."""

import csv
import hashlib
import hmac
import json
import subprocess
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from command_line import COMMAND, needs_command

import libprofile as lp

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


def run(folder, *arguments, **options):
    command = [COMMAND, "pseudonymise", folder / "a.csv", "--key", folder / "key"]
    return subprocess.run(
        [*map(str, command), "--out", str(folder / "out.csv"), *arguments],
        capture_output=True,
        text=True,
        check=False,
        **options,
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


def test_keys_are_changed_without_the_identifiers(folder):
    new = bytes(range(32, 64))
    (folder / "new").write_bytes(new)
    (folder / "new").chmod(0o600)
    assert run(folder, "--columns", "name,friend").returncode == 0
    renew = [COMMAND, "pseudonymise", folder / "out.csv", "--columns", "name,friend", "--renew"]
    renew += ["--key", folder / "new", "--out", folder / "renewed.csv", "--json"]
    done = subprocess.run(renew, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    both = [COMMAND, "pseudonymise", folder / "a.csv", "--columns", "name,friend"]
    both += ["--previous", folder / "key", "--key", folder / "new", "--out", folder / "both.csv"]
    done = subprocess.run([*both, "--json"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    assert said["key"] == lp.records.key_fingerprint(new)
    assert said["previous"] == [lp.records.key_fingerprint(KEY)]
    assert (folder / "renewed.csv").read_bytes() == (folder / "both.csv").read_bytes()
    expected = hmac.new(new, token("Ada").encode(), hashlib.sha256).hexdigest()
    assert expected in (folder / "both.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("more", "message"),
    [
        (["--renew"], "no tokens"),
        (["--previous", "key"], "give each key once"),
        (["--previous", "none"], "no such key file"),
    ],
)
def test_a_change_that_would_change_nothing_is_refused(folder, more, message):
    done = run(folder, "--columns", "name", *more, cwd=folder)
    assert done.returncode == 1
    assert message in done.stderr
    assert "Ada" not in done.stderr
    assert not (folder / "out.csv").exists()
