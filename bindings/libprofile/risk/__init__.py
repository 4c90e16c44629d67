# SPDX-License-Identifier: MIT
"""Rates and scores of neighbourhoods and premises types, with what chance leaves open."""

from libprofile.risk._bym2 import bym2
from libprofile.risk._concentration import Concentration, concentration
from libprofile.risk._displacement import (
    WeightedDisplacementDifference,
    weighted_displacement_difference,
)
from libprofile.risk._empirical_bayes import EmpiricalBayes, empirical_bayes, excess_risk
from libprofile.risk._intervals import funnel_limits, poisson_interval, wilson_interval
from libprofile.risk._leroux import leroux
from libprofile.risk._neighbourhood import neighbourhood_risk
from libprofile.risk._premises_type import premises_type_risk
from libprofile.risk._ranks import rank_interval, rank_probability
from libprofile.risk._rates import Rate, StandardisedRate, rate, standardised_rate
from libprofile.risk._spatial_risk import Estimate, SpatialRisk

__all__ = [
    "Concentration",
    "EmpiricalBayes",
    "Estimate",
    "Rate",
    "SpatialRisk",
    "StandardisedRate",
    "WeightedDisplacementDifference",
    "bym2",
    "concentration",
    "empirical_bayes",
    "excess_risk",
    "funnel_limits",
    "leroux",
    "neighbourhood_risk",
    "poisson_interval",
    "premises_type_risk",
    "rank_interval",
    "rank_probability",
    "rate",
    "standardised_rate",
    "weighted_displacement_difference",
    "wilson_interval",
]
