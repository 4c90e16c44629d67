# SPDX-License-Identifier: MIT
"""Compares `benchmark_assign DIR` with geopandas.sjoin on the same areas and points.

Usage: python benchmarks/assign.py DIR [POINTS]
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

import geopandas
import numpy as np
import shapely


def main(folder: Path, count: int) -> None:
    """Print seconds and ratios."""
    ours = json.loads((folder / "assign.json").read_text())
    vertices = np.fromfile(folder / "areas.f64").reshape(-1, 2)
    offsets = np.fromfile(folder / "ring_vertices.u32", dtype=np.uint32).astype(np.int64)
    points = np.fromfile(folder / "points.f64", count=2 * count).reshape(-1, 2)
    found = np.fromfile(folder / "found.i32", dtype=np.int32, count=len(points))

    rings = np.repeat(np.arange(len(offsets) - 1), np.diff(offsets))
    outlines = shapely.polygons(shapely.linearrings(vertices, indices=rings))
    areas = geopandas.GeoDataFrame(geometry=outlines, crs=27700)
    places = geopandas.GeoDataFrame(geometry=shapely.points(points), crs=27700)

    begin = time.perf_counter()
    joined = geopandas.sjoin(places, areas, how="left", predicate="intersects")
    seconds = time.perf_counter() - begin
    first = joined["index_right"].groupby(level=0).min().fillna(-1).astype(np.int32).to_numpy()
    print(f"answers that differ: {int((first != found).sum())} of {len(points)}")
    peer_rate = len(points) / seconds
    print(f"geopandas.sjoin {geopandas.__version__}, 1 thread: {peer_rate / 1e6:.2f} M points/s")
    for run in ours["runs"]:
        for size, query in run["query_s"].items():
            rate = int(size) / query
            whole = run["build_s"] + query
            print(
                f"libprofile, {run['threads']} threads, {int(size):>8} points:"
                f" {rate / 1e6:.1f} M points/s ({rate / peer_rate:.0f} x), with build {whole:.3f} s"
            )


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1_000_000)
