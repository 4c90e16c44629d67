# SPDX-License-Identifier: MIT
"""Aoristic weights, as they may leave."""

from typing import Any

import pandas as pd

from libprofile import _core
from libprofile._inputs import Values, values_1d
from libprofile.disclosure._policy import Policy
from libprofile.errors import DisclosureError
from libprofile.records import Key


class ProtectedBins:
    """Weights by bin of time, rounded: made by `protect_aoristic` only.

    Examples
    --------
    >>> import libprofile as lp
    >>> safe = lp.disclosure.protect_aoristic([10.0, 20.5, 9.5], key=bytes(32))
    >>> safe.total, safe.base
    (40, 5)
    """

    def __init__(self, core: _core.ProtectedBins) -> None:
        if not isinstance(core, _core.ProtectedBins):
            raise DisclosureError(
                "only libprofile.disclosure.protect_aoristic makes protected bins"
            )
        self._core = core

    def to_frame(self) -> pd.DataFrame:
        """Return bin, count and reliability."""
        return pd.DataFrame(
            {
                "bin": self._core.bins,
                "count": pd.array(self._core.counts, dtype="Int64"),
                "reliability": self._core.reliability,
            }
        )

    @property
    def total(self) -> int:
        """What the bins add up to."""
        return self._core.total

    @property
    def base(self) -> int:
        """What is rounded to: c stands for a weight strictly between c - base and c + base."""
        return self._core.base

    def summary(self) -> str:
        """Say in words what is there."""
        frame = self.to_frame()
        low = int((frame["reliability"] == "low").sum())
        return (
            f"{len(frame):,} bins that add up to {self.total:,}, each a multiple of {self.base}. "
            f"{low:,} are at most {self.base}: next to nothing may be there, and they are not "
            "ranked. Weights spread each event over the time in which it may have happened; they "
            "do not say when it did."
        )

    def _repr_html_(self) -> str:
        return f"<p>{self.summary()}</p>" + str(self.to_frame().to_html(max_rows=10))

    def __repr__(self) -> str:
        return f"ProtectedBins(base={self.base}, bins={len(self._core.bins)})"


def protect_aoristic(
    weights: Values,
    policy: Policy | str = "partner",
    key: Key | None = None,
    *,
    name: str = "hours of the week",
    total: int | None = None,
) -> ProtectedBins:
    """Let sums of aoristic weights out: multiples of the base that add up, without fractions.

    Each bin becomes the multiple of the policy's base just below or just above its weight; a bin
    without a weight is 0. Take few bins: 168 hours of 300 events are all "fewer than 5".

    Parameters
    ----------
    weights : Series or array_like of float, shape (bins,)
        Sums over events, such as ``lp.records.aoristic(start, end).sum(axis=0)``, or sums of those
        over parts of the day. They add up to the number of events whose time is known; those of one
        person to at most 1. The index of a series names the bins.
    policy : Policy or str, default "partner"
        One that rounds.
    key : bytes or path, optional
        Breaks ties, as in `protect`.
    name : str
        What is counted. Two lists of one release need different names.
    total : int, optional
        The number of events as an earlier table of the release gave it.

    Returns
    -------
    ProtectedBins

    Raises
    ------
    InvalidArgument
        For a negative or missing weight, weights whose sum is not whole, bins that repeat, or a
        total that is not their sum rounded.
    DisclosureError
        For a policy that withholds small counts.

    Examples
    --------
    >>> import libprofile as lp
    >>> start = ["2018-01-01T22:30", "2018-01-02T03:00"] * 10
    >>> end = ["2018-01-02T00:30", "2018-01-02T03:00"] * 10
    >>> hours = lp.records.aoristic(start, end).sum(axis=0)
    >>> nights = [hours.reshape(7, 24)[:, :6].sum(), hours.reshape(7, 24)[:, 6:].sum()]
    >>> safe = lp.disclosure.protect_aoristic(nights, key=bytes(32), total=20)
    >>> bool(safe.to_frame()["count"].sum() == 20)
    True
    """
    if not isinstance(policy, Policy):
        policy = Policy.preset(policy)
    given = values_1d(weights, "weights")
    index: Any = weights.index if isinstance(weights, pd.Series) else range(len(given))
    bins = [str(label) for label in index]
    return ProtectedBins(_core.protect_aoristic(name, bins, given, total, policy._core, key))
