# SPDX-License-Identifier: MIT
import hashlib
import json

import geopandas as gpd
import pandas as pd
import pytest
from support import AREA_COLUMNS, ROOT, YEAR

import libprofile as lp


def digests(folder):
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


PAGES = {f"report-{name}.html" for name in ("analyst", "outreach", "licensing", "public")}


def fields(path):
    return [feature["properties"] for feature in json.loads(path.read_text())["features"]]


def run(partnership, **options):
    settings = {"window": YEAR, "counts": "persons", "seed": 1} | AREA_COLUMNS | options
    return lp.problem_profile(
        partnership.incidents, partnership.areas, premises=partnership.premises, **settings
    )


def test_frames_carry_the_index_of_the_areas_given(partnership):
    shuffled = partnership.areas.sample(frac=1, random_state=3)
    shuffled.index = [f"row {i}" for i in range(len(shuffled))]
    profile = lp.problem_profile(
        partnership.incidents, shuffled, window=YEAR, counts="persons", seed=1, **AREA_COLUMNS
    )
    for frame in (profile.neighbourhoods, profile.hotspots):
        assert frame.index.equals(shuffled.index)
        assert frame["unit"].tolist() == shuffled["code"].tolist()
        assert frame.geometry.geom_equals(shuffled.geometry).all()
        assert frame.crs == shuffled.crs


