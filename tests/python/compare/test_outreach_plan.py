# SPDX-License-Identifier: MIT
"""The plan covers as much as HiGHS finds for the same problem written out."""

import sys

import pytest
from support import ROOT

pytest.importorskip("scipy", reason="scipy is not installed")
sys.path.insert(0, str(ROOT / "benchmarks"))

from kernels.outreach_plan import (
    general_solver,
    general_solver_with_ways,
    make,
    make_with_ways,
    ours,
    ours_with_ways,
)


@pytest.mark.parametrize("areas", range(8, 18))
def test_without_ways_and_with_floors(areas):
    data = make(areas)
    assert ours(data).harm == pytest.approx(general_solver(data), rel=2e-6)


@pytest.mark.parametrize("areas", range(3, 8))
def test_with_ways(areas):
    data = make_with_ways(areas)
    assert ours_with_ways(data).harm == pytest.approx(general_solver_with_ways(data), rel=2e-6)
