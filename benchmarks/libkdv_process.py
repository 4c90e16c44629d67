# SPDX-License-Identifier: MIT
"""libkdv in an environment of its own: loads points, then makes a surface for each line read.

python libkdv_process.py POINTS.npy PIXELS BANDWIDTH_M
"""

import os
import sys

import numpy as np
from libkdv import kdv


def main() -> None:
    points = np.load(sys.argv[1])
    pixels, bandwidth = int(sys.argv[2]), float(sys.argv[3])
    surface = kdv(
        points,
        GPS=False,
        num_threads=os.cpu_count(),
        row_pixels=pixels,
        col_pixels=pixels,
        # Its kernel reaches twice as far as it is told (release 1.1.20).
        bandwidth=bandwidth / 2,
    )
    print("ready", flush=True)
    for _ in sys.stdin:
        surface.compute()
        print("done", flush=True)


if __name__ == "__main__":
    main()
