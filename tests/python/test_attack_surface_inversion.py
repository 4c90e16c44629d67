# SPDX-License-Identifier: MIT
"""Attack A06: a surface of raw points is turned back into them, one of protected counts is not.

The attacker finds the non-negative weights of a fine lattice of places that best give the surface:
where weight gathers, there was an incident. Known: the kernel and its bandwidth. Blind: the kernel
alone, and of the bandwidths tried the one that explains the surface best with fewest places is
taken. The surface comes with all its digits, with three, or as a map of five classes whose legend
says their bounds.
"""

from functools import cache

import numpy as np
import pandas as pd
import pytest

import libprofile as lp

optimize = pytest.importorskip("scipy.optimize")

SIDE_M = 1_500
CELL_M = 50
ACROSS = SIDE_M // CELL_M
UNIT_M = 500
EXTENT = (0, 0, SIDE_M, SIDE_M)
EVENTS = 40
# An event counts as found where a guess lies within so many metres.
NEAR_M = 50
KERNELS = {"quartic": 250, "epanechnikov": 250, "gaussian": 100}
# What a blind attacker tries first: neither 250 nor 100 is among them.
TRIED_M = np.geomspace(92, 480, 10)


def full(values):
    return values


def three_digits(values):
    return np.array([float(f"{value:.2e}") for value in values])


def five_classes(values):
    """Equal steps from 0, each cell at the middle of its class."""
    breaks = np.linspace(0, values.max(), 6)
    of_cell = np.clip(np.searchsorted(breaks, values, side="left") - 1, 0, 4)
    middles = (breaks[of_cell] + breaks[of_cell + 1]) / 2
    return np.where(values > 0, middles, 0.0)


FORMS = {"full digits": full, "three digits": three_digits, "five classes": five_classes}
# What is found of raw events, at least: the attack works, and fewer digits hardly hinder it.
CONTROLS = {
    ("known", "full digits"): 0.8,
    ("known", "three digits"): 0.8,
    ("known", "five classes"): 0.6,
    ("blind", "full digits"): 0.8,
    ("blind", "three digits"): 0.8,
    ("blind", "five classes"): 0.5,
}


def lattice():
    at = np.arange(CELL_M / 2, SIDE_M, CELL_M)
    y, x = np.meshgrid(at[::-1], at, indexing="ij")
    return np.column_stack([x.ravel(), y.ravel()])


def surface(xy, kernel, weights=None):
    return lp.hotspots.kernel_density(
        xy,
        bandwidth_m=KERNELS[kernel],
        cell_m=CELL_M,
        kernel=kernel,
        extent=EXTENT,
        weights=weights,
    ).values.ravel()


@cache
def responses(kernel, bandwidth_m):
    """What an incident at each place of the lattice adds to each cell: one kernel, shifted."""
    half = (ACROSS - 0.5) * CELL_M
    one = lp.hotspots.kernel_density(
        np.zeros((1, 2)),
        bandwidth_m=bandwidth_m,
        cell_m=CELL_M,
        kernel=kernel,
        extent=(-half, -half, half, half),
    ).values
    at = np.arange(ACROSS)
    apart = at[:, None] - at[None] + ACROSS - 1
    return one[apart[:, None, :, None], apart[None, :, None, :]].reshape(ACROSS**2, ACROSS**2)


def fit(values, kernel, bandwidth_m):
    """The weights, and how well they explain the surface for their number: Schwarz's criterion."""
    weights, left = optimize.nnls(responses(kernel, bandwidth_m), values, maxiter=20_000)
    places = np.count_nonzero(weights > 1e-6)
    n = len(values)
    # Places between those of the lattice leave about a hundredth, with the right bandwidth too.
    misfit = max(left / np.linalg.norm(values), 0.01)
    return 2 * n * np.log(misfit) + places * np.log(n), weights


def fit_blind(values, kernel):
    """The best of the bandwidths tried, then of some closer to the best."""
    tried = {one: fit(values, kernel, one) for one in TRIED_M.tolist()}
    for step in (1.1, 1.05):
        middle = min(tried, key=lambda one: tried[one][0])
        for one in (middle / step, middle * step):
            tried[one] = fit(values, kernel, one)
    return min(tried.values(), key=lambda found: found[0])


def invert(values, kernel, knowledge):
    """Places where weight gathers, a third of an incident at least."""
    known = float(KERNELS[kernel])
    blind = knowledge == "blind"
    _, weights = fit_blind(values, kernel) if blind else fit(values, kernel, known)
    return lattice()[weights > 0.3]


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


def test_the_responses_are_those_of_single_incidents():
    places = lattice()
    for kernel, bandwidth_m in KERNELS.items():
        for k in (0, 7, 411, 899):
            alone = surface(places[k][None], kernel)
            np.testing.assert_allclose(
                responses(kernel, bandwidth_m)[:, k], alone, rtol=1e-9, atol=1e-9
            )


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("knowledge", ["known", "blind"])
@pytest.mark.parametrize("kernel", KERNELS)
def test_a_surface_of_protected_counts_does_not_give_the_events_back(kernel, knowledge, form):
    rng = np.random.default_rng(6)
    events = rng.uniform(0, SIDE_M, (EVENTS, 2))
    seen = FORMS[form](surface(events, kernel))
    control = recall(invert(seen, kernel, knowledge), events)
    guesses = invert(FORMS[form](protected_surface(events, kernel)), kernel, knowledge)
    found = recall(guesses, events)
    limit = guessing(max(1, len(guesses)), events, rng)
    print(
        f"{kernel}, {knowledge}, {form}: raw {control:.0%}, protected {found:.0%} by "
        f"{len(guesses)} places, guessing up to {limit:.0%}"
    )
    assert control >= CONTROLS[knowledge, form]
    assert found <= limit
