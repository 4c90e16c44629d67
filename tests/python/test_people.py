# SPDX-License-Identifier: MIT
"""Victims and offenders in a profile: counts of persons, one attribute at a time."""

import pandas as pd
import pytest

import libprofile as lp

YEAR = ("2024-01-01", "2024-12-31")


@pytest.fixture(scope="module")
def partnership():
    return lp.sample.partnership(size=1, seed=1)


def run(partnership, **arguments):
    given = {"victims": partnership.victims, "offenders": partnership.offenders} | arguments
    return lp.problem_profile(
        partnership.incidents,
        partnership.areas,
        counts="persons",
        parent=["ward", "district"],
        population="population",
        window=YEAR,
        **given,
    )


@pytest.fixture(scope="module")
def profile(partnership):
    return run(partnership)


def values(table, field):
    return table[table["field"] == field].set_index("value")["count"].astype("int64")


def test_tables_are_rounded_and_all_add_up_to_the_number_of_persons(partnership, profile):
    for table, records in (
        (profile.victims, partnership.victims),
        (profile.offenders, partnership.offenders),
    ):
        assert (table["count"] % 5 == 0).all()
        persons = table["count"].iloc[0]
        assert abs(persons - records["person"].nunique()) < 5
        fields = table.iloc[1:].groupby(["level", "field"])["count"].sum()
        assert (fields == persons).all()


def test_values_agree_with_pandas_within_the_rounding(partnership, profile):
    raw = partnership.victims.drop_duplicates("person")
    raw = raw.assign(age_band=raw["age_band"].replace({"11-12": "10-12"}))
    for field in ("age_band", "sex", "care_status", "referral_source"):
        released = values(profile.victims, field)
        for value, count in raw[field].value_counts().items():
            assert abs(released[value] - count) < 5
    assert (
        abs(values(profile.victims, "risk_band")["not stated"] - raw["risk_band"].isna().sum()) < 5
    )
    exact = profile.internal.victims
    crossed = raw.groupby(["age_band", "sex"]).size()
    for (age, sex), count in crossed.items():
        assert values(exact, "age_band by sex")[f"{age} / {sex}"] == count


def test_homes_are_those_of_a_join(partnership, profile):
    areas = partnership.areas.set_index("code")["district"]
    raw = partnership.victims.drop_duplicates("person")["home_area"].map(areas).value_counts()
    table = profile.internal.victims.query("level == 'district'").set_index("unit")["count"]
    assert {unit: table[unit] for unit in raw.index} == raw.to_dict()


def test_groups_are_counted_without_their_sizes(partnership, profile):
    raw = partnership.offenders.drop_duplicates("person")
    exact = values(profile.internal.offenders, "group")
    expected = {"in a group": raw["group"].notna().sum(), "not stated": raw["group"].isna().sum()}
    assert exact.to_dict() == expected


def test_rows_of_one_person_and_their_order_do_not_matter(partnership, profile):
    twice = pd.concat([partnership.victims, partnership.victims]).sample(frac=1, random_state=3)
    again = run(partnership, victims=twice, offenders=None)
    pd.testing.assert_frame_equal(again.victims, profile.victims)
    assert again.offenders.empty


def test_fields_given_stand_in_the_data_quality(profile):
    given = {
        (one["source"], one["field"]): one["share"] for one in profile.data_quality["fields_given"]
    }
    assert given["victims", "risk_band"] == pytest.approx(0.18, abs=0.02)
    assert given["victims", "sex"] == 1
    assert {source for source, _ in given} == {"victims", "offenders"}


def test_free_text_is_rejected_and_does_not_leave(partnership, tmp_path):
    victims = partnership.victims.copy()
    victims.loc[victims.index[:4], "care_status"] = "Canary Cottage"
    victims.loc[victims.index[4:8], "age_band"] = "13-15 Canary Cottage"
    for policy in ("partner", "internal"):
        made = run(partnership, victims=victims, policy=policy)
        made.write(tmp_path / policy, tier=policy)
        files = [path for path in (tmp_path / policy).rglob("*") if path.is_file()]
        assert not [path for path in files if b"Canary Cottage" in path.read_bytes()]
    rules = set(made.rejected["rule"])
    assert {"a code of care_statuses"} < rules
    assert len(made.rejected) == 8


