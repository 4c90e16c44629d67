# SPDX-License-Identifier: MIT
"""Risks, rates and premises types from inputs at fault; and no artefact ever holds a NaN."""

import json
import warnings

import geopandas as gpd
import mini_input
import numpy as np
import pandas as pd
import pytest
from bad_input import edit, profile, refused
from command_line import needs_command
from finite_numbers import no_number_is_none
from shapely import box

import libprofile as lp

pytestmark = needs_command

WHOLE = 36


def made(folder):
    """The risks of a profile of a folder, once no artefact holds a NaN."""
    done = profile(folder)
    assert done.returncode == 0, done.stderr
    no_number_is_none(folder / "out")
    path = folder / "out" / "layers" / "risks.geojson"
    if not path.is_file():
        return None
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    return pd.DataFrame([one["properties"] for one in features]).set_index("unit")


def write_people(folder, residents):
    rows = [["code", "n", "u18"]]
    rows += [[code, n, "0"] for code, n in residents.items() if n is not None]
    mini_input.write_rows(folder / "people.csv", rows)


def everybody(n="1500"):
    return {mini_input.code(r, c): n for r in range(6) for c in range(6)}


def test_the_whole_input_has_risks_and_ranks(whole):
    risks = made(whole)
    assert len(risks) == WHOLE
    ranked = risks[risks["reliability"] == "ok"]
    assert (ranked["rank_best"] <= ranked["rank_worst"]).all()
    assert ranked["p_top"].between(0, 1).all()


def test_residents_of_no_one_or_unknown_give_no_rate_and_no_rank(whole):
    none, unknown = mini_input.code(0, 0), mini_input.code(1, 1)
    write_people(whole, everybody() | {none: "0", unknown: None})
    risks = made(whole)
    fields = ["relative_risk", "lower", "upper", "p_above", "p_twice", "rank_best", "p_top"]
    assert risks.loc[[none, unknown], fields].isna().all(axis=None)
    # Withholding takes others along, so that sums give nobody away.
    assert WHOLE - 6 <= risks["relative_risk"].notna().sum() <= WHOLE - 2


def test_areas_that_only_the_residents_know_change_nothing(whole):
    first = made(whole)
    write_people(whole, everybody() | {"E01999999": "9000"})
    done = profile(whole, "--replace")
    assert done.returncode == 0, done.stderr
    pd.testing.assert_frame_equal(made_again(whole), first)


def made_again(folder):
    path = folder / "out" / "layers" / "risks.geojson"
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    return pd.DataFrame([one["properties"] for one in features]).set_index("unit")


def test_more_incidents_than_residents_is_a_rate_above_one(whole):
    crowded = mini_input.code(0, 0)
    write_people(whole, everybody() | {crowded: "100"})
    risks = made(whole)
    assert risks.loc[crowded, "relative_risk"] > 5
    assert risks.loc[crowded, "rank_best"] == 1


def test_one_area_has_nothing_to_be_compared_with(whole):
    areas = mini_input.areas()
    areas["features"] = areas["features"][:1]
    (whole / "areas.geojson").write_text(json.dumps(areas), encoding="utf-8")
    (whole / "people.csv").write_text(f"code,n,u18\n{mini_input.code(0, 0)},1500,300\n")
    assert made(whole) is None


def test_areas_without_any_incident_but_one_stay_finite(whole):
    rows = mini_input.incidents()
    mini_input.write_rows(
        whole / "incidents.csv", [rows[0], *([*row[:4], "-1.59", "53.41"] for row in rows[1:])]
    )
    risks = made(whole)
    assert risks["p_top"].notna().sum() == 1
    assert risks.loc[mini_input.code(0, 0), "rank_best"] == 1


