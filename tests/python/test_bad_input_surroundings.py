# SPDX-License-Identifier: MIT
"""A full disk, a folder that may not be written, and a process that is stopped: whole or absent."""

import json
import os
import re
import resource
import shutil
import signal
import subprocess
import time
from pathlib import Path

import mini_input
import pytest
from bad_input import edit, nothing_left, profile
from command_line import COMMAND, needs_command, run

import libprofile as lp

pytestmark = needs_command


def limit_file_size():
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))


def test_a_file_that_may_not_grow_leaves_nothing(whole):
    done = profile(whole, preexec_fn=limit_file_size)
    assert done.returncode == 1
    assert done.stderr.startswith("libprofile: ")
    nothing_left(whole)


@pytest.fixture
def small_disk(tmp_path):
    """A file system of 256 KiB, less than a profile takes."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(folder)]
    if shutil.which("mount") is None or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("a small file system cannot be mounted here: that takes root")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk_is_told_and_leaves_nothing(whole, small_disk):
    done = run("profile", whole / "profile.toml", "--out", small_disk / "out")
    assert done.returncode == 1
    assert "the disk is full" in done.stderr.splitlines()[0]
    assert list(small_disk.iterdir()) == []
    made = lp.problem_profile.from_toml(whole / "profile.toml")
    with pytest.raises(lp.InputError, match="the disk is full"):
        made.write(small_disk / "out")
    assert list(small_disk.iterdir()) == []


def test_a_standard_output_that_is_full_is_told(whole):
    with Path("/dev/full").open("w") as full:
        command = [COMMAND, "check", whole / "profile.toml"]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 1
    assert "is its disk full?" in done.stderr


def test_a_folder_that_may_not_be_written(whole):
    done = run("profile", whole / "profile.toml", "--out", "/proc/libprofile-out")
    assert done.returncode == 1
    assert "/proc" in done.stderr.splitlines()[0]
    made = lp.problem_profile.from_toml(whole / "profile.toml")
    with pytest.raises(lp.InputError, match="/proc"):
        made.write("/proc/libprofile-out")


@pytest.fixture
def read_only_disk(tmp_path):
    folder = tmp_path / "read-only"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "ro", "tmpfs", str(folder)]
    if shutil.which("mount") is None or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("a read-only file system cannot be mounted here: that takes root")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_read_only_file_system_is_told(whole, read_only_disk):
    done = run("profile", whole / "profile.toml", "--out", read_only_disk / "out")
    assert done.returncode == 1
    assert "the file system is read-only" in done.stderr.splitlines()[0]
    made = lp.problem_profile.from_toml(whole / "profile.toml")
    with pytest.raises(lp.InputError, match="the file system is read-only"):
        made.write(read_only_disk / "out")


class Watched:
    """The command line with a terminal for its standard error, on which it shows its stages."""

    def __init__(self, folder, *arguments):
        self.folder = folder
        self._terminal, end = os.openpty()
        command = [COMMAND, "profile", folder / "profile.toml", "--out", folder / "out", *arguments]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=end)
        os.close(end)
        self.said = ""

    def wait_for(self, stage):
        """Read on until a stage is shown; False where the process ends before."""
        while not re.search(rf"%  {stage}\b", self.said):
            text = self._read()
            if not text:
                return False
            self.said += text
        return True

    def _read(self):
        try:
            return os.read(self._terminal, 4096).decode()
        except OSError:  # Its last end is closed.
            return ""

    def finish(self):
        """Read what is left, and return the exit status."""
        while text := self._read():
            self.said += text
        os.close(self._terminal)
        return self.process.wait()

    def processor_seconds(self):
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def heavy(folder, monkeypatch):
    """Make the hotspots of a profile take some ten seconds of processor time."""
    monkeypatch.setattr(mini_input, "SIDE", 20)
    mini_input.write(folder)
    edit(folder / "profile.toml", "seed = 1", "seed = 1\npermutations = 999999")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_stops_with_130_and_leaves_nothing(whole, monkeypatch, number):
    heavy(whole, monkeypatch)
    watched = Watched(whole, "--threads", "1")
    assert watched.wait_for("hotspots"), watched.said
    before = watched.processor_seconds()
    watched.process.send_signal(number)
    # Whoever waits for a child learns its processor time too, however busy the machine is.
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert watched.finish() == 130, watched.said
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - children.ru_utime - children.ru_stime
    assert used - before < 1.0
    assert "stopped" in watched.said
    nothing_left(whole)


def is_whole_or_absent(folder):
    out = folder / "out"
    if not out.exists():
        return True
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    return all((out / one["path"]).stat().st_size == one["bytes"] for one in manifest["artefacts"])


@pytest.mark.parametrize(
    "stage", ["read", "assign", "count", "gate", "hotspots", "clusters", "pages", "write"]
)
def test_a_killed_process_leaves_no_folder_and_the_next_run_works(whole, stage):
    watched = Watched(whole)
    assert watched.wait_for(stage), watched.said
    watched.process.kill()
    assert watched.finish() in (-signal.SIGKILL, 0)
    assert is_whole_or_absent(whole)
    assert profile(whole, "--replace").returncode == 0
    assert not list(whole.glob(".out.*"))


def killed_while_writing(folder):
    """Kill the process as soon as its hidden folder is there; whether that was left."""
    watched = Watched(folder)
    assert watched.wait_for("write"), watched.said
    until = time.monotonic() + 60
    while watched.process.poll() is None and time.monotonic() < until:
        if list(folder.glob(".out.*")):
            watched.process.kill()
            break
    watched.finish()
    assert is_whole_or_absent(folder)
    return bool(list(folder.glob(".out.*")))


def test_what_a_process_killed_while_writing_leaves_is_cleared_by_the_next_run(whole):
    for _ in range(50):
        if killed_while_writing(whole):
            break
        shutil.rmtree(whole / "out", ignore_errors=True)
    assert list(whole.glob(".out.*"))
    assert not (whole / "out").exists()
    assert profile(whole).returncode == 0
    assert (whole / "out" / "manifest.json").exists()
    assert not list(whole.glob(".out.*"))
