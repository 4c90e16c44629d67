# SPDX-License-Identifier: MIT
"""Profiles of the synthetic partnership, with what a test changes."""

import libprofile as lp

YEAR = ("2024-01-01", "2024-12-31")


def profiled(made, **options):
    arguments = {
        "premises": made.premises,
        "window": YEAR,
        "counts": "persons",
        "parent": ["ward", "district"],
        "population": "population",
    } | options
    incidents = arguments.pop("incidents", made.incidents)
    areas = arguments.pop("areas", made.areas)
    return lp.problem_profile(incidents, areas, **arguments)
