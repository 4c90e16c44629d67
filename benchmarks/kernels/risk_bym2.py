# SPDX-License-Identifier: MIT
"""BYM2 and Leroux on lattices, beside a plain Gibbs sampler of the same model in NumPy."""

from typing import Any

import numpy as np
from kernel import Kernel, Peer
from spatial_risk import neighbours_of, simulated_map

import libprofile as lp

# What a chain of this kind needs at the least before means settle to a few per cent.
SWEEPS = 5_000
SIZES = (900, 10_000, 35_000, 100_000)


def make(n: int) -> Any:
    """Return counts, expected counts and neighbours of a square of about n places."""
    side = round(n**0.5)
    count, expected, _ = simulated_map(side, 1)
    return count, expected, neighbours_of(side), side


def colours_of(side: int) -> list[np.ndarray]:
    """Four sets of places of which no two touch: each can move at once."""
    row, column = np.divmod(np.arange(side * side), side)
    return [np.flatnonzero((row % 2 == a) & (column % 2 == b)) for a in (0, 1) for b in (0, 1)]


def around(field: np.ndarray, side: int) -> np.ndarray:
    """The sum over the eight places around each."""
    padded = np.pad(field.reshape(side, side), 1)
    total = sum(
        padded[1 + dy : 1 + dy + side, 1 + dx : 1 + dx + side]
        for dy in (-1, 0, 1)
        for dx in (-1, 0, 1)
        if (dy, dx) != (0, 0)
    )
    return np.asarray(total).ravel()


def gibbs(data: Any) -> object:
    """log risk = b + s u + r v, Metropolis steps within Gibbs, all places of a colour at once."""
    count, expected, _, side = data
    rng = np.random.default_rng(1)
    n = side * side
    links = around(np.ones(n), side)
    colours = colours_of(side)
    u, v, b = np.zeros(n), np.zeros(n), float(np.log(count.sum() / expected.sum()))
    s, r = 0.3, 0.3
    mean = np.zeros(n)
    for sweep in range(SWEEPS):
        for places in colours:
            centre = around(u, side)[places] / links[places]
            u[places] = move(count, expected, b + r * v, s, u, places, rng, centre, links[places])
        b += s * u.mean()
        u -= u.mean()
        every = np.arange(n)
        v = move(count, expected, b + s * u, r, v, every, rng, np.zeros(n), np.ones(n))
        total = (expected * np.exp(s * u + r * v)).sum()
        b = float(np.log(rng.gamma(count.sum()) / total))
        s = scale_of(count, expected, b + r * v, u, s, rng)
        r = scale_of(count, expected, b + s * u, v, r, rng)
        if sweep >= SWEEPS // 5:
            mean += np.exp(b + s * u + r * v)
    return mean / (SWEEPS - SWEEPS // 5)


def move(
    count: Any,
    expected: Any,
    rest: Any,
    scale: float,
    field: Any,
    places: Any,
    rng: Any,
    centre: Any,
    links: Any,
) -> Any:
    """One random walk of these places, each kept or not by itself."""
    now = field[places]
    to = now + rng.normal(0, 1.2, len(places)) / np.sqrt(links)

    def height(x: Any) -> Any:
        at = rest[places] + scale * x
        prior = 0.5 * links * (x - centre) ** 2
        return count[places] * at - expected[places] * np.exp(at) - prior

    return np.where(np.log(rng.uniform(size=len(places))) < height(to) - height(now), to, now)


def scale_of(count: Any, expected: Any, rest: Any, field: Any, now: float, rng: Any) -> float:
    """One random walk of the logarithm of a standard deviation, P(above 1) = 0.01."""
    to = now * float(np.exp(rng.normal(0, 0.05)))

    def height(x: float) -> float:
        at = rest + x * field
        return float((count * at - expected * np.exp(at)).sum() + np.log(x) + np.log(0.01) * x)

    return to if np.log(rng.uniform()) < height(to) - height(now) else now


KERNELS = [
    Kernel(
        "BYM2, eight neighbours",
        make,
        lambda data: lp.risk.bym2(*data[:3]),
        SIZES,
        compared_at=900,
        peers=(Peer(f"Gibbs sampler in NumPy, {SWEEPS:,} sweeps", gibbs, most=900),),
    ),
    Kernel(
        "Leroux, eight neighbours",
        make,
        lambda data: lp.risk.leroux(*data[:3]),
        SIZES,
        compared_at=900,
    ),
]
