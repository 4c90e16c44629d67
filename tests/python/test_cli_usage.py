# SPDX-License-Identifier: MIT
"""How the command line speaks: help that teaches, exit status, JSON, silence."""

import json
import resource
import subprocess
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from command_line import COMMAND, ROOT, needs_command, run

pytestmark = needs_command

SUBCOMMANDS = ["sample", "check", "profile", "verify", "pseudonymise"]


def test_the_version_is_the_one_of_the_project():
    version = (ROOT / "VERSION").read_text(encoding="utf-8").split()[0]
    assert run("--version").stdout.strip() == f"libprofile {version}"


def test_starting_takes_little_time():
    # Processor time: what the clock on the wall says depends on what else runs.
    times = []
    for _ in range(5):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        run("--version")
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        times.append(after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime)
    assert min(times) < 0.2


@pytest.mark.parametrize("subcommand", SUBCOMMANDS)
def test_help_has_an_example_that_uses_the_subcommand(subcommand):
    done = run(subcommand, "--help")
    assert done.returncode == 0
    assert f"libprofile {subcommand} " in done.stdout
    assert done.stderr == ""


def test_help_names_every_subcommand_and_exit_status():
    text = run("--help").stdout
    for word in [*SUBCOMMANDS, "Exit status", "130"]:
        assert word in text


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["draw"],
        ["check"],
        ["profile", "a.toml"],
        ["profile", "a.toml", "--out", "b", "--tier", "secret"],
        ["check", "a.toml", "--threads", "0"],
        ["sample", "--size", "big", "--out", "x"],
        ["verify", "a", "--no-such"],
    ],
)
def test_wrong_usage_is_2_and_says_where_help_is(arguments):
    done = run(*arguments)
    assert done.returncode == 2
    assert done.stderr.startswith("libprofile: ")
    assert "--help" in done.stderr
    assert done.stdout == ""


def test_errors_are_one_clear_line_or_json(tmp_path):
    path = tmp_path / "none.toml"
    done = run("check", path)
    assert done.returncode == 1
    assert done.stderr.splitlines() == [f"libprofile: {path}: no such file, or it may not be read"]
    done = run("check", path, "--json")
    assert done.returncode == 1
    error = json.loads(done.stderr)["error"]
    assert error["kind"] == "InputError"
    assert str(path) in error["message"]
    done = run("--json", "draw")
    assert done.returncode == 2
    assert json.loads(done.stderr)["error"]["kind"] == "UsageError"


def test_a_result_that_cannot_be_printed_is_an_error(tmp_path):
    (tmp_path / "a.csv").write_text("id\n1\n", encoding="utf-8")
    with open("/dev/full", "w", encoding="utf-8") as full:
        done = subprocess.run(
            [COMMAND, "check", tmp_path / "a.csv"], stdout=full, stderr=subprocess.PIPE, text=True
        )
    assert done.returncode == 1
    assert "standard output" in done.stderr


def test_check_of_one_file_says_what_is_in_it(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("ref,email\n1,a@example.org\n2,b@example.org\n", encoding="utf-8")
    done = run("check", path, "--json")
    assert done.returncode == 0
    report = json.loads(done.stdout)
    assert report["rows"] == 2
    assert [column["name"] for column in report["columns"]] == ["ref", "email"]
    assert any("email" in remark for remark in report["notes"])
    assert "example.org" not in done.stdout
