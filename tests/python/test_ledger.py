# SPDX-License-Identifier: MIT
"""The ledger in Python: releases, states, refusals, what is on the disk."""

import multiprocessing
import sqlite3

import pandas as pd
import pytest
from libprofile.errors import InputError, InvalidArgument
from support import AREA_COLUMNS, YEAR

import libprofile as lp

FIRST = ("2024-01-01", "2024-03-31")


def protected(shift=0):
    counts = pd.DataFrame(
        {
            "unit": ["a", "a", "b", "b", "c", "c"],
            "ward": ["w", "w", "w", "w", "v", "v"],
            "category": ["x", "y"] * 3,
            "count": [12 + shift, 40, 33, 8, 21, 17],
        }
    )
    return lp.disclosure.protect(counts, key=bytes(32))


@pytest.fixture
def ledger(tmp_path):
    return lp.disclosure.Ledger(tmp_path / "releases.ledger")


def release(ledger, counts=None, **changed):
    terms = {"stream": "s", "window": FIRST, "author": "A. Analyst", "approver": "B. Manager"}
    return ledger.release(counts or protected(), **{**terms, **changed})


def test_a_release_is_listed_and_checked(ledger):
    made = release(ledger, vintage="2021", parameters={"note": "first"}, where={"sex": ["F"]})
    assert (made.id, made.state, made.approver) == ("R1", "released", "B. Manager")
    assert made.next_window == ("2024-04-01", "2024-06-30")
    assert made.where == {"sex": ["F"]}
    row = ledger.list().iloc[0]
    assert (row["release"], row["vintage"], row["window_end"]) == ("R1", "2021", "2024-03-31")
    found = ledger.check()
    assert (found.entries, found.releases) == (4, 1)
    assert ledger.check(found.head) == found
    assert "the next of that stream is 2024-04-01 to 2024-06-30" in ledger.summary()
    assert "R1" in ledger._repr_html_()


def test_dates_of_any_kind_are_windows(ledger):
    made = release(ledger, window=(pd.Timestamp("2024-01-01"), pd.Timestamp("2024-03-31").date()))
    assert made.window == FIRST


def test_a_draft_goes_through_its_states(ledger):
    draft = ledger.enter(protected(), stream="s", window=FIRST, author="A", vintage="2021")
    assert (draft.state, draft.approver, draft.vintage) == ("draft", "", "2021")
    with pytest.raises(lp.disclosure.DisclosureError, match="somebody else than its author"):
        ledger.advance("R1", "approved", by="a")
    assert ledger.advance("R1", "approved", by="B").state == "approved"
    assert ledger.advance("R1", "released", by="A").state == "released"
    gone = ledger.advance("R1", "withdrawn", by="A", reason="a wrong name")
    assert (gone.state, gone.was, gone.counts) == ("withdrawn", "released", True)
    row = ledger.list().iloc[0]
    assert (row["reviewer"], row["approver"], row["releaser"]) == ("B", "B", "A")
    assert (row["withdrawer"], row["was"], row["reason"]) == ("A", "released", "a wrong name")
    assert row["released_utc"] == gone.step("released").at_utc
    with pytest.raises(lp.disclosure.DisclosureError, match="counts for ever"):
        ledger.advance("R1", "withdrawn", by="A", destroyed="B")
    with pytest.raises(InvalidArgument, match="one of draft, reviewed"):
        ledger.advance("R1", "gone", by="A")


def test_a_draft_counts_until_somebody_answers_for_its_folder(ledger):
    ledger.enter(protected(), stream="s", window=FIRST, author="A")
    assert ledger.advance("R1", "withdrawn", by="A").counts
    with pytest.raises(lp.disclosure.DisclosureError, match="must not overlap R1"):
        release(ledger, protected(shift=20))
    assert not ledger.advance("R1", "withdrawn", by="A", destroyed="C. Keeper").counts
    assert release(ledger, protected(shift=20)).id == "R2"


@pytest.mark.parametrize(
    "name", ["A.Analyst", "A.\u00a0Analyst", "A. Ana\u200blyst", "\u00c1. analyst"]
)
def test_another_spelling_is_nobody_else(ledger, name):
    with pytest.raises(lp.disclosure.DisclosureError, match="somebody else"):
        release(ledger, approver=name)


def test_a_name_of_two_scripts_is_refused(ledger):
    with pytest.raises(InvalidArgument, match="letters of one script"):
        release(ledger, approver="\u0410. Analyst")


