# SPDX-License-Identifier: MIT
"""Values, windows and categories at fault, and columns that must not be there."""

import mini_input
import pytest
from bad_input import accepted, check, edit, edit_row, edit_rows, profile, refused, rejects
from command_line import needs_command

import libprofile as lp

pytestmark = needs_command


def test_a_code_value_that_is_not_known_rejects_its_row(whole):
    edit_row(whole, 4, "origin", "rumour")
    assert [(r["row"], r["column"]) for r in rejects(whole)] == [(4, "origin")]


def test_a_month_that_does_not_exist_rejects_its_row(whole):
    edit_row(whole, 4, "month", "2018-13")
    assert [(r["row"], r["column"]) for r in rejects(whole)] == [(4, "month")]


def test_an_end_before_its_start_rejects_its_row(whole):
    rows = mini_input.incidents()
    rows[0].append("until")
    for row in rows[1:]:
        row.append(row[1])
    rows[4][1], rows[4][6] = "2018-06", "2018-05"
    mini_input.write_rows(whole / "incidents.csv", rows)
    edit(whole / "profile.toml", 'start = "month"', 'start = "month", end = "until"')
    assert [r["row"] for r in rejects(whole)] == [4]


def test_rows_that_are_all_rejected_leave_nothing_to_profile(whole):
    edit_rows(whole, "month", lambda row: "2018-13")
    refused(whole, "incidents.csv", "none of the 2,000 rows can be used", "write it as 2018-01")
    status, report = check(whole)
    assert status == 1
    assert report["errors"]


def test_more_than_half_of_the_rows_rejected_is_refused(whole):
    edit_rows(whole, "month", lambda row: "17/06/2018" if int(row[0][1:]) < 1220 else row[1])
    refused(whole, "incidents.csv", "1,220 of 2,000 rows (61 %)", "rejected_at_most = 0.61")
    edit(whole / "profile.toml", "seed = 1", "seed = 1\nrejected_at_most = 0.61")
    assert profile(whole).returncode == 0
    with pytest.warns(lp.RejectedRowsWarning, match="1,220 of 2,000"):
        lp.problem_profile.from_toml(whole / "profile.toml")


def test_types_of_premises_in_codes_of_another_list_are_refused(whole):
    text = (whole / "premises.csv").read_text(encoding="utf-8")
    (whole / "premises.csv").write_text(text.replace(",P0", ",784"), encoding="utf-8")
    refused(whole, "premises.csv", "none of the 400 rows can be used", "fhrs")


def test_residents_of_other_areas_than_these_are_told(whole):
    text = (whole / "people.csv").read_text(encoding="utf-8")
    (whole / "people.csv").write_text(text.replace("E010", "E020"), encoding="utf-8")
    refused(whole, "residents: are known for none of the 36 areas")
    status, _ = check(whole)
    assert status == 1


def test_duplicate_ids_are_counted(whole):
    edit_row(whole, 9, "ref", "r0")
    status, report = check(whole)
    assert status == 0
    assert report["incidents"]["duplicates"] == 1
    accepted(whole)


def test_a_window_without_records(whole):
    edit(
        whole / "profile.toml",
        "start = 2018-01-01, end = 2018-12-31",
        "start = 2011-01-01, end = 2011-12-31",
    )
    refused(whole, "window", "must hold incidents")
    status, _ = check(whole)
    assert status == 1


def test_fewer_records_than_any_threshold(whole):
    mini_input.write_rows(whole / "incidents.csv", mini_input.incidents(3))
    refused(whole, "fewer than the policy's threshold")


def test_no_category_left(whole):
    edit(whole / "profile.toml", "columns = {", 'categories = ["Concrn"]\ncolumns = {')
    refused(whole, "categor", "did you mean Concern?")


@pytest.mark.parametrize("column", ["Self-defined ethnicity", "religion", "Nationality"])
def test_protected_characteristics_are_refused(whole, column):
    rows = mini_input.incidents()
    rows[0][2] = column
    mini_input.write_rows(whole / "incidents.csv", rows)
    edit(whole / "profile.toml", 'category = "kind"', f'category = "{column}"')
    refused(whole, column, "protected characteristic")


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        (lambda row: f"someone{row[0]}@example.org", "e-mail"),
        (lambda row: f"S{int(row[0][1:]) % 90 + 10} 1AB", "postcode"),
        (lambda row: f"07700 90{int(row[0][1:]):04d}", "phone"),
        (lambda row: f"{int(row[0][1:]) % 28 + 1:02d}/07/1988", "birth"),
    ],
)
def test_columns_that_look_like_identifiers_are_refused(whole, value, kind):
    edit_rows(whole, "kind", value)
    refused(whole, kind)
