# SPDX-License-Identifier: MIT
"""Profiles entered in a ledger, and the ledger on the command line."""

import json
import sys
from hashlib import sha256
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
import mini_input
from command_line import needs_command, run

pytestmark = needs_command


@pytest.fixture
def mini(tmp_path):
    return mini_input.write(tmp_path)


def profile(mini, out, ledger, *more, author="A. Analyst"):
    return run("profile", mini, "--out", out, "--ledger", ledger, "--author", author, *more)


def test_a_profile_is_entered_approved_and_released(mini, tmp_path):
    ledger, out = tmp_path / "r.ledger", tmp_path / "out"
    done = profile(mini, out, ledger)
    assert done.returncode == 0, done.stderr
    assert "R1 is a draft" in done.stderr
    manifest = (out / "manifest.json").read_bytes()
    assert json.loads(manifest)["ledger"] == {"release": "R1", "previous": "0" * 64}
    window, later = json.loads(manifest)["window"], json.loads(manifest)["next_window"]
    assert later["start"] > window["end"]
    results = json.loads((out / "results.json").read_text(encoding="utf-8"))
    assert results["next_window"] == later
    listed = json.loads(run("ledger", "list", ledger, "--json").stdout)["releases"]
    assert listed[0]["state"] == "draft"
    assert listed[0]["manifest_sha256"] == sha256(manifest).hexdigest()
    assert listed[0]["author"] == "A. Analyst"
    refused = run("ledger", "approve", ledger, "R1", "--by", "a. analyst")
    assert refused.returncode == 1
    assert "somebody else than its author" in refused.stderr
    assert run("ledger", "approve", ledger, "R1", "--by", "B. Manager").returncode == 0
    assert run("ledger", "release", ledger, "R1", "--by", "A. Analyst").returncode == 0
    assert "R1  released" in run("ledger", "list", ledger).stdout
    assert run("verify", out, "--rerun", mini).returncode == 0


def test_the_same_profile_again_is_allowed_and_says_so(mini, tmp_path):
    ledger = tmp_path / "r.ledger"
    assert profile(mini, tmp_path / "a", ledger).returncode == 0
    done = profile(mini, tmp_path / "b", ledger, "--json")
    assert done.returncode == 0, done.stderr
    entered = json.loads(done.stdout)["ledger"]
    assert (entered["release"], entered["repeats"]) == ("R2", "R1")


def test_a_plan_may_follow_and_one_of_other_hours_may_not(mini, tmp_path):
    ledger = tmp_path / "r.ledger"

    def planned(band):
        file = mini.with_name(f"plan {band}.toml")
        plan = f'\n[outreach]\nteams = 1\nbands = ["{band}"]\n'
        file.write_text(mini.read_text(encoding="utf-8") + plan, encoding="utf-8")
        return file

    files = [mini, planned("Fri 18-22"), mini, planned("Fri 18-22"), planned("Fri 18-21")]
    done = [profile(file, tmp_path / f"{n}", ledger) for n, file in enumerate(files)]
    assert [one.returncode for one in done] == [0, 0, 0, 0, 1], [one.stderr for one in done]
    assert "must not overlap" in done[-1].stderr
    assert not (tmp_path / "4").exists()


def test_what_is_refused_is_not_written(mini, tmp_path):
    ledger, out = tmp_path / "r.ledger", tmp_path / "out"
    assert profile(mini, tmp_path / "first", ledger).returncode == 0
    before = ledger.read_bytes()
    text = mini.read_text(encoding="utf-8")
    assert "seed = 1" in text
    mini.write_text(text.replace("seed = 1", "seed = 99"), encoding="utf-8")
    for more, message in (
        (["--tier", "internal"], "never released"),
        (["--stream", " "], "stream"),
    ):
        done = profile(mini, out, ledger, *more)
        assert done.returncode == 1, done.stderr
        assert message in done.stderr
        assert not out.exists()
        assert not list(tmp_path.glob(".out*"))
    assert ledger.read_bytes() == before


def test_a_folder_that_is_taken_leaves_no_draft(mini, tmp_path):
    ledger, out = tmp_path / "r.ledger", tmp_path / "out"
    assert profile(mini, out, ledger).returncode == 0
    assert profile(mini, out, ledger).returncode == 1
    assert profile(mini, tmp_path / "no" / "such" / "folder", tmp_path / "no" / "l").returncode == 1
    assert json.loads(run("ledger", "check", ledger, "--json").stdout)["releases"] == 1


