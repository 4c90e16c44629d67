# SPDX-License-Identifier: MIT
"""A13: what objects, logs, warnings, streams and temporary files of a session say of records."""

import logging
import tempfile
import warnings

import pytest
from sample_profile import profiled

import libprofile as lp

CANARY = "canary-7f3a91-"


@pytest.fixture(scope="module")
def made():
    made = lp.sample.partnership(size=0.1, seed=6)
    incidents = made.incidents.copy()
    incidents["person"] = [f"{CANARY}{k}" for k in range(len(incidents))]
    incidents["id"] = [f"{CANARY}id-{k}" for k in range(len(incidents))]
    return made, incidents


def said_of(value):
    """Everything an object says of itself in a session or a notebook."""
    ways = ("__repr__", "__str__", "_repr_html_", "_repr_markdown_", "summary")
    said = [str(getattr(value, way)()) for way in ways if callable(getattr(value, way, None))]
    return "".join(said) + str(getattr(value, "attrs", ""))


def objects_of(profile):
    """The profile, and every attribute that it gives."""
    yield profile
    for name in dir(profile):
        if not name.startswith("_"):
            value = getattr(profile, name, None)
            if value is not None and not callable(value):
                yield value


@pytest.mark.parametrize("policy", ["partner", "internal"])
def test_a13_no_token_is_said_logged_or_left_behind(
    made, tmp_path, monkeypatch, caplog, capfd, policy
):
    partnership, incidents = made
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setenv("TMPDIR", str(scratch))
    monkeypatch.setattr(tempfile, "tempdir", None)
    written = {"tier": "internal"} if policy == "internal" else {}
    with caplog.at_level(logging.DEBUG), warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        profile = profiled(partnership, incidents=incidents, policy=policy, premises=None)
        profile.write(tmp_path / "out", **written)
        said = "".join(said_of(value) for value in objects_of(profile))
        with pytest.raises(lp.errors.Error) as refused:
            profiled(
                partnership,
                incidents=incidents.assign(start="yesterday"),
                policy=policy,
                premises=None,
            )
    streams = "".join(capfd.readouterr())
    told = said + caplog.text + streams + str(refused.value) + repr(refused.value)
    told += "".join(str(one.message) for one in caught)
    assert CANARY not in told
    assert list(scratch.rglob("*")) == []
    for path in (tmp_path / "out").rglob("*"):
        assert path.is_dir() or CANARY.encode() not in path.read_bytes()


def test_a13_positive_control_a_careless_object_says_them(made):
    _, incidents = made
    assert CANARY in said_of(incidents)
