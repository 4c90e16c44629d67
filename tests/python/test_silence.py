# SPDX-License-Identifier: MIT
"""Nothing vanishes without a word: rows that cannot be used, a missing key, a seed that tells."""

import json
import os
import shlex
import stat
import warnings

import mini_input
import pytest
from command_line import needs_command, run
from sample_profile import profiled

import libprofile as lp

SEED = "20261128"


@pytest.fixture
def mini(tmp_path):
    (tmp_path / "in").mkdir()
    config = mini_input.write(tmp_path / "in")
    change(config, ("seed = 1\n", f"seed = {SEED}\n"))
    return config


@pytest.fixture(scope="module")
def made():
    return lp.sample.partnership(size=0.3, seed=1)


def change(path, *pairs):
    text = path.read_text(encoding="utf-8")
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")


def spoil(config, share):
    """Give this share of the incidents their date with the day first."""
    rows = mini_input.incidents()
    for row in rows[1 : 1 + round(share * (len(rows) - 1))]:
        year, month = row[1].split("-")
        row[1] = f"17/{month}/{year}"
    mini_input.write_rows(config.parent / "incidents.csv", rows)


@needs_command
def test_a_note_says_how_many_rows_cannot_be_used_and_why(mini, tmp_path):
    spoil(mini, 0.46)
    done = run("profile", mini, "--out", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    note = next(line for line in done.stderr.splitlines() if "cannot be used" in line)
    for word in ("incidents (", "incidents.csv", "920 of 2,000 rows (46 %)", "'month'", "must be"):
        assert word in note
    assert "17/" not in note
    page = (tmp_path / "out" / "report-analyst.html").read_text(encoding="utf-8")
    assert "About 920 of about 2,000 rows of incidents could not be read" in page
    report = run("profile", mini, "--out", tmp_path / "json", "--json")
    assert any("920 of 2,000" in one for one in json.loads(report.stdout)["notes"])
    assert report.stderr == ""
    assert run("profile", mini, "--out", tmp_path / "quiet", "--quiet").stderr == ""


@needs_command
def test_more_than_half_is_refused_unless_it_is_allowed(mini, tmp_path):
    spoil(mini, 0.61)
    for done in (run("profile", mini, "--out", tmp_path / "out"), run("check", mini)):
        assert done.returncode == 1
        assert "1,220 of 2,000 rows (61 %)" in done.stderr
        assert "rejected_at_most = 0.61" in done.stderr
    with pytest.raises(lp.InputError, match=r"rejected_at_most = 0\.61"):
        lp.problem_profile.from_toml(mini)
    change(mini, (f"seed = {SEED}\n", f"seed = {SEED}\nrejected_at_most = 0.61\n"))
    assert run("profile", mini, "--out", tmp_path / "out").returncode == 0
    with pytest.warns(lp.RejectedRowsWarning, match="1,220 of 2,000"):
        lp.problem_profile.from_toml(mini)
    change(mini, ("rejected_at_most = 0.61", "rejected_at_most = 1.5"))
    done = run("check", mini)
    assert done.returncode == 1
    assert "profile.toml, line 7" in done.stderr


@needs_command
@pytest.mark.parametrize("name", ["incidents", "premises"])
def test_a_source_without_rows_is_an_error(mini, tmp_path, name):
    path = mini.parent / f"{name}.csv"
    path.write_text(path.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")
    for done in (run("profile", mini, "--out", tmp_path / "out"), run("check", mini)):
        assert done.returncode == 1
        assert f"{name}.csv): holds no row" in done.stderr


@needs_command
def test_an_empty_source_among_several_is_an_error(mini, tmp_path):
    mini_input.write_rows(mini.parent / "empty.csv", mini_input.incidents(0))
    text = mini.read_text(encoding="utf-8")
    block = text.split("[incidents]")[1].split("[areas]")[0]
    second = block.replace("incidents.csv", "empty.csv")
    change(mini, ("[incidents]", "[[incidents]]"), ("[areas]\n", f"[[incidents]]{second}[areas]\n"))
    done = run("profile", mini, "--out", tmp_path / "out")
    assert done.returncode == 1
    assert "incidents 2 (" in done.stderr
    assert "empty.csv): holds no row" in done.stderr


@needs_command
def test_check_has_a_block_for_each_source_with_its_own_columns(tmp_path):
    assert run("sample", "--size", "0.2", "--out", tmp_path / "made").returncode == 0
    config = tmp_path / "made" / "profile.toml"
    text = run("check", config).stdout
    for words in (
        "incidents/police.csv): ",
        "    start (Committed From): ",
        "incidents/school.csv): ",
        "    start (When): ",
    ):
        assert words in text, words
    report = json.loads(run("check", config, "--json").stdout)["incidents"]
    assert [one["source"] for one in report["sources"]] == [f"incidents {n}" for n in range(1, 6)]
    assert sum(one["rows"] for one in report["sources"]) == report["rows"]
    assert sum(one["accepted"] for one in report["sources"]) == report["accepted"]
    school = {one["field"]: one["column"] for one in report["sources"][2]["completeness"]}
    assert school["start"] == "When"
    assert "end" not in school


@needs_command
def test_faults_are_told_by_the_columns_of_their_own_source(tmp_path):
    assert run("sample", "--size", "0.2", "--out", tmp_path / "made").returncode == 0
    path = tmp_path / "made" / "incidents" / "school.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    when = lines[0].split(",").index("When")
    for row in range(1, len(lines) // 4):
        fields = lines[row].split(",")
        fields[when] = "17/01/2024"
        lines[row] = ",".join(fields)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    report = json.loads(run("check", tmp_path / "made" / "profile.toml", "--json").stdout)
    bad = [one for one in report["incidents"]["rejected"] if one["file"].endswith("school.csv")]
    assert any(one["column"] == "When" for one in bad)
    assert any("incidents 3 (" in note and "'When'" in note for note in report["notes"])


def test_python_warns_of_rows_that_cannot_be_used(made):
    incidents = made.incidents.copy()
    some = incidents.index[incidents.index % 5 < 2]
    incidents.loc[some, "start"] = "31/12/2024"
    with pytest.warns(lp.RejectedRowsWarning, match="'start': must be") as caught:
        profile = profiled(made, incidents=incidents)
    assert {one.filename for one in caught} == {profiled.__code__.co_filename}
    assert len(caught) == len(incidents.attrs["sources"])
    assert len(profile.rejected) >= len(some)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        _ = profile.internal


def test_python_refuses_what_the_command_line_refuses(made):
    incidents = made.incidents
    with pytest.raises(lp.InputError, match=r"none of the .* rows can be used.*'start'.*row 1"):
        profiled(made, incidents=incidents.assign(start="31/12/2024"))
    with pytest.raises(lp.InputError, match="incidents: holds no row"):
        profiled(made, incidents=incidents.iloc[:0])
    for premises in (made.premises.assign(type="7843"), made.premises.assign(type="shop")):
        with pytest.raises(lp.InputError, match=r"premises.*: none of the .* rows can be used"):
            profiled(made, premises=premises)
    with pytest.raises(lp.InputError, match=r"premises.*: holds no row"):
        profiled(made, premises=made.premises.iloc[:0])
    with pytest.raises(lp.InvalidArgument, match="rejected_at_most = 2: must be 0 to 1"):
        profiled(made, rejected_at_most=2)


@needs_command
def test_no_file_holds_a_seed_that_ties_follow_from(mini, tmp_path):
    done = run("profile", mini, "--out", tmp_path / "out")
    assert "note: no key is given" in done.stderr
    assert "/dev/urandom" in done.stderr
    for path in (tmp_path / "out").rglob("*"):
        assert not path.is_file() or SEED.encode() not in path.read_bytes(), path
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text(encoding="utf-8"))
    assert "seed" not in manifest
    assert run("verify", tmp_path / "out", "--rerun", mini).returncode == 0

    other = run("profile", mini, "--out", tmp_path / "other", "--seed", "77")
    assert other.returncode == 0
    assert run("verify", tmp_path / "other", "--rerun", mini, "--seed", "77").returncode == 0


@needs_command
def test_with_a_key_the_seed_is_told_and_nothing_is_noted(mini, tmp_path):
    give_key(mini)
    done = run("profile", mini, "--out", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    assert "no key" not in done.stderr
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["seed"] == int(SEED)


def give_key(config):
    key = config.parent / "profile.key"
    key.write_bytes(os.urandom(32))
    key.chmod(stat.S_IRUSR | stat.S_IWUSR)
    change(config, (f"seed = {SEED}\n", f'seed = {SEED}\nkey = "profile.key"\n'))


@needs_command
def test_the_public_tier_is_refused_without_a_key(mini, tmp_path):
    change(mini, ('tier = "partner"', 'tier = "public"'))
    path = mini.parent / "areas.geojson"
    change(path, ('"E010', '"E050'))
    change(mini.parent / "people.csv", ("E010", "E050"))
    for done in (run("profile", mini, "--out", tmp_path / "out"), run("check", mini)):
        assert done.returncode == 1
        assert "key: must be given in the public tier" in done.stderr
        assert "/dev/urandom" in done.stderr
    with pytest.raises(lp.DisclosureError, match="key: must be given in the public tier"):
        lp.problem_profile.from_toml(mini)
    give_key(mini)
    done = run("profile", mini, "--out", tmp_path / "out")
    assert done.returncode == 0, done.stderr


def test_the_public_tier_is_never_laxer_than_the_partner_tier(made):
    wards = made.areas.dissolve("ward", aggfunc={"population": "sum"}).reset_index()
    wards.loc[wards.index[:3], "population"] = 200
    options = {
        "areas": wards,
        "premises": None,
        "parent": (),
        "code": "ward",
        "policy": "public",
        "key": bytes(32),
    }
    known = profiled(made, **options).neighbourhoods.set_index("unit")
    assert known.loc[wards["ward"][:3], "count"].isna().all()
    with pytest.raises(lp.DisclosureError, match="assured_residents = 1000"):
        profiled(made, **options | {"population": None})


@needs_command
def test_check_refuses_a_population_of_other_codes(mini, tmp_path):
    change(mini.parent / "people.csv", ("E010", "E020"))
    for done in (run("profile", mini, "--out", tmp_path / "out"), run("check", mini)):
        assert done.returncode == 1
        assert "residents: are known for none of the 36 areas" in done.stderr


@needs_command
def test_withheld_units_have_no_label_in_the_hotspots(mini, tmp_path):
    people = mini.parent / "people.csv"
    change(people, (f"{mini_input.code(0, 0)},1500,300", f"{mini_input.code(0, 0)},20,5"))
    assert run("profile", mini, "--out", tmp_path / "out").returncode == 0
    layer = json.loads((tmp_path / "out" / "layers" / "hotspots.geojson").read_text("utf-8"))
    rows = [feature["properties"] for feature in layer["features"]]
    withheld = [row for row in rows if row["count"] is None]
    assert withheld
    assert {row["label"] for row in withheld} == {None}
    assert all(row["label"] for row in rows if row["count"] is not None)


@needs_command
def test_a_profile_that_is_out_of_date_when_it_is_made_says_so(mini, tmp_path):
    done = run("profile", mini, "--out", tmp_path / "out")
    assert "note: the profile is valid until 2019-03-31" in done.stderr


def test_writing_names_every_file_of_the_folder(made, tmp_path):
    paths = profiled(made).write(tmp_path / "out")
    files = [one for one in (tmp_path / "out").rglob("*") if one.is_file()]
    there = sorted(one.relative_to(tmp_path / "out").as_posix() for one in files)
    assert paths == [one for one in there if not one.startswith("checksums/")]
    assert sorted(f"checksums/{path}.txt" for path in paths) == [
        one for one in there if one not in paths
    ]
    assert "manifest.json" in paths


@needs_command
def test_the_example_of_the_help_works_on_the_sample(tmp_path):
    assert run("sample", "--size", "0.2", "--out", tmp_path / "made").returncode == 0
    lines = [
        shlex.split(one) for one in run("profile", "--help").stdout.splitlines() if "--out" in one
    ]
    examples = [one for one in lines if one[:2] == ["libprofile", "profile"]]
    assert len(examples) == 3
    for number, example in enumerate(examples):
        options = example[3:]
        options[options.index("--out") + 1] = str(tmp_path / f"out{number}")
        done = run("profile", tmp_path / "made" / "profile.toml", *options, cwd=tmp_path)
        assert done.returncode == 0, done.stderr