def test_labels_do_not_depend_on_the_records(partnership, profile):
    one = run(partnership, victims=partnership.victims.head(1))
    several = profile.victims
    labels = ["level", "unit", "name", "field", "value"]
    pd.testing.assert_frame_equal(one.victims[labels], several[labels])


def test_columns_that_are_not_mapped_are_in_no_table(partnership):
    made = run(partnership, victims=partnership.victims[["person", "age_band"]])
    assert set(made.victims["field"]) == {"all", "age_band"}
    given = [one for one in made.data_quality["fields_given"] if one["source"] == "victims"]
    assert [one["field"] for one in given] == ["age_band"]


def test_records_without_a_window_are_said_to_be_so(profile):
    limits = [one for one in profile.manifest["limits"] if "not limited to the window" in one]
    assert [one.split()[0] for one in limits] == ["Offenders"]
    method = next(one for one in profile.manifest["methods"] if one["name"] == "persons")
    assert "offenders" in str(method["parameters"])


def test_rejected_rows_are_named_by_their_table(partnership):
    victims = partnership.victims.copy()
    some = victims.index[: len(victims) // 3]
    victims.loc[some, "sex"] = "banana"
    with pytest.warns(lp.RejectedRowsWarning, match="victims: .* cannot be used"):
        made = run(partnership, victims=victims)
    assert set(made.rejected["table"]) == {"victims"}
    assert len(made.rejected) == len(some)
    with pytest.raises(lp.InputError, match="victims: none of the"):
        run(partnership, victims=victims.assign(sex="banana"))


@pytest.mark.parametrize("name", ["ethnicity", "religion", "nationality", "sexual_orientation"])
def test_protected_characteristics_are_refused(partnership, name):
    victims = partnership.victims.assign(**{name: "x"})
    with pytest.raises(lp.InputError, match=name):
        run(
            partnership,
            victims=victims,
            victims_columns={"person": "person", "care_status": name},
        )


def test_columns_that_look_like_identifiers_are_refused(partnership):
    phones = [f"07700 900{i % 1000:03d}" for i in range(len(partnership.victims))]
    with pytest.raises(lp.InputError, match="person") as caught:
        run(partnership, victims=partnership.victims.assign(person=phones))
    assert "900" not in str(caught.value)


def test_mistakes_are_answered_with_what_to_type(partnership):
    with pytest.raises(lp.InvalidArgument, match="must be a DataFrame"):
        run(partnership, victims="victims.csv")
    with pytest.raises(lp.InputError, match="did you mean 'care_status'"):
        run(partnership, victims_columns={"person": "person", "care_status": "care_sttus"})
    with pytest.raises(lp.InputError, match="person"):
        run(partnership, victims=partnership.victims.drop(columns="person"))


def test_few_persons_give_rounded_tables_and_no_rows(partnership, tmp_path):
    made = run(partnership, victims=pd.concat([partnership.victims.head(4)] * 9))
    assert made.victims["count"].iloc[0] == 5
    assert "victims" not in {one["source"] for one in made.data_quality["sources"]}
    assert "victims" not in {one["source"] for one in made.data_quality["fields_given"]}
    source = next(one for one in made.manifest["inputs"] if one["source"] == "victims")
    assert "rows" not in source
    made.report(tmp_path / "page.html", "analyst")
    assert "5 victims (1 to 9)" in (tmp_path / "page.html").read_text(encoding="utf-8")


def test_the_analysts_page_has_the_two_sections(profile, tmp_path):
    profile.report(tmp_path / "analyst.html", "analyst")
    page = (tmp_path / "analyst.html").read_text(encoding="utf-8")
    assert 'id="victims"' in page
    assert 'id="offenders"' in page
    assert "each person once" in page
    profile.report(tmp_path / "public.html", "public")
    assert 'id="victims"' not in (tmp_path / "public.html").read_text(encoding="utf-8")
