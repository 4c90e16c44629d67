#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Points to 35,000 areas: libprofile in C++, against geopandas.sjoin and GEOS, on the same points.

Builds `benchmark_assign`, runs it, and prints how its time grows with the number of points and how
many times more points a second it places than each peer. The areas are a made-up country of 34,969
areas and 1.7 million vertices; 60 % of the points are in 200 hotspots. GEOS is asked through
shapely with its areas prepared; it and geopandas use one thread, so the ratio of one thread is that
of a core.
"""

import argparse
import importlib.metadata
import json
import math
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import geopandas
import numpy as np
import shapely

ROOT = Path(__file__).resolve().parent.parent


def build(folder: Path) -> Path:
    """Build the C++ side in a release build and return its path."""
    option = "-DLIBPROFILE_BENCHMARKS=ON"
    if not (folder / "CMakeCache.txt").exists():
        preset = ["--preset", "release", "-B", str(folder)]
        subprocess.run(["cmake", *preset, option], check=True, cwd=ROOT, stdout=subprocess.DEVNULL)
    else:
        subprocess.run(["cmake", option, str(folder)], check=True, stdout=subprocess.DEVNULL)
    target = ["--target", "benchmark_assign", "--parallel", "2"]
    subprocess.run(["cmake", "--build", str(folder), *target], check=True)
    return next(folder.rglob("benchmark_assign"))


class Country:
    """Areas and points that the C++ side wrote, and the areas that it found."""

    def __init__(self, folder: Path, count: int) -> None:
        vertices = np.fromfile(folder / "areas.f64").reshape(-1, 2)
        ends = np.fromfile(folder / "ring_vertices.u32", dtype=np.uint32).astype(np.int64)
        rings = np.repeat(np.arange(len(ends) - 1), np.diff(ends))
        self.outlines = shapely.polygons(shapely.linearrings(vertices, indices=rings))
        xy = np.fromfile(folder / "points.f64", count=2 * count).reshape(-1, 2)
        self.points = shapely.points(xy)
        self.found = np.fromfile(folder / "found.i32", dtype=np.int32, count=count)

    def differing(self, point: np.ndarray, area: np.ndarray) -> int:
        """How many points a peer puts elsewhere: on a shared edge the first area counts."""
        first = np.full(len(self.found), np.iinfo(np.int32).max)
        np.minimum.at(first, point, area)
        first[first == np.iinfo(np.int32).max] = -1
        return int((first != self.found).sum())


def best_of(runs: int, body: Callable[[], Any]) -> tuple[float, Any]:
    """Least seconds of some runs, and what the last one gave."""
    least = math.inf
    result = None
    for _ in range(runs):
        begin = time.perf_counter()
        result = body()
        least = min(least, time.perf_counter() - begin)
    return least, result


def geos(country: Country, runs: int) -> float:
    """Points a second of GEOS's tree; building it and preparing the areas are left out."""
    shapely.prepare(country.outlines)
    tree = shapely.STRtree(country.outlines)
    tree.query(country.points[:1], predicate="intersects")
    seconds, (point, area) = best_of(
        runs, lambda: tree.query(country.points, predicate="intersects")
    )
    print(f"  answers that differ: {country.differing(point, area)} of {len(country.points)}")
    return len(country.points) / seconds


def sjoin(country: Country, runs: int) -> float:
    """Points a second of geopandas."""
    areas = geopandas.GeoDataFrame(geometry=country.outlines, crs=27700)
    places = geopandas.GeoDataFrame(geometry=country.points, crs=27700)
    seconds, joined = best_of(
        runs, lambda: geopandas.sjoin(places, areas, how="inner", predicate="intersects")
    )
    point, area = joined.index.to_numpy(), joined["index_right"].to_numpy()
    print(f"  answers that differ: {country.differing(point, area)} of {len(country.points)}")
    return len(country.points) / seconds


def print_growth(ours: dict[str, Any]) -> None:
    """Seconds by number of points and threads; the power of n between neighbours."""
    for run in ours["runs"]:
        threads = "1 thread" if run["threads"] == 1 else "all threads"
        print(f"\nlibprofile, {threads}: {run['build_s']:.3f} s for the index of the areas, then")
        before: tuple[int, float] | None = None
        for size, seconds in ((int(n), s) for n, s in run["query_s"].items()):
            power = ""
            if before is not None:
                exponent = math.log(seconds / before[1]) / math.log(size / before[0])
                power = f", grows with n^{exponent:.2f}"
            print(f"  {size:>10,} points: {seconds:8.4f} s, {size / seconds / 1e6:6.1f} M/s{power}")
            before = (size, seconds)


def rate_of(ours: dict[str, Any], threads: int, count: int) -> float:
    """Points a second of ours, for about the number of points that the peers had."""
    run = next(r for r in ours["runs"] if r["threads"] == threads)
    size = min((int(n) for n in run["query_s"]), key=lambda n: abs(n - count))
    return size / float(run["query_s"][str(size)])


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--points", type=int, default=10_000_000, help="most points that we place")
    parser.add_argument("--peer-points", type=int, default=1_000_000, help="that peers place")
    parser.add_argument("--runs", type=int, default=3, help="of each peer; the least time counts")
    parser.add_argument(
        "--build", type=Path, default=ROOT / "build/release", help="folder to build in"
    )
    parser.add_argument(
        "--scratch",
        type=Path,
        default=ROOT / "build/benchmarks/assign",
        help="folder for areas and points",
    )
    options = parser.parse_args()
    count = min(options.peer_points, options.points)
    program = build(options.build.resolve())
    subprocess.run(
        [str(program), str(options.scratch), str(options.points)],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    ours = json.loads((options.scratch / "assign.json").read_text())
    print(f"{ours['areas']:,} areas, {ours['vertices']:,} vertices")
    print_growth(ours)
    country = Country(options.scratch, count)
    geos_version = f"GEOS {shapely.geos_version_string} (shapely {shapely.__version__})"
    pandas_version = f"geopandas.sjoin {importlib.metadata.version('geopandas')}"
    for name, peer, goal in ((geos_version, geos, 40), (pandas_version, sjoin, None)):
        print(f"\n{name}, 1 thread, {count:,} points")
        rate = peer(country, options.runs)
        one, every = (rate_of(ours, threads, count) / rate for threads in (1, -1))
        aim = f" (goal {goal})" if goal else ""
        print(f"  {rate / 1e6:.2f} M/s; libprofile: {one:.0f} x a core{aim}, {every:.0f} x in all")


if __name__ == "__main__":
    main()
