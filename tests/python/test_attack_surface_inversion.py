# SPDX-License-Identifier: MIT
"""Attack A06: a surface of raw points is turned back into them, one of protected counts is not.

The attacker knows kernel and bandwidth, and finds the non-negative weights of a fine lattice of
places that best give the surface: where weight gathers, there was an incident.
"""

import numpy as np
import pandas as pd
import pytest

import libprofile as lp

optimize = pytest.importorskip("scipy.optimize")

SIDE_M = 1_500
CELL_M = 50
UNIT_M = 500
EXTENT = (0, 0, SIDE_M, SIDE_M)
EVENTS = 40
# An event counts as found where a guess lies within so many metres.
NEAR_M = 50
KERNELS = {"quartic": 250, "epanechnikov": 250, "gaussian": 100}


def lattice():
    at = np.arange(CELL_M / 2, SIDE_M, CELL_M)
    return np.column_stack([one.ravel() for one in np.meshgrid(at, at)])


def surface(xy, kernel, weights=None):
    return lp.hotspots.kernel_density(
        xy,
        bandwidth_m=KERNELS[kernel],
        cell_m=CELL_M,
        kernel=kernel,
        extent=EXTENT,
        weights=weights,
    ).values.ravel()


def invert(values, kernel):
    """Places where weight gathers, a third of an incident at least."""
    places = lattice()
    responses = np.column_stack([surface(place[None], kernel) for place in places])
    weights, _ = optimize.nnls(responses, values, maxiter=20_000)
    return places[weights > 0.3]


def recall(guesses, events):
    if not len(guesses):
        return 0.0
    apart = np.hypot(*(events[:, None] - guesses[None]).transpose(2, 0, 1))
    return float((apart.min(axis=1) <= NEAR_M).mean())


def guessing(n, events, rng):
    """The 99th percentile of the recall of as many places at random."""
    tries = [recall(rng.uniform(0, SIDE_M, (n, 2)), events) for _ in range(500)]
    return float(np.quantile(tries, 0.99))


def protected_surface(events, kernel):
    """The same surface from protected counts of units, at the units' centres."""
    across = SIDE_M // UNIT_M
    column, row = (events // UNIT_M).astype(int).T
    counts = np.bincount(row * across + column, minlength=across**2)
    units = [f"u{k:02}" for k in range(across**2)]
    table = pd.DataFrame({"unit": units, "category": "x", "count": counts})
    safe = lp.disclosure.protect(table, "partner", key=bytes(32))
    centres = (np.arange(across) + 0.5) * UNIT_M
    x, y = np.meshgrid(centres, centres)
    return surface(np.column_stack([x.ravel(), y.ravel()]), kernel, safe)


@pytest.mark.parametrize("kernel", KERNELS)
def test_a_surface_of_protected_counts_does_not_give_the_events_back(kernel):
    rng = np.random.default_rng(6)
    events = rng.uniform(0, SIDE_M, (EVENTS, 2))
    control = recall(invert(surface(events, kernel), kernel), events)
    guesses = invert(protected_surface(events, kernel), kernel)
    found = recall(guesses, events)
    limit = guessing(max(1, len(guesses)), events, rng)
    print(f"{kernel}: raw {control:.0%}, protected {found:.0%}, guessing up to {limit:.0%}")
    assert control >= 0.8
    assert found <= limit
