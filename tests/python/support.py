# SPDX-License-Identifier: MIT
"""Constants that several tests need by name."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

# How a partnership's areas are described to problem_profile.
AREA_COLUMNS = {
    "code": "code",
    "name": "name",
    "parent": ["ward", "district"],
    "population": "population",
    "under_18": "under_18",
}
YEAR = ("2024-01-01", "2024-12-31")
