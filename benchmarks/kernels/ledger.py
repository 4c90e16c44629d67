# SPDX-License-Identifier: MIT
"""Entering one release in a ledger of n: half of them quarters in a row, half of one window."""

import itertools
import tempfile
from pathlib import Path

import numpy as np
import pandas as pd
from kernel import Kernel

import libprofile as lp

UNITS, CATEGORIES = 200, 10
FIRST = pd.Period("1990Q1", freq="Q")
_numbers = itertools.count()


def protected(seed):
    """Counts of 200 units in 20 wards by 10 categories, as the gate lets them out."""
    rng = np.random.default_rng(seed)
    cells = UNITS * CATEGORIES
    counts = pd.DataFrame(
        {
            "unit": np.repeat([f"E01{i:06d}" for i in range(UNITS)], CATEGORIES),
            "ward": np.repeat([f"w{i // 10:03d}" for i in range(UNITS)], CATEGORIES),
            "category": np.tile([f"c{j:02d}" for j in range(CATEGORIES)], UNITS),
            "count": rng.poisson(rng.gamma(0.5, 8, cells)),
        }
    )
    return lp.disclosure.protect(counts, key=bytes(32))


def window(quarter):
    """First and last day of a quarter after the first."""
    period = FIRST + quarter
    return period.start_time, period.end_time


def make(n):
    """A ledger of n releases, and the table of those of one window."""
    folder = tempfile.TemporaryDirectory()
    ledger = lp.disclosure.Ledger(Path(folder.name) / "releases.ledger")
    same = protected(0)
    for number in range(n // 2):
        when = window(number % 120 + 1)
        ledger.enter(
            protected(1 + number % 120 % 7), stream=f"s{number // 120}", window=when, author="A"
        )
    for number in range(n - n // 2):
        ledger.enter(same, stream=f"same {number}", window=window(0), author="A")
    return folder, ledger, same


def ours(data):
    """One more of the window that half of them have, checked against all of those."""
    _, ledger, same = data
    ledger.enter(same, stream=f"new {next(_numbers)}", window=window(0), author="A")


KERNELS = [Kernel("release ledger, earlier releases", make, ours, (1, 10, 100, 1_000), 1_000)]