def test_a_profile_is_written_entered_and_signed_by_its_folder(ledger, partnership, tmp_path):
    profile = lp.problem_profile(
        partnership.incidents, partnership.areas, window=YEAR, seed=1, **AREA_COLUMNS
    )
    out = tmp_path / "out"
    with pytest.raises(InvalidArgument, match="author"):
        profile.write(out, author="A. Analyst")
    with pytest.raises(InvalidArgument, match="author"):
        profile.write(out, ledger=ledger)
    assert not out.exists()
    assert "manifest.json" in profile.write(out, ledger=ledger, author="A. Analyst")
    draft = ledger.find(out)
    assert (draft.id, draft.state, draft.stream) == ("R1", "draft", "profile")
    with pytest.raises(lp.disclosure.DisclosureError, match="give that folder"):
        ledger.advance("R1", "approved", by="B. Manager")
    with pytest.warns(UserWarning, match="valid until 2025-03-31"):
        ledger.advance("R1", "approved", by="B. Manager", folder=out)
    (out / "report-analyst.html").write_text("another", encoding="utf-8")
    assert ledger.find(out) is None
    with pytest.raises(lp.disclosure.DisclosureError, match=r"report-analyst\.html was changed"):
        ledger.advance("R1", "released", by="B. Manager", folder=out)
    with pytest.raises(InvalidArgument, match="left out"):
        ledger.advance("R1", "withdrawn", by="B. Manager", folder=out)


def test_the_rules_of_windows_and_values(ledger):
    release(ledger)
    assert release(ledger).repeats == "R1"
    with pytest.raises(lp.disclosure.DisclosureError, match=r"must not overlap R1.*2024-04-01"):
        release(ledger, protected(shift=20))
    with pytest.raises(lp.disclosure.DisclosureError, match="whole calendar quarters"):
        release(ledger, window=("2024-04-01", "2024-04-30"))
    with pytest.raises(lp.disclosure.DisclosureError, match="somebody else than the author"):
        release(ledger, window=("2024-04-01", "2024-06-30"), approver="a. analyst")
    with pytest.raises(lp.disclosure.DisclosureError, match=r"beside R1.*are the same count"):
        release(ledger, protected(shift=20), stream="another")
    assert len(ledger.list()) == 2


def test_arguments_are_checked(ledger):
    for changed, message in (
        ({"window": "2024"}, "a first and a last day"),
        ({"window": ("2024-01-01", "2024-02-31")}, "a day of the calendar"),
        ({"where": {"sex": "F"}}, "a list of names"),
        ({"stream": ""}, "a name that is not empty"),
        ({"manifest_sha256": "x"}, "64 hexadecimal digits"),
    ):
        with pytest.raises(InvalidArgument, match=message):
            release(ledger, **changed)
    with pytest.raises(InvalidArgument, match=r"must come from libprofile.disclosure.protect"):
        ledger.release([1, 2], stream="s", window=FIRST, author="A", approver="B")
    with pytest.raises(InvalidArgument, match="time_limit_s"):
        lp.disclosure.Ledger("x", time_limit_s=0)


def test_parts_and_copies(ledger, tmp_path):
    release(ledger, area_parts={"a": ["a1", "a2"]}, category_parts={"x": ["x1", "x2"]})
    copy = tmp_path / "copy.ledger"
    copy.write_bytes((tmp_path / "releases.ledger").read_bytes())
    other = lp.disclosure.Ledger(copy)
    assert ledger.compare(other) == ("same", 4)
    other.advance("R1", "withdrawn", by="C")
    assert ledger.compare(other) == ("behind", 4)
    ledger.advance("R1", "withdrawn", by="D")
    assert ledger.compare(other).relation == "forked"
    with pytest.raises(lp.disclosure.DisclosureError, match="cut off"):
        ledger.check(other.check().head)


def test_the_file_holds_published_values_and_no_raw_one(ledger, tmp_path):
    release(ledger)
    with sqlite3.connect(tmp_path / "releases.ledger") as database:
        tables = [row[0] for row in database.execute("SELECT tables FROM entries")]
        with pytest.raises(sqlite3.DatabaseError, match="entries stay"):
            database.execute("UPDATE entries SET head = ''")
    assert '"cells":[' in tables[0]
    assert all(f"{raw}," not in tables[0] for raw in (12, 33, 8, 21, 17))


def test_damage_is_an_input_error_that_names_the_file(ledger, tmp_path):
    release(ledger)
    path = tmp_path / "releases.ledger"
    path.write_bytes(path.read_bytes().replace(b"B. Manager", b"C. Manager", 1))
    with pytest.raises(InputError, match=r"releases.ledger: entry \d is not what was entered"):
        ledger.list()


def enter_some(path, number):
    ledger = lp.disclosure.Ledger(path)
    for _ in range(3):
        release(ledger, stream=f"s{number}")


def test_processes_at_once_lose_nothing(tmp_path):
    path = tmp_path / "releases.ledger"
    context = multiprocessing.get_context("spawn")
    workers = [context.Process(target=enter_some, args=(path, number)) for number in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert [worker.exitcode for worker in workers] == [0, 0, 0, 0]
    found = lp.disclosure.Ledger(path).check()
    assert (found.entries, found.releases) == (48, 12)
