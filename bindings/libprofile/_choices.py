# SPDX-License-Identifier: MIT
"""Settings that are one of a few names, refused with the nearest of them."""

import difflib
from collections.abc import Collection

from libprofile.errors import InvalidArgument

# What other packages call the same.
_ELSEWHERE = {
    "bh": "benjamini-hochberg",
    "biweight": "quartic",
    "bisquare": "quartic",
    "box": "uniform",
    "convex": "hull",
    "eom": "excess_of_mass",
    "fdr": "benjamini-hochberg",
    "fdr_bh": "benjamini-hochberg",
    "flat": "uniform",
    "larger": "greater",
    "lower": "less",
    "normal": "gaussian",
    "parabolic": "epanechnikov",
    "smaller": "less",
    "triangle": "triangular",
    "upper": "greater",
}
_NEAR = 0.6


def require_one_of(value: object, name: str, choices: Collection[str]) -> str:
    """Return the choice, or raise InvalidArgument naming all of them and the nearest."""
    known = list(choices)
    if isinstance(value, str) and value in known:
        return value
    *others, last = known
    rule = f"must be {', '.join(others)} or {last}"
    if not isinstance(value, str):
        raise InvalidArgument(f"{name} is {type(value).__name__}: {rule}")
    raise InvalidArgument(f'{name} = "{value}": {rule}{_guess(value, known)}')


def _guess(value: str, known: list[str]) -> str:
    same = _ELSEWHERE.get(value.lower())
    near = difflib.get_close_matches(value.lower(), known, n=1, cutoff=_NEAR)
    meant = same if same in known else next(iter(near), None)
    return f'; did you mean "{meant}"?' if meant else ""