def test_python_and_the_command_line_write_the_same_bytes(tmp_path, cli, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")
    cli("sample", "--size", "0.5", "--seed", "4", "--out", tmp_path / "sample")
    config = tmp_path / "sample" / "profile.toml"
    cli("profile", config, "--out", tmp_path / "from-cli")
    lp.problem_profile.from_toml(config).write(tmp_path / "from-python")
    assert digests(tmp_path / "from-cli") == digests(tmp_path / "from-python")


def test_real_records_give_the_same_numbers_from_both(tmp_path, cli, real_data, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")
    south_yorkshire = real_data / "south-yorkshire"
    config = tmp_path / "south-yorkshire.toml"
    config.write_text(
        (ROOT / "tests" / "support" / "south-yorkshire.toml")
        .read_text()
        .replace("SOUTH_YORKSHIRE", str(south_yorkshire))
    )
    cli("profile", config, "--out", tmp_path / "from-cli")
    lp.problem_profile.from_toml(config).write(tmp_path / "from-python")
    # Two versions of PROJ differ in the last bits of a coordinate, which may turn the outline of a
    # union of areas (and what is drawn of it) at a pinch: all else is the same to the byte.
    one, two = digests(tmp_path / "from-cli"), digests(tmp_path / "from-python")
    assert set(one) == set(two)
    differing = {name for name in one if one[name] != two[name]}
    by_area = "layers/premises_types_by_area.geojson"
    assert differing <= {by_area, "layers.gpkg", "manifest.json", *PAGES}
    assert fields(tmp_path / "from-cli" / by_area) == fields(tmp_path / "from-python" / by_area)


@pytest.mark.parametrize("n_jobs", [2, 8])
def test_any_number_of_threads_gives_the_same_bytes(partnership, tmp_path, n_jobs, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")
    run(partnership, n_jobs=1).write(tmp_path / "one")
    run(partnership, n_jobs=n_jobs).write(tmp_path / "many")
    assert digests(tmp_path / "one") == digests(tmp_path / "many")


def test_shuffled_records_give_the_same_counts(partnership, profile):
    shuffled = partnership.incidents.sample(frac=1, random_state=5)
    # Of two reports of one identifier the first counts: leave the identifiers out.
    columns = [c for c in shuffled.columns if c not in ("id", "geometry")]
    settings = {"window": YEAR, "counts": "persons", "seed": 1, **AREA_COLUMNS}
    one, two = (
        lp.problem_profile(frame[[*columns, "geometry"]], partnership.areas, **settings)
        for frame in (partnership.incidents, shuffled)
    )
    pd.testing.assert_frame_equal(one.counts, two.counts)


def test_planted_hotspots_are_found(partnership, profile):
    tiered = set(profile.hotspots.loc[profile.hotspots["tier"].notna(), "unit"])
    spots = partnership.truth["hotspots"]
    found = sum(bool(tiered & set(spot["units"])) for spot in spots)
    print(f"planted hotspots found through the partner gate: {found} of {len(spots)}")
    assert found >= 0.75 * len(spots)


def test_planted_areas_are_likelier_in_the_top_tenth(partnership, profile):
    planted = {unit for spot in partnership.truth["hotspots"] for unit in spot["units"]}
    is_planted = profile.risks["unit"].isin(planted)
    assert profile.risks.index.equals(profile.neighbourhoods.index)
    assert (
        profile.risks["p_top"][is_planted].mean() > 1.7 * profile.risks["p_top"][~is_planted].mean()
    )


def test_planted_premises_types_are_flagged(partnership, profile):
    flagged = set(profile.premises_types.query("flag == 'high'")["type"])
    truth = partnership.truth["premises_types"]
    planted = {one["type"] for one in truth if one["relative_risk"] >= 2}
    print(f"planted premises types flagged: {len(planted & flagged)} of {len(planted)}")
    assert len(planted) == 4
    # P04 has 120 premises and a relative risk of 2.5: its interval touches the mean.
    assert len(planted & flagged) >= 3


def counted_by_hand(partnership):
    """Persons by neighbourhood and category: accepted, reported and placed records of the year."""
    checked = lp.records.validate(partnership.incidents, "incident")
    records = partnership.incidents.iloc[checked.accepted]
    records = records[records["origin"] != "proactive"]
    records = records[records["start"].astype(str).str[:4] == "2024"]
    return lp.geography.count(
        records, partnership.areas.set_index("code"), by="category", distinct="person"
    )


def test_the_internal_profile_is_exact(partnership, profile):
    internal = profile.internal.counts.query("level == 'neighbourhood' and category != 'all'")
    found = internal.pivot(index="unit", columns="category", values="count").astype("int64")
    assert profile.internal.tier == "internal"
    expected = counted_by_hand(partnership)
    # A category without any counted record is not listed.
    expected = expected.loc[:, expected.any()]
    pd.testing.assert_frame_equal(found, expected, check_names=False, check_like=True)


def test_the_internal_profile_is_hard_to_save(profile, tmp_path):
    with pytest.raises(lp.DisclosureError, match='tier="internal"'):
        profile.internal.write(tmp_path / "raw")
    with pytest.raises(lp.DisclosureError, match='tier="internal"'):
        profile.internal.report(tmp_path / "raw.html")
    assert not list(tmp_path.iterdir())
    profile.internal.write(tmp_path / "raw", tier="internal")
    assert (tmp_path / "raw").stat().st_mode & 0o077 == 0


def test_released_counts_are_multiples_of_the_base_and_add_up(profile):
    counts = profile.counts
    assert (counts["count"].dropna() % 5 == 0).all()
    shown = counts[counts["count"].notna()]
    assert 0.9 * len(counts) < len(shown)
    of_unit = shown[shown["category"] != "all"].groupby(["level", "unit"])["count"].sum()
    margins = shown[shown["category"] == "all"].set_index(["level", "unit"])["count"]
    assert (of_unit - margins).abs().max() == 0


def test_degrees_are_refused_with_the_line_to_type(partnership):
    with pytest.raises(lp.CrsError, match=r'incidents = incidents\.to_crs\("EPSG:27700"\)'):
        lp.problem_profile(
            partnership.incidents.to_crs(4326), partnership.areas, window=YEAR, **AREA_COLUMNS
        )
    bare = partnership.areas.set_crs(None, allow_override=True)
    with pytest.raises(lp.CrsError, match="set_crs"):
        lp.problem_profile(partnership.incidents, bare, window=YEAR, **AREA_COLUMNS)


def test_a_rolling_window_is_refused(partnership):
    with pytest.raises(lp.DisclosureError, match="quarter"):
        run(partnership, window=("2024-01-15", "2024-04-14"))


def test_a_window_without_records_says_when_there_are_some(partnership):
    with pytest.raises(lp.InvalidArgument, match="2024-01 to 2024-12"):
        run(partnership, window=("2019-01-01", "2019-12-31"))


def test_an_unknown_category_gets_a_suggestion(partnership):
    known = str(partnership.incidents["category"].dropna().iloc[0])
    with pytest.raises(lp.InvalidArgument, match=r"did you mean|there are"):
        run(partnership, categories=[known + "x"])


def test_identifiers_and_protected_characteristics_are_refused(partnership):
    incidents = partnership.incidents.assign(phone="07700 900123", ethnicity="x")
    with pytest.raises(lp.InputError) as caught:
        lp.problem_profile(
            incidents,
            partnership.areas,
            columns={"start": "start", "category": "phone"},
            window=YEAR,
            **AREA_COLUMNS,
        )
    assert "900123" not in str(caught.value)
    with pytest.raises(lp.InputError, match="ethnicity"):
        lp.problem_profile(
            incidents,
            partnership.areas,
            columns={"start": "start", "category": "ethnicity"},
            window=YEAR,
            **AREA_COLUMNS,
        )


def test_a_profile_shows_itself_in_a_notebook(profile):
    html = profile._repr_html_()
    assert "partner" in html
    assert len(html) < 2000


def test_mistakes_are_answered_with_what_to_type(partnership):
    incidents, areas = partnership.incidents, partnership.areas
    with pytest.raises(lp.InvalidArgument, match=r"geopandas\.read_file"):
        lp.problem_profile("incidents.csv", areas)
    with pytest.raises(lp.InvalidArgument, match="points_from_xy"):
        lp.problem_profile(pd.DataFrame(incidents.drop(columns="geometry")), areas)
    with pytest.raises(lp.InputError, match="did you mean 'population'"):
        run(partnership, population="Populaton")
    with pytest.raises(lp.InputError, match="did you mean 'category'"):
        run(partnership, columns={"start": "start", "category": "categry"})
    with pytest.raises(lp.InvalidArgument, match="first and a last day"):
        run(partnership, window="2024")
    with pytest.raises(lp.CrsError, match="EPSG:0"):
        run(partnership, crs="EPSG:0")


def test_swapped_coordinates_are_recognised(partnership):
    swapped = partnership.incidents.copy()
    swapped.geometry = gpd.points_from_xy(swapped.geometry.y, swapped.geometry.x, crs=swapped.crs)
    with pytest.raises(lp.InvalidArgument, match="x and y are swapped"):
        lp.problem_profile(swapped, partnership.areas, window=YEAR, **AREA_COLUMNS)


def test_an_area_may_not_come_twice(partnership):
    twice = pd.concat([partnership.areas, partnership.areas.head(1)])
    with pytest.raises(lp.Error, match=r"twice|two|unique|repeat|different"):
        lp.problem_profile(partnership.incidents, twice, window=YEAR, **AREA_COLUMNS)


def test_a_profile_cannot_be_made_by_hand(partnership, profile):
    with pytest.raises(lp.DisclosureError):
        type(profile)({}, partnership.areas, "code", pd.DataFrame(), None)
