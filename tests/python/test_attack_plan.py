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

import coordinates
import order
import page_figures
import scalars
import texts
import witness
from release import Release

ATTACKS = (coordinates, order, page_figures, scalars, texts, witness)


@pytest.fixture(scope="module")
def sample():
    return lp.sample.partnership(size=0.5, seed=1)


@pytest.fixture(scope="module")
def planned(sample, tmp_path_factory):
    folder = tmp_path_factory.mktemp("planned") / "release"
    outreach = {"teams": 2, "bands": ["Fri 18-22", "Sat 20-24"]}
    profiled(sample, counts="records", outreach=outreach).write(folder)
    return folder


@pytest.fixture
def twin(planned, tmp_path):
    return shutil.copytree(planned, tmp_path / "twin")


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.__name__)
def test_nothing_is_got_from_a_plan(planned, attack):
    found = attack.attack(Release(planned))
    assert not found.succeeded, found.got


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
        (r"· [\d.]+ expected", "· 6.4 expected"),
    ],
)
def test_a_raw_figure_in_the_section_of_the_plan_is_got(twin, told, raw):
    page = twin / "report-outreach.html"
    text = page.read_text(encoding="utf-8")
    start = text.index('<section aria-labelledby="plan">')
    changed, times = re.subn(told, raw, text[start:], count=1)
    assert times == 1
    page.write_text(text[:start] + changed, encoding="utf-8")
    assert "report-outreach.html" in got(page_figures, twin)
