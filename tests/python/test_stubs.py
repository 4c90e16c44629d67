# SPDX-License-Identifier: MIT
"""The stub says what the extension is, and the package has the extension's defaults."""

import ast
import inspect

import pytest
from support import ROOT

import libprofile as lp
from libprofile import _core

STUB = ast.parse((ROOT / "bindings" / "libprofile" / "_core.pyi").read_text(encoding="utf-8"))


def parameters(function):
    """Name, kind and default of each parameter; positional-only counts as positional."""
    found = []
    plain = [*function.args.posonlyargs, *function.args.args]
    defaults = [None] * (len(plain) - len(function.args.defaults)) + function.args.defaults
    for argument, default in zip(plain, defaults, strict=True):
        found.append(
            (argument.arg, "plain", None if default is None else ast.literal_eval(default))
        )
    for argument, default in zip(function.args.kwonlyargs, function.args.kw_defaults, strict=True):
        keyword = None if default is None else (ast.literal_eval(default),)
        found.append((argument.arg, "keyword", keyword))
    return [one for one in found if one[0] not in ("self", "arg0", "other")]


def signature_in_docstring(function):
    first = function.__doc__.splitlines()[0]
    return ast.parse(f"def {first}: ...").body[0]


def stub_members(body):
    """What a body of the stub defines, by name; private aliases left out."""
    found = {}
    for node in body:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            found[node.name] = node
        elif isinstance(node, ast.AnnAssign) and not node.target.id.startswith("_"):
            found[node.target.id] = node
    return found


def extension_members(owner):
    kept = ("__init__", "__eq__", "__hash__")
    names = dir(owner) if inspect.ismodule(owner) else vars(owner)
    return {
        name: getattr(owner, name)
        for name in names
        if not name.startswith("_")
        or (name in kept and "self: libprofile" in (getattr(owner, name).__doc__ or ""))
    }


STUBBED = stub_members(STUB.body)
CLASSES = sorted(n for n, node in STUBBED.items() if isinstance(node, ast.ClassDef))
FUNCTIONS = sorted(n for n, node in STUBBED.items() if isinstance(node, ast.FunctionDef))


def test_the_stub_names_what_the_extension_has():
    assert set(STUBBED) == set(extension_members(_core))


@pytest.mark.parametrize("name", CLASSES)
def test_each_class_of_the_stub_has_the_members_of_the_extension(name):
    stubbed = stub_members(STUBBED[name].body)
    actual = extension_members(getattr(_core, name))
    assert set(stubbed) == set(actual)
    for member, node in stubbed.items():
        if not any(getattr(mark, "id", "") == "property" for mark in node.decorator_list):
            declared = signature_in_docstring(actual[member])
            assert parameters(node) == parameters(declared), member
        else:
            assert isinstance(inspect.getattr_static(getattr(_core, name), member), property)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_each_function_of_the_stub_has_the_parameters_of_the_extension(name):
    declared = signature_in_docstring(getattr(_core, name))
    assert parameters(STUBBED[name]) == parameters(declared)


def public_functions():
    return [
        pytest.param(getattr(module, name), getattr(_core, name), id=name)
        for module in (lp.clusters, lp.geography, lp.hotspots, lp.risk, lp.records)
        for name in module.__all__
        if inspect.isfunction(getattr(module, name)) and name in FUNCTIONS
    ]


def defaults_of_extension(function):
    declared = signature_in_docstring(function).args
    keywords = zip(declared.kwonlyargs, declared.kw_defaults, strict=True)
    plain = declared.args[len(declared.args) - len(declared.defaults) :]
    pairs = [*zip(plain, declared.defaults, strict=True), *keywords]
    return {argument.arg: ast.literal_eval(value) for argument, value in pairs if value is not None}


@pytest.mark.parametrize(("public", "compiled"), public_functions())
def test_defaults_are_those_of_the_library(public, compiled):
    there = defaults_of_extension(compiled)
    given = {
        name: parameter.default
        for name, parameter in inspect.signature(public).parameters.items()
        if parameter.default is not inspect.Parameter.empty and name in there
    }
    # Follows the base of protected counts; for others it is the library's.
    given.pop("low_at_most", None)
    # By name here, by column there.
    given.pop("roles", None)
    # A tuple here may be a list there.
    given, there = (
        {name: list(one) if isinstance(one, tuple) else one for name, one in defaults.items()}
        for defaults in (given, there)
    )
    if compiled is _core.hdbscan:
        given["min_points"] = given["min_points"] or 0  # Absent: None here, 0 there.
    assert given == {name: there[name] for name in given}


def test_the_estimator_has_the_defaults_of_the_library():
    there = defaults_of_extension(_core.dbscan)
    assert lp.clusters.Dbscan().get_params() == {
        name: there[name] for name in ("radius_m", "min_points", "n_jobs")
    }


def test_other_estimators_have_the_defaults_of_the_library():
    there = defaults_of_extension(_core.optics)
    there["xi"] = defaults_of_extension(_core.optics_xi)["xi"]
    given = lp.clusters.Optics().get_params()
    assert given.pop("min_cluster_size") is None
    assert given == {name: there[name] for name in given}
    there = defaults_of_extension(_core.space_time_dbscan)
    given = lp.clusters.SpaceTimeDbscan().get_params()
    assert given == {name: there[name] for name in given}
    there = defaults_of_extension(_core.hdbscan)
    given = lp.clusters.Hdbscan().get_params()
    assert given.pop("min_points") is None
    assert given == {name: there[name] for name in given}


def test_the_sample_has_the_defaults_of_the_library():
    here = inspect.signature(lp.sample.partnership).parameters
    there = defaults_of_extension(_core.sample_files)
    assert {name: one.default for name, one in here.items()} == there


def test_the_profile_has_the_defaults_of_the_library():
    here = inspect.signature(lp.problem_profile.__call__).parameters
    there = _core.profile_defaults()
    assert {name: here[name].default for name in there} == there


def test_types_left_out_of_risk_are_those_that_are_never_mapped():
    never = [code for code, _ in _core.code_list("premises_types") if not _core.is_mappable(code)]
    assert (
        list(inspect.signature(lp.risk.premises_type_risk).parameters["exclude"].default) == never
    )


def test_noise_is_the_library_s():
    assert lp.clusters.NOISE == _core.NOISE
