# SPDX-License-Identifier: MIT
"""Shares of places outside funnel limits, with and without a spread of risks, by expectation.

Worlds of 200 places, all of one expectation; gamma risks of mean 1 whose standard deviation is 0 or
0.5. Two minutes. The table is that of docs/methods/funnel.md.

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


def main(worlds: int) -> None:
    """Print one row an expectation and spread."""
    heads = [f"{kind}, {method}" for kind in KINDS for method in METHODS]
    print(f"| spread | expected | {' | '.join(heads)} |")
    print("|---|---|" + "---|" * len(heads))
    for spread in (0.0, 0.5):
        for expected in EXPECTED:
            found = [f"{100 * share:.2f}" for share in shares(expected, spread, worlds)]
            pairs = [f"{a} / {b}" for a, b in zip(found[::2], found[1::2], strict=True)]
            print(f"| {spread:g} | {expected:g} | {' | '.join(pairs)} |")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
