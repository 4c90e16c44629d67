# SPDX-License-Identifier: MIT
"""Every file of the bad-input corpus: a clean read or a clean error, quickly and in 256 MB."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from command_line import COMMAND, needs_command, run
from libprofile._csv import read_csv

import libprofile as lp

pytestmark = needs_command


def bad_files():
    root = Path(
        os.environ.get("LIBPROFILE_REAL_DATA", Path(__file__).parents[2].parent / "shared" / "data")
    )
    return sorted(path for path in (root / "bad-input").rglob("*") if path.is_file())


# A small process of its own starts the command, so that the peak is that of the command alone.
WATCH = """
import json, os, subprocess, sys, time
for path in sys.argv[2:]:
    began = time.monotonic()
    command = [sys.argv[1], "check", path, "--threads", "1"]
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    told = child.stderr.read()
    _, status, usage = os.wait4(child.pid, 0)
    seconds = usage.ru_utime + usage.ru_stime
    first = told[:200].decode(errors="replace")
    exit_status = os.waitstatus_to_exitcode(status)
    print(json.dumps([path, exit_status, seconds, usage.ru_maxrss / 1024, first]))
"""


@pytest.mark.timeout(900)
def test_every_bad_file_gives_a_clean_read_or_a_clean_error():
    files = bad_files()
    if not files:
        pytest.skip("the folder bad-input of the real data is not there")
    command = [sys.executable, "-c", WATCH, str(COMMAND), *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    reports = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(reports) == len(files) > 800
    faults = [
        report
        for report in reports
        for _, status, seconds, megabytes, told in [report]
        if not ((status == 0 and told == "") or (status == 1 and told.startswith("libprofile: ")))
        or seconds >= 1.0
        or megabytes >= 256
    ]
    assert faults == []


READ = """
import json, resource, sys, time
from pathlib import Path
import libprofile as lp
from libprofile._csv import read_csv
from libprofile._files import is_table, read_layer
resource.setrlimit(resource.RLIMIT_CPU, (600, 600))
for path in sys.argv[1:]:
    began = time.process_time()
    try:
        read_csv(path, path, []) if is_table(path) else read_layer(path, path, None)
        told = ""
    except lp.Error as error:
        told = str(error)
    print(json.dumps([path, time.process_time() - began, told]))
"""


@pytest.mark.timeout(900)
def test_python_reads_every_bad_file_or_says_why_not():
    files = bad_files()
    if not files:
        pytest.skip("the folder bad-input of the real data is not there")
    command = [sys.executable, "-W", "ignore", "-c", READ, *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    reports = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(reports) == len(files) > 800
    assert [report for report in reports if report[1] >= 1.0] == []
    assert all(told == "" or Path(path).name in told for path, _, told in reports)
    for kind in (".csv", ".json"):
        assert {bool(told) for path, _, told in reports if path.endswith(kind)} == {True, False}


def reads(read):
    try:
        read()
    except lp.Error:
        return False
    return True


@pytest.mark.timeout(900)
def test_both_ways_in_agree_on_every_csv():
    files = [path for path in bad_files() if path.suffix == ".csv"]
    if not files:
        pytest.skip("the folder bad-input of the real data is not there")
    by_command = {path: run("check", path).returncode == 0 for path in files}
    by_python = {path: reads(lambda p=str(path): read_csv(p, p, [])) for path in files}
    assert by_python == by_command
    assert set(by_command.values()) == {True, False}
