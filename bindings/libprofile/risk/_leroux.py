# SPDX-License-Identifier: MIT
"""Relative risks by the model of Leroux, Lei and Breslow."""

from collections.abc import Mapping
from typing import Any

from libprofile import _core
from libprofile._inputs import Values
from libprofile._results import Progress, progress_reporter
from libprofile.geography._weights import Weights
from libprofile.risk._spatial_risk import SpatialRisk, fit_spatial_risk


def leroux(
    count: Values,
    expected: Values,
    weights: Weights,
    covariates: Any = None,
    *,
    roles: Mapping[str, str] | None = None,
    level: float = 0.95,
    largest_deviation: float = 1.0,
    tail: float = 0.01,
    n_jobs: int = -1,
    progress: Progress = None,
) -> SpatialRisk:
    """Relative risks by the model of Leroux, Lei and Breslow.

    log risk = intercept + covariates + u, the precision of u being a mixture of that of independent
    places and that of smooth ones. ``deviation`` is that of u where ``mixing`` is 0.

    Parameters
    ----------
    count : array_like of float, shape (n,)
        Events; NaN where withheld: such a place is predicted from its neighbours. Of counts that
        the gate rounded, rounding is taken as noise.
    expected : array_like of float, shape (n,)
        Events that would be expected at the overall rate, above 0 where there are events.
    weights : Weights
        Neighbours, symmetric. Islands are allowed.
    covariates : array_like of float, shape (n,) or (n, p), optional
        What may explain risk. Never a characteristic of persons that the law protects.
    roles : mapping of str to str, optional
        By column of `covariates` (``x0``, ``x1``, ... without names): ``harm``, ``exposure``,
        ``service`` or ``deprivation``. ``protected_characteristic`` is refused.
    level : float, default 0.95
        Share of the posterior that intervals hold.
    largest_deviation, tail : float, default 1.0 and 0.01
        The prior of ``deviation`` is exponential with P(deviation > largest_deviation) = tail.
    n_jobs : int, default -1
        Threads; -1 for all. The result does not depend on it.
    progress : bool or callable, optional

    Returns
    -------
    SpatialRisk

    Raises
    ------
    InvalidArgument, InputError
        As `bym2`.

    References
    ----------
    Leroux, Lei and Breslow (2000), in Statistical Models in Epidemiology, IMA 116, pages 179-191.

    Examples
    --------
    >>> import numpy as np, libprofile as lp
    >>> xy = [(x, y) for y in range(0, 2500, 500) for x in range(0, 2500, 500)]
    >>> count = np.array([9, 8, 1, 0, 1] * 5)
    >>> risk = lp.risk.leroux(count, np.full(25, 4.0), lp.geography.distance_band(xy, 750))
    >>> (risk.relative_risk > 1).reshape(5, 5)[0].tolist()
    [True, True, False, False, False]
    """
    prior = {
        "deviation": f"exponential, P(deviation > {largest_deviation:g}) = {tail:g}",
        "mixing": "uniform",
        "coefficients": "normal, variance 1,000; intercept flat",
    }
    options = {
        "level": level,
        "largest_deviation": largest_deviation,
        "tail": tail,
        "n_jobs": n_jobs,
        "progress": progress_reporter(progress, "leroux"),
    }
    return fit_spatial_risk(
        _core.leroux, count, expected, weights, covariates, roles, prior, options
    )
