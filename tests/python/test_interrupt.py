# SPDX-License-Identifier: MIT
"""Ctrl-C stops heavy work at once wherever it is, and progress reaches its end."""

import inspect
import json
import subprocess
import sys

import numpy as np
import pytest

import libprofile as lp

# The contract is 0.1 s of an idle machine, which is what is printed (`pytest -s`). What is held
# here tells work that stops where it is from work that goes on to its end, on a machine as busy as
# may be: every call below takes more processor time than this, most of them many times as much.
THREADS = 2
BOUND_PROCESSOR_S = 1.5

# A thread waits until `progress` has been called so many times, which shows that the work is under
# way, and no time is guessed; then it sends the signal.
CTRL_C = """
import json, os, signal, sys, threading, time
import numpy as np
import libprofile as lp
rng = np.random.default_rng(1)
xy = rng.uniform(0, 20_000, (1_000_000, 2))
some = xy[:200_000]
SETUP
calls = 0
wanted = None
reached = threading.Event()
sent = []
def progress(share):
    global calls
    calls += share < 1
    if calls >= wanted:
        reached.set()
def interrupt():
    reached.wait()
    sent.extend([time.perf_counter(), time.process_time()])
    os.kill(os.getpid(), signal.SIGINT)
took = []
for wanted in MOMENTS:
    calls = 0
    reached.clear()
    sent.clear()
    threading.Thread(target=interrupt, daemon=True).start()
    try:
        while True:
            WORK
    except KeyboardInterrupt:
        took.append([time.perf_counter() - sent[0], time.process_time() - sent[1]])
print(json.dumps(took))
"""
# Calls of `progress` before the signal: methods of clusters have several steps, and each stops.
MOMENTS = {"clusters": (1, 4, 12), "geography": (1,), "hotspots": (1,)}
WEIGHTS = """
near = lp.geography.k_nearest(some, k=8)
values = rng.poisson(3, len(some)) + 0.0
"""
BY_METHOD = {
    "clusters.dbscan": ("", "xy, radius_m=1_000, min_points=1e9"),
    "clusters.hdbscan": ("", "xy, min_cluster_size=50, min_points=20"),
    "clusters.hdbscan_range": ("", "xy, min_cluster_size=50, min_points=[5, 10, 20]"),
    "clusters.nearest_neighbour_hierarchy": ("", "xy, threshold_m=300, min_points=2_000"),
    "clusters.optics": ("", "xy, radius_m=300, min_points=20"),
    "clusters.parameter_guide": ("", "xy, min_points=500"),
    "clusters.space_time_dbscan": (
        "",
        "xy, xy[:, 0], radius_m=300, lag_days=9_000, min_points=2_000",
    ),
    "clusters.stability": ("", "xy, radii_m=[900, 1_000], min_points=[1e9]"),
    "geography.distance_band": ("", "some, radius_m=400"),
    "geography.gabriel": ("", "xy"),
    "geography.higher_order": (WEIGHTS, "near, 9"),
    "geography.inverse_distance": ("", "some, radius_m=400"),
    "geography.k_nearest": ("", "xy, k=50"),
    "geography.kernel_weights": ("", "xy, k=40"),
    "geography.nearest_neighbours": ("", "xy, k=100"),
    "geography.triangulation": ("", "xy"),
    "hotspots.adaptive_density": ("", "some, bandwidth_m=400, cell_m=40"),
    "hotspots.evaluate": (
        "surface = lp.hotspots.kernel_density(some, bandwidth_m=900, cell_m=100)",
        "surface, some, replicates=99_999",
    ),
    "hotspots.general_g": (WEIGHTS, "values, near, permutations=99_999"),
    "hotspots.geary": (WEIGHTS, "values, near, permutations=99_999"),
    "hotspots.getis_ord": (WEIGHTS, "values, near, permutations=99_999"),
    "hotspots.kernel_density": ("", "xy, bandwidth_m=900, cell_m=10, kernel='gaussian'"),
    "hotspots.local_moran": (WEIGHTS, "values, near, permutations=99_999"),
    "hotspots.moran": (WEIGHTS, "values, near, permutations=99_999"),
    "hotspots.relative_risk": ("", "some, xy, bandwidth_m=900, cell_m=40, simulations=999"),
}


def stopped(method):
    """Wall and processor time from each signal to KeyboardInterrupt."""
    setup, arguments = BY_METHOD[method]
    work = f"lp.{method}({arguments}, n_jobs={THREADS}, progress=progress)"
    moments = MOMENTS[method.split(".")[0]]
    code = CTRL_C.replace("SETUP", setup).replace("WORK", work).replace("MOMENTS", str(moments))
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize("method", BY_METHOD)
def test_ctrl_c_stops_heavy_work_wherever_it_is(method):
    took = stopped(method)
    print(method, took)
    assert len(took) == len(MOMENTS[method.split(".")[0]])
    for _wall_s, processor_s in took:
        assert processor_s < BOUND_PROCESSOR_S


def test_every_method_of_clusters_that_shows_progress_is_interrupted_above():
    shown = {
        f"clusters.{name}"
        for name in lp.clusters.__all__
        if "progress" in getattr(inspect.getattr_static(lp.clusters, name), "__annotations__", {})
    }
    assert shown == {name for name in BY_METHOD if name.startswith("clusters.")}


def test_progress_rises_to_one():
    shares = []
    xy = np.random.default_rng(2).uniform(0, 1_000, (2_000, 2))
    lp.clusters.dbscan(xy, radius_m=20, min_points=3, progress=shares.append)
    assert shares == sorted(shares)
    assert shares[-1] == 1


SMALL = {
    "dbscan": {"radius_m": 1, "min_points": 2},
    "hdbscan": {},
    "hdbscan_range": {"min_points": [2, 3]},
    "nearest_neighbour_hierarchy": {"threshold_m": 1},
    "optics": {"radius_m": 1, "min_points": 2},
    "parameter_guide": {"min_points": 2},
    "space_time_dbscan": {"times": [0, 1, 2], "radius_m": 1, "lag_days": 1, "min_points": 2},
    "stability": {"radii_m": [1, 2], "min_points": [2]},
}


@pytest.mark.parametrize("method", SMALL)
def test_progress_shows_a_bar_that_ends(method, capsys):
    getattr(lp.clusters, method)([(0, 0), (1, 1), (2, 2)], progress=True, **SMALL[method])
    shown = capsys.readouterr().out
    assert " [" in shown
    assert shown.endswith("100%\n")


def test_an_error_of_the_caller_s_function_reaches_the_caller():
    def fail(share):
        raise RuntimeError("mine")

    with pytest.raises(RuntimeError, match="mine"):
        lp.clusters.dbscan([(0, 0)], radius_m=1, min_points=1, progress=fail)
