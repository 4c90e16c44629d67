# SPDX-License-Identifier: MIT
"""Rates and scores of neighbourhoods and premises types, with what chance leaves open."""

from libprofile.risk._bym2 import bym2
from libprofile.risk._compare import RateComparison, compare_rates
from libprofile.risk._concentration import Concentration, concentration
from libprofile.risk._denominators import DenominatorCheck, age_bands, check_denominators
from libprofile.risk._displacement import (
    WeightedDisplacementDifference,
    weighted_displacement_difference,
)
from libprofile.risk._empirical_bayes import EmpiricalBayes, empirical_bayes, excess_risk
from libprofile.risk._funnel import Funnel, funnel
from libprofile.risk._intervals import funnel_limits, poisson_interval, wilson_interval
from libprofile.risk._leroux import leroux
from libprofile.risk._neighbourhood import neighbourhood_risk
from libprofile.risk._neighbourhood_score import (
    Association,
    NeighbourhoodScore,
    neighbourhood_score,
)
from libprofile.risk._poisson_gamma import PoissonGamma, poisson_gamma
from libprofile.risk._premises_type import premises_type_risk
from libprofile.risk._prevalence import Prevalence, prevalence
from libprofile.risk._ranks import rank_interval, rank_probability
from libprofile.risk._rates import Rate, StandardisedRate, rate, standardised_rate
from libprofile.risk._spatial_risk import Estimate, SpatialRisk
from libprofile.risk._standardised_ratio import StandardisedRatio, standardised_ratio

__all__ = [
    "Association",
    "Concentration",
    "DenominatorCheck",
    "EmpiricalBayes",
    "Estimate",
    "Funnel",
    "NeighbourhoodScore",
    "PoissonGamma",
    "Prevalence",
    "Rate",
    "RateComparison",
    "SpatialRisk",
    "StandardisedRate",
    "StandardisedRatio",
    "WeightedDisplacementDifference",
    "age_bands",
    "bym2",
    "check_denominators",
    "compare_rates",
    "concentration",
    "empirical_bayes",
    "excess_risk",
    "funnel",
    "funnel_limits",
    "leroux",
    "neighbourhood_risk",
    "neighbourhood_score",
    "poisson_gamma",
    "poisson_interval",
    "premises_type_risk",
    "prevalence",
    "rank_interval",
    "rank_probability",
    "rate",
    "standardised_rate",
    "standardised_ratio",
    "weighted_displacement_difference",
    "wilson_interval",
]
