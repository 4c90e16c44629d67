# SPDX-License-Identifier: MIT
"""tools/attack on a release with a plan for teams: nothing is got, and careless twins are."""

import re
import shutil
import sys

import pandas as pd
import pytest
from attack_twins import got
from sample_profile import profiled
from support import ROOT

import libprofile as lp

sys.path.insert(0, str(ROOT / "tools" / "attack_release"))

import classes
import coordinates
import order
import page_figures
import phone_files
import plan_again
import scalars
import texts
import witness
from release import Release

ATTACKS = (
    *(classes, coordinates, order, page_figures, scalars, texts, witness),
    *(plan_again, phone_files),
)


@pytest.fixture(scope="module")
def sample():
    return lp.sample.partnership(size=0.5, seed=1)


def write(sample, folder, when="2025-01-02T10:00:00Z", **outreach):
    """Write a release with a plan, as if made at a time."""
    outreach = {"teams": 2, "bands": ["Fri 18-22", "Sat 20-24"]} | outreach
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", str(int(pd.Timestamp(when).timestamp())))
        profiled(sample, counts="records", outreach=outreach).write(folder)
    return folder


@pytest.fixture(scope="module")
def planned(sample, tmp_path_factory):
    return write(sample, tmp_path_factory.mktemp("planned") / "release")


@pytest.fixture(scope="module")
def known_plan(planned):
    release = Release(planned)
    return release, page_figures.Known(release)


@pytest.fixture
def twin(planned, tmp_path):
    return shutil.copytree(planned, tmp_path / "twin")


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.__name__)
def test_nothing_is_got_from_a_plan(planned, attack):
    found = attack.attack(Release(planned))
    assert not found.succeeded, found.got


@pytest.mark.parametrize(
    ("when", "outreach"),
    [
        # Through midnight and a week's end; before one band's last day and after the other's; and
        # after both.
        ("2024-12-31T23:59:59Z", {"bands": ["Sat 22-02", "Sun 23-05"], "teams": 3}),
        ("2025-03-29T10:00:00Z", {}),
        # One team works in one band: the other is asked for, and has no visit.
        ("2024-12-31T23:59:59Z", {"bands": ["Mon 03-07", "Sat 19-23"], "teams": 1}),
        ("2026-11-28T10:00:00Z", {}),
    ],
)
def test_nothing_is_got_from_a_plan_whenever_it_was_made(sample, tmp_path, when, outreach):
    folder = write(sample, tmp_path / "release", when, **outreach)
    for attack in (page_figures, phone_files, plan_again, scalars, texts, witness):
        found = attack.attack(Release(folder))
        assert not found.succeeded, (attack.__name__, found.got)


def change(folder, table, edit):
    path = folder / "tables" / f"{table}.csv"
    rows = edit(pd.read_csv(path, dtype=str, keep_default_na=False))
    rows.to_csv(path, index=False)


def test_what_is_expected_by_a_raw_count_is_got(twin):
    def raw(rows):
        rows.loc[0, "expected"] = str(1.07 * float(rows.loc[0, "expected"]) + 0.002)
        return rows

    change(twin, "outreach_plan", raw)
    assert "tables/outreach_plan: expected 1 times" in got(scalars, twin)


def test_a_visit_that_lasts_as_long_as_a_raw_count_is_got(twin):
    def raw(rows):
        rows.loc[0, "leaves"] = "3.7"
        return rows

    change(twin, "outreach_plan", raw)
    assert "tables/outreach_plan: arrives 1 times" in got(scalars, twin)


def test_raw_hours_are_got(twin):
    change(twin, "outreach_hours", lambda rows: rows.assign(count="7"))
    assert "tables/outreach_hours: count" in got(scalars, twin)


