# SPDX-License-Identifier: MIT
"""Every example in the installed package runs, and every public name has one."""

import doctest
import importlib
import inspect
import pkgutil

import pytest

import libprofile as lp

MODULES = [
    "libprofile",
    *(m.name for m in pkgutil.walk_packages(lp.__path__, "libprofile.")),
]
FLAGS = doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS
STAGES = (lp.clusters, lp.disclosure, lp.geography, lp.hotspots, lp.publish, lp.records, lp.risk)
FUNCTIONS = [
    pytest.param(getattr(module, name), id=f"{module.__name__}.{name}")
    for module in (*STAGES, lp.sample)
    for name in module.__all__
    if inspect.isfunction(getattr(module, name))
]


@pytest.mark.parametrize("name", MODULES)
def test_examples_run(name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert doctest.testmod(importlib.import_module(name), optionflags=FLAGS).failed == 0
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("function", FUNCTIONS)
def test_every_parameter_is_described(function):
    text = inspect.getdoc(function)
    for parameter in inspect.signature(function).parameters:
        assert f"{parameter}" in text.split("Returns")[0].split("Parameters", 1)[-1], parameter


@pytest.mark.parametrize("function", FUNCTIONS)
def test_what_is_raised_is_said_and_there_is_an_example(function):
    sections = inspect.getdoc(function).split("\n")
    assert "Raises" in sections
    assert "Examples" in sections
