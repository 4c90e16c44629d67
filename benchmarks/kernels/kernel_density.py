# SPDX-License-Identifier: MIT
"""Density surfaces of 1000 x 1000 cells, 500 m, beside libkdv and convolution by FFT."""

import os
import subprocess
import tempfile
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from hotspot_points import hotspot_points
from kernel import Kernel, Peer

import libprofile as lp

SIDE_M = 40_000
CELL_M = 40
BANDWIDTH_M = 500
# libkdv does not work beside the pandas that libprofile takes. It has an environment of its own:
#   python3 -m venv build/libkdv && build/libkdv/bin/pip install libkdv 'pandas<3'
LIBKDV = os.environ.get(
    "LIBKDV_PYTHON",
    str(Path(__file__).resolve().parents[2] / "build" / "libkdv" / "bin" / "python"),
)


def ours(kernel: str, xy: Any) -> object:
    """One surface."""
    return lp.hotspots.kernel_density(
        xy, bandwidth_m=BANDWIDTH_M, cell_m=CELL_M, kernel=kernel, extent=(0, 0, SIDE_M, SIDE_M)
    )


def by_fft(xy: Any) -> object:
    """Points moved to the centres of cells, then a convolution: not the same surface."""
    from scipy.signal import fftconvolve

    n = SIDE_M // CELL_M
    counts = np.histogram2d(xy[:, 1], xy[:, 0], bins=n, range=[[0, SIDE_M]] * 2)[0]
    step = np.arange(-(BANDWIDTH_M // CELL_M), BANDWIDTH_M // CELL_M + 1) * CELL_M
    shape = np.maximum(0, 1 - (step[:, None] ** 2 + step**2) / BANDWIDTH_M**2) ** 2
    return fftconvolve(counts, shape, mode="same")


class Libkdv:
    """A process of its own that answers each line with a surface made."""

    CODE = (Path(__file__).resolve().parent.parent / "libkdv_process.py").as_posix()

    def __init__(self) -> None:
        self._process: Any = None
        self._points: Any = None

    def __call__(self, xy: Any) -> object:
        if self._points is not xy:
            self._start(xy)
        self._process.stdin.write("surface\n")
        self._process.stdin.flush()
        return self._process.stdout.readline()

    def _start(self, xy: Any) -> None:
        folder = tempfile.mkdtemp(prefix="libkdv-")
        np.save(f"{folder}/points.npy", xy)
        self._process = subprocess.Popen(
            [LIBKDV, self.CODE, f"{folder}/points.npy", str(SIDE_M // CELL_M), str(BANDWIDTH_M)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._points = xy
        self._process.stdout.readline()


HAS_LIBKDV = Path(LIBKDV).is_file()
KERNELS = [
    Kernel(
        name="density, Epanechnikov, 1000 x 1000, 500 m",
        make=hotspot_points,
        ours=partial(ours, "epanechnikov"),
        sizes=(10**4, 10**5, 10**6, 10**7),
        compared_at=10**6,
        peers=(Peer("libkdv", Libkdv(), goal=25),) if HAS_LIBKDV else (),
        absent=() if HAS_LIBKDV else ("libkdv (in build/libkdv: see benchmarks/README.md)",),
    ),
    Kernel(
        name="density, quartic, 1000 x 1000, 500 m",
        make=hotspot_points,
        ours=partial(ours, "quartic"),
        sizes=(10**4, 10**5, 10**6, 10**7),
        compared_at=10**6,
        peers=(Peer("FFT (scipy), approximate", by_fft, goal=2),),
    ),
    Kernel(
        name="density, Gaussian, 1000 x 1000, 500 m",
        make=hotspot_points,
        ours=partial(ours, "gaussian"),
        sizes=(10**4, 10**5, 10**6),
        compared_at=10**6,
    ),
]
