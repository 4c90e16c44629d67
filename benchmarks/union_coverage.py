# SPDX-License-Identifier: MIT
"""How often intervals of counts rounded to 5 hold the mean: the table of docs/methods/rates.md."""

import numpy as np

import libprofile as lp

BASE = 5
DRAWS = 20_000


def main() -> None:
    """Print a row for each mean: the interval of the exact count, and the union over the band."""
    random = np.random.default_rng(1)
    print("| mean | interval of the exact count holds | union over the band holds |\n|---|---|---|")
    for mean in (1, 2, 5, 10, 20, 50, 100, 200, 500):
        counts = random.poisson(mean, DRAWS).astype(float)
        rounded = BASE * np.round(counts / BASE)
        exact = lp.risk.poisson_interval(counts)
        lower = lp.risk.poisson_interval(np.maximum(rounded - (BASE - 1), 0))[0]
        upper = lp.risk.poisson_interval(rounded + (BASE - 1))[1]
        of_exact = np.mean((exact[0] <= mean) & (mean <= exact[1]))
        of_union = np.mean((lower <= mean) & (mean <= upper))
        print(f"| {mean} | {of_exact:.1%} | {of_union:.1%} |")


if __name__ == "__main__":
    main()
