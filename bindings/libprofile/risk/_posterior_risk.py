# SPDX-License-Identifier: MIT
"""What relative risks with a posterior share, however they were steadied."""

from dataclasses import dataclass, field

import pandas as pd

from libprofile import _core
from libprofile._inputs import FloatArray
from libprofile._results import Progress, Result, progress_reporter
from libprofile.errors import InvalidArgument


@dataclass(frozen=True, repr=False)
class PosteriorRisk(Result):
    """Relative risks with their intervals, and the posterior that they come from."""

    relative_risk: FloatArray
    lower: FloatArray
    upper: FloatArray
    _found: _core.SpatialRisk | _core.PoissonGamma = field(compare=False, kw_only=True)
    _index: pd.Index | None = field(default=None, compare=False, kw_only=True)

    def to_frame(self) -> pd.DataFrame:
        """Return relative_risk, lower and upper under the index of what was given."""
        columns = {name: getattr(self, name) for name in ("relative_risk", "lower", "upper")}
        return pd.DataFrame(columns, index=self._index)

    def exceedance(self, c: float = 1.0) -> FloatArray:
        """Return P(relative risk > c) for each place, under the model that was fitted.

        Of counts that the gate rounded it is taken over all counts that may be meant.

        Parameters
        ----------
        c : float, default 1.0
            Above 0.

        Returns
        -------
        ndarray of float, shape (n,)
        """
        return self._found.exceedance(c)

    def draws(
        self, n: int = 1000, seed: int = 0, *, n_jobs: int = -1, progress: Progress = None
    ) -> FloatArray:
        """Return joint draws of all relative risks, for `rank_probability` and `rank_interval`.

        Places whose risks go together go together in them.

        Parameters
        ----------
        n : int, default 1000
        seed : int, default 0
        n_jobs : int, default -1
            Threads; -1 for all. The result does not depend on it.
        progress : bool or callable, optional

        Returns
        -------
        ndarray of float, shape (n, places that take part)
            In the order of the places that have a risk.
        """
        if n < 1:
            raise InvalidArgument(f"n = {n}: must be at least 1")
        return self._found.draws(
            n, seed, n_jobs=n_jobs, progress=progress_reporter(progress, "draws")
        )
