# SPDX-License-Identifier: MIT
"""Every result that draws says how to install what it draws with."""

import importlib
import inspect
import pkgutil
from typing import Any

import numpy as np
import pandas as pd
import pytest

import libprofile as lp


def plots() -> list[Any]:
    """Every method of the package that makes matplotlib's axes, wherever it is defined."""
    found = []
    for module in pkgutil.walk_packages(lp.__path__, "libprofile."):
        if module.name.rpartition(".")[2] == "_core":
            continue
        for owner in vars(importlib.import_module(module.name)).values():
            if not inspect.isclass(owner) or owner.__module__ != module.name:
                continue
            for name, method in vars(owner).items():
                if name.startswith("plot") and inspect.isfunction(method):
                    found.append(pytest.param(owner, name, id=f"{owner.__name__}.{name}"))
    return found


class Anything:
    """Stands for a result: whatever is asked of it before drawing is there."""

    def __init__(self) -> None:
        self.type = np.array(["P05"])
        self.visits = pd.DataFrame({"team": []})

    def __getattr__(self, name: str) -> Any:
        return lambda *_: None


@pytest.mark.parametrize(("owner", "name"), plots())
def test_the_extra_to_install_is_named(
    owner: type, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "matplotlib", None)
    monkeypatch.setitem(__import__("sys").modules, "matplotlib.pyplot", None)
    method = vars(owner)[name]
    needed = [
        "P05"
        for one in list(inspect.signature(method).parameters.values())[1:]
        if one.default is one.empty
    ]
    with pytest.raises(ImportError, match=r"pip install 'libprofile\[plot\]'"):
        method(Anything(), *needed)


def test_all_that_draw_are_tried() -> None:
    assert {"Funnel.plot", "Surface.plot", "OutreachPlan.plot"} <= {one.id for one in plots()}
    assert len(plots()) >= 10
