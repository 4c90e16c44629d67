# SPDX-License-Identifier: MIT
"""Types of premises by their codes, however they are spelled, as a profile reads them."""

import difflib
from typing import Any

import numpy as np
import pandas as pd

from libprofile import _core
from libprofile.errors import InvalidArgument

_NEAR = 0.6


def premises_types(given: "pd.Series[Any]", name: str = "type") -> "pd.Series[Any]":
    """Codes such as P05 for codes and labels in any case; refuse any other text, by its row."""
    listed = _core.code_list("premises_types")
    known = {_folded(text): code for code, label in listed for text in (label, code)}
    texts = given.reset_index(drop=True).astype("string")
    codes, distinct = pd.factorize(texts)
    if (codes < 0).any():
        raise InvalidArgument(
            f"{name}[{int(np.argmax(codes < 0))}]: must be given; P99 stands for a type not known"
        )
    found = np.empty(len(distinct), dtype=object)
    for k, text in enumerate(distinct):
        code = known.get(_folded(text))
        if code is None:
            raise InvalidArgument(
                f"{name}[{int(np.argmax(codes == k))}]: must be a type of premises, P01 to P99 or "
                f"what it stands for{_guess(text, listed)}"
            )
        found[k] = code
    return pd.Series(found[codes], dtype=object)


def _folded(text: str) -> str:
    return text.strip().lower().replace("_", " ").replace("-", " ").replace("\u2019", "'")


def _guess(text: str, listed: list[tuple[str, str]]) -> str:
    """Name the nearest type, by its code, by all that it stands for or by a part of that."""
    spelled = {
        _folded(part): (code, label)
        for code, label in reversed(listed)
        for part in (*label.split(","), label, code, code.replace("P0", "P"))
    }
    near = difflib.get_close_matches(_folded(text), spelled, n=1, cutoff=_NEAR)
    if not near:
        return "; P98 stands for any other"
    code, label = spelled[near[0]]
    return f"; did you mean {code} ({label})?"