def test_a_plan_of_visits_follows_from_those_that_the_manifest_names(sample, tmp_path):
    folder = tmp_path / "visited"
    visited = sorted(sample.areas["code"])[::2]
    write(sample, folder, visited=visited)
    for attack in (plan_again, page_figures, texts):
        found = attack.attack(Release(folder))
        assert not found.succeeded, found.got
    path = folder / "manifest.json"
    path.write_text(path.read_text("utf-8").replace("; ".join(visited), visited[0]), "utf-8")
    got(plan_again, folder)


def test_a_plan_that_raw_counts_make_better_is_got(twin):
    def elsewhere(rows):
        rows.loc[0, ["unit", "name"]] = rows.loc[len(rows) - 1, ["unit", "name"]].to_numpy()
        return rows

    change(twin, "outreach_plan", elsewhere)
    assert got(plan_again, twin).startswith("1 visits that another plan would make, 0 times")


def test_a_time_that_no_way_explains_is_got(twin):
    def later(rows):
        at = rows.index[rows["stop"] == "2"][0]
        for end in ("arrives", "leaves"):
            rows.loc[at, end] = f"{float(rows.loc[at, end]) + 0.01:.3f}"
        return rows

    change(twin, "outreach_plan", later)
    assert got(plan_again, twin).startswith("0 visits that another plan would make, 1 times")


def test_an_order_of_visits_that_is_not_the_shortest_is_got(twin):
    def swapped(rows):
        pair = rows.index[rows["team"] == "1"][:2]
        rows.loc[pair, ["unit", "name"]] = rows.loc[pair[::-1], ["unit", "name"]].to_numpy()
        return rows

    change(twin, "outreach_plan", swapped)
    assert got(plan_again, twin).startswith("2 visits")


@pytest.mark.parametrize("row", range(9))
def test_every_total_of_a_plan_is_made_again(twin, row):
    def raise_it(rows):
        rows.loc[row, "number"] = str(float(rows.loc[row, "number"]) + 0.002)
        return rows

    change(twin, "outreach_totals", raise_it)
    assert got(plan_again, twin).endswith("1 totals that do not follow")


@pytest.mark.parametrize(
    ("file", "told", "raw"),
    [
        ("kml", r"(<coordinates>-?\d+\.\d{3})\d\d,", r"\g<1>77,"),
        ("kml", r"(</coordinates></Point>)", r"\1<extrude>7</extrude>"),
        ("kml", r"(<tessellate>1</tessellate><coordinates>-?\d+\.\d{4})\d", r"\g<1>x7"),
        ("kml", r"(<description>\d\d:)\d\d", r"\g<1>17"),
        ("kml", r"(Tier [ABC]\. )[\d.]+", r"\g<1>9.9"),
        ("kml", r"( times the rate of all areas \([\d.]+ to )[\d.]+", r"\g<1>9.9"),
        ("kml", r"(\. Tier [ABC]\.) (\d)", r"\1 Reserve visit. \2"),
        ("gpx", r"(; )[\d.]+( times that of )", r"\g<1>9.9\2"),
        ("gpx", r'(lat="-?\d+\.\d\d)\d', r"\g<1>0"),
        ("gpx", r"(<name>1\. )", r"\g<1>7 at "),
        ("gpx", r"(</metadata>)", r"<ele>17</ele>\1"),
        ("ics", r"(DURATION:PT)\d+", r"\g<1>77"),
        ("ics", r"(DTSTART;TZID=Europe/London:\d{6})\d\d", r"\g<1>77"),
        ("ics", r"(RRULE:FREQ=WEEKLY;UNTIL=\d{6})\d\d", r"\g<1>77"),
        ("ics", r"(TZOFFSETFROM:\+0)\d", r"\g<1>7"),
        ("ics", r"(UID:\w{30})\w", r"\1x"),
        ("ics", r"(DTSTAMP:\d{8}T)\d\d", r"\g<1>77"),
        ("ics", r"(DESCRIPTION:1\. [^:]*: )\d\d", r"\g<1>03"),
        ("ics", r"(X-WR-CALNAME:)", r"\g<1>7 "),
    ],
)
def test_a_raw_figure_in_a_file_for_phones_is_got(twin, file, told, raw):
    path = twin / f"outreach-plan.{file}"
    changed, times = re.subn(told, raw, path.read_bytes().decode(), count=1)
    assert times == 1
    path.write_bytes(changed.encode())
    assert f"outreach-plan.{file}" in got(phone_files, twin)


