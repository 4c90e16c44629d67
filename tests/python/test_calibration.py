# SPDX-License-Identifier: MIT
"""The p of Monte Carlo methods are uniform where there is nothing to find: a small version."""

import sys
from dataclasses import replace

import pytest
from support import ROOT

pytest.importorskip("scipy")
sys.path.insert(0, str(ROOT / "benchmarks"))

import calibration

PRESENT = [m for m in calibration.METHODS if m.is_present]
WORLDS = 300


@pytest.mark.parametrize("method", PRESENT, ids=lambda method: method.name)
def test_p_are_uniform_under_the_null(method):
    assert calibration.uniformity(method, WORLDS) > 1e-4


def test_p_that_look_at_the_tail_first_are_noticed():
    moran = next(m for m in PRESENT if m.name == "moran")

    def eager(values, weights, seed, tail):
        p = moran.p(values, weights, seed, "greater")
        smaller = min(p, 1.005 - p)
        return smaller if tail == "greater" else 1.005 - smaller

    assert calibration.uniformity(replace(moran, p=eager), WORLDS) < 1e-4