def test_without_any_residents_counts_are_compared(whole):
    text = (whole / "profile.toml").read_text()
    start, end = text.index("[areas.population]"), text.index("[premises]")
    (whole / "profile.toml").write_text(text[:start] + text[end:])
    risks = made(whole)
    assert risks["p_top"].sum() <= -(-len(risks) // 10) + 1e-9
    assert risks.loc[risks["rank_best"].notna(), "p_top"].notna().all()


def test_no_premises_no_premises_types(whole):
    text = (whole / "profile.toml").read_text()
    (whole / "profile.toml").write_text(text[: text.index("[premises]")])
    assert made(whole) is not None
    assert not (whole / "out" / "tables" / "premises_types.csv").exists()


def test_premises_without_a_type_reject_their_rows(whole):
    path = whole / "premises.csv"
    lines = path.read_text().splitlines()
    lines[1:21] = [",".join([line.split(",")[0], "", *line.split(",")[2:]]) for line in lines[1:21]]
    path.write_text("\n".join(lines) + "\n")
    made(whole)
    quality = json.loads((whole / "out" / "data-quality.json").read_text())
    premises = next(one for one in quality["sources"] if one["source"] == "premises")
    assert sum(rule["rows"] for rule in premises["rejected"]) == 20


def test_a_type_without_premises_is_in_no_table(whole):
    made(whole)
    types = set(pd.read_csv(whole / "out" / "tables" / "premises_types.csv")["type"])
    assert types == {f"P{i:02d}" for i in range(5, 10)}


@pytest.mark.parametrize(
    ("date", "words", "age"),
    [("2015-06-30", "30 June 2015", "older"), ("2019-03-05", "5 March 2019", "newer")],
)
def test_a_register_of_another_time_is_warned_of_with_both_dates(whole, date, words, age):
    edit(whole / "profile.toml", "radius_m = 100", f"radius_m = 100\nregister_date = {date}")
    done = profile(whole)
    both = f"is of {words}, the incidents are of January to December 2018"
    assert f"note: the register of premises {both}" in done.stderr
    no_number_is_none(whole / "out")
    quality = json.loads((whole / "out" / "data-quality.json").read_text())
    premises = next(one for one in quality["sources"] if one["source"] == "premises")
    assert premises["register_date"] == date
    assert premises["register_is_older"] is (age == "older")
    assert premises["register_is_newer"] is (age == "newer")
    manifest = json.loads((whole / "out" / "manifest.json").read_text())
    assert any(both in limit for limit in manifest["limits"])
    assert f"Beware: the register of premises {both}" in (
        whole / "out" / "report-licensing.html"
    ).read_text(encoding="utf-8")
    with pytest.warns(UserWarning, match=both):
        lp.problem_profile.from_toml(whole / "profile.toml")


@pytest.mark.parametrize("date", ["2018-01-01", '"2018-01"', "2018-12-31"])
def test_a_register_of_the_window_is_not_warned_of(whole, date):
    edit(whole / "profile.toml", "radius_m = 100", f"radius_m = 100\nregister_date = {date}")
    assert "register of premises" not in profile(whole).stderr


@pytest.mark.parametrize("date", ['"2018-02-30"', '"lately"', "7"])
def test_a_date_of_the_register_that_does_not_exist_is_refused(whole, date):
    edit(whole / "profile.toml", "radius_m = 100", f"radius_m = 100\nregister_date = {date}")
    refused(whole, "register_date", "must be a", python=["register_date", "must be a"])


def test_premises_that_all_lie_elsewhere_have_no_rates(whole):
    path = whole / "premises.csv"
    rows = [line.split(",") for line in path.read_text().splitlines()]
    path.write_text("\n".join(",".join([*row[:2], "-0.9", "52.0"]) for row in rows[1:]) + "\n")
    edit(path, path.read_text(), "id,type,lon,lat\n" + path.read_text())
    made(whole)


# What the library says where a profile never comes to it.


def test_all_zero_has_no_risk_to_compare():
    with pytest.raises(lp.InvalidArgument, match="without an event"):
        lp.risk.poisson_gamma([0, 0, 0], [1, 2, 3])
    assert lp.risk.empirical_bayes([0, 0], [10, 20]).rate.tolist() == [0, 0]


def test_columns_that_repeat_each_other_are_held_by_their_prior():
    rng = np.random.default_rng(2)
    count = rng.poisson(8, 36).astype(float)
    areas = lp.geography.square_grid(bounds_of(6), cell_m=100)
    near = lp.geography.queen(areas)
    column = rng.normal(size=36)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = lp.risk.bym2(count, np.full(36, 8.0), near, covariates=np.c_[column, column])
    assert np.isfinite(found.relative_risk).all()
    assert (found.coefficients["upper"] - found.coefficients["lower"])[1:].min() > 10


def bounds_of(side):
    return gpd.GeoDataFrame(geometry=[box(0, 0, 100 * side, 100 * side)], crs=27700)


def test_counts_above_their_whole_are_refused_where_it_is_a_whole():
    with pytest.raises(lp.InvalidArgument, match="total"):
        lp.risk.wilson_interval(12, 10)
