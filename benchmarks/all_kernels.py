# SPDX-License-Identifier: MIT
"""Time every method against its peers in one run, and how its time grows.

    .venv/bin/python benchmarks/all_kernels.py                 # everything
    .venv/bin/python benchmarks/all_kernels.py dbscan --runs 5
    .venv/bin/python benchmarks/all_kernels.py risk --runs 1    # the whole risk stage
    .venv/bin/python benchmarks/all_kernels.py hdbscan --clock processor    # on a busy machine

Ours and the peers' runs alternate. Times are the least of the runs; ratios are of those.
"""

import argparse
import gc
import importlib
import math
import os
import pkgutil
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

from kernel import Kernel, Run

# Benchmarks that one name stands for.
GROUPS = {
    "risk": ["risk_rates", "risk_smoothing", "risk_bym2", "premises", "clocks", "outreach_plan"],
}

FOLDER = Path(__file__).resolve().parent / "kernels"


# Processor time is that of all threads of this process.
CLOCKS = {"wall": time.perf_counter, "processor": time.process_time}


def seconds(run: Run, data: Any, clock: Callable[[], float]) -> float:
    """Time of one call."""
    gc.collect()
    start = clock()
    run(data)
    return clock() - start


def growth(times: list[tuple[int, float]]) -> str:
    """The power of n that the time grew with over the last step."""
    if len(times) < 2 or times[-1][1] <= 0 or times[-2][1] <= 0:
        return ""
    (n0, t0), (n1, t1) = times[-2:]
    return f"n^{math.log(t1 / t0) / math.log(n1 / n0):.2f}"


def compare(kernel: Kernel, n: int, data: Any, runs: int, clock: Callable[[], float]) -> float:
    """Print ours and each peer's time at one size; ours is returned."""
    peers = [peer for peer in kernel.peers if n <= peer.most and n == kernel.compared_at]
    contestants = [kernel.ours, *(peer.run for peer in peers)]
    best = [math.inf] * len(contestants)
    for run in contestants:
        run(data)
    for _ in range(runs):
        for k, run in enumerate(contestants):
            best[k] = min(best[k], seconds(run, data, clock))
    print(f"{kernel.name:<44} {n:>10,} {'ours':<28} {best[0] * 1e3:>12,.2f} ms")
    for peer, time_s in zip(peers, best[1:], strict=True):
        ratio = time_s / best[0]
        goal = (
            ""
            if peer.goal is None
            else f"  goal {peer.goal:g}{'' if ratio >= peer.goal else ': missed'}"
        )
        print(
            f"{'':<44} {'':>10} {peer.name:<28} {time_s * 1e3:>12,.2f} ms  {ratio:>8,.1f} x{goal}"
        )
    return best[0]


def run_kernel(kernel: Kernel, runs: int, most: int, clock: Callable[[], float]) -> None:
    """One method over its sizes."""
    times: list[tuple[int, float]] = []
    for n in (size for size in kernel.sizes if size <= most):
        data = kernel.make(n)
        times.append((n, compare(kernel, n, data, runs, clock)))
        if growth(times):
            print(f"{'':<44} {'':>10} {'grows as ' + growth(times):<28}")
        sys.stdout.flush()
    for name in kernel.absent:
        print(f"{'':<44} {'':>10} {name} is not installed")


def modules(wanted: list[str]) -> list[str]:
    """The benchmark modules asked for, or all."""
    names = sorted(module.name for module in pkgutil.iter_modules([str(FOLDER)]))
    wanted = [name for one in wanted for name in GROUPS.get(one, [one])]
    unknown = sorted(set(wanted) - set(names))
    if unknown:
        known = ", ".join([*names, *GROUPS])
        raise SystemExit(f"{', '.join(unknown)}: no such benchmark; there are {known}")
    return wanted or names


def main() -> None:
    """Parse the command line and run."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*", help="benchmarks to run; all where none is named")
    parser.add_argument("--runs", type=int, default=3, help="counted runs of each")
    parser.add_argument("--most", type=int, default=10**7, help="largest size")
    parser.add_argument("--clock", choices=CLOCKS, default="wall", help="which time counts")
    options = parser.parse_args()
    print(
        f"{os.cpu_count()} processors, {options.clock} time; "
        f"the least of {options.runs} runs, one more not counted"
    )
    for name in modules(options.names):
        for kernel in importlib.import_module(f"kernels.{name}").KERNELS:
            run_kernel(kernel, options.runs, options.most, CLOCKS[options.clock])


if __name__ == "__main__":
    main()
