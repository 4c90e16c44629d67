# SPDX-License-Identifier: MIT
"""How much of what is true is left in what is released."""

import pandas as pd

from libprofile import _core
from libprofile._counts import cells_of, levels_of, long_counts
from libprofile.disclosure._protect import Protected
from libprofile.disclosure._same_counts import require_protected, require_same_counts

_COLUMNS = (
    *("of", "numbers", "withheld", "unreliable", "few", "zero"),
    *("count", "count_withheld", "count_unreliable"),
    *("rank_correlation", "hellinger", "top_tenth_overlap"),
)
# With more areas than this without a usable total a release says little.
_SAYS_LITTLE = 0.5
# With more small cells than this joining helps.
_MANY_FEW = 0.25


class Fidelity:
    """Raw beside released. Holds raw counts: for the secure environment only."""

    def __init__(self, frame: pd.DataFrame) -> None:
        self._frame = frame

    def to_frame(self) -> pd.DataFrame:
        """Return a row for totals, for cells and for each category.

        ``numbers`` compared; ``withheld`` and ``unreliable`` (withheld or low) among them; ``few``
        below the base and ``zero`` in the raw table; ``count`` and what of it is in numbers that
        are ``withheld`` or ``unreliable``; Spearman's ``rank_correlation``; ``hellinger`` distance
        between the shares, 0 for none; ``top_tenth_overlap``, Jaccard's.
        """
        return self._frame.copy()

    def summary(self) -> str:
        """Say in words what the release still tells, and what it does not."""
        totals, cells = (self._frame.loc[name] for name in ("totals", "cells"))
        if totals["numbers"] == 0 or totals["count"] == 0:
            return "Nothing was counted, so there is nothing that a release could lose."
        lost = totals["unreliable"] / totals["numbers"]
        in_cells = cells["count_unreliable"] / cells["count"]
        few = cells["few"] / cells["numbers"]
        rank = totals["rank_correlation"]
        said = (
            f"Of {totals['numbers']:,.0f} areas {lost:.0%} are withheld or low in total; their "
            f"order by rank correlates {rank:.2f} with the raw one. Of what was counted "
            f"{in_cells:.0%} lies in cells by category that are withheld or low: {few:.0%} of "
            "these cells hold fewer than the base to begin with."
        )
        if lost > _SAYS_LITTLE:
            return f"{said} Such a table says little: join areas, categories or months."
        if few > _MANY_FEW:
            return f"{said} Joining areas or categories would keep more of them."
        return said

    def _repr_html_(self) -> str:
        return f"<p>{self.summary()}</p>" + self._frame.to_html()


def fidelity(protected: Protected, counts: pd.DataFrame) -> Fidelity:
    """Compare what was counted with what is released of it.

    The result holds raw counts: read it inside the secure environment and release nothing of it.

    Parameters
    ----------
    protected : Protected
    counts : DataFrame
        What was protected.

    Returns
    -------
    Fidelity

    Raises
    ------
    InvalidArgument
        Where the counts are not those that were protected.

    References
    ----------
    Spearman (1904), American Journal of Psychology 15, pages 72-101.
    Shlomo and Young (2006), Stat. J. UN ECE 23, pages 61-80.

    Examples
    --------
    >>> import pandas as pd, libprofile as lp
    >>> counts = pd.DataFrame({"unit": ["a", "b", "c"], "category": "x", "count": [7, 23, 41]})
    >>> protected = lp.disclosure.protect(counts, key=bytes(32))
    >>> found = lp.disclosure.fidelity(protected, counts).to_frame()
    >>> found.loc["totals", ["numbers", "unreliable", "rank_correlation"]].tolist()
    [3.0, 1.0, 1.0]
    """
    require_protected(protected)
    frame = long_counts(counts)
    require_same_counts(protected, frame)
    units: list[str] = sorted(frame["unit"].unique())
    categories: list[str] = sorted(frame["category"].unique())
    rows = _core.fidelity(
        protected._core,
        units,
        categories,
        cells_of(frame, units, categories),
        levels_of(frame, units),
    )
    return Fidelity(pd.DataFrame(rows, columns=list(_COLUMNS)).set_index("of"))
