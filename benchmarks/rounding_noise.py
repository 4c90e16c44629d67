# SPDX-License-Identifier: MIT
"""Spread of risks, and chances against the truth, from counts that the gate released.

Worlds of areas under districts with two kinds of incident, protected with base 5 and a key of their
own; a minute or two. The table is that of docs/methods/poisson_gamma.md.

    .venv/bin/python benchmarks/rounding_noise.py [WORLDS]
"""

import sys

import numpy as np
import numpy.typing as npt
import pandas as pd

import libprofile as lp

AREAS = 600
DISTRICTS = 30
THRESHOLD = 1.5

Numbers = npt.NDArray[np.float64]


def gate(counts: npt.NDArray[np.int64], random: np.random.Generator) -> lp.disclosure.Protected:
    """Counts as released, each split between two kinds."""
    units = np.array([f"a{k:04d}" for k in range(len(counts))])
    first = random.binomial(counts, 0.5)
    frame = pd.DataFrame(
        {
            "unit": np.repeat(units, 2),
            "district": np.repeat([f"d{k % DISTRICTS:02d}" for k in range(len(counts))], 2),
            "category": ["x", "y"] * len(counts),
            "count": np.column_stack([first, counts - first]).ravel(),
        }
    )
    return lp.disclosure.protect(frame, "partner", key=random.bytes(32))


def world(mean: float, variance: float, random: np.random.Generator) -> dict[str, Numbers]:
    """One world: spreads found, with the chances said and the true risks."""
    risk = random.gamma(1 / variance, variance, AREAS) if variance else np.ones(AREAS)
    expected = mean * random.uniform(0.5, 1.5, AREAS)
    counts = random.poisson(expected * risk)
    released = gate(counts, random)
    fits = {
        "released": lp.risk.poisson_gamma(released, expected),
        "as if exact": lp.risk.poisson_gamma(np.asarray(released), expected),
        "exact": lp.risk.poisson_gamma(counts, expected),
    }
    marshall = lp.risk.empirical_bayes(released, 1000 * expected)
    found = {name: np.array(fit.prior_variance / fit.prior_mean**2) for name, fit in fits.items()}
    found["marshall"] = np.asarray(marshall.prior_variance) / np.asarray(marshall.prior_mean) ** 2
    said = fits["released"].exceedance(THRESHOLD)
    return found | {"said": said, "came": (risk > THRESHOLD).astype(float)}


def main(worlds: int) -> None:
    """Print one row a mean and variance."""
    print(
        "mean  variance  released  as if exact  exact  Marshall  said/came true by bins of chance"
    )
    for mean in (1.0, 2.5, 5.0, 10.0):
        for variance in (0.0, 0.1, 0.3):
            random = np.random.default_rng(int(100 * mean + 10 * variance))
            made = [world(mean, variance, random) for _ in range(worlds)]
            average = {
                name: np.mean([one[name] for one in made])
                for name in ("released", "as if exact", "exact", "marshall")
            }
            said = np.concatenate([one["said"] for one in made])
            came = np.concatenate([one["came"] for one in made])
            bins = np.minimum(3, (4 * said).astype(int))
            shares = " ".join(
                f"{said[bins == k].mean():.2f}/{came[bins == k].mean():.2f} ({(bins == k).sum()})"
                for k in range(4)
                if (bins == k).sum() >= 50
            )
            print(
                f"{mean:4.1f}  {variance:8.1f}  {average['released']:8.3f}  "
                f"{average['as if exact']:11.3f}  {average['exact']:5.3f}  "
                f"{average['marshall']:8.3f}  {shares}"
            )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10)
