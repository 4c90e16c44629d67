# SPDX-License-Identifier: MIT
"""Relative risks that are steadied by their neighbours, with how sure they are."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from libprofile._advice import warn_of_expected
from libprofile._inputs import (
    FloatArray,
    Values,
    counts_1d,
    index_of,
    values_1d,
)
from libprofile._results import frozen
from libprofile.errors import InvalidArgument
from libprofile.geography._weights import Weights, weights_for
from libprofile.risk._posterior_risk import PosteriorRisk


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
class SpatialRisk(PosteriorRisk):
    """Relative risks, made by `bym2` or `leroux`.

    Attributes
    ----------
    relative_risk : ndarray of float, shape (n,)
        Posterior mean of events over expected events.
    lower, upper : ndarray of float, shape (n,)
        Central interval. Counts that were rounded by the gate widen it: ``lower`` goes down to
        that of the smallest counts that they may stand for, ``upper`` up to that of the largest.
    deviation : Estimate
        Standard deviation of log risk that covariates do not explain.
    mixing : Estimate
        Share of it that is smooth over the map.
    coefficients : DataFrame
        ``mean``, ``standard_deviation``, ``lower``, ``upper`` of log risk; the intercept first.
    priors : dict
        What was believed before a count was seen; ``rounding`` where counts were rounded by the
        gate: it is taken as noise.
    """

    deviation: Estimate
    mixing: Estimate
    coefficients: pd.DataFrame = field(compare=False)
    priors: dict[str, Any]

    def summary(self) -> str:
        """Say in words what was found, how sure it is, and what it cannot say."""
        sure_above = int((self.lower > 1).sum())
        sure_below = int((self.upper < 1).sum())
        rounded = "Rounding of the counts is taken as noise. " if "rounding" in self.priors else ""
        return (
            f"{len(self.relative_risk):,} places. Relative risk is events over expected events, "
            f"steadied by the places around. {rounded}"
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


def _roles_of(roles: Mapping[str, str] | None, names: list[str]) -> list[str]:
    """Roles in order of the columns; those of which nothing is said are exposures."""
    given = dict(roles or {})
    unknown = [name for name in given if name not in names]
    if unknown:
        raise InvalidArgument(f"roles has '{unknown[0]}': must name columns of covariates")
    return [given.get(name, "exposure") for name in names]


def fit_spatial_risk(
    model: Any,
    count: Values,
    expected: Values,
    weights: Weights,
    covariates: Any,
    roles: Mapping[str, str] | None,
    priors: dict[str, Any],
    options: dict[str, Any],
) -> SpatialRisk:
    events, band = counts_1d(count, "count")
    base = values_1d(expected, "expected", missing=True)
    warn_of_expected(events, base)
    columns, names = _covariate_columns(covariates, len(events))
    options = options | {"names": names, "roles": _roles_of(roles, names)}
    core_weights = weights_for(weights, count=count, expected=expected, covariates=covariates)
    found = model(events, base, core_weights, columns, rounding_band=band, **options)
    lower, upper = found.lower, found.upper
    if band > 0:
        priors = priors | {"rounding": f"counts up to {band:g} off, as often up as down"}
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