def test_check_prints_the_head_and_finds_what_was_cut_off(mini, tmp_path):
    ledger, copy = tmp_path / "r.ledger", tmp_path / "copy.ledger"
    assert profile(mini, tmp_path / "a", ledger).returncode == 0
    copy.write_bytes(ledger.read_bytes())
    assert run("ledger", "approve", ledger, "R1", "--by", "B").returncode == 0
    found = json.loads(run("ledger", "check", ledger, "--json").stdout)
    assert (found["entries"], found["releases"]) == (3, 1)
    assert run("ledger", "check", ledger, "--seen", found["head"]).returncode == 0
    done = run("ledger", "check", copy, "--seen", found["head"])
    assert done.returncode == 1
    assert "cut off" in done.stderr
    assert "behind" in run("ledger", "check", copy, "--with", ledger).stdout
    assert "ahead" in run("ledger", "check", ledger, "--with", copy).stdout
    assert run("ledger", "withdraw", copy, "R1", "--by", "C").returncode == 0
    forked = run("ledger", "check", copy, "--with", ledger)
    assert forked.returncode == 1
    assert "forked" in forked.stdout


def test_errors_and_usage(mini, tmp_path):
    ledger = tmp_path / "r.ledger"
    absent = run("ledger", "list", ledger, "--json")
    assert absent.returncode == 1
    assert json.loads(absent.stderr)["error"]["kind"] == "InputError"
    assert "no such ledger" in absent.stderr
    assert profile(mini, tmp_path / "a", ledger).returncode == 0
    unknown = run("ledger", "approve", ledger, "R9", "--by", "B")
    assert unknown.returncode == 1
    assert "must be one of the ledger, R1 to R1" in unknown.stderr
    damaged = ledger.read_bytes().replace(b"A. Analyst", b"X. Analyst", 1)
    ledger.write_bytes(damaged)
    assert "entry 1 is not what was entered" in run("ledger", "check", ledger).stderr
    for usage in (
        ["ledger"],
        ["ledger", "approve", ledger, "R1"],
        ["ledger", "list"],
        ["profile", mini, "--out", tmp_path / "b", "--ledger", ledger],
        ["profile", mini, "--out", tmp_path / "b", "--author", "A"],
    ):
        assert run(*usage).returncode == 2, usage


def test_help_teaches_with_examples():
    assert "libprofile ledger approve releases.ledger R1 --by" in run("ledger", "--help").stdout
    for name in ("list", "check", "review", "approve", "release", "withdraw"):
        assert f"libprofile ledger {name} releases.ledger" in run("ledger", name, "--help").stdout


def test_the_page_for_whoever_signs_says_what_has_changed(mini, tmp_path):
    ledger, out = tmp_path / "r.ledger", tmp_path / "2019"
    assert profile(mini, tmp_path / "2018", ledger).returncode == 0
    page = (tmp_path / "2018" / "report-sign.html").read_text("utf-8")
    assert "This is R1 of its ledger. Nothing of its series was released before it." in page
    assert run("ledger", "approve", ledger, "R1", "--by", "B. Manager").returncode == 0
    assert run("ledger", "release", ledger, "R1", "--by", "A. Analyst").returncode == 0
    # A year later: the same incidents, but for one area, where there are many more.
    incidents = mini_input.incidents()
    west, south = mini_input.WEST + mini_input.STEP / 2, mini_input.SOUTH + mini_input.STEP / 2
    more = [[f"m{i}", "2018-05", "Concern", "reported", f"{west}", f"{south}"] for i in range(200)]
    rows = [[*row[:1], row[1].replace("2018", "2019"), *row[2:]] for row in [*incidents, *more]]
    mini_input.write_rows(tmp_path / "incidents.csv", rows)
    mini.write_text(mini.read_text("utf-8").replace("2018", "2019"), encoding="utf-8")
    done = profile(mini, out, ledger)
    assert done.returncode == 0, done.stderr
    since = json.loads((out / "manifest.json").read_text("utf-8"))["ledger"]["since"]
    assert since["release"] == "R1"
    assert since["window"] == {"start": "2018-01-01", "end": "2018-12-31"}
    assert since["total_now"] - since["total_then"] in (195, 200, 205)
    assert (since["certainly_more"], since["certainly_fewer"]) == (1, 0)
    assert since["areas_compared"] == mini_input.SIDE**2
    page = (out / "report-sign.html").read_text("utf-8")
    assert "its series is R1, January to December 2018." in page
    assert "libprofile ledger approve LEDGER R2 --by" in page
    assert run("verify", out, "--rerun", mini).returncode == 0
