# SPDX-License-Identifier: MIT
"""Relative risks steadied by the spread of all."""

from dataclasses import dataclass

import numpy as np

from libprofile import _core
from libprofile._advice import warn_of_expected
from libprofile._inputs import Values, counts_1d, index_of, values_1d
from libprofile._labels import require_same_labels
from libprofile._results import Progress, frozen, progress_reporter
from libprofile.risk._posterior_risk import PosteriorRisk


@dataclass(frozen=True, repr=False)
class PoissonGamma(PosteriorRisk):
    """Relative risks, made by `poisson_gamma`; NaN where a place takes no part.

    Attributes
    ----------
    relative_risk, lower, upper : ndarray of float, shape (n,)
        Posterior mean of events over expected events, and its central interval. Counts that were
        rounded by the gate widen the interval; what rounding adds to their spread is taken for
        noise, and not for risks that differ.
    prior_mean, prior_variance : float
        Of the risks behind the counts. A variance of 0: counts vary no more than chance (and
        rounding) makes them, and every place has the overall risk, with the interval of that.
    """

    prior_mean: float
    prior_variance: float

    def summary(self) -> str:
        """Say in words what was found, how sure it is, and what it cannot say."""
        shown = int((~np.isnan(self.relative_risk)).sum())
        rounded = isinstance(self._found, _core.PoissonGamma) and self._found.rounding_band > 0
        noise = " and rounding together" if rounded else ""
        if self.prior_variance == 0:
            found = (
                f"The counts vary no more than chance{noise} makes them: nothing here tells one "
                "place from another, and all have the overall risk."
            )
        else:
            above = int((self.lower > self.prior_mean).sum())
            below = int((self.upper < self.prior_mean).sum())
            spread = np.sqrt(self.prior_variance) / self.prior_mean
            found = (
                f"Beyond chance, risks spread by {spread:.0%} of their mean. {above:,} places have "
                f"an interval wholly above the mean and {below:,} wholly below; of the others it "
                "is open on which side they lie."
            )
        return (
            f"{shown:,} places. Relative risk is events over expected events, pulled towards the "
            f"mean of all the more the fewer events are expected. {found} The spread itself is "
            "taken as known, which makes intervals somewhat narrow where places are few; "
            "neighbours play no part, and nothing is said of any person."
        )


def poisson_gamma(
    count: Values,
    expected: Values,
    *,
    level: float = 0.95,
    n_jobs: int = -1,
    progress: Progress = None,
) -> PoissonGamma:
    """Relative risks by empirical Bayes: Poisson counts, risks of a gamma distribution.

    Parameters
    ----------
    count : array_like of float, shape (n,), or Protected
        Events, not all 0; NaN where withheld. Rounding of protected counts is allowed for.
    expected : array_like of float, shape (n,)
        Expected events, or people: risks are then events a person. NaN where unknown.
    level : float, default 0.95
        Share of the posterior that intervals hold.
    n_jobs : int, default -1
        Threads; -1 for all. The result does not depend on it.
    progress : bool or callable, optional

    Returns
    -------
    PoissonGamma

    Raises
    ------
    InvalidArgument
        For negative numbers, other lengths, events where none are expected, or no event at all.

    References
    ----------
    Clayton and Kaldor (1987), Biometrics 43, pages 671-681.

    Examples
    --------
    >>> import libprofile as lp
    >>> found = lp.risk.poisson_gamma([0, 40, 3, 12, 9], [10, 10, 10, 10, 10])
    >>> found.relative_risk.round(2).tolist()
    [0.06, 3.87, 0.35, 1.2, 0.92]
    >>> lp.risk.rank_probability(found.draws(500, seed=1), k=1)[1] > 0.99
    np.True_
    """
    require_same_labels(count=count, expected=expected)
    events, band = counts_1d(count, "count")
    base = values_1d(expected, "expected", missing=True)
    warn_of_expected(events, base)
    found = _core.poisson_gamma(
        events,
        base,
        level=level,
        rounding_band=band,
        n_jobs=n_jobs,
        progress=progress_reporter(progress, "poisson_gamma"),
    )
    return PoissonGamma(
        relative_risk=frozen(found.relative_risk),
        lower=frozen(found.lower),
        upper=frozen(found.upper),
        prior_mean=found.prior_mean,
        prior_variance=found.prior_variance,
        _found=found,
        _index=index_of(count),
    )
