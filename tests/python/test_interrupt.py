# SPDX-License-Identifier: MIT
"""Ctrl-C stops heavy work at once, and progress reaches its end."""

import subprocess
import sys

import numpy as np
import pytest

import libprofile as lp

# The contract is 0.1 s; a machine that is busy with other work needs room.
BOUND_S = 2.0

CTRL_C = """
import os, signal, threading, time
import numpy as np
import libprofile as lp
rng = np.random.default_rng(1)
xy = rng.uniform(0, 20_000, (1_000_000, 2))
near = lp.geography.k_nearest(xy[:100_000], k=8)
values = rng.poisson(3, 100_000)
sent = None
def interrupt():
    global sent
    time.sleep(0.3)
    sent = time.perf_counter()
    os.kill(os.getpid(), signal.SIGINT)
threading.Thread(target=interrupt, daemon=True).start()
try:
    while True:
        WORK
except KeyboardInterrupt:
    print(time.perf_counter() - sent)
"""
HEAVY = {
    "optics": "lp.clusters.optics(xy, radius_m=300, min_points=20)",
    "space_time_dbscan": "lp.clusters.space_time_dbscan("
    "xy, xy[:, 0], radius_m=300, lag_days=9_000, min_points=2_000)",
    "nearest_neighbour_hierarchy": "lp.clusters.nearest_neighbour_hierarchy("
    "xy, threshold_m=300, min_points=2_000)",
    "parameter_guide": "lp.clusters.parameter_guide(xy, min_points=500)",
    "hdbscan": "lp.clusters.hdbscan(xy, min_cluster_size=50, min_points=20)",
    "nearest_neighbours": "lp.geography.nearest_neighbours(xy, k=100)",
    "dbscan": "lp.clusters.dbscan(xy, radius_m=300, min_points=1e9)",
    "getis_ord": "lp.hotspots.getis_ord(values, near, permutations=99_999)",
}


@pytest.mark.parametrize("method", HEAVY)
def test_ctrl_c_stops_heavy_work(method):
    code = CTRL_C.replace("WORK", HEAVY[method])
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    print(f"{method} stopped {float(done.stdout):.3f} s after Ctrl-C")
    assert float(done.stdout) < BOUND_S


def test_progress_rises_to_one():
    shares = []
    xy = np.random.default_rng(2).uniform(0, 1_000, (2_000, 2))
    lp.clusters.dbscan(xy, radius_m=20, min_points=3, progress=shares.append)
    assert shares == sorted(shares)
    assert shares[-1] == 1


def test_progress_shows_a_bar(capsys):
    lp.clusters.dbscan([(0, 0)], radius_m=1, min_points=1, progress=True)
    assert "dbscan [" in capsys.readouterr().out


def test_an_error_of_the_caller_s_function_reaches_the_caller():
    def fail(share):
        raise RuntimeError("mine")

    with pytest.raises(RuntimeError, match="mine"):
        lp.clusters.dbscan([(0, 0)], radius_m=1, min_points=1, progress=fail)
