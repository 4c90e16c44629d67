# SPDX-License-Identifier: MIT
"""Times BYM2 and Leroux on square maps, and counts how often intervals hold what was simulated.

Usage: python benchmarks/spatial_risk.py [--areas 900 10000 35000] [--neighbours 6]
                                         [--coverage 60] [--rounded]

With --rounded counts go through the gate first, and each call fits three times: with rounding as
noise, and to the smallest and largest counts that may be meant.
"""

from __future__ import annotations

import argparse
import resource
import time

import numpy as np
import pandas as pd

import libprofile as lp


def smooth_field(side: int, random: np.random.Generator) -> np.ndarray:
    """A field of variance one on a square lattice whose neighbours are alike."""
    noise = random.standard_normal((side, side))
    frequency = np.fft.fftfreq(side)
    squared = frequency[:, None] ** 2 + frequency[None, :] ** 2
    field = np.fft.ifft2(np.fft.fft2(noise) / (0.002 + squared) ** 0.75).real
    return ((field - field.mean()) / field.std()).ravel()


def simulated_map(side: int, seed: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Counts, expected counts and the risks that made them."""
    random = np.random.default_rng(seed)
    smooth, rough = smooth_field(side, random), random.standard_normal(side * side)
    risk = np.exp(0.5 * (np.sqrt(0.7) * smooth + np.sqrt(0.3) * rough))
    expected = random.gamma(2.0, 4.0, side * side)
    return random.poisson(expected * risk).astype(float), expected, risk


def neighbours_of(side: int, around: int = 8) -> lp.geography.Weights:
    """The eight squares around each on a lattice, or the six hexagons."""
    column, row = np.meshgrid(np.arange(side) * 100.0, np.arange(side) * 100.0)
    if around == 6:
        column += 50.0 * (np.arange(side) % 2)[:, None]
        row *= np.sqrt(0.75)
    xy = np.column_stack([column.ravel(), row.ravel()])
    return lp.geography.distance_band(xy, 150 if around == 8 else 110)


def as_given(count: np.ndarray, is_rounded: bool) -> np.ndarray | lp.disclosure.Protected:
    """Counts, rounded to 5 where that is asked for."""
    cells = pd.DataFrame(
        {"unit": np.arange(len(count)), "category": "x", "count": count.astype(int)}
    )
    return lp.disclosure.protect(cells, "partner", key=bytes(32)) if is_rounded else count


def print_times(areas: list[int], around: int, is_rounded: bool) -> None:
    """One line a size and model: seconds, processor seconds, growth."""
    print("| areas | model | s | processor s | grows as n^ |\n|---|---|---|---|---|")
    before: dict[str, tuple[int, float]] = {}
    for wanted in areas:
        side = round(np.sqrt(wanted))
        count, expected, _ = simulated_map(side, 1)
        weights = neighbours_of(side, around)
        given = as_given(count, is_rounded)
        for model in (lp.risk.bym2, lp.risk.leroux):
            used = resource.getrusage(resource.RUSAGE_SELF)
            begin = time.perf_counter()
            model(given, expected, weights)
            wall = time.perf_counter() - begin
            now = resource.getrusage(resource.RUSAGE_SELF)
            busy = now.ru_utime - used.ru_utime + now.ru_stime - used.ru_stime
            name = model.__name__
            power = "–"
            if name in before:
                n, seconds = before[name]
                power = f"{np.log(busy / seconds) / np.log(side * side / n):.2f}"
            before[name] = (side * side, busy)
            print(f"| {side * side} | {name} | {wall:.2f} | {busy:.2f} | {power} |", flush=True)


def print_coverage(maps: int, is_rounded: bool) -> None:
    """How many of the simulated risks the 95 % intervals hold, over so many maps of 100 places."""
    side = 10
    weights = neighbours_of(side)
    held: dict[str, list[float]] = {"bym2": [], "leroux": []}
    for seed in range(maps):
        count, expected, risk = simulated_map(side, seed)
        for model in (lp.risk.bym2, lp.risk.leroux):
            found = model(as_given(count, is_rounded), expected, weights)
            held[model.__name__].append(
                float(((found.lower <= risk) & (risk <= found.upper)).mean())
            )
    for name, shares in held.items():
        print(f"{name}: 95 % intervals hold {np.mean(shares):.1%} of {maps * side * side:,} risks")


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--areas", type=int, nargs="*", default=[900, 10_000, 35_000])
    parser.add_argument("--neighbours", type=int, choices=(6, 8), default=8)
    parser.add_argument("--coverage", type=int, default=0, metavar="MAPS")
    parser.add_argument("--rounded", action="store_true")
    options = parser.parse_args()
    print_times(options.areas, options.neighbours, options.rounded)
    if options.coverage:
        print_coverage(options.coverage, options.rounded)


if __name__ == "__main__":
    main()
