# SPDX-License-Identifier: MIT
"""Relative risks that are steadied by their neighbours, with how sure they are."""

from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from libprofile import _core
from libprofile._inputs import (
    FloatArray,
    Values,
    counts_1d,
    index_of,
    values_1d,
)
from libprofile._results import Progress, Result, frozen, progress_reporter
from libprofile.errors import InvalidArgument
from libprofile.geography._weights import Weights, require_weights


@dataclass(frozen=True)
class Estimate:
    """A number of the model.

    Attributes
    ----------
    mean, standard_deviation : float
        Of its posterior.
    lower, upper : float
        Its central interval.
    """

    mean: float
    standard_deviation: float
    lower: float
    upper: float


@dataclass(frozen=True, repr=False)
class SpatialRisk(Result):
    """Relative risks, made by `bym2` or `leroux`.

    Attributes
    ----------
    relative_risk : ndarray of float, shape (n,)
        Posterior mean of events over expected events.
    lower, upper : ndarray of float, shape (n,)
        Central interval. Counts that were rounded by the gate widen it: ``lower`` is that of the
        smallest counts that they may stand for, ``upper`` that of the largest.
    deviation : Estimate
        Standard deviation of log risk that covariates do not explain.
    mixing : Estimate
        Share of it that is smooth over the map.
    coefficients : DataFrame
        ``mean``, ``standard_deviation``, ``lower``, ``upper`` of log risk; the intercept first.
    priors : dict
        What was believed before a count was seen.
    """

    relative_risk: FloatArray
    lower: FloatArray
    upper: FloatArray
    deviation: Estimate
    mixing: Estimate
    coefficients: pd.DataFrame = field(compare=False)
    priors: dict[str, Any]
    _found: _core.SpatialRisk = field(compare=False)
    _index: pd.Index | None = field(default=None, compare=False)

    def to_frame(self) -> pd.DataFrame:
        """Return relative_risk, lower and upper under the index of what was given."""
        columns = {name: getattr(self, name) for name in ("relative_risk", "lower", "upper")}
        return pd.DataFrame(columns, index=self._index)

    def exceedance(self, c: float = 1.0) -> FloatArray:
        """Return P(relative risk > c) for each place, from the counts as they were given.

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
        """Return joint draws of all relative risks: places that go together go together in them.

        Parameters
        ----------
        n : int, default 1000
        seed : int, default 0
        n_jobs : int, default -1
            Threads; -1 for all. The result does not depend on it.
        progress : bool or callable, optional

        Returns
        -------
        ndarray of float, shape (n, places)
        """
        if n < 1:
            raise InvalidArgument(f"n = {n}: must be at least 1")
        return self._found.draws(
            n, seed, n_jobs=n_jobs, progress=progress_reporter(progress, "draws")
        )

    def summary(self) -> str:
        """Say in words what was found, how sure it is, and what it cannot say."""
        sure_above = int((self.lower > 1).sum())
        sure_below = int((self.upper < 1).sum())
        return (
            f"{len(self.relative_risk):,} places. Relative risk is events over expected events, "
            "steadied by the places around. "
            f"{sure_above:,} have an interval wholly above 1 and {sure_below:,} wholly below; of "
            "the others it is open whether they differ from what was expected. About "
            f"{self.mixing.mean:.0%} of the variation is smooth over the map "
            f"({self.mixing.lower:.0%} to {self.mixing.upper:.0%}). A risk that is smoothed cannot "
            "show a single place that differs from all around it as sharply as its own count does, "
            "and says nothing of any person."
        )


def _covariate_columns(covariates: Any, places: int) -> tuple[FloatArray, list[str]]:
    """Return an array of shape (places, columns), and names for the columns."""
    if covariates is None:
        return np.empty((places, 0)), []
    array = np.ascontiguousarray(covariates, dtype=float)
    array = array.reshape(len(array), -1) if array.ndim < 2 else array
    if array.ndim != 2 or array.shape[0] != places:
        raise InvalidArgument(
            f"covariates has shape {array.shape}: must be ({places}, number of covariates)"
        )
    if isinstance(covariates, pd.DataFrame):
        names = [str(name) for name in covariates.columns]
    elif isinstance(covariates, pd.Series):
        names = [str(covariates.name or "x0")]
    else:
        names = [f"x{k}" for k in range(array.shape[1])]
    return array, names


def _fit(
    model: Any,
    count: Values,
    expected: Values,
    weights: Weights,
    covariates: Any,
    priors: dict[str, Any],
    options: dict[str, Any],
) -> SpatialRisk:
    events, band = counts_1d(count, "count")
    base = values_1d(expected, "expected", missing=True)
    columns, names = _covariate_columns(covariates, len(events))
    core_weights = require_weights(weights)._core
    found = model(events, base, core_weights, columns, **options)
    lower, upper = found.lower, found.upper
    if band > 0:
        fewest = np.maximum(events - band, 0.0)
        most = np.where(base > 0, events + band, events)
        lower = (
            model(fewest, base, core_weights, columns, **options).lower
            if np.nansum(fewest) > 0
            else np.zeros(len(events))
        )
        upper = model(most, base, core_weights, columns, **options).upper
    return SpatialRisk(
        relative_risk=frozen(found.relative_risk),
        lower=frozen(np.minimum(lower, found.lower)),
        upper=frozen(np.maximum(upper, found.upper)),
        deviation=Estimate(*found.deviation),
        mixing=Estimate(*found.mixing),
        coefficients=pd.DataFrame(
            found.coefficients,
            columns=["mean", "standard_deviation", "lower", "upper"],
            index=["intercept", *names],
        ),
        priors=priors,
        _found=found,
        _index=index_of(count),
    )


def bym2(
    count: Values,
    expected: Values,
    weights: Weights,
    covariates: Any = None,
    *,
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
        Events; NaN where withheld: such a place is predicted from its neighbours.
    expected : array_like of float, shape (n,)
        Events that would be expected at the overall rate, above 0 where there are events.
    weights : Weights
        Neighbours, symmetric: `geography.queen`, say. Islands are allowed.
    covariates : array_like of float, shape (n,) or (n, p), optional
        What may explain risk. Never a characteristic of persons that the law protects.
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
    return _fit(_core.bym2, count, expected, weights, covariates, prior, options)


def leroux(
    count: Values,
    expected: Values,
    weights: Weights,
    covariates: Any = None,
    *,
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
        Events; NaN where withheld: such a place is predicted from its neighbours.
    expected : array_like of float, shape (n,)
        Events that would be expected at the overall rate, above 0 where there are events.
    weights : Weights
        Neighbours, symmetric. Islands are allowed.
    covariates : array_like of float, shape (n,) or (n, p), optional
        What may explain risk. Never a characteristic of persons that the law protects.
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
    InvalidArgument
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
    return _fit(_core.leroux, count, expected, weights, covariates, prior, options)


def _draws_2d(draws: Any) -> FloatArray:
    array = np.ascontiguousarray(draws, dtype=float)
    if array.ndim != 2 or array.size == 0:
        raise InvalidArgument(f"draws has shape {array.shape}: must be (draws, places), not empty")
    return array


def rank_probability(draws: Any, k: int, *, n_jobs: int = -1) -> FloatArray:
    """P(a place is among the k highest), from joint draws of all places.

    Parameters
    ----------
    draws : array_like of float, shape (draws, places)
        Such as `SpatialRisk.draws` gives.
    k : int
        1 to places.
    n_jobs : int, default -1
        Threads; -1 for all. The result does not depend on it.

    Returns
    -------
    ndarray of float, shape (places,)
        Adds up to k: places that are equal at the border share what is left.

    Raises
    ------
    InvalidArgument
        For k outside 1 to places, no draw, or values that are not finite.

    Examples
    --------
    >>> import libprofile as lp
    >>> lp.risk.rank_probability([[3.0, 2.0, 1.0], [1.0, 3.0, 2.0]], k=1).tolist()
    [0.5, 0.5, 0.0]
    """
    array = _draws_2d(draws)
    if k < 1:
        raise InvalidArgument(f"k = {k}: must be 1 to the number of places")
    return _core.rank_probability(array, k, n_jobs=n_jobs)


def rank_interval(
    draws: Any, level: float = 0.95, *, n_jobs: int = -1
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Ranks that hold a place's rank with probability at least `level`; 1 is the highest.

    Parameters
    ----------
    draws : array_like of float, shape (draws, places)
    level : float, default 0.95
    n_jobs : int, default -1
        Threads; -1 for all. The result does not depend on it.

    Returns
    -------
    best, worst : ndarray of int64, shape (places,)

    Raises
    ------
    InvalidArgument
        For a level outside (0, 1), no draw, or values that are not finite.

    Examples
    --------
    >>> import libprofile as lp
    >>> best, worst = lp.risk.rank_interval([[3.0, 2.0, 1.0], [3.0, 1.0, 2.0]])
    >>> best.tolist(), worst.tolist()
    ([1, 2, 2], [1, 3, 3])
    """
    return _core.rank_interval(_draws_2d(draws), level, n_jobs=n_jobs)
