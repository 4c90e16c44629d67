# SPDX-License-Identifier: MIT
"""The gate by withholding: the tables of `controlled_rounding`."""

from kernel import Kernel

from kernels.controlled_rounding import CATEGORIES, make, protect

KERNELS = [
    Kernel(
        f"suppression as {preset}, {CATEGORIES} categories × 3 levels, units",
        make,
        lambda data, preset=preset: protect(data, preset),
        (1_000, 8_000, 35_000),
        35_000,
    )
    for preset in ("dfe_cin", "nhs_hes")
]
