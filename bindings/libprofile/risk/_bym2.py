# SPDX-License-Identifier: MIT
"""Relative risks by the Besag-York-Mollié model in its scaled form."""

from collections.abc import Mapping
from typing import Any, Literal

from libprofile import _core
from libprofile._inputs import Values
from libprofile._results import Progress, progress_reporter
from libprofile.geography._weights import Weights
from libprofile.risk._spatial_risk import SpatialRisk, fit_spatial_risk


def bym2(
    count: Values,
    expected: Values,
    weights: Weights,
    covariates: Any = None,
    *,
    roles: Mapping[str, str] | None = None,
    level: float = 0.95,
    largest_deviation: float = 1.0,
    tail: float = 0.01,
    mixing_prior: Literal["uniform", "penalised"] = "uniform",
    n_jobs: int = -1,
    progress: Progress = None,
) -> SpatialRisk:
    """Relative risks by the Besag-York-Mollié model in its scaled form.

    log risk = intercept + covariates + deviation (√(1 - mixing) v + √mixing u), v independent, u
    smooth over neighbours with variance 1 on every map.

    Parameters
    ----------
    count : array_like of float, shape (n,)
        Events; NaN where withheld: such a place is predicted from its neighbours. Of counts that
        the gate rounded, rounding is taken as noise.
    expected : array_like of float, shape (n,)
        Events that would be expected at the overall rate, above 0 where there are events.
    weights : Weights
        Neighbours, symmetric: `geography.queen`, say. Islands are allowed.
    covariates : array_like of float, shape (n,) or (n, p), optional
        What may explain risk. Never a characteristic of persons that the law protects.
    roles : mapping of str to str, optional
        By column of `covariates` (``x0``, ``x1``, ... without names): ``harm``, ``exposure``,
        ``service`` or ``deprivation``. ``protected_characteristic`` is refused.
    level : float, default 0.95
        Share of the posterior that intervals hold.
    largest_deviation, tail : float, default 1.0 and 0.01
        The prior of ``deviation`` is exponential with P(deviation > largest_deviation) = tail.
    mixing_prior : {"uniform", "penalised"}, default "uniform"
        ``penalised`` prefers less structure: P(mixing < 1/2) = 2/3.
    n_jobs : int, default -1
        Threads; -1 for all. The result does not depend on it.
    progress : bool or callable, optional

    Returns
    -------
    SpatialRisk

    Raises
    ------
    InvalidArgument
        For negative or infinite values, other lengths, events where none are expected, no event at
        all, one-sided weights, or options outside their range.
    InputError
        For a covariate whose name says that it holds a protected characteristic, age and sex too.

    References
    ----------
    Riebler, Sørbye, Simpson and Rue (2016), Stat. Methods Med. Res. 25, pages 1145-1165.
    Rue, Martino and Chopin (2009), J. R. Stat. Soc. B 71, pages 319-392.

    Examples
    --------
    >>> import numpy as np, libprofile as lp
    >>> xy = [(x, y) for y in range(0, 2500, 500) for x in range(0, 2500, 500)]
    >>> count = np.array([9, 8, 1, 0, 1] * 5)
    >>> risk = lp.risk.bym2(count, np.full(25, 4.0), lp.geography.distance_band(xy, 750))
    >>> (risk.exceedance(1.0) > 0.9).reshape(5, 5)[0].tolist()
    [True, True, False, False, False]
    """
    prior = {
        "deviation": f"exponential, P(deviation > {largest_deviation:g}) = {tail:g}",
        "mixing": mixing_prior,
        "coefficients": "normal, variance 1,000; intercept flat",
    }
    options = {
        "level": level,
        "largest_deviation": largest_deviation,
        "tail": tail,
        "mixing_prior": mixing_prior,
        "n_jobs": n_jobs,
        "progress": progress_reporter(progress, "bym2"),
    }
    return fit_spatial_risk(_core.bym2, count, expected, weights, covariates, roles, prior, options)
