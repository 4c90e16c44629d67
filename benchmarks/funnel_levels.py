# SPDX-License-Identifier: MIT
"""Shares of places outside funnel limits, with and without a spread of risks, by expectation.

Worlds of 200 places, all of one expectation; gamma risks of mean 1 whose standard deviation is 0 or
0.5. What they should be is in the column before: limits are whole numbers, so that even with the
true spread less than a level lies outside. A second table has the relative variance that `counts`
finds. A minute. The tables are those of docs/methods/funnel.md.

    .venv/bin/python benchmarks/funnel_levels.py [WORLDS]
"""

import sys
from typing import Literal

import numpy as np

import libprofile as lp

PLACES = 200
EXPECTED = (0.5, 1.0, 2.0, 5.0, 20.0)
METHODS: tuple[Literal["roots", "counts"], ...] = ("roots", "counts")
KINDS: tuple[Literal["additive", "multiplicative"], ...] = ("additive", "multiplicative")


def shares(expected: float, spread: float, worlds: int) -> list[float]:
    """For each kind and method, the shares outside the inner and the outer limits."""
    random = np.random.default_rng(20)
    base = np.full(PLACES, expected)
    outside = np.zeros((len(KINDS), len(METHODS), 2))
    for _ in range(worlds):
        risk = random.gamma(spread**-2, spread**2, PLACES) if spread else np.ones(PLACES)
        count = random.poisson(expected * risk)
        if not count.any():
            continue
        for k, kind in enumerate(KINDS):
            for m, method in enumerate(METHODS):
                flag = lp.risk.funnel(count, base, overdispersion=kind, method=method).flag
                is_very = np.isin(flag, ["very high", "very low"])
                outside[k, m] += (flag != "inside").mean(), is_very.mean()
    return list((outside / worlds).ravel())


def true_shares(expected: float, spread: float) -> list[float]:
    """Return what lies outside the inner and outer limits of the distribution that counts have."""
    counts = np.arange(1.0, 1000.0)
    if spread:
        shape = spread**-2
        none = (shape / (shape + expected)) ** shape
        growth = (counts - 1 + shape) / counts * expected / (shape + expected)
    else:
        none = np.exp(-expected)
        growth = expected / counts
    chance = none * np.cumprod(np.concatenate([[1.0], growth]))
    below = np.cumsum(chance)
    found = []
    for level in (0.95, 0.998):
        lower, upper = np.searchsorted(below, [(1 - level) / 2, (1 + level) / 2])
        found.append(float(chance[:lower].sum() + chance[upper + 1 :].sum()))
    return found


def spread_found(expected: float, spread: float, winsorised_share: float, worlds: int) -> float:
    """Return the mean over worlds of the relative variance of risks that is found."""
    random = np.random.default_rng(21)
    base = np.full(PLACES, expected)
    found = 0.0
    for _ in range(worlds):
        risk = random.gamma(spread**-2, spread**2, PLACES)
        funnel = lp.risk.funnel(
            random.poisson(base * risk), base, winsorised_share=winsorised_share
        )
        found += 4 * funnel.tau_squared / funnel.target / worlds
    return found


def main(worlds: int) -> None:
    """Print one row an expectation and spread."""
    heads = ["as it is"] + [f"{kind}, {method}" for kind in KINDS for method in METHODS]
    print(f"| spread | expected | {' | '.join(heads)} |")
    print("|---|---|" + "---|" * len(heads))
    for spread in (0.0, 0.5):
        for expected in EXPECTED:
            found = [
                f"{100 * share:.2f}"
                for share in true_shares(expected, spread) + shares(expected, spread, worlds)
            ]
            pairs = [f"{a} / {b}" for a, b in zip(found[::2], found[1::2], strict=True)]
            print(f"| {spread:g} | {expected:g} | {' | '.join(pairs)} |")
    print()
    print("| true variance | expected | found, not winsorised | found, winsorised |")
    print("|---|---|---|---|")
    for spread in (0.5, 1.0):
        for expected in EXPECTED:
            pair = [f"{spread_found(expected, spread, share, worlds):.2f}" for share in (0.0, 0.1)]
            print(f"| {spread**2:g} | {expected:g} | {pair[0]} | {pair[1]} |")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