@pytest.mark.parametrize("field", ["times_even", "lower", "upper"])
def test_a_part_of_the_week_from_raw_hours_is_got(twin, field):
    def raw(rows):
        rows.loc[0, field] = str(1.01 * float(rows.loc[0, field]) + 0.001)
        return rows

    change(twin, "outreach_hours", raw)
    assert f"tables/outreach_hours: {field} 1 times" in got(scalars, twin)


def test_a_flag_of_raw_hours_is_got(twin):
    change(twin, "outreach_hours", lambda rows: rows.assign(flag="low"))
    assert "labels, tiers or flags" in got(classes, twin)


@pytest.mark.parametrize(
    ("told", "raw"),
    [
        (r"(for about )[\d,]+( of )", r"\g<1>1,077\2"),
        (
            r"(even spread gives<span|<strong>)[\d.]+(</strong> <span class=\"interval\">)",
            r"\g<1>9.9\2",
        ),
        (r'(class="dot" cx=")[\d.]+', r"\g<1>41.8"),
        (r"(<td class=\"note\">)[\d,]+( to )", r"\g<1>7\2"),
    ],
)
def test_a_raw_figure_in_the_section_of_the_week_is_got(twin, told, raw):
    page = twin / "report-outreach.html"
    text = page.read_text(encoding="utf-8")
    start = text.index('<section aria-labelledby="week">')
    changed, times = re.subn(told, raw, text[start:], count=1)
    assert times == 1
    page.write_text(text[:start] + changed, encoding="utf-8")
    assert "report-outreach.html" in got(page_figures, twin)


@pytest.mark.parametrize("row", range(7))
def test_a_total_that_does_not_follow_is_got(twin, row):
    def raise_it(rows):
        rows.loc[row, "number"] = str(1000 * float(rows.loc[row, "number"]) + 1000)
        return rows

    change(twin, "outreach_totals", raise_it)
    assert "tables/outreach_totals: number" in got(scalars, twin)


def test_an_order_by_what_is_expected_is_got(twin):
    change(twin, "outreach_plan", lambda rows: rows.sort_values("expected", ascending=False))
    got(order, twin)


def test_the_hour_of_an_incident_is_got(twin):
    page = twin / "report-outreach.html"
    text = page.read_text(encoding="utf-8")
    page.write_text(text.replace("</main>", "<p>Last seen at 03:17.</p></main>"), encoding="utf-8")
    got(witness, twin)


@pytest.mark.parametrize(
    ("told", "raw"),
    [
        (r"(where about )[\d.]+", r"\g<1>17.3"),
        (r"(are expected: )\d+", r"\g<1>97"),
        (r"(of those in the )\d+", r"\g<1>7"),
        (r"(time, the plan could cover )[\d.]+", r"\g<1>777"),
        (r'(<rect class="visit[^"]*" x=")[\d.]+', r"\g<1>41.83"),
        (r'(class="visit-number[^"]*" x="[\d.]+%" y="25">)1', r"\g<1>6"),
        (r'(class="quiet">)18(:\d\d to )', r"\g<1>19\2"),
        (r"(, first on )\d+", r"\g<1>17"),
        (r"(beside the team until )\d+", r"\g<1>17"),
        (r"· [\d.]+ expected", "· 6.4 expected"),
    ],
)
def test_a_raw_figure_in_the_section_of_the_plan_is_got(known_plan, told, raw):
    release, about = known_plan
    text = release.pages["report-outreach.html"]
    start = text.index('<section aria-labelledby="plan">')
    changed, times = re.subn(told, raw, text[start:], count=1)
    assert times == 1
    text = text[:start] + changed
    assert page_figures.page(release, text, about, [*release.pages.values()]).unexplained()
