# SPDX-License-Identifier: MIT
"""The package type-checks strictly, and so does code that uses it."""

import subprocess
import sys

import pytest
from support import ROOT

pytest.importorskip("mypy", reason="mypy is not installed")

GOOD = """
import libprofile as lp
import numpy as np
import numpy.typing as npt

labels: npt.NDArray[np.int32] = lp.clusters.dbscan([(0, 0)], radius_m=5, min_points=2)
near: lp.geography.Weights = lp.geography.k_nearest([(0, 0), (1, 1)], k=1)
found = lp.hotspots.getis_ord([1.0, 2.0], near, star=True)
z: npt.NDArray[np.float64] = found.z
policy: lp.Policy = lp.Policy.preset("partner")
"""
BAD = """
import libprofile as lp

near = lp.geography.k_nearest([(0, 0), (1, 1)], k=1, ties="some")
lp.hotspots.getis_ord([1.0], near, alternative="both")
labels: str = lp.clusters.dbscan([(0, 0)], radius_m=5, min_points=2)
"""


def mypy(*arguments):
    return subprocess.run(
        [sys.executable, "-m", "mypy", *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )


def test_the_package_is_typed_strictly():
    done = mypy()
    assert done.returncode == 0, done.stdout


def test_code_that_uses_it_is_checked(tmp_path):
    (tmp_path / "good.py").write_text(GOOD)
    (tmp_path / "bad.py").write_text(BAD)
    assert mypy(tmp_path / "good.py").returncode == 0
    assert mypy(tmp_path / "bad.py").stdout.count("error:") == 3
