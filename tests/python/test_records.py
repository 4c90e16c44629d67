# SPDX-License-Identifier: MIT
import datetime as dt
import os

import geopandas as gpd
import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from shapely import Point

import libprofile as lp

KEY = bytes(range(32))
DAYS = ["2024-03-31", "2024-10-27"]


@pytest.mark.parametrize(
    "start",
    [
        DAYS,
        ["2024-03", "2024-10"],
        pd.to_datetime(DAYS),
        pd.to_datetime(DAYS).tz_localize("Europe/London"),
        [dt.date(2024, 3, 31), dt.date(2024, 10, 27)],
        pd.Categorical(DAYS),
        pd.array(DAYS, dtype="string"),
        pd.array(DAYS, dtype=pd.ArrowDtype(pa.string())),
        pd.array(DAYS, dtype=pd.ArrowDtype(pa.string_view())),
    ],
    ids=lambda start: str(getattr(start, "dtype", type(start[0]).__name__)),
)
def test_dates_come_in_any_column_that_pandas_has(start):
    found = lp.records.validate(pd.DataFrame({"start": start, "category": "a"}), "incident")
    assert found.rejected.empty
    assert found.accepted.tolist() == [0, 1]
    assert found.accepted.dtype == np.int64


def test_a_table_of_pyarrow_is_as_good():
    table = pa.table({"start": DAYS, "person": pa.array(["a", None])})
    found = lp.records.validate(table, "incident")
    present = found.completeness.set_index("field")["present"]
    assert present["person"] == 1


def test_a_table_of_polars_is_as_good():
    polars = pytest.importorskip("polars", reason="polars is not installed")
    assert len(lp.records.validate(polars.DataFrame({"start": DAYS}), "incident").accepted) == 2


def test_every_fault_is_told_with_its_remedy_and_no_value():
    table = pd.DataFrame({"id": ["1", "1", "2"], "start": ["2024-01", "2024-02", "secret"]})
    found = lp.records.validate(table, "incident")
    assert found.accepted.tolist() == [0]
    assert found.duplicates == 1
    assert found.rejected["row"].tolist() == [2, 3]
    assert found.rejected["remedy"].str.len().gt(0).all()
    assert "secret" not in found.rejected.to_string() + found._repr_html_()


def test_a_point_geometry_gives_the_place():
    frame = gpd.GeoDataFrame(
        {"start": DAYS}, geometry=[Point(400_000, 400_000), None], crs="EPSG:27700"
    )
    found = lp.records.validate(frame, "incident")
    assert found.rejected.empty
    assert found.without_coordinates == 1


def test_wrong_tables_are_refused_in_words():
    with pytest.raises(lp.InputError, match="start"):
        lp.records.validate(pd.DataFrame({"Start date": DAYS}), "incident")
    with pytest.raises(lp.InvalidArgument, match="kind"):
        lp.records.validate(pd.DataFrame({"start": DAYS}), "crime")
    with pytest.raises(lp.InvalidArgument, match="__arrow_c_stream__"):
        lp.records.validate("records.csv", "incident")


def test_one_value_has_one_token_in_any_column():
    table = pd.DataFrame({"victim": ["17", "18", None], "offender": [18.0, np.nan, 17.0]})
    out = lp.records.pseudonymise(table, ["victim", "offender"], KEY)
    assert out["victim"][0] == out["offender"][2]
    assert out["victim"][1] == out["offender"][0]
    assert out["victim"].isna().tolist() == [False, False, True]
    assert table["victim"][0] == "17"
    assert lp.records.pseudonymise(table, "victim", KEY)["victim"][0] == out["victim"][0]
    other = lp.records.pseudonymise(table, ["victim"], bytes(32))
    assert other["victim"][0] != out["victim"][0]


def test_a_token_is_an_hmac_of_the_value():
    import hashlib
    import hmac

    out = lp.records.pseudonymise(pd.DataFrame({"id": ["A17"]}), ["id"], KEY)
    assert out["id"][0] == hmac.new(KEY, b"A17", hashlib.sha256).hexdigest()


def test_keys_are_long_and_their_files_private(tmp_path):
    table = pd.DataFrame({"id": ["a"]})
    with pytest.raises(lp.InvalidArgument, match="32"):
        lp.records.pseudonymise(table, ["id"], b"short")
    path = tmp_path / "key"
    path.write_bytes(KEY)
    os.chmod(path, 0o640)
    with pytest.raises(lp.InputError, match=r"600|owner"):
        lp.records.pseudonymise(table, ["id"], path)
    os.chmod(path, 0o600)
    assert len(lp.records.pseudonymise(table, ["id"], path)["id"][0]) == 64
    with pytest.raises(lp.InputError, match="did you mean 'id'"):
        lp.records.pseudonymise(table, ["ids"], KEY)


def test_aoristic_weights_add_up_to_one_also_when_the_clocks_change():
    starts = ["2024-03-31T00:30", "2024-10-27T00:30", "2024-01-01T10:15"]
    ends = ["2024-03-31T03:30", "2024-10-27T03:30", "2024-01-01T10:15"]
    weights = lp.records.aoristic(starts, ends)
    np.testing.assert_allclose(weights.sum(axis=1), 1)
    assert weights.shape == (3, 168)
    # In spring the hour from 01 to 02 on Sunday does not exist; in autumn it comes twice.
    assert weights[0, 6 * 24 + 1] == 0
    assert weights[1, 6 * 24 + 1] > weights[1, 6 * 24 + 2]
    assert weights[2, 10] == 1


def test_a_zone_is_understood_and_long_events_have_no_hour():
    zoned = pd.Series(pd.to_datetime(["2024-07-01T10:00+01:00"]))
    assert lp.records.aoristic(zoned, zoned)[0, 10] == 1
    assert lp.records.aoristic(["2024-01-01"], ["2024-02-01"]).sum() == 0


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (["2024-01-02"], ["2024-01-01"], r"end\[0\]: must be at or after start\[0\]"),
        ([None], ["2024-01-01"], r"start\[0\]"),
        (["noon"], ["2024-01-01"], r"start\[0\]: must be a date or time with the year first"),
    ],
)
def test_wrong_times_are_refused_in_words(start, end, words):
    with pytest.raises(lp.InvalidArgument, match=words):
        lp.records.aoristic(start, end)


def test_grades_are_read_compared_and_converted():
    grade = lp.records.Grade("B/2/4", "5x5x5")
    assert grade == lp.records.Grade("B24", "5x5x5")
    assert hash(grade) == hash(lp.records.Grade("B24", "5x5x5"))
    assert grade != "B/2/4"
    assert repr(grade) == 'Grade("B/2/4", "5x5x5")'
    converted, before, _ = grade.to_3x5x2()
    assert converted.scheme == "3x5x2"
    assert before == "5x5x5 B/2/4"
    assert not lp.records.Grade("3E", "3x5x2").is_counted
    with pytest.raises(lp.InvalidArgument, match="5x5x5"):
        lp.records.Grade("Z/9/9", "5x5x5")
