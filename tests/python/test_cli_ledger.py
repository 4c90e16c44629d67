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


def step(name, ledger, folder, release="R1", by="B. Manager"):
    return run("ledger", name, ledger, release, "--by", by, "--folder", folder)


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
    for author in ("a. analyst", "A.Analyst", "\uff21. Analyst"):
        refused = step("approve", ledger, out, by=author)
        assert refused.returncode == 1
        assert "somebody else than its author" in refused.stderr
    assert step("approve", ledger, out).returncode == 0
    released = step("release", ledger, out, by="A. Analyst")
    assert released.returncode == 0
    # The window is of 2018: said, not refused.
    assert "R1 is valid until 2019-03-31, which lies before" in released.stderr
    assert "R1  released" in run("ledger", "list", ledger).stdout
    assert run("verify", out, "--rerun", mini).returncode == 0


def test_the_list_says_who_did_what_and_when(mini, tmp_path):
    ledger, out = tmp_path / "r.ledger", tmp_path / "out"
    assert profile(mini, out, ledger).returncode == 0
    assert step("review", ledger, out, by="R. Reader").returncode == 0
    assert step("approve", ledger, out).returncode == 0
    assert step("release", ledger, out, by="C. Clerk").returncode == 0
    withdrawn = run(
        "ledger", "withdraw", ledger, "R1", "--by", "D. Officer", "--reason", "a wrong name"
    )
    assert withdrawn.returncode == 0
    row = json.loads(run("ledger", "list", ledger, "--json").stdout)["releases"][0]
    assert (row["reviewer"], row["approver"], row["releaser"]) == (
        "R. Reader",
        "B. Manager",
        "C. Clerk",
    )
    assert [one["state"] for one in row["steps"]] == [
        "draft",
        "reviewed",
        "approved",
        "released",
        "withdrawn",
    ]
    assert row["steps"][-1]["reason"] == "a wrong name"
    assert row["counts"]
    day = row["entered_utc"][:10]
    assert withdrawn.stdout == (
        f"R1  withdrawn, was released {day}  2018-01-01 to 2018-12-31  partner  profile  "
        f"author A. Analyst {day}, reviewer R. Reader {day}, approver B. Manager {day}, "
        f"releaser C. Clerk {day}, withdrawn by D. Officer {day} (a wrong name); "
        "next window 2019-01-01 to 2019-12-31\n"
    )


def change_a_count(out):
    """Change a count, and every digest that tells."""
    table, manifest = out / "tables" / "counts.csv", out / "manifest.json"
    bytes_before = table.read_bytes()
    at = max(bytes_before.rindex(b"0"), bytes_before.rindex(b"5"))
    digit = b"5" if bytes_before[at : at + 1] == b"0" else b"0"
    table.write_bytes(bytes_before[:at] + digit + bytes_before[at + 1 :])
    before, after = (sha256(text).hexdigest() for text in (bytes_before, table.read_bytes()))
    manifest.write_text(manifest.read_text("utf-8").replace(before, after), "utf-8")
    (out / "checksums" / "tables" / "counts.csv.txt").write_text(after, "utf-8")
    for name in out.glob("checksums/manifest*"):
        name.write_text(sha256(manifest.read_bytes()).hexdigest(), "utf-8")


def test_what_is_signed_is_what_was_entered(mini, tmp_path):
    ledger, out = tmp_path / "r.ledger", tmp_path / "out"
    assert profile(mini, out, ledger).returncode == 0
    entered = run("verify", out, "--ledger", ledger)
    assert entered.returncode == 0
    assert f"R1 of {ledger}: draft" in entered.stdout
    without = run("ledger", "approve", ledger, "R1", "--by", "B. Manager")
    assert without.returncode == 1
    assert "give that folder (--folder DIR" in without.stderr
    (out / "note.txt").write_text("x")
    extra = step("approve", ledger, out)
    assert extra.returncode == 1
    assert "note.txt is in no manifest" in extra.stderr
    (out / "note.txt").unlink()
    change_a_count(out)
    assert run("verify", out).returncode == 0
    changed = run("verify", out, "--ledger", ledger)
    assert changed.returncode == 1
    assert "is no release that stands" in changed.stdout + changed.stderr
    for name in ("approve", "release"):
        assert step(name, ledger, out).returncode == 1
    # Another profile in its place.
    assert run("profile", mini, "--tier", "internal", "--out", tmp_path / "raw").returncode == 0
    swapped = step("approve", ledger, tmp_path / "raw")
    assert swapped.returncode == 1
    assert "it is another profile, or was changed" in swapped.stderr
    assert json.loads(run("ledger", "list", ledger, "--json").stdout)["releases"][0]["state"] == (
        "draft"
    )


def test_an_approved_release_that_is_withdrawn_keeps_others_out(mini, tmp_path):
    ledger, out = tmp_path / "r.ledger", tmp_path / "out"
    assert profile(mini, out, ledger).returncode == 0
    assert step("approve", ledger, out).returncode == 0
    word = ["--destroyed", "B. Manager"]
    kept = run("ledger", "withdraw", ledger, "R1", "--by", "A. Analyst", *word)
    assert kept.returncode == 1
    assert "counts for ever" in kept.stderr
    assert run("ledger", "withdraw", ledger, "R1", "--by", "A. Analyst").returncode == 0
    assert run("verify", out, "--ledger", ledger).returncode == 1
    key = tmp_path / "another.key"
    key.write_bytes(bytes(range(32)))
    key.chmod(0o600)
    text = mini.read_text("utf-8").replace("seed = 1", f'seed = 1\nkey = "{key}"')
    mini.write_text(text, "utf-8")
    assert profile(mini, tmp_path / "b", ledger).returncode == 1
    assert not (tmp_path / "b").exists()


def test_the_same_profile_again_is_allowed_and_says_so(mini, tmp_path):
    ledger = tmp_path / "r.ledger"
    assert profile(mini, tmp_path / "a", ledger).returncode == 0
    done = profile(mini, tmp_path / "b", ledger, "--json")
    assert done.returncode == 0, done.stderr
    entered = json.loads(done.stdout)["ledger"]
    assert (entered["release"], entered["repeats"]) == ("R2", "R1")


def test_any_plan_may_follow_any_profile(mini, tmp_path):
    ledger = tmp_path / "r.ledger"

    def planned(band):
        file = mini.with_name(f"plan {band}.toml")
        plan = f'\n[outreach]\nteams = 1\nbands = ["{band}"]\n'
        file.write_text(mini.read_text(encoding="utf-8") + plan, encoding="utf-8")
        return file

    # Hours are released by the same quarters of days in every profile: a plan is made from those.
    bands = ["Fri 19-23", "Fri 18-24", "Sat 22-02", "Sun 23-01"]
    files = [mini, *(planned(band) for band in bands), mini]
    done = [profile(file, tmp_path / f"{n}", ledger) for n, file in enumerate(files)]
    assert [one.returncode for one in done] == [0] * 6, [one.stderr for one in done]
    hours = {(tmp_path / f"{n}/tables/outreach_hours.csv").read_bytes() for n in range(6)}
    assert len(hours) == 1


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
    assert step("approve", ledger, tmp_path / "a", by="B").returncode == 0
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
    assert step("approve", ledger, tmp_path / "2018").returncode == 0
    assert step("release", ledger, tmp_path / "2018", by="A. Analyst").returncode == 0
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
