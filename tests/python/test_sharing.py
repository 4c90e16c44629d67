# SPDX-License-Identifier: MIT
"""Profiles under an agreement on sharing, in Python and on the command line."""

import datetime
import json
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
import mini_input
from command_line import needs_command, run
from sample_profile import profiled

import libprofile as lp
from libprofile.disclosure import SharingPolicy

AGENCIES = ["police", "school", "sexual_health", "social_care", "voluntary"]
RULE = """
[[{kind}]]
agency = {agency}
field = {field}
purpose = "outreach"
tier = ["partner"]
from = 2020-01-01
until = 2098-12-31
"""


def agreement(*rules, agencies=AGENCIES):
    head = f'[agreement]\ntitle = "Eastmere"\nagencies = {json.dumps(agencies)}\n'
    return head + 'purposes = ["outreach", "licensing"]\n' + "".join(rules)


def rule(agency=AGENCIES, field="all", kind="allow", more=""):
    return RULE.format(kind=kind, agency=json.dumps(agency), field=json.dumps(field)) + more


ALL = agreement(rule())


@pytest.fixture(scope="module")
def made():
    return lp.sample.partnership(size=0.2, seed=1)


def under(made, text, **options):
    arguments = {"purpose": "outreach", "agencies": {"premises": "police"}} | options
    return profiled(made, sharing=SharingPolicy(text, "s.toml"), **arguments)


def test_what_is_covered_is_profiled_and_named_in_the_manifest(made):
    profile = under(made, ALL)
    assert profile.manifest["sharing"] == {"policy": "Eastmere", "purpose": "outreach"}
    keyed = under(made, ALL, key=bytes(range(32))).manifest["sharing"]
    assert len(keyed["hmac_sha256"]) == 64
    plain = profiled(made)
    assert "sharing" not in plain.manifest
    assert plain.counts.equals(profile.counts)


def test_a_field_that_is_not_covered_is_refused_by_agency_field_and_purpose(made):
    text = agreement(
        rule(agency=[one for one in AGENCIES if one != "school"]),
        rule(agency="school", field=["id", "start", "x", "y", "category", "person", "origin"]),
    )
    with pytest.raises(lp.disclosure.DisclosureError) as caught:
        under(made, text)
    message = str(caught.value)
    assert "s.toml: agency 'school', field 'location_role' of incidents" in message
    assert "purpose 'outreach', the partner tier on " in message
    with pytest.raises(lp.disclosure.DisclosureError, match="purpose 'licensing'"):
        under(made, ALL, purpose="licensing")
    with pytest.raises(lp.disclosure.DisclosureError, match="allows it in other tiers: partner"):
        under(made, ALL, policy="internal")
    with pytest.raises(lp.disclosure.DisclosureError, match="premises name no agency"):
        under(made, ALL, agencies={})


def test_arguments_that_mean_nothing_are_refused(made):
    with pytest.raises(lp.errors.InvalidArgument, match="purpose: must be given"):
        under(made, ALL, purpose=None)
    with pytest.raises(lp.errors.InvalidArgument, match="did you mean outreach"):
        under(made, ALL, purpose="outreech")
    with pytest.raises(lp.errors.InvalidArgument, match="mean something only with sharing"):
        profiled(made, purpose="outreach")
    with pytest.raises(lp.errors.InputError, match="is not TOML"):
        SharingPolicy("x = [")


def test_an_agreement_answers_questions():
    policy = SharingPolicy(agreement(rule(field=["start", "victims.sex"])))
    assert policy.title == "Eastmere"
    assert policy.agencies == AGENCIES
    assert policy.covers("police", "start", "outreach")
    assert policy.covers("police", "start", "outreach", day=datetime.date(2020, 1, 1))
    assert not policy.covers("police", "start", "outreach", day="2019-12-31")
    assert not policy.covers("police", "sex", "outreach")
    assert policy.covers("police", "sex", "outreach", table="victims")
    assert "handling codes none, 2, P" in policy.why_not(
        "police", "start", "outreach", handling="1"
    )
    frame = policy.to_frame()
    assert list(frame["fields"]) == [["start", "victims.sex"]]
    assert frame["until"].iloc[0] == "2098-12-31"
    assert "<table" in policy._repr_html_()
    same = SharingPolicy("# a remark\n" + agreement(rule(field=["victims.sex", "start"])), "x")
    assert policy == same
    assert hash(policy) == hash(same)
    assert policy != SharingPolicy(ALL)
    with pytest.raises(lp.errors.InvalidArgument, match="did you mean licensing"):
        policy.why_not("police", "start", "licencing")


@pytest.fixture
def mini(tmp_path):
    config = mini_input.write(tmp_path)
    text = config.read_text(encoding="utf-8").replace(
        'columns = { id = "ref", start',
        'constants = { agency = "police" }\ncolumns = { id = "ref", start',
    )
    more = '[sharing]\nfile = "s.toml"\npurpose = "outreach"\nagencies = { premises = "police" }\n'
    config.write_text(text + more, encoding="utf-8")
    (tmp_path / "s.toml").write_text(agreement(rule("police"), agencies=["police"]), "utf-8")
    return config


@needs_command
def test_the_command_line_asks_the_agreement(mini, tmp_path):
    done = run("profile", mini, "--out", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text("utf-8"))
    assert manifest["sharing"] == {"policy": "Eastmere", "purpose": "outreach"}
    assert run("verify", tmp_path / "out", "--rerun", mini).returncode == 0
    assert lp.problem_profile.from_toml(mini).manifest["sharing"] == manifest["sharing"]
    fields = ["id", "start", "x", "y", "origin", "premises.type"]
    text = agreement(rule("police", fields), agencies=["police"])
    (tmp_path / "s.toml").write_text(text, "utf-8")
    for command in (["profile", mini, "--out", tmp_path / "none"], ["check", mini]):
        done = run(*command)
        assert done.returncode == 1, done.stdout
        said = done.stderr + done.stdout
        assert "agency 'police', field 'category' of incidents, purpose 'outreach'" in said
    assert not (tmp_path / "none").exists()
    with pytest.raises(lp.disclosure.DisclosureError, match="field 'category' of incidents"):
        lp.problem_profile.from_toml(mini)


@needs_command
@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('"s.toml"', '"t.toml"', "t.toml"),
        ('purpose = "outreach"\nagencies', 'purpose = "raids"\nagencies', "'raids'"),
        ('premises = "police"', 'premisses = "police"', "did you mean premises"),
        ('file = "s.toml"', 'file = "s.toml"\nfiles = 1', "'files' is not a key that is known"),
    ],
)
def test_a_configuration_that_is_wrong_is_refused_by_name(mini, tmp_path, old, new, message):
    text = mini.read_text(encoding="utf-8")
    assert old in text
    mini.write_text(text.replace(old, new), encoding="utf-8")
    done = run("profile", mini, "--out", tmp_path / "out")
    assert done.returncode == 1
    assert message in done.stderr
